"""Down a tree of halves."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.assigners.assigner import Assignment, with_margins
from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.data.distances import to_centres


@dataclass(frozen=True, eq=False)
class TreeAssigner:
    """Down a tree of halves: at each fork to the nearer of two centres.

    Attributes
    ----------
    forks : float64 array of shape (n_forks, 2, n_features)
        The two centres of each fork; fork 0 is the root.
    branches : int32 array of shape (n_forks, 2)
        Where each side leads: a fork if positive, segment -b if negative.
    centres : float64 array of shape (k, n_features)
        Of the segments, for confidence and runner-up.
    """

    forks: Floats
    branches: Labels
    centres: Floats

    @property
    def n_segments(self) -> int:
        """Number of segments."""
        return len(self.centres)

    def assign(self, rows: Floats) -> Assignment:
        """Assign rows of shape (n_rows, n_features)."""
        labels = np.ones(len(rows), dtype=np.int32)
        waiting = [(0, np.arange(len(rows)))] if len(self.forks) else []
        while waiting:
            fork, members = waiting.pop()
            sides = to_centres(rows[members], self.forks[fork]).argmin(axis=1)
            for side in (0, 1):
                target = int(self.branches[fork, side])
                if target < 0:
                    labels[members[sides == side]] = -target
                else:
                    waiting.append((target, members[sides == side]))
        return with_margins(labels, to_centres(rows, self.centres))

    def labels(self, rows: Floats) -> Labels:
        """Return the labels alone."""
        return self.assign(rows).labels

    def renumbered(self, order: Sequence[int]) -> "TreeAssigner":
        """Return the assigner with segment `order[i]` as number i + 1."""
        new_number = {old: new for new, old in enumerate(order, start=1)}
        branches = np.array(
            [[b if b >= 0 else -new_number[-b] for b in pair] for pair in self.branches.tolist()],
            dtype=np.int32,
        ).reshape(-1, 2)
        return TreeAssigner(self.forks, branches, self.centres[np.asarray(order) - 1])
