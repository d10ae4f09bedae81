"""Ctrl-C that is never lost.

Python raises `KeyboardInterrupt` wherever it happens to be. Inside a destructor or a callback of the import system
nothing can be raised: Python prints a traceback there and goes on as if nobody had pressed a key. So the key is also
remembered, and the next report of progress stops the work.
"""

import contextlib
import signal
import sys
from collections.abc import Iterator
from types import FrameType
from typing import TYPE_CHECKING

from segdesk.errors import Cancelled

if TYPE_CHECKING:
    from sys import UnraisableHookArgs


class _Key:
    """Whether Ctrl-C was pressed; signals belong to the process, so there is one."""

    pressed = False


@contextlib.contextmanager
def remembered_interrupts() -> Iterator[None]:
    """Remember Ctrl-C inside the block; outside of the main thread, and where it is ignored, do nothing."""
    try:
        before = signal.getsignal(signal.SIGINT)
        if before is not signal.default_int_handler:
            yield
            return
        signal.signal(signal.SIGINT, _remember)
    except ValueError:
        yield
        return
    hook = sys.unraisablehook
    sys.unraisablehook = _without_interrupts
    try:
        yield
    finally:
        sys.unraisablehook = hook
        signal.signal(signal.SIGINT, before)
        _Key.pressed = False


def stop_if_interrupted() -> None:
    """Raise `Cancelled` if Ctrl-C was pressed and got lost."""
    if _Key.pressed:
        raise Cancelled


def _remember(number: int, frame: FrameType | None) -> None:
    _Key.pressed = True
    raise KeyboardInterrupt


def _without_interrupts(told: "UnraisableHookArgs") -> None:
    if not isinstance(told.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(told)
