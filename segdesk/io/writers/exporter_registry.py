"""The registry of labeled files. A format is one file in this folder with one decorated function."""

import importlib
import pkgutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from segdesk.engine.result.segmentation import Segmentation
from segdesk.errors import UsageError
from segdesk.io.writers.labels import LabeledTable
from segdesk.messages import Message, say
from segdesk.progress import Progress


@dataclass(frozen=True, eq=False)
class ExportTask:
    """What a writer is given.

    Attributes
    ----------
    path : Path
        Where to write; nobody else looks there until it is done.
    name : str
        What the file will be called; for sentences.
    labeled : LabeledTable
    segmentation : Segmentation or None
        Of a run, for formats that tell more than the labels; None when customers were placed by a model.
    raw : bool
        Texts that a spreadsheet would run are written as they are.
    progress : Progress
    """

    path: Path
    name: str
    labeled: LabeledTable
    segmentation: Segmentation | None
    raw: bool
    progress: Progress


# Writes, and returns what had to be changed, in sentences.
Write = Callable[[ExportTask], tuple[Message, ...]]


class PieceWriter(Protocol):
    """Writes a table that comes in pieces, which are rows of the same columns."""

    def add(self, labeled: LabeledTable) -> None:
        """Write the rows of a piece behind those before."""

    def finish(self) -> tuple[Message, ...]:
        """Complete the file; return what had to be changed, in sentences."""


# Of a task, whose labeled table is a sample of the one that comes in pieces.
WritePieces = Callable[[ExportTask], AbstractContextManager[PieceWriter]]


@dataclass(frozen=True)
class Exporter:
    """One format of labeled file.

    Attributes
    ----------
    name : str
        As in `--formats`.
    suffix : str
        Of the file name, with its point.
    label : Message
        As in a dialog.
    write : callable
    refuses : callable
        From a labeled table to the reason why the format can't hold it, or None.
    pieces : callable or None
        Writes a table that memory does not hold; None where the format is none for so many rows.
    """

    name: str
    suffix: str
    label: Message
    write: Write
    refuses: Callable[[LabeledTable], Message | None]
    pieces: WritePieces | None = None


_exporters: dict[str, Exporter] = {}


def _never(labeled: LabeledTable) -> Message | None:
    return None


def exporter(
    name: str,
    suffix: str,
    label: Message,
    *,
    refuses: Callable[[LabeledTable], Message | None] = _never,
    pieces: WritePieces | None = None,
) -> Callable[[Write], Write]:
    """Register the decorated function as the writer of a format; see `Exporter` for the parameters."""

    def register(write: Write) -> Write:
        _exporters[name] = Exporter(name, suffix, label, write, refuses, pieces)
        return write

    return register


@cache
def all_exporters() -> tuple[Exporter, ...]:
    """Return every registered format, by name."""
    import segdesk.io.writers as package  # noqa: PLC0415 - not while the package itself is being imported

    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return tuple(sorted(_exporters.values(), key=lambda entry: entry.name))


def exporter_named(name: str) -> Exporter:
    """Return the format of this name.

    Raises
    ------
    UsageError
        If there is none.
    """
    for entry in all_exporters():
        if entry.name == name:
            return entry
    raise UsageError(
        say("There is no format “{name}”.", name=name),
        mend=say("Formats are: {names}.", names=", ".join(entry.name for entry in all_exporters())),
    )


def exporter_for(path: Path) -> Exporter:
    """Return the format that a file name asks for.

    Raises
    ------
    UsageError
        If its suffix is none of ours.
    """
    for entry in all_exporters():
        if path.suffix.lower() == entry.suffix:
            return entry
    raise UsageError(
        say("“{file}” can't be written: its ending is none of a labeled file's.", file=path.name),
        mend=say("Endings are: {names}.", names=", ".join(entry.suffix for entry in all_exporters())),
    )
