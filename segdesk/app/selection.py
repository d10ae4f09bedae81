"""The one selection of customers that table, charts and list of segments share."""

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    # The selection is there before the window shows, NumPy is loaded behind it.
    import numpy as np
    import numpy.typing as npt

    Rows = npt.NDArray[np.bool_]


class Gesture(Enum):
    """What a click or a drag does to what is selected."""

    REPLACE = "replace"
    ADD = "add"
    TOGGLE = "toggle"

    @classmethod
    def of(cls, modifiers: Qt.KeyboardModifier) -> "Gesture":
        """Return what the keys held down ask for: Shift adds, Ctrl toggles."""
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            return cls.ADD
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            return cls.TOGGLE
        return cls.REPLACE


class Selection(QObject):
    """Which customers are selected: a mask with one entry per row of the table, or nothing."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Rows | None = None

    @property
    def rows(self) -> "Rows | None":
        """Mask of the selected rows, None where nothing is selected."""
        return self._rows

    @property
    def count(self) -> int:
        """Number of selected customers."""
        return 0 if self._rows is None else int(self._rows.sum())

    def select(self, rows: "Rows", gesture: Gesture = Gesture.REPLACE) -> None:
        """Select rows, or add or toggle them."""
        if self._rows is None or gesture is Gesture.REPLACE or len(rows) != len(self._rows):
            new = rows.copy()
        elif gesture is Gesture.ADD:
            new = self._rows | rows
        else:
            # A group that is selected as a whole is taken off, another one is added as a whole.
            new = self._rows & ~rows if self._rows[rows].all() else self._rows | rows
        self._set(new if new.any() else None)

    def clear(self) -> None:
        """Select nothing."""
        self._set(None)

    def _set(self, rows: "Rows | None") -> None:
        if rows is None and self._rows is None:
            return
        if (
            rows is not None
            and self._rows is not None
            and len(rows) == len(self._rows)
            and (rows == self._rows).all()
        ):
            return
        self._rows = rows
        self.changed.emit()
