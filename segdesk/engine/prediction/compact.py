"""A model without customers: means of several customers stand for them.

Segments of any shape have no single centre that speaks for them, so their models keep the prepared values of every
customer. Here each segment is cut into parts by k-means, and the mean of a part stands for all of it: for at least
five customers, so that it is nobody's own values. Parts are halved until they place nearly everyone as before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.assigners.representatives import WITHOUT_END, RepresentativeAssigner
from segdesk.engine.clustering.lloyd import lowest_inertia
from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.data.centres import centres_of
from segdesk.engine.data.distances import to_centres
from segdesk.engine.data.finding import finding
from segdesk.engine.data.row_order import canonical_order
from segdesk.engine.data.table import TypedColumn
from segdesk.engine.drift.reference import LEAST_CUSTOMERS
from segdesk.engine.prediction.model import Model, assign_customers
from segdesk.engine.prediction.personal_data import customers_held
from segdesk.engine.preparation.steps import Donors
from segdesk.messages import Message

# From this share of the customers placed as before on, finer parts are not tried.
ENOUGH = 0.995
MOST_POINTS = 600
_PARTS = (1, 2, 4, 8, 16, 32, 64)


@dataclass(frozen=True, eq=False)
class CompactModel:
    """A model without customers, and how well it places those of the original.

    Attributes
    ----------
    model : Model
    n_points : int
        How many representatives stand for the customers.
    n_customers : int
        Customers that both place.
    agreement : float
        Share of them that both place alike, the unassigned included; 0 to 1.
    """

    model: Model
    n_points: int
    n_customers: int
    agreement: float

    @property
    def words(self) -> Message:
        """What stands for the customers, and how well."""
        return finding(
            "personal_data.model_is_compact",
            n=self.n_points,
            share=self.agreement,
            customers=self.n_customers,
        )


def compact_model(
    model: Model, matrix: Floats, columns: Mapping[str, TypedColumn], method: str, seed: int
) -> CompactModel | None:
    """Return the model without customers; None where it holds none as it is.

    Parameters
    ----------
    model : Model
    matrix : float64 array of shape (n_customers, n_features)
        Prepared rows that it was made from, in any order.
    columns : mapping of str to TypedColumn
        The table that they come from.
    method : str
        That found the segments.
    seed : int
        Of the recipe.
    """
    if not customers_held(model, method):
        return None
    before = assign_customers(model, columns)
    rows = matrix[canonical_order(matrix)]
    assigner = _represented(rows, model.assigner.labels(rows), seed)
    donors = model.preparation.donors
    preparation = replace(model.preparation, donors=None if donors is None else _mean_donors(donors, seed))
    compact = replace(model, assigner=assigner, preparation=preparation)
    placed = ~before.not_placed
    after = assign_customers(compact, columns)
    alike = before.assignment.labels[placed] == after.assignment.labels[placed]
    return CompactModel(compact, len(assigner.points), int(placed.sum()), float(alike.mean()))


def _represented(rows: Floats, labels: Labels, seed: int) -> RepresentativeAssigner:
    """Return the assigner that places most rows as they are labelled, with no more points than that needs."""
    k = int(labels.max(initial=0))
    best: tuple[float, RepresentativeAssigner] | None = None
    for parts in _PARTS:
        if best is not None and k * parts > MOST_POINTS:
            break
        points, numbers = [], []
        for number in range(1, k + 1):
            means = _means_of_parts(rows[labels == number], parts, seed)
            points.append(means)
            numbers.append(np.full(len(means), number, dtype=np.int32))
        assigner = _within_reach(np.vstack(points), np.concatenate(numbers), rows, labels)
        agreement = float((assigner.labels(rows) == labels).mean())
        if best is None or agreement > best[0]:
            best = agreement, assigner
        if agreement >= ENOUGH:
            break
    assert best is not None
    return best[1]


def _means_of_parts(rows: Floats, parts: int, seed: int) -> Floats:
    """Return the means of parts of at least five rows; of fewer rows altogether, their mean."""
    parts = max(1, min(parts, len(rows) // LEAST_CUSTOMERS))
    means = lowest_inertia(rows, parts, seed, 1, polish=False) if parts > 1 else rows[:1]
    while len(means) > 1:
        own = to_centres(rows, means).argmin(axis=1)
        sizes = np.bincount(own, minlength=len(means))
        if sizes.min() >= LEAST_CUSTOMERS:
            return centres_of(rows, (own + 1).astype(np.int32))
        # The customers of the smallest part go to the parts beside it.
        means = np.delete(means, sizes.argmin(), axis=0)
    return centres_of(rows, np.ones(len(rows), dtype=np.int32))


def _within_reach(points: Floats, numbers: Labels, rows: Floats, labels: Labels) -> RepresentativeAssigner:
    """Return the assigner whose points reach as far as tells their customers best from those who are unassigned."""
    endless = np.full(len(points), WITHOUT_END)
    everywhere = RepresentativeAssigner(points, numbers, endless)
    if (labels > 0).all():
        return everywhere
    place, distance = everywhere.nearest(rows)
    reaches = endless.copy()
    for i in range(len(points)):
        near = place == i
        reaches[i] = _best_reach(distance[near], labels[near] > 0)
    return RepresentativeAssigner(points, numbers, reaches)


def _best_reach(distances: Floats, inside: np.ndarray) -> float:
    """Return the distance that most of those inside are within and most others beyond."""
    if not len(distances):
        return 0.0
    order = np.argsort(distances, kind="stable")
    ordered, ordered_inside = distances[order], inside[order]
    # Those within the i-th distance who belong, and those beyond it who do not.
    right = np.cumsum(ordered_inside) + (~ordered_inside).sum() - np.cumsum(~ordered_inside)
    at = len(right) - 1 - int(right[::-1].argmax())
    beyond = ordered[at + 1] if at + 1 < len(ordered) else ordered[at]
    return float((ordered[at] + beyond) / 2)


def _mean_donors(donors: Donors, seed: int) -> Donors:
    """Return lenders of values that are means of at least five customers each."""
    rows = np.array([[np.nan if v is None else v for v in row] for row in donors.rows], dtype=np.float64)
    whole = rows[~np.isnan(rows).any(axis=1)]
    # Without customers who have every value, the mean of each column is lent, which is 0 where they are standardised.
    means = (
        _means_of_parts(whole, len(whole) // (2 * LEAST_CUSTOMERS), seed)
        if len(whole) >= LEAST_CUSTOMERS
        else np.zeros((1, len(donors.names)))
    )
    return replace(donors, rows=tuple(tuple(row) for row in means.tolist()), neighbours=1)
