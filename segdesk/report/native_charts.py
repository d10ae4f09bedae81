"""Charts of bars as numbers, for formats that draw them themselves."""

from collections.abc import Callable

from segdesk.charts.sizes import is_valued
from segdesk.charts.style import LIGHT
from segdesk.engine.data.arrays import UNASSIGNED
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import say
from segdesk.report.document import NativeChart, NativeSeries


def native_chart(name: str, segmentation: Segmentation) -> NativeChart | None:
    """Return the numbers of the chart of this name, None where it is not one of bars."""
    make = _CHARTS.get(name)
    return None if make is None else make(segmentation)


def _sizes(segmentation: Segmentation) -> NativeChart:
    shown = _segments(segmentation)
    series = [
        NativeSeries(
            say("Share of customers"),
            tuple(segment.share for segment in shown),
            (LIGHT.tokens.context,) * len(shown),
        )
    ]
    if is_valued(segmentation):
        values = tuple(segment.value_share or 0.0 for segment in shown)
        colours = tuple(LIGHT.segment_colour(segment) for segment in shown)
        series.append(NativeSeries(say("Share of value"), values, colours))
    return NativeChart(tuple(segment.name for segment in shown), tuple(series), is_share=True)


def _importance(segmentation: Segmentation) -> NativeChart:
    found = segmentation.validation.importance
    series = NativeSeries(
        say("Share of the differences"),
        tuple(each.share for each in found),
        (LIGHT.tokens.deep,) * len(found),
    )
    names = tuple(segmentation.source.title_of(each.variable) for each in found)
    return NativeChart(names, (series,), is_share=True)


def _segments(segmentation: Segmentation) -> tuple[Segment, ...]:
    segments = segmentation.description.segments
    return (*segmentation.named, *(segment for segment in segments if segment.number == UNASSIGNED))


_CHARTS: dict[str, Callable[[Segmentation], NativeChart]] = {"sizes": _sizes, "importance": _importance}
