"""What nobody holds any more goes on the window's thread, whoever makes work for the collector."""

import gc
import threading
import weakref

import pytest

from segdesk.app.garbage import GarbageCollection


class Circle:
    """Something that only the collector frees."""

    def __init__(self):
        self.itself = self


def freed_on(threads: list[int]) -> None:
    """Leave a circle behind, and note the thread that frees it."""
    weakref.finalize(Circle(), lambda: threads.append(threading.get_ident()))


def many_circles(progress) -> None:
    """Make more of them than any threshold."""
    for _ in range(3 * gc.get_threshold()[0]):
        Circle()


@pytest.fixture
def loaded(drive):
    """Return a window behind which all is loaded: what there is before is never collected."""
    drive.until(lambda: drive.desk._garbage._timer.isActive() and not drive.controller.lanes.work.is_busy)
    drive.settle()
    return drive


def run(drive, work) -> None:
    """Run a job to its end."""
    done: list[object] = []
    drive.controller.lanes.work.start("garbage", work, done.append, owner=drive.controller)
    drive.until(lambda: done)


def test_a_job_that_makes_garbage_frees_nothing_of_the_window(loaded):
    threads: list[int] = []
    freed_on(threads)
    run(loaded, many_circles)
    loaded.until(lambda: threads)
    assert threads == [threading.main_thread().ident]


def test_a_window_that_gave_way_to_another_language_goes_on_its_own_thread(loaded):
    loaded.controller.language_wanted.emit("de")
    loaded.settle()
    earlier = weakref.ref(loaded.window)
    loaded.controller.language_wanted.emit("en")
    loaded.settle()
    seen = []

    def work(progress):
        many_circles(progress)
        seen.append(earlier() is None)

    run(loaded, work)
    assert seen == [False]
    loaded.until(lambda: earlier() is None)


def test_python_collects_by_itself_before_and_after(qapp):
    assert gc.isenabled()
    collection = GarbageCollection(qapp)
    assert not gc.isenabled()
    threads: list[int] = []
    freed_on(threads)
    collection.end()
    assert threads
    assert gc.isenabled()
    collection.deleteLater()
