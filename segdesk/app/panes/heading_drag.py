"""Dragging a column out of the table by its heading."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication

from segdesk.app.dragged_column import column_mime
from segdesk.app.panes.customer_table import CustomerTable

# Near its edge a heading is made wider.
_EDGE = 6


class HeadingDrag(QObject):
    """Begins a drag where a heading of a table is pressed and the mouse leaves the row of headings.

    Parameters
    ----------
    table : CustomerTable
    """

    def __init__(self, table: CustomerTable) -> None:
        super().__init__(table)
        self._table = table
        self._pressed: QPoint | None = None
        table.header.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the mouse over the headings."""
        if not isinstance(event, QMouseEvent):
            return False
        at = event.position().toPoint()
        if event.type() is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
            self._pressed = None if self._is_edge(at) else at
        elif event.type() is QEvent.Type.MouseButtonRelease:
            self._pressed = None
        elif event.type() is QEvent.Type.MouseMove and self._pressed is not None:
            # Along the headings the mouse may select several; a column is pulled out of their row.
            away = max(-at.y(), at.y() - self._table.header.height())
            if event.buttons() & Qt.MouseButton.LeftButton and away >= QApplication.startDragDistance():
                self._begin(self._pressed)
                return True
        return False

    def _is_edge(self, at: QPoint) -> bool:
        header = self._table.header
        section = header.logicalIndexAt(at)
        left = header.sectionViewportPosition(section)
        return not left + _EDGE <= at.x() <= left + header.sectionSize(section) - _EDGE

    def _begin(self, pressed: QPoint) -> None:
        self._pressed = None
        name = self._table.column_name_at(pressed)
        if name is not None:
            drag = QDrag(self._table)
            drag.setMimeData(column_mime(name))
            drag.exec(Qt.DropAction.CopyAction)
