"""Drawing a chart in the background: the engine's figure as a picture, and where things are in it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from segdesk.progress import Progress

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from segdesk.charts.areas import Area
    from segdesk.charts.chart_registry import Chart
    from segdesk.charts.style import Look
    from segdesk.engine.result.explored_columns import Columns
    from segdesk.engine.result.segmentation import Segmentation


Points = npt.NDArray[np.float32]
# Outside any picture.
_NOWHERE = -1.0


@dataclass(frozen=True, eq=False)
class Drawing:
    """A chart as it was drawn.

    Attributes
    ----------
    chart : str
        Its name.
    image : uint8 array of shape (height, width, 4)
        Red, green, blue, opacity.
    ratio : float
        Pixels of the image per pixel of the window.
    areas : tuple of Area
    points : float32 array of shape (n_segmented, 2) or None
    finding : str
        What it shows, in a sentence.
    body : tuple of four floats
        Left, top, right and bottom of all that is drawn in axes, as fractions: the chart without the texts around it.
    limits : tuple of four floats
        Left, right, bottom and top of the first axes, in their own numbers.
    """

    chart: str
    image: npt.NDArray[np.uint8]
    ratio: float
    areas: "tuple[Area, ...]"
    points: Points | None
    finding: str
    body: tuple[float, float, float, float]
    limits: tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class Refused:
    """A chart that cannot be drawn of this result, and why; `alike` where other columns may help."""

    chart: str
    reason: str
    alike: bool = False


@dataclass(frozen=True, eq=False)
class Explored:
    """Columns as they were drawn.

    Attributes
    ----------
    drawing : Drawing
    chart : Chart
        The one that was drawn.
    offered : tuple of Chart
        All that suit the columns.
    """

    drawing: Drawing
    chart: "Chart"
    offered: "tuple[Chart, ...]"


def draw_columns(
    columns: "Columns",
    name: str | None,
    segmentation: "Segmentation",
    look: "Look",
    dpi: float,
    ratio: float,
    progress: Progress,
) -> Explored | Refused:
    """Draw columns that the user picked, as the chart of this name or the most telling one.

    Parameters
    ----------
    columns : Columns
    name : str or None
    segmentation, look, dpi, ratio, progress
        As of `draw_chart`.
    """
    from segdesk.charts.column_charts import charts_of_columns
    from segdesk.errors import SegdeskError

    try:
        offered = charts_of_columns(segmentation, columns)
    except SegdeskError as error:
        return Refused("", str(error))
    chart = next((chart for chart in offered if chart.name == name), offered[0])
    drawing = draw_chart(chart, segmentation, look, dpi, ratio, progress)
    return drawing if isinstance(drawing, Refused) else Explored(drawing, chart, offered)


def draw_chart(
    chart: "Chart", segmentation: "Segmentation", look: "Look", dpi: float, ratio: float, progress: Progress
) -> Drawing | Refused:
    """Draw a chart as a picture.

    Parameters
    ----------
    chart : Chart
    segmentation : Segmentation
    look : Look
    dpi : float
        Pixels of the window per inch.
    ratio : float
        Pixels of the screen per pixel of the window.
    progress : Progress
    """
    from segdesk.charts.export import to_image
    from segdesk.messages import say

    why_not = chart.applies(segmentation)
    if why_not is not None:
        return Refused(
            chart.name, str(why_not), why_not == say("These customers look alike on the chosen columns")
        )
    stage = say("Drawing charts")
    progress(stage, 0.1)
    figure = chart.draw(segmentation, look)
    progress(stage, 0.5)
    image = to_image(figure, dpi * ratio)
    progress(stage, 0.9)
    body = _body(figure)
    axes = figure.axes[0]
    return Drawing(
        chart.name,
        image,
        ratio,
        chart.areas(figure, segmentation),
        _seen(chart.points(figure, segmentation), body),
        str(chart.finding(segmentation)),
        body,
        (*axes.get_xlim(), *axes.get_ylim()),
    )


def _seen(points: Points | None, body: tuple[float, float, float, float]) -> Points | None:
    """Return the points with those beyond the chart's edge, as on a map that is enlarged, where no mouse gets."""
    if points is None:
        return None
    left, top, right, bottom = body
    x, y = points[:, 0], points[:, 1]
    inside = (x >= left) & (x <= right) & (y >= top) & (y <= bottom)
    return np.where(inside[:, None], points, np.float32(_NOWHERE))


def _body(figure: "Figure") -> tuple[float, float, float, float]:
    boxes = [axes.get_position() for axes in figure.axes]
    left, right = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    return left, 1 - max(box.y1 for box in boxes), right, 1 - min(box.y0 for box in boxes)
