"""A database of DuckDB's in a temporary folder."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from segdesk.memory import available_memory
from segdesk.progress import Progress
from segdesk.scale.session import Arrays, Session, disk_full, folder_of_session, memory_full, sums_too_large

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

# The database takes at most this; the customers that are made need the rest of the memory.
_LEAST_MEMORY, _MOST_MEMORY = 256 << 20, 1200 << 20
_THREADS = 2
_PACKING = "lz4_raw"
_DISK_FULL = ("no space left", "max_temp_directory_size", "could not write", "disk full", "quota")


class DuckSession(Session):
    """A database of DuckDB's.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
    folder : Path
    progress : Progress
    """

    engine = "duckdb"
    title = "DuckDB"

    def __init__(self, connection: "duckdb.DuckDBPyConnection", folder: Path, progress: Progress) -> None:
        super().__init__(folder, progress)
        self._connection = connection

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        """Execute a statement and return its rows."""
        return self._told(lambda: self._connection.execute(sql).fetchall())

    def arrays(self, sql: str) -> Arrays:
        """Execute a statement and return its columns, masked where there is no value."""
        found = self._told(lambda: self._connection.execute(sql).fetchnumpy())
        return {name: np.ma.asarray(values) for name, values in found.items()}

    def load(self, name: str, frame: "pd.DataFrame") -> None:
        """Make a table of a frame."""
        self._run_with(frame, f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM loaded_frame")

    def add(self, name: str, frame: "pd.DataFrame") -> None:
        """Put the rows of a frame below those of a table."""
        self._run_with(frame, f"INSERT INTO {name} SELECT * FROM loaded_frame")

    def _run_with(self, frame: "pd.DataFrame", sql: str) -> None:
        def loaded() -> None:
            self._connection.register("loaded_frame", frame)
            self._connection.execute(sql)
            self._connection.unregister("loaded_frame")

        self._told(loaded)

    def drop(self, *names: str) -> None:
        """Let go of tables, if they are there."""
        for name in names:
            self.run(f"DROP TABLE IF EXISTS {name}")

    def clear(self) -> None:
        """Let go of all tables; what was spread stays."""
        self.drop(*(name for (name,) in self.run("SELECT table_name FROM duckdb_tables()")))

    def _spread(self, name: str, select: str, folder: Path) -> None:
        self.run(
            f"COPY ({select}) TO {text_of(folder)} (FORMAT parquet, PARTITION_BY (part), COMPRESSION {_PACKING})"
        )
        self.run(f"CREATE VIEW {name} AS SELECT * FROM {_rows_of(sorted(folder.rglob('*.parquet')))}")

    def _rows_below(self, folder: Path) -> str:
        return _rows_of(sorted(folder.glob("*.parquet")))

    def close(self) -> None:
        """Stop what runs, and let go of the database."""
        self._interrupt()
        self._worker.shutdown(wait=True)
        self._connection.close()

    def _interrupt(self) -> None:
        self._connection.interrupt()

    def _explained(self, error: BaseException) -> BaseException:
        import duckdb  # noqa: PLC0415 - heavy

        said = str(error).casefold()
        of_disk = (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.TransactionException)
        if isinstance(error, of_disk) and any(sign in said for sign in _DISK_FULL):
            return disk_full(self.folder)
        if isinstance(error, duckdb.OutOfMemoryException):
            return memory_full()
        if isinstance(error, duckdb.OutOfRangeException):
            return sums_too_large()
        return error


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


@contextmanager
def duck_session(progress: Progress, memory: int | None = None) -> Iterator[Session]:
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
    with folder_of_session() as folder:
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
        session = DuckSession(connection, folder, progress)
        try:
            yield session
        finally:
            session.close()
