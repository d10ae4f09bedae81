"""Every page and dialog of the window, by name: for tests that hold of all of them."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from segdesk.io.database_servers import Offered
from tests.app.driving import Drive

PLACES = (
    "welcome", "check", "check_orders", "result", "expert", "export", "export_file", "which", "assign", "rename_all",
    "keys", "guide", "about", "chart_table", "compare", "database", "preferences",
)  # fmt: skip


class Places:
    """Brings up the pages and dialogs of a window by name."""

    def __init__(self, drive: Drive, few: Path, orders: Path) -> None:
        self._drive, self._few, self._orders = drive, few, orders

    def show(self, name: str) -> QWidget:
        """Show a place and return the widget to look at."""
        drive, window = self._drive, self._drive.window
        if name == "welcome":
            drive.preferences.add_recent(self._few)
            window.pages.welcome.refresh()
            window.pages.setCurrentWidget(window.pages.welcome)
            drive.live()
            return window
        if name in ("check", "check_orders"):
            drive.check(self._few if name == "check" else self._orders)
            drive.live()
            return window
        window.pages.setCurrentWidget(drive.bench)
        drive.bench.settings._fold.setChecked(name == "expert")
        if name in ("result", "expert"):
            drive.settle()
            return window
        opened = {
            "export": window.dialogs.export,
            "export_file": window.dialogs.export,
            "which": window.dialogs.which_segment,
            "assign": window.dialogs.assign_file,
            "rename_all": window.dialogs.rename_all,
            "compare": window.dialogs.compare_results,
            "database": window.files.open_database,
            "keys": window.dialogs.show_keys,
            "guide": window.dialogs.show_guide,
            "about": window.dialogs.show_about,
            "preferences": window.dialogs.show_preferences,
            "chart_table": drive.bench.charts.show_as_table,
        }
        if name == "compare" and len(drive.document.runs) < 2:
            drive.find()
            drive.settle()
        opened[name]()
        drive.until(drive.dialogs)
        dialog = drive.dialogs()[-1]
        if name == "export_file":
            dialog.choices.setCurrentRow(1)
        if name == "compare":
            drive.until(dialog.save.isEnabled)
        if name == "database":
            dialog._show_tables(
                [Offered("orders", is_view=False, rows=1200), Offered("totals", is_view=True)]
            )
        if name == "assign":
            dialog.read([self._few])
            drive.until(dialog.save.isEnabled)
        drive.live()
        return dialog

    def leave(self) -> None:
        """Close the dialogs and return to the result."""
        for dialog in self._drive.dialogs():
            dialog.reject()
        self._drive.until(lambda: not self._drive.dialogs())
        self._drive.bench.settings._fold.setChecked(False)
        self._drive.window.pages.setCurrentWidget(self._drive.bench)
