"""Groups of customers as rows of a chart: names, colours, and the row of everyone above them."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from matplotlib.axes import Axes

from segdesk.charts.formatting import segment_label, with_unit
from segdesk.charts.lettering import lettering, wrap
from segdesk.charts.style import Look
from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.result.grouping import Grouping
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, say, say_n

_EPOCH = date(1970, 1, 1)


def group_labels(grouping: Grouping, points: float, size: float, lines: int = 2) -> list[str]:
    """Return the groups' names made to fit."""
    if grouping.segments:
        return [segment_label(segment, points, size, lines) for segment in grouping.segments]
    return [wrap(label, points, size, lines) for label in grouping.labels]


def group_colours(grouping: Grouping, look: Look) -> list[str]:
    """Return the colour of each group: those of the segments, else one for all."""
    if grouping.segments:
        return [look.segment_colour(segment) for segment in grouping.segments]
    return [look.tokens.deep] * len(grouping.labels)


def name_rows(axes: Axes, labels: Sequence[str], look: Look) -> None:
    """Write names beside rows at 0, 1, 2 and so on, the first at the top."""
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.set_yticks(range(len(labels)), labels=labels, **lettering(look.small, look.tokens.text))


def segment_of(grouping: Grouping, place: int) -> int | None:
    """Return the number of the segment that a group is, None where the groups are no segments."""
    return grouping.segments[place].number if grouping.segments else None


def column_named(segmentation: Segmentation, name: str) -> TypedColumn:
    """Return a column of a result."""
    return next(column for column in segmentation.source.columns if column.name == name)


def number_in_column(column: TypedColumn, value: float, years: bool = False) -> str:
    """Write a number of a column with its unit, a day as a date, a year as a year."""
    if np.isnan(value):
        return "–"
    if column.type is ColumnType.DATE:
        return (_EPOCH + timedelta(days=round(value))).isoformat()
    return f"{value:.0f}" if years else with_unit(value, column.format.unit)


def heading_of(column: TypedColumn) -> str:
    """Return what stands at the axis of a column: its title, with the unit that stood with its numbers."""
    unit = column.format.unit
    return column.title if unit is None else f"{column.title} ({unit})"


def quantiles(values: Floats, *shares: float) -> list[float]:
    """Return quantiles, NaN where there are no values."""
    return np.quantile(values, shares).tolist() if len(values) else [np.nan] * len(shares)


def counted(known: int, everyone: int) -> Message:
    """Say how many customers a chart speaks of, and how many have no value."""
    if known == everyone:
        return say_n("{n} customer", "{n} customers", n=known)
    return say("{n} customers; {unknown} without a value are left out", n=known, unknown=everyone - known)
