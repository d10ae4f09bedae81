"""Where things are in a drawn chart: what a window needs to answer the mouse."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segdesk.messages import Message


@dataclass(frozen=True)
class Area:
    """A rectangle of a chart that stands for something.

    Attributes
    ----------
    x0, y0, x1, y1 : float
        Left, top, right and bottom as fractions of the figure, counted from its top left corner.
    segment : int or None
        Number of the segment that it shows, if it shows one.
    tip : Message
        What it shows, in the units of the data.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    segment: int | None
    tip: Message


def area(
    axes: Axes, xs: tuple[float, float], ys: tuple[float, float], segment: int | None, tip: Message
) -> Area:
    """Return the area between two places on each axis, in data coordinates, of a figure drawn before."""
    (x0, y0), (x1, y1) = places(axes, [(xs[0], ys[0]), (xs[1], ys[1])])
    return Area(float(min(x0, x1)), float(min(y0, y1)), float(max(x0, x1)), float(max(y0, y1)), segment, tip)


def row(axes: Axes, place: float, segment: int | None, tip: Message) -> Area:
    """Return the area of one row of a chart whose rows are at 0, 1, 2 and so on."""
    return area(axes, axes.get_xlim(), (place - 0.5, place + 0.5), segment, tip)


def places(
    axes: Axes, points: Sequence[tuple[float, float]] | npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Return points in data coordinates as fractions of the figure, counted from its top left corner."""
    figure = axes.get_figure(root=True)
    assert isinstance(figure, Figure)
    size = np.array([figure.bbox.width, figure.bbox.height])
    found = axes.transData.transform(np.asarray(points, dtype=np.float64)) / size
    return np.column_stack([found[:, 0], 1 - found[:, 1]])
