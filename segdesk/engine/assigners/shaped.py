"""Segments that were shaped by hand: what the method said, and then one step after the other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.assigners.assigner import Assigner, Assignment, with_margins
from segdesk.engine.data.arrays import Floats, Labels, Mask
from segdesk.engine.data.distances import to_centres

# As a target: the step's own assigner decides.
ASKED = -1


@dataclass(frozen=True, eq=False)
class Route:
    """Segments go on under other numbers, several under one, or are parted by an assigner.

    Attributes
    ----------
    targets : int32 array of shape (k_before + 1,)
        New number of each segment, the unassigned first; 0: unassigned, -1: `child` decides.
    child : Assigner or None
        Places those for whom the target is -1.
    child_targets : int32 array of shape (k_of_child + 1,)
        New number of each of its segments, the unassigned first.
    """

    targets: Labels
    child: Assigner | None
    child_targets: Labels

    def apply(self, labels: Labels, rows: Floats) -> Labels:
        """Return the new segments of prepared rows."""
        new = self.targets[labels]
        asked = new == ASKED
        if self.child is not None and asked.any():
            new[asked] = self.child_targets[self.child.labels(rows[asked])]
        return new


@dataclass(frozen=True, eq=False)
class Annex:
    """A segment made of chosen customers takes in whoever is nearer to its centre than to the own one.

    Attributes
    ----------
    centres : float64 array of shape (k_before + 1, n_features)
        Of the segments before, and of the new one, which comes last.
    """

    centres: Floats

    def apply(self, labels: Labels, rows: Floats) -> Labels:
        """Return the new segments of prepared rows."""
        own = np.sqrt(((rows - self.centres[labels - 1]) ** 2).sum(axis=1))
        nearer = (labels > 0) & (to_centres(rows, self.centres[-1:])[:, 0] < own)
        return np.where(nearer, len(self.centres), labels).astype(np.int32)


Step = Route | Annex


@dataclass(frozen=True, eq=False)
class ShapedAssigner:
    """What a method's assigner says, and then what was made of its segments by hand.

    Whoever is in a segment as the method made it, with a runner-up that is so too, keeps the method's confidence. For
    the others it is the relative margin between the centres of the segments as they are now.

    Attributes
    ----------
    base : Assigner
    steps : tuple of Route or Annex
    centres : float64 array of shape (k, n_features)
        Means of the segments' training rows.
    n_values : int
        How many of a row's first numbers are the variables as they are in the table, for rules as `base`; the prepared
        ones follow. 0: all are prepared, and `base` looks at those.
    """

    base: Assigner
    steps: tuple[Step, ...]
    centres: Floats
    n_values: int = 0

    @property
    def n_segments(self) -> int:
        """Number of segments."""
        return len(self.centres)

    def assign(self, rows: Floats) -> Assignment:
        """Assign rows of shape (n_rows, n_values + n_features)."""
        prepared = rows[:, self.n_values :]
        found = self.base.assign(rows[:, : self.n_values] if self.n_values else prepared)
        return shaped(found, self.steps, prepared, self.centres)

    def labels(self, rows: Floats) -> Labels:
        """Return the labels alone."""
        return self.assign(rows).labels

    def renumbered(self, order: Sequence[int]) -> "ShapedAssigner":
        """Return the assigner with segment `order[i]` as number i + 1."""
        targets = np.zeros(self.n_segments + 1, dtype=np.int32)
        targets[np.asarray(order)] = np.arange(1, len(order) + 1)
        step = Route(targets, None, np.zeros(1, dtype=np.int32))
        return replace(self, steps=(*self.steps, step), centres=self.centres[np.asarray(order) - 1])


def shaped(
    found: Assignment, steps: Sequence[Step], rows: Floats, centres: Floats, moved: Labels | None = None
) -> Assignment:
    """Return where rows belong after the steps.

    Parameters
    ----------
    found : Assignment
        What the method said of them.
    steps : sequence of Route or Annex
    rows : float64 array of shape (n_rows, n_features)
        Prepared.
    centres : float64 array of shape (k, n_features)
        Of the segments after the steps.
    moved : int32 array of shape (n_rows,), optional
        The segments that customers were put into one by one, instead of what the steps say of them.
    """
    labels, second = found.labels, found.second
    opened = np.zeros(len(rows), dtype=bool)
    for step in steps:
        labels, second, changed = _step(step, labels, second, rows)
        opened |= changed
    if moved is not None:
        opened |= moved != labels
        labels = moved
    opened &= labels > 0
    confidence = np.where(labels > 0, found.confidence, np.nan)
    second = np.where(labels > 0, second, 0).astype(np.int32)
    if opened.any():
        measured = with_margins(labels[opened], to_centres(rows[opened], centres))
        confidence[opened], second[opened] = measured.confidence, measured.second
    return Assignment(labels, confidence, second)


def _step(step: Step, labels: Labels, second: Labels, rows: Floats) -> tuple[Labels, Labels, Mask]:
    """Return labels and runners-up after a step, and for whom it changed more than numbers."""
    new = step.apply(labels, rows)
    if isinstance(step, Annex):
        return new, second, new != labels
    runner_up = step.targets[second]
    lost = (second > 0) & ((runner_up < 1) | (runner_up == new))
    changed = (step.targets[labels] == ASKED) | lost
    return new, np.maximum(runner_up, 0).astype(np.int32), changed
