"""Progress on standard error: a bar with stage and time left on a terminal, one line per stage otherwise."""

import sys
import time
from typing import TYPE_CHECKING, TextIO

from segdesk.cli.interrupt import stop_if_interrupted
from segdesk.cli.printing import printable
from segdesk.messages import Message, say

if TYPE_CHECKING:
    from segdesk.engine.estimate.estimate import Estimate

BAR = 24
REDRAW_SECONDS = 0.1
ESTIMATE_AFTER_SECONDS = 3.0


class ProgressLine:
    """A `Progress` that prints. Use it as a context manager, so that the bar is wiped at the end.

    Parameters
    ----------
    stream : TextIO
        Standard error.
    wanted : bool
        False prints nothing.
    """

    def __init__(self, stream: TextIO | None = None, wanted: bool = True) -> None:
        self._stream = stream if stream is not None else sys.stderr
        self._wanted = wanted
        self._bar = wanted and self._stream.isatty()
        self._begun = time.monotonic()
        self._drawn = 0.0
        self._stage = ""

    def __enter__(self) -> "ProgressLine":
        return self

    def __exit__(self, *details: object) -> None:
        if self._bar and self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def __call__(self, stage: Message, fraction: float) -> None:
        """Show the stage and the share of the whole job that is done; stop where the user asked for it."""
        stop_if_interrupted()
        if not self._wanted:
            return
        words = printable(stage)
        if not self._bar:
            if words != self._stage:
                self._stream.write(f"{words}\n")
                self._stream.flush()
            self._stage = words
            return
        now = time.monotonic()
        if words == self._stage and now - self._drawn < REDRAW_SECONDS:
            return
        self._stage, self._drawn = words, now
        full = round(BAR * min(max(fraction, 0.0), 1.0))
        self._stream.write(
            f"\r\x1b[K[{'#' * full}{'.' * (BAR - full)}] {fraction:4.0%}  {words}{self._time_left(now, fraction)}"
        )
        self._stream.flush()

    def foretell(self, estimate: "Estimate") -> None:
        """Say beforehand what heavy work will take."""
        from segdesk.engine.estimate.what_fits import is_heavy  # noqa: PLC0415 - loaded with the work itself

        if not self._wanted or not is_heavy(estimate):
            return
        wiped = "\r\x1b[K" if self._bar and self._drawn else ""
        self._stream.write(f"{wiped}{printable(estimate.sentence)}\n")
        self._stream.flush()

    def _time_left(self, now: float, fraction: float) -> str:
        spent = now - self._begun
        if spent < ESTIMATE_AFTER_SECONDS or not 0.02 < fraction < 1:
            return ""
        left = round(spent / fraction - spent)
        minutes, seconds = divmod(left, 60)
        return printable(say(", about {time} left", time=f"{minutes}:{seconds:02d}"))
