"""A workbook whose first sheet is too long to be written cell by cell.

XlsxWriter makes the workbook, with a first sheet of headings only. Then the package, which is a zip of XML, is copied,
and the rows are put where they belong on the way.
"""

import re
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any
from zipfile import ZIP64_LIMIT, ZIP_DEFLATED, ZipFile

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from segdesk.io.writers.xlsx_rows import SheetColumn, rows_in_xml
from segdesk.messages import say
from segdesk.progress import Progress

_SHEET = "xl/worksheets/sheet1.xml"

# Files are a twelfth larger than at level 6, and packing takes half as long as making the rows, not twice as long.
_LEVEL = 4

_CELLS_AT_ONCE = 15_000

# The row below the headings, as `write_pattern` leaves it, and its cells.
_PATTERN = re.compile(r'<row r="2">.*?</row>')
_STYLED = re.compile(r'<c r="([A-Z]+)2"( s="\d+")/>')
_EXTENT = re.compile(r'<dimension ref="[^"]*"/>')


class _TooLargeError(Exception):
    """A sheet wants more than a plain zip holds."""


def write_pattern(sheet: Worksheet, place: int, style: Any) -> None:
    """Put an empty cell below a heading, which tells how the numbers of its column are shown."""
    sheet.write_blank(1, place, None, style)


def fill_first_sheet(
    skeleton: Path, target: Path, columns: Sequence[SheetColumn], progress: Progress
) -> None:
    """Copy a workbook, with rows below the headings of its first sheet.

    Parameters
    ----------
    skeleton : Path
        Made by XlsxWriter, with the patterns of `write_pattern` below the headings.
    target : Path
        Is written anew.
    columns : sequence of SheetColumn
        One for each heading.
    progress : Progress
        May raise `Cancelled`; `target` is not complete then.
    """
    try:
        _fill(skeleton, target, columns, progress, zip64=False)
    except _TooLargeError:
        # Excel opens such a zip after an offer to repair it, so that it is the last resort.
        _fill(skeleton, target, columns, progress, zip64=True)


def _fill(
    skeleton: Path, target: Path, columns: Sequence[SheetColumn], progress: Progress, *, zip64: bool
) -> None:
    with ZipFile(skeleton) as source, ZipFile(target, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as package:
        for member in source.infolist():
            if member.filename != _SHEET:
                package.writestr(member, source.read(member))
                continue
            begin, styles, end = _taken_apart(source.read(member).decode(), columns)
            # By its name: packed at the package's level, not at the skeleton's.
            with package.open(_SHEET, mode="w", force_zip64=zip64) as sheet:
                sheet.write(begin.encode())
                _write_rows(sheet, columns, styles, progress, len(begin + end), zip64=zip64)
                sheet.write(end.encode())


def _taken_apart(xml: str, columns: Sequence[SheetColumn]) -> tuple[str, list[str], str]:
    """Return what stands before and behind the rows of a sheet, and between them each column's style."""
    pattern = _PATTERN.search(xml)
    styles = dict(_STYLED.findall(pattern[0])) if pattern is not None else {}
    begin, mark, end = _PATTERN.sub("", xml).partition("</sheetData>")
    letters = [xl_col_to_name(place) for place in range(len(columns))]
    extent = f'<dimension ref="A1:{letters[-1]}{len(columns[0].codes) + 1}"/>'
    return _EXTENT.sub(extent, begin), [styles.get(letter, "") for letter in letters], mark + end


def _write_rows(
    sheet: Any,
    columns: Sequence[SheetColumn],
    styles: Sequence[str],
    progress: Progress,
    size: int,
    *,
    zip64: bool,
) -> None:
    """Write the rows; some are packed in a thread while the next are made."""
    stage = say("Writing the workbook")
    n_rows = len(columns[0].codes)
    with ThreadPoolExecutor(1) as packing:
        packed: Future[int] | None = None
        for done, xml in rows_in_xml(columns, styles, max(1, _CELLS_AT_ONCE // len(columns))):
            data = xml.encode()
            size += len(data)
            if size > ZIP64_LIMIT and not zip64:
                raise _TooLargeError
            if packed is not None:
                packed.result()
            packed = packing.submit(sheet.write, data)
            progress(stage, done / n_rows)
        if packed is not None:
            packed.result()
