"""Groups that k-means would cut through although their number is known: which other method leaves them whole.

What decides is how open the borders of the segments are (`nonconvex_groups.borders`), on average over the customers
and at the worst segment: a method that cuts through groups has borders as open as a cut through their middle. The
constants were chosen on made tables and the labelled benchmarks; what such constants do on sets that they were not
chosen on stands in docs/methods.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.clustering.diagonal_mixture import MixtureGrowth
from segdesk.engine.clustering.genie import genie_tree
from segdesk.engine.clustering.methods.registry import Fit, FitTask, find_method
from segdesk.engine.clustering.tree_cut import cut_tree
from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.data.row_order import n_distinct
from segdesk.engine.recipe.method import GENIE, MethodSpec
from segdesk.engine.validation.nonconvex_groups import borders, labels_by_kmeans, rows_to_look_at

MIXTURE = "gmm"
# How open borders may be on average and at the worst: nearly closed where a tree is followed, which finds a thin place
# in a single curved population too; less so for a mixture, which must also be likelier than one cloud.
TREE_OPEN, TREE_WORST = 0.3, 0.6
MIXTURE_OPEN, MIXTURE_WORST = 0.6, 1.0
# Of how open the borders of k-means are, and of those of a mixture that would do as well.
CLEARLY_LESS, HALF_AS_OPEN = 0.9, 0.5
# So often in a row the BIC rises where the search for a number of clouds ends.
RISES = 2
# Of the customers: a few who are far from everyone are no group.
SMALLEST = 0.02
# More says no more: a border as open as any cut, or one of a segment too small to be measured.
WIDE_OPEN = 1.5


@dataclass(frozen=True)
class Openness:
    """How open the borders of segments are: on average over the customers, and of the segment worst off."""

    mean: float
    worst: float

    def within(self, mean: float, worst: float) -> bool:
        """Return whether neither is above its limit."""
        return self.mean <= mean and self.worst <= worst


@dataclass(frozen=True)
class GroupsKeptWhole:
    """A method whose borders lie where few customers are, against those of k-means.

    Attributes
    ----------
    method : str
        `genie` or `gmm`.
    k : int
        Number of segments that were compared.
    n_rows : int
        Customers that were looked at.
    openness, by_kmeans : float
        How open the borders are, on average over these customers.
    """

    method: str
    k: int
    n_rows: int
    openness: float
    by_kmeans: float


def groups_kept_whole(matrix: Floats, ks: Sequence[int], seed: int) -> GroupsKeptWhole | None:
    """Return the method that leaves groups whole through which k-means would cut, None where there are none.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order, all of them numbers; 1,000 are looked at.
    ks : sequence of int
        Numbers of segments that are wanted. Of several the mixture has the one of the lowest BIC, and only a mixture
        can be the answer: what a tree shows where the number is open, `nonconvex_groups_hidden_from_kmeans` says.
    seed : int
        Of the recipe.
    """
    rows = rows_to_look_at(matrix, seed)
    possible = [k for k in ks if rows is not None and 2 <= k < n_distinct(rows)]
    if rows is None or not possible:
        return None
    task = FitTask(rows, (), MethodSpec(seed=seed), growth=MixtureGrowth(rows, seed))
    k = possible[0] if len(possible) == 1 else _likeliest_number(task, possible)
    if k is None:
        return None
    cloud, clouds = find_method(MIXTURE).fit(replace(task, ks=(1, k)))
    mixture = _openness(rows, clouds.assigner.labels(rows), k, seed)
    centres = _openness(rows, labels_by_kmeans(rows, k, seed), k, seed)
    if len(possible) == 1:
        tree = _openness(rows, cut_tree(genie_tree(rows), k), k, seed)
        if (
            tree.within(TREE_OPEN, TREE_WORST)
            and tree.mean < CLEARLY_LESS * centres.mean
            and tree.mean < HALF_AS_OPEN * mixture.mean
        ):
            return GroupsKeptWhole(GENIE, k, len(rows), tree.mean, centres.mean)
    is_likelier = _bic(clouds) < _bic(cloud)
    leaves_groups_whole = mixture.within(MIXTURE_OPEN, MIXTURE_WORST)
    if is_likelier and leaves_groups_whole and mixture.mean < CLEARLY_LESS * centres.mean:
        return GroupsKeptWhole(MIXTURE, k, len(rows), mixture.mean, centres.mean)
    return None


def _likeliest_number(task: FitTask, ks: Sequence[int]) -> int | None:
    """Return the number of clouds at the first low of the BIC, None where that is one cloud."""
    lowest, best, at = np.inf, 1, 0
    for step, k in enumerate((1, *ks)):
        bic = _bic(find_method(MIXTURE).fit(replace(task, ks=(k,), quick=True))[0])
        if bic < lowest:
            lowest, best, at = bic, k, step
        elif step - at == RISES:
            break
    return best if best > 1 else None


def _bic(fit: Fit) -> float:
    return np.inf if fit.bic is None else fit.bic


def _openness(rows: Floats, labels: Labels, k: int, seed: int) -> Openness:
    """Return how open the borders of all k segments are, at the worst infinitely where one is tiny or empty."""
    sizes = np.bincount(labels, minlength=k + 1)[1:]
    found = np.full(k, np.inf)
    seen = borders(rows, labels, seed)
    found[: len(seen)] = seen
    mean = float(np.minimum(found, WIDE_OPEN) @ sizes / sizes.sum())
    return Openness(mean, float(found.max()) if sizes.min() >= SMALLEST * len(rows) else np.inf)
