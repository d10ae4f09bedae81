"""Return does what the focused button says, in the window as in every dialog."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget


def press_focused_button(event: QKeyEvent, window: QWidget) -> bool:
    """Press the button that has the focus, if the key is Return; return whether there was one.

    The button is one of the window or dialog that was given the key.

    Qt leaves Return to the default button of a dialog, or to nobody, where a button is not made for it.
    """
    focused = QApplication.focusWidget()
    if focused is None or focused.window() is not window:
        return False
    is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
    if is_return and isinstance(focused, QPushButton | QToolButton) and focused.isEnabled():
        focused.click()
        return True
    return False
