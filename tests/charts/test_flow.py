"""The flow of customers between two segmentations: bands as high as they are many, names that fit."""

import numpy as np
import pytest
from matplotlib.patches import PathPatch, Rectangle

from segdesk.charts.export import to_image, to_svg
from segdesk.charts.flow import draw_flow, too_many_segments
from segdesk.charts.style import DARK, LIGHT, Look
from segdesk.engine.comparison.compare import compare
from segdesk.engine.comparison.side import Side


def comparison(k_old: int, k_new: int, n: int = 400, name: str = "Segment"):
    random = np.random.default_rng([k_old, k_new])
    ids = np.arange(n).astype(str)
    sides = [
        Side(
            "side",
            ids,
            random.integers(1, k + 1, n).astype(str),
            {str(i): f"{name} {i}" for i in range(1, k + 1)},
        )
        for k in (k_old, k_new)
    ]
    return compare(*sides)


@pytest.mark.parametrize("look", [LIGHT, DARK, Look(width=5.0), Look(text_size=16)])
def test_a_band_for_each_pair_as_high_as_it_has_customers(look):
    found = comparison(4, 6)
    figure = draw_flow(found, look)
    bands = [p for p in figure.axes[0].patches if isinstance(p, PathPatch)]
    assert len(bands) == int((found.customers > 0).sum())
    highs = [float(np.diff(band.get_path().vertices[[0, 7], 1])[0]) for band in bands]
    counts = found.customers[found.customers > 0]
    np.testing.assert_allclose(np.array(highs) / highs[0], counts / counts[0])
    blocks = [p for p in figure.axes[0].patches if isinstance(p, Rectangle)]
    assert len(blocks) == 10
    assert all(b.get_y() >= 0 and b.get_y() + b.get_height() <= 1 + 1e-9 for b in blocks)
    assert to_image(figure).shape[2] == 4


def test_a_band_that_stayed_is_stronger_than_one_that_moved():
    found = comparison(3, 3)
    bands = [p for p in draw_flow(found, LIGHT).axes[0].patches if isinstance(p, PathPatch)]
    stayed = [
        old.match == new.key
        for i, old in enumerate(found.old)
        for j, new in enumerate(found.new)
        if found.customers[i, j]
    ]
    strong = {band.get_alpha() for band, same in zip(bands, stayed, strict=True) if same}
    weak = {band.get_alpha() for band, same in zip(bands, stayed, strict=True) if not same}
    assert min(strong) > max(weak)


def test_long_names_stay_inside_the_figure():
    figure = draw_flow(
        comparison(2, 2, name="A name that is far too long to be drawn beside a block $x$ "), LIGHT
    )
    to_image(figure)
    wide = figure.get_window_extent().width
    for text in figure.axes[0].texts:
        box = text.get_window_extent()
        assert box.x0 >= 0
        assert box.x1 <= wide
    assert "%" in figure.axes[0].texts[0].get_text()


def test_the_same_comparison_is_the_same_picture_and_more_than_six_a_side_are_too_many():
    found = comparison(5, 2)
    assert to_svg(draw_flow(found, LIGHT)) == to_svg(draw_flow(found, LIGHT))
    assert not too_many_segments(found)
    assert too_many_segments(comparison(7, 2))
