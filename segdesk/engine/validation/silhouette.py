"""Silhouettes (Rousseeuw 1987) of several partitions from one pass over the distances."""

import itertools
from collections.abc import Callable, Sequence
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
from segdesk.threads import in_parallel

Numbers = npt.NDArray[np.float64] | npt.NDArray[np.float32]

# Up to this many rows every pair counts; beyond, the same sample serves every partition.
EXACT_ROWS = 20_000
SAMPLE_ROWS = 10_000
# Up to here distances are taken difference by difference in double precision, to the last digit.
DOUBLE_ROWS = 4_000
# A tile of distances that stays in the processor's cache.
TILE_ROWS, TILE_OTHERS = 128, 1_024
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

    sums_of = _precise_sums(rows, members, starts) if precise else _quick_sums(rows, members)

    def of_block(part: slice) -> list[Floats]:
        sums = sums_of(part)
        return [
            _of_block(sums[:, starts[i] : starts[i + 1]], sizes[starts[i] : starts[i + 1]], p[part])
            for i, p in enumerate(labels)
        ]

    blocks = list(row_blocks(len(rows), len(rows)))
    found = in_parallel(of_block, blocks, say("Comparing segments"), progress)
    values = [np.concatenate([block[i] for block in found]) for i in range(len(labels))]
    sampled = np.isin(compared, positions)
    return Silhouettes(positions, tuple(v[sampled] for v in values), len(positions) == len(matrix))


def _precise_sums(rows: Floats, members: Numbers, starts: Positions) -> Callable[[slice], Floats]:
    """Return what tells a block's sums of distances to each segment, shape (n_block, n_segments), to the last digit."""

    def sums_of(part: slice) -> Floats:
        distance = cdist(rows[part], rows)
        # One product per partition: then its last digits don't depend on the others compared.
        of_partitions = [distance @ members[:, a:b] for a, b in itertools.pairwise(starts.tolist())]
        return np.hstack(of_partitions)

    return sums_of


def _quick_sums(rows: Floats, members: Numbers) -> Callable[[slice], Floats]:
    """Return what tells the sums by products of single-precision numbers, tile by tile, as caches like it."""
    # Around 0 and of size 1 at most: the products keep their digits there. A silhouette is a ratio of distances, so
    # their unit does not matter.
    single = near_one(rows - rows.mean(axis=0))[0].astype(np.float32)
    squares, ones = (single**2).sum(axis=1), np.ones(len(rows), dtype=np.float32)
    # One product of these two is the squared distance.
    ours = np.column_stack((-2 * single, squares, ones))
    theirs = np.ascontiguousarray(np.column_stack((single, ones, squares)).T)
    every = np.arange(len(rows))

    def sums_of(part: slice) -> Floats:
        sums = np.zeros((part.stop - part.start, members.shape[1]))
        for start in range(part.start, part.stop, TILE_ROWS):
            some = slice(start, min(start + TILE_ROWS, part.stop))
            for first in range(0, len(rows), TILE_OTHERS):
                others = slice(first, min(first + TILE_OTHERS, len(rows)))
                distance = ours[some] @ theirs[:, others]
                np.maximum(distance, 0, out=distance)
                np.sqrt(distance, out=distance)
                # The product leaves rounding errors where a row meets itself.
                same = every[max(start, first) : min(some.stop, others.stop)]
                distance[same - start, same - first] = 0
                sums[start - part.start : some.stop - part.start] += distance @ members[others]
        return sums

    return sums_of


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
