"""The window: menus, tool bar, steps and pages, and who talks to whom. What is done stands in the controller."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from segdesk.app.actions import Actions
from segdesk.app.clipboard import table_text
from segdesk.app.controller import Controller
from segdesk.app.help import help_on_control
from segdesk.app.jobs import Opened
from segdesk.app.menus import Menus
from segdesk.app.notices import Kind, Notice, notice_of
from segdesk.app.pages.welcome_page import WelcomePage, dropped_files
from segdesk.app.panes.notice_bar import NoticeBar
from segdesk.app.panes.status import StatusBar
from segdesk.app.panes.steps_bar import COLUMNS, DATA, SEGMENTS, SHARE, StepsBar
from segdesk.app.run_words import RunWords
from segdesk.errors import SegdeskError
from segdesk.samples import sample_path

if TYPE_CHECKING:
    from segdesk.app.pages.check_page import CheckPage
    from segdesk.app.pages.workbench import Workbench
    from segdesk.app.tour import Tour
    from segdesk.engine.data.arrays import Positions
    from segdesk.io.database_servers import Server

_MODEL = ".segdesk"
# The charts are drawn and read first.
_TOUR_AFTER_MS = 1500
_USUAL_SIZE = QSize(1440, 900)
# Title bar and edges, which are known only once the window shows.
_FRAME = QSize(0, 40)


class Window(QMainWindow):
    """segdesk's window.

    Parameters
    ----------
    controller : Controller
    """

    language_wanted = Signal(str)

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        self.controller = controller
        self._document = controller.document
        self.setWindowTitle("segdesk")
        self.setAcceptDrops(True)
        self.setMinimumSize(800, 520)
        self.actions_ = Actions(self, controller.theme)
        self.steps = StepsBar(self._document, controller.lanes.work)
        self.notices = NoticeBar(controller.theme)
        self.welcome = WelcomePage(controller.preferences, controller.theme)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.welcome)
        self.check_page: CheckPage | None = None
        self.workbench: Workbench | None = None
        self.tour: Tour | None = None
        self._tour_wanted = False
        centre = QWidget()
        centre.setObjectName("page")
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.steps)
        framed = QVBoxLayout()
        framed.setContentsMargins(12, 0, 12, 0)
        framed.addWidget(self.notices)
        layout.addLayout(framed)
        layout.addWidget(self.pages, 1)
        self.setCentralWidget(centre)
        self.status = StatusBar(self._document, controller.lanes.work)
        self.status.cancel_wanted.connect(self.escape)
        self.setStatusBar(self.status)
        self.menus = Menus(self, self.actions_)
        self.tool_bar = self.menus.tool_bar
        self._connect()
        self._restore()
        self._refresh()
        self.welcome.focus_first()
        if self._document.opened is not None:
            # A window in another language goes on where the earlier one was.
            self._opened()
            self._run_changed()

    # What can be done

    def open_path(self, path: Path) -> None:
        """Open a file: a model to place customers with, everything else as a table."""
        if path.suffix.lower() == _MODEL:
            self.assign_file(model=path)
            return
        self._check(path)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open a file, or a folder or several files as one table."""
        if len(paths) == 1:
            self.open_path(paths[0])
        elif paths:
            self._check(tuple(paths))

    def choose_file(self) -> None:
        """Let the user pick a file, or several to be read as one table, and open it."""
        # Loaded with the first file, never before the window shows.
        from segdesk.io.reading import suffixes

        endings = " ".join(f"*{suffix}" for suffix in suffixes())
        kinds = [
            self.tr("Tables and models ({endings})").format(endings=f"{endings} *{_MODEL}"),
            self.tr("All files (*)"),
        ]
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Open a file"), self._folder(), ";;".join(kinds)
        )
        self.open_paths([Path(name) for name in names])

    def open_database(self) -> None:
        """Ask for a database on a server and a table of it, and open that."""
        if not self.controller.may_begin():
            return
        from segdesk.app.dialogs.open_database import OpenDatabaseDialog

        dialog = OpenDatabaseDialog(self.controller, self)
        dialog.chosen.connect(self._check_database)
        dialog.open()

    def open_sample(self) -> None:
        """Open the sample customers and find their segments; whoever has not seen the tour is shown it then."""
        self._tour_wanted = not self.controller.preferences.tour_seen
        self.controller.open_sample(sample_path("customers"))

    def paste_table(self) -> None:
        """Open the table on the clipboard."""
        try:
            text = table_text()
        except SegdeskError as error:
            self.controller.tell(notice_of(error))
            return
        if not self.controller.may_begin():
            return
        page = self._show_check()
        page.check_text(text, self.tr("Pasted table"), self.controller.start_recipe())

    def go_to(self, step: int) -> None:
        """Jump to a step."""
        opened = self._document.opened
        if step == DATA:
            if opened is None:
                self.pages.setCurrentWidget(self.welcome)
            else:
                self._check_again(opened)
        elif opened is not None:
            bench = self._show_workbench()
            if step == COLUMNS:
                bench.settings.focus_columns()
            elif step == SHARE and self._document.run is not None:
                self.export()
        self.steps.set_current(step if step != SHARE else SEGMENTS)

    def export(self) -> None:
        """Show what can be saved."""
        if self._document.segmentation is None:
            return
        from segdesk.app.dialogs.export_dialog import ExportDialog

        ExportDialog(self.controller, self).open()

    def save_report(self) -> None:
        """Save the report alone."""
        if self._document.segmentation is None:
            return
        name = self._ask_name(self.tr("Save the report"), "report.html", self.tr("Web page (*.html)"))
        if name is not None:
            self.controller.save_one("report", name)

    def which_segment(self) -> None:
        """Show the form for one customer."""
        if self._document.segmentation is None:
            return
        from segdesk.app.dialogs.which_segment import WhichSegmentDialog

        WhichSegmentDialog(self.controller, self).open()

    def compare_results(self) -> None:
        """Show two of the results that are kept side by side."""
        if len(self._document.runs) < 2 or not self.controller.may_begin():
            return
        from segdesk.app.dialogs.compare_results import CompareResultsDialog

        CompareResultsDialog(self.controller, self).open()

    def assign_file(self, model: Path | None = None) -> None:
        """Place the customers of a file."""
        if not self.controller.may_begin():
            return
        from segdesk.app.dialogs.assign_file import AssignFileDialog

        AssignFileDialog(self.controller, model, self).open()

    def rename_all(self) -> None:
        """Show the names of all segments in one form."""
        if self._document.segmentation is None:
            return
        from segdesk.app.dialogs.rename_all import RenameAllDialog

        RenameAllDialog(self.controller, self).open()

    def load_settings(self) -> None:
        """Take the settings of a recipe file."""
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Load settings"), self._folder(), self.tr("Recipes (*.toml)")
        )
        if not name:
            return
        from segdesk.io.recipe_file import read_recipe

        try:
            recipe = read_recipe(Path(name))
            self._document.propose(self.tr("load settings"), self.controller.start_recipe(recipe))
        except SegdeskError as error:
            self.controller.tell(notice_of(error))
            return
        self.controller.tell(
            Notice(Kind.DONE, self.tr("Settings of {file} are in use.").format(file=Path(name).name))
        )

    def save_settings(self) -> None:
        """Write the settings as a recipe file, as they are asked for."""
        name = self._ask_name(self.tr("Save settings"), "recipe.toml", self.tr("Recipes (*.toml)"))
        if name is None:
            return
        from segdesk.io.recipe_file import recipe_to_toml

        try:
            name.write_text(recipe_to_toml(self._document.recipe), "utf-8", newline="\n")
        except OSError as error:
            text = self.tr("The settings could not be saved: {reason}. Choose another folder.")
            self.controller.tell(Notice(Kind.ERROR, text.format(reason=error.strerror)))
            return
        self.controller.tell_saved(self.tr("Saved {file}.").format(file=name.name), name.parent)

    def escape(self) -> None:
        """Stop the job under way; without one, clear the selection."""
        if self.check_page is not None and self.pages.currentWidget() is self.check_page:
            self.check_page.leave()
        elif self.controller.lanes.work.is_busy:
            self.controller.cancel()
        else:
            self.controller.selection.clear()

    def take_place_of(self, earlier: "Window") -> None:
        """Show up where another window was, and close that one."""
        self.setGeometry(earlier.geometry())
        self.setWindowState(earlier.windowState())
        self.show()
        earlier.retire()

    def retire(self) -> None:
        """Close without asking anything and without ending the program."""
        self._keep()
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.close()
        self.deleteLater()

    # Qt's events

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember how the window lay."""
        self._keep()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the tool bar use the room there is."""
        super().resizeEvent(event)
        self._fit_tools()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files that are dragged over the window."""
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Open what is dropped on the window."""
        files = dropped_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.open_paths(files)

    # How it is put together

    def _check(self, origin: Path | tuple[Path, ...]) -> None:
        """Show how a file, a folder or several files are read."""
        if not self.controller.may_begin():
            return
        page = self._show_check()
        page.check(origin, self.controller.start_recipe())

    def _check_database(self, server: "Server", settings: dict[str, str | None]) -> None:
        """Show how a table of a database is read."""
        if self.controller.may_begin():
            recipe = self.controller.start_recipe().with_settings(settings)
            self._show_check().check_database(server, recipe)

    def _check_page(self) -> "CheckPage":
        if self.check_page is None:
            # NumPy is needed for it, and loaded behind the window.
            from segdesk.app.pages.check_page import CheckPage

            page = self.check_page = CheckPage(self.controller.lanes.work, self.controller.theme, self.pages)
            page.accepted.connect(self._accept)
            page.abandoned.connect(self._go_back)
            page.other_wanted.connect(self.choose_file)
            self.pages.addWidget(page)
        return self.check_page

    def _check_again(self, opened: Opened) -> None:
        """Show how the file on screen was read, with the settings in force."""
        if not self.controller.may_begin():
            return
        page, recipe = self._show_check(), self._document.recipe
        source = opened.table.source
        if source.path.exists():
            page.check(source.origin, recipe)
        else:
            page.check_table(opened.table, recipe)

    def _accept(self, opened: Opened) -> None:
        current = self._document.opened
        if (
            current is not None
            and opened.table.source == current.table.source
            and opened.recipe == self._document.recipe
        ):
            # Looked at again and found right: the results stay.
            self._go_back()
            return
        self.controller.open(opened)
        self._show_workbench()
        self.steps.set_current(COLUMNS)

    def _go_back(self) -> None:
        if self._document.opened is not None:
            self._show_workbench()
            self.steps.set_current(COLUMNS)
        else:
            self.welcome.refresh()
            self.pages.setCurrentWidget(self.welcome)
            self.steps.set_checking(False)
            self.status.set_checking(False)
            self.steps.set_current(DATA)

    def _show_workbench(self) -> "Workbench":
        if self.workbench is None:
            from segdesk.app.pages.workbench import Workbench

            self.workbench = Workbench(self.controller, self.actions_, self.pages)
            self.pages.addWidget(self.workbench)
        self.pages.setCurrentWidget(self.workbench)
        self.steps.set_checking(False)
        self.status.set_checking(False)
        return self.workbench

    def _connect(self) -> None:
        document, controller = self._document, self.controller
        self.welcome.sample_wanted.connect(self.open_sample)
        self.welcome.open_wanted.connect(self.choose_file)
        self.welcome.paste_wanted.connect(self.paste_table)
        self.welcome.file_chosen.connect(self.open_path)
        self.welcome.files_dropped.connect(self.open_paths)
        self.steps.wanted.connect(self.go_to)
        self.steps.update_wanted.connect(controller.find_segments)
        controller.noticed.connect(self.notices.show_notice)
        document.opened_changed.connect(self._opened)
        controller.theme.changed.connect(self._fit_tools)
        document.run_changed.connect(self._run_changed)
        document.recipe_changed.connect(self._refresh)
        controller.lanes.work.busy_changed.connect(self._refresh)

    def _opened(self) -> None:
        opened = self._document.opened
        self.setWindowTitle("segdesk" if opened is None else f"{opened.table.source.path.name} – segdesk")
        self._show_workbench()
        self.steps.set_current(COLUMNS)
        self._refresh()

    def _run_changed(self) -> None:
        if self._document.run is not None:
            self._show_workbench()
            self.steps.set_current(SEGMENTS)
            if self._tour_wanted:
                self._tour_wanted = False
                QTimer.singleShot(_TOUR_AFTER_MS, self.start_tour)
        self._refresh()

    def _select_rows(self, rows: "Positions") -> None:
        import numpy as np

        segmentation = self._document.segmentation
        assert segmentation is not None
        mask = np.zeros(len(segmentation.labels), dtype=bool)
        mask[rows] = True
        self.controller.selection.select(mask)

    def _fit_tools(self) -> None:
        self.menus.fit(self.width())

    def _show_check(self) -> "CheckPage":
        """Show the page that checks a file; what is told of the file before it would mislead."""
        page = self._check_page()
        self.pages.setCurrentWidget(page)
        self.steps.set_checking(True)
        self.status.set_checking(True)
        if self.controller.lanes.work.job_name == "segment":
            self.controller.lanes.work.cancel()
            text = self.tr("Finding segments was stopped, because a file is opened.")
            self.controller.tell(Notice(Kind.INFO, text))
        else:
            self.controller.tell(None)
        return page

    def _refresh(self) -> None:
        """Enable what can be done now."""
        busy = self.controller.lanes.work.is_busy
        has_file, has_run = self._document.opened is not None, self._document.run is not None
        enable = self.actions_.enable
        enable(has_file and not busy, "find")
        enable(has_run and not busy, "export", "report")
        enable(len(self._document.runs) > 1 and not busy, "compare")
        enable(has_run, "which", "rename", "rename_all", "copy_chart", "save_chart", "chart_table", "print")
        enable(
            has_file, "search", "copy_cells", "check", "columns", "clear_selection", "left_pane", "right_pane",
            "lower_pane", "next_pane", "previous_pane", "save_settings", "load_settings",
        )  # fmt: skip

    def _restore(self) -> None:
        stored = self.controller.preferences.layout("window")
        if stored is None or not self.restoreGeometry(stored):
            room = QGuiApplication.primaryScreen().availableGeometry().size() - _FRAME
            self.resize(_USUAL_SIZE.boundedTo(room))

    def _keep(self) -> None:
        self.controller.preferences.keep_layout("window", self.saveGeometry())
        if self.workbench is not None:
            self.workbench.keep_layout()

    def reset_layout(self) -> None:
        """Give the panes their usual sizes and forget others."""
        self.controller.preferences.forget_layout()
        if self.workbench is not None:
            self.workbench.reset_layout()

    def _folder(self) -> str:
        opened = self._document.opened
        if opened is not None and opened.table.source.path.exists():
            return str(opened.table.source.path.absolute().parent)
        recent = self.controller.preferences.recent_files
        return str(recent[0].parent) if recent else str(Path.home())

    def _ask_name(self, title: str, name: str, kinds: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(self, title, str(Path(self._folder()) / name), kinds)
        return Path(chosen) if chosen else None

    def list_recent(self) -> None:
        """Fill the menu of recent files."""
        recent = self.menus.recent
        recent.clear()
        for file in self.controller.preferences.recent_files:
            recent.addAction(file.name.replace("&", "&&"), partial(self.open_path, file))
        if recent.isEmpty():
            recent.addAction(self.tr("No recent files")).setEnabled(False)
        else:
            recent.addSeparator()
            recent.addAction(self.tr("Clear this list"), self.forget_recent)

    def list_earlier(self) -> None:
        """Fill the menu of this file's results, newest first; one that is chosen comes back with its settings."""
        earlier = self.menus.earlier
        earlier.clear()
        for run in reversed(self._document.runs):
            action = earlier.addAction(RunWords().title(run), partial(self._document.return_to, run))
            action.setCheckable(True)
            action.setChecked(self._document.run is not None and run.number == self._document.run.number)
        if earlier.isEmpty():
            earlier.addAction(self.tr("No results yet")).setEnabled(False)

    def list_customer_lists(self) -> None:
        """Fill the menu of customers to act on; one that is chosen is selected everywhere."""
        menu = self.menus.customer_lists
        menu.clear()
        segmentation = self._document.segmentation
        if segmentation is not None:
            from segdesk.engine.result.customer_lists import customer_lists

            for each in customer_lists(segmentation):
                text = self.tr("{title}: %Ln customer(s)", "", len(each.rows)).format(title=each.title)
                action = menu.addAction(text, partial(self._select_rows, each.rows))
                action.setToolTip(str(each.definition))
        if menu.isEmpty():
            menu.addAction(self.tr("No lists yet")).setEnabled(False)

    def forget_recent(self) -> None:
        """Forget the files opened so far."""
        self.controller.preferences.forget_recent()
        self.welcome.refresh()

    def on_bench(self, act: "Callable[[Workbench], None]") -> None:
        """Do something with the workbench, where it is there."""
        if self.workbench is not None:
            act(self.workbench)

    def pause(self) -> None:
        """Follow the settings by itself, or no longer."""
        self.controller.preferences.updates_itself = not self.actions_["pause"].isChecked()

    def scale_text(self, by: int) -> None:
        """Make all text larger or smaller by so many percent; 0: as the system's."""
        self.set_text_size(100 if by == 0 else min(max(self.controller.theme.text_size + by, 80), 200))

    def set_text_size(self, percent: int) -> None:
        """Make all text this large, in percent of the system's."""
        self.controller.preferences.text_size = percent
        self.controller.theme.set_text_size(percent)

    def choose_theme(self, choice: str) -> None:
        """Follow the system, or be light or dark."""
        self.controller.preferences.theme = choice
        self.controller.theme.choose(choice)

    def show_preferences(self) -> None:
        """Show what the window remembers."""
        from segdesk.app.dialogs.preferences_dialog import PreferencesDialog

        PreferencesDialog(self).open()

    def help_here(self) -> None:
        """Tell what the control with the focus is for, else show the guide."""
        if not help_on_control():
            self.show_guide()

    def show_keys(self) -> None:
        """Show every key."""
        from segdesk.app.dialogs.keys_dialog import KeysDialog

        KeysDialog(self.actions_, self).open()

    def show_guide(self) -> None:
        """Show the guide."""
        from segdesk.app.dialogs.guide_dialog import GuideDialog

        GuideDialog(self).open()

    def show_about(self) -> None:
        """Show version and licences."""
        from segdesk.app.dialogs.about_dialog import AboutDialog

        AboutDialog(self).open()

    def start_tour(self) -> None:
        """Point at the four things that matter; without a result, with the sample."""
        if self._document.run is None:
            self.open_sample()
            return
        from segdesk.app.tour import Tour

        self.tour = Tour(self)
