"""What limits on the size of segments cost, in figures and in a sentence."""

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

# Of the spread: a rise below this would read as 0.0%.
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
    basis : TrainingData
    recipe : Recipe
    partition : Partition
        Made with the limits.
    silhouette : float or None
        Of the partition.
    """
    limits = limits_of(recipe.method, training.inspection.table.n_rows, len(training.matrix))
    if limits is None or partition.unlimited is None:
        return None
    matrix, labels = training.matrix, partition.assignment.labels
    moved = int((partition.fit.assigner.assign(matrix).labels != labels).sum())
    spread, without = inertia(matrix, labels), inertia(matrix, partition.unlimited)
    fit_without = (
        silhouettes(matrix, [partition.unlimited], recipe.method.seed).mean(0)
        if np.bincount(partition.unlimited).tolist() != np.bincount(labels).tolist() or moved
        else silhouette
    )
    return SizeLimitCost(
        least=limits.least if recipe.method.min_size is not None else None,
        most=limits.most if recipe.method.max_size is not None else None,
        moved=moved,
        inertia=spread,
        inertia_without=without,
        silhouette=silhouette,
        silhouette_without=fit_without,
        text=_told(moved, spread, without, silhouette, fit_without),
    )


def _told(moved: int, spread: float, without: float, fit: float | None, fit_without: float | None) -> Message:
    if spread == without and not moved:
        return finding("sizes.limits_cost_nothing")
    if fit is None or fit_without is None:
        first = _of_spread(spread, without)
    else:
        first = finding(
            "sizes.fit_beside_spread", spread=_of_spread(spread, without), fit=fit, without=fit_without
        )
    second = finding("sizes.nobody_moved")
    if moved:
        second = finding("sizes.customers_moved", n=moved)
    third = finding("sizes.placed_without_limits")
    return finding("sizes.three_sentences", first=first, second=second, third=third)


def _of_spread(spread: float, without: float) -> Message:
    change = spread / without - 1 if without > 0 else 0.0
    if change > HARDLY:
        return finding("sizes.spread_cost", share=change, spread=spread, without=without)
    if change >= -HARDLY:
        return finding("sizes.spread_hardly_rises", spread=spread)
    return finding("sizes.spread_not_raised", spread=spread, without=without)
