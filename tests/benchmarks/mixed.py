"""How long methods for mixed tables take, and what memory they need.

    python tests/benchmarks/mixed.py [ROWS ...]

For each number of rows a table of five numbers and five categories is segmented with k = 2..10 by each method, in a
process of its own. Prints seconds for the fits alone, for the whole run with stability, and the highest memory of the
process.
"""

import resource
import subprocess
import sys
import time

import numpy as np
import pandas as pd

from segdesk.engine.clustering.methods.registry import FitTask, find_method
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.preparation.training_data import prepare_training_data
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.schema.inspection import inspect
from segdesk.io.frames import table_from_frame
from segdesk.threads import single_threaded

METHODS = ("kmeans", "kprototypes", "pam")


def make_frame(rows: int) -> pd.DataFrame:
    """Return customers of four overlapping kinds, with five numbers and five categories of five levels."""
    random = np.random.default_rng(7)
    kinds = random.integers(0, 4, rows)
    values = random.normal(0, 1.5, (4, 5))[kinds] + random.normal(0, 1, (rows, 5))
    frame = pd.DataFrame(values.round(3), columns=[f"measure_{i}" for i in range(5)])
    for i in range(5):
        usual = random.integers(0, 5, 4)[kinds]
        level = np.where(random.random(rows) < 0.5, usual, random.integers(0, 5, rows))
        frame[f"group_{i}"] = np.array(["ash", "birch", "cedar", "elm", "oak"])[level]
    return frame


def measure(rows: int, method: str) -> None:
    """Print a line for one table and method."""
    table = table_from_frame(make_frame(rows))
    recipe = Recipe().with_settings({"kind": "customers", "method": method})
    training = prepare_training_data(inspect(table, recipe.columns), None, recipe.prepare, recipe.method.seed)
    begun = time.perf_counter()
    with single_threaded():
        find_method(method).fit(
            FitTask(
                training.matrix, tuple(range(2, 11)), recipe.method, feature_groups=training.feature_groups
            )
        )
    fits = time.perf_counter() - begun
    begun = time.perf_counter()
    found = segment(table, recipe)
    whole = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{rows:>8,} {method:>12} {fits:7.1f} {whole:7.1f} {memory:8,.0f} {found.k:>3}", flush=True)


def main(sizes: list[int]) -> None:
    """Print a line per size and method, each from a process of its own."""
    print(f"{'rows':>8} {'method':>12} {'fits s':>7} {'all s':>7} {'MB':>8} {'k':>3}", flush=True)
    for rows in sizes:
        for method in METHODS:
            subprocess.run([sys.executable, __file__, str(rows), method], check=True)


if __name__ == "__main__":
    if sys.argv[2:3] and sys.argv[2] in METHODS:
        measure(int(sys.argv[1]), sys.argv[2])
    else:
        main([int(word) for word in sys.argv[1:]] or [2_000, 10_000, 30_000])
