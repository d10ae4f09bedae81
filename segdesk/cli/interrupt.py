"""Ctrl-C that is never lost, and SIGTERM that cleans up like it.

Python raises `KeyboardInterrupt` wherever it happens to be. Inside a destructor or a callback of the import system
nothing can be raised: Python prints a traceback there and goes on as if nobody had pressed a key. So the key is also
remembered, and the next report of progress stops the work. Whoever ends the program by SIGTERM, a scheduler or a
service, finds nothing half written either.
"""

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType
from typing import TYPE_CHECKING

from segdesk.errors import Cancelled

if TYPE_CHECKING:
    from sys import UnraisableHookArgs


class _Key:
    """Whether Ctrl-C was pressed, or SIGTERM came; signals belong to the process, so there is one."""

    pressed = False


@contextlib.contextmanager
def remembered_interrupts() -> Iterator[None]:
    """Remember both signals inside the block; outside of the main thread, and where one is ignored, do nothing."""
    usual = {signal.SIGINT: signal.default_int_handler, signal.SIGTERM: signal.SIG_DFL}
    ours = {each: handler for each, handler in usual.items() if signal.getsignal(each) is handler}
    if not ours or threading.current_thread() is not threading.main_thread():
        yield
        return
    for each in ours:
        signal.signal(each, _remember)
    hook = sys.unraisablehook
    sys.unraisablehook = _without_interrupts
    try:
        yield
    finally:
        sys.unraisablehook = hook
        for each, handler in ours.items():
            signal.signal(each, handler)
        _Key.pressed = False


def stop_if_interrupted() -> None:
    """Raise `Cancelled` if a signal came and got lost."""
    if _Key.pressed:
        raise Cancelled


def _remember(number: int, frame: FrameType | None) -> None:
    _Key.pressed = True
    raise KeyboardInterrupt


def _without_interrupts(told: "UnraisableHookArgs") -> None:
    if not isinstance(told.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(told)
