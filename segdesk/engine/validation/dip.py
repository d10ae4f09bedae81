"""Hartigan's dip test: do values of one kind have one peak, or more?

The dip is the smallest distance, in shares of the rows, between the distribution of the values and any distribution
with a single peak. P-values compare it with the dips of uniform samples, the single-peaked ones that come out highest.

References
----------
Hartigan & Hartigan 1985, Annals of Statistics 13:70.
"""

import csv
from functools import cache

import numpy as np
from scipy.optimize import isotonic_regression

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.transforms import near_one
from segdesk.resources import resource

TABLE = "dip_quantiles.csv"


def dip(values: Floats) -> float:
    """Return Hartigan's dip of `values` of shape (n,): at least 1 / (2n) and below 1/4; 0 where they are all equal.

    The rows are counted below and up to each value. Left of its peak a single-peaked distribution bends upwards, so the
    best one there is the greatest convex minorant of the counts, right of it the least concave majorant. The peak
    is narrowed to where the two are furthest apart, until that is nearer than what was already missed outside.
    """
    points, counts = np.unique(near_one(np.asarray(values, dtype=np.float64))[0], return_counts=True)
    n = int(counts.sum())
    if len(points) < 2:
        return 0.0
    up_to = np.cumsum(counts).astype(np.float64)
    below = up_to - counts
    low, high, missed = 0, len(points) - 1, 1.0
    while True:
        inside = slice(low, high + 1)
        minorant, touches_below = _minorant(points[inside], below[inside])
        majorant, touches_above = _minorant(points[inside], -up_to[inside])
        majorant = -majorant
        apart = majorant - minorant
        # What lies between a concave and a convex curve is concave: widest where one of them bends, or at an end.
        # Elsewhere it is as wide only where both are straight, and by the last digit it may seem to be wider.
        bends = np.union1d(touches_below, touches_above)
        widest = int(bends[apart[bends].argmax()])
        if apart[widest] <= missed:
            return missed / (2 * n)
        start = int(touches_below[np.searchsorted(touches_below, widest, side="right") - 1])
        end = int(touches_above[np.searchsorted(touches_above, widest, side="left")])
        # Not at the two ends themselves: all of a repeated value may sit on the peak.
        left = (up_to[inside] - minorant)[:start].max(initial=0.0)
        right = (majorant - below[inside])[end + 1 :].max(initial=0.0)
        missed = max(missed, float(left), float(right))
        if start == end or (start, end) == (0, high - low):
            return missed / (2 * n)
        low, high = low + start, low + end


def _minorant(x: Floats, y: Floats) -> tuple[Floats, np.ndarray]:
    """Return the greatest convex minorant of y(x) at each x, and the positions where it touches.

    Its slopes are the isotonic regression of the slopes between neighbours, weighted by their distance.
    """
    if len(x) < 2:
        return y, np.arange(len(y))
    width = np.diff(x)
    fitted = isotonic_regression(np.diff(y) / width, weights=width)
    touches = np.asarray(fitted.blocks, dtype=np.intp)
    return np.interp(x, x[touches], y[touches]), touches


def dip_p_value(value: float, n: int) -> float:
    """Return the chance that a uniform sample of `n` rows has a dip of at least `value`.

    Between the sizes and quantiles of the simulated table sqrt(n) * dip is interpolated; beyond the largest size it
    hardly changes. Below 0.001 the logarithm of the chance falls with the square of sqrt(n) * dip, as it does between
    0.01 and 0.001.
    """
    sizes, shares, quantiles = _table()
    if n < sizes[0]:
        return 1.0
    scaled = np.array([np.interp(np.log(n), np.log(sizes), column) for column in quantiles.T])
    own = np.sqrt(n) * value
    at, low = int(np.searchsorted(shares, 0.999)), int(np.searchsorted(shares, 0.99))
    if own <= scaled[at]:
        return float(1 - np.interp(own, scaled, shares, left=0.0))
    fall = np.log(10) / (scaled[at] ** 2 - scaled[low] ** 2)
    return float(0.001 * np.exp(-fall * (own**2 - scaled[at] ** 2)))


@cache
def _table() -> tuple[Floats, Floats, Floats]:
    """Return sizes, shares of the simulated samples, and quantiles of sqrt(n) * dip of shape (sizes, shares)."""
    with resource(TABLE).open(newline="", encoding="utf-8") as file:
        header, *lines = csv.reader(file)
    rows = np.array(lines, dtype=np.float64)
    return rows[:, 0], np.array(header[1:], dtype=np.float64), rows[:, 1:]
