"""K-means' centres: how many starts, the best of them, and iterations to a standstill."""

from collections.abc import Callable

import numpy as np
from sklearn.cluster import KMeans

from segdesk.engine.clustering.evolved_centres import MAX_ITERATIONS, evolve_centres, seed_of, settle
from segdesk.engine.clustering.plus_plus import plus_plus
from segdesk.engine.data.arrays import Floats

SAMPLE_ROWS = 20_000
QUICK_STARTS = 3
FEW_STARTS, MANY_STARTS = 8, 120
MANY_FEATURES = 15
MANY_SEGMENTS, STARTS_PER_SEGMENT = 10, 5
EXCHANGE_ROWS = 5_000
# Of starts that are not polished so many that end at the same inertia end the search.
MET_OFTEN, THE_SAME = 3, 1e-5


def n_starts(n_rows: int, n_features: int, k: int) -> int:
    """Return how many starts: many where they cost little."""
    # The more centres, the less likely all of them begin well.
    least = STARTS_PER_SEGMENT * k if k > MANY_SEGMENTS else 0
    if n_rows > EXCHANGE_ROWS:
        return max(FEW_STARTS, least)
    affordable = min(60_000 // n_rows, 600_000 // (n_rows * n_features))
    return max(int(np.clip(affordable, 30 if n_features <= MANY_FEATURES else 15, MANY_STARTS)), least)


def lowest_inertia(matrix: Floats, k: int, seed: int, starts: int, polish: bool = True) -> Floats:
    """Return the centres with the lowest inertia of several starts, shape (k, n_features), as exact means.

    On small tables later starts come from the best of the earlier ones and all are polished by exchanging single rows,
    unless `polish` is False; otherwise each is by k-means++ and knows nothing of the others.
    """
    small = len(matrix) <= EXCHANGE_ROWS
    if polish and small:
        return iterate(matrix, evolve_centres(matrix, k, seed, starts))
    fit = _fits_of_few(matrix, k) if small else _fits_of_many(matrix, k)
    best, lowest, met = matrix[:k], np.inf, 0
    random = np.random.RandomState()
    for start in range(starts):
        random.seed(seed_of(seed, k, start))
        centres, inertia = fit(random)
        if inertia < lowest * (1 - THE_SAME):
            met = 1
        elif inertia <= lowest * (1 + THE_SAME):
            met += 1
        # A difference in the last digits is rounding, not a better partition.
        if inertia < lowest * (1 - 1e-10):
            best, lowest = centres, inertia
        if met == MET_OFTEN:
            break
    return best


def _fits_of_many(matrix: Floats, k: int) -> Callable[[np.random.RandomState], tuple[Floats, float]]:
    def fit(random: np.random.RandomState) -> tuple[Floats, float]:
        model = KMeans(k, n_init=1, max_iter=MAX_ITERATIONS, tol=0, random_state=random).fit(matrix)
        return model.cluster_centers_, float(model.inertia_)

    return fit


def _fits_of_few(matrix: Floats, k: int) -> Callable[[np.random.RandomState], tuple[Floats, float]]:
    """Return what does the same in a fraction of the time where there are few rows; a test holds the two together."""
    means = matrix.mean(axis=0)
    centred = matrix - means
    squares = np.einsum("ij,ij->i", centred, centred)

    def fit(random: np.random.RandomState) -> tuple[Floats, float]:
        centres, inertia = settle(centred, squares, plus_plus(centred, squares, k, random))
        return centres + means, inertia

    return fit


def iterate(matrix: Floats, centres: Floats, tolerance: float = 0.0) -> Floats:
    """Run Lloyd's iterations from `centres` until nobody moves, 300 of them at most.

    Or until the centres' squared moves add up to no more than `tolerance` times the columns' mean variance.
    """
    model = KMeans(len(centres), init=centres, n_init=1, max_iter=MAX_ITERATIONS, tol=tolerance).fit(matrix)
    return np.asarray(model.cluster_centers_)
