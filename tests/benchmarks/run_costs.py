"""The constants of the estimate before a run, measured anew: seconds and memory by method and rows.

    nice python -m tests.benchmarks.run_costs [--methods NAME ...] [--rows N ...]

Runs the stages of the main job in processes of their own, on ten columns of four overlapping groups. Seconds are those
of the processor, so that other work on the machine does not count; memory is the most that was taken beyond what
reading had left (Linux only). Prints the table that `segdesk/engine/estimate/measured.py` holds, and below it how the
time follows the columns, the numbers of segments, and the draws. What takes longer than a process may (`--most`
seconds) is left out: the estimate goes on from there as the last two figures rise.
"""

import argparse
import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from segdesk.delivery.deliver import deliver
from segdesk.engine.pipeline.category_balance import scan_balanced
from segdesk.engine.pipeline.described import FirstSegments
from segdesk.engine.pipeline.explain import explain
from segdesk.engine.pipeline.pipeline import customers_of
from segdesk.engine.preparation.training_data import prepare_training_data
from segdesk.engine.recipe.method_choices import METHOD_CHOICES
from segdesk.engine.recipe.recipe import Recipe
from segdesk.io.reading import read_table
from segdesk.progress import silent
from segdesk.threads import single_threaded
from tests.benchmarks.main_job import make_file
from tests.benchmarks.processes import ROOT

ROWS = (1_000, 10_000, 100_000, 1_000_000)
# RFM rules want purchases, and take next to nothing beside the rest.
METHODS = tuple(name for name in METHOD_CHOICES if name != "rfm")
LONGEST = 300


def memory_taken(name: str) -> float:
    """Return what `/proc/self/status` tells, in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


class Meter:
    """Seconds of the processor by stage, and the most memory taken until its end."""

    def __init__(self) -> None:
        Path("/proc/self/clear_refs").write_text("5")
        self.found: dict[str, list[float]] = {}
        self._before, self._since = memory_taken("VmRSS"), (time.process_time(), time.perf_counter())

    def ended(self, stage: str) -> None:
        """Take note of the stage that has just ended."""
        now = time.process_time(), time.perf_counter()
        beyond = memory_taken("VmHWM") - self._before
        self.found[stage] = [now[0] - self._since[0], now[1] - self._since[1], beyond]
        self._since = now


def run(file: Path, settings: Mapping[str, object]) -> dict[str, list[float]]:
    """Run the stages in this process and return what each took."""
    lists = {name: tuple(value) if isinstance(value, list) else value for name, value in settings.items()}
    recipe = Recipe().with_settings(lists)
    table = read_table(file)
    meter = Meter()
    with single_threaded():
        customers, purchases = customers_of(table, recipe, today=dt.date(2026, 1, 1))
        spec = recipe.method
        training = prepare_training_data(customers, purchases, recipe.prepare, spec.seed)
        meter.ended("before")
        found = scan_balanced(
            training,
            recipe,
            lambda weight: prepare_training_data(
                customers, purchases, replace(recipe.prepare, category_weight=weight), spec.seed
            ),
            silent,
        )
        meter.ended("scan")
        segmentation = explain(FirstSegments(recipe), found, silent)
        meter.ended("explain")
    with tempfile.TemporaryDirectory() as name:
        deliver(segmentation, Path(name) / "out")
    meter.ended("write")
    return meter.found


def measured(file: Path, most: float, settings: Mapping[str, object]) -> dict[str, list[float]] | None:
    """Return by stage the seconds of the processor, of the clock, and MB; None where it takes too long."""
    words = [sys.executable, "-m", "tests.benchmarks.run_costs", "--one", file, json.dumps(settings)]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(ROOT)
    try:
        said = subprocess.run(
            words, check=True, capture_output=True, env=environment, timeout=most, text=True
        )
    except subprocess.TimeoutExpired:
        return None
    found: dict[str, list[float]] = json.loads(said.stdout)
    return found


def line(found: Mapping[str, list[float]] | None) -> str:
    """Return a line of what stages took."""
    if found is None:
        return "too long"
    return "  ".join(
        f"{stage} {cpu:.2f} ({wall:.2f}) s {mb:.0f} MB" for stage, (cpu, wall, mb) in found.items()
    )


class Tables:
    """The files that the jobs run on, each written once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def file(self, rows: int, columns: int = 10) -> Path:
        """Return the file of that size."""
        path = self._folder / f"{rows}x{columns}.csv"
        if not path.exists():
            make_file(path, rows, columns)
        return path


def print_method(method: str, sizes: Sequence[int], most: float, tables: Tables) -> None:
    """Print what the method takes by rows, and how that follows columns, numbers and draws."""
    print(method)
    settings = {"method": method, "formats": ["csv"]}
    for rows in sizes:
        found = measured(tables.file(rows), most, settings)
        print(f"  {rows:>10,}  {line(found)}", flush=True)
        if found is None:
            break
    for what, columns, more in (
        ("80 columns", 80, {}),
        ("k = 5", 10, {"k": "5"}),
        ("no draws", 10, {"draws": 0}),
    ):
        found = measured(tables.file(10_000, columns), most, {**settings, **more})
        print(f"  {what:>10}  {line(found)}", flush=True)


def print_formats(most: float, tables: Tables) -> None:
    """Print what single labeled files and reports take, beside the writing of the labeled CSV with a report in HTML."""
    for name, settings in (
        ("csv, html", {"formats": ["csv"]}),
        ("xlsx", {"formats": ["xlsx"]}),
        ("parquet", {"formats": ["parquet"]}),
        ("no report", {"formats": ["csv"], "report": []}),
        *((name, {"formats": ["csv"], "report": [name]}) for name in ("pdf", "pptx", "docx")),
    ):
        found = measured(tables.file(100_000), most, {"method": "kmeans", "k": "4", **settings})
        print(f"  {name:>10}  {line(found)}", flush=True)


def main() -> None:
    """Measure, or run one job of a measurement."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(run(Path(sys.argv[2]), json.loads(sys.argv[3]))))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--methods", nargs="*", default=METHODS)
    parser.add_argument("--rows", type=int, nargs="+", default=ROWS)
    parser.add_argument("--most", type=float, default=LONGEST)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        tables = Tables(Path(name))
        for method in wanted.methods:
            print_method(method, wanted.rows, wanted.most, tables)
        print_formats(wanted.most, tables)


if __name__ == "__main__":
    main()
