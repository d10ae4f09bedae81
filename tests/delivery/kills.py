"""Saves and exports, over and over, in processes that are killed at a random moment; then a look at what is there.

A program of its own, because it forks: what was imported once serves all the processes that are killed.

    python -m tests.delivery.kills FOLDER TIMES SEED
"""

import datetime as dt
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from segdesk.delivery.comparison import deliver_comparison
from segdesk.delivery.folder import listed_files
from segdesk.delivery.project import deliver_project
from segdesk.delivery.single import write_single
from segdesk.engine.comparison.compare import compare
from segdesk.engine.comparison.from_segmentation import sides_of
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.project import Project
from segdesk.engine.result.renaming import renamed
from segdesk.engine.result.run import Run
from segdesk.io.project_file import read_project
from segdesk.io.reading import read_table

TODAY = dt.date(2026, 11, 1)
LONGEST_S = 0.25


def main(folder: Path, times: int, seed: int) -> int:
    """Kill as often as asked, and return how often something was damaged or stayed behind."""
    rng = random.Random(seed)
    project, acts = _work(folder)
    bad = 0
    for _ in range(times):
        name, act = rng.choice(acts)
        _kill(act, rng.uniform(0, LONGEST_S))
        trouble = _trouble(folder)
        # The next save clears away what a killed one left.
        deliver_project(project, folder / "p.segdesk")
        deliver_comparison_again(folder, acts)
        hidden = [path.name for path in folder.iterdir() if path.name.startswith(".")]
        if trouble or hidden:
            bad += 1
            print(f"{name}: {trouble or ''} {hidden or ''}")
    print(f"{times} times killed, {bad} times damaged or left behind")
    return bad


def _work(folder: Path) -> tuple[Project, list[tuple[str, Callable[[], object]]]]:
    path = folder / "customers.csv"
    rows = [f"{i},{20 + i % 30},{100 * (i % 4) + i},{'ab'[i % 2]}" for i in range(400)]
    path.write_text("\n".join(["id,age,spend,kind", *rows]), "utf-8")
    asked = Recipe().with_settings({"k": "3", "draws": 0, "criteria": ("silhouette",)})
    result = segment(read_table(path), asked, today=TODAY)
    runs = [Run(1, asked, renamed(result, {1: name}), 0.1, TODAY) for name in ("first", "second")]
    projects = [Project(result.source_table, None, asked, TODAY, (run,), 1) for run in runs]
    comparison = compare(*sides_of(result, result, "old", "new"))
    deliver_project(projects[0], folder / "p.segdesk")
    deliver_comparison(comparison, folder / "compared")
    acts: list[tuple[str, Callable[[], object]]] = [
        ("project", lambda: deliver_project(projects[1], folder / "p.segdesk")),
        ("project", lambda: deliver_project(projects[0], folder / "p.segdesk")),
        ("labeled", lambda: write_single("csv", result, folder / "labeled.csv")),
        ("workbook", lambda: write_single("xlsx", result, folder / "labeled.xlsx")),
        ("model", lambda: write_single("model", result, folder / "model.segdesk")),
        ("folder", lambda: deliver_comparison(comparison, folder / "compared", overwrite=True)),
    ]
    return projects[0], acts


def deliver_comparison_again(folder: Path, acts: list[tuple[str, Callable[[], object]]]) -> None:
    """Do the export into a folder once more, undisturbed."""
    dict(acts)["folder"]()


def _kill(act: Callable[[], object], after: float) -> None:
    """Do something over and over in a process that ends at a moment it does not know."""
    child = os.fork()
    if child == 0:
        while True:
            act()
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _trouble(folder: Path) -> str:
    """Return what is not whole; empty if all is."""
    try:
        name = str(read_project(folder / "p.segdesk").run.segmentation.named[0].name)
    except Exception as error:
        return f"project: {error}"
    if name not in ("first", "second"):
        return f"project: {name}"
    compared = folder / "compared"
    if compared.exists():
        listed = listed_files(compared) or []
        missing = [each for each in listed if not (compared / each).is_file()]
        if not listed or missing:
            return f"folder: {missing}"
    for exported in ("labeled.csv", "labeled.xlsx", "model.segdesk"):
        path = folder / exported
        if path.exists() and path.stat().st_size < 500:
            return f"{exported}: {path.stat().st_size} bytes"
    return ""


if __name__ == "__main__":
    sys.exit(min(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])), 1))
