"""The table as it was understood is saved from the menu and from the export dialog, as the command line writes it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from segdesk.app.dialogs.export_dialog import CLEAN, ExportDialog
from tests.app.driving import Drive
from tests.cli.running import segdesk


def test_menu_saves_what_the_command_line_writes(
    result: Drive, few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    target = tmp_path / "clean.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    result.window.actions_["clean"].trigger()
    result.settle()
    assert segdesk("clean", few, "--out", tmp_path / "same.csv").returncode == 0
    assert target.read_bytes() == (tmp_path / "same.csv").read_bytes()


def test_export_dialog_offers_it_and_hands_over_to_the_menu(result: Drive):
    dialog = ExportDialog(result.controller, result.window)
    names = [dialog.choices.item(i).data(Qt.ItemDataRole.UserRole) for i in range(dialog.choices.count())]
    dialog.choices.setCurrentRow(names.index(CLEAN))
    wanted: list[bool] = []
    dialog.clean_wanted.connect(lambda: wanted.append(True))
    dialog.save.click()
    assert wanted == [True]
    assert not dialog.isVisible()
