"""Return does what the focused button says."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QToolButton

from segdesk.app.dialogs.base import Dialog
from tests.app.driving import KEY
from tests.counts import FULL


@pytest.mark.parametrize("kind", [QPushButton, QToolButton])
@pytest.mark.parametrize("is_auto", [True, False])
def test_in_a_dialog_it_is_not_the_default_button(qtbot, kind, is_auto):
    dialog = Dialog("", None)
    qtbot.addWidget(dialog)
    button = kind(text="Browse…", focusPolicy=Qt.FocusPolicy.StrongFocus)
    if isinstance(button, QPushButton):
        button.setAutoDefault(is_auto)
    dialog.column.addWidget(button)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save)
    buttons.button(QDialogButtonBox.StandardButton.Save).setDefault(True)
    dialog.column.addWidget(buttons)
    pressed = []
    button.clicked.connect(lambda: pressed.append("button"))
    buttons.accepted.connect(lambda: pressed.append("save"))
    with qtbot.waitActive(dialog):
        dialog.show()
    button.setFocus()
    QTest.keyClick(button, KEY.Key_Return)
    assert pressed == ["button"]


def test_in_the_window_every_kind_of_button_answers(result):
    pressed = []
    chart_table = next(
        each for each in result.bench.charts.findChildren(QToolButton)
        if each.defaultAction() is result.action("chart_table")
    )  # fmt: skip
    for button in (chart_table, result.bench.settings._fold, result.bench.segments.rename_all):
        button.clicked.connect(lambda checked=False, one=button: pressed.append(one))
        button.setFocus()
        QTest.keyClick(button, KEY.Key_Return)
        for dialog in result.dialogs():
            dialog.reject()
        result.until(lambda: not result.dialogs())
    result.bench.settings._fold.setChecked(False)
    assert len(pressed) == 3


def test_return_goes_through_the_tour(result):
    result.window.tour_guide.start()
    tour = result.window.tour_guide.tour
    for step in range(4):
        result.until(tour.next.hasFocus)
        assert tour._place == step
        QTest.keyClick(tour.next, KEY.Key_Return)
    assert not tour.isVisible()


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_every_bubble_of_the_tour_shows_all_its_lines(drive, few, language):
    if language != "en":
        drive.controller.language_wanted.emit(language)
        drive.live()
    drive.segmented(few)
    drive.window.tour_guide.start()
    tour = drive.window.tour_guide.tour
    cut = []
    for step in range(4):
        for size in (100, 130, 200) if FULL else (100, 200):
            drive.controller.set_text_size(size)
            drive.live()
            label = tour._text
            if label.height() < label.heightForWidth(label.width()) or not tour.rect().contains(
                label.geometry()
            ):
                cut.append((step, size))
            assert drive.window.rect().contains(tour.geometry()), (step, size)
        tour._go_on()
    assert cut == []
