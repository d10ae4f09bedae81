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

    def renumbered(self, order: Sequence[int]) -> "Assigner":
        """Return the assigner with segment `order[i]` as number i + 1."""


def assign_by_distance(distances: Floats) -> Assignment:
    """Assign each row to the segment at the smallest distance; `distances` has shape (n_rows, k)."""
    return with_margins((distances.argmin(axis=1) + 1).astype(np.int32), distances)


def with_margins(labels: Labels, distances: Floats) -> Assignment:
    """Return the assignment with the margin of each row's own segment over the best other one."""
    n_rows, n_segments = distances.shape
    confidence = np.full(n_rows, np.nan)
    second = np.zeros(n_rows, dtype=np.int32)
    assigned = labels > 0
    if n_segments == 1:
        confidence[assigned] = 1.0
        return Assignment(labels, confidence, second)
    if n_segments > 1:
        inside = np.flatnonzero(assigned)
        own = distances[inside, labels[inside] - 1]
        others = distances[inside].copy()
        others[np.arange(len(inside)), labels[inside] - 1] = np.inf
        second[inside] = others.argmin(axis=1) + 1
        best_other = others.min(axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            margin = (best_other - own) / best_other
        confidence[inside] = np.clip(np.where(best_other > 0, margin, 0.0), 0.0, 1.0)
    return Assignment(labels, confidence, second)
