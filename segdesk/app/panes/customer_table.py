"""The view of a table of customers: rows of one height, columns as wide as what stands in their first rows."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from segdesk.app.models.colour_icons import SIDE
from segdesk.app.models.customer_table_model import TYPE_ROLE, USE_ROLE, CustomerTableModel
from segdesk.app.panes.column_header import ColumnHeader
from segdesk.app.theme import Theme

_ROW = 28
_LOOKED_AT = 20
_MARGIN = 20
_WIDEST = 260
# Columns that are fitted without letting the window answer in between.
_AT_ONCE = 24
_BETWEEN_MS = 5


class CustomerTable(QTableView):
    """Shows a `CustomerTableModel`; nothing in it grows with the number of rows.

    Parameters
    ----------
    model : CustomerTableModel
    theme : Theme
    details : tuple of int
        What headings show below the name.
    """

    menu_wanted = Signal(int, QPoint)
    """The menu of a column is asked for: its section, and where on the screen."""
    copy_wanted = Signal()
    label_wanted = Signal(int)
    """The column of this section is to be called otherwise."""

    def __init__(
        self,
        model: CustomerTableModel,
        theme: Theme,
        details: tuple[int, ...] = (TYPE_ROLE, USE_ROLE),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._customers, self._theme = model, theme
        self.header = ColumnHeader(theme, details, self)
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        # A heading asks whether all its rows are selected, which takes seconds with a million of them.
        for header in (self.header, self.verticalHeader()):
            header.setSelectionModel(QItemSelectionModel(model, header))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setIconSize(QSize(SIDE, SIDE))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fitted_for = theme.text_pixels
        self._fitted = 0
        self._fit_more = QTimer(self, singleShot=True, interval=_BETWEEN_MS)
        self._fit_more.timeout.connect(self._fit_some)
        self._fit_rows()
        theme.changed.connect(self._fit_text)

    def fit_columns(self) -> None:
        """Make every column as wide as its heading and its first rows need; of very many, some at a time."""
        self._fitted = 0
        self._fit_some()

    def _fit_some(self) -> None:
        metrics = QFontMetrics(self.font())
        count = self._customers.columnCount()
        end = min(self._fitted + _AT_ONCE, count)
        for section in range(self._fitted, end):
            width = self.header.wanted_width(section)
            for row in range(min(_LOOKED_AT, self._customers.rowCount())):
                text = self._customers.index(row, section).data(Qt.ItemDataRole.DisplayRole)
                icon = SIDE + 6 if self._customers.column_name(section) is None else 0
                width = max(width, metrics.horizontalAdvance(str(text)) + _MARGIN + icon)
            self.setColumnWidth(section, min(width, _WIDEST * self._theme.text_pixels // 13))
        self._fitted = end
        if end < count:
            self._fit_more.start()
        else:
            self.header.fit_names()

    def column_name_at(self, at: QPoint) -> str | None:
        """Return the column whose heading is at a point of the row of headings, None for the segment."""
        section = self.header.logicalIndexAt(at)
        return self._customers.column_name(section) if section >= 0 else None

    def event(self, event: QEvent) -> bool:
        """Keep F2 for the column that the keyboard is on: elsewhere it renames a segment."""
        is_key = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F2
        if is_key and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open the menu of the column that the keyboard is on, name the column, or copy."""
        is_f10 = event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Menu or is_f10:
            self._ask_for_menu(self.currentIndex().column(), None)
        elif event.key() == Qt.Key.Key_F2:
            self.label_wanted.emit(max(self.currentIndex().column(), 0))
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Open the menu of the column that the mouse is on."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._ask_for_menu(self.currentIndex().column(), None)
        else:
            self._ask_for_menu(self.columnAt(event.pos().x()), event.globalPos())

    def _ask_for_menu(self, section: int, at: QPoint | None) -> None:
        section = max(section, 0)
        if at is None:
            at = self.header.mapToGlobal(
                QPoint(self.header.sectionViewportPosition(section), self.header.height())
            )
        self.menu_wanted.emit(section, at)

    def _fit_text(self) -> None:
        """Fit everything to another size of text; colours alone leave the widths that the user gave."""
        self._fit_rows()
        if self._theme.text_pixels != self._fitted_for:
            self._fitted_for = self._theme.text_pixels
            self.fit_columns()

    def _fit_rows(self) -> None:
        height = max(_ROW, round(_ROW * self._theme.text_pixels / 13), QFontMetrics(self.font()).height() + 8)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
