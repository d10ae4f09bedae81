"""The readers that exist: each module of this package adds its own with `@reader`."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from segdesk.engine.data.table import Table
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.progress import Progress

ReadFunction = Callable[[Path, ReadSpec, Progress], Table]


@dataclass(frozen=True)
class SheetInfo:
    """A sheet of a workbook or a table of a database: its name and size, headings not counted as a row."""

    name: str
    n_rows: int
    n_columns: int


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
    read : callable
        `read(path, spec, progress)` returns the table.
    sheets : callable or None
        `sheets(path)` lists what the file holds, for formats that hold several tables.
    """

    name: str
    suffixes: tuple[str, ...]
    opens: frozenset[str]
    read: ReadFunction
    sheets: Callable[[Path], list[SheetInfo]] | None = None


_readers: list[Reader] = []


def reader(
    name: str,
    *suffixes: str,
    opens: tuple[str, ...],
    sheets: Callable[[Path], list[SheetInfo]] | None = None,
) -> Callable[[ReadFunction], ReadFunction]:
    """Register the decorated function as the reader of these formats."""

    def register(function: ReadFunction) -> ReadFunction:
        _readers.append(Reader(name, suffixes, frozenset(opens), function, sheets))
        return function

    return register


@cache
def all_readers() -> tuple[Reader, ...]:
    """Return every reader of the package, sorted by name."""
    package = __name__.rpartition(".")[0]
    for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
        importlib.import_module(f"{package}.{module.name}")
    return tuple(sorted(_readers, key=lambda each: each.name))


def reader_of(kind: str) -> Reader | None:
    """Return the reader that opens this kind of content, None if there is none."""
    return next((each for each in all_readers() if kind in each.opens), None)


def suffixes() -> tuple[str, ...]:
    """Return every suffix that can be opened, in the order of the readers."""
    return tuple(suffix for each in all_readers() for suffix in each.suffixes)
