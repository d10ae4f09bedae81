"""95% intervals of a share, and of the difference between a segment and everyone else."""

import numpy as np
from scipy import stats

from segdesk.engine.data.arrays import Floats

_LEVEL = 0.95


def share_interval(count: int, n: int) -> tuple[float, float]:
    """Return Wilson's 95% interval of the share `count` / `n`; everything where there is nobody.

    References
    ----------
    Wilson 1927, Probable inference, the law of succession, and statistical inference.
    """
    if n == 0:
        return 0.0, 1.0
    interval = stats.binomtest(count, n).proportion_ci(_LEVEL, method="wilson")
    return float(interval.low), float(interval.high)


def difference_interval(own: Floats, others: Floats) -> tuple[float, float]:
    """Return Welch's 95% interval of the mean of `own` less that of `others`; everything where either has one value.

    Parameters
    ----------
    own, others : float64 arrays
        Without missing values.
    """
    if min(len(own), len(others)) < 2:
        return -np.inf, np.inf
    difference = float(own.mean() - others.mean())
    errors = own.var(ddof=1) / len(own), others.var(ddof=1) / len(others)
    error = float(np.sqrt(sum(errors)))
    if error == 0:
        return difference, difference
    freedom = sum(errors) ** 2 / (errors[0] ** 2 / (len(own) - 1) + errors[1] ** 2 / (len(others) - 1))
    reach = float(stats.t.ppf((1 + _LEVEL) / 2, freedom)) * error
    return difference - reach, difference + reach
