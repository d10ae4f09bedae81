"""Charts of columns that the user picks: one by segment, or any two. A new one is one new file in this folder.

With the columns settled, each is a `Chart` like any other: it is drawn, saved, printed and shown as a table alike.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.figure import Figure

from segdesk.charts.areas import Area
from segdesk.charts.chart_registry import Chart, all_charts, always
from segdesk.charts.style import Look
from segdesk.engine.result.explored_columns import Columns
from segdesk.engine.result.segmentation import Segmentation
from segdesk.errors import InputError
from segdesk.messages import Message, say

Draw = Callable[[Segmentation, Columns, Look], Figure]
Areas = Callable[[Figure, Segmentation, Columns], tuple[Area, ...]]
Points = Callable[[Figure, Segmentation, Columns], npt.NDArray[np.float32] | None]
Fits = Callable[[Segmentation, Columns], bool]


@dataclass(frozen=True)
class ColumnChart:
    """One way to look at columns; attributes as of `Chart`, functions with the columns behind the segmentation.

    Attributes
    ----------
    label : Message
        As it is offered beside the others.
    fits : callable
        Whether it can be drawn of these columns, each of which can be looked at.
    """

    name: str
    label: Message
    definition: Message
    order: int
    fits: Fits
    draw: Draw
    finding: Callable[[Segmentation, Columns], Message]
    data: Callable[[Segmentation, Columns], pd.DataFrame]
    areas: Areas
    points: Points

    def of(self, columns: Columns) -> Chart:
        """Return the chart of these columns."""
        return _settled(self, columns)


@cache
def _settled(chart: ColumnChart, columns: Columns) -> Chart:
    return Chart(
        name=chart.name,
        question=columns.title,
        definition=chart.definition,
        order=chart.order,
        draw=lambda segmentation, look: chart.draw(segmentation, columns, look),
        finding=lambda segmentation: chart.finding(segmentation, columns),
        alternative=lambda segmentation: chart.finding(segmentation, columns),
        data=lambda segmentation: chart.data(segmentation, columns),
        applies=always,
        tab=chart.label,
        tab_order=chart.order,
        section=None,
        of_purchases=False,
        areas=lambda figure, segmentation: chart.areas(figure, segmentation, columns),
        points=lambda figure, segmentation: chart.points(figure, segmentation, columns),
        subject=columns,
    )


_charts: dict[str, ColumnChart] = {}


def no_areas(figure: Figure, segmentation: Segmentation, columns: Columns) -> tuple[Area, ...]:
    """Find nothing that answers the mouse."""
    return ()


def no_points(figure: Figure, segmentation: Segmentation, columns: Columns) -> npt.NDArray[np.float32] | None:
    """Find no single customers."""
    return None


def column_chart(
    name: str,
    label: Message,
    definition: Message,
    *,
    order: int,
    fits: Fits,
    finding: Callable[[Segmentation, Columns], Message],
    data: Callable[[Segmentation, Columns], pd.DataFrame],
    areas: Areas = no_areas,
    points: Points = no_points,
) -> Callable[[Draw], Draw]:
    """Register the decorated function as the drawing of a chart of columns; see `ColumnChart` for the parameters."""

    def register(draw: Draw) -> Draw:
        _charts[name] = ColumnChart(name, label, definition, order, fits, draw, finding, data, areas, points)
        return draw

    return register


def charts_of_columns(segmentation: Segmentation, columns: Columns) -> tuple[Chart, ...]:
    """Return the charts that can be drawn of columns, the most telling first.

    Raises
    ------
    InputError
        If a column is not there, cannot be looked at, or the two do not go into a chart.
    UsageError
        If a column is to be set against itself.
    """
    # Charts of columns are found with all the others.
    all_charts()
    columns.check(segmentation.source.columns)
    found = [chart for chart in _charts.values() if chart.fits(segmentation, columns)]
    return tuple(chart.of(columns) for chart in sorted(found, key=lambda chart: chart.order))


def chart_of_columns(segmentation: Segmentation, columns: Columns, name: str | None = None) -> Chart:
    """Return the chart of columns that has this name, or the most telling one; errors as of `charts_of_columns`."""
    offered = charts_of_columns(segmentation, columns)
    for chart in offered:
        if name in (None, chart.name):
            return chart
    raise InputError(
        say("There is no chart “{name}” of these columns.", name=name or ""),
        mend=say("Charts are: {names}.", names=[chart.name for chart in offered]),
    )
