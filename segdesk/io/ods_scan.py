"""Look through the content of an OpenDocument sheet, row by row: how far it reaches with all that it repeats.

What repeats cells and rows is counted as calamine writes it out: cells that are empty only where something stands
right of them, rows only where something stands below.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from segdesk.io.sheet_extent import Extent
from segdesk.io.xml_tags import ATTRIBUTES, attribute, whole_number

ROW = b"<table:table-row"
_ROW_TAG = re.compile(ROW + rb"(?=[\s/>])" + ATTRIBUTES)
_CELL_TAG = re.compile(rb"<table:(?:covered-)?table-cell" + ATTRIBUTES)
_ROWS_REPEATED = attribute("table:number-rows-repeated")
_COLUMNS_REPEATED = attribute("table:number-columns-repeated")
_BLANKS = attribute("text:c")
_CELLS = (b"<table:table-cell", b"<table:covered-table-cell")
_HOLDS_SOMETHING = (b"office:", b"table:formula")


@dataclass
class _Row:
    """One row: how often it stands there, places up to its last value, cells with a value, bytes of their texts."""

    times: int
    width: int
    n_cells: int
    n_bytes: int


def scan_content(pieces: Iterable[bytes]) -> Extent:
    """Return the extent of all sheets of `content.xml` together, given in pieces that begin with a row each.

    Raises
    ------
    ValueError
        If a tag does not end, or a number is none.
    """
    total = Extent()
    n_rows = n_empty = 0
    for piece in pieces:
        row = _row(piece)
        if row is not None and row.width:
            n_rows += n_empty + row.times
            n_empty = 0
            total.n_columns = max(total.n_columns, row.width)
            total.n_cells += row.times * row.n_cells
            total.n_bytes += row.times * row.n_bytes
        elif row is not None:
            n_empty += row.times
        if b"</table:table>" in piece:
            total.n_rows += n_rows
            n_rows = n_empty = 0
    total.n_rows += n_rows
    return total


def _row(piece: bytes) -> _Row | None:
    """Return the row that a piece begins with; None if it is what stands before all rows, or a group of them."""
    if not piece.startswith(ROW) or piece[len(ROW) : len(ROW) + 1] in (b"s", b"-"):
        return None
    found = _ROW_TAG.match(piece)
    if found is None:
        raise ValueError("a tag without an end")
    row = _Row(_number(_ROWS_REPEATED.search(found[1])), 0, 0, 0)
    blanks = sum(map(_number, _BLANKS.finditer(piece))) if b"text:c" in piece else 0
    n_cells = sum(map(piece.count, _CELLS))
    if b"columns-repeated" not in piece:
        if any(mark in piece for mark in _HOLDS_SOMETHING):
            row.width = row.n_cells = n_cells
            row.n_bytes = len(piece) + blanks
        return row
    cells = [cell[1] for cell in _CELL_TAG.finditer(piece)]
    if len(cells) != n_cells:
        raise ValueError("a tag without an end")
    width, most = 0, 1
    for attributes in cells:
        n = _number(_COLUMNS_REPEATED.search(attributes))
        width += n
        if any(mark in attributes for mark in _HOLDS_SOMETHING):
            row.width = width
            row.n_cells += n
            most = max(most, n)
    # The text of the cell that is repeated most may be all that there is.
    row.n_bytes = (len(piece) + blanks) * most
    return row


def _number(found: re.Match[bytes] | None) -> int:
    return 1 if found is None else max(0, whole_number(found[1] or found[2] or b""))
