"""Boxes and tabs that the wheel leaves alone until the user has chosen them: all that the window has are made here."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QDateEdit,
    QDoubleSpinBox,
    QSpinBox,
    QStyledItemDelegate,
    QTabBar,
    QTabWidget,
    QWidget,
)

_UNDO_AND_REDO = tuple(QKeySequence(keys) for keys in ("Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y"))
_CHOSEN_BY = (
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class _WheelGuard(QObject):
    """Leaves the wheel to the pane around a control that was not clicked or tabbed into.

    Qt gives boxes the focus at a notch of the wheel, and with it a value that nobody wanted. To have the focus is not
    enough either: a dialog gives it to its first box when it opens.
    """

    def __init__(self, control: QWidget) -> None:
        super().__init__(control)
        self._control = control
        self._chosen = False
        if control.focusPolicy() is Qt.FocusPolicy.WheelFocus:
            control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice how the focus comes, and keep the wheel off without it."""
        kind = event.type()
        if kind is QEvent.Type.MouseButtonPress:
            self._chosen = True
        elif isinstance(event, QFocusEvent) and event.gotFocus():
            # The list of a box gives the focus back as it was. A dialog that opens pretends that its first box was
            # tabbed into, before that has the focus.
            if event.reason() is not Qt.FocusReason.PopupFocusReason:
                self._chosen = event.reason() in _CHOSEN_BY and self._control.hasFocus()
        elif kind is QEvent.Type.Wheel and not (self._chosen and self._control.hasFocus()):
            event.ignore()
            return True
        return False


class WheelSafeComboBox(QComboBox):
    """A combo box that only the wheel of who has chosen it turns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Qt's own for lists of boxes knows no style sheet, and paints the entry under the pointer white on white.
        self.setItemDelegate(QStyledItemDelegate(self))
        _WheelGuard(self)


class WheelSafeSpinBox(QSpinBox):
    """A spin box that only the wheel of who has chosen it turns; it leaves undoing to the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _WheelGuard(self)

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undo and redo to the window: what is undone there is the setting."""
        if event.type() is QEvent.Type.ShortcutOverride and _is_undo(event):
            event.ignore()
            return True
        return super().event(event)


class WheelSafeDoubleSpinBox(QDoubleSpinBox):
    """A spin box of numbers with decimals that only the wheel of who has chosen it turns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _WheelGuard(self)


class WheelSafeDateEdit(QDateEdit):
    """A field for a date, with a calendar, that only the wheel of who has chosen it turns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if "yyyy" not in self.displayFormat():
            # A year of two digits would not tell births from purchases.
            self.setDisplayFormat(self.displayFormat().replace("yy", "yyyy"))
        self.setCalendarPopup(True)
        calendar = self.calendarWidget()
        # Qt's red of week-ends can hardly be read, and its names of days are cut.
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, QTextCharFormat())
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        _WheelGuard(self)


class WheelSafeTabBar(QTabBar):
    """Tabs that only the wheel of who has chosen them turns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _WheelGuard(self)


class WheelSafeTabWidget(QTabWidget):
    """Pages under tabs that only the wheel of who has chosen them turns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabBar(WheelSafeTabBar(self))


WHEEL_SAFE = (WheelSafeComboBox, WheelSafeSpinBox, WheelSafeDoubleSpinBox, WheelSafeDateEdit, WheelSafeTabBar)
"""Everything of the window that the wheel may change."""


def _is_undo(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and QKeySequence(event.keyCombination()) in _UNDO_AND_REDO
