"""What stands in place of a table without rows, with the way back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class EmptyState(QWidget):
    """Says why no customer is shown."""

    undone = Signal()
    """The user wants to see customers again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLabel()
        # What the user searched is never markup.
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setObjectName("muted")
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.undo = QPushButton()
        self.undo.clicked.connect(self.undone)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(self.text)
        layout.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(1)

    def explain(self, searched: str) -> None:
        """Name what was searched, if anything was."""
        if searched:
            self.text.setText(self.tr("No customer matches “{text}”").format(text=searched))
            self.undo.setText(self.tr("Clear search"))
        else:
            self.text.setText(self.tr("No customers to show here"))
            self.undo.setText(self.tr("Show all customers"))
