"""Lloyd's iterations: starts, iterations to a standstill, and exchanges of single rows (Hartigan & Wong 1979)."""

import numpy as np
from sklearn.cluster import KMeans

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.distances import to_centres

SAMPLE_ROWS = 20_000
QUICK_STARTS = 10
FEW_STARTS = 8
MANY_FEATURES = 15
EXCHANGE_ROWS = 5_000
MAX_ITERATIONS = 300
# A start whose inertia is further than this above the best so far is not worth polishing.
PROMISING = 1.15
# So many starts per segment in a row without a better partition end the search.
PATIENCE = 8
# Of unpolished starts so many that end at the same inertia end the search, too.
MET_OFTEN, THE_SAME = 3, 1e-5


def n_starts(n_rows: int, n_features: int) -> int:
    """Return how many starts: many where they cost little."""
    if n_rows > EXCHANGE_ROWS:
        return FEW_STARTS
    affordable = min(60_000 // n_rows, 600_000 // (n_rows * n_features))
    return int(np.clip(affordable, 30 if n_features <= MANY_FEATURES else 15, 100))


def lowest_inertia(matrix: Floats, k: int, seed: int, starts: int, polish: bool = True) -> Floats:
    """Return the centres with the lowest inertia of several starts, shape (k, n_features), as exact means.

    On small tables each promising start is polished, unless `polish` is False, by exchanging single rows, which leaves
    the shallow minima that Lloyd's iterations stop in (Hartigan & Wong 1979; Telgarsky & Vattani 2010). There half
    of the starts are by k-means++, and the others move one centre of the best so far to a random row, which finds
    better minima at the same cost (Fränti & Kivijärvi 2000).
    """
    polish = polish and len(matrix) <= EXCHANGE_ROWS
    best, lowest, improved, met = matrix[:k], np.inf, 0, 0
    for start in range(starts):
        if start - improved > PATIENCE * k:
            break
        random = np.random.RandomState(np.random.SeedSequence([seed, k, start]).generate_state(1)[0])
        init: str | Floats = "k-means++"
        if polish and k > 1 and start >= starts / 2:
            init = best.copy()
            init[random.randint(k)] = matrix[random.randint(len(matrix))]
        model = KMeans(k, init=init, n_init=1, max_iter=MAX_ITERATIONS, tol=0, random_state=random).fit(
            matrix
        )
        centres, reached = model.cluster_centers_, model.inertia_
        if polish and reached <= lowest * PROMISING:
            centres = exchange(matrix, centres)
            reached = inertia_around(matrix, centres)
        if reached < lowest * (1 - THE_SAME):
            met = 1
        elif reached <= lowest * (1 + THE_SAME):
            met += 1
        # A difference in the last digits is rounding, not a better partition.
        if reached < lowest * (1 - 1e-10):
            best, lowest, improved = centres, reached, start
        if met == MET_OFTEN and not polish:
            break
    return iterate(matrix, best) if polish else best


def exchange(matrix: Floats, centres: Floats, max_moves: int = 2_000) -> Floats:
    """Move single rows between clusters as long as that lowers the inertia, the best move first.

    Unlike Lloyd's step this counts that both centres shift when a row moves: leaving a cluster of n rows saves
    n/(n-1) of its squared distance, joining one costs n/(n+1).
    """
    centres = centres.copy()
    k, n_rows = len(centres), len(matrix)
    every = np.arange(n_rows)
    labels = to_centres(matrix, centres).argmin(axis=1)
    sizes = np.bincount(labels, minlength=k).astype(float)
    for c in np.flatnonzero(sizes):
        centres[c] = matrix[labels == c].mean(axis=0)
    squared = to_centres(matrix, centres) ** 2
    for _ in range(max_moves):
        own_size = sizes[labels]
        saved = np.where(own_size > 1, own_size / np.maximum(own_size - 1, 1), 0.0) * squared[every, labels]
        cost = squared * (sizes / (sizes + 1))
        cost[every, labels] = np.inf
        target = cost.argmin(axis=1)
        gain = saved - cost[every, target]
        row = int(gain.argmax())
        if gain[row] <= 1e-9 * saved[row]:
            break
        old, new = labels[row], target[row]
        centres[old] += (centres[old] - matrix[row]) / (sizes[old] - 1)
        centres[new] += (matrix[row] - centres[new]) / (sizes[new] + 1)
        sizes[old] -= 1
        sizes[new] += 1
        labels[row] = new
        for c in (old, new):
            squared[:, c] = ((matrix - centres[c]) ** 2).sum(axis=1)
    return centres


def iterate(matrix: Floats, centres: Floats) -> Floats:
    """Run Lloyd's iterations from `centres` until nobody moves."""
    model = KMeans(len(centres), init=centres, n_init=1, max_iter=MAX_ITERATIONS, tol=0).fit(matrix)
    return np.asarray(model.cluster_centers_)


def inertia_around(matrix: Floats, centres: Floats) -> float:
    """Return the sum of squared distances to the nearest centre."""
    return float((to_centres(matrix, centres).min(axis=1) ** 2).sum())
