"""The door to reading: any file that segdesk opens becomes a `Table`."""

import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from segdesk.engine.data.table import Table
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.errors import InputError, Where
from segdesk.io.databases import is_url, read_database
from segdesk.io.fingerprint import sha256_of
from segdesk.io.folders import tables_in
from segdesk.io.name_lists import shortened
from segdesk.io.readers.reader_registry import Reader, SheetInfo, reader_of, suffixes
from segdesk.io.refusals import damaged
from segdesk.io.sniffing import kind_of
from segdesk.io.stacking import FILE, SHEET, stack
from segdesk.messages import Message, say, say_n
from segdesk.progress import Progress, part, silent

__all__ = ["SheetInfo", "list_sheets", "read_table", "sha256_of", "suffixes"]

Data = str | Path
# What stands for all sheets of a workbook.
EVERY = "*"


def read_table(
    path: Data | Sequence[Data], spec: ReadSpec | None = None, progress: Progress = silent
) -> Table:
    """Read a file, by what it holds rather than by its name, or several files as one table; no file is ever changed.

    Parameters
    ----------
    path : str or Path, or sequence of str or Path
        A file; or a folder, or several files and folders, whose tables are put one below the other; or the URL of a
        database.
    spec : ReadSpec, optional
        What the user settled; the rest is found, for each file by itself.
    progress : Progress
        Hears how far reading is; what it raises stops the reading.

    Raises
    ------
    InputError
        If a file is missing, can't be read, or holds no table: what, where, and how to mend it.
    """
    spec = (spec or ReadSpec()).as_asked()
    sources = [path] if isinstance(path, str | Path) else list(path)
    address = address_among(sources)
    if address is not None:
        return read_database(address, spec, progress)
    paths = [Path(each) for each in sources]
    if len(paths) == 1 and not paths[0].is_dir():
        tables, steps = _read_sheets(paths[0], spec, progress)
        if spec.sheet != EVERY or tables[0].source.sheet is None:
            return tables[0]
        return stack(tables, spec, paths[0], [SHEET], steps)
    return _read_several(paths, spec, progress)


def address_among(sources: Sequence[Data]) -> str | None:
    """Return the address of a database where that is what is to be read.

    Raises
    ------
    InputError
        If it stands beside other sources.
    """
    addresses = [each for each in sources if isinstance(each, str) and is_url(each)]
    if addresses and len(sources) > 1:
        raise InputError(
            say("A database is read by itself, not together with other sources."),
            mend=say("Put tables of one database together with --query."),
        )
    return addresses[0] if addresses else None


def _read_several(paths: Sequence[Path], spec: ReadSpec, progress: Progress) -> Table:
    """Read several files, and the tables of folders, as one table."""
    files: list[Path] = []
    steps: list[Message] = []
    for path in paths:
        if path.is_dir():
            found, left_out = tables_in(path)
            files += found
            steps += left_out
        else:
            files.append(path)
    tables: list[Table] = []
    seen: dict[str, Path] = {}
    repeated: list[Message] = []
    for i, file in enumerate(files):
        own = part(progress, i / len(files), (i + 1) / len(files))
        read, own_steps = _read_sheets(file, spec, own)
        first = seen.setdefault(read[0].source.sha256, file)
        if first != file or any(file == table.source.path for table in tables):
            repeated.append(
                say(
                    "{file} holds the same as {first} and was counted once.", file=file.name, first=first.name
                )
            )
            continue
        tables += read
        steps += own_steps
    n = len(files) - len(repeated)
    names = shortened([file.name for file in dict.fromkeys(table.source.path for table in tables)])
    steps.insert(
        0, say_n("{n} file was read: {names}.", "{n} files were read as one table: {names}.", n, names=names)
    )
    kept = [FILE, SHEET] if spec.sheet == EVERY else [FILE]
    path = paths[0] if len(paths) == 1 else files[0]
    table = stack(tables, spec, path, kept, steps)
    return replace(table, warnings=(*repeated, *table.warnings))


def _read_sheets(path: Path, spec: ReadSpec, progress: Progress) -> tuple[list[Table], list[Message]]:
    """Read a file, or every sheet of a workbook that has the headings of its first table."""
    if spec.sheet != EVERY:
        return [_read_one(path, spec, progress)], []
    infos = list_sheets(path)
    if not infos or kind_of(path) == "sqlite":
        return [_read_one(path, replace(spec, sheet=None), progress)], []
    tables: list[Table] = []
    others: list[str] = [info.name for info in infos if not info.n_rows]
    full = [info.name for info in infos if info.n_rows]
    for i, name in enumerate(full):
        own = part(progress, i / len(full), (i + 1) / len(full))
        table = _read_one(path, replace(spec, sheet=name), own)
        same = not tables or _headings(table) == _headings(tables[0])
        if same:
            tables.append(table)
        else:
            others.append(name)
    if not tables:
        raise InputError(say("The workbook is empty."), Where(file=path.name))
    steps = [
        say_n(
            "{n} sheet of {file} was read: {names}.",
            "{n} sheets of {file} were read as one table: {names}.",
            len(tables),
            file=path.name,
            names=shortened([table.source.sheet or "" for table in tables]),
        )
    ]
    if others:
        left_out = say_n(
            "The sheet {names} of {file} does not have the headings of “{first}” and was left out.",
            "The sheets {names} of {file} do not have the headings of “{first}” and were left out.",
            len(others),
            names=shortened([f"“{name}”" for name in others]),
            file=path.name,
            first=tables[0].source.sheet,
        )
        tables[0] = replace(tables[0], warnings=(*tables[0].warnings, left_out))
    return tables, steps


def _headings(table: Table) -> set[str]:
    return {name.casefold() for name in table.names}


def _read_one(path: Path, spec: ReadSpec, progress: Progress) -> Table:
    """Read one table of one file."""
    found = _reader(path)
    try:
        table = found.read(path, spec, progress)
        if table.source.path != path:
            # Made by way of a DataFrame, which knows of no file.
            source = replace(table.source, path=path, format=found.name, sha256=sha256_of(path))
            table = replace(table, source=source)
        return table
    except OSError as error:
        raise _unreadable(path, error) from None
    except (zipfile.BadZipFile, zlib.error):
        raise damaged(path) from None
    except MemoryError:
        raise InputError(
            say("There is too little memory to read the file."),
            Where(file=path.name),
            say("Close other programs, or keep only the columns that matter."),
        ) from None


def list_sheets(path: Data) -> list[SheetInfo]:
    """Return name and size of the sheets of a workbook or the tables of a database; empty for other files.

    Raises
    ------
    InputError
        If the file is missing or can't be read.
    """
    path = Path(path)
    found = _reader(path)
    try:
        return found.sheets(path) if found.sheets is not None else []
    except OSError as error:
        raise _unreadable(path, error) from None


def _reader(path: Path) -> Reader:
    kind = kind_of(path)
    found = reader_of(kind)
    assert found is not None, f"no reader opens {kind}"
    return found


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(
        say("The file can't be read: {reason}.", reason=error.strerror or str(error)), Where(file=path.name)
    )
