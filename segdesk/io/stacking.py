"""Tables of several files, or sheets, become one: columns matched by name, where a row came from kept beside it."""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from segdesk.engine.data.arrays import Codes
from segdesk.engine.data.table import ColumnType, Source, SourceFile, Table, TextColumn
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.schema.harmonise import harmonise
from segdesk.errors import InputError, Where
from segdesk.io.columns import Texts, blank, object_array
from segdesk.io.name_lists import shortened
from segdesk.messages import Message, say, say_n

FILE, SHEET = "source_file", "source_sheet"


def stack(
    tables: Sequence[Table], spec: ReadSpec, path: Path, kept: Sequence[str], steps: Sequence[Message] = ()
) -> Table:
    """Return the rows of all tables, one below the other.

    Parameters
    ----------
    tables : sequence of Table
        In order; at least one.
    spec : ReadSpec
        What they were read with.
    path : Path
        Stands for all of them in sentences.
    kept : sequence of str
        Which of `FILE` and `SHEET` are added as columns.
    steps : sequence of Message
        What was done before.

    Raises
    ------
    InputError
        If a table has no column in common with the others, or does not show how its numbers or dates are written.
    """
    labels = {FILE: _labels([table.source.path for table in tables])}
    labels[SHEET] = [table.source.sheet or "" for table in tables]
    both = FILE in kept and len(tables) > len(set(labels[FILE]))
    places = [
        str(say("{file}, sheet “{sheet}”", file=file, sheet=sheet)) if both and sheet else file
        for file, sheet in zip(labels[FILE], labels[SHEET], strict=True)
    ]
    if FILE not in kept:
        places = labels[SHEET]
    done = list(steps)
    named = _common_names(tables, places, done)
    headings: dict[str, str] = {}
    for table in reversed(named):
        headings.update(zip(table.names, table.headings, strict=True))
    names = list(dict.fromkeys(name for table in named for name in table.names))
    unified, changes = harmonise(named, spec)
    columns = [_stacked(name, unified) for name in names]
    rows = [table.n_rows for table in tables]
    for label in kept:
        name = _free(label, names)
        names.append(name)
        headings[name] = name
        columns.append(_repeated(name, labels[label], rows))
    return Table(
        columns=tuple(columns),
        headings=tuple(headings[name] for name in names),
        source=_source(tables, spec, path),
        steps=(*done, *_gathered(places, [table.steps for table in tables]), *changes),
        warnings=(*_gathered(places, [table.warnings for table in tables]), *_lacking(named, places)),
    )


def _labels(paths: Sequence[Path]) -> list[str]:
    """Return the names of files; where two folders hold files of one name, with what tells the folders apart."""
    names = [path.name for path in paths]
    if len(set(names)) == len(set(paths)):
        return names
    full = [path.absolute() for path in paths]
    common = Path(os.path.commonpath([path.parent for path in full]))
    return [path.relative_to(common).as_posix() for path in full]


def _common_names(tables: Sequence[Table], places: Sequence[str], done: list[Message]) -> list[Table]:
    """Return the tables with columns renamed as in the first table that has them."""
    names: list[str] = []
    named = []
    for table, place in zip(tables, places, strict=True):
        taken = set(table.names) & set(names)
        renamed = {}
        for name in table.names:
            if name in taken:
                continue
            other = next(
                (each for each in names if _folded(each) == _folded(name) and each not in taken), None
            )
            if other is not None:
                taken.add(other)
                renamed[name] = other
                done.append(
                    say("{file}: “{other}” was taken for “{column}”.", file=place, other=name, column=other)
                )
        if names and not taken:
            raise InputError(
                say("There is no column in common with {others}.", others=places[0]),
                Where(file=table.source.path.name, sheet=table.source.sheet),
                say("Leave it out, or give its columns the same headings."),
            )
        columns = tuple(replace(c, name=renamed.get(c.name, c.name)) for c in table.columns)
        named.append(replace(table, columns=columns))
        names += [column.name for column in columns if column.name not in names]
    return named


def _folded(name: str) -> str:
    return name.strip().casefold()


def _free(name: str, taken: Sequence[str]) -> str:
    """Return the name, with a number where it is taken in any case."""
    used = {_folded(each) for each in taken}
    number = 2
    free = name
    while free in used:
        free, number = f"{name}_{number}", number + 1
    return free


def _stacked(name: str, tables: Sequence[Table]) -> TextColumn:
    """Return one column of all tables, empty where a table lacks it."""
    position: dict[str, int] = {}
    codes: list[Codes] = []
    natives: set[ColumnType | None] = set()
    for table in tables:
        if name in table.names:
            column = table.column(name)
            own, texts = column.codes, column.texts
            if not blank(texts).all():
                natives.add(column.native)
        else:
            own, texts = np.zeros(table.n_rows, np.int32), object_array([""])
        place = np.fromiter(
            (position.setdefault(text, len(position)) for text in texts), dtype=np.int32, count=len(texts)
        )
        codes.append(place[own])
    distinct: Texts = object_array(list(position))
    return TextColumn(name, np.concatenate(codes), distinct, natives.pop() if len(natives) == 1 else None)


def _repeated(name: str, labels: Sequence[str], rows: Sequence[int]) -> TextColumn:
    distinct = list(dict.fromkeys(labels))
    codes = np.repeat([distinct.index(label) for label in labels], rows).astype(np.int32)
    return TextColumn(name, codes, object_array(distinct))


def _source(tables: Sequence[Table], spec: ReadSpec, path: Path) -> Source:
    """Return what the tables have in common."""
    sources = [table.source for table in tables]
    prints = list(dict.fromkeys(source.sha256 for source in sources))
    formats = list(dict.fromkeys(source.format for source in sources))

    def common(name: str) -> Any:
        found = {getattr(source, name) for source in sources}
        return found.pop() if len(found) == 1 else None

    return Source(
        path=path,
        format=", ".join(formats),
        sha256=prints[0] if len(prints) == 1 else hashlib.sha256("\n".join(prints).encode()).hexdigest(),
        sheet="*" if spec.sheet == "*" else common("sheet"),
        files=tuple(
            SourceFile(table.source.path, table.n_rows, table.source.sha256, table.source.sheet)
            for table in tables
        ),
        **{name: common(name) for name in ("encoding", "delimiter", "decimal", "header_line", "query")},
    )


def _gathered(places: Sequence[str], said: Sequence[Sequence[Message]]) -> list[Message]:
    """Return what was said of the tables: once where it holds for all of them, else with the names."""
    holders: dict[str, tuple[Message, list[str]]] = {}
    for place, messages in zip(places, said, strict=True):
        for message in messages:
            holders.setdefault(str(message), (message, []))[1].append(place)
    return [
        message if len(files) == len(places) else say("{files}: {told}", files=shortened(files), told=message)
        for message, files in holders.values()
    ]


def _lacking(tables: Sequence[Table], places: Sequence[str]) -> list[Message]:
    """Tell which columns are not in all tables."""
    names = list(dict.fromkeys(name for table in tables for name in table.names))
    lacking: dict[tuple[str, ...], list[str]] = {}
    for name in names:
        without = tuple(p for table, p in zip(tables, places, strict=True) if name not in table.names)
        if without:
            lacking.setdefault(without, []).append(name)
    return [
        say_n(
            "The column {columns} is not in {files} and counts as empty there.",
            "The columns {columns} are not in {files} and count as empty there.",
            len(columns),
            columns=shortened([f"“{name}”" for name in columns]),
            files=shortened(list(without)),
        )
        for without, columns in lacking.items()
    ]
