"""Customer map: every customer as a point, near those who are alike (first two principal components)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from segdesk.charts.alternative_text import with_figures
from segdesk.charts.areas import places
from segdesk.charts.chart_registry import Chart, chart, chart_named
from segdesk.charts.formatting import segment_label
from segdesk.charts.frame import new_figure, plain
from segdesk.charts.lettering import lettering
from segdesk.charts.map_view import MapView, draw_layers, layers, name_layers
from segdesk.charts.spread_labels import spread_labels
from segdesk.charts.style import Look, segment_marker
from segdesk.engine.data.arrays import UNASSIGNED, Floats, Positions
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, Percent, in_words, say, say_n

MOST_POINTS = 20_000
# Of what is in view, so small a part of a segment has no name.
_STRAY = 0.01

# Inches; upwards it takes whatever there is.
LEAST_HEIGHT = 2.6


def finding(segmentation: Segmentation) -> Message:
    """Say how clearly the segments are separated; nothing of that before it is checked."""
    return _separation(segmentation) if segmentation.is_checked else _number(segmentation)


def _number(segmentation: Segmentation) -> Message:
    return say_n(
        "{n} segment on the map of customers", "{n} segments on the map of customers", n=segmentation.k
    )


def _separation(segmentation: Segmentation) -> Message:
    silhouette = segmentation.validation.scores.silhouette
    if silhouette is None:
        return _number(segmentation)
    if silhouette > 0.7:
        return say("The segments stand clearly apart")
    if silhouette > 0.5:
        return say("The segments stand mostly apart and touch in places")
    if silhouette <= 0.5 and segmentation.validation.verdict.structure == "natural":
        return say("There are gaps between the segments, though they overlap on this flat map")
    if silhouette > 0.25:
        return say("The segments touch: customers at the borders are much alike")
    return say("The segments run into each other: the borders are drawn through a crowd")


def alternative(segmentation: Segmentation) -> Message:
    """Tell how much of the differences the map shows, and of how many customers."""
    points = segmentation.description.customer_map.points
    shown = len(stratified(segmentation.segmented_labels, MOST_POINTS))
    return with_figures(finding(segmentation), _note(segmentation, shown, _is_flat(points), is_part=False))


def data(segmentation: Segmentation) -> pd.DataFrame:
    """Return the place of each segmented customer, with its row in the file (from 1) and its segment."""
    points = segmentation.description.customer_map.points
    return pd.DataFrame(
        {
            str(say("Row")): segmentation.fit.rows + 1,
            str(say("Segment")): segmentation.segmented_labels,
            str(say("Left to right")): points[:, 0],
            str(say("Bottom to top")): points[:, 1],
        }
    )


def applies(segmentation: Segmentation) -> Message | None:
    """Give the reason where all customers fall on one point."""
    points = segmentation.description.customer_map.points
    if len(points) == 0 or np.ptp(points[:, 0]) == 0:
        return say("These customers look alike on the chosen columns")
    return None


def places_of_customers(figure: Figure, segmentation: Segmentation) -> npt.NDArray[np.float32]:
    """Return where every segmented customer is, drawn or not."""
    points = segmentation.description.customer_map.points
    if _is_flat(points):
        points = _lifted(points)
    return places(figure.axes[0], points).astype(np.float32)


@chart(
    "customer_map",
    say("Are they separate?"),
    say(
        "Each point is a customer; customers close together behave alike. "
        "The map flattens all columns into two directions, so some differences cannot be seen."
    ),
    order=30,
    tab=say("Map"),
    tab_order=20,
    points=places_of_customers,
    finding=finding,
    alternative=alternative,
    data=data,
    applies=applies,
)
def draw(segmentation: Segmentation, look: Look) -> Figure:
    """Draw one cloud per segment with its name in the middle."""
    return _draw(segmentation, look, MapView())


@cache
def map_of(view: MapView) -> Chart:
    """Return the map as it is looked at: a part of it, or in other colours."""
    usual = chart_named("customer_map")
    return replace(usual, draw=lambda segmentation, look: _draw(segmentation, look, view), subject=view)


def _draw(segmentation: Segmentation, look: Look, view: MapView) -> Figure:
    points, labels = segmentation.description.customer_map.points, segmentation.segmented_labels
    flat = _is_flat(points)
    if flat:
        points = _lifted(points)
    near = view.near(points)
    shown = near[stratified(labels[near], MOST_POINTS)]
    # Much higher than wide would leave most of it empty.
    height = 3.0 if flat else min(5.6, 0.75 * look.width)
    figure = new_figure(
        look,
        height,
        finding(segmentation),
        say("Each point is a customer; customers close together behave alike"),
        note=_note(segmentation, len(shown), flat, is_part=view.window is not None),
        limits=(LEAST_HEIGHT, np.inf),
        # The map stays where it is when that is known.
        to_come=None if segmentation.is_checked else _separation(segmentation),
    )
    axes = figure.add_subplot()
    plain(axes, look)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_aspect("equal", adjustable="datalim")
    axes.margins(0.04)
    size, alpha = point_style(len(shown))
    if view.colour_by is None:
        _draw_clouds(axes, segmentation, points, shown, look)
    else:
        coloured = layers(segmentation, shown, view.colour_by, look)
        draw_layers(axes, coloured, points, size, alpha)
        name_layers(axes, coloured, look)
    if view.window is not None:
        # Not fixed: of one direction more is shown where the picture has another shape.
        axes.set_xlim(view.window[:2], auto=True)
        axes.set_ylim(view.window[2:], auto=True)
    _name(axes, segmentation, look, _centres(segmentation, points, view, flat))
    return figure


def _draw_clouds(
    axes: Axes, segmentation: Segmentation, points: Floats, shown: Positions, look: Look
) -> None:
    """Draw one cloud per segment."""
    labels = segmentation.segmented_labels
    size, alpha = point_style(len(shown))
    for segment in segmentation.description.segments:
        own = points[shown[labels[shown] == segment.number]]
        colour = look.segment_colour(segment)
        hollow = segment.number == UNASSIGNED
        axes.scatter(
            own[:, 0],
            own[:, 1],
            s=1.8 * size if hollow else size,
            marker=segment_marker(segment),
            alpha=0.9 if hollow else alpha,
            facecolors="none" if hollow else colour,
            edgecolors=colour if hollow else "none",
            linewidths=1 if hollow else 0,
            rasterized=True,
        )


def _centres(
    segmentation: Segmentation, points: Floats, view: MapView, flat: bool
) -> dict[int, tuple[float, float]]:
    """Return where the name of each segment stands: in its middle, or in that of what is in view of it."""
    if view.window is None:
        middles = segmentation.description.customer_map.centres.tolist()
        return {
            segment.number: (x, 0.0 if flat else y)
            for segment, (x, y) in zip(segmentation.named, middles, strict=True)
        }
    left, right, bottom, top = view.window
    x, y = points[:, 0], points[:, 1]
    inside = (x >= left) & (x <= right) & (y >= bottom) & (y <= top)
    found = {}
    for segment in segmentation.named:
        own = points[inside & (segmentation.segmented_labels == segment.number)]
        # A stray customer at the edge needs no name.
        if len(own) >= max(3, _STRAY * inside.sum()):
            across, up = np.median(own, axis=0).tolist()
            found[segment.number] = (across, up)
    return found


def stratified(labels: npt.NDArray[np.int32], most: int) -> npt.NDArray[np.intp]:
    """Return the positions to draw: all, or about `most`, evenly picked in each segment."""
    if len(labels) <= most:
        return np.arange(len(labels))
    picked = []
    for number in np.unique(labels):
        own = np.flatnonzero(labels == number)
        count = max(1, round(most * len(own) / len(labels)))
        picked.append(own[np.linspace(0, len(own) - 1, count).astype(np.intp)])
    return np.sort(np.concatenate(picked))


def _is_flat(points: npt.NDArray[np.float64]) -> bool:
    return bool(np.ptp(points[:, 1]) <= 1e-9 * np.ptp(points[:, 0]))


def _lifted(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Spread the points of a one-variable map upwards, or they would hide each other on one line."""
    golden = 0.618033988749895
    height = np.mod(np.arange(len(points)) * golden, 1.0) - 0.5
    return np.column_stack([points[:, 0], height * 0.16 * np.ptp(points[:, 0])])


def point_style(count: int) -> tuple[float, float]:
    """Return size and opacity of so many points."""
    if count <= 400:
        return 30, 0.85
    if count <= 3000:
        return 16, 0.7
    return (10, 0.55) if count <= 8000 else (7, 0.45)


def _name(
    axes: Axes, segmentation: Segmentation, look: Look, centres: Mapping[int, tuple[float, float]]
) -> None:
    """Write the names into the clouds; where there is no room for them, shorter ones, or just the numbers."""
    named = [segment for segment in segmentation.named if segment.number in centres]
    if not named:
        return
    size = look.text_size if len(named) <= 6 else look.small
    colours = [look.segment_colour(segment) for segment in named]
    tries = (
        [segment_label(segment, 125, size, bold=True) for segment in named],
        [segment_label(segment, 85, size, lines=1, bold=True) for segment in named],
        [in_words(segment.number) for segment in named],
    )
    for words in tries:
        texts = _written(axes, named, centres, words, look)
        if spread_labels(axes, texts, colours) or words is tries[-1]:
            return
        for text in texts:
            text.remove()


def _written(
    axes: Axes,
    named: Sequence[Segment],
    centres: Mapping[int, tuple[float, float]],
    words: Sequence[str],
    look: Look,
) -> list[Text]:
    size = look.text_size if len(named) <= 6 else look.small
    texts = []
    for segment, label in zip(named, words, strict=True):
        x, y = centres[segment.number]
        text = axes.text(
            x,
            y,
            label,
            ha="center",
            va="center",
            bbox={
                "facecolor": look.tokens.pane,
                "edgecolor": look.segment_colour(segment),
                "boxstyle": "round,pad=0.25",
                "alpha": 0.82,
            },
            **lettering(size, look.tokens.text, bold=True),
        )
        text.set_in_layout(False)
        texts.append(text)
    return texts


def _note(segmentation: Segmentation, shown: int, flat: bool, is_part: bool) -> Message:
    across, up = segmentation.description.customer_map.explained
    n = len(segmentation.fit.rows)
    if flat:
        seen = say("Left to right shows all of the differences; up and down only keeps points apart.")
    else:
        seen = say(
            "The map shows {both} of all differences between customers: "
            "{across} from left to right, {up} upwards.",
            both=Percent(across + up),
            across=Percent(across),
            up=Percent(up),
        )
    if is_part:
        count = say("Only a part of the map is shown.")
    elif shown < n:
        count = say("{shown} of {n} customers drawn, every segment in its proportion.", shown=shown, n=n)
    else:
        count = say_n("{n} customer.", "{n} customers.", n=n)
    if segmentation.description.segments[0].number == UNASSIGNED:
        return say("{seen} {count} Hollow grey: unassigned.", seen=seen, count=count)
    return say("{seen} {count}", seen=seen, count=count)
