"""What can be done with a chart asks first whether there is one."""

import pytest

from segdesk.app.dialogs.chart_table import ChartTableDialog
from tests.app.driving import CTRL, KEY


def test_the_key_of_a_chart_that_is_not_offered_turns_nowhere(result):
    charts = result.bench.charts
    hidden = [place for place in range(charts.tabs.count()) if place not in charts.offered]
    assert hidden
    for place in hidden:
        result.key(KEY(KEY.Key_1.value + place), CTRL)
        assert charts.tabs.currentIndex() in charts.offered


@pytest.mark.parametrize("name", ["chart_table", "save_chart", "print"])
def test_a_chart_that_cannot_be_drawn_says_why_instead(result, name):
    """With k given and no scan, there is nothing to show of how many segments fit."""
    charts = result.bench.charts
    refused = [
        place
        for place, chart in enumerate(charts._charts)
        if place in charts.offered and chart.applies(result.segmentation) is not None
    ]
    assert refused
    charts.turn_to(refused[0])
    result.settle()
    result.action(name).trigger()
    assert result.notice == str(charts.chart.applies(result.segmentation))
    assert not result.dialogs(ChartTableDialog)
