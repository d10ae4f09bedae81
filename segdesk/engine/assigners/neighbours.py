"""The segment of the nearest known row."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.assigners.assigner import Assignment, with_margins
from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.data.nearest import kth_nearest

NEIGHBOURS = 5


@dataclass(frozen=True, eq=False)
class NeighbourAssigner:
    """The segment of the nearest known row, within `reach` where it is finite.

    Segments of any shape have no centre that speaks for them, so the confidence is the margin between the distances to
    the fifth nearest known row of the own segment and of the best other one.

    Attributes
    ----------
    rows : float64 array of shape (n_known, n_features)
    row_labels : int32 array of shape (n_known,)
        0 for known rows that are unassigned.
    reach : float
        Rows further than this from every known row are unassigned.
    """

    rows: Floats
    row_labels: Labels
    reach: float = np.inf

    @property
    def n_segments(self) -> int:
        """Number of segments."""
        return int(self.row_labels.max(initial=0))

    def assign(self, rows: Floats) -> Assignment:
        """Assign rows of shape (n_rows, n_features)."""
        labels = self.labels(rows)
        to_segments = (
            np.column_stack([self._to_segment(s, rows) for s in range(1, self.n_segments + 1)])
            if self.n_segments
            else np.empty((len(rows), 0))
        )
        return with_margins(labels, to_segments)

    def labels(self, rows: Floats) -> Labels:
        """Return the labels alone."""
        if not len(self.rows):
            return np.zeros(len(rows), dtype=np.int32)
        nearest = kth_nearest(rows, self.rows)
        within = nearest.distance <= self.reach
        return np.where(within, self.row_labels[nearest.position], 0).astype(np.int32)

    def to_nearest(self, rows: Floats) -> Floats:
        """Return the distance of rows to the nearest known row of each segment, shape (n_rows, k)."""
        segments = range(1, self.n_segments + 1)
        return np.column_stack([self._to_segment(s, rows, neighbour=1) for s in segments])

    def _to_segment(self, number: int, rows: Floats, neighbour: int = NEIGHBOURS) -> Floats:
        members = self.rows[self.row_labels == number]
        return kth_nearest(rows, members, min(neighbour, len(members))).distance

    def renumbered(self, order: Sequence[int]) -> "NeighbourAssigner":
        """Return the assigner with segment `order[i]` as number i + 1."""
        new_number = np.zeros(self.n_segments + 1, dtype=np.int32)
        for new, old in enumerate(order, start=1):
            new_number[old] = new
        return replace(self, row_labels=new_number[self.row_labels])
