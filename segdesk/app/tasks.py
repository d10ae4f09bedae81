"""Background work, in one place: what is slow runs in a lane, and only a lane's newest job may speak."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from segdesk.errors import Cancelled
from segdesk.messages import Message, current_language, use_language
from segdesk.progress import Progress

log = logging.getLogger(__name__)

# The window has painted what it was told after this long; a worker waits no longer for it than so many seconds.
_PAINTED_MS, _MOST_REST_S = 60, 1.0

# A job gets the progress to report to and returns its result; one that has something to tell before that gets to whom.
Tell = Callable[[Any], None]
Work = Callable[[Progress], Any] | Callable[[Progress, Tell], Any]


@dataclass(eq=False)
class _Job:
    """One piece of work under way, and who is to hear of it."""

    name: str
    work: Work
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    first: Callable[[Any], None] | None
    owner: QObject
    stop: Event = field(default_factory=Event)
    seen: Event = field(default_factory=Event)
    begun: float = field(default_factory=time.monotonic)

    def end(self) -> None:
        """Have it stop at its next report, and wait for nobody."""
        self.stop.set()
        self.seen.set()


class Lane(QObject):
    """One kind of background work: jobs run one after the other, and a new one replaces the one before.

    Whatever a replaced or cancelled job still says is dropped, so no stale result is ever shown.

    Parameters
    ----------
    executor : Executor
        Of one thread. Tests pass one that calls at once.
    """

    progressed = Signal(object, float)
    """The stage as a `Message`, and the share done, 0 to 1."""
    failed = Signal(Exception)
    """The job raised, and whoever started it did not ask to be told alone."""
    busy_changed = Signal(bool)
    dropped = Signal()
    """The job under way gives no result: it was cancelled or replaced, or it failed."""
    _posted = Signal(object, str, object)

    def __init__(self, executor: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = executor
        self._job: _Job | None = None
        # Across threads the connection is queued: the slot runs on the thread of the window.
        self._posted.connect(self._deliver)

    @property
    def is_busy(self) -> bool:
        """Whether a job is under way that has not been cancelled."""
        return self._job is not None

    @property
    def job_name(self) -> str | None:
        """Name of the job under way."""
        return None if self._job is None else self._job.name

    @property
    def seconds(self) -> float:
        """Since the job under way began; 0 without one."""
        return 0.0 if self._job is None else time.monotonic() - self._job.begun

    def start(
        self,
        name: str,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        first: Callable[[Any], None] | None = None,
        owner: QObject,
    ) -> None:
        """Drop the job under way and run `work(progress)` in the background, or `work(progress, tell)`.

        Parameters
        ----------
        name : str
            What kind of job it is.
        work : callable
            Called on the lane's thread; touches no widget.
        done : callable
            Called with the result on the window's thread, unless the job was cancelled or replaced.
        failed : callable, optional
            Called with the exception instead of `Lane.failed`.
        first : callable, optional
            Called, as `done` is, with what the work tells before it returns; without it the work is not asked to.
        owner : QObject
            Whose `done`, `failed` and `first` are; they are not called once it is gone. A lane outlives the pages and
            dialogs that use it: a change of the language makes a new window while a job goes on.
        """
        was_busy = self.is_busy
        if self._job is not None:
            self._job.end()
        job = self._job = _Job(name, work, done, failed, first, owner)
        if was_busy:
            self.dropped.emit()
        else:
            self.busy_changed.emit(True)
        self._executor.submit(self._run, job, current_language())

    def cancel(self) -> None:
        """Forget the job under way; its thread stops at its next report of progress."""
        if self._job is None:
            return
        self._job.end()
        self._job = None
        self.dropped.emit()
        self.busy_changed.emit(False)

    def _run(self, job: _Job, language: str) -> None:
        """Do the job, on the lane's thread."""

        def progress(stage: Message, fraction: float) -> None:
            if job.stop.is_set():
                raise Cancelled
            self._posted.emit(job, "progress", (stage, fraction))

        def tell(first: Any) -> None:
            if job.stop.is_set():
                raise Cancelled
            self._posted.emit(job, "first", first)
            # Python's threads hinder each other: while the window lays out and paints what it was told, this one rests.
            job.seen.wait(_MOST_REST_S)
            job.seen.clear()

        if job.stop.is_set():
            return
        try:
            with use_language(language):
                told = () if job.first is None else (tell,)
                self._posted.emit(job, "done", job.work(progress, *told))
        except Cancelled:
            log.debug("job %s was cancelled", job.name)
        except Exception as error:
            log.debug("job %s failed", job.name, exc_info=True)
            self._posted.emit(job, "failed", error)

    @Slot(object, str, object)
    def _deliver(self, job: _Job, kind: str, payload: Any) -> None:
        """Pass on what a job says, on the window's thread."""
        if job is not self._job:
            return
        if kind == "progress":
            self.progressed.emit(*payload)
            return
        is_wanted = isValid(job.owner)
        if kind == "first":
            if is_wanted and job.first is not None:
                job.first(payload)

            def painted() -> None:
                job.seen.set()

            # The job may be gone by then. Qt keeps no object whose method it is to call; the closure keeps the job.
            QTimer.singleShot(_PAINTED_MS, self, painted)
            return
        self._job = None
        if kind == "failed" or not is_wanted:
            self.dropped.emit()
        self.busy_changed.emit(False)
        if not is_wanted:
            log.debug("whoever wanted job %s is gone", job.name)
        elif kind == "done":
            job.done(payload)
        elif job.failed is not None:
            job.failed(payload)
        else:
            self.failed.emit(payload)
