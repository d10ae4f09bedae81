"""Placing customers: the part of a segmentation that says to which segment a row of the matrix belongs.

A method fits one of these and nothing else, and the training labels are what it says of the training rows. So placing
the training file again gives the training labels by construction.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from scipy.spatial import KDTree

from segdesk.engine.distances import blocks, to_centres
from segdesk.engine.segmentation import Labels
from segdesk.engine.table import Floats

NEIGHBOURS = 5


@dataclass(frozen=True, eq=False)
class Placement:
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


class Placer(Protocol):
    """What every method fits."""

    @property
    def n_segments(self) -> int:
        """Number of segments."""

    def place(self, rows: Floats) -> Placement:
        """Place rows of shape (n_rows, n_features)."""

    def renumbered(self, order: Sequence[int]) -> "Placer":
        """Return the placer with segment `order[i]` as number i + 1."""


@dataclass(frozen=True, eq=False)
class CentrePlacer:
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

    def place(self, rows: Floats) -> Placement:
        """Place rows of shape (n_rows, n_features)."""
        labels = np.empty(len(rows), dtype=np.int32)
        second = np.empty(len(rows), dtype=np.int32)
        confidence = np.empty(len(rows))
        for part in blocks(len(rows), len(self.centres)):
            placed = _by_distance(to_centres(rows[part], self.centres))
            labels[part], confidence[part], second[part] = placed.labels, placed.confidence, placed.second
        return Placement(labels, confidence, second)

    def renumbered(self, order: Sequence[int]) -> "CentrePlacer":
        """Return the placer with segment `order[i]` as number i + 1."""
        return CentrePlacer(self.centres[np.asarray(order) - 1])


@dataclass(frozen=True, eq=False)
class TreePlacer:
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

    def place(self, rows: Floats) -> Placement:
        """Place rows of shape (n_rows, n_features)."""
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

    def renumbered(self, order: Sequence[int]) -> "TreePlacer":
        """Return the placer with segment `order[i]` as number i + 1."""
        new_number = {old: new for new, old in enumerate(order, start=1)}
        branches = np.array(
            [[b if b >= 0 else -new_number[-b] for b in pair] for pair in self.branches.tolist()],
            dtype=np.int32,
        ).reshape(-1, 2)
        return TreePlacer(self.forks, branches, self.centres[np.asarray(order) - 1])


@dataclass(frozen=True, eq=False)
class MixturePlacer:
    """The component with the highest posterior probability, which is also the confidence.

    Attributes
    ----------
    weights : float64 array of shape (k,)
    means : float64 array of shape (k, n_features)
    precision_factors : float64 array of shape (k, n_features, n_features)
        Upper triangular U with precision matrix U @ U.T.
    """

    weights: Floats
    means: Floats
    precision_factors: Floats

    @property
    def n_segments(self) -> int:
        """Number of segments."""
        return len(self.means)

    def log_densities(self, rows: Floats) -> Floats:
        """Return log(weight * density) of shape (n_rows, k)."""
        n_features = rows.shape[1]
        columns = []
        for weight, mean, factor in zip(self.weights, self.means, self.precision_factors, strict=True):
            # Row by row the same sum whatever the number of rows: einsum without BLAS does not reorder it.
            standard = np.einsum("ij,jk->ik", rows - mean, factor)
            log_determinant = np.log(np.diagonal(factor)).sum()
            squared = (standard**2).sum(axis=1)
            columns.append(
                np.log(weight) + log_determinant - 0.5 * (n_features * np.log(2 * np.pi) + squared)
            )
        return np.column_stack(columns)

    def place(self, rows: Floats) -> Placement:
        """Place rows of shape (n_rows, n_features)."""
        log_density = self.log_densities(rows)
        highest = log_density.max(axis=1, keepdims=True)
        posterior = np.exp(log_density - highest)
        posterior /= posterior.sum(axis=1, keepdims=True)
        order = np.argsort(-log_density, axis=1, kind="stable")
        labels = (order[:, 0] + 1).astype(np.int32)
        second = (order[:, 1] + 1).astype(np.int32) if self.n_segments > 1 else np.zeros_like(labels)
        return Placement(labels, posterior[np.arange(len(rows)), order[:, 0]], second)

    def renumbered(self, order: Sequence[int]) -> "MixturePlacer":
        """Return the placer with segment `order[i]` as number i + 1."""
        old = np.asarray(order) - 1
        return MixturePlacer(self.weights[old], self.means[old], self.precision_factors[old])


@dataclass(frozen=True, eq=False)
class NeighbourPlacer:
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

    def place(self, rows: Floats) -> Placement:
        """Place rows of shape (n_rows, n_features)."""
        if not len(self.rows):
            nobody = np.zeros(len(rows), dtype=np.int32)
            return Placement(nobody, np.full(len(rows), np.nan), nobody)
        distance, nearest = KDTree(self.rows).query(rows)
        labels = np.where(distance <= self.reach, self.row_labels[nearest], 0).astype(np.int32)
        to_segments = (
            np.column_stack([self._to_segment(s, rows) for s in range(1, self.n_segments + 1)])
            if (self.n_segments)
            else np.empty((len(rows), 0))
        )
        return with_margins(labels, to_segments)

    def to_nearest(self, rows: Floats) -> Floats:
        """Return the distance of rows to the nearest known row of each segment, shape (n_rows, k)."""
        segments = range(1, self.n_segments + 1)
        return np.column_stack([self._to_segment(s, rows, neighbour=1) for s in segments])

    def _to_segment(self, number: int, rows: Floats, neighbour: int = NEIGHBOURS) -> Floats:
        members = self.rows[self.row_labels == number]
        distance, _ = KDTree(members).query(rows, k=[min(neighbour, len(members))])
        return np.asarray(distance)[:, 0]

    def renumbered(self, order: Sequence[int]) -> "NeighbourPlacer":
        """Return the placer with segment `order[i]` as number i + 1."""
        new_number = np.zeros(self.n_segments + 1, dtype=np.int32)
        for new, old in enumerate(order, start=1):
            new_number[old] = new
        return replace(self, row_labels=new_number[self.row_labels])


def _by_distance(distances: Floats) -> Placement:
    """Place each row at its smallest distance; `distances` has shape (n_rows, k)."""
    return with_margins((distances.argmin(axis=1) + 1).astype(np.int32), distances)


def with_margins(labels: Labels, distances: Floats) -> Placement:
    """Return the placement with the margin of each row's own segment over the best other one."""
    n_rows, n_segments = distances.shape
    confidence = np.full(n_rows, np.nan)
    second = np.zeros(n_rows, dtype=np.int32)
    placed = labels > 0
    if n_segments == 1:
        confidence[placed] = 1.0
        return Placement(labels, confidence, second)
    if n_segments > 1:
        inside = np.flatnonzero(placed)
        own = distances[inside, labels[inside] - 1]
        others = distances[inside].copy()
        others[np.arange(len(inside)), labels[inside] - 1] = np.inf
        second[inside] = others.argmin(axis=1) + 1
        best_other = others.min(axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            margin = (best_other - own) / best_other
        confidence[inside] = np.clip(np.where(best_other > 0, margin, 0.0), 0.0, 1.0)
    return Placement(labels, confidence, second)
