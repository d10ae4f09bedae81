"""The map: enlarged by wheel and keys, moved, drawn round with a lasso, named under the mouse, and coloured."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from segdesk.charts.map_view import CONFIDENCE
from tests.app.driving import KEY, LEFT, PLAIN, SHIFT, Drive


@pytest.fixture
def on_map(drive: Drive, few) -> Drive:
    drive.segmented(few)
    drive.bench.charts.turn_to(
        next(i for i, c in enumerate(drive.bench.charts._charts) if c.name == "customer_map")
    )
    drive.settle()
    drive.bench.charts.canvas.setFocus()
    return drive


def places(drive: Drive) -> np.ndarray:
    """Where the customers are on the canvas, in pixels."""
    canvas = drive.bench.charts.canvas
    return canvas.drawing.points * np.array([canvas._place().width(), canvas._place().height()])


def in_view(drive: Drive) -> np.ndarray:
    return (drive.bench.charts.canvas.drawing.points >= 0).all(axis=1)


def turn_wheel(drive: Drive, at: QPoint, notches: int) -> None:
    canvas, none = drive.bench.charts.canvas, Qt.MouseButton.NoButton
    event = QWheelEvent(
        QPointF(at), QPointF(canvas.mapToGlobal(at)), QPoint(), QPoint(0, 120 * notches), none, PLAIN,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)
    drive.settle()


def test_the_wheel_enlarges_about_the_mouse_and_shows_all_again(on_map: Drive):
    before = places(on_map)
    wanted = int(np.argsort(np.hypot(*(before - before.mean(axis=0)).T))[0])
    at = QPoint(*before[wanted].round().astype(int).tolist())
    turn_wheel(on_map, at, 3)
    assert 1 < in_view(on_map).sum() < len(before)
    # The customer under the mouse stays there, give or take a line of the note below the map.
    assert places(on_map)[wanted] == pytest.approx(before[wanted], abs=16)
    turn_wheel(on_map, at, -20)
    assert in_view(on_map).all()
    assert places(on_map) == pytest.approx(before, abs=1)


def test_keys_and_buttons_enlarge_and_move(on_map: Drive):
    bar = on_map.bench.charts.map
    assert not bar.whole.isEnabled()
    on_map.key(KEY.Key_Plus)
    on_map.settle()
    first = bar.view.window
    on_map.key(KEY.Key_Right, SHIFT)
    on_map.settle()
    assert bar.view.window[0] > first[0]
    on_map.click(bar.smaller)
    on_map.settle()
    assert bar.view.window is None
    on_map.click(bar.larger)
    on_map.settle()
    on_map.bench.charts.canvas.setFocus()
    on_map.key(KEY.Key_0)
    on_map.settle()
    assert bar.view.window is None


@pytest.mark.parametrize("with_space", [False, True], ids=["middle button", "space bar"])
def test_the_map_is_dragged(on_map: Drive, with_space: bool):
    canvas = on_map.bench.charts.canvas
    on_map.key(KEY.Key_Plus)
    on_map.settle()
    before, seen = places(on_map), in_view(on_map)
    button = LEFT if with_space else Qt.MouseButton.MiddleButton
    middle = canvas.rect().center()
    if with_space:
        QTest.keyPress(canvas, KEY.Key_Space)
    QTest.mousePress(canvas, button, PLAIN, middle)
    QTest.mouseMove(canvas, middle + QPoint(20, 10))
    QTest.mouseMove(canvas, middle + QPoint(40, 20))
    QTest.mouseRelease(canvas, button, PLAIN, middle + QPoint(40, 20))
    if with_space:
        QTest.keyRelease(canvas, KEY.Key_Space)
    on_map.settle()
    both = seen & in_view(on_map)
    assert both.any()
    moved = (places(on_map) - before)[both]
    assert moved == pytest.approx(np.tile([40, 20], (len(moved), 1)), abs=4)
    # Nothing was selected by it.
    assert on_map.selection.rows is None


def test_a_lasso_selects_who_is_inside_and_esc_leaves_it(on_map: Drive):
    canvas = on_map.bench.charts.canvas
    on_map.key(KEY.Key_L)
    assert on_map.bench.charts.map.lasso.isChecked()
    spots = places(on_map)
    left, top = spots.min(axis=0) - 5
    right, bottom = spots.max(axis=0) + 5
    # A triangle: the upper left half of the map.
    corners = [
        (left, top),
        (right, top),
        ((left + right) / 2, (top + bottom) / 2),
        (left, bottom),
        (left, top),
    ]
    path = [QPoint(round(x), round(y)) for x, y in corners]
    QTest.mousePress(canvas, LEFT, PLAIN, path[0])
    for corner in path[1:]:
        QTest.mouseMove(canvas, corner)
    QTest.mouseRelease(canvas, LEFT, PLAIN, path[-1])
    # Above the line from the lower left to the upper right corner.
    x, y = (spots - [left, top]).T / np.array([[right - left], [bottom - top]])
    inside = on_map.selection.rows[on_map.segmentation.fit.rows]
    clear = np.abs(x + y - 1) > 0.05
    assert (inside == (x + y < 1))[clear].all()
    assert 0 < inside.sum() < len(inside)
    on_map.key(KEY.Key_L)
    assert not on_map.bench.charts.map.lasso.isChecked()


def test_a_lasso_is_drawn_by_keys(on_map: Drive):
    canvas = on_map.bench.charts.canvas
    on_map.key(KEY.Key_L)
    for key, times in ((KEY.Key_Left, 60), (KEY.Key_Up, 60)):
        for _ in range(times):
            on_map.key(key)
    on_map.key(KEY.Key_Space)
    for _ in range(90):
        on_map.key(KEY.Key_Down)
    on_map.key(KEY.Key_Space)
    for _ in range(90):
        on_map.key(KEY.Key_Right)
    on_map.key(KEY.Key_Space)
    on_map.key(KEY.Key_Return)
    # The lower left half of the chart.
    body = canvas.body()
    x, y = ((places(on_map) - [body.left(), body.top()]) / [body.width(), body.height()]).T
    inside = on_map.selection.rows[on_map.segmentation.fit.rows]
    clear = np.abs(x - y) > 0.03
    assert (inside == (y > x))[clear].all()


def test_resting_on_a_point_names_the_customer(on_map: Drive):
    canvas, spots = on_map.bench.charts.canvas, places(on_map)
    at = QPoint(*spots[7].round().astype(int).tolist())
    QApplication.sendEvent(canvas, QHelpEvent(QEvent.Type.ToolTip, at, canvas.mapToGlobal(at)))
    names = on_map.segmentation.identifier.levels
    assert any(QToolTip.text().startswith(f"{name}: “") for name in names)
    assert "confidence" in QToolTip.text()
    QToolTip.hideText()


def test_the_map_is_coloured_by_what_is_chosen(on_map: Drive):
    charts = on_map.bench.charts
    usual = charts.canvas.image.copy()
    for colour in ("spend", CONFIDENCE, "region"):
        charts.map.colour.setCurrentIndex(charts.map.colour.findData(colour))
        charts.map.colour.activated.emit(charts.map.colour.currentIndex())
        on_map.settle()
        assert charts.chart.subject.colour_by == colour
        assert charts.canvas.image != usual
    # The saved chart is the one on screen.
    assert charts.chart.draw(on_map.segmentation, charts._look()[0])


def test_tools_of_the_map_are_shown_with_it_only(on_map: Drive):
    charts = on_map.bench.charts
    assert charts.map.isVisible()
    charts.turn_to(0)
    on_map.settle()
    assert not charts.map.isVisible()
    # Its keys are the usual ones elsewhere.
    charts.canvas.setFocus()
    on_map.key(KEY.Key_Right)
    assert on_map.selection.count
