"""Parallel work in threads, with one BLAS and OpenMP thread inside each task.

Sums that several threads share come out differently in the last digits from run to run, and small fits get slower by
them. So every fit runs on one thread, and several fits run side by side. Processes are never started: a frozen program
would start itself again.
"""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from threadpoolctl import ThreadpoolController

from segdesk.errors import Cancelled
from segdesk.messages import Message, current_language, use_language
from segdesk.progress import Progress, silent

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

# Whoever waits for work hears of it, and can stop it, so often at least.
BEAT_S = 0.5
# Fits of no more rows than this are Python between short calls: threads that hand its lock to and fro take a third
# longer than one that keeps it.
SHORT_CALL_ROWS = 2_500
# Set when the work on this thread, which is an item of work in parallel, should stop.
_stop: ContextVar[threading.Event] = ContextVar("stop")


@contextmanager
def single_threaded() -> Iterator[None]:
    """Let numerical libraries use one thread inside the block, whatever the machine has."""
    with ThreadpoolController().limit(limits=1):
        yield


def in_parallel(
    work: Callable[[Item], Outcome],
    items: Sequence[Item],
    stage: Message,
    progress: Progress = silent,
    *,
    workers: int | None = None,
) -> list[Outcome]:
    """Apply `work` to every item, several at a time, and return the outcomes in the order of the items.

    So many as there are cores, and `workers` at most.

    `progress` is called on the calling thread after each item, and every half second in any case; when it raises, items
    that have not begun are dropped and those under way are waited for. Where an item is work in parallel itself, that
    stops in the same way.
    """
    most = available_cores() if workers is None else workers
    language = current_language()
    stop, of_caller = threading.Event(), _stop.get(None)
    # OpenMP keeps its thread count per thread, so each worker sets its own.
    controller = ThreadpoolController()

    def begin() -> None:
        controller.limit(limits=1)

    def run(item: Item) -> Outcome:
        _stop.set(stop)
        with use_language(language):
            return work(item)

    with ThreadPoolExecutor(max(1, min(len(items), most)), initializer=begin) as pool:
        tasks = [pool.submit(run, item) for item in items]
        try:
            for share in _shares_done(tasks):
                if of_caller is not None and of_caller.is_set():
                    raise Cancelled
                progress(stage, share)
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return [task.result() for task in tasks]


def _shares_done(tasks: Sequence[Future[Outcome]]) -> Iterator[float]:
    """Yield the share of tasks that are done after each of them, and in between every half second.

    The error of a task that failed is raised.
    """
    done, waiting = 0, set(tasks)
    while waiting:
        finished, waiting = wait(waiting, BEAT_S, FIRST_COMPLETED)
        for task in finished:
            task.result()
            done += 1
            yield done / len(tasks)
        if not finished:
            yield done / len(tasks)


def in_background(work: Callable[[], Outcome], stage: Message, progress: Progress = silent) -> Outcome:
    """Return what `work` gives, which takes seconds and tells nothing: `progress` is called every half second.

    When that raises, the work is waited for; it ends at once where it is in parallel itself or calls `stop_if_asked`.
    """
    return in_parallel(lambda _: work(), (None,), stage, progress)[0]


def stop_if_asked() -> None:
    """Raise `Cancelled` if the work in parallel that this is a part of was stopped."""
    stop = _stop.get(None)
    if stop is not None and stop.is_set():
        raise Cancelled


def left_behind_if_stopped(
    work: Callable[[], Outcome], stage: Message, progress: Progress = silent
) -> Outcome:
    """Return what `work` gives, which can't be stopped: when `progress` raises, it goes on by itself until it is done.

    `progress` is called every half second. For calls of other libraries that take seconds and let other threads run.
    """
    of_caller, language = _stop.get(None), current_language()
    outcome: Future[Outcome] = Future()

    def run() -> None:
        ThreadpoolController().limit(limits=1)
        try:
            with use_language(language):
                outcome.set_result(work())
        except BaseException as error:
            outcome.set_exception(error)

    # Unlike a pool's, such a thread doesn't keep the program from ending.
    threading.Thread(target=run, daemon=True).start()
    while not wait([outcome], BEAT_S).done:
        if of_caller is not None and of_caller.is_set():
            raise Cancelled
        progress(stage, 0.0)
    return outcome.result()


def workers_for_short_calls(n_rows: int) -> int | None:
    """Return how many threads fits that are Python between calls gain by, with so many rows; None for any number."""
    return 1 if n_rows <= SHORT_CALL_ROWS else None


def available_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
