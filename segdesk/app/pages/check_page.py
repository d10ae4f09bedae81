"""The page between choosing a file and working with it: what was found in it, and what can be changed about that."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget

from segdesk.app.column_types import type_settings
from segdesk.app.inspection_job import (
    Inspected,
    Origin,
    database_origin,
    file_origin,
    inspect_origin,
    table_origin,
    text_origin,
)
from segdesk.app.notices import notice_of
from segdesk.app.pages.check_layout import CheckLayout
from segdesk.app.tasks import Lane
from segdesk.app.theme import Theme
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import SegdeskError
from segdesk.messages import Message, Sentence

if TYPE_CHECKING:
    from segdesk.engine.data.table import ColumnType, Table
    from segdesk.engine.schema.inspection import Inspection
    from segdesk.io.database_servers import Server

_REST_MS = 300
# Another sheet, kind of table or line of headings makes other columns: what was said of the old ones goes.
_NO_ROLES = {"use": (), "describe": (), "ignore": (), "id": None, "value": None, "type": ()}
_NO_ORDER_COLUMNS: dict[str, Any] = {
    **dict.fromkeys(
        (
            "customer",
            "date",
            "amount",
            "order",
            "quantity",
            "price",
            "refund",
            "product",
            "category",
            "country",
        )
    ),
    **dict.fromkeys(("status", "count_status", "drop_status"), ()),
}
_OTHER_TABLE = ("sheet", "table", "query", "header", "delimiter", "encoding")
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_DATABASES = (".sqlite", ".sqlite3", ".db", ".db3")


class CheckPage(QWidget):
    """Step 1: looks at a file, shows what was found and reads it again as the user changes that.

    Parameters
    ----------
    lane : Lane
        The page's looks run there.
    theme : Theme
    """

    accepted = Signal(object)
    """The user takes the table: an `Opened`."""
    abandoned = Signal()
    other_wanted = Signal()

    def __init__(self, lane: Lane, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._lane = lane
        self._origin: Origin | None = None
        self._recipe = Recipe()
        self._inspected: Inspected | None = None
        self._understood: Inspection | None = None
        self._reading = self._asked = False
        self.shown = CheckLayout(theme, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.shown)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._read)
        self.shown.reading.edited.connect(self._change)
        self.shown.orders.edited.connect(self._change)
        self.shown.columns.edited.connect(self._change)
        self.shown.preview.type_wanted.connect(self._give_type)
        self.shown.accept.clicked.connect(self._accept)
        self.shown.back.clicked.connect(self.leave)
        self.shown.cancel.clicked.connect(self.leave)
        self.shown.other.clicked.connect(self.other_wanted)
        self.shown.again.clicked.connect(self._try_again)
        lane.progressed.connect(self._show_progress)
        # A lane falls idle before it hands over what was found; only after that it is known to be cancelled.
        self._idle = QTimer(self, singleShot=True, interval=0)
        self._idle.timeout.connect(self._notice_cancel)
        lane.busy_changed.connect(self._await_idle)

    def check(self, path: Path | tuple[Path, ...], recipe: Recipe | None = None) -> None:
        """Check a file, or at a folder or several files as one table."""
        self._begin(file_origin(path), recipe)

    def check_text(self, text: str, name: str, recipe: Recipe | None = None) -> None:
        """Check a table that was pasted; all that can be changed of a text file can be changed of it."""
        self._begin(text_origin(text, name), recipe)

    def check_database(self, server: "Server", recipe: Recipe) -> None:
        """Check the table of a database, or the rows of the query, that the recipe names."""
        self._begin(database_origin(server), recipe)

    def check_table(self, table: "Table", recipe: Recipe | None = None) -> None:
        """Check a table that was read already."""
        self._begin(table_origin(table), recipe)

    @property
    def under_check(self) -> tuple[Origin, Recipe] | None:
        """What is being checked, with the settings so far; None once the page was left."""
        return None if self._origin is None else (self._origin, self._recipe)

    def go_on(self, origin: Origin, recipe: Recipe) -> None:
        """Check what the page of another window was checking."""
        self._begin(origin, recipe)

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window: here it leaves the page."""
        if event.type() is QEvent.Type.ShortcutOverride and _is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave on Esc, accept on Enter."""
        if _is_escape(event):
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = QApplication.focusWidget()
            if isinstance(focused, QAbstractButton):
                focused.click()
            else:
                self.shown.accept.click()
        else:
            super().keyPressEvent(event)

    def _begin(self, origin: Origin, recipe: Recipe | None) -> None:
        self._origin, self._recipe, self._inspected, self._asked = origin, recipe or Recipe(), None, False
        self._understood = None
        self.shown.clear(origin.name)
        self.shown.cancel.setFocus()
        self._read()

    def _change(self, settings: dict[str, Any]) -> None:
        """Take over what the user changed, and read again after a moment's rest."""
        if "kind" in settings:
            settings = {**_NO_ROLES, **settings}
        elif any(name in _OTHER_TABLE for name in settings):
            settings = {**_NO_ROLES, **_NO_ORDER_COLUMNS, **settings}
            # A query and a table exclude each other.
            settings |= {"query": None} if "table" in settings else {}
        try:
            self._recipe = self._recipe.with_settings(settings)
        except SegdeskError as error:
            self.shown.show_trouble(error)
            return
        self.shown.accept.setEnabled(False)
        self._rest.start()

    def _give_type(self, name: str, kind: "ColumnType") -> None:
        """Read a column of what was understood last as what the user says that it holds."""
        if self._understood is not None:
            self._change(type_settings(self._understood, self._recipe, [name], kind))

    def _read(self) -> None:
        assert self._origin is not None
        self._rest.stop()
        self._set_reading(True)
        work = partial(inspect_origin, self._origin, self._recipe, self._inspected)
        self._lane.start("check", work, self._take, self._fail, owner=self)

    def _try_again(self) -> None:
        """Read all of it again: the file may have been mended meanwhile."""
        if self._inspected is None or self._inspected.table is None:
            self._inspected = None
        self._read()

    def _take(self, found: Inspected) -> None:
        first = self._inspected is None
        self._inspected = found
        self._set_reading(False)
        if found.read is not None:
            self._understood = found.read
            self._asked = self._asked or found.read.schema.kind == "transactions"
        self.shown.show_inspected(found, self._format(found), self._asked)
        self.shown.pages.setCurrentIndex(0)
        self.shown.accept.setEnabled(found.opened is not None)
        if first:
            (self.shown.accept if found.opened is not None else self.shown.again).setFocus()

    def _fail(self, error: Exception) -> None:
        """Show a defect like any trouble; the page stays usable."""
        self._set_reading(False)
        self.shown.pages.setCurrentIndex(0)
        self.shown.accept.setEnabled(False)
        notice = notice_of(error)
        self.shown.show_trouble(SegdeskError(Sentence("{text}", {"text": f"{notice.text} {notice.details}"})))

    def _await_idle(self, busy: bool) -> None:
        self._idle.start()

    def _notice_cancel(self) -> None:
        """Return to what was found last if somebody else has stopped the reading."""
        if not self._reading or self._lane.is_busy:
            return
        self._set_reading(False)
        if self._inspected is None:
            self.abandoned.emit()
        else:
            self._recipe = self._inspected.recipe
            self._take(self._inspected)

    def _set_reading(self, reading: bool) -> None:
        self._reading = reading
        self.shown.working.setVisible(reading and self._inspected is not None)
        if reading:
            self.shown.accept.setEnabled(False)

    def _show_progress(self, stage: Message, fraction: float) -> None:
        if self._reading:
            self.shown.phase.setText(str(stage))
            self.shown.bar.setValue(round(1000 * fraction))

    def _accept(self) -> None:
        if self._inspected is not None and self._inspected.opened is not None and not self._reading:
            self._forget_origin()
            self.accepted.emit(self._inspected.opened)

    def leave(self) -> None:
        """Stop reading and give the page up."""
        self._rest.stop()
        if self._reading:
            self._lane.cancel()
            self._set_reading(False)
        self._forget_origin()
        self.abandoned.emit()

    def _forget_origin(self) -> None:
        """Let go of where the table came from: a database's password goes with it."""
        self._origin = None

    def _format(self, found: Inspected) -> str:
        """Return the format of what was read, or of what the name promises."""
        assert self._origin is not None
        if self._origin.format is not None:
            return self._origin.format
        if found.table is not None:
            return found.table.source.format
        suffix = Path(self._origin.name).suffix.lower()
        if suffix in _WORKBOOKS:
            return "XLSX"
        return "SQLite" if suffix in _DATABASES else "CSV"


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
