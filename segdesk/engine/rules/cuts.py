"""Round numbers and days at which a column may be cut in two."""

import datetime as dt
from decimal import Decimal
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Floats

# Many values are cut into parts of about as many rows,
_PARTS = 32
# at the ends into smaller ones, since few customers who spend most are a segment often enough,
_ENDS = (0.003, 0.01, 0.02, 0.98, 0.99, 0.997)
# and in the widest gaps that are wider than such a part would be of evenly spread values.
_GAPS = 4
MOST_CUTS = _PARTS + len(_ENDS) + 2 * _GAPS

# Spreadsheets and databases compare some 15 digits: no bound may differ from a value only behind those.
_SAME = 1e-12


def number_cuts(values: Floats) -> list[float]:
    """Return rising bounds between the smallest and the largest of `values`, each as round as its place allows.

    Parameters
    ----------
    values : float64 array of shape (n,)
        Without NaN, in any order.

    Returns
    -------
    list of float
        At most 46; each has values up to it and values above it. Where there are no more than 47 different values
        there is a bound between any two. Otherwise there is one in each of 32 parts that hold about as many rows, some
        in the outermost 2% at either end, and one in each of the four widest gaps.
    """
    ordered = np.sort(values)
    cuts: list[float] = []
    for low, high in _parts(ordered):
        cut = roundest(float(low), float(high))
        place = int(np.searchsorted(ordered, cut, side="right"))
        gaps = [abs(cut - float(value)) for value in ordered[max(place - 1, 0) : place + 1]]
        if not any(0 < gap <= _SAME * abs(cut) for gap in gaps):
            cuts.append(cut)
    return cuts


def roundest(low: float, high: float) -> float:
    """Return the number with the fewest digits that is at least `low` and below `high`.

    Of several the nearest to their middle; halves of a power of ten (50, 2,500) count as rounder than its tenths.
    """
    lowest, highest = Decimal(repr(low)), Decimal(repr(high))
    middle = (lowest + highest) / 2
    exponent = max(abs(lowest), abs(highest)).adjusted() + 1
    for power in range(exponent, exponent - 18, -1):
        for step in (Decimal(1).scaleb(power), Decimal(5).scaleb(power - 1)):
            nearest = (middle / step).to_integral_value() * step
            for bound in (nearest, nearest - step):
                if lowest <= bound < highest and float(bound) < high:
                    return float(bound) + 0.0
    return low


def day_cuts(values: npt.NDArray[np.datetime64]) -> list[dt.date]:
    """Return rising first days of the later part, where possible of a year, a quarter or a month.

    Parameters
    ----------
    values : datetime64 array of shape (n,)
        Without NaT, in any order.
    """
    ordered = np.sort(values.astype("datetime64[D]"))
    days = [_first_day(low, high) for low, high in _parts(ordered)]
    return [dt.date.fromisoformat(str(day)) for day in days]


def _first_day(low: np.datetime64, high: np.datetime64) -> np.datetime64:
    """Return the roundest day after `low` and not after `high`."""
    years = np.arange(low.astype("M8[Y]") + 1, high.astype("M8[Y]") + 1)
    months = np.arange(low.astype("M8[M]") + 1, high.astype("M8[M]") + 1)
    quarters = months[months.astype(np.int64) % 3 == 0]
    for starts in (years, quarters, months):
        if len(starts):
            days = starts.astype("M8[D]")
            middle = low + (high - low) // 2
            nearest: np.datetime64 = days[int(np.abs(days - middle).argmin())]
            return nearest
    return high


def _parts(ordered: npt.NDArray[Any]) -> list[tuple[Any, Any]]:
    """Return neighbouring edges of the parts in each of which one cut may lie."""
    edges = np.unique(ordered)
    if len(edges) > MOST_CUTS + 1:
        shares = np.append(np.linspace(0, 1, _PARTS + 1), _ENDS)
        gaps = np.diff(edges)
        widest = np.argsort(-gaps.astype(np.float64), kind="stable")[:_GAPS]
        widest = widest[gaps[widest] > (edges[-1] - edges[0]) / _PARTS]
        places = (shares * (len(ordered) - 1)).round().astype(np.intp)
        edges = np.unique(np.concatenate([ordered[places], edges[widest], edges[widest + 1]]))
    return list(pairwise(edges))
