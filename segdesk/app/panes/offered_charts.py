"""Which charts can be turned to: those that say nothing of the file or the result at hand only take room."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from segdesk.app.document import Document
from segdesk.charts.chart_registry import Chart

if TYPE_CHECKING:
    from segdesk.engine.result.segmentation import Segmentation


def offered_charts(charts: Sequence[Chart], document: Document, for_experts: bool) -> list[int]:
    """Return the places of the charts that are offered.

    Parameters
    ----------
    charts : sequence of Chart
    document : Document
    for_experts : bool
        Whether the expert's settings are unfolded.
    """
    opened, segmentation = document.opened, document.on_screen
    of_purchases = opened is not None and opened.purchases is not None
    return [
        place
        for place, chart in enumerate(charts)
        if (of_purchases or not chart.of_purchases)
        and (for_experts or not chart.for_experts)
        and _suits(chart, segmentation)
    ]


def _suits(chart: Chart, segmentation: "Segmentation | None") -> bool:
    if segmentation is None:
        return not (chart.methods or chart.only_where_it_applies)
    if chart.methods and segmentation.method not in chart.methods:
        return False
    return not chart.only_where_it_applies or chart.applies(segmentation) is None
