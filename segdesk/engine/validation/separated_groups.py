"""How many natural groups there are: as many as can be told apart with a gap between any two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.assigners.centres import CentreAssigner
from segdesk.engine.clustering.diagonal_mixture import DiagonalMixture, MixtureGrowth
from segdesk.engine.clustering.lloyd import lowest_inertia
from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.data.row_order import sample_rows
from segdesk.engine.validation.separated_segments import separated_segments

# How many groups to look for; where there seem to be as many, how many to look for then.
MOST_GROUPS, MOST_GROUPS_AT_ALL = 10, 25
BIC_TOO_HIGH = 2
KMEANS_ROWS, KMEANS_STARTS = 5_000, 10
# The part of the customers in groups with gaps that makes it worth to look for more groups.
MANY_CUSTOMERS = 1 / 3


@dataclass(frozen=True, eq=False)
class SeparatedGroups:
    """Groups with gaps between all of them.

    Attributes
    ----------
    k : int
    mixture : DiagonalMixture
        What tells them apart.
    """

    k: int
    mixture: DiagonalMixture


def separated_numbers(matrix: Floats, partitions: Sequence[Labels], seed: int = 0) -> Iterator[int]:
    """Yield the numbers of segments that all have gaps between them, the largest first.

    One number too many cuts a group that has no gap inside; one too few leaves groups together that have one.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order.
    partitions : sequence of int32 arrays of shape (n_rows,)
        Of the candidates, 1..k.
    seed : int, default 0
        Of the recipe.
    """
    spread: dict[bytes, Floats] = {}
    for labels in sorted(partitions, key=lambda one: -int(one.max(initial=0))):
        k = int(labels.max(initial=0))
        if k >= 2 and separated_segments(matrix, labels, seed, spread).all():
            yield k


def groups_of_mixture(
    matrix: Floats, seed: int = 0, most: int = MOST_GROUPS, growth: MixtureGrowth | None = None
) -> SeparatedGroups | None:
    """Return the groups, all with gaps between them, that a mixture finds: also those that columns of noise hide.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order.
    seed : int, default 0
        Of the recipe.
    most : int, default 10
        Groups to look for.
    growth : MixtureGrowth, optional
        Of this matrix and seed, where somebody else asks for mixtures as well.
    """
    k, mixture = _best_mixture(matrix, seed, most, growth or MixtureGrowth(matrix, seed))
    return None if mixture is None else SeparatedGroups(k, mixture)


def seems_cut_short(
    matrix: Floats, labels: Labels, seed: int = 0, growth: MixtureGrowth | None = None
) -> bool:
    """Return whether there may be more groups than the largest number of segments that was tried.

    So it is where all those segments have gaps between them, or the mixture with the lowest BIC has as many groups and
    a third of the customers are in some with a gap around them.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order.
    labels : int32 array of shape (n_rows,)
        Of the largest number, 1..k.
    seed : int, default 0
        Of the recipe.
    growth : MixtureGrowth, optional
        As for `groups_of_mixture`.
    """
    k = int(labels.max(initial=0))
    if separated_segments(matrix, labels, seed).all():
        return True
    mixtures = (growth or MixtureGrowth(matrix, seed)).upto(k)
    if _lowest_bic(mixtures) < k:
        return False
    groups = mixtures[-1].assigner.labels(matrix)
    if len(np.unique(groups)) < k:
        return False
    shares = np.bincount(groups, minlength=k + 1)[1:] / len(groups)
    return float(shares[separated_segments(matrix, groups, seed)].sum()) > MANY_CUSTOMERS


def groups_hidden_from_kmeans(
    matrix: Floats, seed: int = 0, growth: MixtureGrowth | None = None
) -> SeparatedGroups | None:
    """Return natural groups that k-means would cut across, None where it finds them too or there are none.

    What choosing a method needs to know, before any scan: one growth of mixtures and one quick k-means.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order.
    seed : int, default 0
        Of the recipe.
    growth : MixtureGrowth, optional
        As for `groups_of_mixture`.
    """
    found = groups_of_mixture(matrix, seed, growth=growth)
    if found is None:
        return None
    k = found.k
    sample = sample_rows(matrix, KMEANS_ROWS, seed, k)
    labels = CentreAssigner(lowest_inertia(sample, k, seed, KMEANS_STARTS, polish=False)).labels(matrix)
    return None if separated_segments(matrix, labels, seed).all() else found


def _best_mixture(
    matrix: Floats, seed: int, most: int, growth: MixtureGrowth
) -> tuple[int, DiagonalMixture | None]:
    """Return the largest mixture up to the lowest BIC whose groups are all separated, or None, and its k.

    Groups that are not quite normal have BIC cut one or two of them once more.
    """
    mixtures = growth.upto(most)
    best = _lowest_bic(mixtures)
    if best == most < MOST_GROUPS_AT_ALL:
        mixtures = growth.upto(MOST_GROUPS_AT_ALL)
        best = _lowest_bic(mixtures)
    for k in range(best, max(best - BIC_TOO_HIGH, 2) - 1, -1):
        mixture = mixtures[k - 1]
        labels = mixture.assigner.labels(matrix)
        if len(np.unique(labels)) == k and separated_segments(matrix, labels, seed).all():
            return k, mixture
    return 1, None


def _lowest_bic(mixtures: Sequence[DiagonalMixture]) -> int:
    """Return the number of groups of the mixture with the lowest BIC, the fewest of equals; the first has one."""
    return 1 + int(np.argmin([mixture.bic for mixture in mixtures]))
