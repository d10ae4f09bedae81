"""How long the program takes to show itself and to be of use: for whoever measures it, and silent otherwise."""

import os
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

VARIABLE = "SEGDESK_START_TIMES"
"""Names a file; into it go the moments, in seconds of the system's clock, when the window was painted and ready."""


class StartTimes(QObject):
    """Writes down when a window is first painted, if somebody asked for it.

    Parameters
    ----------
    window : QWidget
        Not shown yet.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        if os.environ.get(VARIABLE):
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Wait for the first paint; the moment is when it is over."""
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self, lambda: write_moment("painted"))
        return False


def write_moment(what: str) -> None:
    """Add a moment to the file that the environment names, if it names one."""
    target = os.environ.get(VARIABLE)
    if target:
        with Path(target).open("a", encoding="utf-8") as log:
            log.write(f"{what} {time.time():.3f}\n")
