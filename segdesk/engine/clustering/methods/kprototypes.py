"""k-prototypes: k-means for numbers and categories; the middle of a segment is a mean and a most frequent level.

References
----------
Huang 1998, Data Mining and Knowledge Discovery 2:283.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from segdesk.engine.assigners.prototypes import PrototypeAssigner
from segdesk.engine.clustering.methods.registry import Fit, FitTask, method
from segdesk.engine.data.arrays import Floats, Positions
from segdesk.engine.data.finding import finding
from segdesk.engine.data.row_order import sample_rows
from segdesk.engine.preparation.feature_groups import FeatureGroup, numbers_only
from segdesk.messages import Message, say
from segdesk.threads import in_parallel, workers_for_short_calls

SAMPLE_ROWS = 20_000
QUICK_STARTS, FEWEST_STARTS, MOST_STARTS = 2, 10, 120
# Rows times starts that cost little.
AFFORDABLE_ROWS = 120_000
MAX_ITERATIONS = 100


@method(
    "kprototypes",
    say("k-prototypes"),
    say("Around typical numbers and usual categories (k-prototypes)"),
    has_gap_reference=False,
    needs_categories=True,
    makes_short_calls=True,
)
def fit_kprototypes(task: FitTask) -> Sequence[Fit]:
    """Fit k-prototypes for each k, the starts side by side.

    Above 20,000 rows the starts run on a sample of that size and the best of them is iterated on all rows.
    """
    feature_groups = task.feature_groups or numbers_only(task.matrix.shape[1])
    gamma = default_gamma(task.matrix, feature_groups)
    factors = prototype_factors(task.matrix.shape[1], feature_groups, gamma)
    every = MixedRows.of(task.matrix * factors, feature_groups)
    sampled = sample_rows(task.matrix, SAMPLE_ROWS, task.spec.seed, max(task.ks))
    sample = every if len(sampled) == len(task.matrix) else MixedRows.of(sampled * factors, feature_groups)
    starts = QUICK_STARTS if task.quick else n_starts(len(sampled))
    # A column that counts for nothing keeps its middle value, whatever the segment.
    unscale = np.divide(1.0, factors, out=np.zeros_like(factors), where=factors > 0)

    def best(k: int) -> Fit:
        prototypes = lowest_cost(sample, k, task.spec.seed, starts)
        if sample is not every:
            prototypes, _ = iterate(every, prototypes)
        return Fit(PrototypeAssigner.of(prototypes * unscale, factors, 2.0), notes=notes)

    notes = _notes(feature_groups, gamma, len(sampled), len(task.matrix))
    if task.quick:
        return [best(k) for k in task.ks]
    workers = workers_for_short_calls(len(sampled))
    return in_parallel(best, task.ks, say("Trying numbers of segments"), task.progress, workers=workers)


@dataclass(frozen=True, eq=False)
class MixedRows:
    """Rows whose squared distance is that of k-prototypes, and what their categories are.

    Attributes
    ----------
    rows : float64 array of shape (n_rows, n_features)
    is_number : bool array of shape (n_features,)
    categories : tuple of (slice, float64 array of shape (n_levels, n_columns), int array of shape (n_rows,))
        Per category its columns, their values for each level, and which level each row has.
    """

    rows: Floats
    is_number: npt.NDArray[np.bool_]
    categories: tuple[tuple[slice, Floats, Positions], ...]

    @classmethod
    def of(cls, rows: Floats, feature_groups: Sequence[FeatureGroup]) -> "MixedRows":
        """Return rows, scaled already, with the levels of their categories."""
        is_number = np.ones(rows.shape[1], dtype=bool)
        categories = []
        for group in feature_groups:
            if not group.is_category:
                continue
            is_number[group.columns] = False
            values = rows[:, group.columns]
            # The own level's column is the only one above the mean; yes/no has one, and may be filled in between.
            own = values.argmax(axis=1) if values.shape[1] > 1 else values[:, 0]
            _, first, codes = np.unique(own, return_index=True, return_inverse=True)
            categories.append((group.columns, values[first], codes))
        return cls(rows, is_number, tuple(categories))

    def middles(self, labels: Positions, k: int) -> Floats:
        """Return the prototype of each group 0..k-1: means, and most frequent levels (of equal ones the first)."""
        members = np.zeros((k, len(self.rows)))
        members[labels, np.arange(len(self.rows))] = 1.0
        middles = np.zeros((k, self.rows.shape[1]))
        sizes = np.maximum(members.sum(axis=1, keepdims=True), 1.0)
        middles[:, self.is_number] = members @ self.rows[:, self.is_number] / sizes
        for columns, levels, codes in self.categories:
            counts = np.bincount(labels * len(levels) + codes, minlength=k * len(levels))
            middles[:, columns] = levels[counts.reshape(k, len(levels)).argmax(axis=1)]
        return middles


def n_starts(n_rows: int) -> int:
    """Return how many starts: many where they cost little, 120 up to 1,000 rows and 10 from 12,000 on."""
    return int(np.clip(AFFORDABLE_ROWS // n_rows, FEWEST_STARTS, MOST_STARTS))


def default_gamma(matrix: Floats, feature_groups: Sequence[FeatureGroup]) -> float:
    """Return what another category counts, as a squared distance: half the mean variance of the numbers.

    On standardised columns that is Huang's rule, half the mean standard deviation: 0.5. Weights of the numbers are
    taken off before. 1 where there are no numbers.
    """
    numbers = [group for group in feature_groups if not group.is_category and group.weight > 0]
    columns = [each.start for each in numbers]
    weights = np.array([each.weight for each in numbers])
    variances = matrix[:, columns].var(axis=0) / weights**2
    varying = variances[variances > 0]
    return float(varying.mean()) / 2 if len(varying) else 1.0


def prototype_factors(n_features: int, feature_groups: Sequence[FeatureGroup], gamma: float) -> Floats:
    """Return what to multiply prepared columns by so that squared distances are those of k-prototypes.

    Two customers of different categories are gamma apart, times the square of the category's weight, since a weight
    multiplies a distance; they differ in two columns of the group, of yes/no in one.

    Returns
    -------
    float64 array of shape (n_features,)
    """
    factors = np.ones(n_features)
    for group in feature_groups:
        if group.is_category:
            spans = np.array(group.spans)
            differing = 2 if len(spans) > 1 else 1
            apart = group.weight * np.sqrt(gamma / differing)
            factors[group.columns] = np.divide(apart, spans, out=np.zeros_like(spans), where=spans > 0)
    return factors


def lowest_cost(rows: MixedRows, k: int, seed: int, starts: int) -> Floats:
    """Return the prototypes with the lowest sum of squared distances of several starts, shape (k, n_features).

    The first quarter of the starts is drawn; the others move one prototype of the best so far to a random row, which
    finds better ones at the same cost (Fränti & Kivijärvi 2000).
    """
    best, lowest = rows.rows[:k], np.inf
    for start in range(starts):
        random = np.random.default_rng([seed, k, start])
        if start < max(starts / 4, QUICK_STARTS):
            begun = _kmeans_plus_plus(rows.rows, k, random)
        else:
            begun = best.copy()
            begun[random.integers(k)] = rows.rows[random.integers(len(rows.rows))]
        prototypes, cost = iterate(rows, begun)
        # A difference in the last digits is rounding, not a better partition.
        if cost < lowest * (1 - 1e-10):
            best, lowest = prototypes, cost
    return best


def iterate(rows: MixedRows, prototypes: Floats) -> tuple[Floats, float]:
    """Move everyone to the nearest prototype and prototypes to the middle of their group until nobody moves.

    Returns the prototypes and the sum of squared distances. A group that loses everyone gets the customer furthest from
    its prototype.
    """
    k = len(prototypes)
    labels = np.full(len(rows.rows), -1, dtype=np.intp)
    squared = _squared(rows.rows, prototypes)
    for _ in range(MAX_ITERATIONS):
        nearest = squared.argmin(axis=1)
        for empty in np.setdiff1d(np.arange(k), nearest):
            own = squared[np.arange(len(nearest)), nearest]
            alone = np.bincount(nearest, minlength=k)[nearest] == 1
            nearest[int(np.where(alone, -1.0, own).argmax())] = empty
        if np.array_equal(nearest, labels):
            break
        labels = nearest
        prototypes = rows.middles(labels, k)
        squared = _squared(rows.rows, prototypes)
    return prototypes, float(squared.min(axis=1).sum())


def _squared(rows: Floats, prototypes: Floats) -> Floats:
    """Return squared distances of shape (n_rows, k), by one matrix product."""
    squared = -2 * rows @ prototypes.T
    squared += (rows**2).sum(axis=1)[:, None]
    squared += (prototypes**2).sum(axis=1)
    return np.maximum(squared, 0.0, out=squared)


def _kmeans_plus_plus(rows: Floats, k: int, random: np.random.Generator) -> Floats:
    """Return k rows drawn one by one, far ones more likely, as for k-means++ (Arthur & Vassilvitskii 2007)."""
    chosen = [int(random.integers(len(rows)))]
    squared = _squared(rows, rows[chosen])[:, 0]
    for _ in range(k - 1):
        total = np.cumsum(squared)
        # Whoever is drawn by rounding at the very end of the sum is the last one.
        at = int(np.searchsorted(total, random.random() * total[-1], side="right"))
        chosen.append(min(at, len(rows) - 1))
        squared = np.minimum(squared, _squared(rows, rows[chosen[-1:]])[:, 0])
    return rows[chosen]


def _notes(
    feature_groups: Sequence[FeatureGroup], gamma: float, n_sampled: int, n_rows: int
) -> tuple[Message, ...]:
    notes: list[Message] = []
    if not any(group.is_category for group in feature_groups):
        notes.append(finding("clustering.kprototypes_without_categories"))
    elif all(group.is_category for group in feature_groups):
        notes.append(finding("clustering.kprototypes_without_numbers"))
    else:
        notes.append(finding("clustering.kprototypes_gamma", gamma=gamma))
    if n_sampled < n_rows:
        notes.append(finding("clustering.kprototypes_started_on_sample", n=n_sampled))
    return tuple(notes)
