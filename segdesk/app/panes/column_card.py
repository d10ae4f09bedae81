"""The card of a column: what it holds, why, and its figures, beside the heading that the mouse rests on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from segdesk.app.column_facts import ColumnFacts
from segdesk.app.column_statistics import ColumnStatistics
from segdesk.app.theme import Theme

if TYPE_CHECKING:
    from segdesk.engine.schema.inspection import Inspection

_WIDTH = 320


class ColumnCard(QFrame):
    """A small window beside a heading.

    Shown for the mouse it takes no focus and goes with it; asked for by a key it has the focus until Esc.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._theme = theme
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 12, 16, 12)
        self._layout.setSpacing(6)
        self._content: ColumnFacts | None = None

    def show_column(
        self, inspection: "Inspection", statistics: ColumnStatistics, at: QPoint, stays: bool
    ) -> None:
        """Show a column's card at a point of the screen; `stays` until the user closes it."""
        if self._content is not None:
            self._layout.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        place = inspection.table.names.index(statistics.name)
        choice = inspection.schema.choices[place]
        self._content = ColumnFacts(inspection.columns[place], statistics, self._theme, choice)
        self._layout.addWidget(self._content)
        self.setAccessibleName(statistics.name)
        self.setAccessibleDescription(self._content.in_words())
        self.setWindowFlags(Qt.WindowType.Popup if stays else Qt.WindowType.ToolTip)
        self.setFixedWidth(_WIDTH * self._theme.text_pixels // 13)
        self.adjustSize()
        self.move(self._inside_screen(at))
        self.show()
        if stays:
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Close on Esc, Enter or the space bar; copy the figures."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.hide()
        elif event.matches(QKeySequence.StandardKey.Copy) and self._content is not None:
            QGuiApplication.clipboard().setMimeData(self._content.copied().mime())
        else:
            super().keyPressEvent(event)

    def _inside_screen(self, at: QPoint) -> QPoint:
        room: QRect = self.screen().availableGeometry()
        x = max(room.left(), min(at.x(), room.right() - self.width()))
        y = max(room.top(), min(at.y(), room.bottom() - self.height()))
        return QPoint(x, y)
