"""What stands for a chart where it cannot be seen: its finding, and the main figures behind it."""

from collections.abc import Iterable

from segdesk.charts.formatting import Short
from segdesk.engine.result.segment import Segment
from segdesk.messages import Message, Value, say


def with_figures(finding: Message, figures: Message) -> Message:
    """Return the finding of a chart as a sentence, and the sentences with its figures after it."""
    return say("{finding}. {figures}", finding=finding, figures=figures)


def of_each(segments: Iterable[Segment], values: Iterable[Value]) -> list[Value]:
    """Return a list that names each segment with its value."""
    return [
        say("“{segment}” {value}", segment=Short(segment.name), value=value)
        for segment, value in zip(segments, values, strict=True)
    ]
