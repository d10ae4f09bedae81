"""Choosing the method from the table."""

from collections.abc import Sequence
from dataclasses import dataclass

from segdesk.engine.clustering.diagonal_mixture import MixtureGrowth
from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.finding import finding
from segdesk.engine.data.row_order import even_sample
from segdesk.engine.preparation.feature_groups import FeatureGroup
from segdesk.engine.recipe.method import GENIE
from segdesk.engine.validation.groups_cut_by_kmeans import groups_kept_whole
from segdesk.engine.validation.nonconvex_groups import nonconvex_groups_hidden_from_kmeans
from segdesk.engine.validation.separated_groups import groups_hidden_from_kmeans
from segdesk.messages import Message

SAMPLE_ROWS = 5_000


@dataclass(frozen=True)
class MethodChoice:
    """A method for a table.

    Attributes
    ----------
    name : str
    why : Message
        In a sentence.
    linkage : str or None
        Of a tree, where it must be a certain one.
    """

    name: str
    why: Message
    linkage: str | None = None


def choose_method(
    matrix: Floats,
    seed: int,
    feature_groups: Sequence[FeatureGroup] = (),
    ks: Sequence[int] = (),
    growth: MixtureGrowth | None = None,
) -> MethodChoice:
    """Choose the method for a table.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order.
    seed : int
        Of the recipe.
    feature_groups : sequence of FeatureGroup, optional
        Which columns belong to which variable; without them all are numbers.
    ks : sequence of int, optional
        Numbers of segments that are wanted.
    growth : MixtureGrowth, optional
        Of this matrix and seed, where the scan asks for mixtures later.
    """
    n_rows, n_features = matrix.shape
    if n_features == 1:
        return MethodChoice("kmeans", finding("method.kmeans_for_single_column"))
    sample = matrix[even_sample(n_rows, SAMPLE_ROWS, seed)]
    if groups_hidden_from_kmeans(sample, seed, growth) is not None:
        return MethodChoice("gmm", finding("method.mixture_for_hidden_groups"))
    numbers_only = not any(group.is_category for group in feature_groups)
    if numbers_only and nonconvex_groups_hidden_from_kmeans(matrix, ks, seed) is not None:
        return MethodChoice("hierarchical", finding("method.genie_for_shapes"), GENIE)
    kept = groups_kept_whole(matrix, ks, seed) if numbers_only else None
    if kept is not None:
        figures = {"n": kept.n_rows, "k": kept.k, "openness": kept.openness, "by_kmeans": kept.by_kmeans}
        if kept.method == GENIE:
            return MethodChoice("hierarchical", finding("method.genie_for_borders", **figures), GENIE)
        return MethodChoice(kept.method, finding("method.mixture_for_borders", **figures))
    if len({group.is_category for group in feature_groups if group.weight > 0}) == 2:
        return MethodChoice("kmeans", finding("method.kmeans_for_mixed_columns"))
    return MethodChoice("kmeans", finding("method.kmeans_by_default"))
