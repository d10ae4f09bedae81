"""The jobs of comparing and following: plain calls of the engine, made in a lane."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from segdesk.progress import Progress, part

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from segdesk.charts.style import Look
    from segdesk.engine.comparison.compare import Comparison
    from segdesk.engine.comparison.side import Side
    from segdesk.engine.result.segmentation import Segmentation
    from segdesk.engine.tracking.tracking import Tracking
    from segdesk.io.tracked_files import TrackRequest

    Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class ComparedRuns:
    """Two results compared, with the picture of who moved where if there are few enough segments.

    Attributes
    ----------
    comparison : Comparison
    image : uint8 array of shape (height, width, 4) or None
    """

    comparison: "Comparison"
    image: "Pixels | None"


def compare_results(
    old: "Segmentation | Path",
    new: "Segmentation | Path",
    titles: tuple[str, str],
    look: "Look",
    dpi: float,
    progress: Progress,
) -> ComparedRuns:
    """Compare two results, or what earlier ones wrote, by the call that `segdesk compare` makes.

    Raises
    ------
    InputError
        If a file holds no segments, or customers cannot be told apart.
    """
    from segdesk.charts.export import to_image
    from segdesk.charts.moves import can_be_drawn, draw_moves
    from segdesk.engine.comparison.compare import compare
    from segdesk.engine.comparison.from_segmentation import sides_of
    from segdesk.messages import say

    stage = say("Comparing results")
    progress(stage, 0.0)
    comparison = (
        compare(
            _side(old, titles[0], part(progress, 0, 0.2)), _side(new, titles[1], part(progress, 0.2, 0.4))
        )
        if isinstance(old, Path) or isinstance(new, Path)
        else compare(*sides_of(old, new, *titles))
    )
    progress(stage, 0.5)
    image = None
    if can_be_drawn(comparison):
        image = to_image(draw_moves(comparison, look), dpi)
    progress(stage, 1.0)
    return ComparedRuns(comparison, image)


def _side(result: "Segmentation | Path", title: str, progress: Progress) -> "Side":
    from segdesk.engine.comparison.from_segmentation import side_of
    from segdesk.io.compared_files import read_labeled, result_folder_of

    if isinstance(result, Path):
        return read_labeled(result_folder_of(result), progress=progress)
    return side_of(result, title)


def save_comparison(comparison: "Comparison", folder: Path, progress: Progress) -> tuple[str, ...]:
    """Write the files of `segdesk compare` into a new folder and return their names.

    Raises
    ------
    OutputError
        If the folder holds something or cannot be written.
    """
    from segdesk.delivery.comparison import deliver_comparison

    return tuple(deliver_comparison(comparison, folder)["files"])


@dataclass(frozen=True, eq=False)
class TrackedFolder:
    """Customers followed through periods.

    Attributes
    ----------
    tracking : Tracking
    told : tuple of str
        What there is to say, in words.
    images : dict of str to uint8 array of shape (height, width, 4)
        Pictures by the names of the charts.
    """

    tracking: "Tracking"
    told: tuple[str, ...]
    images: "dict[str, Pixels]"


def track_folder(
    request: "TrackRequest", look_of: "Callable[[str], Look]", dpi: float, progress: Progress
) -> TrackedFolder:
    """Follow customers by the call that `segdesk track` makes.

    Parameters
    ----------
    request : TrackRequest
    look_of : callable
        The look of a chart by its name.
    dpi : float
    progress : Progress

    Raises
    ------
    InputError, UsageError
        If the files cannot be followed.
    """
    from segdesk.charts.export import to_image
    from segdesk.engine.tracking.findings import tracking_findings
    from segdesk.io.tracked_files import track_files
    from segdesk.messages import say
    from segdesk.report.tracking import tracking_charts

    tracking = track_files(request, part(progress, 0, 0.9))
    images = {}
    for chart in tracking_charts(tracking):
        progress(say("Drawing the charts"), 0.95)
        images[chart.name] = to_image(chart.draw(look_of(chart.name)), dpi)
    told = tuple(map(str, (*tracking.warnings, *tracking_findings(tracking))))
    return TrackedFolder(tracking, told, images)


def save_tracking(tracking: "Tracking", folder: Path, progress: Progress) -> tuple[str, ...]:
    """Write the files of `segdesk track` into a new folder and return their names.

    Raises
    ------
    OutputError
        If the folder holds something or cannot be written.
    """
    from segdesk.delivery.tracking import deliver_tracking

    return tuple(deliver_tracking(tracking, folder, progress=progress)["files"])
