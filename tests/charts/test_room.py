"""Charts use the room that there is: nothing is cut and no name covers another, however narrow or low."""

import numpy as np
import pytest
from matplotlib.text import Text

from segdesk.charts.chart_registry import charts_for
from segdesk.charts.export import settled, to_image
from segdesk.charts.style import Look
from tests.charts.test_charts import NAMES
from tests.counts import FULL
from tests.sample_results import customers, survey

WIDTHS = (5.0, 6.7, 8.6, 11.0)
# Every width at some height in the quick suite, every one at both in the full one.
WIDTHS_AT = {None: WIDTHS if FULL else WIDTHS[::2], 4.0: WIDTHS if FULL else WIDTHS[1::2]}


def words_of(figure):
    """What is written, with its rectangle."""
    texts = [*figure.texts]
    for axes in figure.axes:
        texts += [*axes.texts, axes.title, axes._left_title]
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            ticks = zip(axis.get_majorticklocs(), axis.get_ticklabels(), strict=True)
            texts += [axis.label, *(label for place, label in ticks if low <= place <= high)]
    with settled():
        # Of an annotation only the words, without the line that leads to them.
        return [(text, Text.get_window_extent(text)) for text in texts if text.get_text().strip()]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("height", [None, 4.0], ids=["natural", "low"])
@pytest.mark.parametrize("result", [customers, survey], ids=["three segments", "twelve segments"])
def test_no_text_is_cut_and_none_covers_another(name, height, result):
    for chart in charts_for(result()):
        if chart.name == name:
            check_room(chart, result(), height)


def check_room(chart, result, height):
    """Draw a chart at every width and look at each of its texts."""
    for width in WIDTHS_AT[None if height is None else 4.0]:
        figure = chart.draw(result, Look(width=width, height=height))
        to_image(figure, 100)
        words = words_of(figure)
        lows = np.array([[box.x0, box.y0] for _, box in words])
        highs = np.array([[box.x1, box.y1] for _, box in words])
        frame = figure.bbox
        cut = (lows < [frame.x0 - 1, frame.y0 - 1]).any(axis=1) | (highs > [frame.x1 + 1, frame.y1 + 1]).any(
            axis=1
        )
        assert not cut.any(), (
            f"{chart.name} at {width}: {[words[i][0].get_text() for i in np.flatnonzero(cut)]}"
        )
        # Boxes 1.5 pixels smaller on each side: letters seldom reach the edge of theirs.
        touching = (lows[:, None] + 1.5 < highs[None] - 1.5).all(axis=2)
        touching = np.triu(touching & touching.T, 1)
        pairs = [[words[i][0].get_text(), words[j][0].get_text()] for i, j in np.argwhere(touching)]
        assert pairs == [], f"{chart.name} at {width}"


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_fills_the_height_that_there_is_within_its_limits(name):
    chart = next(chart for chart in charts_for(customers()) if chart.name == name)
    natural = chart.draw(customers(), Look()).get_figheight()
    least = chart.draw(customers(), Look(height=0.5)).get_figheight()
    most = chart.draw(customers(), Look(height=30)).get_figheight()
    assert least <= natural < most
    between = (natural + min(most, 9)) / 2
    assert chart.draw(customers(), Look(height=between)).get_figheight() == pytest.approx(between)


def test_the_map_takes_whatever_height_there_is():
    chart = next(chart for chart in charts_for(customers()) if chart.name == "customer_map")
    assert chart.draw(customers(), Look(height=20)).get_figheight() == pytest.approx(20)
    assert chart.draw(customers(), Look(height=1)).get_figheight() < 4


def test_the_overview_drops_the_bars_where_it_is_narrow():
    chart = next(chart for chart in charts_for(customers()) if chart.name == "overview")
    assert len(chart.draw(customers(), Look(width=6.5)).axes) == 1
    cells, bars = chart.draw(customers(), Look(width=9)).axes
    assert cells.get_ylim() == bars.get_ylim(), "the rows are the same"
