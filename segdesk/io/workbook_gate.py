"""What is looked at before a workbook, and each of its sheets, is opened: whether memory would hold it."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from segdesk.errors import InputError, Where
from segdesk.io.compound_file import CompoundFile
from segdesk.io.gate import check_memory
from segdesk.io.ods_scan import ROW, scan_content
from segdesk.io.refusals import damaged
from segdesk.io.safe_zip import BROKEN_ZIP, check_zip, unpacked
from segdesk.io.sheet_extent import Extent, check_extent
from segdesk.io.sheet_parts import sheet_part
from segdesk.io.xls_scan import scan_workbook
from segdesk.io.xlsb_scan import count_of_shared_texts, scan_records
from segdesk.io.xlsx_scan import (
    SheetScan,
    lengths_of_shared_texts,
    scan_sheet,
    text_of_references,
)
from segdesk.messages import say

_TEXTS = "xl/sharedStrings.xml"
_BINARY_TEXTS = "xl/sharedStrings.bin"
_CONTENT = "content.xml"
# Shared texts are unpacked once, and each is an object.
_TIMES_ITS_TEXTS = 4
# A row of OpenDocument is looked at as a whole.
_LONGEST_ROW = 16 << 20
_MOST_SHEETS = 1000
# Up to here it does not matter how often each shared text is used.
_HARMLESS_TEXT = 64 << 20


def check_workbook(path: Path) -> None:
    """Refuse a workbook that would do harm, or would not fit memory, when it is opened.

    Raises
    ------
    InputError
        If it is broken, a bomb, or claims or repeats more than memory holds.
    """
    if not zipfile.is_zipfile(path):
        _check_compound(path)
        return
    check_zip(path)
    with _opened(path) as archive:
        if _CONTENT in archive.namelist():
            check_extent(scan_content(_rows(archive, path)), path)
        for name in (_TEXTS, _BINARY_TEXTS):
            texts = _member(archive, name)
            if texts is not None:
                check_memory(_TIMES_ITS_TEXTS * texts.file_size, path)
        if texts is not None and count_of_shared_texts(unpacked(archive, texts, path)) > texts.file_size:
            raise damaged(path)


def scan_of(path: Path, sheet: str) -> SheetScan:
    """Return what is found in a sheet before it is read; refuse one that would not fit memory.

    Workbooks whose sheets are all read when they are opened were looked at then, and give nothing here.

    Raises
    ------
    InputError
        If the sheet is damaged, or reaches too far.
    """
    if not zipfile.is_zipfile(path):
        return SheetScan()
    with _opened(path) as archive:
        names = archive.namelist()
        if _CONTENT in names:
            return SheetScan()
        part = sheet_part(archive, sheet)
        # A sheet that is linked in an unusual way may be any of them.
        parts = [part] if part is not None else [each for each in names if "/media/" not in each]
        scans = [_scanned(archive, each, path) for each in parts]
        for each in scans:
            check_extent(each.extent, path, sheet)
        return scans[0] if part is not None else SheetScan()


def check_number_of_sheets(n: int, path: Path) -> None:
    """Refuse a workbook of more sheets than anyone could choose from: each is looked through.

    Raises
    ------
    InputError
        Naming the number.
    """
    if n > _MOST_SHEETS:
        raise InputError(
            say("The workbook has {n} sheets; segdesk opens up to {most}.", n=n, most=_MOST_SHEETS),
            Where(file=path.name),
            say("Save the sheet that matters alone."),
        )


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip archive; its faults, however they show, are told as a damaged file."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (*BROKEN_ZIP, KeyError):
        raise damaged(path) from None


def _check_compound(path: Path) -> None:
    check_memory(4 * path.stat().st_size, path)
    try:
        file = CompoundFile(path.read_bytes())
        if file.holds("EncryptedPackage"):
            return  # calamine says so
        extent = scan_workbook(file.stream("Workbook", "Book"))
    except ValueError:
        raise damaged(path) from None
    check_extent(extent, path)


def _scanned(archive: zipfile.ZipFile, part: str, path: Path) -> SheetScan:
    pieces = unpacked(archive, archive.getinfo(part), path)
    if part.lower().endswith(".bin"):
        return SheetScan(scan_records(pieces))
    scan = scan_sheet(pieces)
    texts = _member(archive, _TEXTS)
    if texts is not None:
        scan.extent.n_bytes += _shared_text(archive, texts, part, path, scan.extent)
    return scan


def _member(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo | None:
    """Return a member by its name, in any case, as calamine finds it."""
    return next(
        (
            each
            for each in archive.infolist()
            if each.filename.replace("\\", "/").casefold() == name.casefold()
        ),
        None,
    )


def _shared_text(
    archive: zipfile.ZipFile, texts: zipfile.ZipInfo, part: str, path: Path, extent: Extent
) -> int:
    """Return the bytes of all shared texts that the cells of a sheet show, each time that one does."""
    lengths = lengths_of_shared_texts(unpacked(archive, texts, path))
    longest = max(lengths, default=0)
    if longest * extent.n_cells <= _HARMLESS_TEXT:
        return longest * extent.n_cells
    return text_of_references(unpacked(archive, archive.getinfo(part), path), lengths)


def _rows(archive: zipfile.ZipFile, path: Path) -> Iterator[bytes]:
    """Yield `content.xml` cut before each row."""
    rest = b""
    for piece in unpacked(archive, archive.getinfo(_CONTENT), path):
        first, *rows = (rest + piece).split(ROW)
        if rows:
            yield first
            yield from (ROW + row for row in rows[:-1])
            rest = ROW + rows[-1]
        else:
            rest = first
        if len(rest) > _LONGEST_ROW:
            raise InputError(
                say("The sheet was not opened: a row of it is longer than any table has."),
                Where(file=path.name),
                say("Save the table again from a spreadsheet program, or as CSV."),
            )
    yield rest
