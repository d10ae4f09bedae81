"""Spark as a database whose tables are Parquet files in a temporary folder."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from segdesk.errors import InputError, SegdeskError
from segdesk.messages import say
from segdesk.progress import Progress
from segdesk.scale.duck_session import exactly, text_of
from segdesk.scale.session import Arrays, Session, disk_full, folder_of_session, memory_full, sums_too_large
from segdesk.scale.spark_given import GivenSpark, check_given
from segdesk.scale.spark_start import (
    DEFAULT_MASTER,
    TABLES,
    RunningSpark,
    begin,
    check_spark,
    is_local,
    launch,
)

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import SparkSession

# So long may jobs take to stop before Java is ended.
_PATIENCE = 1.0
_DISK_FULL = ("no space left", "disk quota exceeded", "file too large", "too large a file")
_UNSEEN = ("file_not_exist", "path_not_found", "filenotfoundexception", "file does not exist")
_TOO_LARGE = ("arithmetic_overflow", "cast_overflow")
_MEMORY_FULL = ("outofmemoryerror", "java heap space", "unable_to_acquire_memory")


class SparkSqlSession(Session):
    """Spark, which is started where no session of it is given.

    Parameters
    ----------
    master : str or pyspark.sql.SparkSession
    folder : Path
        Where all of Spark reads and writes what statements leave for one another.
    progress : Progress
    memory : int or None
        Bytes that Java may take where Spark runs on this computer.
    """

    engine = "spark"
    title = "Spark"

    def __init__(
        self, master: "str | SparkSession", folder: Path, progress: Progress, memory: int | None
    ) -> None:
        super().__init__(folder, progress)
        self._master = master
        self._memory = memory
        self._running: RunningSpark | GivenSpark | None = None
        self._stopped_at: float | None = None
        self._numbers = count()

    def start(self) -> None:
        """Start Spark, and see that it and we have the folder in common."""
        self.enter(say("Starting Spark"))
        self._told(self._begin)
        if not is_local(self._master if isinstance(self._master, str) else self._master.sparkContext.master):
            self._see_folder()

    def _begin(self) -> None:
        if not isinstance(self._master, str):
            self._running = GivenSpark(self._master, self.folder)
            return
        running = self._running = launch(self._master, self.folder, self._memory)
        if self._stopped_at is None:
            begin(running, self.folder, self._master)
        else:
            running.end()

    def _see_folder(self) -> None:
        self.run("CREATE TABLE seen AS SELECT id FROM range(1)")
        if not any((self.folder / TABLES / "seen").glob("*.parquet")):
            raise InputError(
                say(
                    "The workers of Spark do not see the temporary folder {folder}.",
                    folder=str(self.folder.parent),
                ),
                mend=say("Name one that they share with this computer in the environment variable TMPDIR."),
            )
        self.drop("seen")

    @property
    def spark(self) -> Any:
        """The session of pyspark."""
        assert self._running is not None
        return self._running.session

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        """Execute a statement and return its rows."""
        return self._told(lambda: [tuple(row) for row in self.spark.sql(sql).collect()])

    def arrays(self, sql: str) -> Arrays:
        """Execute a statement and return its columns, masked where there is no value; its rows come by files."""
        folder = self.folder / f"answer{next(self._numbers)}"

        def found() -> dict[str, Any]:
            import duckdb  # noqa: PLC0415 - heavy

            self.spark.sql(sql).write.parquet(_place(folder))
            # Names of files rise in the order of the rows.
            files = exactly(sorted(folder.glob("*.parquet")))
            with duckdb.connect() as connection:
                answer = dict(connection.execute(f"SELECT * FROM read_parquet({files})").fetchnumpy())
            shutil.rmtree(folder)
            return answer

        return {name: np.ma.asarray(values) for name, values in self._told(found).items()}

    def load(self, name: str, frame: "pd.DataFrame") -> None:
        """Make a table of a frame, by way of a file."""
        path = self.folder / f"loaded{next(self._numbers)}.parquet"

        def loaded() -> None:
            import duckdb  # noqa: PLC0415 - heavy

            with duckdb.connect() as connection:
                connection.register("loaded_frame", frame)
                connection.execute(f"COPY loaded_frame TO {text_of(path)} (FORMAT parquet)")
            self.view(name, self.spark.read.parquet(path_to_read(path)))

        self._told(loaded)

    def view(self, name: str, frame: Any) -> None:
        """Give a frame of Spark's a name in statements."""
        frame.createOrReplaceTempView(name)

    def work(self, make: Callable[[], None]) -> None:
        """Let the thread work with Spark, and hear all the while whether to stop."""
        self._told(make)

    def drop(self, *names: str) -> None:
        """Let go of tables, if they are there."""
        for name in names:
            self._told(lambda name=name: self._dropped(name))  # type: ignore[misc]

    def _dropped(self, name: str) -> None:
        if not self.spark.catalog.dropTempView(name):
            self.spark.sql(f"DROP TABLE IF EXISTS {name}").collect()

    def clear(self) -> None:
        """Let go of all tables; what was spread stays."""
        tables = [row[1] for row in self.run("SHOW TABLES") if not row[2]]
        views = [row[1] for row in self.run("SHOW VIEWS") if not row[2]]
        self.drop(*(name for name in tables if name not in views))

    def _spread(self, name: str, select: str, folder: Path) -> None:
        def spread() -> None:
            self.spark.sql(select).write.partitionBy("part").parquet(_place(folder))
            self.view(name, self.spark.read.parquet(path_to_read(folder)))

        self._told(spread)

    def _rows_below(self, folder: Path) -> str:
        return f"parquet.`{path_to_read(folder).replace('`', '``')}`"

    def close(self) -> None:
        """Stop what runs, and end Spark with its Java program."""
        running = self._running
        if running is not None:
            running.cancel()
        self._worker.shutdown(wait=running is not None)
        if running is not None:
            running.end()

    def _stop(self, future: "Future[Any]") -> None:
        self._stopped_at = self._stopped_at or time.monotonic()
        # Java that is only starting does not listen; the thread ends it as soon as it does.
        if self._running is not None:
            super()._stop(future)

    def _interrupt(self) -> None:
        now = time.monotonic()
        self._stopped_at = self._stopped_at or now
        if self._running is None:
            return
        if now - self._stopped_at > _PATIENCE:
            self._running.kill()
        else:
            self._running.cancel()

    def _explained(self, error: BaseException) -> BaseException:
        if isinstance(error, SegdeskError):
            return error
        said = str(error).casefold()
        if any(sign in said for sign in _DISK_FULL):
            return disk_full(self.folder)
        if any(sign in said for sign in _TOO_LARGE):
            return sums_too_large()
        if any(sign in said for sign in _MEMORY_FULL):
            return memory_full()
        if any(sign in said for sign in _UNSEEN):
            return InputError(
                say("Spark does not see all of the files."),
                mend=say("Put them where all of its workers see them under the same path as this computer."),
            )
        if self._running is not None and self._running.has_ended:
            return InputError(
                say("Spark has ended before its work was done."),
                mend=say("Try again with more free memory, or with another master."),
            )
        # What an error of Java's says is asked of Java, which is about to end.
        return RuntimeError(str(error))


def _place(path: Path) -> str:
    """Return a path as Spark writes to it."""
    return f"file://{path.absolute().as_posix()}"


def path_to_read(path: Path) -> str:
    """Return a path as Spark reads it, with no sign in it that stands for other files."""
    return re.sub(r"([\\\[\]{}*?])", r"\\\1", _place(path))


@contextmanager
def spark_session(
    progress: Progress, memory: int | None = None, master: "str | SparkSession" = DEFAULT_MASTER
) -> Iterator[SparkSqlSession]:
    """Start Spark for some work; it and its folder are gone afterwards, whatever happens.

    A session that is given is not stopped.

    Parameters
    ----------
    progress : Progress
    memory : int, optional
        Bytes that Java may take where Spark runs on this computer.
    master : str or pyspark.sql.SparkSession, optional
        URL of the cluster, or a session that runs.

    Raises
    ------
    InputError
        If Spark, Java or the cluster is not there.
    OutputError
        If the temporary folder cannot be written.
    """
    if isinstance(master, str):
        check_spark(master)
    else:
        check_given(master)
    with folder_of_session() as folder:
        session = SparkSqlSession(master, folder, progress, memory)
        try:
            session.start()
            yield session
        finally:
            session.close()
