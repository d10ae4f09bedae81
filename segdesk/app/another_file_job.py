"""The job behind *Run on another file*: a plain call of the engine, without a widget."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from segdesk.app import jobs
from segdesk.engine.recipe.recipe import Recipe
from segdesk.progress import Progress, part

if TYPE_CHECKING:
    from segdesk.engine.result.segmentation import Segmentation


@dataclass(frozen=True, eq=False)
class RunOnFile:
    """Another file that was opened and segmented with the recipe of an earlier result.

    Attributes
    ----------
    opened : jobs.Opened
    found : FoundSegments
        `new` are the segments that go on none of the earlier ones.
    written_otherwise : mapping of str to str
        Columns that form segments by their earlier names, where the file writes them otherwise than in
        another case.
    """

    opened: jobs.Opened
    found: jobs.FoundSegments
    written_otherwise: Mapping[str, str]


def run_on_file(path: Path, recipe: Recipe, earlier: "Segmentation", progress: Progress) -> RunOnFile:
    """Open a file and segment it as `run FILE --recipe` does; the earlier model carries names and colours over."""
    from segdesk.engine.result.renaming import carried_over_by_model

    opened = jobs.open_file(path, recipe, part(progress, 0, 0.3))
    found = jobs.find_segments(opened, recipe, None, part(progress, 0.3, 1))
    later, new = found.segmentation, frozenset[int]()
    if not recipe.method.by_rules:
        later, new = carried_over_by_model(earlier, later)
    names = zip(earlier.variables, later.variables, strict=False)
    otherwise = {before: now for before, now in names if before.casefold() != now.casefold()}
    return RunOnFile(opened, replace(found, segmentation=later, new=new), otherwise)
