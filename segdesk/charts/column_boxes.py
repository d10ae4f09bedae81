"""A number or date against a category or the segments: one box a group."""

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
from segdesk.charts.number_axis import is_whole, is_year, set_limits, write_ticks
from segdesk.charts.style import Look
from segdesk.engine.data.arrays import Floats, Positions
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.result.explored_columns import Columns, is_grouping, is_measure
from segdesk.engine.result.grouping import Grouping, groups_of, numbers_of
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, say, say_n

BOX_HEIGHT = 0.56
_SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True, eq=False)
class _Boxes:
    """A column's numbers, none missing, and the group of each."""

    column: TypedColumn
    values: Floats
    codes: Positions
    groups: Grouping

    @property
    def years(self) -> bool:
        return is_year(self.column, self.values)

    def own(self, place: int) -> Floats:
        """Return the numbers of a group."""
        own: Floats = self.values[self.codes == place]
        return own


def _measure_and_groups(segmentation: Segmentation, columns: Columns) -> tuple[str, str | None] | None:
    """Return which column is spread and which makes the groups; None where they do not make such a pair."""
    first = column_named(segmentation, columns.first)
    if columns.second is None:
        return (columns.first, None) if is_measure(first) else None
    second = column_named(segmentation, columns.second)
    if is_measure(first) and is_grouping(second) and not is_grouping(first):
        return columns.first, columns.second
    if is_measure(second) and is_grouping(first):
        return columns.second, columns.first
    return (columns.first, columns.second) if is_measure(first) and is_grouping(second) else None


def fits(segmentation: Segmentation, columns: Columns) -> bool:
    """Whether one of these is a number or date, and the other makes groups."""
    return _measure_and_groups(segmentation, columns) is not None


def finding(segmentation: Segmentation, columns: Columns) -> Message:
    """Say in which groups the numbers are highest and lowest."""
    boxes = _boxes(segmentation, columns)
    return compare_medians(boxes.column, boxes.values, boxes.codes, boxes.groups, boxes.years)


def data(segmentation: Segmentation, columns: Columns) -> pd.DataFrame:
    """Return number of customers and the five numbers of each box."""
    boxes = _boxes(segmentation, columns)
    is_date = boxes.column.type is ColumnType.DATE
    rows = []
    for place, label in enumerate(boxes.groups.labels):
        own = boxes.own(place)
        five = [number_in_column(boxes.column, v) if is_date else v for v in quantiles(own, *_SHARES)]
        rows.append([str(label), len(own), *five])
    headings = (
        say("Customers"), say("5% have less than"), say("Lower quartile"), say("Median"), say("Upper quartile"),
        say("5% have more than"),
    )  # fmt: skip
    return pd.DataFrame(rows, columns=[str(boxes.groups.title), *(str(heading) for heading in headings)])


def areas(figure: Figure, segmentation: Segmentation, columns: Columns) -> tuple[Area, ...]:
    """Return one area per box, which tells of the middle half."""
    boxes = _boxes(segmentation, columns)
    found = []
    for place, label in enumerate(boxes.groups.labels):
        own = boxes.own(place)
        low, middle, high = (
            number_in_column(boxes.column, value, boxes.years) for value in quantiles(own, 0.25, 0.5, 0.75)
        )
        tip = say_n(
            "“{group}”: {n} customer with {middle}",
            "“{group}”: {n} customers, median {middle}, half of them between {low} and {high}",
            n=len(own),
            group=label,
            middle=middle,
            low=low,
            high=high,
        )
        found.append(row(figure.axes[0], place, segment_of(boxes.groups, place), tip))
    return tuple(found)


@column_chart(
    "column_boxes",
    say("Boxes"),
    say(
        "The box holds the middle half of a group's customers, its line the median; the thin line reaches from the "
        "lowest to the highest 5%."
    ),
    order=30,
    fits=fits,
    finding=finding,
    data=data,
    areas=areas,
)
def draw(segmentation: Segmentation, columns: Columns, look: Look) -> Figure:
    """Draw one box per group."""
    boxes = _boxes(segmentation, columns)
    figure = new_figure(
        look,
        0.45 + 0.34 * len(boxes.groups.labels),
        finding(segmentation, columns),
        say("Box = middle half of the customers, its line = median, thin line = from lowest to highest 5%"),
        note=counted(len(boxes.values), len(segmentation.fit.rows)),
    )
    axes = figure.add_subplot()
    plain(axes, look, "bottom")
    name_rows(axes, group_labels(boxes.groups, look.beside(150), look.small), look)
    reach = [_draw_box(axes, boxes, place, look) for place in range(len(boxes.groups.labels))]
    known = np.array(reach)[~np.isnan(reach)]
    ends = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
    set_limits(axes, *ends, whole=is_whole(boxes.values))
    write_ticks(axes, look, years=boxes.years, days=boxes.column.type is ColumnType.DATE)
    words = cut_to_width(heading_of(boxes.column), look.width * 50, look.small)
    axes.set_xlabel(words, **lettering(look.small, look.tokens.text))
    return figure


def _draw_box(axes: Axes, boxes: _Boxes, place: int, look: Look) -> tuple[float, float]:
    """Draw a group's box and return the ends of its thin line."""
    low, lower, middle, upper, high = quantiles(boxes.own(place), *_SHARES)
    colour = group_colours(boxes.groups, look)[place]
    half = BOX_HEIGHT / 2
    # matplotlib's own `bxp` reads every global parameter, and with them imports pyplot.
    axes.hlines([place, place], [low, upper], [lower, high], colors=colour, linewidth=1.4)
    axes.barh(
        place, upper - lower, left=lower, height=BOX_HEIGHT, facecolor=colour, edgecolor=colour, alpha=0.75,
        linewidth=0.8, zorder=2,
    )  # fmt: skip
    axes.vlines(middle, place - half, place + half, colors=look.tokens.text, linewidth=2, zorder=3)
    return low, high


def _boxes(segmentation: Segmentation, columns: Columns) -> _Boxes:
    pair = _measure_and_groups(segmentation, columns)
    assert pair is not None
    measure, by = pair
    groups, values = groups_of(segmentation, by), numbers_of(segmentation, measure)
    known = ~np.isnan(values) & (groups.codes >= 0)
    return _Boxes(column_named(segmentation, measure), values[known], groups.codes[known], groups)
