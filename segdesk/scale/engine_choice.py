"""Which engine reads data: the one that holds their rows in memory, DuckDB, or Spark."""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from segdesk.engine.data.table import Table
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.schema.inspection import Inspection
from segdesk.engine.transactions.purchases import Purchases
from segdesk.engine_names import ENGINES
from segdesk.errors import InputError, UsageError
from segdesk.io.databases import BYTES_PER_CELL
from segdesk.io.reading import Data, read_table
from segdesk.memory import available_memory
from segdesk.messages import say
from segdesk.progress import Progress, part, silent
from segdesk.scale.customers import customers_or_sample
from segdesk.scale.database_reading import Database, count_cells, database_of
from segdesk.scale.engines import BY_DUCKDB, ScaleEngine, by_spark
from segdesk.scale.sampling import read_sample
from segdesk.scale.texts import Limits

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

AUTO, MEMORY, DUCKDB, SPARK = ENGINES
# Those that leave the lines of purchases on the disk.
OUT_OF_MEMORY = (DUCKDB, SPARK)
# What reading and summarising takes of memory, in bytes of the files, of packed ones too: 5 to 6 were measured of text.
_TIMES_ITS_SIZE = {".gz": 50, ".zip": 50, ".parquet": 40, ".pq": 40}
_OF_TEXT = 8
_READ = (".csv", ".tsv", ".txt", ".tab", ".psv", ".ssv", ".gz", ".parquet", ".pq")
_ANY = ReadSpec()
# How much of all work is done when the customers are there.
_SHARE_OF_READING = {MEMORY: 0.1, DUCKDB: 0.5, SPARK: 0.6}


@dataclass(frozen=True, eq=False)
class Opened:
    """A table, and the customers of purchases whose lines are not in memory.

    Attributes
    ----------
    table : Table
        Of customers whom memory need not hold, a sample.
    customers : tuple of Inspection and Purchases, or None
        As `segment` takes them.
    done : float
        The share of all work that is done.
    engine : ScaleEngine
        What can place all rows where the table is a sample.
    """

    table: Table
    customers: tuple[Inspection, Purchases | None] | None
    done: float
    engine: ScaleEngine = BY_DUCKDB


def chosen_engine(
    wanted: str,
    data: Data | Sequence[Data],
    free: int | None = None,
    *,
    spec: ReadSpec = _ANY,
    progress: Progress = silent,
) -> str:
    """Return `memory`, `duckdb` or `spark`.

    Parameters
    ----------
    wanted : str
        One of `ENGINES`. `auto` is memory as long as the data will take no more than half of what is free.
    data : str or Path, or sequence of them
    free : int, optional
        Bytes of memory that are free; by default what the system says.
    spec : ReadSpec, optional
        The table or the query of a database.
    progress : Progress, optional
        Hears of it while a database counts its rows.

    Raises
    ------
    InputError
        If a database cannot be read.
    UsageError
        If there is no such engine.
    """
    check_engine(wanted)
    if wanted != AUTO:
        return wanted
    database = database_of(data)
    needed = (
        _needed_by_files([data] if isinstance(data, str | Path) else data)
        if database is None
        else BYTES_PER_CELL * _cells_of(database, spec, progress)
    )
    return DUCKDB if 2 * needed > (available_memory() if free is None else free) else MEMORY


def _cells_of(database: Database, spec: ReadSpec, progress: Progress) -> int:
    stage = say("Connecting to the database")
    progress(stage, 0.0)
    return count_cells(database, spec, lambda: progress(stage, 0.0))


def _needed_by_files(paths: Sequence[Data]) -> int:
    """Return the bytes that reading files will take; nothing for files that memory alone reads."""
    files = [file for each in map(Path, paths) for file in (each.iterdir() if each.is_dir() else [each])]
    if any(file.is_file() and file.suffix.lower() not in _READ for file in files):
        return 0
    return sum(
        _TIMES_ITS_SIZE.get(file.suffix.lower(), _OF_TEXT) * file.stat().st_size
        for file in files
        if file.is_file()
    )


def read_as_memory_allows(
    data: Data | Sequence[Data],
    recipe: Recipe,
    progress: Progress = silent,
    *,
    customers: Limits | None = None,
    lines: Limits | None = None,
) -> Table:
    """Read files, or of those that memory would not hold a sample.

    Parameters
    ----------
    data : str or Path, or sequence of them
    recipe : Recipe
        How they are read, and what they are, customers or purchases, where their first lines do not tell.
    progress : Progress
    customers, lines : Limits, optional
        As of `read_sample`.

    Raises
    ------
    InputError
        If they cannot be read.
    """
    if chosen_engine(AUTO, data, spec=recipe.read, progress=progress) == MEMORY:
        return read_table(data, recipe.read, progress)
    try:
        return read_sample(data, recipe.read, recipe, progress, customers=customers, lines=lines)
    except InputError:
        # It reads plain tables only, and is careful: memory may hold the files after all.
        with suppress(InputError):
            return read_table(data, recipe.read, progress)
        raise


def open_with_engine(
    wanted: str,
    data: Data | Sequence[Data],
    recipe: Recipe,
    joined: Table | None = None,
    today: dt.date | None = None,
    progress: Progress = silent,
    master: "str | SparkSession | None" = None,
) -> Opened:
    """Read a table with the engine that is wanted.

    Parameters
    ----------
    wanted : str
        One of `ENGINES`.
    data : str or Path, or sequence of them
    recipe : Recipe
    joined : Table, optional
        A customers table to join to purchases.
    today : date, optional
    progress : Progress
        Of all work, reading being a part of it.
    master : str or pyspark.sql.SparkSession, optional
        Where Spark runs; by default on this computer.

    Raises
    ------
    InputError, UsageError, OutputError
        As `read_table` and `customers_of_files`.
    """
    engine = engine_named(wanted, master)
    name = chosen_engine(wanted, data, spec=recipe.read, progress=progress)
    reading = part(progress, 0, _SHARE_OF_READING[name])
    if name in OUT_OF_MEMORY:
        try:
            found = customers_or_sample(data, recipe, joined, today, reading, engine=engine)
        except InputError:
            if wanted != AUTO:
                raise
            # As of `read_as_memory_allows`.
            with suppress(InputError):
                return _in_memory(data, recipe, reading)
            raise
        customers = None if isinstance(found, Table) else found
        table = found if isinstance(found, Table) else found[1].table
        return Opened(table, customers, _SHARE_OF_READING[name], engine)
    return _in_memory(data, recipe, reading)


def engine_named(name: str, master: "str | SparkSession | None" = None) -> ScaleEngine:
    """Return the engine that works beyond memory, Spark where that is asked for.

    Parameters
    ----------
    name : str
        One of `ENGINES`.
    master : str or pyspark.sql.SparkSession, optional

    Raises
    ------
    UsageError
        If there is no such engine, or a place where Spark runs is named for another one.
    """
    check_engine(name)
    if name == SPARK:
        return by_spark(master)
    if master is not None:
        raise UsageError(
            say("A master goes with the engine “spark” only."),
            mend=say("Add {option}, or leave it out.", option="--engine spark"),
        )
    return BY_DUCKDB


def check_engine(name: str) -> None:
    """Check that there is an engine of a name.

    Raises
    ------
    UsageError
        Naming those that there are.
    """
    if name not in ENGINES:
        raise UsageError(
            say("There is no engine “{name}”.", name=name),
            mend=say("Choose one of: {names}.", names=list(ENGINES)),
        )


def _in_memory(data: Data | Sequence[Data], recipe: Recipe, progress: Progress) -> Opened:
    return Opened(read_table(data, recipe.read, progress), None, _SHARE_OF_READING[MEMORY])
