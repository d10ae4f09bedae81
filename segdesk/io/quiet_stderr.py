"""Libraries that print past Python: a panic of Rust writes lines for programmers before it becomes an exception."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_STDERR = 2


class _State:
    """How many blocks are silent now, and where the words went before; the descriptor belongs to the process."""

    lock = threading.Lock()
    depth = 0
    kept = -1


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """Let nothing reach the terminal that is written to the descriptor itself within the block."""
    with _State.lock:
        if _State.depth == 0:
            _State.kept = _silenced()
        _State.depth += 1
    try:
        yield
    finally:
        with _State.lock:
            _State.depth -= 1
            if _State.depth == 0 and _State.kept >= 0:
                os.dup2(_State.kept, _STDERR)
                os.close(_State.kept)


def _silenced() -> int:
    """Turn the descriptor to nowhere and return a copy of what it was; -1 where a window has none."""
    try:
        kept = os.dup(_STDERR)
    except OSError:
        return -1
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STDERR)
    os.close(nowhere)
    return kept
