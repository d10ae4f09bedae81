"""One order of rows for every shuffle of them.

Random starts, samples and rounding all depend on the order of rows. The engine therefore works on the rows sorted by
their values: equal rows are interchangeable, so the result depends only on which rows there are.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Floats, Positions


def canonical_order(matrix: Floats, ties: Sequence[npt.NDArray[np.intp]] = ()) -> Positions:
    """Return positions that sort the rows of `matrix` by their values, first column first.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
    ties : sequence of int arrays of shape (n_rows,)
        What decides between equal rows, first array first; without it the order they come in does.

    Returns
    -------
    int array of shape (n_rows,)
    """
    keys = [*reversed(ties), *matrix.T[::-1]]
    return np.lexsort(keys) if keys else np.arange(len(matrix), dtype=np.intp)


def n_distinct_rows(matrix: Floats) -> int:
    """Return the number of different rows of `matrix`, which is in canonical order."""
    if len(matrix) < 2:
        return len(matrix)
    return 1 + int((np.diff(matrix, axis=0) != 0).any(axis=1).sum())


def sample_rows(matrix: Floats, size: int, seed: int, distinct: int) -> Floats:
    """Return `size` rows of `matrix` (canonically ordered) as `even_sample` draws them.

    All rows, where those would hold fewer than `distinct` different ones.
    """
    rows = matrix[even_sample(len(matrix), size, seed)]
    return rows if n_distinct_rows(rows) >= distinct else matrix


def even_sample(n_rows: int, size: int, seed: int) -> Positions:
    """Return `size` positions of 0..n_rows-1 in rising order, all of them where there are no more than that.

    On canonically ordered rows the sample depends only on the seed and the values.
    """
    if n_rows <= size:
        return np.arange(n_rows, dtype=np.intp)
    chosen = np.random.default_rng([seed, n_rows, size]).choice(n_rows, size, replace=False)
    return np.sort(chosen).astype(np.intp)
