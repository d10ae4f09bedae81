"""How long a run says nothing of its progress, stage by stage.

    python tests/benchmarks/silence.py [FILE ...]

Reads, segments and delivers the given files, by default those of `small_runs.py`, and prints the longest silence inside
each stage, which is to stay under 2 seconds.
"""

import sys
import tempfile
import time
from pathlib import Path

from segdesk.delivery.deliver import deliver
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.recipe import Recipe
from segdesk.io.reading import read_table
from segdesk.messages import Message
from tests.benchmarks.small_files import small_files

MOST_S = 2.0


class Silences:
    """A listener that keeps the longest silence after each thing that was said."""

    def __init__(self) -> None:
        self.longest: dict[str, float] = {}
        self._said, self._since = "(beginning)", time.perf_counter()

    def __call__(self, stage: Message, done: float) -> None:
        """Take note of what is said."""
        now = time.perf_counter()
        silence = now - self._since
        self.longest[self._said] = max(silence, self.longest.get(self._said, 0.0))
        self._said, self._since = str(stage), now


def silences(file: Path, folder: Path) -> dict[str, float]:
    """Run the main job on a file and return the longest silence by the stage said before it."""
    listener = Silences()
    table = read_table(file, progress=listener)
    segmentation = segment(table, Recipe(), listener)
    deliver(segmentation, folder, overwrite=True, progress=listener)
    return listener.longest


def main() -> None:
    """Print the longest silences."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = {word: Path(word) for word in sys.argv[1:]} or small_files(folder)
        for what, file in files.items():
            print(what)
            for stage, longest in silences(file, folder / "out").items():
                print(f"  {longest:6.2f} s  {stage}{'  TOO LONG' if longest > MOST_S else ''}")


if __name__ == "__main__":
    main()
