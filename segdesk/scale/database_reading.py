"""The rows of a database as a table of texts in DuckDB, read piece by piece: memory never holds more of them."""

import datetime as dt
import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from segdesk.engine.data.table import Table
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.io import databases
from segdesk.io.columns import Texts, blank, encoded, make_table
from segdesk.io.database_rows import DatabaseRows
from segdesk.io.databases import Asked
from segdesk.io.fingerprint import sha256_of
from segdesk.io.native_cells import encoded_cells, has_times, kinds_of, native_of
from segdesk.io.readers import sqlite
from segdesk.io.reading import EVERY, Data, address_among
from segdesk.io.sniffing import kind_of
from segdesk.messages import Message, say
from segdesk.scale.duck_session import DuckSession
from segdesk.scale.other_thread import Look, from_other_thread
from segdesk.scale.raw_files import RAW

if TYPE_CHECKING:
    import pandas as pd

# The address of a server, or the path of a SQLite file.
Database = str | Path

# Rows that tell what the table is.
_ROWS_OF_HEAD = 50_000
# Rows are put into the table by so many cells.
_CELLS = 200_000
# Days are put there with their time, which they lose where none of their column has one.
_MIDNIGHT = r"^(\d{4}-\d\d-\d\d) 00:00:00$"


def database_of(data: Data | Sequence[Data]) -> Database | None:
    """Return the database to read, None where the data are files of another kind.

    Raises
    ------
    InputError
        If an address stands beside other data, or a file cannot be opened.
    """
    sources = [data] if isinstance(data, str | Path) else list(data)
    address = address_among(sources)
    if address is not None:
        return address
    path = Path(sources[0]) if len(sources) == 1 else None
    return path if path is not None and path.is_file() and kind_of(path) == "sqlite" else None


def count_cells(database: Database, spec: ReadSpec, alive: Callable[[], None]) -> int:
    """Return how many cells a table or a query has; 0 where the database cannot count them.

    Parameters
    ----------
    database : str or Path
    spec : ReadSpec
    alive : callable
        Called all the while; what it raises ends the work.

    Raises
    ------
    InputError
        If the database, or the table or query, cannot be read.
    """
    spec, asked = _as_asked(database, spec), Asked()

    def counted(look: Look) -> Generator[int]:
        if isinstance(database, Path):
            yield sqlite.count_cells(database, spec, look)
        else:
            yield databases.count_cells(database, spec, asked)

    with closing(from_other_thread(counted, alive, asked.take_back)) as found:
        (n,) = found
    return n


def load_database(
    database: Database, spec: ReadSpec, session: DuckSession
) -> tuple[Table, int, tuple[str, ...]]:
    """Put the rows of a table or a query into the table `RAW` of texts, as memory would read them.

    Returns
    -------
    Table
        The first rows, with all that is told of it.
    int
        How many rows there are.
    tuple of str
        The column of `RAW` of each of its columns.

    Raises
    ------
    InputError
        If the database cannot be read, or its connection is lost.
    OutputError
        If the temporary disk is full.
    """
    reading = _Reading(database, _as_asked(database, spec))
    session.enter(say("Connecting to the database"))
    with closing(from_other_thread(reading.pieces, session.alive, reading.asked.take_back)) as pieces:
        for frame in pieces:
            if not reading.n_stored:
                session.enter(say("Reading {file}", file=reading.found.source.path.name))
                session.run(f"CREATE TABLE {RAW} ({', '.join(f'{name} VARCHAR' for name in frame.columns)})")
            session.add(RAW, frame)
            reading.n_stored += len(frame)
    for i in reading.days_without_time():
        session.run(
            f"ALTER TABLE {RAW} ALTER c{i} SET DATA TYPE VARCHAR USING regexp_replace(c{i}, '{_MIDNIGHT}', '\\1')"
        )
    head, names = _head_of(reading, session)
    return head, reading.n_stored, names


def _as_asked(database: Database, spec: ReadSpec) -> ReadSpec:
    spec = spec.as_asked()
    # All sheets of a workbook are asked for of folders; of a file of tables one is read.
    return replace(spec, sheet=None) if isinstance(database, Path) and spec.sheet == EVERY else spec


class _Reading:
    """What is found of the rows of a database while they come, on a thread of its own.

    Attributes
    ----------
    found : DatabaseRows
        Once there are pieces.
    asked : Asked
    n_stored : int
        Rows that whoever reads the pieces has stored.
    sha256 : str
        Of a SQLite file, else of all texts.
    warnings : list of Message
    """

    found: DatabaseRows

    def __init__(self, database: Database, spec: ReadSpec) -> None:
        self._database = database
        self._spec = spec
        self._kinds: list[set[type]] = []
        self._have_times: list[bool] = []
        self._digest = hashlib.sha256()
        self.asked = Asked()
        self.n_stored = 0
        self.sha256 = ""
        self.warnings: list[Message] = []

    def pieces(self, look: Look) -> "Generator[pd.DataFrame]":
        """Yield the texts of some rows at a time."""
        import pandas as pd  # noqa: PLC0415 - heavy

        with self._opened(look) as found:
            self.found = found
            self._kinds = [set() for _ in found.headings]
            self._have_times = [False for _ in found.headings]
            for rows in _gathered(found.pieces, max(1, _CELLS // len(found.headings))):
                cells = [self._texts(i, values) for i, values in enumerate(zip(*rows, strict=True))]
                yield pd.DataFrame({f"c{i}": texts for i, texts in enumerate(cells)})
        if isinstance(self._database, Path):
            self.sha256 = sha256_of(self._database)
        else:
            self.sha256 = self._digest.hexdigest()

    @contextmanager
    def _opened(self, look: Look) -> Iterator[DatabaseRows]:
        if isinstance(self._database, Path):
            with sqlite.rows_of_sqlite(self._database, self._spec, look) as (found, connection):
                yield found
                self.warnings = sqlite.warnings_of(connection)
        else:
            with databases.rows_of_database(self._database, self._spec, self.asked) as found:
                yield found

    def _texts(self, i: int, values: Sequence[Any]) -> Texts:
        """Return the canonical texts of some cells of a column, days with their time."""
        cell = self.found.cell
        own = [cell(value) for value in values]
        kinds = kinds_of(own)
        self._kinds[i] |= kinds
        self._have_times[i] = self._have_times[i] or has_times(own, kinds)
        codes, texts = encoded_cells(own, kinds, True)
        cells = texts[codes]
        if isinstance(self._database, str):
            self._digest.update(np.fromiter(map(len, cells), dtype="<i4", count=len(cells)).tobytes())
            self._digest.update("".join(cells).encode("utf-8", "surrogatepass"))
        return cells

    def days_without_time(self) -> list[int]:
        """Return the columns of days none of which has a time."""
        return [
            i
            for i, kinds in enumerate(self._kinds)
            if any(issubclass(kind, dt.date) for kind in kinds) and not self._have_times[i]
        ]

    def head(self, columns: Sequence[Sequence[str]]) -> Table:
        """Return the first rows, with what was found of all of them."""
        source = replace(self.found.source, sha256=self.sha256)
        if isinstance(self._database, str):
            source = replace(source, address=self._database)
        return make_table(
            [encoded(cells) for cells in columns],
            self.found.headings,
            source,
            steps=self.found.steps,
            warnings=self.warnings,
            natives=[native_of(kinds) for kinds in self._kinds],
        )


def _gathered(pieces: Iterable[Sequence[Any]], n: int) -> Iterator[Sequence[Any]]:
    """Yield rows that come a few at a time by the `n`, or as many as come at once."""
    rows: list[Any] = []
    for piece in pieces:
        rows += piece
        if len(rows) >= n:
            yield rows
            rows = []
    if rows:
        yield rows


def _head_of(reading: _Reading, session: DuckSession) -> tuple[Table, tuple[str, ...]]:
    """Return the first rows, and the names that their columns have in the database."""
    names = [f"c{i}" for i in range(len(reading.found.headings))]
    cells: list[Texts] = [np.array([], dtype=object) for _ in names]
    if reading.n_stored:
        found = session.arrays(
            f"SELECT {', '.join(names)} FROM {RAW} WHERE rowid < {_ROWS_OF_HEAD} ORDER BY rowid"
        )
        cells = [np.asarray(found[name].data, dtype=object) for name in names]
    head = reading.head([each.tolist() for each in cells])
    # As `make_table` leaves them out.
    kept = [
        name
        for name, heading, own in zip(names, reading.found.headings, cells, strict=True)
        if heading.strip() or not blank(own).all()
    ]
    return head, tuple(kept)
