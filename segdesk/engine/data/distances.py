"""Distances in blocks, so that memory stays small whatever the number of rows."""

from collections.abc import Iterator

from scipy.spatial.distance import cdist

from segdesk.engine.data.arrays import Floats

BLOCK_VALUES = 4_000_000


def row_blocks(n_rows: int, n_others: int) -> Iterator[slice]:
    """Yield slices of 0..n_rows so that a block against all others holds about 4 million distances."""
    step = max(1, min(n_rows, BLOCK_VALUES // max(n_others, 1)))
    for start in range(0, n_rows, step):
        yield slice(start, min(start + step, n_rows))


def to_centres(rows: Floats, centres: Floats) -> Floats:
    """Return Euclidean distances of shape (n_rows, n_centres).

    Computed difference by difference: the quicker expansion by dot products loses the digits that decide ties, and
    placing a customer must not depend on who else is in the file.
    """
    distances: Floats = cdist(rows, centres)
    return distances
