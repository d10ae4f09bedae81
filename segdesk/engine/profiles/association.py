"""How strongly a column goes with the segments, from 0 to 1, with a 95% interval: beside a test, what matters."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import optimize, special

from segdesk.engine.data.arrays import Labels

_TAIL = 0.025
_NEAR = 1e-9


@dataclass(frozen=True)
class Association:
    """A strength with its 95% interval, each from 0 (the segments do not differ) to 1."""

    strength: float
    low: float
    high: float


def contingency(values: npt.NDArray[np.generic], groups: Labels) -> npt.NDArray[np.float64]:
    """Return how many customers of each group have each value, without empty rows or columns.

    Parameters
    ----------
    values : array of shape (n,)
        Of any kind; each different one is a row.
    groups : int32 array of shape (n,)
        Each different one is a column.
    """
    distinct, row = np.unique(values, return_inverse=True)
    present, column = np.unique(groups, return_inverse=True)
    table = np.zeros((len(distinct), len(present)))
    np.add.at(table, (row, column), 1)
    return table


def cramers_v(table: npt.NDArray[np.float64]) -> Association:
    """Return Cramér's V of a table of counts without empty rows or columns, less what chance alone would give.

    The interval is that of the noncentral chi-square distribution.

    References
    ----------
    Bergsma 2013, A bias-correction for Cramér's V and Tschuprow's T (numerator); Steiger 2004, Beyond the F test.
    """
    n = float(table.sum())
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0, keepdims=True) / n
    statistic = float(((table - expected) ** 2 / expected).sum())
    freedom = (table.shape[0] - 1) * (table.shape[1] - 1)
    full = n * (min(table.shape) - 1)

    def below(noncentrality: float) -> float:
        return float(special.chndtr(statistic, freedom, noncentrality))

    low, high = _noncentralities(below, statistic)
    return _association(max(statistic - freedom, 0.0) / full, low / full, high / full)


def rank_eta(statistic: float, n: int, n_groups: int) -> Association:
    """Return the correlation ratio of ranks with segments, from the statistic of Kruskal and Wallis, chance taken off.

    The interval is that of the noncentral F distribution, of an analysis of variance of the ranks.

    Parameters
    ----------
    statistic : float
        Of Kruskal and Wallis, corrected for ties.
    n : int
        Customers.
    n_groups : int

    References
    ----------
    Kelley 1935, An unbiased correlation ratio measure; Steiger 2004, Beyond the F test.
    """
    between, within = n_groups - 1, n - n_groups
    share = min(statistic / (n - 1), 1.0)
    if within <= 0 or share > 1 - _NEAR:
        return Association(1.0, 1.0, 1.0)
    ratio = share / (1 - share) * within / between

    def below(noncentrality: float) -> float:
        return float(special.ncfdtr(between, within, noncentrality, ratio))

    low, high = _noncentralities(below, between * ratio)
    unbiased = max(1 - (1 - share) * (n - 1) / within, 0.0)
    return _association(unbiased, low / (low + n), high / (high + n))


def _noncentralities(below: Callable[[float], float], about: float) -> tuple[float, float]:
    """Return the noncentralities under which what was seen lies at the upper and at the lower end."""
    return _where(below, 1 - _TAIL, about), _where(below, _TAIL, about)


def _where(below: Callable[[float], float], wanted: float, about: float) -> float:
    if below(0.0) <= wanted:
        return 0.0
    high = max(about, 1.0)
    while below(high) > wanted:
        high *= 2
    return float(optimize.brentq(lambda value: below(value) - wanted, 0.0, high, rtol=1e-6))


def _association(*squares: float) -> Association:
    strength, low, high = (float(np.sqrt(min(square, 1.0))) for square in squares)
    return Association(strength, low, high)
