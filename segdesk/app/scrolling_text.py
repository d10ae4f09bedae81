"""A text of a few lines that scrolls where it has more."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from segdesk.app.vertical_scroll import VerticalScroll


class ScrollingText(VerticalScroll):
    """Takes as much room as its text needs, up to a number of lines.

    Parameters
    ----------
    most_lines : int
    """

    def __init__(self, most_lines: int, parent: QWidget | None = None) -> None:
        # What stands in a file is never markup.
        self.label = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._most_lines = most_lines
        super().__init__(self.label, parent)
        self.viewport().setAutoFillBackground(False)
        self.label.setAutoFillBackground(False)

    def text(self) -> str:
        """Return the whole text."""
        return self.label.text()

    def show_text(self, text: str) -> None:
        """Show a text from its first line."""
        self.label.setText(text)
        self.verticalScrollBar().setValue(0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break the lines anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        line = self.label.fontMetrics().lineSpacing()
        most = self._most_lines * line + line // 2
        needed = max(self.label.heightForWidth(max(self.width(), 1)), 0)
        self.setFixedHeight(min(needed, most))
        # The keyboard gets here only where it has something to scroll.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if needed > most else Qt.FocusPolicy.NoFocus)
