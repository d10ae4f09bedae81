"""A model to be shared, saved from the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from segdesk.api import load_model
from segdesk.app.dialogs.export_dialog import ExportDialog
from segdesk.engine.assigners.representatives import RepresentativeAssigner
from tests.app.driving import LEFT, Drive


def _names(dialog: ExportDialog) -> list[str]:
    items = (dialog.choices.item(place) for place in range(dialog.choices.count()))
    return [item.data(Qt.ItemDataRole.UserRole) for item in items]


def test_a_model_without_customers_is_saved_and_it_is_told_how_well_it_places_them(
    drive: Drive, few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive.segmented(few, method="hierarchical")
    target = few.parent / "to share.segdesk"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(target), "")))
    drive.action("export").trigger()
    dialog = drive.dialog(ExportDialog)
    dialog.choices.setCurrentRow(_names(dialog).index("model"))
    assert "the prepared values of 200 customers" in dialog._text.toPlainText()
    dialog.choices.setCurrentRow(_names(dialog).index("compact"))
    assert "prepared values" not in dialog._text.toPlainText()
    QTest.mouseClick(dialog.save, LEFT)
    drive.until(target.exists)
    drive.until(lambda: "compact" in drive.notice)
    assert isinstance(load_model(target).model.assigner, RepresentativeAssigner)


def test_a_model_that_holds_no_customers_has_no_other_form(drive: Drive, few: Path) -> None:
    drive.segmented(few, method="kmeans")
    drive.action("export").trigger()
    dialog = drive.dialog(ExportDialog)
    assert "compact" not in _names(dialog)
    dialog.reject()
