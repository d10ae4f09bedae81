"""Assigning customers: the part of a segmentation that says to which segment a row of the matrix belongs.

A method fits one of these and nothing else, and the training labels are what it says of the training rows. So assigning
the training file again gives the training labels by construction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from segdesk.engine.data.arrays import Floats, Labels

# Below this confidence a customer is about as close to the second segment as to the own.
BORDERLINE = 0.1


@dataclass(frozen=True, eq=False)
class Assignment:
    """Where rows belong.

    Attributes
    ----------
    labels : int32 array of shape (n_rows,)
        1..k, 0 for unassigned.
    confidence : float64 array of shape (n_rows,)
        0 to 1, NaN for unassigned.
    second : int32 array of shape (n_rows,)
        Runner-up segment; 0 where there is none.
    """

    labels: Labels
    confidence: Floats
    second: Labels


class Assigner(Protocol):
    """What every method fits."""

    @property
    def n_segments(self) -> int:
        """Number of segments."""

    def assign(self, rows: Floats) -> Assignment:
        """Assign rows of shape (n_rows, n_features)."""

    def labels(self, rows: Floats) -> Labels:
        """Return the labels that `assign` gives; quicker where confidence and second best cost much."""

    def renumbered(self, order: Sequence[int]) -> "Assigner":
        """Return the assigner with segment `order[i]` as number i + 1."""


def assign_by_distance(distances: Floats) -> Assignment:
    """Assign each row to the segment at the smallest distance; `distances` has shape (n_rows, k)."""
    return with_margins((distances.argmin(axis=1) + 1).astype(np.int32), distances)


def with_margins(labels: Labels, distances: Floats) -> Assignment:
    """Return the assignment with the margin of each row's own segment over the best other one."""
    n_rows, n_segments = distances.shape
    assigned = labels > 0
    if n_segments < 2:
        return Assignment(labels, np.where(assigned, 1.0, np.nan), np.zeros(n_rows, dtype=np.int32))
    every = np.arange(n_rows)
    own = distances[every, labels - 1]
    others = distances.copy()
    others[every, labels - 1] = np.inf
    nearest = others.argmin(axis=1)
    best_other = others[every, nearest]
    with np.errstate(divide="ignore", invalid="ignore"):
        margin = (best_other - own) / best_other
    margin = np.clip(np.where(best_other > 0, margin, 0.0), 0.0, 1.0)
    # What was reckoned for rows without a segment is nobody's.
    confidence = np.where(assigned, margin, np.nan)
    second = np.where(assigned, nearest + 1, 0).astype(np.int32)
    return Assignment(labels, confidence, second)
