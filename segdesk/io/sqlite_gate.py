"""SQLite files opened so that nothing in them can write, run for ever, or fill the memory.

A table is only as large as its file. A view, a generated column or a query computes: rows without an end, and values of
any length. So what computes has a time limit, short rows at a time, and values of a bounded length.
"""

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from segdesk.errors import InputError, Where
from segdesk.io.refusals import damaged
from segdesk.memory import available_memory
from segdesk.messages import say

_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
_STEPS_BETWEEN_LOOKS = 100_000
# What nobody asked for by name or query may take so long.
PATIENCE = 8.0
MOST_SECONDS = 600.0
_ROWS_AT_ONCE = 5_000
_COMPUTED_AT_ONCE = 100
_LET_GO_AT_ONCE = 20_000
_LONGEST_VALUE = 128 << 20
_LONGEST_COMPUTED = 4 << 20
# Bytes: a cell as Python holds it and as a column does.
_PER_CELL = 150


class GuardedConnection:
    """A connection to a SQLite file with limits on time, length of values, and memory.

    Attributes
    ----------
    recoded : bool
        Whether texts in another encoding were found, which are taken for cp1252.
    """

    def __init__(self, path: Path, look: Callable[[], None]) -> None:
        self._path = path
        self._look = look
        self._raised: BaseException | None = None
        self._n_bytes = 0
        self._deadline = time.monotonic() + MOST_SECONDS
        self.recoded = False
        # A write-ahead log holds the latest rows; without one the file is complete, and none is made.
        log = path.with_name(path.name + "-wal")
        mode = "mode=ro" if log.exists() and log.stat().st_size else "mode=ro&immutable=1"
        self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)
        # Functions and virtual tables that do more than compute can't be called from within views.
        self._connection.execute("PRAGMA trusted_schema = OFF")
        self._connection.execute("PRAGMA cell_size_check = ON")
        self._connection.text_factory = self._text
        self._connection.set_authorizer(_authorize)
        self._connection.set_progress_handler(self._watch, _STEPS_BETWEEN_LOOKS)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Return the rows of a small answer."""
        return self._connection.execute(sql).fetchall()

    def n_columns(self, table: str) -> int:
        """Return how many columns a table has."""
        return len(self._connection.execute(f"SELECT * FROM {quoted(table)} LIMIT 0").description)

    def answer(
        self, sql: str, computes: bool, seconds: float
    ) -> tuple[list[str], Iterator[list[tuple[object, ...]]]]:
        """Return the headings of a SELECT, and its rows as they come.

        Raises
        ------
        InputError
            If it is more than one statement.
        """
        self._deadline = time.monotonic() + seconds
        self._connection.setlimit(
            sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_COMPUTED if computes else _LONGEST_VALUE
        )
        try:
            cursor = self._connection.execute(sql)
        except (sqlite3.ProgrammingError, sqlite3.Warning):
            raise InputError(
                say("The query holds more than one statement, or values are left open."),
                Where(file=self._path.name),
                say("Write one SELECT."),
            ) from None
        headings = [column[0] for column in cursor.description]
        return headings, self._pieces(cursor, _COMPUTED_AT_ONCE if computes else _ROWS_AT_ONCE)

    def _pieces(self, cursor: sqlite3.Cursor, at_once: int) -> Iterator[list[tuple[object, ...]]]:
        while batch := cursor.fetchmany(at_once):
            handed_over = time.monotonic()
            yield batch
            # Only the time that the database takes counts.
            self._deadline += time.monotonic() - handed_over

    def fetch(self, sql: str, computes: bool, seconds: float) -> tuple[list[str], list[tuple[object, ...]]]:
        """Return the headings and all rows of a SELECT.

        Raises
        ------
        InputError
            If it is more than one statement, or gives more than memory holds.
        """
        headings, pieces = self.answer(sql, computes, seconds)
        rows: list[tuple[object, ...]] = []
        try:
            self._fill(rows, pieces, len(headings))
        except BaseException:
            # Millions of rows let go at once would hold Python's lock, and the window with it.
            while rows:
                del rows[-_LET_GO_AT_ONCE:]
            raise
        return headings, rows

    def _fill(
        self, rows: list[tuple[object, ...]], pieces: Iterator[list[tuple[object, ...]]], n_columns: int
    ) -> None:
        """Add the rows of an answer, as long as memory holds them."""
        most = available_memory()
        n_blob = 0
        for batch in pieces:
            rows += batch
            # Texts are counted as they come.
            n_blob += sum(len(value) for row in batch for value in row if type(value) is bytes)
            if 2 * self._n_bytes + 5 * n_blob + _PER_CELL * len(rows) * n_columns > most:
                raise InputError(
                    say("The query gives more rows than fit in memory."), Where(file=self._path.name)
                )

    def error(self, error: sqlite3.Error) -> BaseException:
        """Return what to raise for an error of SQLite's: what a look raised, or a sentence."""
        return self._raised or translated(error, self._path)

    def _watch(self) -> int:
        try:
            self._look()
        except Exception as error:
            self._raised = error
            return 1
        return int(time.monotonic() > self._deadline)

    def _text(self, raw: bytes) -> str:
        self._n_bytes += len(raw)
        try:
            return raw.decode()
        except UnicodeDecodeError:
            self.recoded = True
            return raw.decode("cp1252" if not re.search(rb"[\x81\x8d\x8f\x90\x9d]", raw) else "latin-1")


@contextmanager
def opened(path: Path, look: Callable[[], None]) -> Iterator[GuardedConnection]:
    """Open a database for reading only.

    Parameters
    ----------
    path : Path
    look : callable
        Called again and again while SQLite works; what it raises stops the work.

    Raises
    ------
    InputError
        If the database is damaged or locked, or what it is asked takes too long.
    """
    connection = None
    try:
        connection = GuardedConnection(path, look)
        yield connection
    except UnicodeDecodeError:
        raise damaged(path) from None  # the name of a column is no text
    except sqlite3.Error as error:
        raise (translated(error, path) if connection is None else connection.error(error)) from None
    finally:
        if connection is not None:
            connection.close()


def quoted(name: str) -> str:
    """Return a name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


def _authorize(action: int, first: str | None, second: str | None, *_: object) -> int:
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in ("load_extension", "fts3_tokenizer"):
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def translated(error: sqlite3.Error, path: Path) -> InputError:
    """Return what SQLite complained of as our error."""
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
            say("The database computes for too long."),
            where,
            say("Name a table with --table, or ask for fewer rows with --query."),
        )
    if "too big" in text:
        return InputError(
            say("A value of the table is too long to be read."),
            where,
            say("Ask for the columns that matter with --query."),
        )
    if "malformed" in text or "not a database" in text or "disk I/O" in text or "encrypted" in text:
        return damaged(path)
    if "not authorized" in text or "prohibited" in text or "unsafe use" in text:
        return InputError(
            say("The query does more than read."),
            where,
            say("Write one SELECT that reads tables of this file."),
        )
    return InputError(say("The database doesn't understand the query: {reason}.", reason=text), where)
