"""Scores of one partition on the prepared rows. Unassigned rows (label 0) are left out of all of them."""

from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.data.centres import centres_of
from segdesk.engine.data.distances import to_centres


@dataclass(frozen=True)
class Scores:
    """Quality of the segmentation on the prepared data, unassigned customers left out; None where not defined."""

    silhouette: float | None
    silhouette_se: float | None
    calinski_harabasz: float | None
    davies_bouldin: float | None
    inertia: float | None


def inertia(matrix: Floats, labels: Labels) -> float:
    """Return the sum of squared distances of the rows to the mean of their segment."""
    return float(_within(matrix, labels).sum())


def calinski_harabasz(matrix: Floats, labels: Labels, within: float | None = None) -> float | None:
    """Return the ratio of variance between to variance within segments, None unless 2 <= k < n.

    `within` is the inertia, where it is known already.

    References
    ----------
    Caliński & Harabasz 1974, Communications in Statistics 3:1.
    """
    rows, found = _assigned(matrix, labels)
    k, n = int(found.max(initial=0)), len(rows)
    if not 2 <= k < n:
        return None
    sizes = np.bincount(found)[1:]
    centres = centres_of(rows, found)
    between = float((sizes * ((centres - rows.mean(axis=0)) ** 2).sum(axis=1)).sum())
    if within is None:
        within = inertia(rows, found)
    # Without any spread inside the segments the ratio would be one of rounding errors.
    return None if within <= 1e-15 * between else (between / (k - 1)) / (within / (n - k))


def davies_bouldin(matrix: Floats, labels: Labels) -> float | None:
    """Return the mean over segments of the worst ratio of dispersion to separation, None unless 2 <= k < n.

    References
    ----------
    Davies & Bouldin 1979, IEEE PAMI 1:224.
    """
    rows, found = _assigned(matrix, labels)
    k = int(found.max(initial=0))
    if not 2 <= k < len(rows):
        return None
    centres = centres_of(rows, found)
    dispersion = np.array(
        [np.linalg.norm(rows[found == s] - centres[s - 1], axis=1).mean() for s in range(1, k + 1)]
    )
    apart = to_centres(centres, centres)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (dispersion[:, None] + dispersion) / apart
    np.fill_diagonal(ratio, -np.inf)
    worst = ratio.max(axis=1)
    return float(worst.mean()) if np.isfinite(worst).all() else None


def _assigned(matrix: Floats, labels: Labels) -> tuple[Floats, Labels]:
    """Return the rows that are in a segment with their labels; all of them without a copy."""
    inside = labels > 0
    return (matrix, labels) if inside.all() else (matrix[inside], labels[inside])


def _within(matrix: Floats, labels: Labels) -> Floats:
    """Return the inertia of each segment, shape (k,)."""
    k = int(labels.max(initial=0))
    sums = np.zeros(k)
    for s in range(1, k + 1):
        rows = matrix[labels == s]
        sums[s - 1] = ((rows - rows.mean(axis=0)) ** 2).sum() if len(rows) else 0.0
    return sums
