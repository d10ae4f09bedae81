"""Several kinds of small jobs on one lane: the newest of each kind, one after the other."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from segdesk.app.tasks import Lane, Work


@dataclass(frozen=True, eq=False)
class _Job:
    name: str
    work: Work
    done: Callable[[Any], None]
    owner: QObject | None


class JobQueue(QObject):
    """Jobs that must not push each other aside, as those of a lane would.

    A job replaces an earlier one of its name; it waits for one of another name.

    Parameters
    ----------
    lane : Lane
        That nothing else uses.
    """

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._current: str | None = None
        self._waiting: dict[str, _Job] = {}

    def run(self, name: str, work: Work, done: Callable[[Any], None], owner: QObject | None = None) -> None:
        """Do `work(progress)` in the background, then `done(result)` here; errors go to the lane's `failed`.

        Nothing is said to an `owner` that is gone by then.
        """
        job = _Job(name, work, done, owner)
        # Whoever cancels the lane from outside, as the window does when it closes, leaves nothing to wait for.
        if self._current in (None, name) or not self._lane.is_busy:
            self._start(job)
        else:
            self._waiting[name] = job

    def forget(self) -> None:
        """Drop all jobs: what they were about is gone."""
        self._waiting.clear()
        self._current = None
        self._lane.cancel()

    def _start(self, job: _Job) -> None:
        self._current = job.name

        def done(result: Any) -> None:
            self._current = None
            if job.owner is None or isValid(job.owner):
                job.done(result)
            self._next()

        def failed(error: Exception) -> None:
            self._current = None
            self._lane.failed.emit(error)
            self._next()

        self._lane.start(job.name, job.work, done, failed, owner=self)

    def _next(self) -> None:
        if self._current is None and self._waiting:
            self._start(self._waiting.pop(next(iter(self._waiting))))
