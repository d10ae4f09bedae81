"""SQLite databases: a table, a view or a SELECT, opened so that nothing can be changed."""

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from segdesk.engine.data.table import Source, Table
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.errors import InputError, Where
from segdesk.io.columns import make_table
from segdesk.io.database_tables import CUSTOMERS, named_table
from segdesk.io.fingerprint import sha256_of
from segdesk.io.native_cells import column_of
from segdesk.io.readers.reader_registry import SheetInfo, begins_with, reader
from segdesk.io.refusals import damaged
from segdesk.messages import Message, say
from segdesk.progress import Progress

_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
_COMMENTS = re.compile(r"^(?:\s+|--[^\n]*\n|/\*.*?\*/)+", re.DOTALL)
_BATCH = 20_000
_STEPS_BETWEEN_LOOKS = 200_000
_MOST_SECONDS = 600.0
_MOST_CELLS = 400_000_000


def list_tables(path: Path) -> list[SheetInfo]:
    """Return the tables and views, with their rows and columns."""
    with _opened(path) as (connection, _):
        found = []
        for name in _names(connection):
            n_rows = connection.execute(f"SELECT COUNT(*) FROM {_quoted(name)}").fetchone()[0]
            cursor = connection.execute(f"SELECT * FROM {_quoted(name)} LIMIT 0")
            found.append(SheetInfo(name, n_rows, len(cursor.description)))
        return found


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
    with _opened(path, progress, stage) as (connection, recoded):
        if spec.query is not None:
            name, sql = None, _checked(spec.query, path)
        else:
            name = _chosen(connection, path, spec.table or spec.sheet, steps)
            sql = f"SELECT * FROM {_quoted(name)}"
        headings, rows = _fetch(connection, sql, path)
    progress(stage, 0.9)
    read = [column_of([row[i] for row in rows]) for i in range(len(headings))]
    warnings = []
    if recoded:
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


@contextmanager
def _opened(
    path: Path, progress: Progress | None = None, stage: Message | None = None
) -> Iterator[tuple[sqlite3.Connection, list[bytes]]]:
    """Open a database for reading only; yield it and a list that texts in another encoding are added to."""
    # A write-ahead log holds the latest rows; without one the file is complete, and none is made.
    log = path.with_name(path.name + "-wal")
    mode = "mode=ro" if log.exists() and log.stat().st_size else "mode=ro&immutable=1"
    raised: list[BaseException] = []
    recoded: list[bytes] = []
    started = time.monotonic()

    def look() -> int:
        try:
            if progress is not None and stage is not None:
                progress(stage, 0.5)
        except Exception as error:
            raised.append(error)
            return 1
        return int(time.monotonic() - started > _MOST_SECONDS)

    def text(raw: bytes) -> str:
        try:
            return raw.decode()
        except UnicodeDecodeError:
            recoded.append(raw[:20])
            return raw.decode("cp1252" if not re.search(rb"[\x81\x8d\x8f\x90\x9d]", raw) else "latin-1")

    connection = None
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)
        connection.text_factory = text
        connection.set_authorizer(_authorize)
        connection.set_progress_handler(look, _STEPS_BETWEEN_LOOKS)
        yield connection, recoded
    except sqlite3.Error as error:
        if raised:
            raise raised[0] from None
        raise _translated(error, path) from None
    finally:
        if connection is not None:
            connection.close()


def _authorize(action: int, first: str | None, second: str | None, *_: object) -> int:
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in ("load_extension", "fts3_tokenizer"):
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _translated(error: sqlite3.Error, path: Path) -> InputError:
    where = Where(file=path.name)
    text = str(error)
    if "locked" in text or "busy" in text:
        return InputError(
            say("Another program is writing to the database."),
            where,
            say("Close it there, or copy the file."),
        )
    if "interrupted" in text:
        return InputError(
            say("The query took more than {n} minutes.", n=int(_MOST_SECONDS // 60)),
            where,
            say("Ask for fewer rows."),
        )
    if "malformed" in text or "not a database" in text or "disk I/O" in text or "encrypted" in text:
        return damaged(path)
    if "not authorized" in text or "prohibited" in text:
        return InputError(
            say("The query does more than read."),
            where,
            say("Write one SELECT that reads tables of this file."),
        )
    return InputError(say("The database doesn't understand the query: {reason}.", reason=text), where)


def _names(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' "
        "ESCAPE '\\' ORDER BY rowid"
    )
    return [row[0] for row in rows]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _checked(query: str, path: Path) -> str:
    sql = _COMMENTS.sub("", query).strip().rstrip(";").strip()
    if not re.match(r"(?:select|with|values)\b", sql, re.IGNORECASE):
        raise InputError(
            say("The query must be a SELECT."),
            Where(file=path.name),
            say("Write one SELECT that reads tables of this file."),
        )
    return sql


def _chosen(connection: sqlite3.Connection, path: Path, wanted: str | None, steps: list[Message]) -> str:
    names = _names(connection)
    where = Where(file=path.name)
    if not names:
        raise InputError(say("The database holds no tables."), where)
    if wanted is not None:
        return named_table(names, wanted, where)
    if len(names) == 1:
        return names[0]
    found = next((name for name in names if CUSTOMERS.fullmatch(name)), None)
    if found is None:
        sizes = {
            name: connection.execute(f"SELECT COUNT(*) FROM {_quoted(name)}").fetchone()[0] for name in names
        }
        found = max(names, key=lambda name: sizes[name])
    steps.append(
        say(
            "The table “{table}” was read; there are also {others}.",
            table=found,
            others=[name for name in names if name != found],
        )
    )
    return found


def _fetch(
    connection: sqlite3.Connection, sql: str, path: Path
) -> tuple[list[str], list[tuple[object, ...]]]:
    try:
        cursor = connection.execute(sql)
    except (sqlite3.ProgrammingError, sqlite3.Warning):
        raise InputError(
            say("The query holds more than one statement, or values are left open."),
            Where(file=path.name),
            say("Write one SELECT."),
        ) from None
    headings = [column[0] for column in cursor.description]
    rows: list[tuple[object, ...]] = []
    while batch := cursor.fetchmany(_BATCH):
        rows += batch
        if len(rows) * len(headings) > _MOST_CELLS:
            raise InputError(say("The query gives more rows than fit in memory."), Where(file=path.name))
    return headings, rows
