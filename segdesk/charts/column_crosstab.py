"""Two categories, or a category and the segments: counts, shares, and the cells that stand out."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segdesk.charts.areas import Area, area
from segdesk.charts.column_charts import column_chart
from segdesk.charts.frame import MARGIN, new_figure, plain
from segdesk.charts.group_rows import column_named, group_labels, segment_of
from segdesk.charts.lettering import lettering, wrap
from segdesk.charts.palette import text_on
from segdesk.charts.style import Look
from segdesk.engine.result.crossing import Crossing, cross
from segdesk.engine.result.explored_columns import Columns, is_grouping
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Figure as Number
from segdesk.messages import Message, Percent, number_in_words, say, say_n

# Residuals from here on have the full colour.
_LIMIT = 6.0
_MARKS = {1: "▲ ", 0: "", -1: "▼ "}
# Points that a column takes at least.
_NARROWEST = 50


def fits(segmentation: Segmentation, columns: Columns) -> bool:
    """Whether both make groups."""
    names = [columns.first, *([] if columns.second is None else [columns.second])]
    return all(is_grouping(column_named(segmentation, name)) for name in names)


def finding(segmentation: Segmentation, columns: Columns) -> Message:
    """Say whether the two go together, and in how many cells it shows."""
    return cross(segmentation, columns.first, columns.second).finding


def data(segmentation: Segmentation, columns: Columns) -> pd.DataFrame:
    """Return every figure, one row per cell."""
    names = {
        "customers": say("Customers"),
        "expected": say("Expected"),
        "row_share": say("Share of the row"),
        "column_share": say("Share of the column"),
        "total_share": say("Share of all"),
        "residual": say("Residual"),
        "p_adjusted": say("p (Holm)"),
        "mark": say("Mark"),
    }
    cells = cross(segmentation, columns.first, columns.second).cells().reset_index()
    return cells.rename(columns={name: str(words) for name, words in names.items()})


def areas(figure: Figure, segmentation: Segmentation, columns: Columns) -> tuple[Area, ...]:
    """Return one area per cell, which tells its shares."""
    found = cross(segmentation, columns.first, columns.second)
    table = found.table
    cells = []
    for y, x in np.ndindex(table.counts.shape):
        tip = say_n(
            "{n} customer is “{row}” and “{column}”, where {expected} would be expected: {row_share} of the row, "
            "{column_share} of the column, {total_share} of all",
            "{n} customers are “{row}” and “{column}”, where {expected} would be expected: {row_share} of the row, "
            "{column_share} of the column, {total_share} of all",
            n=int(table.counts[y, x]),
            row=found.down.labels[y],
            column=found.across.labels[x],
            expected=Number(float(table.expected[y, x]), 1),
            row_share=Percent(float(np.nan_to_num(table.row_shares[y, x])), 1),
            column_share=Percent(float(np.nan_to_num(table.column_shares[y, x])), 1),
            total_share=Percent(float(table.total_shares[y, x]), 1),
        )
        number = segment_of(found.across, x)
        cells.append(area(figure.axes[0], (x - 0.5, x + 0.5), (y - 0.5, y + 0.5), number, tip))
    return tuple(cells)


@column_chart(
    "column_crosstab",
    say("Cross table"),
    say(
        "Each cell has its customers and their share of the column; blue cells hold more and orange ones fewer than if "
        "rows and columns had nothing to do with each other."
    ),
    order=15,
    fits=fits,
    finding=finding,
    data=data,
    areas=areas,
)
def draw(segmentation: Segmentation, columns: Columns, look: Look) -> Figure:
    """Draw the cells, with the totals below and at the right."""
    found = cross(segmentation, columns.first, columns.second)
    down, across = found.table.counts.shape
    beside = look.beside(150)
    wide = max(look.width, (beside + (across + 1) * _NARROWEST) / 72 + 2 * MARGIN)
    figure = new_figure(
        look,
        0.7 + 0.44 * (down + 1),
        found.finding,
        say("Customers, and their share of the column; blue = more than expected, orange = fewer"),
        note=_note(found),
        width=wide,
    )
    axes = figure.add_subplot()
    plain(axes, look)
    _draw_cells(axes, found, look)
    room = (wide - 2 * MARGIN) * 72 - beside
    style = lettering(look.small, look.tokens.text)
    axes.xaxis.tick_top()
    total = str(say("Total"))
    above = group_labels(found.across, room / (across + 1) - 6, look.small, lines=3)
    axes.set_xticks(range(across + 1), labels=[*above, total], **style)
    rows = group_labels(found.down, beside - 6, look.small)
    axes.set_yticks(range(down + 1), labels=[*rows, wrap(total, beside - 6, look.small)], **style)
    return figure


def _draw_cells(axes: Axes, found: Crossing, look: Look) -> None:
    """Colour the cells by their residuals and write counts and shares; totals stay plain."""
    table = found.table
    down, across = table.counts.shape
    scaled = (np.clip(table.residuals, -_LIMIT, _LIMIT) + _LIMIT) / (2 * _LIMIT)
    # Cells that may be chance keep the colour of the pane.
    colours = look.diverging()(np.where(table.marks != 0, scaled, 0.5))
    axes.imshow(
        colours, aspect="auto", interpolation="nearest", extent=(-0.5, across - 0.5, down - 0.5, -0.5)
    )
    axes.set_xlim(-0.5, across + 0.5)
    axes.set_ylim(down + 0.5, -0.5)
    for y, x in np.ndindex(down, across):
        count, share = int(table.counts[y, x]), float(np.nan_to_num(table.column_shares[y, x]))
        words = f"{_MARKS[int(table.marks[y, x])]}{number_in_words(count)}\n{Percent(share)}"
        _write(axes, x, y, words, text_on(tuple(colours[y, x, :3])), look, bold=bool(table.marks[y, x]))
    for y, count in enumerate(table.counts.sum(axis=1).tolist()):
        words = f"{number_in_words(count)}\n{Percent(count / max(table.n, 1))}"
        _write(axes, across, y, words, look.tokens.muted, look)
    for x, count in enumerate(table.counts.sum(axis=0).tolist()):
        _write(axes, x, down, number_in_words(count), look.tokens.muted, look)
    _write(axes, across, down, number_in_words(table.n), look.tokens.muted, look)
    for edge in range(across):
        axes.axvline(edge + 0.5, color=look.tokens.line, linewidth=1)
    for edge in range(down):
        axes.axhline(edge + 0.5, color=look.tokens.line, linewidth=1)


def _write(axes: Axes, x: float, y: float, words: str, colour: str, look: Look, bold: bool = False) -> None:
    axes.text(x, y, words, ha="center", va="center", **lettering(look.small, colour, bold))


def _note(found: Crossing) -> str:
    count = say_n("{n} customer.", "{n} customers.", n=found.table.n)
    return " ".join(str(sentence) for sentence in (count, *found.remarks))
