"""Assigning customers by the nearest prototype, where categories and numbers are not measured alike."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.spatial.distance import cdist

from segdesk.engine.assigners.assigner import Assignment, with_margins
from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.data.distances import row_blocks

# Distances that differ by less than this share are the same number, summed up in another order.
SAME = 1e-12


@dataclass(frozen=True, eq=False)
class PrototypeAssigner:
    """The nearest of some customers, or of made-up ones; confidence is the relative margin (d2 - d1) / d2.

    The distance is (Σ (factor · |x - y|) ** power) ** (1 / power) over the prepared columns: with power 1 Gower's, with
    power 2 the root of that of k-prototypes. Customers of the same categories are often equally near to several
    prototypes; they belong to the first of those in the order of the rows here, whatever its number.

    Attributes
    ----------
    prototypes : float64 array of shape (k, n_features)
        Prepared values.
    numbers : int32 array of shape (k,)
        Segment of each, 1..k in any order.
    factors : float64 array of shape (n_features,)
        0 or more.
    power : float
        1 or 2.
    """

    prototypes: Floats
    numbers: Labels
    factors: Floats
    power: float

    @classmethod
    def of(cls, prototypes: Floats, factors: Floats, power: float) -> "PrototypeAssigner":
        """Return the assigner for prototypes in any order."""
        ordered = prototypes[np.lexsort(prototypes.T[::-1])]
        return cls(ordered, np.arange(1, len(ordered) + 1, dtype=np.int32), factors, power)

    @property
    def n_segments(self) -> int:
        """Number of segments."""
        return len(self.prototypes)

    def distances(self, rows: Floats) -> Floats:
        """Return distances to each prototype, shape (n_rows, k)."""
        rows, prototypes = rows * self.factors, self.prototypes * self.factors
        metric = "cityblock" if self.power == 1 else "euclidean"
        distances: Floats = cdist(rows, prototypes, metric)
        return distances

    def assign(self, rows: Floats) -> Assignment:
        """Assign rows of shape (n_rows, n_features)."""
        labels = np.empty(len(rows), dtype=np.int32)
        second = np.empty(len(rows), dtype=np.int32)
        confidence = np.empty(len(rows))
        by_number = np.argsort(self.numbers)
        for part in row_blocks(len(rows), max(rows.shape[1], 1)):
            distances = self.distances(rows[part])
            level = distances <= distances.min(axis=1, keepdims=True) * (1 + SAME)
            found = with_margins(self.numbers[level.argmax(axis=1)], distances[:, by_number])
            labels[part], confidence[part], second[part] = found.labels, found.confidence, found.second
        return Assignment(labels, confidence, second)

    def labels(self, rows: Floats) -> Labels:
        """Return the labels alone."""
        return self.assign(rows).labels

    def renumbered(self, order: Sequence[int]) -> "PrototypeAssigner":
        """Return the assigner with segment `order[i]` as number i + 1, without the prototypes of others."""
        new_number = np.zeros(self.n_segments + 1, dtype=np.int32)
        new_number[np.asarray(order)] = np.arange(1, len(order) + 1)
        numbers = new_number[self.numbers]
        kept = numbers > 0
        return replace(self, prototypes=self.prototypes[kept], numbers=numbers[kept])
