"""Answers by segment as 100% bars: the bars' parts with their shares, the answers above, customers at the right.

Levels with an order run from faint to deep; those of a scale with two sides, as from “disagree” to “agree”, away from
its middle. A line around each bar shows where the faintest part ends.
"""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.figure import Figure
from matplotlib.transforms import offset_copy

from segdesk.charts.areas import Area, area
from segdesk.charts.compared_shares import SharesBySegment
from segdesk.charts.frame import draw_part, write_inside
from segdesk.charts.group_rows import segment_of
from segdesk.charts.lettering import cut_to_width, lettering, width
from segdesk.charts.palette import text_on
from segdesk.charts.style import Look
from segdesk.engine.data.arrays import Floats
from segdesk.messages import Percent, in_words, say

# From top to bottom: points from the left, place among the answers, and name.
Legend = list[list[tuple[float, int, str]]]

_BAR = 0.7
# The faintest part of the scale that still stands off the pane.
_FAINT = 0.18
# Parts of the width: what marks a row as its segment's.
_MARK, _BESIDE_MARK = 0.012, 0.008
# Points of a line of the legend, and around a name in it: where there is room, and at least.
LEGEND_ROW, _AROUND, _CLOSE = 14.0, 21.0, 17.0
# Points that the number of customers takes at the right.
COUNTS = 44.0


def answer_colours(count: int, look: Look, two_sided: bool = False) -> list[str]:
    """Return a shade for each of so many answers in their order; the first of two answers is the deep one.

    Parameters
    ----------
    count : int
    look : Look
    two_sided : bool
        The answers run from one extreme over a middle to the other.
    """
    tokens = look.tokens
    if two_sided:
        sides = LinearSegmentedColormap.from_list("sides", [tokens.below, tokens.line, tokens.above])
        return [to_hex(sides(place / max(count - 1, 1))) for place in range(count)]
    scale = look.sequential()
    if count == 2:
        return [to_hex(scale(1.0)), to_hex(scale(_FAINT))]
    return [to_hex(scale(_FAINT + (1 - _FAINT) * place / max(count - 1, 1))) for place in range(count)]


def rows_of(shown: SharesBySegment) -> Floats:
    """Return the shares of everyone and of each segment, one row each."""
    return np.vstack([shown.overall, shown.shares.T])


def draw_answer_bars(
    axes: Axes, shown: SharesBySegment, room: float, look: Look, *, two_sided: bool = False
) -> None:
    """Draw a bar for everyone and one per segment, split by answer.

    Parameters
    ----------
    axes : Axes
        With rows at 0, 1, 2 and so on.
    shown : SharesBySegment
    room : float
        Points that the bars are wide, about.
    look : Look
    two_sided : bool
        As in `answer_colours`.
    """
    shares = rows_of(shown)
    colours = answer_colours(len(shown.levels.labels), look, two_sided)
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    _draw_parts(axes, shares, colours, room, look)
    marks = [look.tokens.context, *(look.segment_colour(segment) for segment in shown.segments.segments)]
    known = [int(shown.counts.sum()), *shown.counts.sum(axis=0).tolist()]
    style = lettering(look.small * 0.9, look.tokens.muted)
    for y, (mark, n) in enumerate(zip(marks, known, strict=True)):
        left = -_MARK - _BESIDE_MARK
        draw_part(axes, (left, y - _BAR / 2), (_MARK, _BAR), mark, clip_on=False)
        axes.text(1 + 5 / room, y, in_words(n), ha="left", va="center", **style)
    axes.annotate(
        str(say("n")), (1 + 5 / room, 1), xytext=(0, 9), xycoords="axes fraction", textcoords="offset points",
        ha="left", va="center", **style,
    )  # fmt: skip
    axes.tick_params(axis="y", pad=(_MARK + _BESIDE_MARK) * room + 4)
    name_answers(axes, legend_of(shown.levels.labels, room, look), colours, room, look)


def answer_areas(axes: Axes, shown: SharesBySegment) -> tuple[Area, ...]:
    """Return one area per part of a bar."""
    shares = rows_of(shown)
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
            area(axes, (float(edges[y, x]), float(edges[y, x + 1])), (y - 0.5, y + 0.5), number, tip)
        )
    return tuple(found)


def _draw_parts(axes: Axes, shares: Floats, colours: Sequence[str], room: float, look: Look) -> None:
    """Draw the bars' parts, with their shares in all that are wide enough."""
    starts = np.cumsum(shares, axis=1) - shares
    for x, colour in enumerate(colours):
        style = lettering(look.small, text_on(colour))
        for y, share in enumerate(shares[:, x].tolist()):
            start = float(starts[y, x])
            edge = {"edgecolor": look.tokens.pane, "linewidth": 1}
            draw_part(axes, (start, y - _BAR / 2), (share, _BAR), colour, **edge)
            words = str(Percent(share))
            if width(words, look.small) + 6 <= share * room:
                write_inside(axes, start + share / 2, y, words, style)
    edge = {"edgecolor": look.tokens.muted, "linewidth": 0.8}
    for y, whole in enumerate(shares.sum(axis=1).tolist()):
        draw_part(axes, (0, y - _BAR / 2), (whole, _BAR), "none", fill=False, clip_on=False, **edge)


def name_answers(axes: Axes, legend: Legend, colours: Sequence[str], room: float, look: Look) -> None:
    """Write the answers in their order above the bars, each behind its colour."""
    figure = axes.get_figure(root=True)
    assert isinstance(figure, Figure)
    style = lettering(look.small, look.tokens.text)
    for row, line in enumerate(reversed(legend)):
        lifted = offset_copy(axes.transAxes, figure, 0, 9 + LEGEND_ROW * row, "points")
        for left, place, words in line:
            axes.plot(
                [(left + 5) / room], [1.0], marker="s", markersize=8, color=colours[place], transform=lifted,
                clip_on=False, markeredgecolor=look.tokens.muted, markeredgewidth=0.5,
            )  # fmt: skip
            axes.text((left + 14) / room, 1.0, words, transform=lifted, ha="left", va="center", **style)


def legend_of(labels: Sequence[object], room: float, look: Look) -> Legend:
    """Return where each answer is named above bars that are `room` points wide, on as few lines as it takes."""
    close, wide = (_lines_of(labels, room, around, look) for around in (_CLOSE, _AROUND))
    return close if len(close) < len(wide) else wide


def _lines_of(labels: Sequence[object], room: float, around: float, look: Look) -> Legend:
    lines: Legend = [[]]
    left = 0.0
    for place, label in enumerate(labels):
        words = cut_to_width(label, room - around, look.small)
        taken = width(words, look.small) + around
        if left and left + taken > room:
            lines.append([])
            left = 0.0
        lines[-1].append((left, place, words))
        left += taken
    return lines
