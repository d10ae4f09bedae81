"""Groups of any shape, with gaps around them that no straight line shows: rings, crescents, a dense core in a shell.

A segment is separated from the others where hardly any of its customers' nearest neighbours belong to another segment,
against how many would if the segment itself were cut in two. The comparison with a cut inside makes the measure the
same for few and many customers, dense and sparse.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.neighbors import NearestNeighbors

from segdesk.engine.assigners.centres import CentreAssigner
from segdesk.engine.clustering.genie import genie_tree
from segdesk.engine.clustering.lloyd import lowest_inertia
from segdesk.engine.clustering.tree_cut import cut_tree
from segdesk.engine.data.agreement import adjusted_rand
from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.data.row_order import even_sample, n_distinct
from segdesk.engine.validation.repeated_values import jittered

MOST_ROWS, FEWEST_ROWS = 1_000, 60
NEIGHBOURS = 10
# Border of a segment over that of a cut inside it: 0.62 and more in single populations that were tried (Gaussian to
# heavy tails, 2 to 8 columns, k = 2 to 10), 0 to 0.35 where groups of the benchmarks are separated.
OPEN = 0.4
# A segment of fewer customers has no inside to compare with: next to no neighbour may lie beyond its border.
FEWEST_INSIDE, ALONE = 20, 0.02
# Groups must come back in halves of the customers (adjusted Rand index).
HALVES, COME_BACK = 6, 0.8
# Answers on a scale, and zeros that many have, leave gaps which say nothing of the customers: every column must have at
# least so many different values, as a share of the rows, or no value that more than so many share. What is rounded is
# spread over the room between the values.
DISTINCT, MOST_ALIKE = 0.5, 0.1
STARTS = 3
# Up to so many groups that k-means finds whole are looked for.
MOST_FINER = 25


def borders(rows: Floats, labels: Labels, seed: int) -> Floats:
    """Return for each segment 1..k how open its border is: 0 a gap all around, 1 as open as a cut through its middle.

    Parameters
    ----------
    rows : float64 array of shape (n_rows, n_features)
    labels : int32 array of shape (n_rows,)
        1..k.
    seed : int
        Of the recipe; where cuts through a segment begin.

    Returns
    -------
    float64 array of shape (k,)
        Infinite for segments of fewer than 20 rows that have neighbours outside.
    """
    k = int(labels.max(initial=0))
    count = min(NEIGHBOURS, len(rows) - 1)
    near = NearestNeighbors(n_neighbors=count).fit(rows).kneighbors(return_distance=False)
    found = np.full(k, np.inf)
    for segment in range(1, k + 1):
        inside = labels == segment
        # A small segment cannot be all of its members' neighbours.
        theirs = near[inside][:, : max((int(inside.sum()) - 1) // 2, 1)]
        outwards = float((labels[theirs] != segment).mean()) if inside.any() else 1.0
        if inside.sum() < FEWEST_INSIDE:
            found[segment - 1] = 0.0 if outwards <= ALONE else np.inf
            continue
        half = np.zeros(len(rows), dtype=np.int32)
        half[inside] = labels_by_kmeans(rows[inside], 2, seed)
        beside, own = half[theirs], half[inside][:, None]
        across = float(((beside != own) & (beside > 0)).mean())
        if across > 0:
            found[segment - 1] = outwards / across
        elif outwards == 0:
            found[segment - 1] = 0.0
    return found


def density_gaps_around(matrix: Floats, labels: Labels, seed: int) -> npt.NDArray[np.bool_]:
    """Return for each segment 1..k whether there is a gap around it; for none where columns leave gaps by themselves.

    Parameters are those of `assess_structure`.
    """
    k = int(labels.max(initial=0))
    found = np.full(k, np.inf)
    inside = np.flatnonzero(labels > 0)
    sample = inside[even_sample(len(inside), MOST_ROWS, seed)]
    rows = _spread(matrix[sample], seed)
    if rows is not None:
        seen = borders(rows, labels[sample], seed)
        found[: len(seen)] = seen
    return found <= OPEN


def number_of_nonconvex_groups(matrix: Floats, ks: Sequence[int], seed: int) -> int | None:
    """Return the largest number of groups of the Genie tree that are all separated and come back; None if none is.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order; 1,000 of them are looked at.
    ks : sequence of int
        Numbers to look at.
    seed : int
        Of the recipe.
    """
    rows = rows_to_look_at(matrix, seed)
    if rows is None:
        return None
    tree = genie_tree(rows)
    for k in sorted(ks, reverse=True):
        if 2 <= k < len(rows) and _is_separated_and_stable(rows, cut_tree(tree, k), seed):
            return k
    return None


def nonconvex_groups_hidden_from_kmeans(matrix: Floats, ks: Sequence[int], seed: int) -> int | None:
    """Return the number of separated groups that k-means would cut through, None where it finds them or there are none.

    Parameters are those of `number_of_nonconvex_groups`.
    """
    k = number_of_nonconvex_groups(matrix, ks, seed)
    rows = rows_to_look_at(matrix, seed)
    if k is None or rows is None:
        return None
    shaped = borders(rows, cut_tree(genie_tree(rows), k), seed)
    cut = borders(rows, labels_by_kmeans(rows, k, seed), seed)
    if cut.max() <= max(OPEN, 2 * shaped.max()):
        return None
    # Finer groups that k-means finds whole are worth more than coarse ones of any shape.
    finer = range(k + 1, min(MOST_FINER, n_distinct(rows)) + 1)
    return (
        None
        if any(borders(rows, labels_by_kmeans(rows, other, seed), seed).max() <= OPEN for other in finer)
        else k
    )


def rows_to_look_at(matrix: Floats, seed: int) -> Floats | None:
    """Return the rows in which groups are looked for, None where columns leave gaps by themselves."""
    return _spread(matrix[even_sample(len(matrix), MOST_ROWS, seed)], seed)


def _spread(rows: Floats, seed: int) -> Floats | None:
    """Return the rows with repeated values spread, None where gaps between them may be none between customers."""
    if len(rows) < FEWEST_ROWS or rows.shape[1] < 2:
        return None
    counts = [np.unique(column, return_counts=True)[1] for column in rows.T]
    can_show_gaps = all(
        len(one) >= DISTINCT * len(rows) or one.max() <= MOST_ALIKE * len(rows) for one in counts
    )
    return jittered(rows, seed) if can_show_gaps else None


def _is_separated_and_stable(rows: Floats, labels: Labels, seed: int) -> bool:
    """Return whether all groups have gaps around them and come back in halves of the rows."""
    k = int(labels.max())
    if borders(rows, labels, seed).max() > OPEN:
        return False
    agreement = []
    for draw in range(HALVES):
        random = np.random.default_rng([seed, 3, draw])
        half = np.sort(random.choice(len(rows), len(rows) // 2, replace=False))
        again = cut_tree(genie_tree(rows[half]), k)
        nearest = (
            NearestNeighbors(n_neighbors=1).fit(rows[half]).kneighbors(rows, return_distance=False)[:, 0]
        )
        agreement.append(adjusted_rand(labels, again[nearest]))
    return float(np.mean(agreement)) >= COME_BACK


def labels_by_kmeans(rows: Floats, k: int, seed: int) -> Labels:
    """Return the segments of a quick k-means, to compare borders with."""
    centres = lowest_inertia(rows, min(k, n_distinct(rows)), seed, STARTS, polish=False)
    return CentreAssigner(centres).labels(rows)
