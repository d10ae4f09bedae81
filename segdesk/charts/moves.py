"""Who moved where between two segmentations: as bands where there are few segments, else as a matrix."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from segdesk.charts.flow import draw_flow, flow_finding, too_many_segments
from segdesk.charts.frame import MARGIN, new_figure, plain
from segdesk.charts.lettering import lettering, width, wrap
from segdesk.charts.palette import text_on
from segdesk.charts.style import Look
from segdesk.engine.comparison.compare import Comparison
from segdesk.messages import Message, Percent, in_words, say, say_n

# More columns have no room for their figures.
MOST_A_SIDE = 14
_ROW = 0.42
# Points of a column from which on names stand above it.
_NAMED_FROM = 60.0


def can_be_drawn(comparison: Comparison) -> bool:
    """Return whether there are customers in both, and not too many segments."""
    return comparison.shared > 0 and max(len(comparison.old), len(comparison.new)) <= MOST_A_SIDE


def draw_moves(comparison: Comparison, look: Look) -> Figure:
    """Draw who moved where: bands for up to six segments on either side, a matrix for more.

    Parameters
    ----------
    comparison : Comparison
        Of which `can_be_drawn` is true.
    look : Look
    """
    return draw_matrix(comparison, look) if too_many_segments(comparison) else draw_flow(comparison, look)


def draw_matrix(comparison: Comparison, look: Look) -> Figure:
    """Draw a cell for each pair of segments, the darker the larger its part of the old one; see `draw_moves`."""
    rows, columns = comparison.customers.shape
    beside = look.beside(140)
    room = ((look.width - 2 * MARGIN) * 72 - beside - 10) / columns
    figure = new_figure(
        look,
        0.9 + _ROW * rows,
        flow_finding(comparison),
        say("Rows: old segments, columns: new ones; what part of an old segment went where. Framed: stayed"),
        note=_note(comparison, has_names=room > _NAMED_FROM),
    )
    axes = figure.add_subplot()
    plain(axes, look)
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(rows - 0.5, -0.5)
    _draw_cells(axes, comparison, room, look)
    style = lettering(look.small, look.tokens.text)
    above = [
        wrap(group.label if room > _NAMED_FROM else group.key, room - 4, look.small, 3)
        for group in comparison.new
    ]
    axes.xaxis.tick_top()
    axes.set_xticks(range(columns), labels=above, **style)
    axes.set_yticks(
        range(rows), labels=[wrap(group.label, beside, look.small, 2) for group in comparison.old], **style
    )
    return figure


def _note(comparison: Comparison, has_names: bool) -> Message:
    """Count the customers; where columns are too narrow for names, say what their numbers stand for."""
    count = say_n("{n} customer in both", "{n} customers in both", n=comparison.shared)
    labels = [group.label for group in comparison.new]
    if has_names or set(labels) <= {group.label for group in comparison.old}:
        return count
    return say("{count}. New segments: {names}", count=count, names=labels)


def _draw_cells(axes: Axes, comparison: Comparison, room: float, look: Look) -> None:
    """Draw the cells with percentage and, where there is room, the number of customers."""
    counts = comparison.customers
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    scale = look.sequential()
    for y, x in np.argwhere(counts > 0).tolist():
        colour = scale(0.08 + 0.92 * shares[y, x])[:3]
        stayed = comparison.old[y].match == comparison.new[x].key
        axes.add_patch(
            Rectangle(
                (x - 0.47, y - 0.45), 0.94, 0.9, facecolor=colour,
                edgecolor=look.tokens.text if stayed else look.tokens.pane, linewidth=1.6 if stayed else 0.5,
            )
        )  # fmt: skip
        words = str(Percent(float(shares[y, x])))
        longer = f"{words} · {in_words(int(counts[y, x]))}"
        if width(longer, look.small) <= room - 8:
            words = longer
        size = look.small * min(1.0, (room - 4) / width(words, look.small))
        axes.text(x, y, words, ha="center", va="center", **lettering(size, text_on(colour)))
