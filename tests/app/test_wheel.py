"""The wheel changes no value unless the control was clicked or tabbed into: on every page and in every dialog."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDial,
    QLabel,
    QScrollBar,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

import segdesk.app
from segdesk.app.forms import wheel_safe_inputs
from tests.app.driving import KEY, LEFT

TURNED_BY_WHEEL = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar, QDial)
MADE_HERE = {
    "QComboBox", "QFontComboBox", "QSpinBox", "QDoubleSpinBox", "QDateEdit", "QTimeEdit", "QDateTimeEdit", "QSlider",
    "QDial", "QTabBar", "QTabWidget",
}  # fmt: skip
FOLDER = Path(segdesk.app.__file__).parent


def turn(widget: QWidget, notches: int) -> None:
    """Turn the wheel over a widget, as the system tells of it: Qt sees to the focus and asks the widgets around it."""
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place, QPointF(widget.mapToGlobal(place.toPoint())), QPoint(), QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def value_of(widget: QWidget) -> object:
    if isinstance(widget, QAbstractSpinBox):
        return widget.text()
    return widget.value() if isinstance(widget, QAbstractSlider) else widget.currentIndex()


def controls(root: QWidget) -> list[QWidget]:
    """Return what is shown and takes values from the wheel."""
    return [
        each
        for each in root.findChildren(QWidget)
        if isinstance(each, TURNED_BY_WHEEL) and not isinstance(each, QScrollBar) and each.isVisible()
    ]


def test_a_notch_over_a_control_changes_nothing(place):
    changed = []
    for control in controls(place):
        assert isinstance(control, wheel_safe_inputs.WHEEL_SAFE)
        before = value_of(control)
        for notches in (-1, 1, 1, -1, -1):
            turn(control, notches)
            if value_of(control) != before:
                changed.append(f"{type(control).__name__} {control.accessibleName()} at {notches}")
                break
    assert changed == []


@pytest.fixture(params=wheel_safe_inputs.WHEEL_SAFE, ids=lambda kind: kind.__name__)
def control(request, qtbot) -> Iterator[QWidget]:
    """One control of each kind, under a label, in a window; nothing has the focus."""
    window = QWidget(focusPolicy=Qt.FocusPolicy.StrongFocus)
    layout = QVBoxLayout(window)
    made = request.param()
    if isinstance(made, QComboBox):
        made.addItems(["a", "b", "c"])
        made.setCurrentIndex(1)
    elif isinstance(made, QTabBar):
        for name in "abc":
            made.addTab(name)
        made.setCurrentIndex(1)
    layout.addWidget(QLabel("label"))
    layout.addWidget(made)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    window.setFocus()
    yield made
    window.close()


def test_the_wheel_turns_what_was_tabbed_into(control):
    QTest.keyClick(control.window(), KEY.Key_Tab)
    before = value_of(control)
    turn(control, -1)
    turn(control, -1)
    after = value_of(control)
    turn(control, 1)
    assert len({str(before), str(after), str(value_of(control))}) > 1


def test_the_wheel_turns_a_box_that_was_clicked(control):
    if isinstance(control, QTabBar):
        pytest.skip("a click on a tab turns to it and gives no focus")
    field = control.lineEdit() if isinstance(control, QAbstractSpinBox) else control
    QTest.mouseClick(field, LEFT)
    if isinstance(control, QComboBox):
        QTest.keyClick(control.view(), KEY.Key_Escape)
    before = value_of(control)
    turn(control, 1)
    assert value_of(control) != before


def test_focus_that_nobody_gave_leaves_the_wheel_alone(control):
    control.setFocus()
    before = value_of(control)
    turn(control, 1)
    turn(control, -1)
    turn(control, -1)
    assert value_of(control) == before


def test_who_leaves_a_control_and_comes_back_with_the_window_chooses_anew(control):
    QTest.keyClick(control.window(), KEY.Key_Tab)
    control.clearFocus()
    control.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    before = value_of(control)
    turn(control, 1)
    assert value_of(control) == before


def test_such_controls_are_made_in_one_place_only():
    found = []
    for path in sorted(FOLDER.rglob("*.py")):
        if path == Path(wheel_safe_inputs.__file__):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            made = (
                node.bases
                if isinstance(node, ast.ClassDef)
                else [node.func]
                if isinstance(node, ast.Call)
                else []
            )
            names = {ast.unparse(each).rpartition(".")[2] for each in made}
            found += [f"{path.name}:{node.lineno} {name}" for name in sorted(names & MADE_HERE)]
    assert found == []
