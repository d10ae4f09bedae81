"""How time and memory of a run grow with rows and with columns.

    python -m tests.benchmarks.cost_curves [--rows N ...] [--columns N ...] [--method auto]

Runs `segdesk run` (k open, stability, charts, report, the labeled CSV) as processes of their own, on ten columns with
ever more rows and on 10,000 rows with ever more columns. Prints for each the seconds of the processor and of the clock,
those of the stages (of the clock), and the most memory; below each curve the slopes, log against log, from 10,000 rows
or from the second number of columns on. Each is to stay at 1.1 or less. What every process takes is part of the curve:
below the slopes stand those of what goes beyond the smallest table.
"""

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tests.benchmarks.main_job import make_file
from tests.benchmarks.processes import measured

MOST_SLOPE = 1.1
ROWS = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
COLUMNS = (5, 10, 20, 50, 100, 200)
STAGES = ("read", "understand", "prepare", "scan", "explain", "write")


def taken(rows: int, columns: int, method: str) -> dict[str, float]:
    """Run segdesk on a table of that size and return seconds and memory by what took them."""
    with tempfile.TemporaryDirectory() as name:
        file, out = Path(name) / "customers.csv", Path(name) / "out"
        make_file(file, rows, columns)
        found = measured(["-m", "segdesk", "run", file, "--method", method, "--formats", "csv", "--out", out])
        summary = json.loads((out / "summary.json").read_text("utf-8"))
    seconds = {stage: summary["seconds"].get(stage, 0.0) for stage in STAGES}
    return {"processor": found.processor, "wall": found.seconds, **seconds, "MB": found.megabytes}


def print_curve(what: str, sizes: Sequence[int], lines: Sequence[dict[str, float]], since: int) -> None:
    """Print a curve as a table, and its slopes from the size `since` on."""
    names = list(lines[0])
    print(f"| {what} | {' | '.join(names)} |\n|{'---|' * (len(names) + 1)}")
    for size, line in zip(sizes, lines, strict=True):
        print(f"| {size:,} | {' | '.join(f'{line[name]:.1f}' for name in names)} |")
    far = [i for i, size in enumerate(sizes) if size >= since]
    if len(far) < 2:
        return
    for words, base in (("slope", {}), ("slope beyond the smallest", lines[0])):
        slopes = []
        for name in names:
            values = np.array([lines[i][name] - base.get(name, 0.0) for i in far])
            logs = np.log(np.maximum(values, 1e-3))
            slopes.append(float(np.polyfit(np.log([sizes[i] for i in far]), logs, 1)[0]))
        print(f"| {words} | {' | '.join(f'{slope:.2f}' for slope in slopes)} |")
    print(flush=True)


def main() -> None:
    """Measure both curves and print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="*", default=ROWS)
    parser.add_argument("--columns", type=int, nargs="*", default=COLUMNS)
    parser.add_argument("--method", default="auto")
    wanted = parser.parse_args()
    if wanted.rows:
        print_curve("rows", wanted.rows, [taken(rows, 10, wanted.method) for rows in wanted.rows], 10_000)
    if wanted.columns:
        lines = [taken(10_000, columns, wanted.method) for columns in wanted.columns]
        print_curve("columns", wanted.columns, lines, wanted.columns[1:][0] if wanted.columns[1:] else 1)


if __name__ == "__main__":
    main()
