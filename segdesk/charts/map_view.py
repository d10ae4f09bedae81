"""How the map of customers is looked at: which part of it, and what its colours show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from segdesk.charts.group_rows import column_named, number_in_column, quantiles
from segdesk.charts.lettering import cut_to_width, lettering
from segdesk.charts.number_axis import is_year, short_number
from segdesk.charts.palette import PALETTE, shade
from segdesk.charts.style import Look
from segdesk.engine.data.arrays import Floats, Positions
from segdesk.engine.data.table import ColumnType
from segdesk.engine.result.explored_columns import is_grouping
from segdesk.engine.result.grouping import groups_of, numbers_of
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, number_in_words, say

_Write = Callable[[float], str]

# Stands for the confidence of each customer where a column could stand.
CONFIDENCE = "\0confidence"
# A scale of numbers has so many steps: one cloud each is drawn many times faster than a colour for every point.
_STEPS = 5
# The faintest step that still stands off the pane.
_FAINT = 0.2
# More levels than these are hard to tell apart; the rest is grey.
_MOST_LEVELS = 8


@dataclass(frozen=True)
class MapView:
    """What is shown of the map.

    Attributes
    ----------
    colour_by : str or None
        A column, or `CONFIDENCE`; None: the segments.
    window : tuple of four floats, optional
        Left, right, bottom and top of the part that is shown; None: all of it.
    """

    colour_by: str | None = None
    window: tuple[float, float, float, float] | None = None

    def near(self, points: Floats) -> Positions:
        """Return the positions of the points in view or near it: a picture of another shape shows more than that."""
        if self.window is None:
            return np.arange(len(points))
        left, right, bottom, top = self.window
        wide, high = right - left, top - bottom
        left, right, bottom, top = left - wide, right + wide, bottom - high, top + high
        across = (points[:, 0] >= left) & (points[:, 0] <= right)
        return np.flatnonzero(across & (points[:, 1] >= bottom) & (points[:, 1] <= top))


@dataclass(frozen=True, eq=False)
class Layer:
    """Customers of one colour: what it stands for, and their positions among the segmented."""

    label: Message | str
    colour: str
    positions: Positions


def layers(segmentation: Segmentation, shown: Positions, colour_by: str, look: Look) -> list[Layer]:
    """Return the customers to draw by the colour that a column or the confidence gives them.

    Parameters
    ----------
    segmentation : Segmentation
    shown : int array
        Positions among the segmented customers.
    colour_by : str
    look : Look

    Raises
    ------
    InputError
        If the column is not there or cannot be looked at.
    """
    if colour_by == CONFIDENCE:
        confidence = segmentation.fit.confidence[segmentation.fit.rows]
        return _steps(confidence, shown, look, lambda value: number_in_words(value, 1))
    column = column_named(segmentation, colour_by)
    if column.type not in (ColumnType.NUMBER, ColumnType.DATE):
        return _levels(segmentation, shown, colour_by, look)
    values = numbers_of(segmentation, colour_by)
    if is_grouping(column):
        answers = np.unique(values[~np.isnan(values)])
        edges = (answers[1:] + answers[:-1]) / 2
        return _by_edges(values, shown, edges, [number_in_column(column, a) for a in answers], look)
    years = is_year(column, values[~np.isnan(values)])
    days = column.type is ColumnType.DATE
    return _steps(values, shown, look, lambda value: short_number(value, years, days))


def draw_layers(axes: Axes, drawn: Sequence[Layer], points: Floats, size: float, alpha: float) -> None:
    """Draw one cloud per layer."""
    for layer in drawn:
        own = points[layer.positions]
        axes.scatter(
            own[:, 0], own[:, 1], s=size, marker="o", alpha=alpha, color=layer.colour, edgecolors="none",
            rasterized=True,
        )  # fmt: skip


def name_layers(axes: Axes, drawn: Sequence[Layer], look: Look) -> None:
    """Write above the map what each colour stands for."""
    each = 1 / max(len(drawn), 1)
    points = (look.width - 0.4) * 72
    for place, layer in enumerate(drawn):
        left = place * each
        axes.plot(
            [left + 5 / points], [1.03], marker="o", markersize=7, color=layer.colour, transform=axes.transAxes,
            clip_on=False, markeredgecolor=look.tokens.muted, markeredgewidth=0.5,
        )  # fmt: skip
        words = cut_to_width(layer.label, each * points - 16, look.small * 0.95)
        style = lettering(look.small * 0.95, look.tokens.text)
        axes.text(left + 12 / points, 1.03, words, transform=axes.transAxes, ha="left", va="center", **style)


def _steps(values: Floats, shown: Positions, look: Look, write: _Write) -> list[Layer]:
    """Return steps of numbers that hold about as many customers each."""
    known = values[~np.isnan(values)]
    edges = np.unique(quantiles(known, *(np.arange(1, _STEPS) / _STEPS))) if len(known) else np.empty(0)
    ends = [float(known.min()), *edges.tolist(), float(known.max())] if len(known) else []
    labels = [say("{low} to {high}", low=write(low), high=write(high)) for low, high in pairwise(ends)]
    return _by_edges(values, shown, edges, labels, look)


def _by_edges(
    values: Floats, shown: Positions, edges: Floats, labels: Sequence[Message | str], look: Look
) -> list[Layer]:
    scale = look.sequential()
    step = np.where(np.isnan(values[shown]), -1, np.searchsorted(edges, values[shown], side="right"))
    found = []
    for place, label in enumerate(labels):
        colour = to_hex(scale(_FAINT + (1 - _FAINT) * place / max(len(labels) - 1, 1)))
        found.append(Layer(label, colour, shown[step == place]))
    return [*_unknown(shown[step < 0], look), *found]


def _levels(segmentation: Segmentation, shown: Positions, name: str, look: Look) -> list[Layer]:
    groups = groups_of(segmentation, name)
    codes = groups.codes[shown]
    most = min(_MOST_LEVELS, len(PALETTE))
    kept = range(len(groups.labels)) if len(groups.labels) <= most else range(most - 1)
    found = [Layer(groups.labels[code], shade(code + 1, look.dark), shown[codes == code]) for code in kept]
    if len(kept) < len(groups.labels):
        found.append(Layer(say("all others"), look.tokens.context, shown[codes >= len(kept)]))
    return [*_unknown(shown[codes < 0], look), *found]


def _unknown(positions: Positions, look: Look) -> list[Layer]:
    return [Layer(say("no value"), look.tokens.line, positions)] if len(positions) else []
