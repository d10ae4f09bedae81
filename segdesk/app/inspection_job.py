"""Inspecting a table before it is taken: like `jobs.open_file`, but what was found before a trouble is kept."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from segdesk.app.jobs import Opened, read_path, same_sample
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import SegdeskError
from segdesk.progress import Progress, part

if TYPE_CHECKING:
    from segdesk.engine.data.table import Table
    from segdesk.engine.schema.inspection import Inspection
    from segdesk.io.database_servers import Server
    from segdesk.io.reading import SheetInfo


@dataclass(frozen=True)
class Origin:
    """Where a table comes from.

    Attributes
    ----------
    name : str
        Of the file.
    read : callable
        `read(recipe, progress)` returns the table.
    sheets : callable
        Lists the sheets or tables to choose from.
    format : str or None
        Where it is known without reading.
    """

    name: str
    read: "Callable[[Recipe, Progress], Table]"
    sheets: "Callable[[], list[SheetInfo]]" = list
    format: str | None = None


@dataclass(frozen=True, eq=False)
class Inspected:
    """What was found.

    Attributes
    ----------
    recipe : Recipe
        What it was looked at with.
    sheets : tuple of SheetInfo
    table : Table or None
        As read; None if it could not be.
    read : Inspection or None
        Of the table.
    opened : Opened or None
        Ready to be taken; None in trouble.
    trouble : SegdeskError or None
    """

    recipe: Recipe
    sheets: "tuple[SheetInfo, ...]" = ()
    table: "Table | None" = None
    read: "Inspection | None" = None
    opened: Opened | None = None
    trouble: SegdeskError | None = None


def file_origin(path: Path | tuple[Path, ...]) -> Origin:
    """Return a file, or a folder or several files, as the origin of a table."""
    single = path if isinstance(path, Path) else path[0]

    def read(recipe: Recipe, progress: Progress) -> "Table":
        return read_path(path, recipe, progress)

    def sheets() -> "list[SheetInfo]":
        from segdesk.io.reading import list_sheets

        # Sheets are offered of one file; of several, each is read by itself.
        return [] if isinstance(path, tuple) or path.is_dir() else list_sheets(path)

    return Origin(single.name, read, sheets)


def text_origin(text: str, name: str) -> Origin:
    """Return pasted text as the origin of a table."""

    def read(recipe: Recipe, progress: Progress) -> "Table":
        from segdesk.io.readers.delimited import read_text

        return read_text(text, name, recipe.read, progress)

    return Origin(name, read, format="clipboard")


def database_origin(server: "Server") -> Origin:
    """Return a database as the origin of the table, or the rows of the query, that the recipe names.

    Of what memory would not hold, a sample is read.
    """

    def read(recipe: Recipe, progress: Progress) -> "Table":
        from segdesk.scale.engine_choice import read_as_memory_allows

        return read_as_memory_allows(server.address(), recipe, progress)

    return Origin(server.database or server.host, read, format="database")


def table_origin(table: "Table") -> Origin:
    """Return a table that was read already as the origin of itself."""
    return Origin(table.source.path.name, lambda recipe, progress: table, format="table")


def _reads_the_same(earlier: Inspected, recipe: Recipe) -> bool:
    """Return whether a table that was read is the one that a recipe asks for."""
    if earlier.recipe.read != recipe.read:
        return False
    is_sample = earlier.table is not None and earlier.table.sample_of > 0
    return not is_sample or same_sample(earlier.recipe, earlier.read, recipe)


def inspect_origin(
    origin: Origin, recipe: Recipe, earlier: Inspected | None, progress: Progress
) -> Inspected:
    """Read, understand and summarise a table as far as that goes.

    Parameters
    ----------
    origin : Origin
    recipe : Recipe
    earlier : Inspected or None
        The last look at the same origin: nothing is read again that was read the same way.
    progress : Progress
    """
    from segdesk.engine.pipeline.pipeline import customers_from
    from segdesk.engine.schema.inspection import inspect
    from segdesk.io.joining import joined_table

    sheets = () if earlier is None else earlier.sheets
    table = read = None
    today = dt.date.today()
    try:
        if earlier is None:
            sheets = tuple(origin.sheets())
        if earlier is not None and earlier.table is not None and _reads_the_same(earlier, recipe):
            table = earlier.table
        else:
            table = origin.read(recipe, part(progress, 0, 0.5))
        read = inspect(table, recipe.columns, recipe.read, recipe.transactions, part(progress, 0.5, 0.7))
        joined = joined_table(recipe.transactions.join)
        customers, purchases = customers_from(
            read,
            recipe.transactions,
            recipe.columns,
            recipe.method.by_rules,
            recipe.output.lang,
            joined,
            today,
            part(progress, 0.7, 1),
        )
    except SegdeskError as error:
        return Inspected(recipe, sheets, table, read, trouble=error)
    return Inspected(
        recipe, sheets, table, read, Opened(table, read, customers, purchases, recipe, today, joined, sheets)
    )
