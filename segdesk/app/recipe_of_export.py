"""Opening what segdesk exported: the recipe inside is offered for the file that is open, or for one to be chosen."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLabel, QPushButton, QWidget

from segdesk.app.controller import Controller
from segdesk.app.dialogs.base import Dialog
from segdesk.app.notices import Kind, Notice, notice_of
from segdesk.app.pages.page_stack import PageStack
from segdesk.errors import SegdeskError

# Exports that are tables as well, and those that are nothing else. A Parquet file is opened as the table that it is: to
# look inside takes a library that no click waits for; *Load settings* does.
TABLES, OTHERS = (".xlsx",), (".html", ".pdf", ".png", ".svg", ".pptx", ".docx")
EXPORTS = (*TABLES, ".parquet", *OTHERS)


class RecipeOfExport(QObject):
    """Takes the settings of a recipe file, or of the recipe inside an export.

    Parameters
    ----------
    controller : Controller
    pages : PageStack
        Where a file is checked before it is taken.
    window : QWidget
        The dialogs stand over it.
    """

    def __init__(self, controller: Controller, pages: PageStack, window: QWidget) -> None:
        super().__init__(window)
        self._controller, self._pages, self._window = controller, pages, window

    def holds(self, path: Path) -> bool:
        """Return whether a file is an export that holds a recipe."""
        if path.suffix.lower() not in (*TABLES, *OTHERS):
            return False
        # Loaded with the first file, never before the window shows.
        from segdesk.io.recipe_in_export import holds_recipe

        return holds_recipe(path)

    def offer(self, path: Path) -> None:
        """Ask whether the settings of an export are wanted, or the table that it is as well."""
        if self._controller.may_begin():
            RecipeDialog(self, path, self._controller.document.opened is not None, self._window).open()

    def open_as_table(self, path: Path) -> None:
        """Show how an export is read that is a table as well."""
        self._pages.check(path)

    def take(self, path: Path) -> None:
        """Take the settings for the file that is open, undoably, or for one that is asked for."""
        from segdesk.io.recipe_file import read_recipe

        try:
            recipe = self._controller.start_recipe(read_recipe(path))
        except SegdeskError as error:
            self._controller.tell(notice_of(error))
            return
        if self._controller.document.opened is None:
            folder = str(self._controller.preferences.last_folder)
            name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open a file"), folder)
            if name:
                self._pages.check(Path(name), recipe)
            return
        told = Notice(Kind.DONE, self.tr("Settings of {file} are in use.").format(file=path.name))
        self._controller.propose(self.tr("load settings"), recipe, lambda: self._controller.tell(told))


class RecipeDialog(Dialog):
    """Asks what is wanted of an export: its settings, or the table that it is as well.

    Parameters
    ----------
    taker : RecipeOfExport
    path : Path
    has_file : bool
        Whether there is an open file to take the settings for.
    parent : QWidget
    """

    def __init__(self, taker: RecipeOfExport, path: Path, has_file: bool, parent: QWidget) -> None:
        super().__init__(self.tr("Made by segdesk"), parent)
        self._taker, self._path = taker, path
        what = QLabel(self.tr("“{file}” holds the settings that it was made with.").format(file=path.name))
        what.setWordWrap(True)
        self.column.addWidget(what)
        next_step = QLabel(
            self.tr("They can be used for the file that is open; Undo takes them back.")
            if has_file
            else self.tr("They can be used for a file that you choose next.")
        )
        next_step.setObjectName("muted")
        next_step.setWordWrap(True)
        self.column.addWidget(next_step)
        self.take = self.add_buttons(self.tr("&Use its settings"), self._take)
        if path.suffix.lower() in TABLES:
            self.open_table = QPushButton(self.tr("Open as a &table"))
            self.open_table.clicked.connect(self._open_table)
            buttons = self.take.parentWidget()
            assert isinstance(buttons, QDialogButtonBox)
            buttons.addButton(self.open_table, QDialogButtonBox.ButtonRole.ActionRole)
        self.resize_to_text(460, 160)
        self.take.setFocus()

    def _take(self) -> None:
        self.accept()
        self._taker.take(self._path)

    def _open_table(self) -> None:
        self.accept()
        self._taker.open_as_table(self._path)
