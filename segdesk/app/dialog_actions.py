"""The dialogs that the window's actions show; each is loaded when it is first wanted."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from segdesk.app.actions import Actions
from segdesk.app.controller import Controller
from segdesk.app.help import help_on_control
from segdesk.app.projects import Leave


class DialogActions(QObject):
    """Shows dialogs over a window, where there is something to show.

    Parameters
    ----------
    controller : Controller
    actions : Actions
        Those of the window: the list of keys is made of them, and the preferences switch some.
    window : QWidget
    """

    def __init__(self, controller: Controller, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._controller, self._actions, self._window = controller, actions, window
        self._document = controller.document

    def export(self) -> None:
        """Show what can be saved."""
        self._show_export()

    def run_on_everything(self) -> None:
        """Ask where to write what is found among all rows of the files that are open as a sample."""
        from segdesk.app.dialogs.export_dialog import ALL_ROWS

        self._show_export(ALL_ROWS)

    def _show_export(self, chosen: str | None = None) -> None:
        if self._document.segmentation is None:
            return
        from segdesk.app.dialogs.export_dialog import ExportDialog

        dialog = ExportDialog(self._controller, self._window)
        dialog.clean_wanted.connect(self._actions["clean"].trigger)
        if chosen is not None:
            dialog.choose(chosen)
        dialog.open()

    def which_segment(self) -> None:
        """Show the form for one customer."""
        if self._document.segmentation is None:
            return
        from segdesk.app.dialogs.which_segment import WhichSegmentDialog

        WhichSegmentDialog(self._controller, self._window).open()

    def compare_results(self) -> None:
        """Show two of the results that are kept, or of earlier ones that were saved, side by side."""
        if not self._document.runs or not self._controller.may_begin():
            return
        from segdesk.app.dialogs.compare_results import CompareResultsDialog

        CompareResultsDialog(self._controller, self._window).open()

    def show_history(self) -> None:
        """Show the results that are kept, each with a picture."""
        if not self._document.runs:
            return
        from segdesk.app.dialogs.history import HistoryDialog

        HistoryDialog(self._controller, self._window).open()

    def assign_file(self, model: Path | None = None) -> None:
        """Place the customers of a file."""
        if not self._controller.may_begin():
            return
        from segdesk.app.dialogs.assign_file import AssignFileDialog

        # What columns are called is kept in the project; another model has its own.
        of_project = model is None and self._document.opened is not None
        known = self._document.matches if of_project else None
        dialog = AssignFileDialog(self._controller, model, self._window, known)
        if of_project:
            dialog.matched.connect(self._document.keep_matches)
        dialog.open()

    def track_folder(self) -> None:
        """Follow the customers of a folder of monthly files."""
        if not self._controller.may_begin():
            return
        from segdesk.app.dialogs.track_folder import TrackFolderDialog

        TrackFolderDialog(self._controller, self._window).open()

    def campaign(self) -> None:
        """Choose whom to write to, and save the lists."""
        if self._document.segmentation is None:
            return
        from segdesk.app.dialogs.campaign_dialog import CampaignDialog

        CampaignDialog(self._controller, self._window).open()

    def uplift(self) -> None:
        """Tell what a campaign brought."""
        if not self._controller.may_begin():
            return
        from segdesk.app.dialogs.uplift_dialog import UpliftDialog

        UpliftDialog(self._controller, self._window).open()

    def report(self) -> None:
        """Choose what the report is to be, and save it."""
        if self._document.segmentation is None:
            return
        from segdesk.app.dialogs.report_dialog import ReportDialog

        ReportDialog(self._controller, self._window).open()

    def rename_all(self) -> None:
        """Show the names of all segments in one form."""
        if self._document.segmentation is None:
            return
        from segdesk.app.dialogs.rename_all import RenameAllDialog

        RenameAllDialog(self._controller, self._window).open()

    def ask_to_leave(self, leave: Leave) -> None:
        """Ask what becomes of unsaved work."""
        from segdesk.app.dialogs.project_questions import LeaveDialog

        LeaveDialog(leave, self._window).open()

    def show_preferences(self) -> None:
        """Show what the window remembers."""
        from segdesk.app.dialogs.preferences_dialog import PreferencesDialog

        PreferencesDialog(self._controller, self._actions, self._window).open()

    def help_here(self) -> None:
        """Tell what the control with the focus is for, else show the guide."""
        if not help_on_control():
            self.show_guide()

    def show_keys(self) -> None:
        """Show every key."""
        from segdesk.app.dialogs.keys_dialog import KeysDialog

        KeysDialog(self._actions, self._window).open()

    def show_guide(self) -> None:
        """Show the guide."""
        from segdesk.app.dialogs.guide_dialog import GuideDialog

        GuideDialog(self._window).open()

    def show_about(self) -> None:
        """Show version and licences."""
        from segdesk.app.dialogs.about_dialog import AboutDialog

        AboutDialog(self._window).open()
