"""Everything that an analysis consists of: the data, the settings, the results that were kept."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from segdesk.engine.data.table import Table
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.report_options import ReportOptions
from segdesk.engine.result.run import Run


@dataclass(frozen=True, eq=False)
class Project:
    """What a project file holds.

    Attributes
    ----------
    table : Table
        As it was read.
    joined : Table or None
        The customers table that is joined to purchases.
    recipe : Recipe
        The settings as they are now.
    today : date
        The day on which the table was understood: purchases after it are in the future.
    runs : tuple of Run
        Oldest first.
    shown : int or None
        Number of the run on screen.
    matches : mapping of str to str
        What columns of later files are called, by the column that the segments need.
    with_data : bool
        The file keeps the cells of the table. Without them it opens only as long as its source is as it was.
    file : Path or None
        Of a copy that the program keeps for itself: the project that it is a copy of, None if it was never saved.
    report : ReportOptions
        How its reports are to be.
    """

    table: Table
    joined: Table | None
    recipe: Recipe
    today: dt.date
    runs: tuple[Run, ...] = ()
    shown: int | None = None
    matches: Mapping[str, str] = field(default_factory=dict)
    with_data: bool = True
    file: Path | None = None
    report: ReportOptions = field(default_factory=ReportOptions)

    @property
    def run(self) -> Run | None:
        """The run on screen."""
        return next((run for run in self.runs if run.number == self.shown), None)
