"""The flow of customers between two segmentations: bands as high as they are many, names that fit."""

import numpy as np
import pytest
from matplotlib.patches import PathPatch, Rectangle

from segdesk.charts.export import to_image, to_svg
from segdesk.charts.flow import draw_flow, too_many_segments
from segdesk.charts.moves import MOST_A_SIDE, can_be_drawn, draw_moves
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


@pytest.mark.parametrize("look", [LIGHT, DARK, Look(width=5.0)])
@pytest.mark.parametrize(("k_old", "k_new"), [(7, 9), (14, 3)])
def test_many_segments_make_a_matrix_whose_cells_are_parts_of_the_old_segment(look, k_old, k_new):
    found = comparison(k_old, k_new)
    figure = draw_moves(found, look)
    to_image(figure, 60)
    (axes,) = figure.axes
    assert not any(isinstance(patch, PathPatch) for patch in axes.patches), "no bands"
    cells = [p for p in axes.patches if isinstance(p, Rectangle)]
    assert len(cells) == int((found.customers > 0).sum())
    shares = found.customers / found.customers.sum(axis=1, keepdims=True)
    for text in axes.texts:
        x, y = text.get_position()
        assert text.get_text().startswith(f"{shares[int(y), int(x)]:.0%}")
    framed = [p for p in cells if p.get_linewidth() > 1]
    pairs = {(round(p.get_y() + 0.45), round(p.get_x() + 0.47)) for p in framed}
    keys = [group.key for group in found.new]
    assert pairs == {
        (y, keys.index(group.match))
        for y, group in enumerate(found.old)
        if group.match is not None and found.customers[y, keys.index(group.match)]
    }
    assert len(axes.get_yticklabels()) == k_old
    said = " ".join(" ".join(t.get_text() for t in (*figure.texts, *axes.get_xticklabels())).split())
    assert all(f"{group.key} Segment {group.key}" in said for group in found.new[k_old:])


def test_bands_for_few_and_nothing_for_too_many():
    assert any(isinstance(p, PathPatch) for p in draw_moves(comparison(6, 6), LIGHT).axes[0].patches)
    assert can_be_drawn(comparison(MOST_A_SIDE, 2))
    assert not can_be_drawn(comparison(MOST_A_SIDE + 1, 2))
