"""How far the cells of a sheet reach, found before the sheet is opened.

calamine holds a sheet as one dense area, empty cells included, and a Rust library that gets no memory ends the whole
process. So one value far from the table must be noticed first, whatever the format.
"""

from dataclasses import dataclass
from pathlib import Path

from segdesk.errors import InputError, Where
from segdesk.io.gate import check_columns, check_memory
from segdesk.messages import say

MOST_CELLS = 60_000_000
# Up to here an area is held whatever stands in it; beyond, one cell in so many must hold something.
_HARMLESS_AREA = 2_000_000
_MOST_EMPTY = 20
# Bytes: a cell of the area as calamine and Python hold it; a cell with a value while it becomes a column.
_PER_PLACE = 56
_PER_CELL = 150


@dataclass
class Extent:
    """The area from the first cell of a sheet to its farthest ones, and how much stands in it.

    Attributes
    ----------
    n_rows, n_columns : int
        Of the area; it begins at A1.
    n_cells : int
        Cells that hold something.
    n_bytes : int
        Of their texts, as often as they stand there.
    reserved : int
        Bytes that reading takes because the file says so, whatever it holds.
    """

    n_rows: int = 0
    n_columns: int = 0
    n_cells: int = 0
    n_bytes: int = 0
    reserved: int = 0

    @property
    def area(self) -> int:
        """Places from A1 to the farthest cell, empty ones included."""
        return self.n_rows * self.n_columns

    def include(self, row: int, column: int) -> None:
        """Make the area reach a cell, counted from 0."""
        self.n_rows = max(self.n_rows, row + 1)
        self.n_columns = max(self.n_columns, column + 1)


def check_extent(extent: Extent, path: Path, sheet: str | None = None) -> None:
    """Refuse a sheet that would not fit memory when it is opened.

    Raises
    ------
    InputError
        If something stands far from all the rest, or there are too many cells.
    """
    too_empty = extent.area > _HARMLESS_AREA and extent.area > _MOST_EMPTY * extent.n_cells
    if too_empty or extent.area > MOST_CELLS:
        raise InputError(
            say(
                "The sheet was not opened: it holds {n} cells and reaches to {corner}, "
                "which no memory would hold.",
                n=extent.n_cells,
                corner=f"{column_letters(extent.n_columns - 1)}{extent.n_rows}",
            ),
            Where(file=path.name, sheet=sheet),
            say("Delete what stands far from the table, or save the table alone, as CSV for example."),
        )
    check_columns(extent.n_columns, path, sheet)
    needed = extent.area * _PER_PLACE + extent.n_cells * _PER_CELL + 2 * extent.n_bytes + extent.reserved
    check_memory(needed, path, sheet)


def column_letters(column: int) -> str:
    """Return what a spreadsheet calls a column, counted from 0: A, B, ... Z, AA."""
    letters = ""
    column += 1
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column, counted from 0, by its letters."""
    column = 0
    for letter in letters.upper():
        column = 26 * column + ord(letter) - 64
    return column - 1
