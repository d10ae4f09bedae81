"""Silhouettes (Rousseeuw 1987) of several partitions from one pass over the distances."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial.distance import cdist

from segdesk.engine.data.arrays import Floats, Labels, Positions
from segdesk.engine.data.distances import row_blocks
from segdesk.engine.data.row_order import even_sample
from segdesk.engine.data.transforms import near_one
from segdesk.messages import say
from segdesk.progress import Progress, silent

# Up to this many rows every pair counts; beyond, the same sample serves every partition.
EXACT_ROWS = 20_000
SAMPLE_ROWS = 10_000
# Up to here distances are taken difference by difference in double precision, to the last digit.
DOUBLE_ROWS = 4_000
# A segment with fewer rows than this in the sample is given more of its own to be compared with.
FEW_ROWS = 30


@dataclass(frozen=True, eq=False)
class SilhouetteSample:
    """Silhouettes of single customers, for the fit chart.

    Attributes
    ----------
    positions : int array of shape (n,)
        Positions within the segmented rows.
    values : float64 array of shape (n,)
        -1 to 1.
    """

    positions: Positions
    values: Floats


@dataclass(frozen=True, eq=False)
class Silhouettes:
    """Silhouettes of sampled rows under several partitions.

    Attributes
    ----------
    positions : int array of shape (n,)
        Rows that they are of.
    values : tuple of float64 arrays of shape (n,)
        One per partition; NaN for unassigned rows and where there are fewer than two segments.
    exact : bool
        Whether every row took part.
    """

    positions: Positions
    values: tuple[Floats, ...]
    exact: bool

    def mean(self, i: int) -> float | None:
        """Return the mean silhouette of partition `i`, None where it is not defined."""
        known = self.values[i][~np.isnan(self.values[i])]
        return float(known.mean()) if len(known) else None

    def standard_error(self, i: int) -> float | None:
        """Return the standard error of that mean: 0 where it is exact."""
        known = self.values[i][~np.isnan(self.values[i])]
        if not len(known):
            return None
        return 0.0 if self.exact else float(known.std() / np.sqrt(len(known)))


def silhouettes(
    matrix: Floats, partitions: Sequence[Labels], seed: int, progress: Progress = silent
) -> Silhouettes:
    """Return the silhouettes of all partitions.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        In canonical order.
    partitions : sequence of int32 arrays of shape (n_rows,)
        1..k, 0 for unassigned rows, which neither get a silhouette nor count as neighbours.
    seed : int
        Of the recipe; draws the sample above 20,000 rows.
    progress : Progress

    Returns
    -------
    Silhouettes
        A segment of one row has silhouette 0.
    """
    positions = (
        np.arange(len(matrix), dtype=np.intp)
        if len(matrix) <= EXACT_ROWS
        else even_sample(len(matrix), SAMPLE_ROWS, seed)
    )
    compared = positions if len(positions) == len(matrix) else _with_small_segments(positions, partitions)
    rows = matrix[compared]
    labels = [np.asarray(p, dtype=np.intp)[compared] for p in partitions]
    counts = [int(p.max(initial=0)) for p in labels]
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(int)
    precise = len(rows) <= DOUBLE_ROWS
    members = np.zeros((len(rows), starts[-1]), dtype=np.float64 if precise else np.float32)
    for p, start in zip(labels, starts, strict=False):
        inside = np.flatnonzero(p > 0)
        members[inside, start + p[inside] - 1] = 1
    sizes = members.sum(axis=0, dtype=np.float64)

    values = [np.full(len(rows), np.nan) for _ in labels]
    # Around 0 and of size 1 at most: the product of single-precision numbers keeps its digits there. A silhouette is
    # a ratio of distances, so their unit does not matter.
    single = near_one(rows - rows.mean(axis=0))[0].astype(np.float32)
    squares = (single**2).sum(axis=1)
    for part in row_blocks(len(rows), len(rows)):
        distance = cdist(rows[part], rows) if precise else _float32_distances(single, squares, part)
        together = None if precise else (distance @ members).astype(np.float64)
        for i, p in enumerate(labels):
            columns = slice(starts[i], starts[i + 1])
            # One product per partition where that is cheap: then its last digits don't depend on the others compared.
            sums = np.asarray(
                distance @ members[:, columns] if together is None else together[:, columns], dtype=np.float64
            )
            values[i][part] = _of_block(sums, sizes[columns], p[part])
        progress(say("Comparing segments"), part.stop / len(rows))
    sampled = np.isin(compared, positions)
    return Silhouettes(positions, tuple(v[sampled] for v in values), len(positions) == len(matrix))


def _with_small_segments(positions: Positions, partitions: Sequence[Labels]) -> Positions:
    """Return the sampled positions and some rows of every segment that the sample holds hardly any of.

    Without them a small segment would be nobody's neighbour, and the silhouettes beside it too high.
    """
    wanted = [positions]
    for labels in partitions:
        sampled = np.bincount(labels[positions], minlength=int(labels.max(initial=0)) + 1)
        for segment in np.flatnonzero(sampled < FEW_ROWS):
            if segment:
                members = np.flatnonzero(labels == segment)
                wanted.append(members[:: max(1, len(members) // FEW_ROWS)])
    return np.unique(np.concatenate(wanted))


def _float32_distances(
    rows: npt.NDArray[np.float32], squares: npt.NDArray[np.float32], part: slice
) -> npt.NDArray[np.float32]:
    """Return distances of a block of rows to all rows, by one matrix product."""
    distance = rows[part] @ rows.T
    distance *= -2
    distance += squares[part, None]
    distance += squares
    np.maximum(distance, 0, out=distance)
    np.sqrt(distance, out=distance)
    # The product leaves rounding errors where a row meets itself.
    distance[np.arange(part.stop - part.start), np.arange(part.start, part.stop)] = 0
    return distance


def _of_block(sums: Floats, sizes: Floats, labels: npt.NDArray[np.intp]) -> Floats:
    """Return the silhouettes of a block from its sums of distances to each segment, shape (n_block, k)."""
    result = np.full(len(labels), np.nan)
    if len(sizes) < 2:
        return result
    inside = np.flatnonzero(labels > 0)
    own = labels[inside] - 1
    every = np.arange(len(inside))
    to_own = sums[inside][every, own]
    with np.errstate(divide="ignore", invalid="ignore"):
        a = to_own / (sizes[own] - 1)
        to_others = sums[inside] / sizes
        to_others[every, own] = np.inf
        b = to_others.min(axis=1)
        values = (b - a) / np.maximum(a, b)
    values[(sizes[own] == 1) | (np.maximum(a, b) == 0)] = 0.0
    result[inside] = values
    return result
