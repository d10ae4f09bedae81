"""How long a run goes on after it was told to stop, at many moments of it.

    python -m tests.benchmarks.cancelling [FILE] [--every SECONDS] [--method auto] [--k auto]

Runs the main job again and again on a file (by default 100,000 customers of ten columns), and stops it a little later
each time: reading, segmenting and delivering. Prints for each stage the longest time until nothing goes on any more,
which is to be under 2 seconds.
"""

import argparse
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from segdesk.delivery.deliver import deliver
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import Cancelled
from segdesk.io.reading import read_table
from segdesk.messages import Message
from tests.benchmarks.main_job import make_file

MOST_S = 2.0
ROWS = 100_000


class StopAfter:
    """A progress that stops the work at a moment, and knows which stage that was in."""

    def __init__(self, seconds: float) -> None:
        self._stop_at = time.perf_counter() + seconds
        self.stage = "(beginning)"

    def __call__(self, stage: Message, done: float) -> None:
        """Take note of the stage; stop if it is time."""
        if time.perf_counter() >= self._stop_at:
            raise Cancelled
        self.stage = f"{stage} {done:.0%}"

    def gone_on(self) -> float:
        """Return the seconds since the work was to stop."""
        return time.perf_counter() - self._stop_at


def stopped_after(seconds: float, file: Path, settings: Mapping[str, object]) -> tuple[str, float] | None:
    """Return in which stage a run was stopped and for how long it went on; None where it had ended by then."""
    progress, threads = StopAfter(seconds), threading.active_count()
    with tempfile.TemporaryDirectory() as name:
        try:
            table = read_table(file, progress=progress)
            segmentation = segment(table, Recipe().with_settings(dict(settings)), progress)
            deliver(segmentation, Path(name) / "out", formats=["csv"], progress=progress)
        except Cancelled:
            # What was left behind goes on in threads of its own.
            while threading.active_count() > threads:
                time.sleep(0.01)
            return progress.stage, progress.gone_on()
    return None


def main() -> None:
    """Stop at every moment, and print the longest time by stage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--every", type=float, default=0.5)
    parser.add_argument("--method", default="auto")
    parser.add_argument("--k", default="auto")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        file = wanted.file or Path(name) / "customers.csv"
        if wanted.file is None:
            make_file(file, ROWS)
        settings = {"method": wanted.method, "k": wanted.k}
        slowest: dict[str, tuple[float, float]] = {}
        moment = wanted.every
        while (stopped := stopped_after(moment, file, settings)) is not None:
            stage, seconds = stopped
            slowest[stage] = max(slowest.get(stage, (0.0, 0.0)), (seconds, moment))
            moment += wanted.every
    for stage, (seconds, moment) in slowest.items():
        late = "  TOO LONG" if seconds > MOST_S else ""
        print(f"{seconds:6.2f} s  stopped after {moment:5.1f} s, in {stage}{late}")


if __name__ == "__main__":
    main()
