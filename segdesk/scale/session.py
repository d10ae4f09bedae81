"""A database in a temporary folder, whose statements can be stopped: what all engines of SQL have in common."""

import errno
import shutil
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from segdesk.errors import InputError, OutputError, SegdeskError
from segdesk.io.staging import staging_prefix, sweep
from segdesk.messages import Message, say
from segdesk.progress import Progress

if TYPE_CHECKING:
    import pandas as pd

Answer = TypeVar("Answer")
Arrays = dict[str, "np.ma.MaskedArray[Any, Any]"]

# How often a running statement hears whether it should stop.
_SECONDS = 0.1
_FULL = (errno.ENOSPC, errno.EFBIG, *((errno.EDQUOT,) if hasattr(errno, "EDQUOT") else ()))


class Session(ABC):
    """A database that one thread works with, while another may stop it.

    Parameters
    ----------
    folder : Path
        For files of its own.
    progress : Progress
        Hears how far the work is; what it raises stops the statement that is running.
    """

    # Its name as an option, and as a sentence has it.
    engine: str
    title: str

    def __init__(self, folder: Path, progress: Progress) -> None:
        self.folder = folder
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

    @abstractmethod
    def run(self, sql: str) -> list[tuple[Any, ...]]:
        """Execute a statement and return its rows."""

    def row(self, sql: str) -> tuple[Any, ...]:
        """Execute a statement that has one row, and return it."""
        return self.run(sql)[0]

    def number(self, sql: str) -> int:
        """Execute a statement that has one number, and return it; 0 for none."""
        return int(self.row(sql)[0] or 0)

    @abstractmethod
    def arrays(self, sql: str) -> Arrays:
        """Execute a statement and return its columns, masked where there is no value."""

    @abstractmethod
    def load(self, name: str, frame: "pd.DataFrame") -> None:
        """Make a table of a frame."""

    @abstractmethod
    def drop(self, *names: str) -> None:
        """Let go of tables, if they are there."""

    @abstractmethod
    def clear(self) -> None:
        """Let go of all tables; what was spread stays."""

    def spread(self, name: str, select: str, parts: int) -> None:
        """Write rows into files by the number in their column `part`, from 0 up to `parts`; all are one relation."""
        self._spread(name, select, self.folder / name)
        self._parts[name] = parts

    @abstractmethod
    def _spread(self, name: str, select: str, folder: Path) -> None:
        """Write the files below a folder, and make them one relation."""

    def parts(self, name: str) -> Iterator[tuple[int, str | None]]:
        """Yield the number of each part and its rows as a relation, None where it has none."""
        for i in range(self._parts[name]):
            folder = self.folder / name / f"part={i}"
            yield i, self._rows_below(folder) if any(folder.glob("*.parquet")) else None

    @abstractmethod
    def _rows_below(self, folder: Path) -> str:
        """Return the relation of the rows in the files of a folder."""

    @abstractmethod
    def close(self) -> None:
        """Stop what runs, and let go of the database."""

    @abstractmethod
    def _interrupt(self) -> None:
        """Ask the statement that is running to stop; asked again and again until it has."""

    @abstractmethod
    def _explained(self, error: BaseException) -> BaseException:
        """Return what a user can mend of an error; the error itself where there is nothing."""

    def _told(self, work: Callable[[], Answer]) -> Answer:
        """Let the thread work, and hear all the while whether to stop."""
        future = self._worker.submit(work)
        try:
            while not future.done():
                wait([future], _SECONDS)
                if not future.done():
                    self.alive()
        except BaseException:
            self._stop(future)
            raise
        error = future.exception()
        if error is None:
            return future.result()
        told = self._explained(error)
        raise told from (None if told is error else error)

    def _stop(self, future: "Future[Answer]") -> None:
        while not future.done():
            self._interrupt()
            wait([future], _SECONDS)


def disk_full(folder: Path) -> SegdeskError:
    """Return the error for a disk that does not hold what does not fit into memory."""
    return OutputError(
        say("The disk of the temporary folder {folder} is full.", folder=str(folder.parent)),
        mend=say("Free some space there, or name another folder in the environment variable TMPDIR."),
    )


def memory_full() -> SegdeskError:
    """Return the error for memory that does not hold what a statement needs."""
    return InputError(
        say("There is too little memory to summarise the purchases."),
        mend=say("Close other programs, or keep only the columns that matter."),
    )


def sums_too_large() -> SegdeskError:
    """Return the error for numbers that a database cannot add up."""
    return InputError(
        say("The amounts are too large to be added up."),
        mend=say("Check that the amount, quantity and price columns are the right ones."),
    )


@contextmanager
def folder_of_session() -> Iterator[Path]:
    """Make a temporary folder that is gone afterwards, whatever happens.

    Raises
    ------
    OutputError
        If the temporary folder cannot be written, or is full.
    """
    place = Path(tempfile.gettempdir())
    sweep(place)
    try:
        folder = Path(tempfile.mkdtemp(prefix=staging_prefix(".purchases"), dir=place))
    except OSError:
        raise disk_full(place / "purchases") from None
    try:
        yield folder
    except OSError as error:
        if error.errno in _FULL:
            raise disk_full(folder) from None
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)
