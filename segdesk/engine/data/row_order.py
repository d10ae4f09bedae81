"""One order of rows for every shuffle of them.

Random starts, samples and rounding all depend on the order of rows. The engine therefore works on the rows sorted by
their values: equal rows are interchangeable, so the result depends only on which rows there are.

The order is that of `numpy.lexsort` over all columns, found with less work: the first column tells most rows apart, and
only those it leaves equal are sorted by the next.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Floats, Mask, Positions

Column = npt.NDArray[np.float64] | npt.NDArray[np.integer]
# Bits of a number that NumPy sorts by counting, in a fraction of the time.
SHORT = 16


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
    order = np.arange(len(matrix), dtype=np.intp)
    if not len(order):
        return order
    # Only rows that are equal so far are looked at again: their places in `order`, and which run each is in.
    places, run = order.copy(), np.zeros(len(order), dtype=np.uint16)
    for key in _keys([*matrix.T, *ties]):
        values = key[order[places]]
        if (_like_the_one_before(values) | (run[1:] != run[:-1])).all():
            continue
        within = np.lexsort((values, run)) if run[-1] else np.argsort(values, kind="stable")
        order[places] = order[places[within]]
        begins = np.ones(len(places), dtype=bool)
        begins[1:] = ~_like_the_one_before(values[within]) | (run[1:] != run[:-1])
        alone = begins.copy()
        alone[:-1] &= begins[1:]
        if alone.all():
            break
        places, run = places[~alone], np.cumsum(begins[~alone]) - 1
        if run[-1] < 2**SHORT:
            run = run.astype(np.uint16)
    return order


def _keys(columns: Sequence[Column]) -> Iterator[Column]:
    """Yield what to sort by, first column first.

    Neighbouring columns of two values, as categories have, come as one short number, which is sorted by counting.
    """
    waiting: list[Mask] = []
    for column in columns:
        flags = _two_values(column)
        if waiting and (flags is None or len(waiting) == SHORT):
            yield _short_number(waiting)
            waiting = []
        if flags is None:
            yield column
        else:
            waiting.append(flags)
    if waiting:
        yield _short_number(waiting)


def _two_values(column: Column) -> Mask | None:
    """Return which rows hold the higher of two values; None if there are more, or NaN."""
    is_high: Mask = column == column.max()
    return is_high if (is_high | (column == column.min())).all() else None


def _short_number(flags: Sequence[Mask]) -> npt.NDArray[np.uint16]:
    """Return one number per row that sorts as the flags do, first one first."""
    number = np.zeros(len(flags[0]), dtype=np.uint16)
    for each in flags:
        number = (2 * number + each).astype(np.uint16)
    return number


def _like_the_one_before(values: Column) -> Mask:
    """Return for each value but the first whether it sorts as the one before: -0 as 0, and NaN as NaN."""
    both_nan = (values[1:] != values[1:]) & (values[:-1] != values[:-1])
    alike: Mask = (values[1:] == values[:-1]) | both_nan
    return alike


def n_distinct(matrix: Floats) -> int:
    """Return the number of different rows of `matrix`, which is in canonical order."""
    if len(matrix) < 2:
        return len(matrix)
    return 1 + int((np.diff(matrix, axis=0) != 0).any(axis=1).sum())


def sample_rows(matrix: Floats, size: int, seed: int, distinct: int) -> Floats:
    """Return `size` rows of `matrix` (canonically ordered) as `even_sample` draws them.

    All rows, where those would hold fewer than `distinct` different ones.
    """
    rows = matrix[even_sample(len(matrix), size, seed)]
    return rows if n_distinct(rows) >= distinct else matrix


def even_sample(n_rows: int, size: int, seed: int) -> Positions:
    """Return `size` positions of 0..n_rows-1 in rising order, all of them where there are no more than that.

    On canonically ordered rows the sample depends only on the seed and the values.
    """
    if n_rows <= size:
        return np.arange(n_rows, dtype=np.intp)
    chosen = np.random.default_rng([seed, n_rows, size]).choice(n_rows, size, replace=False)
    return np.sort(chosen).astype(np.intp)
