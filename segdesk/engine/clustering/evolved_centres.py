"""The search for the lowest inertia on small tables: good centres are crossed and changed (Gribel & Vidal 2019).

Starts that know nothing of each other miss the best partition of a small table again and again: each ends in one of the
many shallow minima. Here some starts are by k-means++, and each later one is a child of two partitions found before:
of each pair of centres that lie together it has one, and one of its centres is moved to a row drawn anew. Every start
is iterated to a standstill and polished by exchanges of single rows.

References
----------
Gribel & Vidal 2019, Pattern Recognition 88:569 (HG-means). Hartigan & Wong 1979, Applied Statistics 28:100.
"""

from bisect import insort
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from segdesk.engine.clustering.plus_plus import plus_plus
from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.distances import to_centres

# One start in so many is by k-means++; these come first.
ONE_FIRST_IN = 4
MOST_PARENTS = 12
MAX_ITERATIONS = 300
# A start whose inertia is further than this above the best so far is not worth polishing.
PROMISING = 1.15
# So many starts in a row without a better partition end the search, and so many more per segment.
PATIENCE, PATIENCE_PER_SEGMENT = 40, 8
# A difference in the last digits is rounding, not another partition.
SAME = 1e-10


@dataclass(order=True)
class Optimum:
    """Where a start ends: compared by the inertia, the lowest first."""

    inertia: float
    centres: Floats = field(compare=False)


def evolve_centres(matrix: Floats, k: int, seed: int, starts: int) -> Floats:
    """Return the centres with the lowest inertia of so many starts, shape (k, n_features).

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        At least k different rows.
    k : int
    seed : int
    starts : int
        At most; a search that has long found nothing better ends before.
    """
    parents: list[Optimum] = []
    seen: list[float] = []
    improved, lowest = 0, np.inf
    squares = (matrix**2).sum(axis=1)
    random = np.random.RandomState()
    for start in range(starts):
        if start - improved > PATIENCE + PATIENCE_PER_SEGMENT * k:
            break
        random.seed(seed_of(seed, k, start))
        if start * ONE_FIRST_IN < starts:
            centres = plus_plus(matrix, squares, k, random)
        else:
            centres = _child(matrix, parents, random)
        centres, inertia = settle(matrix, squares, centres)
        if inertia > lowest * PROMISING or _is_among(inertia, seen):
            continue
        seen.append(inertia)
        centres = exchange(matrix, centres)
        inertia = inertia_around(matrix, centres)
        if inertia < lowest * (1 - SAME):
            lowest, improved = inertia, start
        keep_if_new(parents, Optimum(inertia, centres))
        del parents[MOST_PARENTS:]
    return parents[0].centres


def keep_if_new(found: list[Optimum], one: Optimum) -> None:
    """Put an optimum in its place among those found, unless it is one of them."""
    if not _is_among(one.inertia, [each.inertia for each in found]):
        insort(found, one)


def seed_of(*numbers: int) -> int:
    """Return the seed of one start: seeding a generator anew takes a fraction of the time that making one takes."""
    return int(np.random.SeedSequence(numbers).generate_state(1)[0])


def settle(matrix: Floats, squares: Floats, centres: Floats) -> tuple[Floats, float]:
    """Run Lloyd's iterations from `centres`; return where they end, and the inertia there.

    In small tables an iteration takes NumPy a fraction of the time that scikit-learn needs to begin. `squares` are the
    rows' squared lengths. A centre that nobody is nearest to goes to the row that is worst off, which leaves its own.
    """
    n_rows, k = len(matrix), len(centres)
    # One product with a column of ones tells the distances, but for the rows' own lengths, and the sizes. Products and
    # minima of few long rows take half the time of those of many short ones.
    rows = np.column_stack((matrix, np.ones(n_rows)))
    columns = np.ascontiguousarray(rows.T)
    members = np.zeros((k, n_rows), dtype=bool)
    weights = np.empty((k, len(columns)))
    for _ in range(MAX_ITERATIONS):
        np.multiply(centres, -2.0, out=weights[:, :-1])
        np.einsum("ij,ij->i", centres, centres, out=weights[:, -1])
        distances = weights @ columns
        before, members = members, distances == distances.min(axis=0)
        if np.count_nonzero(members) != n_rows:
            # As near to one centre as to another: the first has the row.
            members = distances.argmin(axis=0) == np.arange(k)[:, None]
        if (members == before).all():
            break
        sums = members.astype(np.float64) @ rows
        sizes = sums[:, -1]
        if not sizes.all():
            _fill_empty(sums, matrix, squares + distances.min(axis=0), members)
        centres = sums[:, :-1] * (1 / np.maximum(sizes, 1.0))[:, None]
    return centres, inertia_around(matrix, centres)


def _fill_empty(sums: Floats, matrix: Floats, distances: Floats, members: npt.NDArray[np.bool_]) -> None:
    """Give the rows furthest from their centres to the clusters without any; `sums` end with the sizes."""
    empty = np.flatnonzero(sums[:, -1] == 0)
    furthest = np.argpartition(distances, -len(empty))[: -len(empty) - 1 : -1]
    moved = np.column_stack((matrix[furthest], np.ones(len(empty))))
    sums[empty] = moved
    for row, own in zip(moved, members[:, furthest].argmax(axis=0), strict=True):
        sums[own] -= row


def _child(matrix: Floats, parents: list[Optimum], random: np.random.RandomState) -> Floats:
    """Return centres of two parents, the better ones more often, with one of them moved to a row.

    Half the time each row is as likely, half the time in proportion to its squared distance to the other centres.
    """
    one, other = (parents[random.randint(len(parents), size=2).min()].centres for _ in range(2))
    k = len(one)
    mine, theirs = linear_sum_assignment(to_centres(one, other) ** 2)
    centres = np.where(random.random_sample((k, 1)) < 0.5, one[mine], other[theirs])
    moved = random.randint(k)
    weights = None
    if random.random_sample() < 0.5 and k > 1:
        squared = to_centres(matrix, np.delete(centres, moved, axis=0)).min(axis=1) ** 2
        weights = squared / squared.sum()
    centres[moved] = matrix[random.choice(len(matrix), p=weights)]
    return np.asarray(centres)


def _is_among(inertia: float, known: list[float]) -> bool:
    return any(abs(inertia - one) <= SAME * one for one in known)


def exchange(matrix: Floats, centres: Floats, max_moves: int = 2_000) -> Floats:
    """Move single rows between clusters as long as that lowers the inertia, the best move first.

    Unlike Lloyd's step this counts that both centres shift when a row moves: leaving a cluster of n rows saves
    n/(n-1) of its squared distance, joining one costs n/(n+1). It leaves the shallow minima that Lloyd's iterations
    stop in (Telgarsky & Vattani 2010).
    """
    centres = centres.copy()
    k, n_rows = len(centres), len(matrix)
    labels = to_centres(matrix, centres).argmin(axis=1)
    sizes = np.bincount(labels, minlength=k).astype(float)
    for c in np.flatnonzero(sizes):
        centres[c] = matrix[labels == c].mean(axis=0)
    columns = np.ascontiguousarray(matrix.T)
    apart = np.empty_like(columns)
    saved, cost = np.empty(n_rows), np.empty((k, n_rows))

    def reckon(c: int) -> None:
        """See what leaving a cluster saves, and what joining it costs."""
        np.subtract(columns, centres[c][:, None], out=apart)
        np.multiply(apart, apart, out=apart)
        squared, size, own = apart.sum(axis=0), sizes[c], labels == c
        saved[own] = squared[own] * (size / (size - 1) if size > 1 else 0.0)
        cost[c] = squared * (size / (size + 1))
        cost[c, own] = np.inf

    for each in range(k):
        reckon(each)
    for _ in range(max_moves):
        gain = saved - cost.min(axis=0)
        row = int(gain.argmax())
        if gain[row] <= 1e-9 * saved[row]:
            break
        # A move changes two clusters, and the others' figures stay.
        old, new = int(labels[row]), int(cost[:, row].argmin())
        centres[old] += (centres[old] - matrix[row]) / (sizes[old] - 1)
        centres[new] += (matrix[row] - centres[new]) / (sizes[new] + 1)
        sizes[old] -= 1
        sizes[new] += 1
        labels[row] = new
        reckon(old)
        reckon(new)
    return centres


def inertia_around(matrix: Floats, centres: Floats) -> float:
    """Return the sum of squared distances to the nearest centre."""
    return float((to_centres(matrix, centres).min(axis=1) ** 2).sum())
