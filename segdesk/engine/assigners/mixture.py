"""The component with the highest posterior probability."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.assigners.assigner import Assignment
from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.data.posteriors import posteriors

# So many rows' columns stay in the processor's cache.
BLOCK_ROWS = 4_096


@dataclass(frozen=True, eq=False)
class MixtureAssigner:
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
        """Return log(weight * density) of shape (n_rows, k).

        A row's figures do not depend on who else is among the rows: sums go column by column, where products of
        matrices would reorder them.
        """
        found = np.empty((len(rows), self.n_segments))
        for start in range(0, len(rows), BLOCK_ROWS):
            block = slice(start, start + BLOCK_ROWS)
            columns = np.ascontiguousarray(rows[block].T)
            for segment in range(self.n_segments):
                found[block, segment] = self._log_density(columns, segment)
        return found

    def _log_density(self, columns: Floats, segment: int) -> Floats:
        """Return log(weight * density) of one component for columns of shape (n_features, n_rows)."""
        factor = self.precision_factors[segment]
        away = columns - self.means[segment][:, None]
        squared = np.zeros(columns.shape[1])
        for j in range(len(factor)):
            standard = away[j] * factor[j, j]
            # Of clouds along the axes there is nothing else.
            for i in np.flatnonzero(factor[:j, j]):
                standard += away[i] * factor[i, j]
            squared += standard**2
        constant = np.log(self.weights[segment]) + np.log(np.diagonal(factor)).sum()
        density: Floats = constant - 0.5 * (len(factor) * np.log(2 * np.pi) + squared)
        return density

    def assign(self, rows: Floats) -> Assignment:
        """Assign rows of shape (n_rows, n_features)."""
        log_density = self.log_densities(rows)
        posterior, _ = posteriors(log_density)
        every, first = np.arange(len(rows)), log_density.argmax(axis=1)
        labels = (first + 1).astype(np.int32)
        if self.n_segments == 1:
            return Assignment(labels, posterior[:, 0], np.zeros_like(labels))
        log_density[every, first] = -np.inf
        return Assignment(labels, posterior[every, first], (log_density.argmax(axis=1) + 1).astype(np.int32))

    def labels(self, rows: Floats) -> Labels:
        """Return the labels alone."""
        labels: Labels = (self.log_densities(rows).argmax(axis=1) + 1).astype(np.int32)
        return labels

    def renumbered(self, order: Sequence[int]) -> "MixtureAssigner":
        """Return the assigner with segment `order[i]` as number i + 1."""
        old = np.asarray(order) - 1
        return MixtureAssigner(self.weights[old], self.means[old], self.precision_factors[old])
