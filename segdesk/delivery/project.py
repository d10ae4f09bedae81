"""Saving a project: the new file is whole before it takes the place of the one before, which is kept beside it."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from segdesk.delivery.folder import naming_output, new_file
from segdesk.engine.data.table import Table
from segdesk.engine.pipeline.forget_customer import Forgotten, forget_customer
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.project import Project
from segdesk.engine.result.run import MOST_RUNS, Run
from segdesk.engine.result.segmentation import Segmentation
from segdesk.errors import InputError, Where
from segdesk.io.project_file import read_project, write_project
from segdesk.messages import say
from segdesk.progress import Progress, part, silent

# Saved often, and in the background: twice as fast for a few percent more.
_LIGHTLY = 1


def deliver_project(project: Project, path: Path, keep_before: bool = True) -> None:
    """Write a project file; a file that is there is kept as `NAME.segdesk.bak`.

    Parameters
    ----------
    project : Project
    path : Path
    keep_before : bool
        Keep the file that is there. Without it, what was kept before goes, too.

    Raises
    ------
    OutputError
        If it cannot be written; what was there is as it was.
    """
    backup = backup_of(path)
    with new_file(path, replace=True, backup=backup if keep_before else None) as staging:
        write_project(staging, project, _LIGHTLY)
    if not keep_before:
        with naming_output(backup):
            backup.unlink(missing_ok=True)


def deliver_without_customer(path: Path, identifier: str, progress: Progress = silent) -> Forgotten:
    """Take a customer out of a project file; the file before goes, because it holds the customer.

    Parameters and errors are those of `forget_customer`, and an OutputError if the file cannot be written.
    """
    forgotten = forget_customer(
        read_project(path, part(progress, 0, 0.1)), identifier, part(progress, 0.1, 1)
    )
    deliver_project(forgotten.project, path, keep_before=False)
    return forgotten


def project_for(path: Path, table: Table, joined: Table | None, recipe: Recipe, today: dt.date) -> Project:
    """Return the project of a file to add a result to, or a new one where there is no such file.

    Raises
    ------
    InputError
        If it cannot be read, or keeps the results of another table.
    """
    if not path.exists():
        return Project(table, joined, recipe, today)
    project = read_project(path)
    if project.table.source.sha256 != table.source.sha256:
        raise InputError(
            say(
                "The project keeps the results of another table, “{file}”.",
                file=project.table.source.path.name,
            ),
            Where(file=path.name),
            say("Name another project."),
        )
    return replace(project, recipe=recipe)


def with_run(project: Project, segmentation: Segmentation, seconds: float, today: dt.date) -> Project:
    """Return a project with a further result, which it shows; of the earlier ones the latest stay."""
    number = 1 + max((run.number for run in project.runs), default=0)
    run = Run(number, project.recipe, segmentation, seconds, today)
    return replace(project, runs=(*project.runs, run)[-MOST_RUNS:], shown=number)


def backup_of(path: Path) -> Path:
    """Return where the file before the last save is kept."""
    return path.with_name(f"{path.name}.bak")
