"""Size and value bars: how many customers each segment holds, and how much of the money it brings."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segdesk.charts.alternative_text import of_each, with_figures
from segdesk.charts.areas import Area, row
from segdesk.charts.chart_registry import chart
from segdesk.charts.formatting import Short, segment_label, size_in_words, value_name
from segdesk.charts.frame import MARGIN, new_figure, plain
from segdesk.charts.lettering import drawable, lettering, width
from segdesk.charts.style import Look
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, Percent, say, say_n

# Below this many percentage points between size and value, a segment is not worth a headline.
WORTH_SAYING = 0.05

# Points between a bar and its label, and the part of the width that labels may take.
_GAP = 5.0
_MOST_LABEL = 0.55


@dataclass(frozen=True)
class _Label:
    """Words behind the end of a bar."""

    x: float
    y: float
    share: float
    words: Message
    bold: bool = False


def finding(segmentation: Segmentation) -> Message:
    """Name the segment that brings most beyond its size, or the largest one."""
    segments = segmentation.named
    n = sum(segment.size for segment in segmentation.description.segments)
    if len(segments) == 1 and segments[0].size < n:
        return say("One segment holds {size} of {n} customers", size=segments[0].size, n=n)
    if len(segments) == 1:
        return say_n(
            "One segment holds the one customer",
            "One segment holds all {n} customers",
            n=segments[0].size,
        )
    valued = [segment for segment in segments if segment.value_share is not None]
    if valued:
        best = max(valued, key=surplus)
        if surplus(best) < WORTH_SAYING:
            # Several that bring a little more may stand beside one that brings far less.
            best = min(valued, key=surplus)
        if abs(surplus(best)) < WORTH_SAYING:
            return say(
                "Every segment brings about as large a share of {value} as its size suggests",
                value=value_name(segmentation),
            )
        figures = {
            "segment": Short(best.name),
            "share": Percent(best.share),
            "value_share": Percent(best.value_share or 0.0),
            "value": value_name(segmentation),
        }
        if segmentation.source.value_column in segmentation.variables:
            # Segments that were cut by money differ in it by construction.
            return say(
                "“{segment}”: {share} of customers bring {value_share} of {value}, which helped form the segments",
                **figures,
            )
        return say("“{segment}”: {share} of customers bring {value_share} of {value}", **figures)
    largest = max(segments, key=lambda segment: segment.size)
    alike = sum(segment.size == largest.size for segment in segments)
    if alike > 1:
        return say(
            "{n} segments are the largest, with {share} of customers each",
            n=alike,
            share=Percent(largest.share),
        )
    return say(
        "“{segment}” is the largest segment: {share} of customers",
        segment=Short(largest.name),
        share=Percent(largest.share),
    )


def alternative(segmentation: Segmentation) -> Message:
    """Tell each segment's share of the customers and, where there is money, of the value."""
    segments = segmentation.description.segments
    told = of_each(segments, [Percent(segment.share) for segment in segments])
    customers = say("Share of customers: {shares}.", shares=told)
    valued = [segment for segment in segments if segment.value_share is not None]
    if not valued:
        return with_figures(finding(segmentation), customers)
    value = say(
        "{customers} Share of {value}: {shares}.",
        customers=customers,
        value=value_name(segmentation),
        shares=of_each(valued, [Percent(segment.value_share or 0.0) for segment in valued]),
    )
    return with_figures(finding(segmentation), value)


def data(segmentation: Segmentation) -> pd.DataFrame:
    """Return number, name, size and shares of each segment."""
    return pd.DataFrame(
        {
            str(say("Segment")): [segment.number for segment in segmentation.description.segments],
            str(say("Name")): [str(segment.name) for segment in segmentation.description.segments],
            str(say("Customers")): [segment.size for segment in segmentation.description.segments],
            str(say("Share of customers")): [segment.share for segment in segmentation.description.segments],
            str(say("Share of value")): [
                segment.value_share for segment in segmentation.description.segments
            ],
        }
    )


def areas(figure: Figure, segmentation: Segmentation) -> tuple[Area, ...]:
    """Return one area per segment, which tells of its size and value."""
    return bar_areas(figure.axes[0], segmentation, segmentation.description.segments)


@chart(
    "sizes",
    say("Who matters?"),
    say(
        "Each segment's share of all customers; where there is money, in grey, with its share of the value in colour."
    ),
    order=20,
    tab=say("Size and value"),
    tab_order=50,
    finding=finding,
    alternative=alternative,
    data=data,
    areas=areas,
)
def draw(segmentation: Segmentation, look: Look) -> Figure:
    """Draw one or two bars a segment, each with its label."""
    segments = segmentation.description.segments
    valued = is_valued(segmentation)
    n = sum(segment.size for segment in segments)
    figure = new_figure(
        look,
        0.35 + len(segments) * (0.72 if valued else 0.5),
        finding(segmentation),
        say("Share of customers (grey) and share of {value} (colour)", value=value_name(segmentation))
        if valued
        else say("Share of customers"),
        note=say_n("{n} customer", "{n} customers", n=n),
    )
    axes = figure.add_subplot()
    beside = look.beside(150)
    draw_bars(axes, segmentation, segments, look, (look.width - 2 * MARGIN) * 72 - beside - 10)
    names = [segment_label(segment, beside, look.text_size) for segment in segments]
    axes.set_yticks(range(len(segments)), labels=names, **lettering(look.text_size, look.tokens.text))
    return figure


def is_valued(segmentation: Segmentation) -> bool:
    """Return whether there is money to share out."""
    return any(segment.value_share is not None for segment in segmentation.description.segments)


def draw_bars(
    axes: Axes, segmentation: Segmentation, segments: Sequence[Segment], look: Look, room: float
) -> None:
    """Draw the bars of some segments, one row each, with their labels.

    Parameters
    ----------
    axes : Axes
    segmentation : Segmentation
    segments : sequence of Segment
        From top to bottom.
    look : Look
    room : float
        Points that the axes are wide, about.
    """
    plain(axes, look, "left")
    valued = is_valued(segmentation)
    longest = max(max(s.share, s.value_share or 0.0) for s in segments)
    labels: list[_Label] = []
    for place, segment in enumerate(segments):
        colour = look.segment_colour(segment)
        if valued:
            axes.barh(place - 0.2, segment.share, height=0.34, color=look.tokens.context)
            labels.append(_Label(segment.share, place - 0.2, segment.share, _of_customers(segment)))
            value = segment.value_share or 0.0
            axes.barh(place + 0.18, value, height=0.34, color=colour)
            if segment.value_share is not None:
                of_value = _of_value(segmentation, segment)
                labels.append(_Label(max(value, 0), place + 0.18, value, of_value, bold=True))
        else:
            axes.barh(place, segment.share, height=0.56, color=colour)
            labels.append(_Label(segment.share, place, segment.share, _of_customers(segment), bold=True))
    written = [drawable(label.words) for label in labels]
    widest = max(width(w, look.small, label.bold) for w, label in zip(written, labels, strict=True))
    if widest > _MOST_LABEL * room:
        # What the shares are of stands above the chart too.
        written = [str(Percent(label.share)) for label in labels]
        widest = max(width(w, look.small, label.bold) for w, label in zip(written, labels, strict=True))
    for words, label in zip(written, labels, strict=True):
        style = lettering(look.small, look.tokens.text if label.bold else look.tokens.muted, label.bold)
        axes.annotate(
            words, (label.x, label.y), xytext=(_GAP, 0), textcoords="offset points", va="center", **style
        )
    lowest = min(0.0, *(segment.value_share or 0.0 for segment in segments))
    # The longest bar leaves room for the longest label.
    reach = max(1.42, room / (room - widest - _GAP - 3))
    axes.set_xlim(lowest * 1.05, longest * reach)
    axes.set_ylim(len(segments) - 0.5, -0.5)
    axes.set_xticks([])


def bar_areas(axes: Axes, segmentation: Segmentation, segments: Sequence[Segment]) -> tuple[Area, ...]:
    """Return the rows of drawn bars."""
    return tuple(
        row(
            axes,
            place,
            segment.number,
            say("“{segment}”: {size}", segment=segment.name, size=size_in_words(segmentation, segment)),
        )
        for place, segment in enumerate(segments)
    )


def _of_customers(segment: Segment) -> Message:
    return say("{share} of customers", share=Percent(segment.share))


def _of_value(segmentation: Segmentation, segment: Segment) -> Message:
    return say(
        "{share} of {value}", share=Percent(segment.value_share or 0.0), value=value_name(segmentation)
    )


def surplus(segment: Segment) -> float:
    """Return by how much a segment's share of the value exceeds its share of the customers."""
    return (segment.value_share or 0.0) - segment.share
