"""Segments through several periods: what share of the customers each has."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from segdesk.charts.frame import new_figure, plain
from segdesk.charts.lettering import lettering, wrap
from segdesk.charts.palette import marker, shade
from segdesk.charts.style import Look
from segdesk.engine.tracking.period import Period
from segdesk.engine.tracking.tracking import SegmentInPeriod, Tracking
from segdesk.messages import Message, Percent, percent_in_words, say, say_n

# Part of the width that the lines take; their names stand beside them.
_LINES = 0.62
_HEIGHT = 3.4
# Inches that the label of a period needs.
_LABEL = 0.75


def movement_definition() -> Message:
    """Return what is drawn."""
    return say("Share of the customers of each period, by segment; at the right the latest share")


def draw_movement(tracking: Tracking, look: Look, title: Message) -> Figure:
    """Draw a line for each segment over the periods.

    Parameters
    ----------
    tracking : Tracking
    look : Look
    title : Message
        The finding.
    """
    rows = tracking.history
    latest = tracking.snapshots[-1]
    note = say_n(
        "{n} customer in {period}",
        "{n} customers in {period}",
        n=latest.n_customers,
        period=latest.period.label,
    )
    figure = new_figure(look, _HEIGHT, title, movement_definition(), note=note)
    axes = figure.add_subplot()
    plain(axes, look, "bottom")
    periods = tracking.periods
    numbers = [period.number for period in periods]
    span = numbers[-1] - numbers[0]
    highest = max(row.share for row in rows)
    axes.set_xlim(numbers[0] - 0.05 * span, numbers[0] + span / _LINES)
    axes.set_ylim(0, highest * 1.08)
    _ticks(axes, periods, look)
    ends = []
    for key in tracking.keys:
        own = [row for row in rows if row.key == key]
        colour = shade(own[0].colour, look.dark)
        axes.plot(
            numbers,
            [row.share for row in own],
            color=colour,
            linewidth=2,
            marker=marker(own[0].colour),
            markersize=5,
        )
        ends.append(own[-1])
    _names(axes, ends, numbers[-1] + 0.015 * span, look)
    return figure


def _ticks(axes: Axes, periods: Sequence[Period], look: Look) -> None:
    """Write shares at the left, and as many periods below as there is room for."""
    letters = lettering(look.small, look.tokens.muted)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda share, _: percent_in_words(share)))
    axes.grid(True, axis="y", color=look.tokens.line, linewidth=0.8)
    axes.set_axisbelow(True)
    most = max(2, int(look.width * _LINES / _LABEL))
    step = -(-len(periods) // most)
    shown = periods[::-1][::step][::-1]
    axes.xaxis.set_major_locator(FixedLocator([period.number for period in shown]))
    axes.set_xticklabels([period.label for period in shown])
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set(fontproperties=letters["fontproperties"], color=letters["color"])


def _names(axes: Axes, ends: Sequence[SegmentInPeriod], x: float, look: Look) -> None:
    """Write each segment beside the end of its line, moved apart where the ends lie together."""
    room = (1 - _LINES) * look.width * 72 * 0.9
    _, top = axes.get_ylim()
    # A line of text in units of the axis.
    line = look.small * 1.35 / (_HEIGHT * 0.8 * 72) * top
    places = _spread([end.share for end in ends], line, top)
    for end, y in zip(ends, places, strict=True):
        label = end.name if end.key == "0" else f"{end.key} {end.name}"
        axes.annotate(
            wrap(f"{Percent(end.share)} {label}", room, look.small, 1),
            (x, y),
            va="center",
            annotation_clip=False,
            **lettering(look.small, look.tokens.text),
        )


def _spread(values: Sequence[float], gap: float, top: float) -> list[float]:
    """Return values moved apart to at least `gap`, in their order, within 0 and `top` where they fit."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    places = [values[i] for i in order]
    for i in range(1, len(places)):
        places[i] = max(places[i], places[i - 1] + gap)
    over = max(0.0, places[-1] - top) if places else 0.0
    for i in range(len(places) - 1, -1, -1):
        limit = places[i + 1] - gap if i + 1 < len(places) else places[i] - over
        places[i] = min(places[i], limit)
    found = [0.0] * len(values)
    for i, place in zip(order, places, strict=True):
        found[i] = place
    return found
