"""A category by segment: one panel a segment, one bar a level, and where everyone stands."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segdesk.charts.areas import Area, row
from segdesk.charts.column_charts import column_chart
from segdesk.charts.compared_shares import SharesBySegment, shares_by_segment
from segdesk.charts.formatting import segment_label
from segdesk.charts.frame import MARGIN, MOST, new_figure, plain
from segdesk.charts.group_rows import column_named, counted, group_colours, group_labels, name_rows
from segdesk.charts.lettering import lettering
from segdesk.charts.style import Look
from segdesk.engine.result.explored_columns import Columns, is_grouping
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, Percent, say

_BAR = 0.68
_ABREAST = 3
# Inches that a panel takes at least.
_NARROWEST = 1.7


def fits(segmentation: Segmentation, columns: Columns) -> bool:
    """Whether these are levels by segment."""
    return columns.second is None and is_grouping(column_named(segmentation, columns.first))


def finding(segmentation: Segmentation, columns: Columns) -> Message:
    """Name the level whose shares lie furthest apart."""
    return shares_by_segment(segmentation, columns.first).finding


def data(segmentation: Segmentation, columns: Columns) -> pd.DataFrame:
    """Return customers and share of each level in each segment."""
    return shares_by_segment(segmentation, columns.first).frame()


def areas(figure: Figure, segmentation: Segmentation, columns: Columns) -> tuple[Area, ...]:
    """Return one area per bar."""
    shown = shares_by_segment(segmentation, columns.first)
    found = []
    for place, axes in enumerate(figure.axes):
        for level, label in enumerate(shown.levels.labels):
            tip = say(
                "“{level}”: {share} of “{segment}”, {everyone} of everyone",
                level=label,
                share=Percent(float(shown.shares[level, place]), 1),
                segment=shown.segments.labels[place],
                everyone=Percent(float(shown.overall[level]), 1),
            )
            found.append(row(axes, level, shown.segments.segments[place].number, tip))
    return tuple(found)


@column_chart(
    "column_bars",
    say("Bars"),
    say(
        "Each bar is the share of a value among the segment's customers with one; the line is everyone's share."
    ),
    order=20,
    fits=fits,
    finding=finding,
    data=data,
    areas=areas,
)
def draw(segmentation: Segmentation, columns: Columns, look: Look) -> Figure:
    """Draw one panel per segment."""
    shown = shares_by_segment(segmentation, columns.first)
    beside = look.beside(130)
    room = look.width - 2 * MARGIN - beside / 72
    panels = len(shown.segments.labels)
    abreast = min(_ABREAST, panels, max(1, int(room / _NARROWEST)))
    storeys = -(-panels // abreast)
    height = storeys * (0.55 + 0.24 * len(shown.levels.labels))
    figure = new_figure(
        look,
        height,
        shown.finding,
        say("Bar = share among the segment's customers, line = share of everyone"),
        note=counted(int(shown.counts.sum()), len(segmentation.fit.rows)),
        limits=(height, MOST * height),
    )
    # Storeys keep their distance, or a title would seem to belong to the bars above it.
    figure.get_layout_engine().set(hspace=0.07)  # type: ignore[union-attr, call-arg]
    labels = group_labels(shown.levels, beside, look.small, lines=1)
    for place, segment in enumerate(shown.segments.segments):
        axes = figure.add_subplot(storeys, abreast, place + 1)
        plain(axes, look, "left")
        name_rows(axes, labels if place % abreast == 0 else [""] * len(labels), look)
        _draw_panel(axes, shown, place, look)
        title = segment_label(segment, room * 72 / abreast - 12, look.small, 2, bold=True)
        axes.set_title(title, loc="left", pad=5, **lettering(look.small, look.tokens.text, bold=True))
    return figure


def _draw_panel(axes: Axes, shown: SharesBySegment, place: int, look: Look) -> None:
    shares, overall = shown.shares[:, place], shown.overall
    colour = group_colours(shown.segments, look)[place]
    axes.barh(range(len(shares)), shares, height=_BAR, color=colour, alpha=0.8)
    for level, share in enumerate(overall.tolist()):
        axes.vlines(share, level - 0.45, level + 0.45, colors=look.tokens.text, linewidth=1.6, zorder=3)
    widest = max(float(shown.shares.max()), float(overall.max()), 0.01)
    # Room for the longest share behind the longest bar.
    axes.set_xlim(0, widest * 1.35)
    axes.set_xticks([])
    for level, share in enumerate(shares.tolist()):
        end = max(share, float(overall[level]))
        style = lettering(look.small * 0.95, look.tokens.muted)
        axes.text(end + 0.03 * widest, level, str(Percent(share)), va="center", ha="left", **style)
