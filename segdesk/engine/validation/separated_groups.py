"""How many natural groups there are: as many as can be told apart with a gap between any two."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.assigners.centres import CentreAssigner
from segdesk.engine.clustering.diagonal_mixture import DiagonalMixture, fit_diagonal_mixtures
from segdesk.engine.clustering.lloyd import lowest_inertia
from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.data.row_order import sample_rows
from segdesk.engine.validation.structure import separated_segments

MOST_GROUPS = 10
BIC_TOO_HIGH = 2
KMEANS_ROWS, KMEANS_STARTS = 5_000, 10


@dataclass(frozen=True, eq=False)
class SeparatedGroups:
    """Groups with gaps between all of them.

    Attributes
    ----------
    k : int
    mixture : DiagonalMixture or None
        What tells them apart where the given partitions do not: some columns say nothing about them.
    """

    k: int
    mixture: DiagonalMixture | None = None


def separated_groups(matrix: Floats, partitions: Sequence[Labels], seed: int = 0) -> SeparatedGroups | None:
    """Return the largest number of groups that all have gaps between them, None where there are no such groups.

    One number too many cuts a group that has no gap inside; one too few leaves groups together that have one. Besides
    the given partitions mixtures are tried, from the lowest BIC downwards: they see groups that columns of noise hide.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order.
    partitions : sequence of int32 arrays of shape (n_rows,)
        Of the candidates, 1..k.
    seed : int, default 0
        Of the recipe.
    """
    found: SeparatedGroups | None = None
    for labels in sorted(partitions, key=lambda one: -int(one.max(initial=0))):
        if int(labels.max(initial=0)) >= 2 and separated_segments(matrix, labels, seed).all():
            found = SeparatedGroups(int(labels.max()))
            break
    k, mixture = _best_mixture(matrix, seed)
    if mixture is not None and k > (found.k if found else 1):
        return SeparatedGroups(k, mixture)
    return found


def groups_hidden_from_kmeans(matrix: Floats, seed: int = 0) -> SeparatedGroups | None:
    """Return natural groups that k-means would cut across, None where it finds them too or there are none.

    What choosing a method needs to know, before any scan: one growth of mixtures and one quick k-means.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order.
    seed : int, default 0
        Of the recipe.
    """
    k, mixture = _best_mixture(matrix, seed)
    if mixture is None:
        return None
    sample = sample_rows(matrix, KMEANS_ROWS, seed, k)
    labels = (
        CentreAssigner(lowest_inertia(sample, k, seed, KMEANS_STARTS, polish=False)).assign(matrix).labels
    )
    return None if separated_segments(matrix, labels, seed).all() else SeparatedGroups(k, mixture)


def _best_mixture(matrix: Floats, seed: int) -> tuple[int, DiagonalMixture | None]:
    """Return the largest mixture up to the lowest BIC whose groups are all separated, or None, and its k.

    Groups that are not quite normal have BIC cut one or two of them once more.
    """
    mixtures = fit_diagonal_mixtures(matrix, range(1, MOST_GROUPS + 1), seed)
    if not mixtures:
        return 1, None
    best = min(mixtures, key=lambda one: (mixtures[one].bic, one))
    for k in range(best, max(best - BIC_TOO_HIGH, 2) - 1, -1):
        labels = mixtures[k].assigner.assign(matrix).labels
        if len(np.unique(labels)) == k and separated_segments(matrix, labels, seed).all():
            return k, mixtures[k]
    return 1, None
