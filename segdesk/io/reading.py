"""The door to reading: any file that segdesk opens becomes a `Table`."""

import zipfile
import zlib
from pathlib import Path

from segdesk.engine.recipe import ReadSpec
from segdesk.engine.table import Table
from segdesk.errors import InputError, Where
from segdesk.io.fingerprint import sha256_of
from segdesk.io.readers.registry import Reader, SheetInfo, reader_of, suffixes
from segdesk.io.sniffing import damaged, kind_of
from segdesk.messages import say
from segdesk.progress import Progress, silent

__all__ = ["SheetInfo", "list_sheets", "read_table", "sha256_of", "suffixes"]


def read_table(path: str | Path, spec: ReadSpec | None = None, progress: Progress = silent) -> Table:
    """Read a file, by what it holds rather than by its name; the file is never changed.

    Parameters
    ----------
    path : str or Path
    spec : ReadSpec, optional
        What the user settled; the rest is found.
    progress : Progress
        Is told how far reading is; what it raises stops the reading.

    Raises
    ------
    InputError
        If the file is missing, can't be read, or holds no table: what, where, and how to mend it.
    """
    path = Path(path)
    found = _reader(path)
    try:
        return found.read(path, spec or ReadSpec(), progress)
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


def list_sheets(path: str | Path) -> list[SheetInfo]:
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
