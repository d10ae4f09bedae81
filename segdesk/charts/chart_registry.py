"""What a chart is, and which there are. A new chart is one new file in this folder."""

import importlib
import pkgutil
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.figure import Figure

from segdesk.charts.areas import Area
from segdesk.charts.style import Look
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message


class ReportSection(StrEnum):
    """A part of the report that charts stand in."""

    DATA = "data"
    """What the data show, segment by segment."""
    NUMBER = "number"
    """How the number of segments was chosen."""
    PURCHASES = "purchases"
    """What became of purchases."""


Draw = Callable[[Segmentation, Look], Figure]
Areas = Callable[[Figure, Segmentation], tuple[Area, ...]]
Points = Callable[[Figure, Segmentation], npt.NDArray[np.float32] | None]


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
        Segmentation to one sentence: the title.
    alternative : callable
        Segmentation to the finding and the main figures, in one to three sentences: what stands for the chart where
        it cannot be seen.
    data : callable
        Segmentation to the numbers shown: 'Show as table'.
    applies : callable
        Segmentation to None, or to the reason why the chart cannot be drawn.
    tab : Message
        Label of its tab in the window.
    tab_order : int
        Place among the tabs, which need not be that in the report.
    section : ReportSection or None
        Where it stands in the report; None: neither there nor among the files of a run.
    of_purchases : bool
        It can only be drawn of customers that were made of purchases; a window offers it only then.
    methods : tuple of str
        It can only be drawn of results of these methods, and a window offers it only then; empty: of any.
    only_where_it_applies : bool
        A window offers it only where `applies` finds no reason against it, which is then told in no time.
    for_experts : bool
        A window offers it only to who has unfolded the expert's settings.
    areas : callable
        (figure, segmentation) to the parts of the figure that answer the mouse.
    points : callable
        (figure, segmentation) to the place of every segmented customer as fractions of the figure, counted from
        its top left corner, shape (n_segmented, 2); None if the chart does not show single customers. Both need
        a figure that was drawn before, or nothing has its place yet.
    subject : hashable, optional
        What else the chart was settled for, such as the columns that the user picked; with its name it tells one
        chart from another.
    """

    name: str
    question: Message
    definition: Message
    order: int
    draw: Draw
    finding: Callable[[Segmentation], Message]
    alternative: Callable[[Segmentation], Message]
    data: Callable[[Segmentation], pd.DataFrame]
    applies: Callable[[Segmentation], Message | None]
    tab: Message
    tab_order: int
    section: ReportSection | None
    of_purchases: bool
    areas: Areas
    points: Points
    subject: Hashable = None
    methods: tuple[str, ...] = ()
    only_where_it_applies: bool = False
    for_experts: bool = False


_charts: dict[str, Chart] = {}


def always(segmentation: Segmentation) -> Message | None:
    """Find no reason against a chart."""
    return None


def no_areas(figure: Figure, segmentation: Segmentation) -> tuple[Area, ...]:
    """Find nothing that answers the mouse."""
    return ()


def no_points(figure: Figure, segmentation: Segmentation) -> npt.NDArray[np.float32] | None:
    """Find no single customers."""
    return None


def chart(
    name: str,
    question: Message,
    definition: Message,
    *,
    order: int,
    tab: Message,
    tab_order: int,
    finding: Callable[[Segmentation], Message],
    data: Callable[[Segmentation], pd.DataFrame],
    applies: Callable[[Segmentation], Message | None] = always,
    section: ReportSection | None = ReportSection.DATA,
    of_purchases: bool = False,
    methods: tuple[str, ...] = (),
    only_where_it_applies: bool = False,
    for_experts: bool = False,
    alternative: Callable[[Segmentation], Message] | None = None,
    areas: Areas = no_areas,
    points: Points = no_points,
) -> Callable[[Draw], Draw]:
    """Register the decorated function as the drawing of a chart.

    See `Chart` for the parameters; without an `alternative` its finding stands for it.
    """

    def register(draw: Draw) -> Draw:
        _charts[name] = Chart(
            name=name,
            question=question,
            definition=definition,
            order=order,
            draw=draw,
            finding=finding,
            alternative=alternative or finding,
            data=data,
            applies=applies,
            tab=tab,
            tab_order=tab_order,
            section=section,
            of_purchases=of_purchases,
            methods=methods,
            only_where_it_applies=only_where_it_applies,
            for_experts=for_experts,
            areas=areas,
            points=points,
        )
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


def report_charts_for(segmentation: Segmentation) -> tuple[Chart, ...]:
    """Return those of them that a run delivers."""
    return tuple(entry for entry in charts_for(segmentation) if entry.section is not None)


def tabs() -> tuple[Chart, ...]:
    """Return every chart, in the order of the window's tabs."""
    return tuple(sorted(all_charts(), key=lambda entry: (entry.tab_order, entry.name)))
