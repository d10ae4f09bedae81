"""What the window opens and saves: files, databases, pasted tables, settings, the report."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from segdesk.app import project_jobs
from segdesk.app.another_file import AnotherFile
from segdesk.app.clipboard import table_text
from segdesk.app.controller import Controller
from segdesk.app.notices import notice_of
from segdesk.app.pages.page_stack import PageStack
from segdesk.app.projects import Projects
from segdesk.app.recipe_of_export import EXPORTS, RecipeOfExport
from segdesk.errors import SegdeskError

_OWN = ".segdesk"


class FileActions(QObject):
    """Asks for files and has them opened or written.

    Parameters
    ----------
    controller : Controller
    projects : Projects
    pages : PageStack
        Where a file is checked before it is taken.
    window : QWidget
        The dialogs stand over it.
    """

    model_opened = Signal(Path)
    """A model was opened: customers are to be placed with it."""

    def __init__(self, controller: Controller, projects: Projects, pages: PageStack, window: QWidget) -> None:
        super().__init__(window)
        self._controller, self._projects = controller, projects
        self._pages, self._window = pages, window
        self._document = controller.document
        self._another = AnotherFile(controller, self)
        self._recipe_of_export = RecipeOfExport(controller, pages, window)

    def open_path(self, path: Path) -> None:
        """Open a file: a project, a model to place customers with, an export for its settings, all else as a table."""
        if path.suffix.lower() == _OWN:
            self._open_own(path)
        elif self._recipe_of_export.holds(path):
            self._recipe_of_export.offer(path)
        else:
            self._pages.check(path)

    def _open_own(self, path: Path) -> None:
        """Open a file of segdesk's own; what it holds decides."""

        def open_it(is_project: bool) -> None:
            if is_project:
                self._projects.open(path)
            else:
                self.model_opened.emit(path)

        if self._controller.may_begin():
            self._controller.lanes.quick.start(
                "own", lambda progress: project_jobs.is_project(path), open_it, self._tell, owner=self
            )

    def _tell(self, error: Exception) -> None:
        self._controller.tell(notice_of(error))

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open a file, or a folder or several files as one table."""
        if len(paths) == 1:
            self.open_path(paths[0])
        elif paths:
            self._pages.check(tuple(paths))

    def choose_file(self) -> None:
        """Let the user pick a file, or several to be read as one table, and open it."""
        # Loaded with the first file, never before the window shows.
        from segdesk.io.reading import suffixes

        endings = " ".join(f"*{suffix}" for suffix in suffixes())
        kinds = [
            self.tr("Tables, projects and models ({endings})").format(endings=f"{endings} *{_OWN}"),
            self.tr("All files (*)"),
        ]
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Open a file"),
            str(self._controller.preferences.last_folder),
            ";;".join(kinds),
        )
        if names:
            self._controller.preferences.last_folder = Path(names[0]).parent
        self.open_paths([Path(name) for name in names])

    def run_on_another(self) -> None:
        """Let the user pick a file, and run the settings of the result on screen on it."""
        if self._document.segmentation is None:
            return
        # Loaded with the first file, never before the window shows.
        from segdesk.io.reading import suffixes

        kind = self.tr("Tables ({endings})").format(endings=" ".join(f"*{suffix}" for suffix in suffixes()))
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Run on another file"),
            self._folder(),
            f"{kind};;{self.tr('All files (*)')}",
        )
        if name:
            self.run_on(Path(name))

    def run_on(self, path: Path) -> None:
        """Run the recipe of the result on screen on a file."""
        self._another.run(path)

    def open_database(self) -> None:
        """Ask for a database on a server and a table of it, and open that."""
        if not self._controller.may_begin():
            return
        from segdesk.app.dialogs.open_database import OpenDatabaseDialog

        dialog = OpenDatabaseDialog(self._controller, self._window)
        dialog.chosen.connect(self._pages.check_database)
        dialog.open()

    def paste_table(self) -> None:
        """Open the table on the clipboard."""
        try:
            text = table_text()
        except SegdeskError as error:
            self._controller.tell(notice_of(error))
            return
        self._pages.check_text(text, self.tr("Pasted table"))

    def save_project(self) -> None:
        """Save the project."""
        self._projects.save()

    def save_project_as(self, then: Callable[[], None] | None = None) -> None:
        """Ask for a file, and whether the table goes into it where that was not asked yet, and save the project."""
        opened, keeps = self._document.opened, self._projects.keeps_data
        if self._projects.keeps_cells:
            keeps = True
        if opened is None:
            return
        if keeps is not None:
            self._name_project(then, keeps)
            return
        from segdesk.app.dialogs.project_questions import KeepDataDialog
        from segdesk.io.project_tables import table_size

        source = opened.table.source
        KeepDataDialog(
            source.path.name,
            opened.table.n_rows,
            table_size(opened.table),
            source.path.exists(),
            partial(self._name_project, then),
            self._window,
        ).open()

    def _name_project(self, then: Callable[[], None] | None, with_data: bool) -> None:
        stem = self._projects.name.split(".")[0]
        name = self._ask_name(
            self.tr("Save project"), f"{stem}{_OWN}", self.tr("segdesk projects (*.segdesk)")
        )
        if name is not None:
            self._projects.save_as(name if name.suffix else name.with_suffix(_OWN), with_data, then)

    def delete_customer(self) -> None:
        """Ask which customer is deleted from the project."""
        if self._document.opened is None or not self._controller.may_begin():
            return
        from segdesk.app.dialogs.delete_customer import DeleteCustomerDialog

        DeleteCustomerDialog(self._selected_identifier(), self._projects.forget_customer, self._window).open()

    def _selected_identifier(self) -> str:
        """Return the identifier of the only customer who is selected; empty without one."""
        from segdesk.engine.data.table import Role

        inspection, selection = self._document.inspection, self._controller.selection
        if inspection is None or selection.rows is None or selection.count != 1:
            return ""
        names = inspection.schema.names(Role.IDENTIFIER)
        if not names:
            return ""
        return str(inspection.table.column(names[0]).cells()[selection.rows.argmax()])

    def save_clean(self) -> None:
        """Save the table as it was understood."""
        opened = self._document.opened
        if opened is None:
            return
        kinds = self.tr("Text table (*.csv);;Excel workbook (*.xlsx);;Parquet (*.parquet)")
        stem = opened.table.source.path.name.split(".")[0]
        name = self._ask_name(self.tr("Save the clean table"), f"{stem}-clean.csv", kinds)
        if name is not None:
            self._controller.save_clean(name if name.suffix else name.with_suffix(".csv"))

    def load_settings(self) -> None:
        """Take the settings of a recipe file, or of the recipe inside a report, a chart or a labeled file."""
        endings = " ".join(f"*{suffix}" for suffix in (".toml", *EXPORTS))
        kinds = self.tr("Recipes, reports, charts and labeled files ({endings})").format(endings=endings)
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Load settings"), self._folder(), kinds)
        if name:
            self._recipe_of_export.take(Path(name))

    def save_settings(self) -> None:
        """Write the settings as a recipe file, as they are asked for."""
        name = self._ask_name(self.tr("Save settings"), "recipe.toml", self.tr("Recipes (*.toml)"))
        if name is None:
            return
        from segdesk.delivery.recipe import deliver_recipe

        try:
            deliver_recipe(self._document.recipe, name)
        except SegdeskError as error:
            self._controller.tell(notice_of(error))
            return
        self._controller.tell_saved(self.tr("Saved {file}.").format(file=name.name), name.parent)

    def _folder(self) -> str:
        opened = self._document.opened
        if opened is not None and opened.table.source.path.exists():
            return str(opened.table.source.path.absolute().parent)
        return str(self._controller.preferences.last_folder)

    def _ask_name(self, title: str, name: str, kinds: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(Path(self._folder()) / name), kinds)
        return Path(chosen) if chosen else None
