"""The pages of the window, one at a time: welcome, the check of a file, the workbench."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from segdesk.app.actions import Actions
from segdesk.app.controller import Controller
from segdesk.app.document import same_segments
from segdesk.app.jobs import Opened
from segdesk.app.notices import Kind, Notice
from segdesk.app.pages.welcome_page import WelcomePage
from segdesk.app.panes.steps_bar import COLUMNS, DATA, SEGMENTS, SHARE
from segdesk.engine.recipe.recipe import Recipe

if TYPE_CHECKING:
    from segdesk.app.pages.check_page import CheckPage
    from segdesk.app.pages.workbench import Workbench
    from segdesk.engine.result.segmentation import Segmentation
    from segdesk.io.database_servers import Server


class PageStack(QStackedWidget):
    """Shows the page of the step that the user is at; each page is made when it is first needed.

    Parameters
    ----------
    controller : Controller
    actions : Actions
        That the workbench offers, too.
    """

    checking_changed = Signal(bool)
    """A file is being checked, or no longer."""
    step_reached = Signal(int)
    """The user is at another step."""
    share_wanted = Signal()
    """The user went to the step where results are saved."""
    chart_enlarged = Signal(bool)
    """The chart has the whole window, or is back in its pane."""
    other_file_wanted = Signal()
    """The file being checked is the wrong one."""

    def __init__(self, controller: Controller, actions: Actions) -> None:
        super().__init__()
        self._controller, self._actions = controller, actions
        self._document = controller.document
        self.welcome = WelcomePage(controller.preferences, controller.theme)
        self.addWidget(self.welcome)
        self.check_page: CheckPage | None = None
        self.workbench: Workbench | None = None
        self._segmentation: Segmentation | None = None
        controller.recent_files_changed.connect(self.welcome.refresh)
        self._document.opened_changed.connect(self.show_columns)
        self._document.run_changed.connect(self.show_result)

    # Where the user goes

    def go_to(self, step: int) -> None:
        """Jump to a step."""
        opened = self._document.opened
        if step == DATA:
            if opened is None:
                self.setCurrentWidget(self.welcome)
            else:
                self._check_again(opened)
        elif opened is not None:
            bench = self._show_workbench()
            if step == COLUMNS:
                bench.settings.focus_columns()
            elif step == SHARE and self._document.run is not None and self._document.is_checked:
                self.share_wanted.emit()
        self.step_reached.emit(step if step != SHARE else SEGMENTS)

    def show_columns(self) -> None:
        """Show the file that is open, at the step where its columns are chosen."""
        self._show_workbench()
        self.step_reached.emit(COLUMNS)

    def show_result(self) -> None:
        """Show the segments that are found, where there are any; what is just better known turns no page."""
        before, self._segmentation = self._segmentation, self._document.on_screen
        if self._segmentation is not None and not same_segments(before, self._segmentation):
            self._show_workbench()
            self.step_reached.emit(SEGMENTS)

    def escape(self) -> None:
        """Leave the check of a file, else stop the job under way; without one, clear the selection."""
        if self.check_page is not None and self.currentWidget() is self.check_page:
            self.check_page.leave()
        elif self._controller.lanes.work.is_busy:
            self._controller.cancel()
        elif self.workbench is not None and self.workbench.is_enlarged:
            self.workbench.enlarge(False)
        else:
            self._controller.selection.clear()

    # Checking a file

    def check(self, origin: Path | tuple[Path, ...], recipe: Recipe | None = None) -> None:
        """Show how a file, a folder or several files are read, with the settings of a recipe or none."""
        if self._controller.may_begin():
            self._show_check().check(origin, self._controller.start_recipe(recipe))

    def check_text(self, text: str, name: str) -> None:
        """Show how a pasted table is read."""
        if self._controller.may_begin():
            self._show_check().check_text(text, name, self._controller.start_recipe())

    def check_database(self, server: "Server", settings: dict[str, str | None]) -> None:
        """Show how a table of a database is read."""
        if self._controller.may_begin():
            recipe = self._controller.start_recipe().with_settings(settings)
            self._show_check().check_database(server, recipe)

    def go_on_with(self, earlier: "PageStack") -> None:
        """Go on with the check that the pages of another window were at; it is left there."""
        page = earlier.check_page
        if page is not None and earlier.currentWidget() is page and page.under_check is not None:
            origin, recipe = page.under_check
            page.leave()
            self._show_check().go_on(origin, replace(recipe, output=self._controller.start_recipe().output))

    def _check_again(self, opened: Opened) -> None:
        """Show how the file on screen was read, with the settings in force."""
        if not self._controller.may_begin():
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
            and opened.table.fingerprint == current.table.fingerprint
            and opened.recipe == self._document.recipe
        ):
            # Looked at again and found right: the results stay.
            self._go_back()
            return
        self._controller.open(opened)

    def _go_back(self) -> None:
        if self._document.opened is not None:
            self.show_columns()
        else:
            self.welcome.refresh()
            self.setCurrentWidget(self.welcome)
            self.checking_changed.emit(False)
            self.step_reached.emit(DATA)

    # The panes of the workbench

    def on_bench(self, act: "Callable[[Workbench], None]") -> None:
        """Do something with the workbench, where it is there."""
        if self.workbench is not None:
            act(self.workbench)

    def show_setting(self, option: str) -> None:
        """Put the focus on the control of a setting: in the panes, or where the file is checked.

        Parameters
        ----------
        option : str
            As on the command line, without the dashes.
        """
        if self._document.opened is None:
            return
        if not self._show_workbench().settings.show_setting(option.replace("-", "_")):
            self.go_to(DATA)

    def keep_layout(self) -> None:
        """Remember the sizes of the panes."""
        self.on_bench(lambda bench: bench.keep_layout())

    def reset_layout(self) -> None:
        """Give the panes their usual sizes and forget others."""
        self._controller.preferences.forget_layout()
        self.on_bench(lambda bench: bench.reset_layout())

    # Turning to a page

    def _show_workbench(self) -> "Workbench":
        if self.workbench is None:
            from segdesk.app.pages.workbench import Workbench

            self.workbench = Workbench(self._controller, self._actions, self)
            self.workbench.chart_enlarged.connect(self.chart_enlarged)
            self.addWidget(self.workbench)
        self._turn_to(self.workbench, checking=False)
        return self.workbench

    def _show_check(self) -> "CheckPage":
        """Show the page that checks a file; what is told of the file before it would mislead."""
        if self.check_page is None:
            self.check_page = self._make_check_page()
        is_finding = self._controller.lanes.work.job_name == "segment"
        if is_finding:
            # First, because it turns to the result that was there before.
            self._controller.lanes.work.cancel()
        self._turn_to(self.check_page, checking=True)
        if is_finding:
            text = self.tr("Finding segments was stopped, because a file is opened.")
            self._controller.tell(Notice(Kind.INFO, text))
        else:
            self._controller.tell(None)
        return self.check_page

    def _make_check_page(self) -> "CheckPage":
        # NumPy is needed for it, and loaded behind the window.
        from segdesk.app.pages.check_page import CheckPage

        page = CheckPage(self._controller.lanes.work, self._controller.theme, self)
        page.accepted.connect(self._accept)
        page.abandoned.connect(self._go_back)
        page.other_wanted.connect(self.other_file_wanted)
        self.addWidget(page)
        return page

    def enlarge_chart(self) -> None:
        """Give the chart the whole window, or the panes their places again."""
        if self.workbench is not None and self.currentWidget() is self.workbench:
            self.workbench.toggle_enlarged()

    def _turn_to(self, page: QWidget, checking: bool) -> None:
        if self.workbench is not None and page is not self.workbench:
            self.workbench.enlarge(False)
        self.setCurrentWidget(page)
        self.checking_changed.emit(checking)
