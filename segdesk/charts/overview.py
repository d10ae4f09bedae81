"""Overview: what sets each segment apart and, in the same rows, how much it weighs."""

import pandas as pd
from matplotlib.figure import Figure

from segdesk.charts import heatmap, sizes
from segdesk.charts.areas import Area
from segdesk.charts.chart_registry import chart
from segdesk.charts.formatting import value_name
from segdesk.charts.frame import MARGIN, new_figure
from segdesk.charts.style import Look
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, say

MOST_COLUMNS = 6

# Inches: a narrower figure has no room for the bars; a column of the grid needs as much as this.
_BARS_FROM = 7.0
_NARROWEST = 0.8

# Part of the width beside the names that the bars take.
_BARS = 0.32


def finding(segmentation: Segmentation) -> Message:
    """Name the segment that brings far more than its size, or else the strongest difference."""
    surplus = max(sizes.surplus(segment) for segment in segmentation.named)
    if sizes.is_valued(segmentation) and surplus >= sizes.WORTH_SAYING:
        return sizes.finding(segmentation)
    return heatmap.finding(segmentation)


def alternative(segmentation: Segmentation) -> Message:
    """Tell what the charts tell that it is made of, the finding once."""
    if finding(segmentation) == sizes.finding(segmentation):
        return say(
            "{first} {second}.", first=sizes.alternative(segmentation), second=heatmap.finding(segmentation)
        )
    return say(
        "{first} {second}.", first=heatmap.alternative(segmentation), second=sizes.finding(segmentation)
    )


def data(segmentation: Segmentation) -> pd.DataFrame:
    """Return sizes, shares and the strongest effects of each segment."""
    weights = sizes.data(segmentation).iloc[-segmentation.k :].reset_index(drop=True)
    effects = heatmap.data(segmentation).iloc[:, 1 : 1 + MOST_COLUMNS]
    return pd.concat([weights, effects], axis=1)


def areas(figure: Figure, segmentation: Segmentation) -> tuple[Area, ...]:
    """Return the cells and, where they are drawn, the rows of the bars."""
    cells, *bars = figure.axes
    found = heatmap.cell_areas(cells, segmentation)
    for axes in bars:
        found += sizes.bar_areas(axes, segmentation, segmentation.named)
    return found


@chart(
    "overview",
    say("Who are they?"),
    say(
        "Each row is a segment: how far it lies above or below everyone, in standard deviations, and its share of "
        "the customers and of the value."
    ),
    order=5,
    tab=say("Overview"),
    tab_order=10,
    section=None,
    finding=finding,
    alternative=alternative,
    data=data,
    applies=heatmap.applies,
    areas=areas,
)
def draw(segmentation: Segmentation, look: Look) -> Figure:
    """Draw the strongest differences and the bars side by side, one row of names for both."""
    beside = look.beside(150)
    room = (look.width - 2 * MARGIN) * 72 - beside - 10
    with_bars = look.width >= _BARS_FROM
    for_bars = _BARS * room if with_bars else 0.0
    fitting = int((room - for_bars) / (_NARROWEST * 72 * look.text_size / 10))
    profiles = heatmap.shown_profiles(segmentation)[: max(1, min(MOST_COLUMNS, fitting))]
    figure = new_figure(
        look,
        0.7 + segmentation.k * (0.62 if sizes.is_valued(segmentation) else 0.5),
        finding(segmentation),
        _definition(segmentation, with_bars),
        note=heatmap.differences_shown(segmentation, len(profiles)),
    )
    across = (1.0 - _BARS, _BARS) if with_bars else (1.0,)
    parts = figure.add_gridspec(1, len(across), width_ratios=across)
    grid = heatmap.Grid(tuple(profiles), True, (room - for_bars) / len(profiles), beside)
    heatmap.draw_cells(figure.add_subplot(parts[0]), grid, segmentation, look)
    if with_bars:
        bars = figure.add_subplot(parts[1])
        sizes.draw_bars(bars, segmentation, segmentation.named, look, for_bars - 12)
        bars.set_yticks([])
    return figure


def _definition(segmentation: Segmentation, with_bars: bool) -> Message:
    if not with_bars:
        return say("0 = like everyone, + above, − below, in standard deviations")
    if sizes.is_valued(segmentation):
        return say(
            "Cells: 0 = like everyone, + above, − below, in standard deviations. "
            "Bars: share of customers (grey) and of {value} (colour)",
            value=value_name(segmentation),
        )
    return say("Cells: 0 = like everyone, + above, − below, in standard deviations. Bars: share of customers")
