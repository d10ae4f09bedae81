"""Boxes that do not change when the pane around them is scrolled."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox


class CalmComboBox(QComboBox):
    """A combo box that leaves the wheel to the pane around it unless it has the focus."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Turn the pane, not the choice."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class CalmSpinBox(QSpinBox):
    """A spin box that leaves the wheel to the pane around it unless it has the focus."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Turn the pane, not the number."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
