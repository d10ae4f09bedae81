"""Answers by segment: yes and no, 1 to 5, and other levels that have an order, as parts of a whole."""

import pandas as pd
from matplotlib.figure import Figure

from segdesk.charts.answer_bars import COUNTS, answer_areas, draw_answer_bars
from segdesk.charts.areas import Area
from segdesk.charts.column_charts import column_chart
from segdesk.charts.compared_shares import shares_by_segment
from segdesk.charts.frame import MARGIN, new_figure, plain
from segdesk.charts.group_rows import column_named, counted, group_labels, name_rows
from segdesk.charts.style import Look
from segdesk.engine.result.explored_columns import MOST_ANSWERS, Columns, is_grouping
from segdesk.engine.result.grouping import groups_of
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, say


def fits(segmentation: Segmentation, columns: Columns) -> bool:
    """Whether these are few levels in an order of their own, by segment."""
    if columns.second is not None or not is_grouping(column_named(segmentation, columns.first)):
        return False
    levels = groups_of(segmentation, columns.first)
    return levels.is_ordered and len(levels.labels) <= MOST_ANSWERS


def finding(segmentation: Segmentation, columns: Columns) -> Message:
    """Name the answer whose shares lie furthest apart."""
    return shares_by_segment(segmentation, columns.first).finding


def data(segmentation: Segmentation, columns: Columns) -> pd.DataFrame:
    """Return customers and share of each answer in each segment."""
    return shares_by_segment(segmentation, columns.first).frame()


def areas(figure: Figure, segmentation: Segmentation, columns: Columns) -> tuple[Area, ...]:
    """Return one area per part of a bar."""
    return answer_areas(figure.axes[0], shares_by_segment(segmentation, columns.first))


@column_chart(
    "column_answers",
    say("100% bars"),
    say("Each bar is a whole segment; its parts are the shares of the answers among customers with one."),
    order=5,
    fits=fits,
    finding=finding,
    data=data,
    areas=areas,
)
def draw(segmentation: Segmentation, columns: Columns, look: Look) -> Figure:
    """Draw a bar for everyone and one per segment, split by answer."""
    shown = shares_by_segment(segmentation, columns.first)
    figure = new_figure(
        look,
        0.65 + 0.36 * (len(shown.segments.labels) + 1),
        shown.finding,
        say("Share of each answer among the customers of a segment"),
        note=counted(int(shown.counts.sum()), len(segmentation.fit.rows)),
    )
    axes = figure.add_subplot()
    plain(axes, look)
    beside = look.beside(140)
    name_rows(axes, [str(say("Everyone")), *group_labels(shown.segments, beside, look.small)], look)
    room = (look.width - 2 * MARGIN) * 72 - beside - 12 - COUNTS
    draw_answer_bars(axes, shown, room, look)
    return figure
