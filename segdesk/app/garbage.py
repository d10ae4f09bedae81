"""Collecting garbage on the window's thread only.

Python collects on whatever thread happens to allocate, and what it finds may hold widgets, such as those of the window
before a change of the language: Qt's objects must go on the thread that they live on, or the program dies.
"""

import gc

from PySide6.QtCore import QObject, QTimer

# Milliseconds between two looks at how much there is to look through.
_EVERY = 500
_OLDEST = 2


class GarbageCollection(QObject):
    """Collects by Python's own thresholds, from `begin` on, on the thread that it was made on.

    From its making on nothing is collected by itself, on any thread, until `end`.

    Parameters
    ----------
    parent : QObject
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.collect_due)

    def begin(self) -> None:
        """Collect from now on."""
        self._timer.start()

    def end(self) -> None:
        """Collect all there is, and leave the rest to Python."""
        self._timer.stop()
        gc.collect()
        gc.enable()

    def collect_due(self) -> None:
        """Collect the oldest generation of which there is more than its threshold, with the younger ones."""
        due = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        for generation in range(_OLDEST, -1, -1):
            if due[generation]:
                gc.collect(generation)
                return
