"""Retention: the triangle of cohorts, and one curve of all of them."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from segdesk.charts.frame import draw_part, new_figure, plain, write_inside
from segdesk.charts.lettering import lettering
from segdesk.charts.palette import text_on
from segdesk.charts.style import Look
from segdesk.engine.data.arrays import Floats
from segdesk.engine.tracking.period import Unit
from segdesk.engine.tracking.retention import NOT_SEEN, Retention
from segdesk.messages import Message, in_words, number_in_words, percent_in_words, say, say_n

# More cohorts and offsets than these are not drawn; the table has them all.
MOST_COHORTS = 24
# Inches that a figure in a cell needs, and a row.
_CELL, _ROW = 0.24, 0.25
# Rows between all cohorts together and the first of them.
_APART = 0.3


def triangle_definition(retention: Retention) -> Message:
    """Return what the triangle shows."""
    if retention.by_purchases:
        return say(
            "Each row: customers by the period of their first purchase. Columns: so many periods later, the percentage "
            "of them who bought."
        )
    return say(
        "Each row: customers by the period in which they first stood in a file. Columns: so many periods later, the "
        "percentage of them who still did."
    )


_LATER = {
    Unit.MONTH: say("Months later"),
    Unit.QUARTER: say("Quarters later"),
    Unit.WEEK: say("Weeks later"),
    Unit.DAY: say("Days later"),
    Unit.YEAR: say("Years later"),
}


def draw_triangle(
    retention: Retention, look: Look, title: Message, remarks: Sequence[Message] = ()
) -> Figure:
    """Draw the cohorts as rows of cells, the darker the more of them were there, and all of them together first.

    Parameters
    ----------
    retention : Retention
    look : Look
    title : Message
        The finding.
    remarks : sequence of Message
        What else is to be known, at the foot.
    """
    left_out = max(0, len(retention.cohorts) - MOST_COHORTS)
    cohorts = retention.cohorts[left_out:]
    sizes, active = retention.customers[left_out:].tolist(), retention.active[left_out:, 1 : MOST_COHORTS + 1]
    offsets = retention.offsets[1 : MOST_COHORTS + 1].tolist()
    notes = [_counted(retention), *remarks]
    if left_out:
        notes.append(
            say_n("{n} earlier cohort is not drawn.", "{n} earlier cohorts are not drawn.", n=left_out)
        )
    if not retention.is_whole:
        notes.append(
            say(
                "{period} is not over yet, so the last figure of each row is too low.",
                period=retention.last.label,
            )
        )
    figure = new_figure(
        look,
        _ROW * (len(cohorts) + 2) + 0.4,
        title,
        triangle_definition(retention),
        note=" ".join(map(str, notes)),
    )
    axes = figure.add_subplot()
    plain(axes, look)
    letters = lettering(look.small, look.tokens.muted)
    axes.set_xlim(0, len(offsets))
    axes.set_ylim(len(cohorts), -1 - _APART)
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    axes.set_xlabel(str(_LATER[retention.last.unit]), **letters)
    axes.set_xticks(np.arange(len(offsets)) + 0.5, [in_words(offset) for offset in offsets], **letters)
    rows = [str(say("All ({n})", n=int(retention.customers.sum())))]
    rows += [
        str(say("{period} ({n})", period=cohort.label, n=n)) for cohort, n in zip(cohorts, sizes, strict=True)
    ]
    places = [-0.5 - _APART, *(np.arange(len(cohorts)) + 0.5)]
    axes.set_yticks(places, rows, **lettering(look.small, look.tokens.text))
    shares = np.where(active == NOT_SEEN, np.nan, active / np.array(sizes)[:, None])
    together = {offset: there / known for offset, known, there in retention.curve}
    shares = np.vstack([[together.get(offset, np.nan) for offset in offsets], shares])
    _draw_cells(axes, shares, [place - 0.5 for place in places], look)
    return figure


def _draw_cells(axes: Axes, shares: Floats, tops: Sequence[float], look: Look) -> None:
    """Draw a row of cells from each of the places at the left, with percentages where there is room."""
    highest = float(np.nanmax(shares, initial=0.0)) or 1.0
    scale, has_room = look.sequential(), look.width * 0.8 / max(shares.shape[1], 1) >= _CELL
    for i, j in np.argwhere(~np.isnan(shares)).tolist():
        colour = scale(0.85 * shares[i, j] / highest)[:3]
        draw_part(axes, (j + 0.02, tops[i] + 0.03), (0.96, 0.94), colour)
        if has_room:
            style = lettering(look.small * 0.95, text_on(colour), bold=i == 0)
            write_inside(axes, j + 0.5, tops[i] + 0.5, number_in_words(100 * shares[i, j], 0), style)


def _counted(retention: Retention) -> Message:
    return say_n("{n} customer.", "{n} customers.", n=int(retention.customers.sum()))


def curve_definition(retention: Retention) -> Message:
    """Return what the curve shows."""
    if retention.by_purchases:
        return say(
            "Of all customers who began so long ago or longer: the percentage who bought so many periods after the one "
            "of their first purchase"
        )
    return say(
        "Of all customers who first stood in a file so long ago or longer: the percentage who did so many periods later"
    )


def draw_curve(retention: Retention, look: Look, title: Message) -> Figure:
    """Draw the share of all customers who were there so much later; parameters are those of `draw_triangle`."""
    note = _counted(retention)
    if not retention.is_whole:
        note = say("{count} {period} is not over yet and left out.", count=note, period=retention.last.label)
    figure = new_figure(look, 2.8, title, curve_definition(retention), note=note)
    axes = figure.add_subplot()
    plain(axes, look, "bottom")
    tokens, letters = look.tokens, lettering(look.small, look.tokens.muted)
    offsets = [offset for offset, _, _ in retention.curve]
    shares = [active / customers for _, customers, active in retention.curve]
    axes.plot(offsets, shares, color=tokens.accent, linewidth=2, marker="o", markersize=5)
    axes.set_ylim(0, max(*shares, 0.01) * 1.15)
    axes.set_xlim(min(offsets) - 0.4, max(offsets) + 0.4)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=12, integer=True))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda share, _: percent_in_words(share)))
    axes.grid(True, axis="y", color=tokens.line, linewidth=0.8)
    axes.set_xlabel(str(say("Periods after the first")), **letters)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set(fontproperties=letters["fontproperties"], color=letters["color"])
    return figure
