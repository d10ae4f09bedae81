"""Size and value bars: how many customers each segment holds, and how much of the money it brings."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segdesk.charts.frame import new_figure, plain
from segdesk.charts.lettering import lettering
from segdesk.charts.registry import chart
from segdesk.charts.style import Look
from segdesk.charts.words import Short, segment_label
from segdesk.engine.segmentation import Segment, Segmentation
from segdesk.messages import Message, Percent, say, say_n

# Below this many percentage points between size and value, a segment is not worth a headline.
_WORTH_SAYING = 0.05


def finding(segmentation: Segmentation) -> Message:
    """Name the segment that brings most beyond its size, or the largest one."""
    segments = segmentation.named
    n = sum(segment.size for segment in segmentation.segments)
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
        best = max(valued, key=_surplus)
        if _surplus(best) < _WORTH_SAYING:
            return say(
                "Every segment brings about as much {value} as its size suggests",
                value=_value_name(segmentation),
            )
        return say(
            "“{segment}”: {share} of customers bring {value_share} of {value}",
            segment=Short(best.name),
            share=Percent(best.share),
            value_share=Percent(best.value_share or 0.0),
            value=_value_name(segmentation),
        )
    largest = max(segments, key=lambda segment: segment.size)
    return say(
        "“{segment}” is the largest segment: {share} of customers",
        segment=Short(largest.name),
        share=Percent(largest.share),
    )


def data(segmentation: Segmentation) -> pd.DataFrame:
    """Return number, name, size and shares of each segment."""
    return pd.DataFrame(
        {
            str(say("Segment")): [segment.number for segment in segmentation.segments],
            str(say("Name")): [str(segment.name) for segment in segmentation.segments],
            str(say("Customers")): [segment.size for segment in segmentation.segments],
            str(say("Share of customers")): [segment.share for segment in segmentation.segments],
            str(say("Share of value")): [segment.value_share for segment in segmentation.segments],
        }
    )


@chart(
    "sizes",
    say("Who matters?"),
    say("Each segment's share of all customers (grey) and, where there is money, of the value (colour)."),
    order=20,
    finding=finding,
    data=data,
)
def draw(segmentation: Segmentation, look: Look) -> Figure:
    """Draw one or two bars a segment, each with its label."""
    segments = segmentation.segments
    valued = any(segment.value_share is not None for segment in segments)
    n = sum(segment.size for segment in segments)
    figure = new_figure(
        look,
        (8.6, 0.35 + len(segments) * (0.72 if valued else 0.5)),
        finding(segmentation),
        say("Share of customers (grey) and share of {value} (colour)", value=_value_name(segmentation))
        if valued
        else say("Share of customers"),
        note=say_n("{n} customer", "{n} customers", n=n),
    )
    axes = figure.add_subplot()
    plain(axes, look, "left")
    longest = max(max(s.share, s.value_share or 0.0) for s in segments)
    for place, segment in enumerate(segments):
        colour = look.segment_colour(segment.number)
        if valued:
            axes.barh(place - 0.2, segment.share, height=0.34, color=look.tokens.context)
            _label(axes, (segment.share, place - 0.2), _of_customers(segment), look)
            value = segment.value_share or 0.0
            axes.barh(place + 0.18, value, height=0.34, color=colour)
            if segment.value_share is not None:
                _label(axes, (max(value, 0), place + 0.18), _of_value(segmentation, segment), look, bold=True)
        else:
            axes.barh(place, segment.share, height=0.56, color=colour)
            _label(axes, (segment.share, place), _of_customers(segment), look, bold=True)
    lowest = min(0.0, *(segment.value_share or 0.0 for segment in segments))
    axes.set_xlim(lowest * 1.05, longest * 1.42)
    axes.set_ylim(len(segments) - 0.5, -0.5)
    axes.set_xticks([])
    names = [segment_label(segment, 150, look.text_size) for segment in segments]
    axes.set_yticks(range(len(segments)), labels=names, **lettering(look.text_size, look.tokens.text))
    return figure


def _label(axes: Axes, place: tuple[float, float], words: Message, look: Look, bold: bool = False) -> None:
    style = lettering(look.small, look.tokens.text if bold else look.tokens.muted, bold)
    axes.annotate(str(words), place, xytext=(5, 0), textcoords="offset points", va="center", **style)


def _of_customers(segment: Segment) -> Message:
    return say("{share} of customers", share=Percent(segment.share))


def _of_value(segmentation: Segmentation, segment: Segment) -> Message:
    return say(
        "{share} of {value}", share=Percent(segment.value_share or 0.0), value=_value_name(segmentation)
    )


def _value_name(segmentation: Segmentation) -> Short:
    return Short(segmentation.value_column or "")


def _surplus(segment: Segment) -> float:
    return (segment.value_share or 0.0) - segment.share
