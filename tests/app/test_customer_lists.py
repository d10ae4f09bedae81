"""Customers to act on: selected everywhere from the menu, saved from the export dialog."""

import numpy as np
import pandas as pd
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from segdesk.app.dialogs.export_dialog import ExportDialog
from segdesk.engine.result.customer_lists import customer_lists


def test_a_list_of_the_menu_is_selected_in_the_table(result):
    menu = result.window.menus.customer_lists
    result.window.menus.customer_lists.aboutToShow.emit()
    lists = customer_lists(result.segmentation)
    assert [action.text() for action in menu.actions()] == [
        f"{each.title}: {len(each.rows)} customer" + ("s" if len(each.rows) > 1 else "") for each in lists
    ]
    menu.actions()[0].trigger()
    assert set(np.flatnonzero(result.selection.rows)) == set(lists[0].rows)
    assert menu.actions()[0].toolTip() == str(lists[0].definition)


def test_before_a_result_the_menu_says_so(drive):
    drive.window.menus.customer_lists.aboutToShow.emit()
    (action,) = drive.window.menus.customer_lists.actions()
    assert not action.isEnabled()


def test_a_list_is_previewed_and_saved(result, tmp_path, monkeypatch):
    lists = {each.name: each for each in customer_lists(result.segmentation)}
    result.window.dialogs.export()
    dialog = result.dialog(ExportDialog)
    name = next(iter(lists))
    for row in range(dialog.choices.count()):
        if dialog.choices.item(row).data(Qt.ItemDataRole.UserRole) == name:
            dialog.choices.setCurrentRow(row)
    assert dialog.chosen == name
    target = tmp_path / "list.csv"
    # The system's own dialog cannot be clicked here.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    result.click(dialog.save)
    result.until(lambda: result.notice.startswith("Saved"))
    saved = pd.read_csv(target, dtype=str, encoding="utf-8-sig")
    assert len(saved) == len(lists[name].rows)
