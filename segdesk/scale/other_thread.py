"""Work that waits for others, on a thread of its own: whoever wants it stopped need not wait as well."""

from collections.abc import Callable, Generator
from contextlib import closing
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import TypeVar

from segdesk.errors import Cancelled

Item = TypeVar("Item")
Look = Callable[[], None]

# How often whoever waits hears whether to stop.
_SECONDS = 0.1
# How long the thread may take to let go of what it holds before nobody waits for it any more.
_TO_CLEAR_UP = 0.5


def from_other_thread(
    make: Callable[[Look], Generator[Item]], alive: Callable[[], None], take_back: Callable[[], None]
) -> Generator[Item]:
    """Yield what a generator yields that runs on a thread of its own, one item ahead.

    Parameters
    ----------
    make : callable
        Returns the generator, given what it may call to be stopped from within. It is closed on its own thread, as
        soon as what it waits for comes.
    alive : callable
        Called all the while; what it raises ends the work here.
    take_back : callable
        Called when the work ends before all items are there: may ask whoever the thread waits for to stop.
    """
    ready: Queue[Item | _End] = Queue(1)
    is_over = Event()

    def look() -> None:
        if is_over.is_set():
            raise Cancelled

    # A daemon: a server that never answers must not keep the program from ending.
    thread = Thread(target=_run, args=(make, look, ready, is_over), name="segdesk-database", daemon=True)
    thread.start()
    try:
        yield from _awaited(ready, alive)
    except BaseException:
        is_over.set()
        if thread.is_alive():
            take_back()
            thread.join(_TO_CLEAR_UP)
        raise
    thread.join()


def _awaited(ready: "Queue[Item | _End]", alive: Callable[[], None]) -> Generator[Item]:
    """Yield items until the end."""
    while True:
        try:
            item = ready.get(timeout=_SECONDS)
        except Empty:
            alive()
            continue
        if not isinstance(item, _End):
            yield item
        elif item.error is not None:
            raise item.error
        else:
            return


class _End:
    """The end of what is handed over, and the error that is the reason."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


def _run(
    make: Callable[[Look], Generator[Item]], look: Look, ready: "Queue[Item | _End]", is_over: Event
) -> None:
    error: BaseException | None = None
    try:
        with closing(make(look)) as items:
            for item in items:
                _hand_over(item, ready, is_over)
                look()
    except BaseException as raised:  # whoever waits raises it
        error = raised
    _hand_over(_End(error), ready, is_over)


def _hand_over(item: "Item | _End", ready: "Queue[Item | _End]", is_over: Event) -> None:
    """Wait until there is room, unless nobody wants it any more."""
    while not is_over.is_set():
        try:
            ready.put(item, timeout=_SECONDS)
        except Full:
            continue
        return
