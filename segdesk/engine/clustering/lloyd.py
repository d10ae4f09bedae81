"""K-means' centres: how many starts, the best of them, and iterations to a standstill."""

from collections.abc import Callable

import numpy as np
from sklearn.cluster import KMeans

from segdesk.engine.clustering.evolved_centres import (
    MAX_ITERATIONS,
    Optimum,
    evolve_centres,
    keep_if_new,
    seed_of,
    settle,
)
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
# Above `EXCHANGE_ROWS` so many of the starts go on after the first iterations.
FINALISTS, FIRST_ITERATIONS = 4, 10
# Of a finish where most of the way is gone; scikit-learn's own.
FINISH_TOLERANCE = 1e-4


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
    unless `polish` is False; otherwise each is by k-means++ and knows nothing of the others. On larger tables those
    that lead after a few iterations go on, and the best of them to a standstill.
    """
    if len(matrix) > EXCHANGE_ROWS:
        leading = _optima(_fits_of_many(matrix, k), k, seed, starts)[:FINALISTS]
        finals = [_fit_from(matrix, each.centres, FINISH_TOLERANCE) for each in leading]
        return iterate(matrix, min(finals).centres)
    if polish:
        return iterate(matrix, evolve_centres(matrix, k, seed, starts))
    return _optima(_fits_of_few(matrix, k), k, seed, starts)[0].centres


def _optima(fit: Callable[[np.random.RandomState], Optimum], k: int, seed: int, starts: int) -> list[Optimum]:
    """Return the different optima that the starts end at; one that is met again and again ends the search."""
    found: list[Optimum] = []
    met = 0
    random = np.random.RandomState()
    for start in range(starts):
        random.seed(seed_of(seed, k, start))
        optimum = fit(random)
        lowest = found[0].inertia if found else np.inf
        if optimum.inertia < lowest * (1 - THE_SAME):
            met = 1
        elif optimum.inertia <= lowest * (1 + THE_SAME):
            met += 1
        keep_if_new(found, optimum)
        if met == MET_OFTEN:
            break
    return found


def _fits_of_many(matrix: Floats, k: int) -> Callable[[np.random.RandomState], Optimum]:
    """Return what begins by k-means++ and goes so far that the leading starts can be told."""
    means = matrix.mean(axis=0)
    centred = matrix - means
    squares = np.einsum("ij,ij->i", centred, centred)

    def fit(random: np.random.RandomState) -> Optimum:
        return _fit_from(matrix, plus_plus(centred, squares, k, random) + means, 0.0, FIRST_ITERATIONS)

    return fit


def _fits_of_few(matrix: Floats, k: int) -> Callable[[np.random.RandomState], Optimum]:
    """Return what goes from k-means++ to a standstill, in a fraction of the time where there are few rows.

    A test holds it to scikit-learn's.
    """
    means = matrix.mean(axis=0)
    centred = matrix - means
    squares = np.einsum("ij,ij->i", centred, centred)

    def fit(random: np.random.RandomState) -> Optimum:
        centres, inertia = settle(centred, squares, plus_plus(centred, squares, k, random))
        return Optimum(inertia, centres + means)

    return fit


def iterate(matrix: Floats, centres: Floats, tolerance: float = 0.0) -> Floats:
    """Run Lloyd's iterations from `centres` until nobody moves, 300 of them at most.

    Or until the centres' squared moves add up to no more than `tolerance` times the columns' mean variance.
    """
    return _fit_from(matrix, centres, tolerance).centres


def _fit_from(matrix: Floats, centres: Floats, tolerance: float, iterations: int = MAX_ITERATIONS) -> Optimum:
    model = KMeans(len(centres), init=centres, n_init=1, max_iter=iterations, tol=tolerance).fit(matrix)
    return Optimum(float(model.inertia_), np.asarray(model.cluster_centers_))
