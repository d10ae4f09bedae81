"""PAM, by Gower's distance or Euclid's: each segment gathers around a customer of its own, its medoid."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from scipy.spatial.distance import cdist

from segdesk.engine.assigners.prototypes import PrototypeAssigner
from segdesk.engine.clustering.gower import gower_factors
from segdesk.engine.clustering.medoids import Distances, best_medoids, build, swap
from segdesk.engine.clustering.methods.registry import Fit, FitTask, method
from segdesk.engine.data.arrays import Floats, Positions
from segdesk.engine.data.distances import row_blocks
from segdesk.engine.data.finding import finding
from segdesk.engine.data.row_order import even_sample, n_distinct
from segdesk.engine.preparation.feature_groups import numbers_only
from segdesk.engine.recipe.method import GOWER
from segdesk.messages import Message, say
from segdesk.threads import in_parallel

Metric = Literal["cityblock", "euclidean"]
# All pairs of so many rows take 256 MB in single precision.
MAX_ROWS = 8_000
# Up to here all pairs fit in double precision at that size or less.
DOUBLE_ROWS = 4_000
MOST_STARTS, AFFORDABLE_PAIRS = 20, 60_000_000


@method(
    "pam",
    say("medoids (PAM)"),
    say("Around typical customers (PAM)"),
    has_gap_reference=False,
    is_slow=True,
)
def fit_pam(task: FitTask) -> Sequence[Fit]:
    """Find the medoids for each k.

    Above 8,000 rows they are found in a sample of that size, and everyone belongs to the nearest of them.
    """
    task.progress(say("Comparing customers"), 0.0)
    by_gower = task.spec.distance == GOWER
    groups = task.feature_groups or numbers_only(task.matrix.shape[1])
    factors = gower_factors(task.matrix, groups) if by_gower else np.ones(task.matrix.shape[1])
    rows = _rows_to_compare(task)
    distances = pair_distances(rows * factors, "cityblock" if by_gower else "euclidean")
    task.progress(say("Comparing customers"), 1.0)
    begun = build(distances, max(task.ks))
    if task.quick:
        found = [swap(distances, begun[:k]) for k in task.ks]
    else:
        stage = say("Trying numbers of segments")
        starts = n_starts(len(rows))

        def best(k: int) -> Positions:
            return best_medoids(distances, begun[:k], task.spec.seed, starts)

        found = in_parallel(best, task.ks, stage, task.progress)
    notes: tuple[Message, ...] = (
        finding("clustering.pam_by_gower" if by_gower else "clustering.pam_by_euclid"),
    )
    if len(rows) < len(task.matrix):
        notes += (finding("clustering.pam_medoids_of_sample", n=len(rows)),)
    return [
        Fit(PrototypeAssigner.of(rows[medoids], factors, 1.0 if by_gower else 2.0), notes=notes)
        for medoids in found
    ]


def n_starts(n_rows: int) -> int:
    """Return how many starts: many where they cost little, 20 up to 1,700 rows and 1 above 5,500."""
    return int(np.clip(AFFORDABLE_PAIRS // n_rows**2, 1, MOST_STARTS))


def _rows_to_compare(task: FitTask) -> Floats:
    """Return the rows that medoids are sought among: at least as many different ones as there are segments to find."""
    chosen = even_sample(len(task.matrix), MAX_ROWS, task.spec.seed)
    most = max(task.ks)
    if n_distinct(task.matrix[chosen]) < most:
        is_first = np.append(True, (np.diff(task.matrix, axis=0) != 0).any(axis=1))
        chosen = np.union1d(chosen, np.flatnonzero(is_first)[:most])
    return task.matrix[chosen]


def pair_distances(rows: Floats, metric: Metric) -> Distances:
    """Return the distances between all rows, in single precision where there are many."""
    precision = np.float64 if len(rows) <= DOUBLE_ROWS else np.float32
    distances = np.empty((len(rows), len(rows)), dtype=precision)
    for part in row_blocks(len(rows), len(rows)):
        distances[part] = cdist(rows[part], rows, metric)
    return distances
