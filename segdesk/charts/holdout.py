"""Forecast check: what the lifetime model foretold of a time that it was not shown, against what happened."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from segdesk.charts.alternative_text import with_figures
from segdesk.charts.areas import Area, area
from segdesk.charts.chart_registry import ReportSection, chart
from segdesk.charts.frame import new_figure, plain
from segdesk.charts.lettering import lettering, width
from segdesk.charts.style import Look
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.transactions.lifetime.holdout import Holdout
from segdesk.messages import Message, Percent, number_in_words, say, say_n

# What rounds to no percent.
_NEXT_TO_NOTHING = 0.005


def finding(segmentation: Segmentation) -> Message:
    """Say how far off the forecast is."""
    holdout = _holdout(segmentation)
    off = holdout.total_predicted / holdout.total_actual - 1
    if abs(off) < _NEXT_TO_NOTHING:
        return say("The model foretells as many purchases as there were")
    if off > 0:
        return say("The model foretells {share} more purchases than there were", share=Percent(off))
    return say("The model foretells {share} fewer purchases than there were", share=Percent(-off))


def alternative(segmentation: Segmentation) -> Message:
    """Tell both totals."""
    holdout = _holdout(segmentation)
    figures = say(
        "From {day} on {predicted} purchases were foretold, and {actual} made.",
        day=holdout.split,
        predicted=round(holdout.total_predicted),
        actual=round(holdout.total_actual),
    )
    return with_figures(finding(segmentation), figures)


def data(segmentation: Segmentation) -> pd.DataFrame:
    """Return purchases foretold and made up to each point of time."""
    holdout = _holdout(segmentation)
    return pd.DataFrame(
        {
            str(say("Weeks")): holdout.times.round(1),
            str(say("Purchases foretold")): holdout.predicted_until.round(1),
            str(say("Actual purchases")): holdout.actual_until.astype(int),
        }
    )


def applies(segmentation: Segmentation) -> Message | None:
    """Give the reason where there is no forecast, or nothing to hold it against."""
    if segmentation.source.purchases is None:
        return say("This chart needs order dates")
    lifetime = segmentation.source.purchases.lifetime
    if lifetime is None:
        return say("Lifetime value is not estimated for these purchases")
    if lifetime.holdout is None or not lifetime.holdout.total_actual:
        return say("There are too few repeat purchases to check the forecast on")
    return None


def areas(figure: Figure, segmentation: Segmentation) -> tuple[Area, ...]:
    """Return one area per point of time, which tells both numbers."""
    holdout, axes = _holdout(segmentation), figure.axes[0]
    edges = [0.0, *((holdout.times[1:] + holdout.times[:-1]) / 2).tolist(), float(holdout.times[-1])]
    return tuple(
        area(axes, (edges[i], edges[i + 1]), axes.get_ylim(), None, _tip(holdout, i))
        for i in range(len(holdout.times))
    )


@chart(
    "holdout",
    say("Does the forecast hold?"),
    say(
        "The lifetime model was fitted once more to the first two thirds of the time and asked to foretell the rest: "
        "purchases of the customers known by then, added up week by week, foretold and actual."
    ),
    order=80,
    tab=say("Forecast"),
    tab_order=85,
    section=ReportSection.PURCHASES,
    of_purchases=True,
    finding=finding,
    alternative=alternative,
    data=data,
    applies=applies,
    areas=areas,
)
def draw(segmentation: Segmentation, look: Look) -> Figure:
    """Draw two rising lines with their names at the ends."""
    holdout = _holdout(segmentation)
    figure = new_figure(
        look,
        3.0,
        finding(segmentation),
        say("Purchases from {day} on, added up: foretold and actual", day=holdout.split),
        note=say_n(
            "{n} customer who had bought before {day}",
            "{n} customers who had bought before {day}",
            n=int(holdout.customers.sum()),
            day=holdout.split,
        ),
    )
    axes = figure.add_subplot()
    _draw_lines(axes, holdout, look)
    return figure


def _draw_lines(axes: Axes, holdout: Holdout, look: Look) -> None:
    plain(axes, look, "left", "bottom")
    tokens = look.tokens
    weeks = [0.0, *holdout.times.tolist()]
    lines = (
        (
            holdout.predicted_until,
            tokens.accent,
            "--",
            say("foretold: {n}", n=round(holdout.total_predicted)),
        ),
        (holdout.actual_until, tokens.text, "-", say("actual: {n}", n=round(holdout.total_actual))),
    )
    highest = max(float(values[-1]) for values, *_ in lines)
    for values, colour, style, _ in lines:
        axes.plot(weeks, [0.0, *values.tolist()], color=colour, linewidth=2, linestyle=style)
    words = [str(word) for *_, word in lines]
    widest = max(width(word, look.text_size, bold=True) for word in words)
    # Room at the right for the names, in weeks.
    room = (look.width - 0.9) * 72
    reach = weeks[-1] * room / max(room - widest - 12, room / 3)
    axes.set_xlim(0, reach)
    axes.set_ylim(0, highest * 1.12)
    above = holdout.total_predicted >= holdout.total_actual
    apart = abs(holdout.total_predicted - holdout.total_actual) / (highest * 1.12)
    # Where the ends nearly meet, one name stands above its line and the other below it.
    shift = look.text_size * 0.6 if apart < 0.1 else 0.0
    for (values, colour, _, word), up in zip(lines, (above, not above), strict=True):
        axes.annotate(
            str(word),
            (weeks[-1], float(values[-1])),
            xytext=(6, shift if up else -shift),
            textcoords="offset points",
            va="center",
            **lettering(look.text_size, colour, bold=True),
        )
    axes.set_xlabel(str(say("Weeks after {day}", day=holdout.split)), **lettering(look.small, tokens.muted))
    weeks_shown = MaxNLocator(nbins=6, integer=True).tick_values(0, weeks[-1])
    axes.set_xticks([week for week in weeks_shown if week <= weeks[-1]])
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number_in_words(float(value))))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number_in_words(float(value))))
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set(**lettering(look.small, tokens.muted))


def _holdout(segmentation: Segmentation) -> Holdout:
    assert segmentation.source.purchases is not None
    assert segmentation.source.purchases.lifetime is not None
    holdout = segmentation.source.purchases.lifetime.holdout
    assert holdout is not None, "the chart does not apply without a check"
    return holdout


def _tip(holdout: Holdout, place: int) -> Message:
    return say(
        "After {weeks} weeks: {predicted} purchases foretold, {actual} actual ones",
        weeks=round(float(holdout.times[place]), 1),
        predicted=round(float(holdout.predicted_until[place])),
        actual=round(float(holdout.actual_until[place])),
    )
