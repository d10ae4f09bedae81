"""Two categories against each other: counts, shares, and the cells that stand out by more than chance allows."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import special, stats

from segdesk.engine.data.arrays import Floats
from segdesk.engine.profiles.association import Association, cramers_v
from segdesk.engine.profiles.profiling import holm

Counts = npt.NDArray[np.int64]

# A cell that expects fewer customers is not judged: a residual of so few is far from normal.
LEAST_EXPECTED = 5.0
# All marks of a table together are wrong, where nothing differs, in this part of such tables at most.
ERROR_RATE = 0.05


@dataclass(frozen=True, eq=False)
class CrossTable:
    """Customers counted by two categories.

    Attributes
    ----------
    counts : int64 array of shape (n_rows, n_columns)
    expected : float64 array of the same shape
        Customers of each cell if rows and columns had nothing to do with each other.
    residuals : float64 array of the same shape
        Adjusted standardised: (count - expected) / sqrt(expected * (1 - row's share) * (1 - column's share)), which
        is standard normal where they have nothing to do with each other; 0 where that is not defined.
    p_adjusted : float64 array of the same shape
        Two-sided, adjusted by Holm over the judged cells; NaN for the others.
    """

    counts: Counts
    expected: Floats
    residuals: Floats
    p_adjusted: Floats

    @property
    def n(self) -> int:
        """Number of customers."""
        return int(self.counts.sum())

    @property
    def row_shares(self) -> Floats:
        """Share of each cell in its row; NaN in an empty row."""
        return _shares(self.counts, self.counts.sum(axis=1, keepdims=True))

    @property
    def column_shares(self) -> Floats:
        """Share of each cell in its column; NaN in an empty column."""
        return _shares(self.counts, self.counts.sum(axis=0, keepdims=True))

    @property
    def total_shares(self) -> Floats:
        """Share of each cell in all customers."""
        return _shares(self.counts, np.array([[self.n]]))

    @property
    def is_judged(self) -> npt.NDArray[np.bool_]:
        """Cells that expect enough customers to be judged."""
        return ~np.isnan(self.p_adjusted)

    @property
    def marks(self) -> npt.NDArray[np.int8]:
        """1 for cells with more customers than chance allows, -1 for those with fewer, 0 for the others."""
        with np.errstate(invalid="ignore"):
            stands_out = self.p_adjusted <= ERROR_RATE
        return np.where(stands_out, np.sign(self.residuals), 0).astype(np.int8)

    @cached_property
    def association(self) -> Association | None:
        """How strongly rows and columns go together (Cramér's V); None where either has fewer than two levels."""
        filled = self.counts[self.counts.sum(axis=1) > 0][:, self.counts.sum(axis=0) > 0]
        return cramers_v(filled.astype(np.float64)) if min(filled.shape, default=0) > 1 else None

    @cached_property
    def p_value(self) -> float | None:
        """Of Pearson's chi-square test of the whole table; None where either has fewer than two levels."""
        filled = self.counts[self.counts.sum(axis=1) > 0][:, self.counts.sum(axis=0) > 0]
        if min(filled.shape, default=0) < 2:
            return None
        return float(stats.chi2_contingency(filled, correction=False).pvalue)


def cross_table(counts: Counts) -> CrossTable:
    """Compare counts with what they would be if rows and columns had nothing to do with each other.

    Parameters
    ----------
    counts : int64 array of shape (n_rows, n_columns)

    References
    ----------
    Haberman 1973, The analysis of residuals in cross-classified tables; Holm 1979, A simple sequentially rejective
    multiple test procedure.
    """
    n = max(int(counts.sum()), 1)
    rows, columns = counts.sum(axis=1, keepdims=True) / n, counts.sum(axis=0, keepdims=True) / n
    expected: Floats = n * rows * columns
    error = np.sqrt(expected * (1 - rows) * (1 - columns))
    residuals = np.divide(counts - expected, error, out=np.zeros(counts.shape), where=error > 0)
    judged = (expected >= LEAST_EXPECTED) & (error > 0)
    p_adjusted = np.full(counts.shape, np.nan)
    p_adjusted[judged] = holm((2 * special.ndtr(-np.abs(residuals[judged]))).tolist())
    return CrossTable(counts, expected, residuals, p_adjusted)


def _shares(counts: Counts, of: Counts) -> Floats:
    shares: Floats = np.divide(counts, of, out=np.full(counts.shape, np.nan), where=of > 0)
    return shares
