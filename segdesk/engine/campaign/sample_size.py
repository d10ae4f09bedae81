"""How many customers a campaign needs so that what it brings shows.

References
----------
Fleiss, Levin & Paik 2003, Statistical Methods for Rates and Proportions, section 4.2: two shares, unequal sides.
"""

import math

from scipy import stats

POWER, LEVEL = 0.8, 0.05
# Halvings of an interval of one: far finer than any share is told.
_HALVINGS = 60
_LEAST = 1e-6


def customers_needed(base: float, lift: float, control_share: float, n_segments: int = 1) -> int:
    """Return how many customers a segment needs, both sides together, so that four of five such campaigns show.

    Parameters
    ----------
    base : float
        Share that responds anyway, above 0 and below 1.
    lift : float
        Share that the campaign is to add.
    control_share : float
        Part that is held back, above 0 and below 1.
    n_segments : int, default 1
        Segments that are judged together: the level of 5% is divided by them (Bonferroni, Holm's first step).
    """
    reached = base + lift
    mean = base * control_share + reached * (1 - control_share)
    quantile = float(stats.norm.ppf(1 - LEVEL / n_segments / 2))
    without_effect = math.sqrt(mean * (1 - mean) * (1 / control_share + 1 / (1 - control_share)))
    with_effect = math.sqrt(base * (1 - base) / control_share + reached * (1 - reached) / (1 - control_share))
    reach = quantile * without_effect + float(stats.norm.ppf(POWER)) * with_effect
    return math.ceil((reach / lift) ** 2)


def smallest_lift(base: float, n: int, control_share: float, n_segments: int = 1) -> float | None:
    """Return the smallest lift that so many customers show; None where they show none at all.

    Parameters
    ----------
    base, control_share, n_segments
        As of `customers_needed`.
    n : int
        Customers, both sides together.
    """
    low, high = _LEAST, 1 - base - _LEAST
    if high <= low or customers_needed(base, high, control_share, n_segments) > n:
        return None
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if customers_needed(base, middle, control_share, n_segments) > n:
            low = middle
        else:
            high = middle
    return high
