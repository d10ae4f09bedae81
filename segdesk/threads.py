"""Parallel work in threads, with one BLAS and OpenMP thread inside each task.

Sums that several threads share come out differently in the last digits from run to run, and small fits get slower by
them. So every fit runs on one thread, and several fits run side by side. Processes are never started: a frozen program
would start itself again.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from typing import TypeVar

from threadpoolctl import ThreadpoolController

from segdesk.messages import Message, current_language, use_language
from segdesk.progress import Progress, silent

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


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
) -> list[Outcome]:
    """Apply `work` to every item, several at a time, and return the outcomes in the order of the items.

    `progress` is called on the calling thread after each item; when it raises, items that have not begun are dropped
    and those under way are waited for.
    """
    workers = max(1, min(len(items), available_cores()))
    language = current_language()
    # OpenMP keeps its thread count per thread, so each worker sets its own.
    controller = ThreadpoolController()

    def begin() -> None:
        controller.limit(limits=1)

    def run(item: Item) -> Outcome:
        with use_language(language):
            return work(item)

    with ThreadPoolExecutor(workers, initializer=begin) as pool:
        tasks = [pool.submit(run, item) for item in items]
        try:
            for done, task in enumerate(as_completed(tasks), start=1):
                task.result()
                progress(stage, done / len(items))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return [task.result() for task in tasks]


def available_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
