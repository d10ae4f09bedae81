"""Charts for experts: lines of single customers, and the shape of each profile by itself."""

import numpy as np
import pytest
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from scipy.stats import rankdata

from segdesk.charts.chart_registry import chart_named, report_charts_for
from segdesk.charts.export import to_svg
from segdesk.charts.parallel_lines import MOST_LINES
from segdesk.charts.radar import LIMIT, MOST_COLUMNS, draw_radar
from segdesk.charts.style import DARK, LIGHT, Look
from segdesk.messages import say
from tests.charts.explored_shop import shop
from tests.charts.test_charts import texts
from tests.charts.test_room import check_room
from tests.sample_results import customers, orders, survey

LINES, RADAR = chart_named("parallel_lines"), chart_named("radar")
LOOKS = pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])


@LOOKS
def test_a_sample_of_customers_is_drawn_each_faint_and_every_segment_in_proportion(look):
    figure = LINES.draw(customers(), look)
    assert len(figure.axes) == customers().k
    drawn = []
    for axes, segment in zip(figure.axes, customers().named, strict=True):
        (lines,) = [
            each for each in axes.collections if isinstance(each, LineCollection) and each.get_alpha()
        ]
        assert lines.get_alpha() == pytest.approx(0.1)
        assert lines.get_rasterized()
        drawn.append(len(lines.get_segments()))
        assert drawn[-1] / MOST_LINES == pytest.approx(segment.share, abs=0.01)
        (middle,) = axes.lines
        assert middle.get_color() == look.segment_colour(segment)
    assert sum(drawn) == pytest.approx(MOST_LINES, abs=2)
    assert any("of 2,005 customers drawn" in words for words in texts(figure))


def test_a_customer_stands_where_its_rank_is():
    table = LINES.data(shop())
    source = shop().source
    amounts = source.columns[source.table.names.index("montant")].values[shop().fit.rows]
    wanted = (rankdata(amounts) - 1) / (len(amounts) - 1)
    rows = table["Row"].to_numpy() - 1
    np.testing.assert_allclose(table["Montant"], wanted[rows])
    assert table["Montant"].between(0, 1).all()


def test_each_segment_has_its_own_picture_with_one_line_and_nothing_filled():
    figure = RADAR.draw(customers(), LIGHT)
    assert [axes.name for axes in figure.axes] == ["polar"] * customers().k
    for axes, segment in zip(figure.axes, customers().named, strict=True):
        own = [line for line in axes.lines if line.get_color() == LIGHT.segment_colour(segment)]
        assert len(own) == 1
        assert not axes.patches
        assert not any(isinstance(each, PolyCollection | PathCollection) for each in axes.collections)
        angles, radii = own[0].get_data()
        assert radii[0] == radii[-1], "the shape is closed"
        assert 3 <= len(angles) - 1 <= MOST_COLUMNS
    table = RADAR.data(customers()).iloc[:, 1:]
    _, radii = next(
        line
        for line in figure.axes[0].lines
        if line.get_color() == LIGHT.segment_colour(customers().named[0])
    ).get_data()
    np.testing.assert_allclose(radii[:-1], np.clip(table.iloc[0].astype(float), -LIMIT, LIMIT))


def test_one_segment_alone_can_be_drawn():
    figure = draw_radar(customers(), customers().named[1:2], say("Title"), Look(width=5.0))
    assert len(figure.axes) == 1
    assert figure.axes[0].get_title().replace("\n", " ") == str(customers().named[1].name)


@pytest.mark.parametrize("chart", [LINES, RADAR], ids=["lines", "radar"])
@pytest.mark.parametrize("result", [customers, orders, survey])
def test_nothing_is_cut_or_covered(chart, result):
    if chart.applies(result()) is None:
        check_room(chart, result(), None)


@pytest.mark.parametrize("chart", [LINES, RADAR], ids=["lines", "radar"])
def test_they_are_for_experts_and_not_in_the_report(chart):
    assert chart.for_experts
    assert chart not in report_charts_for(customers())
    assert str(chart.alternative(customers())).startswith(str(chart.finding(customers())) + ". ")
    assert len(to_svg(chart.draw(customers(), LIGHT))) < 1_000_000
