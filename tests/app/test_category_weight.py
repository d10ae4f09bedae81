"""Methods for mixed tables and the weight of categories in the window's expert settings."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit


def test_the_weight_is_written_refused_and_undone(drive, few):
    drive.segmented(few)
    drive.bench.settings._fold.setChecked(True)
    expert = drive.bench.settings.expert
    field = expert.forms["prepare"].editor("category_weight")
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, "2.5")
    field.editingFinished.emit()
    assert drive.document.recipe.prepare.category_weight == 2.5
    field.setText("-1")
    field.editingFinished.emit()
    assert drive.document.recipe.prepare.category_weight == 2.5
    assert "between 0 and 100" in expert.forms["prepare"]._troubles["category_weight"].text()
    drive.document.undo.undo()
    assert drive.document.recipe.prepare.category_weight is None


def test_mixed_methods_are_offered_in_words_and_find_segments(drive, few):
    drive.segmented(few)
    drive.bench.settings._fold.setChecked(True)
    box = drive.bench.settings.expert.forms["method"].editor("method")
    assert isinstance(box, QComboBox)
    for name in ("kprototypes", "pam"):
        box.setCurrentIndex(box.findData(name))
        box.activated.emit(box.currentIndex())
        assert drive.document.recipe.method.method == name
        assert name not in box.currentText()
        assert drive.find().method == name
