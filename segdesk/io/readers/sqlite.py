"""SQLite databases: a table, a view or a SELECT, opened so that nothing can be changed."""

import math
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from segdesk.engine.data.table import Source, Table
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.errors import InputError, Where
from segdesk.io.columns import make_table
from segdesk.io.database_rows import DatabaseRows
from segdesk.io.database_tables import likeliest_table, named_table
from segdesk.io.fingerprint import sha256_of
from segdesk.io.name_lists import shortened
from segdesk.io.native_cells import column_of
from segdesk.io.readers.reader_registry import SheetInfo, begins_with, reader
from segdesk.io.sqlite_gate import MOST_SECONDS, PATIENCE, GuardedConnection, opened, quoted
from segdesk.messages import Message, say
from segdesk.progress import Progress

_COMMENTS = re.compile(r"^(?:\s+|--[^\n]*\n|/\*.*?\*/)+", re.DOTALL)
_MOST_TABLES = 5_000
_GENERATED = re.compile(r"\b(?:generated\s+always|as)\s*\(", re.IGNORECASE)


@dataclass(frozen=True)
class _Entry:
    """A table or view: its name, whether it is a view, and whether reading it computes anything."""

    name: str
    is_view: bool
    computes: bool


@dataclass(frozen=True)
class _Wanted:
    """What to read: a table, None for a query; its SELECT, whether that computes anything, and how long it may take."""

    table: str | None
    sql: str
    computes: bool
    seconds: float


def list_tables(path: Path) -> list[SheetInfo]:
    """Return the tables and views, with their rows and columns."""
    with opened(path, lambda: None) as connection:
        return [
            # How many rows a view has could take for ever to find out.
            SheetInfo(
                entry.name,
                None if entry.is_view else _n_rows(connection, entry.name),
                None if entry.is_view else connection.n_columns(entry.name),
            )
            for entry in _entries(connection, path)
        ]


@reader(
    "SQLite",
    ".sqlite", ".sqlite3", ".db", ".db3",
    opens=("sqlite",),
    recognises=begins_with({b"SQLite format 3\x00": "sqlite"}),
    sheets=list_tables,
)  # fmt: skip
def read_sqlite(path: Path, spec: ReadSpec, progress: Progress) -> Table:
    """Read a table, a view or the rows of a SELECT.

    Raises
    ------
    InputError
        If the database is damaged or locked, has no such table, or does not understand the query.
    """
    stage = say("Reading {file}", file=path.name)
    progress(stage, 0.0)
    steps: list[Message] = []
    with opened(path, lambda: progress(stage, 0.5)) as connection:
        wanted = _wanted(connection, path, spec, steps)
        headings, rows = connection.fetch(wanted.sql, wanted.computes, wanted.seconds)
    progress(stage, 0.9)
    read = [column_of([row[i] for row in rows]) for i in range(len(headings))]
    table = make_table(
        [encoded for encoded, _ in read],
        headings,
        _source(path, spec, wanted, sha256_of(path)),
        steps=steps,
        warnings=warnings_of(connection),
        natives=[native for _, native in read],
    )
    progress(stage, 1.0)
    return table


@contextmanager
def rows_of_sqlite(
    path: Path, spec: ReadSpec, look: Callable[[], None]
) -> Iterator[tuple[DatabaseRows, GuardedConnection]]:
    """Open a table, a view or a SELECT; yield its rows as they come, and the connection that hands them over.

    Parameters
    ----------
    path : Path
    spec : ReadSpec
    look : callable
        Called again and again while SQLite works; what it raises stops the work.

    Raises
    ------
    InputError
        As of `read_sqlite`.
    """
    steps: list[Message] = []
    with opened(path, look) as connection:
        wanted = _wanted(connection, path, spec, steps)
        # A table has an end, however long it takes.
        seconds = wanted.seconds if wanted.computes else math.inf
        headings, pieces = connection.answer(wanted.sql, wanted.computes, seconds)
        yield DatabaseRows(_source(path, spec, wanted, ""), headings, pieces, _as_it_is, steps), connection


def warnings_of(connection: GuardedConnection) -> list[Message]:
    """Return what is to be told of all rows that were read."""
    if not connection.recoded:
        return []
    return [say("Some texts are not UTF-8; they were read as cp1252, which is a guess.")]


def count_cells(path: Path, spec: ReadSpec, look: Callable[[], None]) -> int:
    """Return how many cells a table, a view or a SELECT has.

    Parameters
    ----------
    path, spec, look
        As of `rows_of_sqlite`.

    Raises
    ------
    InputError
        As of `read_sqlite`.
    """
    with opened(path, look) as connection:
        wanted = _wanted(connection, path, spec, [])
        headings, _ = connection.answer(
            f"SELECT * FROM (\n{wanted.sql}\n) LIMIT 0", wanted.computes, wanted.seconds
        )
        _, pieces = connection.answer(
            f"SELECT COUNT(*) FROM (\n{wanted.sql}\n)", wanted.computes, wanted.seconds
        )
        return len(headings) * int(str(next(pieces)[0][0]))


def _as_it_is(value: object) -> object:
    return value


def _source(path: Path, spec: ReadSpec, wanted: _Wanted, sha256: str) -> Source:
    return Source(path=path, format="SQLite", sha256=sha256, sheet=wanted.table, query=spec.query)


def _wanted(connection: GuardedConnection, path: Path, spec: ReadSpec, steps: list[Message]) -> _Wanted:
    seconds = MOST_SECONDS if spec.query or spec.table or spec.sheet else PATIENCE
    if spec.query is not None:
        return _Wanted(None, _checked(spec.query, path), True, seconds)
    entry = _chosen(connection, path, spec.table or spec.sheet, steps)
    return _Wanted(entry.name, f"SELECT * FROM {quoted(entry.name)}", entry.computes, seconds)


def _entries(connection: GuardedConnection, path: Path) -> list[_Entry]:
    """Return the tables and views, without those that a module of SQLite's makes up."""
    rows = connection.rows(
        "SELECT name, type, sql FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' "
        f"ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY rowid LIMIT {_MOST_TABLES + 1}"
    )
    if len(rows) > _MOST_TABLES:
        raise InputError(
            say("The database holds more than {n} tables.", n=_MOST_TABLES),
            Where(file=path.name),
            say("Ask for what matters with --query."),
        )
    return [
        _Entry(str(name), kind == "view", kind == "view" or _GENERATED.search(str(sql)) is not None)
        for name, kind, sql in rows
    ]


def _n_rows(connection: GuardedConnection, table: str) -> int:
    return int(str(connection.rows(f"SELECT COUNT(*) FROM {quoted(table)}")[0][0]))


def _checked(query: str, path: Path) -> str:
    sql = _COMMENTS.sub("", query).strip().rstrip(";").strip()
    if not re.match(r"(?:select|with|values)\b", sql, re.IGNORECASE):
        raise InputError(
            say("The query must be a SELECT."),
            Where(file=path.name),
            say("Write one SELECT that reads tables of this file."),
        )
    return sql


def _chosen(connection: GuardedConnection, path: Path, wanted: str | None, steps: list[Message]) -> _Entry:
    """Return the table to read: the one wanted, one of customers, the largest; a view only where there is no table."""
    entries = _entries(connection, path)
    where = Where(file=path.name)
    if not entries:
        raise InputError(say("The database holds no tables."), where)
    if wanted is not None:
        name = named_table([entry.name for entry in entries], wanted, where)
        return next(entry for entry in entries if entry.name == name)
    if len(entries) == 1:
        return entries[0]
    found = entries[0]
    tables = [entry for entry in entries if not entry.is_view]
    if tables:
        likeliest = likeliest_table([entry.name for entry in tables], lambda name: _n_rows(connection, name))
        found = next(entry for entry in tables if entry.name == likeliest)
    others = [entry.name for entry in entries if entry is not found]
    steps.append(
        say(
            "The table “{table}” was read; there are also {others}.",
            table=found.name,
            others=shortened(others),
        )
    )
    return found
