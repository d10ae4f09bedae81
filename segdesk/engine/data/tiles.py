"""Squared distances by tiles: one matrix product in single precision each, small enough for the processor's cache."""

from math import ceil

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Floats, Positions

Singles = npt.NDArray[np.float32]

TILE_ROWS = 1_024
# How far the k-th nearest is, is first guessed from so many rows.
SAMPLE_ROWS = 2_048
UNIT_ROUNDING = float(np.finfo(np.float32).eps) / 2


class Tiles:
    """Known rows in tiles of neighbours, ready for distances to them.

    A squared distance is the product of a row's left factors and a known row's right factors.

    Parameters
    ----------
    known : float64 array of shape (n_known, n_features)

    Attributes
    ----------
    known : float64 array of shape (n_known, n_features)
    cells : list of int arrays
        Positions of the rows of each tile.
    right : list of float32 arrays of shape (n_features + 2, n_rows_of_tile)
    """

    def __init__(self, known: Floats) -> None:
        self.known = known
        self.cells = cells(known, TILE_ROWS)
        self._centre = known.mean(axis=0)
        self._low = np.array([known[cell].min(axis=0) for cell in self.cells])
        self._high = np.array([known[cell].max(axis=0) for cell in self.cells])
        self.right = [self._right(cell) for cell in self.cells]
        every = ceil(len(known) / SAMPLE_ROWS)
        self._sample = self._right(np.concatenate(self.cells)[::every])

    def left(self, rows: Floats) -> Singles:
        """Return the left factors of rows, shape (n_rows, n_features + 2)."""
        return left_factors(rows - self._centre)

    def _right(self, positions: Positions) -> Singles:
        return right_factors(self.known[positions] - self._centre)

    def error(self, rows: Floats, squares: Floats | float) -> Floats:
        """Return how far a product may be off from a squared distance of up to `squares`, for each row.

        A known row so near has no larger norm than the row's and the distance together.
        """
        norms = np.sqrt(((rows - self._centre) ** 2).sum(axis=1))
        return rounding(rows.shape[1], 2 * norms + np.sqrt(np.maximum(squares, 0)))

    def within(self, rows: Floats, square: float) -> Positions:
        """Return the tiles that may hold known rows within a squared distance of any of the rows."""
        apart = np.maximum(0, np.maximum(self._low - rows.max(axis=0), rows.min(axis=0) - self._high))
        return np.flatnonzero((apart**2).sum(axis=1) <= square)

    def guess(self, left: Singles, k: int) -> Floats:
        """Return squared distances that the k-th nearest of all known rows hardly exceeds, from a sample of them."""
        in_sample = k * self._sample.shape[1] / len(self.known)
        rank = ceil(in_sample + 4 * np.sqrt(in_sample) + 3)
        if rank > self._sample.shape[1]:
            return np.full(len(left), np.inf)
        products = left @ self._sample
        products.partition(rank - 1, axis=1)
        return products[:, rank - 1].astype(np.float64)


def cells(rows: Floats, size: int) -> list[Positions]:
    """Return the positions of rows in cells of neighbours, `size` in each but the last."""
    waiting, done = [np.arange(len(rows), dtype=np.intp)] if len(rows) else [], []
    while waiting:
        cell = waiting.pop()
        if len(cell) <= size:
            done.append(np.sort(cell))
            continue
        inside = rows[cell]
        widest = int(np.ptp(inside, axis=0).argmax())
        half = size * ceil(len(cell) / size / 2)
        order = np.argpartition(inside[:, widest], half)
        waiting += [cell[order[half:]], cell[order[:half]]]
    return done


def left_factors(rows: Floats) -> Singles:
    """Return what is multiplied by right factors for squared distances, shape (n_rows, n_features + 2)."""
    return np.column_stack((rows, (rows**2).sum(axis=1), np.ones(len(rows)))).astype(np.float32)


def right_factors(rows: Floats) -> Singles:
    """Return the same for the other side of the product, shape (n_features + 2, n_rows)."""
    return np.vstack((-2 * rows.T, np.ones(len(rows)), (rows**2).sum(axis=1))).astype(np.float32)


def rounding(n_features: int, norms: Floats) -> Floats:
    """Return how far a product of factors may be off, given the norms of its two rows together."""
    bound: Floats = (n_features + 8) * UNIT_ROUNDING * norms**2
    return bound


def squared_distances(rows: Floats, others: Floats) -> Floats:
    """Return the squared distance of each row to the other one in the same place, or to the only one.

    Summed column by column, as scikit-learn's trees do, so that what is equal there is equal here.
    """
    apart = rows - others
    apart *= apart
    total: Floats = np.cumsum(apart, axis=1)[:, -1]
    return total
