"""The cut of the tree is dragged and moved by keys; the number of segments follows, undoably."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from segdesk.engine.result.merge_tree import merge_tree
from tests.app.driving import KEY, LEFT, PLAIN, Drive


@pytest.fixture
def on_tree(drive: Drive, few) -> Drive:
    drive.segmented(few, method="hierarchical", k="4")
    charts = drive.bench.charts
    charts.turn_to(next(i for i, chart in enumerate(charts._charts) if chart.name == "tree"))
    drive.settle()
    charts.canvas.setFocus()
    return drive


def line_of(drive: Drive, k: int) -> int:
    """How far down a cut into so many lies on the canvas."""
    canvas, tree = drive.bench.charts.canvas, merge_tree(drive.segmentation)
    _, _, low, high = canvas.drawing.limits
    body = canvas.body()
    return round(body.bottom() - (tree.height_of(k) - low) / (high - low) * body.height())


def test_the_line_is_dragged_to_another_number_and_undone(on_tree: Drive):
    canvas, first = on_tree.bench.charts.canvas, on_tree.document.run
    begin, end = QPoint(100, line_of(on_tree, 4)), QPoint(120, line_of(on_tree, 2))
    QTest.mousePress(canvas, LEFT, PLAIN, begin)
    QTest.mouseMove(canvas, (begin + end) / 2)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, LEFT, PLAIN, end)
    on_tree.until(lambda: on_tree.document.run is not first)
    assert on_tree.segmentation.k == 2
    assert on_tree.document.recipe.method.k == "2"
    while on_tree.document.run is not first:
        on_tree.document.undo.undo()
    on_tree.document.undo.undo()
    assert on_tree.document.recipe.method.k == "4"


def test_keys_move_the_cut_and_enter_takes_it(on_tree: Drive):
    first = on_tree.document.run
    on_tree.key(KEY.Key_Down)
    on_tree.key(KEY.Key_Down)
    on_tree.key(KEY.Key_Up)
    on_tree.key(KEY.Key_Return)
    on_tree.until(lambda: on_tree.document.run is not first)
    assert on_tree.segmentation.k == 5


def test_a_click_elsewhere_selects_a_branch(on_tree: Drive):
    canvas = on_tree.bench.charts.canvas
    area = canvas.drawing.areas[0]
    place = canvas._place()
    at = QPoint(round((area.x0 + area.x1) / 2 * place.width()), round(area.y1 * place.height()) - 3)
    on_tree.click(canvas, at)
    labels = on_tree.segmentation.fit.labels
    assert set(labels[on_tree.selection.rows].tolist()) == {area.segment}


def test_other_results_have_no_such_tab(on_tree: Drive):
    charts = on_tree.bench.charts
    place = next(i for i, chart in enumerate(charts._charts) if chart.name == "tree")
    assert charts.tabs.isTabVisible(place)
    on_tree.controller.attempt("method", method="kmeans")
    on_tree.find()
    on_tree.settle()
    assert not charts.tabs.isTabVisible(place)
    assert charts.chart.name != "tree"
