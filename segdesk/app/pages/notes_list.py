"""What the user should know of a file: a few lines that scroll where they are many."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from segdesk.app.scrolling_text import ScrollingText

_MOST_LINES = 5


class NotesList(QWidget):
    """A heading with the number of sentences, and these; hidden without any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.title.setObjectName("heading")
        self.text = ScrollingText(_MOST_LINES, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 4)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addWidget(self.text)
        self.hide()

    def show_notes(self, notes: Sequence[str]) -> None:
        """Show these sentences, from the first."""
        self.title.setText(self.tr("Worth knowing ({count})").format(count=len(notes)))
        self.text.setAccessibleName(self.title.text())
        self.text.show_text("\n".join(f"• {note}" for note in notes))
        self.setVisible(bool(notes))
