"""The window: menus, tool bar, steps and pages, and who talks to whom. What is done stands in the controller."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from segdesk.app.actions import Actions
from segdesk.app.controller import Controller
from segdesk.app.dialog_actions import DialogActions
from segdesk.app.dropped_files import dropped_files
from segdesk.app.file_actions import FileActions
from segdesk.app.menus import Menus
from segdesk.app.pages.page_stack import PageStack
from segdesk.app.panes.notice_bar import NoticeBar
from segdesk.app.panes.status import StatusBar
from segdesk.app.panes.steps_bar import StepsBar
from segdesk.app.projects import Projects
from segdesk.app.return_key import press_focused_button
from segdesk.app.tool_bar import ToolBar
from segdesk.app.tour import TourGuide

_USUAL_SIZE = QSize(1440, 900)
# Title bar and edges, which are known only once the window shows.
_FRAME = QSize(0, 40)


class Window(QMainWindow):
    """segdesk's window.

    Parameters
    ----------
    controller : Controller
    projects : Projects
    """

    def __init__(self, controller: Controller, projects: Projects) -> None:
        super().__init__()
        self.controller, self.projects = controller, projects
        self._retired = False
        self._document = controller.document
        self.setWindowTitle("segdesk")
        self.setAcceptDrops(True)
        self.setMinimumSize(800, 520)
        self.actions_ = Actions(self, controller.theme)
        self.steps = StepsBar(self._document, controller.lanes.work)
        self.notices = NoticeBar(controller.theme)
        self.status = StatusBar(self._document, controller.lanes.work)
        self.pages = PageStack(controller, self.actions_)
        self._lay_out()
        self.files = FileActions(controller, projects, self.pages, self)
        self.dialogs = DialogActions(controller, self.actions_, self)
        self.tour_guide = TourGuide(controller, self.pages, lambda: self.tool_bar.button("export"), self)
        self.menus = Menus(
            self, self.actions_, controller, self.pages, self.files, self.dialogs, self.tour_guide
        )
        self.tool_bar = ToolBar(self.actions_)
        self.addToolBar(self.tool_bar)
        self._connect()
        self._restore()
        self._refresh()
        self.pages.welcome.focus_first()
        if self._document.opened is not None:
            # A window in another language goes on where the earlier one was.
            self._show_title()
            self.pages.show_columns()
            self.pages.show_result()

    def take_place_of(self, earlier: "Window") -> None:
        """Show up where another window was, and close that one."""
        self.setGeometry(earlier.geometry())
        self.setWindowState(earlier.windowState())
        self.show()
        self.pages.go_on_with(earlier.pages)
        earlier.retire()

    def retire(self) -> None:
        """Close without asking anything and without ending the program."""
        self._retired = True
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.close()
        self.deleteLater()

    # Qt's events

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask about unsaved work first; then remember how the window lay."""
        if self.projects.is_changed and not self._retired:
            event.ignore()
            self.projects.leave(self._close_now)
            return
        self._keep()
        event.accept()

    def _close_now(self) -> None:
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Press the button that has the focus on Return."""
        if not press_focused_button(event, self):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the tool bar use the room there is."""
        super().resizeEvent(event)
        self._fit_tools()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files that are dragged over the window."""
        # A segment that is dragged out of the list is not to be opened here.
        if event.source() is None and dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Open what is dropped on the window."""
        files = dropped_files(event.mimeData()) if event.source() is None else []
        if files:
            event.acceptProposedAction()
            self.take_files(files)

    def take_files(self, files: list[Path]) -> None:
        """Open what is dropped on the window, or on a dialog over it."""
        self.files.open_paths(files)

    # How it is put together

    def _lay_out(self) -> None:
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
        self.setStatusBar(self.status)

    def _connect(self) -> None:
        document, controller, pages = self._document, self.controller, self.pages
        pages.welcome.sample_wanted.connect(self.tour_guide.open_sample)
        pages.welcome.open_wanted.connect(self.files.choose_file)
        pages.welcome.paste_wanted.connect(self.files.paste_table)
        pages.welcome.file_chosen.connect(self.files.open_path)
        pages.welcome.files_dropped.connect(self.files.open_paths)
        pages.checking_changed.connect(self.steps.set_checking)
        pages.checking_changed.connect(self.status.set_checking)
        pages.step_reached.connect(self.steps.set_current)
        pages.chart_enlarged.connect(self._make_room)
        pages.share_wanted.connect(self.dialogs.export)
        pages.other_file_wanted.connect(self.files.choose_file)
        self.files.model_opened.connect(self.dialogs.assign_file)
        self.steps.wanted.connect(pages.go_to)
        self.steps.update_wanted.connect(controller.find_segments)
        self.status.cancel_wanted.connect(pages.escape)
        self.status.everything_wanted.connect(self.actions_["everything"].trigger)
        controller.noticed.connect(self.notices.show_notice)
        self.notices.setting_wanted.connect(pages.show_setting)
        controller.theme.changed.connect(self._fit_tools)
        self.projects.changed.connect(self._show_title)
        self.projects.leave_wanted.connect(self.dialogs.ask_to_leave)
        self.projects.name_wanted.connect(self.files.save_project_as)
        self.projects.update_wanted.connect(self.files.run_on)
        document.opened_changed.connect(self._show_title)
        for changed in (document.opened_changed, document.run_changed, document.recipe_changed):
            changed.connect(self._refresh)
        controller.lanes.work.busy_changed.connect(self._refresh)

    def _show_title(self) -> None:
        name, mark = self.projects.name, "• " if self.projects.is_changed else ""
        self.setWindowTitle(f"{mark}{name} – segdesk" if name else "segdesk")

    def _make_room(self, enlarged: bool) -> None:
        """Leave the whole window to the chart: what stands around the panes goes, and comes back with them."""
        for widget in (self.tool_bar, self.steps, self.status):
            widget.setVisible(not enlarged)
        self.actions_["enlarge_chart"].setChecked(enlarged)

    def _fit_tools(self) -> None:
        self.tool_bar.fit(self.width())

    def _refresh(self) -> None:
        """Enable what can be done now."""
        document, busy = self._document, self.controller.lanes.work.is_busy
        has_file, has_run, checked = (
            document.opened is not None,
            document.run is not None,
            document.is_checked,
        )
        why_not, enable = document.why_not_yet, self.actions_.enable
        enable(has_file and not busy, "find", "clean", "filter", "everyone", "compute")
        enable(has_run and not busy, "export", "report", "campaign", "another", why_not=why_not)
        is_sample = document.opened is not None and document.opened.table.sample_of > 0
        enable(has_run and is_sample and not busy, "everything", why_not=why_not)
        self.status.everything.setEnabled(self.actions_["everything"].isEnabled())
        enable(bool(document.runs) and not busy, "compare", why_not=why_not)
        enable(
            has_run and checked, "which", "history", "rename", "rename_all", "copy_chart", "save_chart",
            "chart_table", "print", why_not=why_not,
        )  # fmt: skip
        enable(document.shown is not None, "explore")
        enable(has_file and checked, "copy_cells", why_not=why_not)
        enable(
            has_file, "search", "check", "columns", "clear_selection", "left_pane", "right_pane", "lower_pane",
            "enlarge_chart", "next_pane", "previous_pane", "save_settings", "load_settings", "save_project",
            "save_project_as",
        )  # fmt: skip

    def _restore(self) -> None:
        stored = self.controller.preferences.layout("window")
        if stored is None or not self.restoreGeometry(stored):
            room = QGuiApplication.primaryScreen().availableGeometry().size() - _FRAME
            self.resize(_USUAL_SIZE.boundedTo(room))

    def _keep(self) -> None:
        self.controller.preferences.keep_layout("window", self.saveGeometry())
        self.pages.keep_layout()
