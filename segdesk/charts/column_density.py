"""How a number or date is spread in each segment: a curve a segment, below that of everyone."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segdesk.charts.areas import Area, row
from segdesk.charts.column_charts import column_chart
from segdesk.charts.compared_medians import compare_medians
from segdesk.charts.frame import new_figure, plain
from segdesk.charts.group_rows import (
    column_named,
    counted,
    group_colours,
    group_labels,
    heading_of,
    name_rows,
    number_in_column,
    quantiles,
    segment_of,
)
from segdesk.charts.lettering import cut_to_width, lettering
from segdesk.charts.number_axis import is_whole, is_wide, is_year, set_limits, write_ticks
from segdesk.charts.style import Look
from segdesk.engine.data.arrays import Floats, Positions
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.profiles.densities import densities, middles
from segdesk.engine.result.explored_columns import Columns, is_measure
from segdesk.engine.result.grouping import Grouping, groups_of, numbers_of
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, say

# What so few customers at either end have would squeeze all the others together.
_TAIL = 0.005
# A curve takes so much of its row.
_HEIGHT = 0.86
_SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True, eq=False)
class _Spread:
    """A column's numbers, none missing, and the segment of each."""

    column: TypedColumn
    values: Floats
    codes: Positions
    segments: Grouping

    @property
    def years(self) -> bool:
        return is_year(self.column, self.values)

    def own(self, place: int | None) -> Floats:
        """Return the numbers of a segment; None: of everyone."""
        return self.values if place is None else self.values[self.codes == place]


def fits(segmentation: Segmentation, columns: Columns) -> bool:
    """Whether this is a number or date by segment."""
    return columns.second is None and is_measure(column_named(segmentation, columns.first))


def finding(segmentation: Segmentation, columns: Columns) -> Message:
    """Say in which segments the numbers are highest and lowest."""
    spread = _spread(segmentation, columns)
    return compare_medians(spread.column, spread.values, spread.codes, spread.segments, spread.years)


def data(segmentation: Segmentation, columns: Columns) -> pd.DataFrame:
    """Return number of customers, mean and quantiles of each segment and of everyone."""
    spread = _spread(segmentation, columns)
    rows = []
    for place, name in ((None, say("Everyone")), *enumerate(spread.segments.labels)):
        own = spread.own(place)
        mean = float(own.mean()) if len(own) else np.nan
        rows.append(
            [str(name), len(own), *(_cell(spread, value) for value in (mean, *quantiles(own, *_SHARES)))]
        )
    headings = (
        say("Segment"), say("Customers"), say("Mean"), say("5% have less than"), say("Lower quartile"),
        say("Median"), say("Upper quartile"), say("5% have more than"),
    )  # fmt: skip
    return pd.DataFrame(rows, columns=[str(heading) for heading in headings])


def areas(figure: Figure, segmentation: Segmentation, columns: Columns) -> tuple[Area, ...]:
    """Return one area per row, which tells of the middle half."""
    spread = _spread(segmentation, columns)
    found = []
    for y, place in enumerate((None, *range(len(spread.segments.labels)))):
        low, middle, high = (
            number_in_column(spread.column, value, spread.years)
            for value in quantiles(spread.own(place), 0.25, 0.5, 0.75)
        )
        tip = say(
            "“{segment}”: median {middle}, half of the customers between {low} and {high}",
            segment=say("Everyone") if place is None else spread.segments.labels[place],
            middle=middle,
            low=low,
            high=high,
        )
        number = None if place is None else segment_of(spread.segments, place)
        found.append(row(figure.axes[0], y, number, tip))
    return tuple(found)


@column_chart(
    "column_density",
    say("Curves"),
    say(
        "The higher a curve, the more customers of the segment have about this value; each is drawn as high as its "
        "row, so compare where they lie. The line in it is the median."
    ),
    order=10,
    fits=fits,
    finding=finding,
    data=data,
    areas=areas,
)
def draw(segmentation: Segmentation, columns: Columns, look: Look) -> Figure:
    """Draw everyone's curve in grey, and one curve per segment below it."""
    spread = _spread(segmentation, columns)
    low, high = _ends(spread.values)
    wide = low > 0 and is_wide(*quantiles(spread.values, 0.05, 0.95))
    figure = new_figure(
        look,
        0.5 + 0.46 * (len(spread.segments.labels) + 1),
        finding(segmentation, columns),
        say("Where the customers of a segment lie; each curve is as high as its row. Line = median"),
        note=_note(spread, low, high, len(segmentation.fit.rows)),
    )
    axes = figure.add_subplot()
    plain(axes, look, "bottom")
    names = group_labels(spread.segments, look.beside(140), look.small)
    name_rows(axes, [str(say("Everyone")), *names], look)
    set_limits(axes, low, high, wide=wide, whole=is_whole(spread.values))
    _draw_curves(axes, spread, (low, high), wide, look)
    write_ticks(axes, look, years=spread.years, days=spread.column.type is ColumnType.DATE)
    words = cut_to_width(heading_of(spread.column), look.width * 50, look.small)
    axes.set_xlabel(words, **lettering(look.small, look.tokens.text))
    return figure


def _draw_curves(axes: Axes, spread: _Spread, ends: tuple[float, float], wide: bool, look: Look) -> None:
    """Draw the curves, of amounts that differ by magnitudes in steps of ten."""
    low, high = ends
    values = np.log10(np.maximum(spread.values, low)) if wide else spread.values
    if wide:
        ends = (float(np.log10(low)), float(np.log10(high)))
    n = len(spread.segments.labels)
    everyone = densities(values, np.zeros(len(values), dtype=np.intp), 1, *ends)
    curves = np.vstack([everyone, densities(values, spread.codes, n, *ends)])
    places = 10 ** middles(*ends) if wide else middles(*ends)
    curves *= _HEIGHT / np.maximum(curves.max(axis=1, keepdims=True), 1e-12)
    for y, colour in enumerate([look.tokens.context, *group_colours(spread.segments, look)]):
        bottom = y + 0.5
        axes.fill_between(
            places, bottom, bottom - curves[y], facecolor=colour, edgecolor=colour, alpha=0.75, linewidth=1
        )
        median = quantiles(spread.own(None if y == 0 else y - 1), 0.5)[0]
        if low <= median <= high:
            top = float(np.interp(median, places, curves[y]))
            axes.vlines(median, bottom - max(top, 0.12), bottom, colors=look.tokens.text, linewidth=2)


def _spread(segmentation: Segmentation, columns: Columns) -> _Spread:
    column, segments = column_named(segmentation, columns.first), groups_of(segmentation, None)
    values = numbers_of(segmentation, columns.first)
    known = ~np.isnan(values) & (segments.codes >= 0)
    return _Spread(column, values[known], segments.codes[known], segments)


def _ends(values: Floats) -> tuple[float, float]:
    """Return the ends of the axis: those of the values, unless few of them reach far beyond the others."""
    if not len(values):
        return 0.0, 1.0
    low, high = float(values.min()), float(values.max())
    tail_low, tail_high = quantiles(values, _TAIL, 1 - _TAIL)
    room = 0.5 * (tail_high - tail_low)
    if room > 0:
        low, high = max(low, tail_low - room), min(high, tail_high + room)
    return (low, high) if high > low else (low - 1, high + 1)


def _note(spread: _Spread, low: float, high: float, everyone: int) -> Message:
    count = counted(len(spread.values), everyone)
    beyond = int(((spread.values < low) | (spread.values > high)).sum())
    if not beyond:
        return count
    return say("{count}; {beyond} with values beyond the axis are not drawn.", count=count, beyond=beyond)


def _cell(spread: _Spread, value: float) -> float | str:
    return number_in_column(spread.column, value) if spread.column.type is ColumnType.DATE else value
