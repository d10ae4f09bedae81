"""Which group between gaps a finer segment lies in."""

import numpy as np

from segdesk.engine.data.arrays import Labels

# The part of a segment that must lie in one group.
IN_ONE_GROUP = 0.95


def parents(labels: Labels, groups: Labels) -> list[int | None]:
    """Return for each segment 1..k the group that at least 95% of its customers are in, None where there is none.

    Parameters
    ----------
    labels : int32 array of shape (n_rows,)
        Segments 1..k; 0 for unassigned rows.
    groups : int32 array of shape (n_rows,)
        Groups 1..g of the same customers.
    """
    found: list[int | None] = []
    for segment in range(1, int(labels.max(initial=0)) + 1):
        counts = np.bincount(groups[labels == segment], minlength=1)
        most = int(counts.argmax())
        is_inside = most > 0 and counts[most] >= IN_ONE_GROUP * counts.sum()
        found.append(most if is_inside else None)
    return found
