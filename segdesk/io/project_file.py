"""Project files: the data, the settings and the kept results in one file, with a manifest (`container`).

`project.json` says what there is; `table/` holds the table as read, `joined/` the one that is joined to it,
`runs/NUMBER/` the parts of each result, `arrays/` the arrays of all of them.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from segdesk.engine.data.table import Table
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.result.project import Project
from segdesk.engine.result.report_options import ReportOptions
from segdesk.engine.result.segmentation import Segmentation
from segdesk.errors import InputError, Where
from segdesk.io.container import (
    PROJECT,
    Container,
    PersonalData,
    check_version,
    open_container,
    write_container,
)
from segdesk.io.project_report import ReportChoices, report_choices, report_options
from segdesk.io.project_runs import (
    ReadParts,
    RunDocument,
    numbers_of_runs,
    read_parts,
    read_runs,
    run_document,
    run_members,
)
from segdesk.io.project_tables import table_members, table_names, table_of
from segdesk.io.reading import read_table
from segdesk.io.recipe_file import recipe_from_toml, recipe_to_toml
from segdesk.messages import say
from segdesk.progress import Progress, silent

VERSION = 2
"""Of 1 is what a project was before it kept how its reports are to be."""
_DOCUMENT = "project.json"
_TABLE, _JOINED = "table", "joined"
_MOST_RUNS = 1_000


class _Document(msgspec.Struct, forbid_unknown_fields=True):
    """The layout of `project.json`."""

    recipe: str
    today: dt.date
    with_data: bool
    joined: bool
    runs: list[RunDocument]
    shown: int | None
    matches: dict[str, str]
    file: str | None
    report: ReportChoices | None = None


def write_project(path: Path, project: Project, level: int = 6) -> None:
    """Write a project file; the same project gives the same bytes.

    Parameters
    ----------
    path : Path
    project : Project
    level : int
        How hard to pack, 1 to 9.
    """
    document = _Document(
        recipe_to_toml(project.recipe),
        project.today,
        project.with_data,
        project.joined is not None,
        [run_document(run) for run in project.runs],
        project.shown,
        dict(project.matches),
        None if project.file is None else str(project.file),
        report_choices(project.report),
    )
    members = {_DOCUMENT: msgspec.json.format(msgspec.json.encode(document), indent=1)}
    members |= table_members(_TABLE, project.table if project.with_data else _without_cells(project.table))
    if project.joined is not None:
        members |= table_members(_JOINED, project.joined)
    members |= run_members(project.runs)
    held = (*(("results",) if project.runs else ()), *(("table",) if project.with_data else ()))
    personal = tuple(PersonalData(each, project.table.n_rows) for each in held)
    write_container(path, PROJECT, VERSION, members, personal, level)


def read_project(path: Path, progress: Progress = silent) -> Project:
    """Read a project file.

    Raises
    ------
    InputError
        If it is missing, damaged, no project of segdesk's, newer than this program, or without its data while the
        source is no more what it was.
    """
    with open_container(path) as container:
        check_version(container, PROJECT, VERSION)
        document = msgspec.json.decode(container.document(_DOCUMENT), type=_Document)
        numbers = list(numbers_of_runs(document.runs))
        if len(numbers) > _MOST_RUNS or (document.shown is not None and document.shown not in numbers):
            raise ValueError("the run on screen is not among its runs")
        recipe = recipe_from_toml(document.recipe)
        tables = [_TABLE, *([_JOINED] if document.joined else [])]
        read = {folder: table_of(container, folder) for folder in tables}
        parts = [read_parts(container, number) for number in numbers]
        _check_members(container, read, parts)
        table = read[_TABLE] if document.with_data else _table_of_source(read[_TABLE], recipe.read, path)
        project = Project(
            table,
            read.get(_JOINED),
            recipe,
            document.today,
            (),
            document.shown,
            document.matches,
            document.with_data,
            None if document.file is None else Path(document.file),
            ReportOptions() if document.report is None else report_options(document.report),
        )
        return replace(project, runs=read_runs(document.runs, parts, project, progress))


def result_of_project(source: Path, progress: Progress = silent) -> tuple[Project, Segmentation]:
    """Return a project and the result that it shows.

    Raises
    ------
    InputError
        If it cannot be read, or keeps none.
    """
    project = read_project(source, progress)
    if project.run is None:
        raise InputError(
            say("The project keeps no result."),
            Where(file=source.name),
            say("Open it, find segments, and save it."),
        )
    return project, project.run.segmentation


def _check_members(container: Container, tables: Mapping[str, Table], parts: Sequence[ReadParts]) -> None:
    """Refuse a member that nothing in the project speaks of."""
    expected = {_DOCUMENT}.union(*(each.members for each in parts))
    for folder, table in tables.items():
        expected |= table_names(folder, len(table.columns))
    for name in container.members:
        if name not in expected:
            raise ValueError(f"{name} does not belong there")


def _without_cells(table: Table) -> Table:
    """Return a table with its columns, and no row."""
    return replace(
        table,
        columns=tuple(
            replace(column, codes=column.codes[:0], texts=column.texts[:0]) for column in table.columns
        ),
    )


def _table_of_source(kept: Table, spec: ReadSpec, path: Path) -> Table:
    """Read the source of a project that does not hold its data.

    Raises
    ------
    InputError
        If it is not there, or no more what it was.
    """
    source = kept.source
    mend = say("Put the file back where it was, or open an earlier copy of the project that holds its data.")
    try:
        table = read_table(source.origin, spec)
    except InputError as error:
        raise InputError(
            say(
                "The project doesn't hold its data, and “{file}” in {folder} can't be read: {why}",
                file=source.path.name,
                folder=str(source.path.absolute().parent),
                why=error.what,
            ),
            Where(file=path.name),
            mend,
        ) from error
    if table.source.sha256 != source.sha256:
        raise InputError(
            say(
                "The project doesn't hold its data, and “{file}” has changed since it was saved.",
                file=source.path.name,
            ),
            Where(file=path.name),
            mend,
        )
    return replace(table, source=source)
