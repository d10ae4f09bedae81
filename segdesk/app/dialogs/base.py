"""What all dialogs of the window share: they never block it, and they go when they are closed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

_ORDINARY_TEXT = 13


class Dialog(QDialog):
    """A dialog over the window; `open` shows it, Esc closes it.

    Parameters
    ----------
    title : str
    parent : QWidget
    """

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 16, 16, 16)
        self.column.setSpacing(12)

    def resize_to_text(self, width: int, height: int) -> None:
        """Take a size that is meant for ordinary text: larger where the text is, and no larger than the screen."""
        larger = max(1.0, self.fontInfo().pixelSize() / _ORDINARY_TEXT)
        room = self.screen().availableGeometry()
        self.resize(min(round(width * larger), room.width()), min(round(height * larger), room.height()))
