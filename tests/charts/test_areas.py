"""What answers the mouse lies where it was drawn."""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from segdesk.charts.chart_registry import chart_named, charts_for
from segdesk.charts.export import to_image
from segdesk.charts.style import LIGHT, Look
from segdesk.engine.profiles.answers import statement
from tests.sample_results import changed, customers, survey

# Every part of these is of a segment.
WITH_AREAS = ("overview", "heatmap", "sizes", "silhouette", "differences", "parallel_lines")
# These have parts of everyone, too.
OF_EVERYONE = ("answers", "place_bars")


def drawn(name, result, look=LIGHT):
    """The figure after it was drawn, its picture and its areas."""
    chart = chart_named(name)
    figure = chart.draw(result, look)
    image = to_image(figure, 100)
    return figure, image, chart.areas(figure, result)


def tips(areas, segment):
    return " ".join(str(area.tip) for area in areas if area.segment == segment)


def test_the_charts_of_segments_have_areas():
    for chart in charts_for(customers()):
        figure = chart.draw(customers(), LIGHT)
        to_image(figure, 60)
        assert bool(chart.areas(figure, customers())) is (chart.name in WITH_AREAS + OF_EVERYONE)
        assert (chart.points(figure, customers()) is not None) is (chart.name == "customer_map")


@pytest.mark.parametrize("name", WITH_AREAS + OF_EVERYONE)
@pytest.mark.parametrize("look", [LIGHT, Look(width=5.2, height=4.0)], ids=["usual", "small"])
def test_areas_lie_inside_the_axes_and_do_not_overlap(name, look):
    figure, _, areas = drawn(name, customers(), look)
    boxes = [axes.get_position() for axes in figure.axes]
    for area in areas:
        assert area.x0 < area.x1
        assert area.y0 < area.y1
        assert any(
            box.x0 - 1e-6 <= area.x0
            and area.x1 <= box.x1 + 1e-6
            and 1 - box.y1 - 1e-6 <= area.y0
            and area.y1 <= 1 - box.y0 + 1e-6
            for box in boxes
        )
    for i, first in enumerate(areas):
        for second in areas[i + 1 :]:
            assert (
                min(first.x1, second.x1) - max(first.x0, second.x0) < 1e-6
                or min(first.y1, second.y1) - max(first.y0, second.y0) < 1e-6
            )
    everyone = {None} if name in OF_EVERYONE else set()
    assert {area.segment for area in areas} == {segment.number for segment in customers().named} | everyone


def colour_in(image, area):
    """The colour a quarter into an area, beside what is written in its middle."""
    high, wide = image.shape[:2]
    x = area.x0 + 0.1 * (area.x1 - area.x0)
    y = area.y0 + 0.25 * (area.y1 - area.y0)
    return image[int(y * high), int(x * wide), :3] / 255


@pytest.mark.parametrize(
    ("result", "look"),
    [(customers, LIGHT), (survey, LIGHT), (survey, Look(width=5.2))],
    ids=["segments down", "segments across", "fewer columns"],
)
def test_the_cells_of_the_heatmap_have_the_colour_of_their_effect(result, look):
    _, image, areas = drawn("heatmap", result(), look)
    table = chart_named("heatmap").data(result())
    scale = look.diverging()
    # A tip says what an answer holds of: “With loyalty card”.
    said = {profile.label: statement(profile) for profile in result().description.profiles}
    for area in areas:
        variable = next(name for name in table.columns[1:] if f"“{said[name]}”:" in str(area.tip))
        effect = float(table[variable][area.segment - 1])
        wanted = scale((np.clip(effect, -1.5, 1.5) + 1.5) / 3)[:3]
        assert colour_in(image, area) == pytest.approx(wanted, abs=0.02), area.tip


def test_the_tips_speak_in_the_units_of_the_data():
    _, _, cells = drawn("heatmap", customers())
    profile = next(p for p in customers().description.profiles if p.variable == "spend")
    assert f"“Spend”: on average {profile.mean[0]:,.0f}" in tips(cells, 1)
    _, _, rows = drawn("sizes", customers())
    assert f"{customers().segment(2).size} customers" in tips(rows, 2)
    assert "of “Spend”" in tips(rows, 2)


def test_the_bars_of_the_sizes_lie_in_the_rows_of_their_segments():
    _, image, areas = drawn("sizes", customers())
    high, wide = image.shape[:2]
    for area in areas:
        y = area.y0 + 0.68 * (area.y1 - area.y0)
        colour = image[int(y * high), int(area.x0 * wide) + 4, :3] / 255
        segment = customers().segment(area.segment)
        assert colour == pytest.approx(to_rgb(LIGHT.segment_colour(segment)), abs=0.02)


def test_every_point_of_the_map_is_where_it_was_drawn():
    chart = chart_named("customer_map")
    figure = chart.draw(customers(), LIGHT)
    for text in figure.axes[0].texts:
        text.set_visible(False)
    image = to_image(figure, 100)
    places = chart.points(figure, customers())
    assert places.dtype == np.float32
    assert places.shape == (len(customers().fit.rows), 2)
    high, wide = image.shape[:2]
    x, y = (places * [wide, high]).astype(int).T
    assert (image[y, x, :3].min(axis=1) < 250).all()


def test_customers_who_were_not_drawn_have_their_place_too():
    times = 12
    big = changed(
        customers(),
        rows=np.arange(len(customers().fit.rows) * times),
        labels=np.tile(customers().fit.labels, times),
        customer_map=replace(
            customers().description.customer_map,
            points=np.tile(customers().description.customer_map.points, (times, 1)),
        ),
    )
    chart = chart_named("customer_map")
    figure = chart.draw(big, LIGHT)
    to_image(figure, 60)
    assert len(chart.points(figure, big)) == len(big.fit.rows) > 20_000
