"""The history of results: what each is, a picture of it, going back, and comparing any two."""

from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from segdesk.app.dialogs.compare_results import CompareResultsDialog
from segdesk.app.dialogs.history import HistoryDialog
from tests.app.driving import CTRL, KEY, LEFT, PLAIN, Drive


def _history(drive: Drive) -> HistoryDialog:
    QTest.keyClick(drive.window, KEY.Key_H, CTRL)
    drive.until(lambda: isinstance(QApplication.activeModalWidget(), HistoryDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, HistoryDialog)
    return dialog


def _three_results(drive: Drive, few: Path) -> None:
    drive.segmented(few)
    for k in ("4", "5"):
        drive.document.edit("number", {"k": k})
        drive.find()


def test_each_result_is_told_with_what_is_set_otherwise_and_a_picture(drive: Drive, few: Path) -> None:
    _three_results(drive, few)
    dialog = _history(drive)
    texts = [dialog.list.item(place).text() for place in range(3)]
    assert [text[0] for text in texts] == ["5", "4", "3"]
    assert "This is the one that is shown." in texts[0]
    assert "How many segments?: 3" in texts[2]
    blank = dialog.list.item(0).icon().cacheKey()
    drive.until(lambda: dialog.list.item(0).icon().cacheKey() != blank)
    pictures = [dialog.list.item(place).icon().pixmap(120, 80).toImage() for place in range(3)]
    # Other segments have other colours in other places.
    assert pictures[0] != pictures[1] != pictures[2]
    dialog.reject()


def test_going_back_shows_the_result_with_its_settings_and_can_be_undone(drive: Drive, few: Path) -> None:
    _three_results(drive, few)
    dialog = _history(drive)
    assert not dialog.back.isEnabled()
    QTest.keyClick(dialog.list, KEY.Key_Down)
    QTest.keyClick(dialog.list, KEY.Key_Down)
    QTest.mouseClick(dialog.back, LEFT, PLAIN)
    assert drive.segmentation.k == 3
    assert drive.document.recipe.method.k == "3"
    drive.document.undo.undo()
    assert drive.segmentation.k == 5


def test_any_two_results_are_compared(drive: Drive, few: Path) -> None:
    _three_results(drive, few)
    dialog = _history(drive)
    for place, keys in ((2, PLAIN), (0, CTRL)):
        rectangle = dialog.list.visualItemRect(dialog.list.item(place))
        QTest.mouseClick(dialog.list.viewport(), LEFT, keys, rectangle.center())
    assert not dialog.back.isEnabled()
    QTest.mouseClick(dialog.compare, LEFT, PLAIN)
    drive.until(lambda: isinstance(QApplication.activeModalWidget(), CompareResultsDialog))
    compared = QApplication.activeModalWidget()
    assert isinstance(compared, CompareResultsDialog)
    assert (compared.old.currentIndex(), compared.new.currentIndex()) == (0, 2)
    drive.until(compared.save.isEnabled)
    compared.reject()


def test_without_a_result_there_is_no_history(drive: Drive) -> None:
    assert not drive.action("history").isEnabled()
