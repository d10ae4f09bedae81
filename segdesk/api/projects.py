"""Projects in a notebook: results kept in one file, with their table."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from segdesk.api.inputs import lines_in_memory
from segdesk.api.result import Result
from segdesk.delivery.project import deliver_project, deliver_without_customer
from segdesk.engine.result.project import Project
from segdesk.engine.result.run import Run
from segdesk.errors import UsageError
from segdesk.io.joining import joined_table
from segdesk.io.project_file import read_project
from segdesk.messages import say


@dataclass(frozen=True, eq=False, repr=False)
class OpenedProject:
    """What a project keeps.

    Attributes
    ----------
    results : tuple of Result
        Oldest first.
    shown : Result or None
        The one that the window shows.
    """

    results: tuple[Result, ...]
    shown: Result | None

    def __repr__(self) -> str:
        return f"<OpenedProject: {len(self.results)} results>"


def open_project(path: str | Path) -> OpenedProject:
    """Open a project file; it is only read.

    Raises
    ------
    InputError
        If it is missing, damaged or newer than this program.
    """
    project = read_project(Path(path))
    results = {run.number: Result(run.segmentation, run.recipe) for run in project.runs}
    shown = None if project.shown is None else results[project.shown]
    return OpenedProject(tuple(results.values()), shown)


def save_project(path: str | Path, results: Result | Sequence[Result], *, with_data: bool = True) -> None:
    """Write a project that the window opens; the last of the results is the one that it shows.

    Parameters
    ----------
    path : str or Path
        A file that is there is kept beside it as `NAME.bak`.
    results : Result or sequence of Result
        Of one table.
    with_data : bool
        Keep the table in it. Without it the project opens only as long as its source is as it was.

    Raises
    ------
    UsageError
        If there is none, or they are of several tables.
    OutputError
        If it cannot be written.
    """
    results = [results] if isinstance(results, Result) else list(results)
    tables = [lines_in_memory(result.segmentation.source_table) for result in results]
    if not tables or any(table.fingerprint != tables[0].fingerprint for table in tables):
        raise UsageError(
            say("A project keeps results of one table."),
            mend=say("Save those of other tables in projects of their own."),
        )
    today = dt.date.today()
    runs = [
        Run(
            number,
            result.asked or result.recipe,
            result.segmentation,
            sum(result.segmentation.provenance.seconds.values()),
            today,
        )
        for number, result in enumerate(results, start=1)
    ]
    joined = joined_table(runs[-1].recipe.transactions.join)
    deliver_project(
        Project(tables[0], joined, runs[-1].recipe, today, tuple(runs), len(runs), with_data=with_data),
        Path(path),
    )


def forget_customer(path: str | Path, identifier: str) -> str:
    """Delete a customer from a project, the copy beside it, its results and the models in it; return what was done.

    Raises
    ------
    InputError
        If the file is no project, or has no such customer.
    OutputError
        If it cannot be written.
    """
    return str(deliver_without_customer(Path(path), identifier).words)
