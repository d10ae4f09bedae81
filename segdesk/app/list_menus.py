"""Menus whose entries are known only when they open: recent files, earlier results, lists of customers."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from segdesk.app.controller import Controller
from segdesk.app.file_actions import FileActions
from segdesk.app.run_title import RunTitle

if TYPE_CHECKING:
    from segdesk.engine.data.arrays import Positions


class ListMenus(QObject):
    """Fills such menus.

    Parameters
    ----------
    controller : Controller
    files : FileActions
        Open a recent file.
    parent : QObject
    """

    def __init__(self, controller: Controller, files: FileActions, parent: QObject) -> None:
        super().__init__(parent)
        self._controller, self._files = controller, files
        self._document = controller.document

    def list_recent(self, menu: QMenu) -> None:
        """Fill the menu of recent files."""
        menu.clear()
        for file in self._controller.preferences.recent_files:
            menu.addAction(file.name.replace("&", "&&"), partial(self._files.open_path, file))
        if menu.isEmpty():
            menu.addAction(self.tr("No recent files")).setEnabled(False)
        else:
            menu.addSeparator()
            menu.addAction(self.tr("Clear this list"), self._controller.forget_recent_files)

    def list_earlier(self, menu: QMenu) -> None:
        """Fill the menu of this file's results, newest first; one that is chosen comes back with its settings."""
        menu.clear()
        for run in reversed(self._document.runs):
            action = menu.addAction(RunTitle().text(run), partial(self._document.return_to, run))
            action.setEnabled(self._document.is_checked)
            action.setCheckable(True)
            action.setChecked(self._document.run is not None and run.number == self._document.run.number)
        if menu.isEmpty():
            menu.addAction(self.tr("No results yet")).setEnabled(False)

    def list_customer_lists(self, menu: QMenu) -> None:
        """Fill the menu of customers to act on; one that is chosen is selected everywhere."""
        menu.clear()
        segmentation = self._document.on_screen
        if segmentation is not None:
            from segdesk.engine.result.customer_lists import customer_lists

            for each in customer_lists(segmentation):
                text = self.tr("{title}: %Ln customer(s)", "", len(each.rows)).format(title=each.title)
                action = menu.addAction(text, partial(self._select_rows, each.rows))
                action.setToolTip(str(each.definition))
        if menu.isEmpty():
            menu.addAction(self.tr("No lists yet")).setEnabled(False)

    def _select_rows(self, rows: "Positions") -> None:
        import numpy as np

        segmentation = self._document.on_screen
        assert segmentation is not None
        mask = np.zeros(len(segmentation.fit.labels), dtype=bool)
        mask[rows] = True
        self._controller.selection.select(mask)
