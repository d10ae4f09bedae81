"""The horizontal or vertical axis of a chart of numbers: plain or in steps of ten, with ticks that do not touch."""

from datetime import date, timedelta

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.ticker import FixedLocator, MaxNLocator, NullFormatter, NullLocator

from segdesk.charts.lettering import lettering
from segdesk.charts.style import Look
from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.messages import number_in_words, say

# On a plain axis most of what is spread further would be slivers at the left.
_MOST_TIMES = 50
# Of whole numbers in so small a range each has its tick: answers from 1 to 7.
_EVERY_ONE = 6
_EPOCH = date(1970, 1, 1)


def is_wide(low: float, high: float) -> bool:
    """Whether numbers from `low` to `high` need a logarithmic axis."""
    return low > 0 and high / low > _MOST_TIMES


def is_year(column: TypedColumn, values: Floats) -> bool:
    """Whether numbers are calendar years, which are never written with a thousands separator."""
    if column.type is not ColumnType.NUMBER or not len(values):
        return False
    low, high = np.quantile(values, [0.25, 0.75])
    return bool(low >= 1850 and high <= 2100)


def is_whole(values: Floats) -> bool:
    """Whether numbers, none missing, are counts or answers, between which there is nothing."""
    return bool(np.all(values == np.round(values)))


def set_limits(
    axes: Axes, low: float, high: float, *, wide: bool | None = None, whole: bool = False, up: bool = False
) -> None:
    """Let an axis reach a little beyond its numbers, with few ticks.

    Parameters
    ----------
    axes : Axes
    low, high : float
    wide : bool, optional
        Whether it is logarithmic; by default where the numbers lie far apart.
    whole : bool
        Ticks stand at whole numbers only.
    up : bool
        It is the vertical axis.
    """
    axis: Axis = axes.yaxis if up else axes.xaxis
    limits = axes.set_ylim if up else axes.set_xlim
    if is_wide(low, high) if wide is None else wide:
        (axes.set_yscale if up else axes.set_xscale)("log")
        limits(low / 1.3, high * 1.3)
        powers = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
        steps = (1,) if len(powers) > 3 else (1, 3)
        axis.set_major_locator(FixedLocator([step * 10.0**power for power in powers for step in steps]))
        axis.set_minor_locator(NullLocator())
        axis.set_minor_formatter(NullFormatter())
        return
    room = 0.04 * (high - low) or abs(high) * 0.1 or 1.0
    limits(low - room, high + room)
    if whole:
        bins = _EVERY_ONE + 1 if high - low <= _EVERY_ONE else 3
        axis.set_major_locator(MaxNLocator(nbins=bins, integer=True, min_n_ticks=1))
    else:
        axis.set_major_locator(MaxNLocator(nbins=3, min_n_ticks=2))


def write_ticks(axes: Axes, look: Look, *, years: bool = False, days: bool = False, up: bool = False) -> None:
    """Write the ticks of an axis: calendar years as they are, days since 1970-01-01 as dates."""
    low, high = axes.get_ylim() if up else axes.get_xlim()
    ticks = [float(tick) for tick in (axes.get_yticks() if up else axes.get_xticks()) if low <= tick <= high]
    style = lettering(look.small * 0.95, look.tokens.muted)
    labels = [short_number(tick, years, days) for tick in ticks]
    (axes.set_yticks if up else axes.set_xticks)(ticks, labels=labels, **style)


def short_number(value: float, years: bool = False, days: bool = False) -> str:
    """Write a number where there is little room: thousands and millions shortened, a day as a date."""
    if days:
        return (_EPOCH + timedelta(days=round(value))).isoformat()
    if years:
        return f"{value:.0f}"
    size = abs(value)
    if size >= 1e6:
        return str(say("{number}m", number=number_in_words(value / 1e6)))
    if size >= 1e4:
        return str(say("{number}k", number=number_in_words(value / 1e3)))
    return number_in_words(value)
