"""What all dialogs of the window share: they never block it, and they go when they are closed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from segdesk.app.dropped_files import OpensFiles, dropped_files
from segdesk.app.return_key import press_focused_button

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
        self.setAcceptDrops(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 16, 16, 16)
        self.column.setSpacing(12)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files that are dragged over the dialog, for the window below."""
        if self._opener() is not None and dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Give way to the files that are dropped here."""
        opener, files = self._opener(), dropped_files(event.mimeData())
        if opener is not None and files:
            event.acceptProposedAction()
            self.reject()
            opener.take_files(files)

    def _opener(self) -> OpensFiles | None:
        parent = self.parentWidget()
        window = None if parent is None else parent.window()
        return window if isinstance(window, OpensFiles) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Press the button that has the focus on Return; else what the dialog is for."""
        if not press_focused_button(event, self):
            super().keyPressEvent(event)

    def add_buttons(self, text: str, accept: Callable[[], None]) -> QPushButton:
        """Add the button for what the dialog is for, with this text, and *Cancel*; return the first."""
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        take = buttons.button(QDialogButtonBox.StandardButton.Ok)
        take.setText(text)
        take.setObjectName("primary")
        buttons.accepted.connect(accept)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)
        return take

    def resize_to_text(self, width: int, height: int) -> None:
        """Take a size that is meant for ordinary text: larger where the text is, and no larger than the screen."""
        larger = max(1.0, self.fontInfo().pixelSize() / _ORDINARY_TEXT)
        room = self.screen().availableGeometry()
        self.resize(min(round(width * larger), room.width()), min(round(height * larger), room.height()))
