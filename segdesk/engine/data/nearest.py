"""The k-th nearest of many known rows, exactly, in memory that grows with the rows alone.

A tree of cells looks at nearly every known row once there are ten columns, one after the other. Tables of some size
therefore go by matrix products in single precision (`tiles.py`). These tell which few may be the k-th nearest; among
them the differences decide, in double precision.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import KDTree

from segdesk.engine.data.arrays import Floats, Positions
from segdesk.engine.data.tiles import TILE_ROWS, Singles, Tiles, cells, squared_distances
from segdesk.messages import say
from segdesk.progress import Progress, silent
from segdesk.threads import available_cores, in_parallel

# Up to so many known rows a tree of cells is as quick.
FEW_ROWS = 5_000
BLOCK_ROWS = 128


@dataclass(frozen=True, eq=False)
class Nearest:
    """The k-th nearest known row of each row.

    Attributes
    ----------
    distance : float64 array of shape (n_rows,)
    position : int array of shape (n_rows,)
    """

    distance: Floats
    position: Positions


def kth_nearest(rows: Floats, known: Floats, k: int = 1, progress: Progress = silent) -> Nearest:
    """Return the k-th nearest known row of each row; a known row is the first of its own.

    Parameters
    ----------
    rows : float64 array of shape (n_rows, n_features)
    known : float64 array of shape (n_known, n_features)
        At least k rows.
    k : int, default 1
    progress : Progress
    """
    if len(known) <= FEW_ROWS:
        distance, position = KDTree(known).query(rows, k=[k], workers=available_cores())
        return Nearest(distance[:, 0], position[:, 0])
    squares, positions = np.zeros(len(rows)), np.full(len(rows), -1, dtype=np.intp)
    if k == 1:
        positions = same_rows(rows, known)
    sought = np.flatnonzero(positions < 0)
    tiles = Tiles(known)
    blocks = [sought[cell] for cell in cells(rows[sought], BLOCK_ROWS)]
    found = in_parallel(
        lambda block: _kth_of_block(rows[block], tiles, k),
        blocks,
        say("Measuring neighbourhoods"),
        progress,
    )
    for block, (square, position) in zip(blocks, found, strict=True):
        squares[block], positions[block] = square, position
    return Nearest(np.sqrt(squares), positions)


def same_rows(rows: Floats, known: Floats) -> Positions:
    """Return the position of the first known row that equals each row, -1 where there is none."""
    keys, of_known = _keys(rows), _keys(known)
    order = np.argsort(of_known, kind="stable")
    place = np.minimum(np.searchsorted(of_known, keys, sorter=order), len(known) - 1)
    found = order[place]
    return np.where(of_known[found] == keys, found, -1)


def _keys(rows: Floats) -> npt.NDArray[np.void]:
    """Return a value per row that is equal where the rows are; of zeros there are two."""
    plain = np.ascontiguousarray(rows + 0.0)
    return plain.view(np.dtype((np.void, plain.itemsize * plain.shape[1])))[:, 0]


def _kth_of_block(
    rows: Floats, tiles: Tiles, k: int, limit: Floats | None = None
) -> tuple[Floats, Positions]:
    """Return squared distance and position of each row's k-th nearest known row, which is looked for up to a limit.

    Where it is farther it is looked for everywhere.
    """
    left = tiles.left(rows)
    if limit is None:
        limit = tiles.guess(left, k)
    near, position = _up_to(limit, rows, left, tiles)
    kth = np.full(len(rows), np.inf)
    if near.shape[1] >= k:
        kth[:] = np.partition(near, k - 1, axis=1)[:, k - 1]
    there = (kth <= limit) & np.isfinite(kth)
    squares, positions = np.empty(len(rows)), np.empty(len(rows), dtype=np.intp)
    squares[there], positions[there] = _decided(
        rows[there], near[there], position[there], kth[there], k, tiles
    )
    if not there.all():
        anywhere = np.full(len(rows) - int(there.sum()), np.inf)
        squares[~there], positions[~there] = _kth_of_block(rows[~there], tiles, k, anywhere)
    return squares, positions


def _up_to(limit: Floats, rows: Floats, left: Singles, tiles: Tiles) -> tuple[Singles, Positions]:
    """Return squared distances up to about a limit, infinite where a row has no more, and whose they are.

    Both of shape (n_rows, most found of a row).
    """
    most = limit + 2 * tiles.error(rows, np.where(np.isinf(limit), 0, limit))
    bound = most.astype(np.float32)[:, None]
    products = np.empty((len(rows), TILE_ROWS), dtype=np.float32)
    is_near = np.empty(products.shape, dtype=bool)
    row, square, position = [], [], []
    for tile in tiles.within(rows, float(most.max())):
        right, cell = tiles.right[tile], tiles.cells[tile]
        width = len(cell)
        found = np.matmul(left, right, out=products[:, :width])
        at, place = np.divmod(np.flatnonzero(np.less_equal(found, bound, out=is_near[:, :width])), width)
        row.append(at.astype(np.uint16))
        square.append(found[at, place])
        position.append(cell[place])
    rows_found = np.concatenate(row)
    # Short numbers are sorted by counting.
    order = np.argsort(rows_found, kind="stable")
    counts = np.bincount(rows_found, minlength=len(rows))
    starts = np.cumsum(counts) - counts
    sorted_rows = rows_found[order]
    column = np.arange(len(order)) - starts[sorted_rows]
    near = np.full((len(rows), int(counts.max())), np.inf, dtype=np.float32)
    where = np.zeros(near.shape, dtype=np.intp)
    near[sorted_rows, column] = np.concatenate(square)[order]
    where[sorted_rows, column] = np.concatenate(position)[order]
    return near, where


def _decided(
    rows: Floats, near: Singles, position: Positions, kth: Floats, k: int, tiles: Tiles
) -> tuple[Floats, Positions]:
    """Return squared distance and position of the k-th nearest, given what it is about in single precision."""
    error = 2 * tiles.error(rows, kth)[:, None]
    beyond = near - kth[:, None]
    n_nearer = (beyond < -error).sum(axis=1)
    # What single precision can't put before or behind the k-th.
    row, column = np.nonzero(np.abs(beyond) <= error)
    candidate = position[row, column]
    square = squared_distances(rows[row], tiles.known[candidate])
    order = np.lexsort((candidate, square, row))
    chosen = order[np.searchsorted(row, np.arange(len(rows))) + k - 1 - n_nearer]
    return square[chosen], candidate[chosen]
