"""F1: what the control with the focus is for."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWhatsThis, QWidget


def help_on_control() -> bool:
    """Show what is known of the control with the focus; return whether there was something to show."""
    widget = QApplication.focusWidget()
    while widget is not None:
        text = widget.whatsThis() or widget.toolTip() or widget.accessibleDescription()
        if text:
            QWhatsThis.showText(widget.mapToGlobal(QPoint(0, widget.height())), text, widget)
            return True
        parent = widget.parentWidget()
        widget = parent if isinstance(parent, QWidget) else None
    return False
