"""How columns go together."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy import stats

from segdesk.engine.backends.backend import Backend
from segdesk.engine.backends.memory import MemoryBackend
from segdesk.engine.data.arrays import Floats


def correlations(numbers: Mapping[str, Floats]) -> dict[tuple[str, str], float]:
    """Return the correlation of every pair of variables, over the rows where both are known.

    Parameters
    ----------
    numbers : mapping of str to float64 array of shape (n_rows,)
        NaN where missing.
    """
    names = list(numbers)
    if len(names) < 2:
        return {}
    backend: Backend = MemoryBackend(values=numbers)
    sums = backend.cross_products(names)
    constant = sums.squares <= 1e-20 * sums.n_both
    with np.errstate(divide="ignore", invalid="ignore"):
        matrix = np.where(
            constant | constant.T, np.nan, sums.products / np.sqrt(sums.squares * sums.squares.T)
        )
    found: dict[tuple[str, str], float] = {}
    for i, a in enumerate(names):
        for j, b in enumerate(names):
            if i != j and np.isfinite(matrix[i, j]):
                found[a, b] = float(matrix[i, j])
    return found


@dataclass(frozen=True)
class RankCorrelation:
    """Spearman's rank correlation of two columns, -1 to 1, with its 95% interval."""

    value: float
    low: float
    high: float


def rank_correlation(first: Floats, second: Floats) -> RankCorrelation | None:
    """Return how far two columns rise together; None for fewer than four rows, or where one is all the same.

    Parameters
    ----------
    first, second : float64 arrays of shape (n,)
        Without missing values.

    References
    ----------
    Bonett & Wright 2000, Sample size requirements for estimating Pearson, Kendall and Spearman correlations.
    """
    n = len(first)
    if n < 4 or np.ptp(first) == 0 or np.ptp(second) == 0:
        return None
    value = float(np.corrcoef(stats.rankdata(first), stats.rankdata(second))[0, 1])
    if abs(value) > 1 - 1e-12:
        return RankCorrelation(value, value, value)
    reach = float(stats.norm.ppf(0.975)) * np.sqrt((1 + value**2 / 2) / (n - 3))
    low, high = (float(np.tanh(np.arctanh(value) + side * reach)) for side in (-1, 1))
    return RankCorrelation(value, low, high)
