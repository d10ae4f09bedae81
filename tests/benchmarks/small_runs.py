"""How long whole processes take on small files, beyond what Python itself takes to start.

    python tests/benchmarks/small_runs.py [TIMES]

Prints for `segdesk run` on each small file, for `segdesk inspect` and `segdesk --help` the least and the median seconds
of TIMES (3) processes, less those of `python -c pass`, and the most that they are to take on a quiet machine.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.small_files import small_files

MOST = {"200 x 10": 3.5, "sample": 5.0, "10,000 x 24 mixed": 8.0, "10,000 x 86 codes": 15.0}
MOST_INSPECT, MOST_HELP = 1.0, 0.15
ROOT = Path(__file__).parents[2]


def seconds(words: Sequence[str], times: int) -> list[float]:
    """Return the seconds of each of so many processes `python WORDS`, after one that keeps what Python compiles."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(ROOT)
    taken = []
    for _ in range(times + 1):
        begun = time.perf_counter()
        subprocess.run([sys.executable, *words], check=True, capture_output=True, env=environment)
        taken.append(time.perf_counter() - begun)
    return taken[1:]


def main() -> None:
    """Time the processes and print them."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = small_files(folder)
        plain = statistics.median(seconds(["-c", "pass"], max(times, 5)))
        segdesk = ["-m", "segdesk"]
        small = str(files["200 x 10"])
        jobs = {
            "--help": ([*segdesk, "--help"], MOST_HELP),
            "inspect 200 x 10": ([*segdesk, "inspect", small], MOST_INSPECT),
        }
        for what, file in files.items():
            words = [*segdesk, "run", str(file), "--out", str(folder / "out"), "--overwrite", "--quiet"]
            jobs[f"run {what}"] = (words, MOST[what])
        print(f"{'python -c pass':24} {plain:7.2f} s; beyond it:")
        for what, (words, most) in jobs.items():
            beyond = [each - plain for each in seconds(words, times)]
            print(f"{what:24} {min(beyond):7.2f} s  {statistics.median(beyond):7.2f} s  at most {most:g} s")


if __name__ == "__main__":
    main()
