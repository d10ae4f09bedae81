"""What a chart is, and which there are. A new chart is one new file in this folder."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pandas as pd
from matplotlib.figure import Figure

from segdesk.charts.style import Look
from segdesk.engine.segmentation import Segmentation
from segdesk.messages import Message

Draw = Callable[[Segmentation, Look], Figure]


@dataclass(frozen=True)
class Chart:
    """One way to look at a segmentation.

    Attributes
    ----------
    name : str
        Name of its file and of its PNG.
    question : Message
        The question that it answers, a few words.
    definition : Message
        What is drawn and how to read it: the subtitle.
    order : int
        Place among the others.
    draw : callable
        (segmentation, look) to a figure. Only call it if `applies` returns None.
    finding : callable
        Segmentation to one sentence: the title, and the alternative text.
    data : callable
        Segmentation to the numbers shown: 'Show as table'.
    applies : callable
        Segmentation to None, or to the reason why the chart cannot be drawn.
    """

    name: str
    question: Message
    definition: Message
    order: int
    draw: Draw
    finding: Callable[[Segmentation], Message]
    data: Callable[[Segmentation], pd.DataFrame]
    applies: Callable[[Segmentation], Message | None]


_charts: dict[str, Chart] = {}


def always(segmentation: Segmentation) -> Message | None:
    """Find no reason against a chart."""
    return None


def chart(
    name: str,
    question: Message,
    definition: Message,
    *,
    order: int,
    finding: Callable[[Segmentation], Message],
    data: Callable[[Segmentation], pd.DataFrame],
    applies: Callable[[Segmentation], Message | None] = always,
) -> Callable[[Draw], Draw]:
    """Register the decorated function as the drawing of a chart; see `Chart` for the parameters."""

    def register(draw: Draw) -> Draw:
        _charts[name] = Chart(name, question, definition, order, draw, finding, data, applies)
        return draw

    return register


@cache
def all_charts() -> tuple[Chart, ...]:
    """Return every chart, in the order in which they are shown."""
    import segdesk.charts as package  # noqa: PLC0415 - not while the package itself is being imported

    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return tuple(sorted(_charts.values(), key=lambda entry: (entry.order, entry.name)))


def chart_named(name: str) -> Chart:
    """Return the chart of this name; raises KeyError."""
    all_charts()
    return _charts[name]


def charts_for(segmentation: Segmentation) -> tuple[Chart, ...]:
    """Return the charts that can be drawn of this segmentation."""
    return tuple(entry for entry in all_charts() if entry.applies(segmentation) is None)
