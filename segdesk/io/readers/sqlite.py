"""SQLite databases: a table, a view or a SELECT, opened so that nothing can be changed."""

import re
from dataclasses import dataclass
from pathlib import Path

from segdesk.engine.data.table import Source, Table
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.errors import InputError, Where
from segdesk.io.columns import make_table
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
        if spec.query is not None:
            name, sql, computes = None, _checked(spec.query, path), True
        else:
            entry = _chosen(connection, path, spec.table or spec.sheet, steps)
            name, sql, computes = entry.name, f"SELECT * FROM {quoted(entry.name)}", entry.computes
        wanted = spec.query or spec.table or spec.sheet
        headings, rows = connection.fetch(sql, computes, MOST_SECONDS if wanted else PATIENCE)
    progress(stage, 0.9)
    read = [column_of([row[i] for row in rows]) for i in range(len(headings))]
    warnings = []
    if connection.recoded:
        warnings.append(say("Some texts are not UTF-8; they were read as cp1252, which is a guess."))
    source = Source(path=path, format="SQLite", sha256=sha256_of(path), sheet=name, query=spec.query)
    table = make_table(
        [encoded for encoded, _ in read],
        headings,
        source,
        steps=steps,
        warnings=warnings,
        natives=[native for _, native in read],
    )
    progress(stage, 1.0)
    return table


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
