"""Boxes that do not change when the pane around them is scrolled."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox

_UNDO_AND_REDO = tuple(QKeySequence(keys) for keys in ("Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y"))


class WheelSafeComboBox(QComboBox):
    """A combo box that leaves the wheel to the pane around it unless it has the focus."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Turn the pane, not the choice."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class WheelSafeSpinBox(QSpinBox):
    """A spin box that leaves the wheel to the pane around it unless it has the focus, and undoing to the window."""

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undo and redo to the window: what is undone there is the setting."""
        if event.type() is QEvent.Type.ShortcutOverride and _is_undo(event):
            event.ignore()
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Turn the pane, not the number."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def _is_undo(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and QKeySequence(event.keyCombination()) in _UNDO_AND_REDO
