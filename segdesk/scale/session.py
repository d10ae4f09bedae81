"""A database of DuckDB's in a temporary folder, whose statements can be stopped."""

import errno
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from segdesk.errors import InputError, OutputError, SegdeskError
from segdesk.io.staging import staging_prefix, sweep
from segdesk.memory import available_memory
from segdesk.messages import Message, say
from segdesk.progress import Progress

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

Answer = TypeVar("Answer")
Arrays = dict[str, "np.ma.MaskedArray[Any, Any]"]

# How often a running statement hears whether it should stop.
_SECONDS = 0.1
# The database takes at most this; the customers that are made need the rest of the memory.
_LEAST_MEMORY, _MOST_MEMORY = 256 << 20, 1200 << 20
_THREADS = 2
_PACKING = "lz4_raw"
_FULL = (errno.ENOSPC, errno.EFBIG, *((errno.EDQUOT,) if hasattr(errno, "EDQUOT") else ()))
_DISK_FULL = ("no space left", "max_temp_directory_size", "could not write", "disk full", "quota")


class Session:
    """A database that one thread works with, while another may stop it.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
    folder : Path
        For files of its own.
    progress : Progress
        Hears how far the work is; what it raises stops the statement that is running.
    """

    def __init__(self, connection: "duckdb.DuckDBPyConnection", folder: Path, progress: Progress) -> None:
        self.folder = folder
        self._connection = connection
        self._progress = progress
        self._stage = say("Summarising purchases")
        self._done = 0.0
        self._parts: dict[str, int] = {}
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="segdesk-sql")

    def enter(self, stage: Message) -> None:
        """Tell what is being done from now on."""
        self._stage = stage
        self.alive()

    def reach(self, done: float) -> None:
        """Tell how far all of the work is."""
        self._done = done
        self.alive()

    def alive(self) -> None:
        """Hear whether to stop."""
        self._progress(self._stage, self._done)

    def run(self, sql: str, parameters: object = None) -> list[tuple[Any, ...]]:
        """Execute a statement and return its rows."""
        return self._told(lambda: self._connection.execute(sql, parameters).fetchall())

    def row(self, sql: str) -> tuple[Any, ...]:
        """Execute a statement that has one row, and return it."""
        return self.run(sql)[0]

    def number(self, sql: str) -> int:
        """Execute a statement that has one number, and return it; 0 for none."""
        return int(self.row(sql)[0] or 0)

    def arrays(self, sql: str) -> Arrays:
        """Execute a statement and return its columns, masked where there is no value."""
        found = self._told(lambda: self._connection.execute(sql).fetchnumpy())
        return {name: np.ma.asarray(values) for name, values in found.items()}

    def load(self, name: str, frame: "pd.DataFrame", columns: str = "*") -> None:
        """Make a table of a frame."""

        def loaded() -> None:
            self._connection.register("loaded_frame", frame)
            self._connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT {columns} FROM loaded_frame")
            self._connection.unregister("loaded_frame")

        self._told(loaded)

    def drop(self, *names: str) -> None:
        """Let go of tables, if they are there."""
        for name in names:
            self.run(f"DROP TABLE IF EXISTS {name}")

    def clear(self) -> None:
        """Let go of all tables; what was spread stays."""
        self.drop(*(name for (name,) in self.run("SELECT table_name FROM duckdb_tables()")))

    def spread(self, name: str, select: str, parts: int) -> None:
        """Write rows into files by the number in their column `part`, from 0 up to `parts`; all are one relation."""
        folder = self.folder / name
        self.run(
            f"COPY ({select}) TO {text_of(folder)} (FORMAT parquet, PARTITION_BY (part), COMPRESSION {_PACKING})"
        )
        self._parts[name] = parts
        self.run(f"CREATE VIEW {name} AS SELECT * FROM {_rows_of(sorted(folder.rglob('*.parquet')))}")

    def parts(self, name: str) -> Iterator[tuple[int, str | None]]:
        """Yield the number of each part and its rows as a relation, None where it has none."""
        for i in range(self._parts[name]):
            files = sorted((self.folder / name / f"part={i}").glob("*.parquet"))
            yield i, _rows_of(files) if files else None

    def close(self) -> None:
        """Stop what runs, and let go of the database."""
        self._connection.interrupt()
        self._worker.shutdown(wait=True)
        self._connection.close()

    def _told(self, work: Callable[[], Answer]) -> Answer:
        future = self._worker.submit(work)
        try:
            return self._awaited(future)
        except BaseException:
            if not future.done():
                self._connection.interrupt()
                future.exception()
            raise

    def _awaited(self, future: "Future[Answer]") -> Answer:
        import duckdb  # noqa: PLC0415 - heavy

        while True:
            try:
                return future.result(timeout=_SECONDS)
            except NotYet:
                self.alive()
            except duckdb.Error as error:
                raise _explained(error, self.folder) from error


def text_of(path: Path) -> str:
    """Return a path as a constant of SQL."""
    return "'" + str(path.absolute()).replace("'", "''") + "'"


def exactly(paths: Sequence[Path]) -> str:
    """Return paths as a list of SQL in which no sign stands for other files."""
    plain = (
        "".join(f"[{sign}]" if sign in "[*?" else sign for sign in str(path.absolute())) for path in paths
    )
    return "[" + ", ".join("'" + each.replace("'", "''") + "'" for each in plain) + "]"


def _rows_of(files: Sequence[Path]) -> str:
    return f"read_parquet({exactly(files)}, hive_partitioning=false)"


def _explained(error: "duckdb.Error", folder: Path) -> Exception:
    """Return what a user can mend of an error; the error itself where there is nothing."""
    import duckdb  # noqa: PLC0415 - heavy

    said = str(error).casefold()
    if isinstance(error, duckdb.IOException | duckdb.OutOfMemoryException) and any(
        sign in said for sign in _DISK_FULL
    ):
        return disk_full(folder)
    if isinstance(error, duckdb.OutOfMemoryException):
        return InputError(
            say("There is too little memory to summarise the purchases."),
            mend=say("Close other programs, or keep only the columns that matter."),
        )
    if isinstance(error, duckdb.OutOfRangeException):
        return InputError(
            say("The amounts are too large to be added up."),
            mend=say("Check that the amount, quantity and price columns are the right ones."),
        )
    return error


def disk_full(folder: Path) -> SegdeskError:
    """Return the error for a disk that does not hold what does not fit into memory."""
    return OutputError(
        say("The disk of the temporary folder {folder} is full.", folder=str(folder.parent)),
        mend=say("Free some space there, or name another folder in the environment variable TMPDIR."),
    )


@contextmanager
def new_session(progress: Progress, memory: int | None = None) -> Iterator[Session]:
    """Open a database in a temporary folder that is gone afterwards, whatever happens.

    Parameters
    ----------
    progress : Progress
    memory : int, optional
        The bytes that the database may take; by default a quarter of what is free, within limits.

    Raises
    ------
    OutputError
        If the temporary folder cannot be written.
    """
    import duckdb  # noqa: PLC0415 - heavy

    most = memory or min(_MOST_MEMORY, max(_LEAST_MEMORY, available_memory() // 4))
    place = Path(tempfile.gettempdir())
    sweep(place)
    try:
        folder = Path(tempfile.mkdtemp(prefix=staging_prefix(".purchases"), dir=place))
    except OSError:
        raise disk_full(place / "purchases") from None
    try:
        # Nothing is fetched for the sake of these files: no extension, no network.
        config: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "threads": str(_THREADS),
            "memory_limit": f"{most >> 20}MiB",
            "temp_directory": str(folder / "spilled"),
        }
        try:
            connection = duckdb.connect(str(folder / "lines.duckdb"), config=config)
        except duckdb.IOException:
            raise disk_full(folder) from None
        session = Session(connection, folder, progress)
        try:
            yield session
        except OSError as error:
            if error.errno in _FULL:
                raise disk_full(folder) from None
            raise
        finally:
            session.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
