"""Look through the records of an XLS workbook: how far the cells of each sheet reach, and what it claims to need."""

import struct
from collections.abc import Iterator
from itertools import accumulate

from segdesk.io.sheet_extent import Extent

_END, _SHEET, _SHARED_TEXTS, _DIMENSIONS, _MANY_NUMBERS, _FORMULA = 0x0A, 0x85, 0xFC, 0x0200, 0xBD, 0x06
_CONTINUED, _TEXT_CELL = 0x3C, 0xFD
_CELLS = frozenset({0x0203, 0x0204, 0x0205, 0x027E, 0xD6, _TEXT_CELL, _FORMULA, _MANY_NUMBERS})
_MOST_SHEETS = 1000
# What calamine makes room for: a cell for each place of the dimensions, a text for each that is claimed.
_PER_PLACE, _PER_TEXT = 48, 24
# Flags of a text: runs of formatting and phonetic signs follow it.
_RICH, _EXTENDED = 0x08, 0x04
_PATTERN = struct.Struct("<HH")


def scan_workbook(stream: bytes) -> Extent:
    """Return the extent of all sheets together: calamine reads them all when the workbook is opened.

    Raises
    ------
    ValueError
        If the records make no sense.
    """
    total = Extent()
    sheets: list[int] = []
    parts: list[bytes] = []
    before = 0
    for kind, start, size in _records(stream, 0):
        content = stream[start : start + size]
        if kind == _SHEET and size >= 4:
            sheets.append(int.from_bytes(content[:4], "little"))
        elif kind == _SHARED_TEXTS and size >= 8:
            if int.from_bytes(content[4:8], "little") > len(stream):
                raise ValueError("more texts than the file has bytes")
            total.reserved += int.from_bytes(content[4:8], "little") * _PER_TEXT
            parts = [content[8:]]
        elif kind == _CONTINUED and before in (_SHARED_TEXTS, _CONTINUED) and parts:
            parts.append(content)
        before = kind
    lengths = lengths_of_shared_texts(parts)
    if len(sheets) > _MOST_SHEETS or len(set(sheets)) < len(sheets):
        raise ValueError("the same sheet twice, or too many")
    for position in sheets:
        sheet = _scan_sheet(stream, position, lengths)
        total.n_rows += sheet.n_rows
        total.n_columns = max(total.n_columns, sheet.n_columns)
        total.n_cells += sheet.n_cells
        total.n_bytes += sheet.n_bytes
        total.reserved = max(total.reserved, sheet.reserved)
    return total


def lengths_of_shared_texts(parts: list[bytes]) -> list[int]:
    """Return how many bytes each text of the list takes as UTF-8, at most; where it makes no sense the list ends.

    Parameters
    ----------
    parts : list of bytes
        Of one list: a record, and those that continue it. Each continuation within the signs of a text begins with a
        byte that says how wide they are.
    """
    lengths: list[int] = []
    data = b"".join(parts)
    ends = list(accumulate(map(len, parts)))
    at = part = 0
    while at + 3 <= len(data):
        n_signs, flags = int.from_bytes(data[at : at + 2], "little"), data[at + 2]
        at += 3
        skipped = 0
        if flags & _RICH:
            skipped += 4 * int.from_bytes(data[at : at + 2], "little")
            at += 2
        if flags & _EXTENDED:
            skipped += int.from_bytes(data[at : at + 4], "little")
            at += 4
        lengths.append(3 * n_signs)
        width = 1 + (flags & 1)
        while n_signs:
            while part < len(ends) - 1 and ends[part] <= at:
                part += 1
            here = min(n_signs, max(0, ends[part] - at) // width)
            n_signs -= here
            at += here * width
            if n_signs:
                if part == len(ends) - 1 or ends[part] >= len(data):
                    return lengths
                at = ends[part] + 1
                width = 1 + (data[ends[part]] & 1)
                part += 1
        at += skipped
    return lengths


def _scan_sheet(stream: bytes, position: int, lengths: list[int]) -> Extent:
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
            if kind == _TEXT_CELL and size >= 10:
                text = int.from_bytes(stream[start + 6 : start + 10], "little")
                extent.n_bytes += lengths[text] if text < len(lengths) else 0
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
