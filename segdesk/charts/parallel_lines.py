"""Parallel lines: single customers of each segment across the columns, a line a customer."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from scipy.stats import rankdata

from segdesk.charts import heatmap
from segdesk.charts.alternative_text import of_each, with_figures
from segdesk.charts.areas import Area, row
from segdesk.charts.chart_registry import chart
from segdesk.charts.customer_map import stratified
from segdesk.charts.formatting import Short, segment_label
from segdesk.charts.frame import MARGIN, MOST, new_figure, plain
from segdesk.charts.lettering import lettering, size_for_words, wrap
from segdesk.charts.strongest_profiles import strongest_profiles
from segdesk.charts.style import Look, segment_marker
from segdesk.engine.data.arrays import Floats, Positions
from segdesk.engine.data.table import ColumnType
from segdesk.engine.preparation.apply import as_number
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, Percent, say, say_n

MOST_LINES = 500
MOST_COLUMNS = 8
LEAST_COLUMNS = 3
# More segments than these have no room for one row each.
MOST_SEGMENTS = 12
_ALPHA = 0.1
# Inches that the name of a column needs, and the row of a segment.
_NARROWEST, _ROW = 0.8, 0.72


@dataclass(frozen=True, eq=False)
class _Ranks:
    """Where customers stand among all, 0 lowest and 1 highest, in the columns shown.

    Attributes
    ----------
    titles : tuple of str
        Of the columns, in the order of the file.
    values : float64 array of shape (n_segmented, n_columns)
        Equal values share the middle of their places; NaN where missing.
    """

    titles: tuple[str, ...]
    values: Floats


def alternative(segmentation: Segmentation) -> Message:
    """Tell where the typical customer of each segment stands in the first column."""
    ranks = _ranks(segmentation, MOST_COLUMNS)
    return with_figures(
        heatmap.finding(segmentation),
        say(
            "The middle customer's place among all in “{column}”, from 0% for the lowest to 100%: {places}.",
            column=Short(ranks.titles[0]),
            places=of_each(
                segmentation.named, [Percent(float(line[0])) for line in _middles(segmentation, ranks)]
            ),
        ),
    )


def data(segmentation: Segmentation) -> pd.DataFrame:
    """Return row, segment and place in each column of the customers drawn."""
    ranks, shown = _ranks(segmentation, MOST_COLUMNS), _drawn(segmentation)
    table = pd.DataFrame(
        {
            str(say("Row")): segmentation.fit.rows[shown] + 1,
            str(say("Segment")): segmentation.segmented_labels[shown],
        }
    )
    for place, title in enumerate(ranks.titles):
        table[title] = ranks.values[shown, place]
    return table


def applies(segmentation: Segmentation) -> Message | None:
    """Give the reason where lines would show nothing."""
    if len(_names(segmentation)) < LEAST_COLUMNS:
        return say("Lines of customers need three columns with numbers or dates")
    if segmentation.k > MOST_SEGMENTS:
        return say("Lines of more than {most} segments would hide each other", most=MOST_SEGMENTS)
    return heatmap.applies(segmentation)


def areas(figure: Figure, segmentation: Segmentation) -> tuple[Area, ...]:
    """Return one area per segment."""
    return tuple(
        row(axes, 0.5, segment.number, say("“{segment}”", segment=segment.name))
        for axes, segment in zip(figure.axes, segmentation.named, strict=True)
    )


@chart(
    "parallel_lines",
    say("How alike are single customers?"),
    say(
        "Each faint line is a customer, from the lowest value of all at the bottom of a row to the highest at its top; "
        "the strong line is the middle customer of the segment. Lines that run together tell of customers alike."
    ),
    order=87,
    tab=say("Single customers"),
    tab_order=90,
    section=None,
    for_experts=True,
    finding=heatmap.finding,
    alternative=alternative,
    data=data,
    applies=applies,
    areas=areas,
)
def draw(segmentation: Segmentation, look: Look) -> Figure:
    """Draw a row of lines for each segment."""
    beside = look.beside(130)
    room = (look.width - 2 * MARGIN) * 72 - beside - 50
    fitting = int(room / (_NARROWEST * 72 * look.text_size / 10))
    ranks = _ranks(segmentation, max(LEAST_COLUMNS, min(MOST_COLUMNS, fitting)))
    shown = _drawn(segmentation)
    height = 0.5 + _ROW * segmentation.k
    figure = new_figure(
        look,
        height,
        heatmap.finding(segmentation),
        say("Each faint line is a customer, low to high; the strong line is the middle of the segment"),
        note=_note(segmentation, len(shown), len(ranks.titles)),
        limits=(height, MOST * height),
    )
    rows = figure.subplots(segmentation.k, 1, squeeze=False)[:, 0]
    own = segmentation.segmented_labels[shown]
    middles = _middles(segmentation, ranks)
    for place, (axes, segment) in enumerate(zip(rows, segmentation.named, strict=True)):
        plain(axes, look)
        colour = look.segment_colour(segment)
        _draw_lines(axes, ranks.values[shown[own == segment.number]], colour)
        axes.plot(
            middles[place], color=colour, linewidth=2.4, marker=segment_marker(segment), markersize=6,
            markeredgecolor=look.tokens.pane, markeredgewidth=0.8, zorder=3, clip_on=False,
        )  # fmt: skip
        axes.vlines(range(len(ranks.titles)), 0, 1, colors=look.tokens.line, linewidth=1, zorder=0)
        axes.set_xticks([])
        axes.set_ylim(-0.06, 1.06)
        axes.set_xlim(-0.1, len(ranks.titles) - 0.9)
        name = segment_label(segment, beside, look.small, 2, bold=True)
        axes.set_yticks([0.5], labels=[name], **lettering(look.small, look.tokens.text, bold=True))
    _name_columns(rows[-1], ranks.titles, room, look)
    _name_ends(rows[0], look)
    return figure


def _draw_lines(axes: Axes, values: Floats, colour: str) -> None:
    """Draw a faint line for each customer; a line is broken where a value is missing."""
    lines = [np.column_stack([np.arange(values.shape[1]), line]) for line in values]
    axes.add_collection(
        LineCollection(lines, colors=colour, alpha=_ALPHA, linewidths=1, rasterized=True), autolim=False
    )


def _name_columns(axes: Axes, titles: tuple[str, ...], room: float, look: Look) -> None:
    each = room / len(titles) - 4
    size = size_for_words(titles, each, look.small)
    labels = [wrap(title, each, size, 3) for title in titles]
    axes.set_xticks(range(len(titles)), labels=labels, **lettering(size, look.tokens.text))


def _name_ends(axes: Axes, look: Look) -> None:
    """Say beside the first row which end is which."""
    style = lettering(look.small * 0.9, look.tokens.muted)
    for y, word, at in ((1.0, say("high"), "top"), (0.0, say("low"), "bottom")):
        axes.annotate(
            str(word), (1, y), xytext=(6, 0), xycoords=axes.get_yaxis_transform(), textcoords="offset points",
            va=at, annotation_clip=False, **style,
        )  # fmt: skip


def _names(segmentation: Segmentation) -> list[str]:
    """Return the columns with numbers or dates that form the segments, those that differ most first."""
    ranked = strongest_profiles(segmentation, len(segmentation.description.profiles))
    return [p.variable for p in ranked if p.type in (ColumnType.NUMBER, ColumnType.DATE)]


def _ranks(segmentation: Segmentation, most: int) -> _Ranks:
    kept = set(_names(segmentation)[:most])
    columns = [column for column in segmentation.source.columns if column.name in kept]
    values = [_rank(as_number(column)[segmentation.fit.rows]) for column in columns]
    return _Ranks(tuple(column.title for column in columns), np.column_stack(values))


def _rank(values: Floats) -> Floats:
    """Return where each value stands among all, 0 to 1."""
    ranks = np.full(len(values), np.nan)
    known = ~np.isnan(values)
    ranks[known] = (rankdata(values[known]) - 1) / max(int(known.sum()) - 1, 1)
    return ranks


def _middles(segmentation: Segmentation, ranks: _Ranks) -> Floats:
    """Return the median place of each segment in each column."""
    labels = segmentation.segmented_labels
    return np.array(
        [np.nanmedian(ranks.values[labels == segment.number], axis=0) for segment in segmentation.named]
    )


def _drawn(segmentation: Segmentation) -> Positions:
    return stratified(segmentation.segmented_labels, MOST_LINES)


def _note(segmentation: Segmentation, shown: int, columns: int) -> Message:
    n, everything = len(segmentation.fit.rows), len(_names(segmentation))
    count = (
        say_n("{n} customer.", "{n} customers.", n=n)
        if shown == n
        else say("{shown} of {n} customers drawn, every segment in its proportion.", shown=shown, n=n)
    )
    if everything > columns:
        return say(
            "{count} The {shown} columns of {everything} in which segments differ most.",
            count=count,
            shown=columns,
            everything=everything,
        )
    return count
