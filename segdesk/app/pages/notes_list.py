"""What the user should know of a file: a few lines that scroll where they are many."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from segdesk.app.panes.vertical_scroll import VerticalScroll

_MOST_LINES = 5


class NotesList(QWidget):
    """Takes as much room as its sentences need, up to five lines; hidden without any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.title.setObjectName("heading")
        # What stands in a file is never markup.
        self.text = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.area = VerticalScroll(self.text, self)
        self.area.viewport().setAutoFillBackground(False)
        self.text.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 4)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addWidget(self.area)
        self.hide()

    def show_notes(self, notes: Sequence[str]) -> None:
        """Show these sentences, from the first."""
        self.title.setText(self.tr("Worth knowing ({count})").format(count=len(notes)))
        self.area.setAccessibleName(self.title.text())
        self.text.setText("\n".join(f"• {note}" for note in notes))
        self.area.verticalScrollBar().setValue(0)
        self.setVisible(bool(notes))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break the lines anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() - 8 - self.area.verticalScrollBar().sizeHint().width()
        needed = self.text.heightForWidth(max(wide, 1)) + 4
        most = _MOST_LINES * self.text.fontMetrics().lineSpacing() + 4
        self.area.setFixedHeight(min(needed, most))
        # The keyboard gets here only where it has something to scroll.
        scrolls = needed > most
        self.area.setFocusPolicy(Qt.FocusPolicy.TabFocus if scrolls else Qt.FocusPolicy.NoFocus)
