"""What limits on the size of segments cost, in figures and as a finding."""

import math
from dataclasses import dataclass

import numpy as np

from segdesk.engine.clustering.partition import Partition
from segdesk.engine.data.finding import finding
from segdesk.engine.preparation.training_data import TrainingData
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.recipe.size_limits import limits_of
from segdesk.engine.validation.internal_indices import inertia
from segdesk.engine.validation.silhouette import silhouettes
from segdesk.messages import Message

# Of the inertia: the same segments in another order are summed up this differently.
ROUNDING = 1e-12
# Of the inertia: a rise below this would read as 0.0%.
HARDLY = 0.0005


@dataclass(frozen=True)
class SizeLimitCost:
    """What limits on the size of segments cost.

    Attributes
    ----------
    least, most : int or None
        Customers of a segment; None where there is no such limit.
    moved : int
        Customers who are not in the segment that the model would place them in.
    inertia, inertia_without : float
        Sum of squared distances to the mean of the own segment, with the limits and as the method found it.
    silhouette, silhouette_without : float or None
        None where not defined.
    text : Message
        In a sentence or two.
    """

    least: int | None
    most: int | None
    moved: int
    inertia: float
    inertia_without: float
    silhouette: float | None
    silhouette_without: float | None
    text: Message


def size_limit_cost(
    training: TrainingData, recipe: Recipe, partition: Partition, silhouette: float | None
) -> SizeLimitCost | None:
    """Return what the limits cost, None where the recipe asks for none.

    Parameters
    ----------
    training : TrainingData
    recipe : Recipe
    partition : Partition
        Made with the limits.
    silhouette : float or None
        Of the partition.
    """
    limits = limits_of(recipe.method, training.n_participants, len(training.matrix))
    if limits is None or partition.unlimited is None:
        return None
    matrix, labels = training.matrix, partition.labels
    moved = int((partition.fit.assigner.labels(matrix) != labels).sum())
    kept, without = inertia(matrix, labels), inertia(matrix, partition.unlimited)
    silhouette_without = (
        silhouettes(matrix, [partition.unlimited], recipe.method.seed).mean(0)
        if np.bincount(partition.unlimited).tolist() != np.bincount(labels).tolist() or moved
        else silhouette
    )
    return SizeLimitCost(
        least=limits.least if recipe.method.min_size is not None else None,
        most=limits.most if recipe.method.max_size is not None else None,
        moved=moved,
        inertia=kept,
        inertia_without=without,
        silhouette=silhouette,
        silhouette_without=silhouette_without,
        text=_cost_finding(moved, (kept, without), (silhouette, silhouette_without)),
    )


def _cost_finding(
    moved: int, inertias: tuple[float, float], means: tuple[float | None, float | None]
) -> Message:
    """Return what the limits cost; inertias and mean silhouettes are those with the limits and without."""
    if math.isclose(*inertias, rel_tol=ROUNDING) and not moved:
        return finding("sizes.limits_cost_nothing")
    first = _inertia_finding(*inertias)
    silhouette, silhouette_without = means
    if silhouette is not None and silhouette_without is not None:
        first = finding("sizes.fit_beside_spread", spread=first, fit=silhouette, without=silhouette_without)
    second = finding("sizes.nobody_moved")
    if moved:
        second = finding("sizes.customers_moved", n=moved)
    third = finding("sizes.placed_without_limits")
    return finding("sizes.three_sentences", first=first, second=second, third=third)


def _inertia_finding(kept: float, without: float) -> Message:
    change = kept / without - 1 if without > 0 else 0.0
    if change > HARDLY:
        return finding("sizes.spread_cost", share=change, spread=kept, without=without)
    if change >= -HARDLY:
        return finding("sizes.spread_hardly_rises", spread=kept)
    return finding("sizes.spread_not_raised", spread=kept, without=without)
