"""Values that many rows share leave gaps beside them which say nothing of groups: they are spread or dealt out."""

import numpy as np

from segdesk.engine.data.arrays import Floats

# A value that so many rows share, and so many times as many as share a value beside it, is a heap: those with none, or
# what somebody filled in. The hole beside it says nothing of groups.
HEAP_SHARE, HEAP_TIMES = 0.1, 3


def without_heaps(matrix: Floats, seed: int = 0) -> Floats:
    """Return the rows with heaps of one value dealt out over the other values of the column, drawn at random.

    A heap is a value of at least a tenth of the rows that is three times as frequent as each value beside it: zeros of
    those who never bought, a ceiling, a default. Where nothing else tells two segments apart, nothing does after this.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
    seed : int, default 0
    """
    random = np.random.default_rng([seed, len(matrix), 1])
    result = matrix.copy()
    for j in range(matrix.shape[1]):
        values, which, counts = np.unique(matrix[:, j], return_inverse=True, return_counts=True)
        if len(values) < 3:
            continue
        beside = np.maximum(np.r_[0, counts[:-1]], np.r_[counts[1:], 0])
        for heap in np.flatnonzero((counts >= HEAP_SHARE * len(matrix)) & (counts >= HEAP_TIMES * beside)):
            others = matrix[which != heap, j]
            result[which == heap, j] = random.choice(others, counts[heap])
    return result


def jittered(matrix: Floats, seed: int = 0) -> Floats:
    """Return the rows with repeated values spread over the room that each has to itself.

    Answers from 1 to 7 or whole numbers of orders would be gaps upon gaps. Each value of a column is moved by up to
    half the way to its neighbours, but on no side by more than the whole way to the other side's neighbour: a gap
    in the scale stays one. Columns of two values and no others say nothing about gaps and are left out, unless there
    are only such.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
    seed : int, default 0
    """
    random = np.random.default_rng([seed, len(matrix)])
    result = np.zeros_like(matrix)
    coded = []
    for j in range(matrix.shape[1]):
        values, which = np.unique(matrix[:, j], return_inverse=True)
        coded.append(len(values) == 2)
        if len(values) < 2:
            continue
        steps = np.diff(values)
        left, right = np.r_[steps[0], steps], np.r_[steps, steps[-1]]
        down, up = np.minimum(left, 2 * right)[which], np.minimum(right, 2 * left)[which]
        result[:, j] = matrix[:, j] + random.uniform(-down / 2, up / 2)
    if any(coded) and not all(coded):
        result[:, coded] = 0.0
    return result
