"""Look through the records of an XLS workbook: how far the cells of each sheet reach, and what it claims to need."""

import struct
from collections.abc import Iterator

from segdesk.io.sheet_extent import Extent

_END, _SHEET, _SHARED_TEXTS, _DIMENSIONS, _MANY_NUMBERS, _FORMULA = 0x0A, 0x85, 0xFC, 0x0200, 0xBD, 0x06
_CELLS = frozenset({0x0203, 0x0204, 0x0205, 0x027E, 0xFD, 0xD6, _FORMULA, _MANY_NUMBERS})
_MOST_SHEETS = 1000
# What calamine makes room for: a cell for each place of the dimensions, a text for each that is claimed.
_PER_PLACE, _PER_TEXT = 48, 24
_PATTERN = struct.Struct("<HH")


def scan_workbook(stream: bytes) -> Extent:
    """Return the extent of all sheets together: calamine reads them all when the workbook is opened.

    Raises
    ------
    ValueError
        If the records make no sense.
    """
    total = Extent()
    sheets = []
    for kind, start, size in _records(stream, 0):
        if kind == _SHEET and size >= 4:
            sheets.append(int.from_bytes(stream[start : start + 4], "little"))
        elif kind == _SHARED_TEXTS and size >= 8:
            n_texts = int.from_bytes(stream[start + 4 : start + 8], "little")
            if n_texts > len(stream):
                raise ValueError("more texts than the file has bytes")
            total.reserved += n_texts * _PER_TEXT
    if len(sheets) > _MOST_SHEETS or len(set(sheets)) < len(sheets):
        raise ValueError("the same sheet twice, or too many")
    for position in sheets:
        sheet = _scan_sheet(stream, position)
        total.n_rows += sheet.n_rows
        total.n_columns = max(total.n_columns, sheet.n_columns)
        total.n_cells += sheet.n_cells
        total.n_bytes += sheet.n_bytes
        total.reserved = max(total.reserved, sheet.reserved)
    return total


def _scan_sheet(stream: bytes, position: int) -> Extent:
    extent = Extent()
    for kind, start, size in _records(stream, position):
        if kind in _CELLS and size >= 4:
            row, column = _PATTERN.unpack_from(stream, start)
            if kind == _MANY_NUMBERS:
                n_cells = max(1, (size - 6) // 6)
                column += n_cells - 1
                extent.n_cells += n_cells
            else:
                extent.n_cells += 1
            extent.include(row, column)
            extent.n_bytes += size
        elif kind == _DIMENSIONS and size in (10, 14):
            extent.reserved += _PER_PLACE * _places(stream[start : start + size])
    return extent


def _places(dimensions: bytes) -> int:
    first_row, end_row, first_column, end_column = struct.unpack_from(
        "<HHHH" if len(dimensions) == 10 else "<IIHH", dimensions
    )
    if not (end_row and end_column):
        return 1
    if end_row < first_row or end_column < first_column:
        raise ValueError("an area that ends before it begins")
    return int((end_row - first_row) * (end_column - first_column))


def _records(stream: bytes, position: int) -> Iterator[tuple[int, int, int]]:
    """Yield kind, start and size of the records from a position to the end of that part."""
    end = len(stream)
    while position + 4 <= end:
        kind, size = _PATTERN.unpack_from(stream, position)
        yield kind, position + 4, min(size, end - position - 4)
        if kind == _END:
            return
        position += 4 + size
