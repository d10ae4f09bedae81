"""The field to search customers in."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_REST_MS = 250


class SearchField(QLineEdit):
    """Tells what to search once typing rests; Esc clears it."""

    searched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Search customers"))
        self.setAccessibleName(self.tr("Search customers"))
        self.setClearButtonEnabled(True)
        self.setMinimumHeight(28)
        self._told = ""
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._tell)
        self.textChanged.connect(self._wait)
        self.returnPressed.connect(self._tell)

    def forget(self) -> None:
        """Clear it without telling."""
        self.clear()
        self._rest.stop()
        self._told = ""

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window while there is something to clear."""
        if event.type() is QEvent.Type.ShortcutOverride and self._clears(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Clear on Esc."""
        if self._clears(event):
            self.clear()
            return
        super().keyPressEvent(event)

    def _clears(self, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and bool(self.text())

    def _wait(self, text: str) -> None:
        # Taking the search back shows everything at once.
        self._rest.start(_REST_MS if text else 0)

    def _tell(self) -> None:
        self._rest.stop()
        if self.text() != self._told:
            self._told = self.text()
            self.searched.emit(self._told)
