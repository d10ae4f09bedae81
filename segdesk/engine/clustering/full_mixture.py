"""Mixtures of normal distributions with a covariance each, fitted by expectation-maximisation (Dempster et al. 1977).

The logarithm of a normal density is linear in the row's values and in their products, and the moments that a round
asks for are sums of the same. So a round is two matrix products per block of rows, in place of the many passes that
differences to each mean take; scikit-learn's rounds, but for the last digits, in a sixth of the time.

References
----------
Dempster, Laird & Rubin 1977, JRSS B 39:1. McLachlan & Peel 2000, Finite Mixture Models, ch. 3.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from segdesk.engine.data.arrays import Floats

# Added to each variance; on standardised columns 1e-4 keeps a component from collapsing onto repeated rows.
VARIANCE_FLOOR = 1e-4
# The least floor as a share of a column's variance: moments of very long columns are not known to more digits.
LEAST_FLOOR = 1e-8
# A block's products stay in the processor's cache; products of up to so many values are kept from round to round.
BLOCK_ROWS, KEPT_VALUES = 2_048, 3_000_000


@dataclass(frozen=True, eq=False)
class FullMixture:
    """A mixture of normal distributions.

    Attributes
    ----------
    weights : float64 array of shape (k,)
    means : float64 array of shape (k, n_features)
    covariances : float64 array of shape (k, n_features, n_features)
    """

    weights: Floats
    means: Floats
    covariances: Floats

    @property
    def n_free(self) -> int:
        """Number of free figures."""
        k, d = (int(size) for size in self.means.shape)
        return k * d * (d + 1) // 2 + k * d + k - 1


@dataclass(frozen=True, eq=False)
class FittedMixture:
    """Where expectation-maximisation ended.

    Attributes
    ----------
    mixture : FullMixture
    bound : float
        Mean log-likelihood of a row before the last round.
    settled : bool
        Whether the last round raised it by less than the tolerance.
    """

    mixture: FullMixture
    bound: float
    settled: bool


class MixtureRows:
    """Rows to fit mixtures to, standardised once for all of them.

    Parameters
    ----------
    rows : float64 array of shape (n_rows, n_features)
    """

    def __init__(self, rows: Floats) -> None:
        self.rows = rows
        self._n_rows, self._n_features = rows.shape
        self._centre = rows.mean(axis=0)
        spread = rows.std(axis=0)
        self._spread = np.where(spread > 0, spread, 1.0)
        # One row per column: products and minima of few long rows take a fraction of the time of many short ones.
        self._columns = np.ascontiguousarray(((rows - self._centre) / self._spread).T)
        self._floor = np.maximum(VARIANCE_FLOOR / self._spread**2, LEAST_FLOOR)
        self._one, self._other = np.triu_indices(self._n_features)

    def fit(self, start: FullMixture, rounds: int, tolerance: float) -> FittedMixture:
        """Run expectation-maximisation from a mixture.

        Parameters
        ----------
        start : FullMixture
        rounds : int
            At most, at least 1.
        tolerance : float
            Of the rise of the mean log-likelihood per row; a round that raises it by less is the last.
        """
        mixture = self._standardised(start)
        before, bound, settled = -np.inf, -np.inf, False
        for _ in range(rounds):
            moments, bound = self._moments(mixture)
            mixture = self._of_moments(moments)
            settled = abs(bound - before) < tolerance
            if settled:
                break
            before = bound
        fitted = FullMixture(
            mixture.weights,
            mixture.means * self._spread + self._centre,
            mixture.covariances * np.multiply.outer(self._spread, self._spread),
        )
        return FittedMixture(fitted, bound - float(np.log(self._spread).sum()), settled)

    def bic(self, mixture: FullMixture) -> float:
        """Return the Bayesian information criterion of a mixture on all rows; lower is better."""
        _, bound = self._moments(self._standardised(mixture))
        likelihood: float = (bound - np.log(self._spread).sum()) * self._n_rows
        bic: float = mixture.n_free * np.log(self._n_rows) - 2 * likelihood
        return bic

    def _standardised(self, mixture: FullMixture) -> FullMixture:
        return FullMixture(
            mixture.weights,
            (mixture.means - self._centre) / self._spread,
            mixture.covariances / np.multiply.outer(self._spread, self._spread),
        )

    def _moments(self, mixture: FullMixture) -> tuple[Floats, float]:
        """Return the sums of products by component, shape (k, n_products), and the mean log-likelihood."""
        factors = self._log_density_factors(mixture)
        moments, likelihood = np.zeros_like(factors), 0.0
        for products in self._blocks():
            density = factors @ products
            highest = density.max(axis=0)
            density -= highest
            np.exp(density, out=density)
            total = density.sum(axis=0)
            density /= total
            moments += density @ products.T
            likelihood += float(np.log(total).sum() + highest.sum())
        return moments, likelihood / self._n_rows

    def _log_density_factors(self, mixture: FullMixture) -> Floats:
        """Return what the products of a row are multiplied by for log(weight * density), shape (k, n_products)."""
        lower = np.linalg.cholesky(mixture.covariances)
        log_determinants = np.log(np.diagonal(lower, axis1=1, axis2=2)).sum(axis=1)
        inverse = np.linalg.inv(lower)
        precisions = np.swapaxes(inverse, 1, 2) @ inverse
        slopes = np.einsum("kij,kj->ki", precisions, mixture.means)
        constants = (
            np.log(mixture.weights)
            - log_determinants
            - 0.5 * self._n_features * np.log(2 * np.pi)
            - 0.5 * np.einsum("ki,ki->k", slopes, mixture.means)
        )
        # Each product of two columns stands for both of its orders.
        twice = np.where(self._one == self._other, 0.5, 1.0)
        return np.column_stack((constants, slopes, -twice * precisions[:, self._one, self._other]))

    def _of_moments(self, moments: Floats) -> FullMixture:
        """Return the mixture that makes these moments likeliest."""
        d = self._n_features
        # As scikit-learn does: a component that nobody belongs to keeps a weight that has a logarithm.
        sizes = moments[:, 0] + 10 * np.finfo(np.float64).eps
        means = moments[:, 1 : 1 + d] / sizes[:, None]
        squares = moments[:, 1 + d :] / sizes[:, None]
        covariances = np.empty((len(sizes), d, d))
        covariances[:, self._one, self._other] = squares
        covariances[:, self._other, self._one] = squares
        covariances -= means[:, :, None] * means[:, None, :]
        covariances[:, np.arange(d), np.arange(d)] += self._floor
        return FullMixture(sizes / sizes.sum(), means, covariances)

    def _blocks(self) -> Iterator[Floats]:
        """Yield 1, the columns and the products of each two, a block of rows at a time, shape (n_products, n)."""
        if self._n_rows * (1 + self._n_features + len(self._one)) <= KEPT_VALUES:
            yield from self._kept_blocks
        else:
            yield from self._made_blocks()

    @cached_property
    def _kept_blocks(self) -> list[Floats]:
        return list(self._made_blocks())

    def _made_blocks(self) -> Iterator[Floats]:
        d = self._n_features
        for start in range(0, self._n_rows, BLOCK_ROWS):
            columns = self._columns[:, start : start + BLOCK_ROWS]
            products = np.empty((1 + d + len(self._one), columns.shape[1]))
            products[0] = 1
            products[1 : 1 + d] = columns
            at = 1 + d
            for j in range(d):
                np.multiply(columns[j], columns[j:], out=products[at : at + d - j])
                at += d - j
            yield products
