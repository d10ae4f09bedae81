"""The readers that exist: each module of this package adds its own with `@reader`."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from segdesk.engine.data.table import Table
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.progress import Progress

ReadFunction = Callable[[Path, ReadSpec, Progress], Table]
# From the beginning of a file, and the file, to its kind of content; None if it is none of the reader's.
Recognise = Callable[[bytes, Path], str | None]
# Writes cells, row by row, into a file; the first row holds the headings.
WriteExample = Callable[[Path, Sequence[Sequence[str]]], None]


@dataclass(frozen=True)
class SheetInfo:
    """A sheet of a workbook or a table of a database: its name and size, headings not counted as a row.

    The size is None where finding it could take for ever, as of a view, or the sheet can't be read.
    """

    name: str
    n_rows: int | None
    n_columns: int | None


@dataclass(frozen=True)
class Reader:
    """How one family of formats is read.

    Attributes
    ----------
    name : str
        As people call it: 'CSV', 'Excel'.
    suffixes : tuple of str
        In small letters, with the dot; for file dialogs and messages. What a file is, its content decides.
    opens : frozenset of str
        Kinds of content, as `segdesk.io.sniffing.kind_of` names them.
    recognises : callable
        `recognises(head, path)` returns which of these kinds a file is, by its first 64 kB or by what it holds.
    read : callable
        `read(path, spec, progress)` returns the table.
    sheets : callable or None
        `sheets(path)` lists what the file holds, for formats that hold several tables.
    example : callable or None
        `example(path, lines)` writes a file that the self-test reads, where `segdesk.cli.selftest_files` has none.
    asked_last : bool
        Whether every other reader is asked first whose file it is.
    """

    name: str
    suffixes: tuple[str, ...]
    opens: frozenset[str]
    recognises: Recognise
    read: ReadFunction
    sheets: Callable[[Path], list[SheetInfo]] | None = None
    example: WriteExample | None = None
    asked_last: bool = False


_readers: list[Reader] = []


def reader(
    name: str,
    *suffixes: str,
    opens: tuple[str, ...],
    recognises: Recognise,
    sheets: Callable[[Path], list[SheetInfo]] | None = None,
    example: WriteExample | None = None,
    asked_last: bool = False,
) -> Callable[[ReadFunction], ReadFunction]:
    """Register the decorated function as the reader of these formats."""

    def register(function: ReadFunction) -> ReadFunction:
        _readers.append(
            Reader(name, suffixes, frozenset(opens), recognises, function, sheets, example, asked_last)
        )
        return function

    return register


def begins_with(kinds: Mapping[bytes, str]) -> Recognise:
    """Return how files are recognised by the bytes that each kind begins with."""

    def recognise(head: bytes, path: Path) -> str | None:
        return next((kind for magic, kind in kinds.items() if head.startswith(magic)), None)

    return recognise


@cache
def all_readers() -> tuple[Reader, ...]:
    """Return every reader of the package, sorted by name."""
    package = __name__.rpartition(".")[0]
    for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
        importlib.import_module(f"{package}.{module.name}")
    return tuple(sorted(_readers, key=lambda each: each.name))


def kind_by_readers(head: bytes, path: Path) -> str | None:
    """Return the kind of content that a reader recognises, None if none does.

    Raises
    ------
    InputError
        If a reader knows that the file is damaged, or that it is something else than a table.
    """
    asked = sorted(all_readers(), key=lambda each: each.asked_last)
    return next((kind for each in asked if (kind := each.recognises(head, path)) is not None), None)


def reader_of(kind: str) -> Reader | None:
    """Return the reader that opens this kind of content, None if there is none."""
    return next((each for each in all_readers() if kind in each.opens), None)


def suffixes() -> tuple[str, ...]:
    """Return every suffix that can be opened, in the order of the readers."""
    return tuple(suffix for each in all_readers() for suffix in each.suffixes)
