"""The charts of several periods: the figures in the cells, what is not over yet, names that do not cover each other."""

from itertools import pairwise

import numpy as np
import pytest

from segdesk.charts.movement import draw_movement
from segdesk.charts.retention import draw_curve, draw_triangle
from segdesk.charts.style import DARK, LIGHT
from segdesk.engine.comparison.side import UNASSIGNED_KEY, Side
from segdesk.engine.tracking.period import Period, Unit
from segdesk.engine.tracking.retention import retention_triangle
from segdesk.engine.tracking.tracking import PlacedBy, Snapshot, track
from segdesk.messages import say
from tests.engine.frames import USE, segmented, shop

TITLE = say("Title")


def triangle(is_whole=True):
    periods = [Period(Unit.MONTH, number) for number in (24288, 24289, 24290)]
    who, when = np.array([0, 1, 2, 3, 0, 1, 4, 0]), np.array([0, 0, 0, 0, 1, 1, 1, 2])
    return retention_triangle(periods, who, when, by_purchases=True, is_whole=is_whole)


def texts_of(figure):
    figure.draw_without_rendering()
    return [text.get_text() for axes in figure.axes for text in axes.texts]


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_the_cells_of_the_triangle_are_the_percentages(look):
    figure = draw_triangle(triangle(), look, TITLE)
    assert texts_of(figure) == ["40", "25", "50", "25", "0"]
    rows = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert rows == ["All (5)", "2024-01 (4)", "2024-02 (1)"]
    assert figure.axes[0].get_xlabel() == "Months later"
    assert any("5 customers." in text.get_text() for text in figure.texts)


def test_a_month_that_is_not_over_is_told_and_left_out_of_the_curve():
    figure = draw_triangle(triangle(is_whole=False), LIGHT, TITLE)
    assert any("2024-03 is not over yet" in text.get_text().replace("\n", " ") for text in figure.texts)
    (line,) = draw_curve(triangle(is_whole=False), LIGHT, TITLE).axes[0].lines
    assert (line.get_xdata().tolist(), line.get_ydata().tolist()) == ([1], [0.5])
    (line,) = draw_curve(triangle(), LIGHT, TITLE).axes[0].lines
    assert line.get_ydata().tolist() == [2 / 5, 1 / 4]


def test_names_at_the_ends_of_the_lines_do_not_cover_each_other():
    found = segmented(shop(60), k="6", use=USE, criteria=("inertia",))
    placed_by = PlacedBy(found.fit.model, found.provenance.recipe)
    names = {UNASSIGNED_KEY: "Unassigned"} | {str(i): f"A segment with a long name {i}" for i in range(1, 7)}

    def snapshot(number):
        who = np.arange(60).astype(str)
        side = Side(str(number), who, (np.arange(60) % 6 + 1).astype(str), names)
        return Snapshot(Period(Unit.MONTH, number), "", side)

    figure = draw_movement(track("folder", [snapshot(1), snapshot(2)], placed_by), LIGHT, TITLE)
    figure.draw_without_rendering()
    markers = [line.get_marker() for line in figure.axes[0].lines]
    assert len(set(markers)) == len(markers) == 6, "colour alone tells nobody which line is which"
    boxes = sorted((text.get_window_extent() for text in figure.axes[0].texts), key=lambda box: box.y0)
    assert len(boxes) == 6
    assert all(low.y1 <= high.y0 + 2 for low, high in pairwise(boxes))
