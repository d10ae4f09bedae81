"""Answers by segment: yes and no, 1 to 5, and other levels that have an order, as parts of a whole."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segdesk.charts.areas import Area, area
from segdesk.charts.column_charts import column_chart
from segdesk.charts.compared_shares import SharesBySegment, shares_by_segment
from segdesk.charts.frame import MARGIN, new_figure, plain
from segdesk.charts.group_rows import column_named, counted, group_labels, name_rows, segment_of
from segdesk.charts.lettering import cut_to_width, lettering, width
from segdesk.charts.palette import text_on
from segdesk.charts.style import Look
from segdesk.engine.data.arrays import Floats
from segdesk.engine.result.explored_columns import MOST_ANSWERS, Columns, is_grouping
from segdesk.engine.result.grouping import groups_of
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, Percent, say

_BAR = 0.7
# The faintest part of the scale that still stands off the pane.
_FAINT = 0.18


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
    shown = shares_by_segment(segmentation, columns.first)
    shares = _rows(shown)
    edges = np.column_stack([np.zeros(len(shares)), np.cumsum(shares, axis=1)])
    names = [say("Everyone"), *shown.segments.labels]
    found = []
    for y, x in np.ndindex(shares.shape):
        tip = say(
            "“{level}”: {share} of “{segment}”",
            level=shown.levels.labels[x],
            share=Percent(float(shares[y, x]), 1),
            segment=names[y],
        )
        number = segment_of(shown.segments, y - 1) if y else None
        found.append(
            area(
                figure.axes[0], (float(edges[y, x]), float(edges[y, x + 1])), (y - 0.5, y + 0.5), number, tip
            )
        )
    return tuple(found)


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
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    room = (look.width - 2 * MARGIN) * 72 - beside - 12
    colours = _colours(len(shown.levels.labels), look)
    _draw_parts(axes, _rows(shown), colours, room, look)
    _name_answers(axes, shown, colours, room, look)
    return figure


def _draw_parts(axes: Axes, shares: Floats, colours: list[str], room: float, look: Look) -> None:
    """Draw the bars' parts, with their shares in all that are wide enough."""
    starts = np.cumsum(shares, axis=1) - shares
    for x, colour in enumerate(colours):
        axes.barh(
            range(len(shares)), shares[:, x], left=starts[:, x], height=_BAR, color=colour,
            edgecolor=look.tokens.pane, linewidth=1,
        )  # fmt: skip
        for y, share in enumerate(shares[:, x]):
            words = str(Percent(float(share)))
            if width(words, look.small) + 6 <= share * room:
                style = lettering(look.small, text_on(colour))
                axes.text(starts[y, x] + share / 2, y, words, ha="center", va="center", **style)


def _name_answers(axes: Axes, shown: SharesBySegment, colours: list[str], room: float, look: Look) -> None:
    """Write the answers in their order above the bars, each behind its colour."""
    each = room / len(colours)
    for x, (colour, label) in enumerate(zip(colours, shown.levels.labels, strict=True)):
        left = x / len(colours)
        axes.plot(
            [left + 5 / room], [1.04], marker="s", markersize=8, color=colour, transform=axes.transAxes,
            clip_on=False, markeredgecolor=look.tokens.muted, markeredgewidth=0.5,
        )  # fmt: skip
        words = cut_to_width(label, each - 18, look.small)
        style = lettering(look.small, look.tokens.text)
        axes.text(left + 14 / room, 1.04, words, transform=axes.transAxes, ha="left", va="center", **style)


def _rows(shown: SharesBySegment) -> Floats:
    """Return the shares of everyone and of each segment, one row each."""
    return np.vstack([shown.overall, shown.shares.T])


def _colours(count: int, look: Look) -> list[str]:
    """Return steps of one blue, from faint to deep; the first of two answers is the deep one."""
    scale = look.sequential()
    if count == 2:
        return [_hex(scale(1.0)), _hex(scale(_FAINT))]
    return [_hex(scale(_FAINT + (1 - _FAINT) * place / max(count - 1, 1))) for place in range(count)]


def _hex(colour: tuple[float, float, float, float]) -> str:
    return "#" + "".join(f"{round(255 * part):02X}" for part in colour[:3])
