"""The segment of the nearest representative, each of which stands for several customers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.assigners.assigner import Assignment, with_margins
from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.data.distances import row_blocks, to_centres

# Further than any two prepared rows are apart: whoever is nearest belongs there.
WITHOUT_END = 1e100


@dataclass(frozen=True, eq=False)
class RepresentativeAssigner:
    """The segment of the nearest representative; confidence is the relative margin (d2 - d1) / d2.

    Attributes
    ----------
    points : float64 array of shape (n_points, n_features)
        Means of customers of one segment.
    numbers : int32 array of shape (n_points,)
        Segment of each, every one of 1..k at least once.
    reaches : float64 array of shape (n_points,)
        Rows further than this from the point that is nearest to them are unassigned.
    """

    points: Floats
    numbers: Labels
    reaches: Floats

    @property
    def n_segments(self) -> int:
        """Number of segments."""
        return int(self.numbers.max(initial=0))

    def nearest(self, rows: Floats) -> tuple[Labels, Floats]:
        """Return the place of each row's nearest point, and how far it is."""
        places, distances = np.empty(len(rows), dtype=np.int32), np.empty(len(rows))
        for part in row_blocks(len(rows), len(self.points)):
            to_points = to_centres(rows[part], self.points)
            places[part], distances[part] = to_points.argmin(axis=1), to_points.min(axis=1)
        return places, distances

    def assign(self, rows: Floats) -> Assignment:
        """Assign rows of shape (n_rows, n_features)."""
        n_rows, k = len(rows), self.n_segments
        labels, second = np.empty(n_rows, dtype=np.int32), np.empty(n_rows, dtype=np.int32)
        confidence = np.empty(n_rows)
        for part in row_blocks(n_rows, len(self.points)):
            to_points = to_centres(rows[part], self.points)
            place = to_points.argmin(axis=1)
            within = to_points[np.arange(len(place)), place] <= self.reaches[place]
            to_segments = np.column_stack(
                [to_points[:, self.numbers == number].min(axis=1) for number in range(1, k + 1)]
            )
            found = with_margins(np.where(within, self.numbers[place], 0).astype(np.int32), to_segments)
            labels[part], confidence[part], second[part] = found.labels, found.confidence, found.second
        return Assignment(labels, confidence, second)

    def labels(self, rows: Floats) -> Labels:
        """Return the labels alone."""
        return self.assign(rows).labels

    def renumbered(self, order: Sequence[int]) -> "RepresentativeAssigner":
        """Return the assigner with segment `order[i]` as number i + 1, without the points of others."""
        new_number = np.zeros(self.n_segments + 1, dtype=np.int32)
        new_number[np.asarray(order)] = np.arange(1, len(order) + 1)
        numbers = new_number[self.numbers]
        kept = numbers > 0
        return replace(self, points=self.points[kept], numbers=numbers[kept], reaches=self.reaches[kept])
