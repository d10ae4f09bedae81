"""Look at a zipped document before it is unpacked: no bombs, no external or endless XML."""

import re
import zipfile
import zlib
from pathlib import Path

from segdesk.errors import InputError, Where
from segdesk.io.refusals import damaged
from segdesk.messages import Value, say

_MOST_MEMBERS = 10_000
_MOST_BYTES = 4 << 30
_MOST_RATIO = 300
_RATIO_FROM = 20 << 20
_MOST_CELLS = 60_000_000
_PROLOG = 1 << 18
_DOCTYPE = re.compile(b"<!DOCTYPE|<!ENTITY".replace(b"", b"\x00?"))  # in UTF-16 too
_ROW = re.compile(rb"<table:table-row\b([^>]*)>(.*?)</table:table-row>", re.DOTALL)
_ROWS_REPEATED = re.compile(rb'number-rows-repeated="(\d+)"')
_CELL = re.compile(rb"<table:table-cell\b([^>]*)>")
_CELLS_REPEATED = re.compile(rb'number-columns-repeated="(\d+)"')


def check_zip(path: Path) -> None:
    """Refuse a zipped document that would do harm when it is unpacked.

    Raises
    ------
    InputError
        If it is broken, unpacks to far too much, declares XML entities, or repeats cells beyond all use.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            total = sum(member.file_size for member in members)
            if len(members) > _MOST_MEMBERS or total > _MOST_BYTES or any(map(_is_bomb, members)):
                raise _refused(path, say("the file would unpack to far more than a table can be"))
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels")):
                    with archive.open(member) as stream:
                        if _DOCTYPE.search(stream.read(_PROLOG)):
                            raise _refused(
                                path, say("it declares XML entities, as attacks do and workbooks do not")
                            )
            if "content.xml" in archive.namelist() and _cells(archive.read("content.xml")) > _MOST_CELLS:
                raise _refused(path, say("it repeats cells so often that no memory would hold them"))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        raise damaged(path) from None
    except RuntimeError:
        # The only one that zipfile raises: a member is encrypted.
        raise InputError(
            say("The workbook is protected by a password."),
            Where(file=path.name),
            say("Save it without a password."),
        ) from None


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > _RATIO_FROM and member.file_size > _MOST_RATIO * max(1, member.compress_size)


def _cells(content: bytes) -> int:
    """Count the cells with a value in an OpenDocument sheet, repetitions included."""
    total = 0
    for row in _ROW.finditer(content):
        if b"value-type" not in row[2]:
            continue
        times = _ROWS_REPEATED.search(row[1])
        cells = 0
        for cell in _CELL.finditer(row[2]):
            repeated = _CELLS_REPEATED.search(cell[1])
            if b"value-type" in cell[1]:
                cells += int(repeated[1]) if repeated else 1
        total += cells * (int(times[1]) if times else 1)
    return total


def _refused(path: Path, why: Value) -> InputError:
    return InputError(
        say("The workbook was not opened: {why}.", why=why),
        Where(file=path.name),
        say("Save the table again from a spreadsheet program, or as CSV."),
    )
