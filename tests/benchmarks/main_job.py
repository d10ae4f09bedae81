"""How long the main job takes, stage by stage, and against plain scikit-learn.

    python tests/benchmarks/main_job.py [ROWS ...]

For each number of rows a table of ten overlapping columns is made, written, and segmented with k = 2..10. Beside it,
the plain loop that most notebooks hold (KMeans with ten starts and `silhouette_score` for each k) runs on the prepared
matrix. Prints seconds, the ratio of the two scans, and the ratio of the inertias at the chosen k.
"""

import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score

from segdesk.delivery.deliver import deliver
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.recipe import Recipe
from segdesk.io.reading import read_table


def make_file(path: Path, rows: int, columns: int = 10) -> None:
    """Write customers of four overlapping kinds."""
    random = np.random.default_rng(7)
    centres = random.normal(0, 1.5, (4, columns))
    values = centres[random.integers(0, 4, rows)] + random.normal(0, 1, (rows, columns))
    frame = pd.DataFrame(values.round(3), columns=[f"measure_{i}" for i in range(columns)])
    frame.insert(0, "customer_id", [f"C{i:07d}" for i in range(rows)])
    frame.to_csv(path, index=False)


def plain_scan(matrix: np.ndarray) -> dict[int, float]:
    """Return the inertia for each k, after the usual loop with silhouettes."""
    inertias = {}
    for k in range(2, 11):
        model = KMeans(k, n_init=10, random_state=0).fit(matrix)
        silhouette_score(matrix, model.labels_)
        inertias[k] = float(model.inertia_)
    return inertias


def main(sizes: list[int]) -> None:
    """Print a line per size."""
    print(
        f"{'rows':>9} {'read':>7} {'segment':>8} {'write':>7} {'scan':>7} {'plain':>7} {'ratio':>6} {'inertia':>8}"
    )
    for rows in sizes:
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / "customers.csv"
            make_file(path, rows)
            times = [time.perf_counter()]
            table = read_table(path)
            times.append(time.perf_counter())
            result = segment(table, Recipe().with_settings({"criteria": ("silhouette", "inertia")}))
            times.append(time.perf_counter())
            deliver(result, Path(name) / "out", formats=["csv"])
            times.append(time.perf_counter())
            inertias = plain_scan(result.matrix)
            plain = time.perf_counter() - times[-1]
        read, fit, write = np.diff(times)
        scan = result.seconds["scan"]
        inertia = result.scores.inertia / inertias[result.k]
        print(
            f"{rows:>9,} {read:7.2f} {fit:8.2f} {write:7.2f} {scan:7.2f} {plain:7.2f} {plain / scan:6.2f} "
            f"{inertia:8.5f}"
        )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [2_000, 10_000, 20_000])
