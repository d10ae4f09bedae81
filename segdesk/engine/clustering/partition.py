"""From a fit in any numbering to segments numbered by size."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from segdesk.engine.assigners.assigner import Assignment
from segdesk.engine.clustering.methods.registry import Fit, RuleInputs
from segdesk.engine.clustering.size_limits import keep_size_limits
from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.data.centres import centres_of
from segdesk.engine.recipe.size_limits import SizeLimits


@dataclass(frozen=True, eq=False)
class Partition:
    """A fit with its segments numbered 1..k by falling size, and where its training rows are.

    Attributes
    ----------
    fit : Fit
    labels : int32 array of shape (n_rows,)
        What the assigner says of the training rows, unless limits on sizes have their say; 1..k, 0 for unassigned.
    k : int
    rows : float64 array of shape (n_rows, n_seen)
        What the assigner looks at.
    unlimited : int32 array of shape (n_rows,) or None
        Labels as they would be without limits on sizes, in a numbering of their own; None without limits.
    by_hand : Assignment or None
        Where the training rows are after changes by hand.
    """

    fit: Fit
    labels: Labels
    k: int
    rows: Floats
    unlimited: Labels | None = None
    by_hand: Assignment | None = None

    @cached_property
    def assignment(self) -> Assignment:
        """The labels with confidence and second best segment, which are looked for only when somebody asks."""
        if self.by_hand is not None:
            return self.by_hand
        return _with_labels(self.fit.assigner.assign(self.rows), self.labels)


def number_by_size(
    fit: Fit, matrix: Floats, rules: RuleInputs | None = None, limits: SizeLimits | None = None
) -> Partition:
    """Number the segments by falling size, ties by the first differing centre coordinate; drop empty ones.

    Parameters
    ----------
    fit : Fit
    matrix : float64 array of shape (n_rows, n_features)
        The training rows.
    rules : RuleInputs, optional
        What the method looked at instead, where it goes by rules.
    limits : SizeLimits, optional
        Bounds that the sizes keep.
    """
    seen = matrix if rules is None else rules.values
    labels = fit.assigner.labels(seen)
    unlimited = None
    if limits is not None:
        unlimited = labels
        assigner, labels = keep_size_limits(fit.assigner, matrix, labels, limits)
        fit = replace(fit, assigner=assigner)
    sizes = np.bincount(labels, minlength=fit.assigner.n_segments + 1)[1:]
    occupied = np.flatnonzero(sizes) + 1
    dense = np.zeros(len(sizes) + 1, dtype=np.int32)
    dense[occupied] = np.arange(1, len(occupied) + 1)
    centres = centres_of(matrix, dense[labels])
    order = sorted(occupied.tolist(), key=lambda s: (-sizes[s - 1], *centres[dense[s] - 1].tolist()))
    names = tuple(fit.names[s - 1] for s in order) if fit.names else ()
    numbered = replace(fit, assigner=fit.assigner.renumbered(order), names=names)
    if limits is None:
        return Partition(numbered, numbered.assigner.labels(seen), len(order), seen)
    rank = np.zeros(len(sizes) + 1, dtype=np.int32)
    rank[order] = np.arange(1, len(order) + 1)
    return Partition(numbered, rank[labels], len(order), seen, unlimited)


def _with_labels(assignment: Assignment, labels: Labels) -> Assignment:
    """Return the assignment with other labels: whom limits moved is not sure at all, and has the nearest as second."""
    moved = labels != assignment.labels
    return Assignment(
        labels,
        np.where(moved, 0.0, assignment.confidence),
        np.where(moved, assignment.labels, assignment.second).astype(np.int32),
    )
