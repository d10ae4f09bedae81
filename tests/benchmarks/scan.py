"""How long the comparison of numbers of segments takes, beside scikit-learn's plain loop and Orange.

    python tests/benchmarks/scan.py [ROWS ...]

For each number of rows, ten columns of four overlapping groups; k-means for k = 2..12, each with its silhouette. Fit
and score alone, warm, the three in turn. Up to 20,000 rows segdesk's silhouettes and those of the plain loop are
exact, above on samples of 10,000; Orange's widget takes samples of 5,000 throughout. Asserts that exact silhouettes of
the same labels agree, and that the inertia at each k is within 0.2% of the plain loop's (0.1% up to 20,000 rows).
"""

import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score

from segdesk.engine.clustering.methods.registry import FitTask, find_method
from segdesk.engine.clustering.partition import number_by_size
from segdesk.engine.data.row_order import canonical_order
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.validation.internal_indices import inertia
from segdesk.engine.validation.silhouette import EXACT_ROWS, SAMPLE_ROWS, silhouettes
from segdesk.threads import single_threaded
from tests.benchmarks.peers import ask_peer

KS = range(2, 13)
# What Orange's widget does: ten starts, and silhouettes of a sample.
ORANGE = """
import json, sys, time
import numpy as np
from Orange.clustering import KMeans
from Orange.data import Domain, ContinuousVariable, Table
from sklearn.metrics import silhouette_score

rows = np.load(sys.argv[1])
table = Table.from_numpy(Domain([ContinuousVariable(f"c{j}") for j in range(rows.shape[1])]), rows)
KMeans(n_clusters=2, n_init=1)(table[:1000])
begun = time.perf_counter()
for k in range(int(sys.argv[2]), int(sys.argv[3])):
    model = KMeans(n_clusters=k, init="k-means++", n_init=10, max_iter=300, random_state=0).get_model(table)
    silhouette_score(table.X, model.labels, sample_size=5_000, random_state=0)
print(json.dumps(time.perf_counter() - begun))
"""


def overlapping_groups(rows: int) -> np.ndarray:
    """Return standardised rows of four groups in canonical order, shape (rows, 10)."""
    random = np.random.default_rng(7)
    centres = random.normal(0, 1.5, (4, 10))
    values = centres[random.integers(0, 4, rows)] + random.normal(0, 1, (rows, 10))
    standard = (values - values.mean(axis=0)) / values.std(axis=0)
    return standard[canonical_order(standard)]


def by_segdesk(matrix: np.ndarray) -> tuple[float, list[float], float]:
    """Return seconds, the inertia at each k, and the largest standard error of a silhouette."""
    with single_threaded():
        begun = time.perf_counter()
        fits = find_method("kmeans").fit(FitTask(matrix, tuple(KS), MethodSpec(method="kmeans")))
        partitions = [number_by_size(fit, matrix) for fit in fits]
        labels = [each.labels for each in partitions]
        compared = silhouettes(matrix, labels, seed=0)
        seconds = time.perf_counter() - begun
    if len(matrix) <= EXACT_ROWS:
        at = 2
        assert abs(compared.mean(at) - silhouette_score(matrix, labels[at])) < 1e-6
    errors = [compared.standard_error(i) for i in range(len(KS))]
    return seconds, [inertia(matrix, each) for each in labels], max(errors)


def by_plain_loop(matrix: np.ndarray) -> tuple[float, list[float]]:
    """Return seconds and the inertia at each k of the loop that notebooks hold."""
    sample = None if len(matrix) <= EXACT_ROWS else SAMPLE_ROWS
    inertias = []
    begun = time.perf_counter()
    for k in KS:
        model = KMeans(k, n_init=10, random_state=0).fit(matrix)
        silhouette_score(matrix, model.labels_, sample_size=sample, random_state=0)
        inertias.append(float(model.inertia_))
    return time.perf_counter() - begun, inertias


def main(sizes: list[int]) -> None:
    """Print a line per size."""
    print(
        f"{'rows':>9} {'segdesk s':>10} {'plain/ours':>11} {'Orange/ours':>12} {'inertia':>9} {'std error':>10}"
    )
    for rows in sizes:
        matrix = overlapping_groups(rows)
        by_segdesk(matrix[:1000])
        ours, inertias, error = by_segdesk(matrix)
        plain, expected = by_plain_loop(matrix)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "rows.npy"
            np.save(path, matrix)
            orange = ask_peer("orange", ORANGE, [path, str(KS.start), str(KS.stop)])
        worst = max(a / b for a, b in zip(inertias, expected, strict=True))
        assert worst < (1.001 if rows <= EXACT_ROWS else 1.002), worst
        print(
            f"{rows:>9,} {ours:10.2f} {plain / ours:11.1f} {orange / ours:12.1f} {worst:9.5f} {error:10.4f}"
        )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [20_000, 100_000, 1_000_000])
