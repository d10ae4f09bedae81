"""The parts of a workbook that reckons: blocks of numbers on one sheet, columns of formulas on another.

Both are put together first and written at the end, when it is known whether Excel has room for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from segdesk.io.writers.xlsx_cells import Repairs, fit_text

# Stands for the number of the row in a formula, until `workbook_rows` fills formulas down.
ROW = "#row#"
Value = float | str | None


@dataclass(frozen=True)
class Block:
    """A rectangle of cells of the model; formulas look numbers up there, since those in them keep 15 digits only."""

    sheet: str
    first_row: int
    n_rows: int
    n_columns: int

    @property
    def all(self) -> str:
        """The whole block."""
        return self._range(0, 0, self.n_rows - 1, self.n_columns - 1)

    def row(self, i: int) -> str:
        """Return a row of it."""
        return self._range(i, 0, i, self.n_columns - 1)

    def column(self, j: int) -> str:
        """Return a column of it."""
        return self._range(0, j, self.n_rows - 1, j)

    def rows(self, first: int, n: int) -> "Block":
        """Return some rows of it."""
        return Block(self.sheet, self.first_row + first, n, self.n_columns)

    def cell(self, i: int, j: int) -> str:
        """Return a cell of it."""
        return self._range(i, j, i, j)

    def _range(self, top: int, left: int, bottom: int, right: int) -> str:
        # The first column of the sheet says what stands in each row.
        first, last = (
            f"${xl_col_to_name(column + 1)}${self.first_row + row + 1}"
            for row, column in ((top, left), (bottom, right))
        )
        return f"{self.sheet}!{first}" if first == last else f"{self.sheet}!{first}:{last}"


@dataclass(frozen=True)
class _Entry:
    """A block with what stands over and beside it."""

    title: str
    rows: Sequence[Sequence[Value]]
    heads: Sequence[str]
    labels: Sequence[str]
    block: Block


@dataclass
class ModelSheet:
    """The sheet of the model's numbers, block by block below each other."""

    name: str
    entries: list[_Entry] = field(default_factory=list)
    next_row: int = 0

    def add(
        self,
        title: object,
        rows: Sequence[Sequence[Value]],
        heads: Sequence[str] = (),
        labels: Sequence[object] = (),
    ) -> Block:
        """Add a block and return where it will be.

        Parameters
        ----------
        title : object
            Becomes a text, as do the labels.
        rows : sequence of sequences
            Numbers, texts, or None for an empty cell; as many in each row.
        heads : sequence of str
            Over the columns.
        labels : sequence of object
            Beside the rows.
        """
        first = self.next_row + 2
        block = Block(quote_sheetname(self.name), first, len(rows), max(map(len, rows)))
        self.entries.append(_Entry(str(title), rows, heads, [str(label) for label in labels], block))
        self.next_row = first + len(rows) + 1
        return block

    def write(self, sheet: Worksheet, formats: dict[str, Any], repairs: Repairs) -> None:
        """Write all blocks."""
        sheet.set_column(0, 0, 34)
        for entry in self.entries:
            row = entry.block.first_row
            sheet.write_string(row - 2, 0, fit_text(entry.title, repairs), formats["title"])
            for j, head in enumerate(entry.heads, start=1):
                sheet.write_string(row - 1, j, fit_text(head, repairs), formats["hint"])
            for i, values in enumerate(entry.rows):
                if i < len(entry.labels):
                    sheet.write_string(row + i, 0, fit_text(entry.labels[i], repairs), formats["hint"])
                for j, value in enumerate(values, start=1):
                    if isinstance(value, str):
                        sheet.write_string(row + i, j, fit_text(value, repairs))
                    elif value is not None:
                        sheet.write_number(row + i, j, value)


@dataclass
class FormulaSheet:
    """Columns of formulas, one row per customer, of which each looks at those before.

    Attributes
    ----------
    name : str
    heads, formulas : lists of str
    only_if : str
        What must hold of a row for the formulas that are added from then on; others are empty there.
    """

    name: str
    heads: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    only_if: str = ""

    def add(self, head: object, formula: str) -> str:
        """Add a column, and return it as later ones call it."""
        return self.add_all([head], [formula])

    def add_all(self, heads: Sequence[object], formulas: Sequence[str]) -> str:
        """Add columns side by side, and return them as later ones call them."""
        first = len(self.heads)
        self.heads += map(str, heads)
        self.formulas += [f'IF({self.only_if},{each},"")' if self.only_if else each for each in formulas]
        return self.range(first, len(self.heads) - 1)

    def range(self, first: int, last: int) -> str:
        """Return columns of the row."""
        return cells_of_row(first, last)

    def write(self, sheet: Worksheet, style: Any, repairs: Repairs) -> None:
        """Write the headings, and below them the formulas of a row that has no number yet."""
        for j, head in enumerate(self.heads):
            sheet.write_string(0, j, fit_text(head, repairs), style)
        for j, formula in enumerate(self.formulas):
            write_formula(sheet, j, formula)


def cells_of_row(first: int, last: int) -> str:
    """Return cells of the row side by side, as a formula of the same sheet calls them."""
    begin, end = (f"${xl_col_to_name(column)}{ROW}" for column in (first, last))
    return begin if first == last else f"{begin}:{end}"


def write_formula(sheet: Worksheet, column: int, formula: str, style: Any = None) -> None:
    """Write a formula below a heading; without a value of its own a program that does not reckon would show 0."""
    sheet.write_formula(1, column, f"={formula}", style, "")
