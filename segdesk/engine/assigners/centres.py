"""The nearest centre."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.assigners.assigner import Assignment, assign_by_distance
from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.data.distances import row_blocks, to_centres


@dataclass(frozen=True, eq=False)
class CentreAssigner:
    """The nearest centre; confidence is the relative margin (d2 - d1) / d2.

    Attributes
    ----------
    centres : float64 array of shape (k, n_features)
    """

    centres: Floats

    @property
    def n_segments(self) -> int:
        """Number of segments."""
        return len(self.centres)

    def assign(self, rows: Floats) -> Assignment:
        """Assign rows of shape (n_rows, n_features)."""
        labels = np.empty(len(rows), dtype=np.int32)
        second = np.empty(len(rows), dtype=np.int32)
        confidence = np.empty(len(rows))
        for part in row_blocks(len(rows), len(self.centres)):
            found = assign_by_distance(to_centres(rows[part], self.centres))
            labels[part], confidence[part], second[part] = found.labels, found.confidence, found.second
        return Assignment(labels, confidence, second)

    def labels(self, rows: Floats) -> Labels:
        """Return the labels alone."""
        labels = np.empty(len(rows), dtype=np.int32)
        for part in row_blocks(len(rows), len(self.centres)):
            labels[part] = to_centres(rows[part], self.centres).argmin(axis=1) + 1
        return labels

    def renumbered(self, order: Sequence[int]) -> "CentreAssigner":
        """Return the assigner with segment `order[i]` as number i + 1."""
        return CentreAssigner(self.centres[np.asarray(order) - 1])
