"""The axis of numbers: ticks where numbers can be, and no more of them than can be read."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from segdesk.charts.chart_registry import chart_named
from segdesk.charts.column_charts import charts_of_columns
from segdesk.charts.number_axis import is_whole, set_limits, write_ticks
from segdesk.charts.style import LIGHT
from segdesk.engine.result.explored_columns import Columns
from tests.charts.explored_shop import shop


def ticks(low, high, **settings):
    axes = Figure().add_subplot()
    set_limits(axes, low, high, **settings)
    write_ticks(axes, LIGHT)
    return [float(tick) for tick in axes.get_xticks()]


@pytest.mark.parametrize(("low", "high"), [(1, 5), (0, 1), (2, 2), (1, 7), (0, 3), (3, 41), (0, 12_345)])
def test_whole_numbers_have_ticks_at_whole_numbers(low, high):
    found = ticks(low, high, whole=True)
    assert found
    assert all(tick == round(tick) for tick in found)
    assert len(found) <= 7


def test_each_answer_has_its_tick():
    assert ticks(1, 5, whole=True) == [1, 2, 3, 4, 5]
    assert ticks(0, 6, whole=True) == [0, 1, 2, 3, 4, 5, 6]


def test_other_numbers_may_stand_between():
    assert any(tick != round(tick) for tick in ticks(0, 1))


def test_a_single_half_makes_numbers_no_counts():
    assert is_whole(np.array([1.0, 2.0, 300.0]))
    assert not is_whole(np.array([1.0, 2.5]))


def test_counts_have_whole_ticks_in_every_chart_of_numbers():
    figures = [chart_named("differences").draw(shop(), LIGHT)]
    figures += [
        chart.draw(shop(), LIGHT)
        for columns in (Columns("visites"), Columns("visites", "région"), Columns("note", "montant"))
        for chart in charts_of_columns(shop(), columns)
        if chart.name in ("column_boxes", "column_density", "column_scatter")
    ]
    assert len(figures) >= 4
    for figure in figures:
        axes = next((each for each in figure.axes if "visites" in each.get_title(loc="left")), figure.axes[0])
        low, high = axes.get_xlim()
        shown = [tick for tick in axes.get_xticks() if low <= tick <= high]
        assert shown
        assert all(tick == round(tick) for tick in shown)


def test_a_logarithmic_axis_is_told(tmp_path):
    from tests.sample_results import segmented

    random = np.random.default_rng(3)
    lines = [
        f"{v:.2f};{w}" for v, w in zip(random.lognormal(3, 2, 200), random.integers(1, 9, 200), strict=True)
    ]
    path = tmp_path / "wide.csv"
    path.write_text("umsatz;käufe\n" + "\n".join(lines), encoding="utf-8")
    figure = chart_named("differences").draw(segmented(path, k="2", draws=0), LIGHT)
    words = " ".join(text.get_text().replace("\n", " ") for text in figure.texts)
    assert "200 customers. An axis whose figures grow tenfold is logarithmic." in words
    told = " ".join(text.get_text() for text in chart_named("differences").draw(shop(), LIGHT).texts)
    assert "logarithmic" not in told
