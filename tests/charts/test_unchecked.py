"""Charts of segments of which nobody knows yet how good they are."""

from dataclasses import replace

import pytest

from segdesk.charts.chart_registry import all_charts, chart_named
from segdesk.charts.style import Look
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.validation.structure import Verdict
from tests.sample_results import customers

WAITING = {"how_many", "importance"}


@pytest.fixture(scope="module")
def unchecked() -> Segmentation:
    """The sample's result as a run hands it out first."""
    done = customers()
    segments = tuple(replace(s, stability=None, rule=None, action=None) for s in done.description.segments)
    return replace(
        done,
        validation=replace(done.validation, verdict=Verdict(), importance=()),
        description=replace(done.description, segments=segments),
        is_checked=False,
    )


def test_charts_that_need_the_check_say_so_and_all_others_are_drawn_as_in_the_end(unchecked):
    told = {chart.name: chart.applies(unchecked) for chart in all_charts()}
    reasons = {chart.name: chart.applies(customers()) for chart in all_charts()}
    assert {name for name, reason in told.items() if str(reason) == "This is still being checked"} == WAITING
    assert {name: why for name, why in told.items() if name not in WAITING} == {
        name: why for name, why in reasons.items() if name not in WAITING
    }
    for chart in all_charts():
        if told[chart.name] is None and chart.name != "customer_map":
            assert str(chart.finding(unchecked)) == str(chart.finding(customers())), chart.name


@pytest.mark.parametrize("width", [5.0, 6.5, 9.0])
def test_the_map_claims_nothing_and_lies_where_it_will_lie(unchecked, width):
    chart, look = chart_named("customer_map"), Look(width=width, height=4.0)
    assert str(chart.finding(unchecked)) == f"{unchecked.k} segments on the map of customers"
    figures = [chart.draw(each, look) for each in (unchecked, customers())]
    for figure in figures:
        figure.draw_without_rendering()
    first, then = figures
    assert tuple(first.get_size_inches()) == tuple(then.get_size_inches())
    assert first.axes[0].get_position().bounds == then.axes[0].get_position().bounds
