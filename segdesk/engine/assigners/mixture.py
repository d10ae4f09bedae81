"""The component with the highest posterior probability."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.assigners.assigner import Assignment
from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.posteriors import posteriors


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

    def assign(self, rows: Floats) -> Assignment:
        """Assign rows of shape (n_rows, n_features)."""
        log_density = self.log_densities(rows)
        posterior, _ = posteriors(log_density)
        order = np.argsort(-log_density, axis=1, kind="stable")
        labels = (order[:, 0] + 1).astype(np.int32)
        second = (order[:, 1] + 1).astype(np.int32) if self.n_segments > 1 else np.zeros_like(labels)
        return Assignment(labels, posterior[np.arange(len(rows)), order[:, 0]], second)

    def renumbered(self, order: Sequence[int]) -> "MixtureAssigner":
        """Return the assigner with segment `order[i]` as number i + 1."""
        old = np.asarray(order) - 1
        return MixtureAssigner(self.weights[old], self.means[old], self.precision_factors[old])
