"""How ten programs write a table: quotation marks, titles, marks of missing cells, totals, encodings, workbooks."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from tests.exports.countries import Country

Cell = str | float | dt.date | None
Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Program:
    """The customs of a program.

    Attributes
    ----------
    name : str
    write : callable
        From path, country, headings and rows, as they are written, to a file.
    ending : str
    plain : bool
        Numbers with a point and ISO dates, whatever the country.
    typed : bool
        Numbers and dates are cells of their own kinds.
    missing : str
    with_total : bool
        A line of sums below the table.
    """

    name: str
    write: Callable[[Path, Country, Sequence[str], Rows], None]
    ending: str = ".csv"
    plain: bool = False
    typed: bool = False
    missing: str = ""
    with_total: bool = False


def _lines(headings: Sequence[str], rows: Rows, delimiter: str, quoting: int, ends: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=ends)
    writer.writerow(headings)
    writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
    return out.getvalue()


def _spreadsheet(path: Path, country: Country, headings: Sequence[str], rows: Rows) -> None:
    text = _lines(headings, rows, country.delimiter, csv.QUOTE_MINIMAL, "\r\n")
    path.write_bytes(text.encode("utf-8-sig"))


def _old(path: Path, country: Country, headings: Sequence[str], rows: Rows) -> None:
    text = _lines(headings, rows, country.delimiter, csv.QUOTE_MINIMAL, "\r\n")
    path.write_bytes(text.encode(country.encoding))


def _shop(path: Path, country: Country, headings: Sequence[str], rows: Rows) -> None:
    path.write_text(_lines(headings, rows, ",", csv.QUOTE_ALL, "\n"), "utf-8", newline="")


def _tabs(path: Path, country: Country, headings: Sequence[str], rows: Rows) -> None:
    path.write_bytes(_lines(headings, rows, "\t", csv.QUOTE_MINIMAL, "\r\n").encode("utf-16"))


def _database(path: Path, country: Country, headings: Sequence[str], rows: Rows) -> None:
    path.write_text(_lines(headings, rows, "|", csv.QUOTE_NONE, "\n"), "utf-8", newline="")


def _report(path: Path, country: Country, headings: Sequence[str], rows: Rows) -> None:
    title = f"Customers {country.name}\nPrinted 2024-07-01\n\n"
    path.write_text(
        title + _lines(headings, rows, country.delimiter, csv.QUOTE_MINIMAL, "\n"), "utf-8", newline=""
    )


def _statistics(path: Path, country: Country, headings: Sequence[str], rows: Rows) -> None:
    """Write row names without a heading, as R does."""
    numbered = [[str(i), *row] for i, row in enumerate(rows, start=1)]
    path.write_text(_lines(["", *headings], numbered, ",", csv.QUOTE_NONNUMERIC, "\n"), "utf-8", newline="")


def _list(path: Path, country: Country, headings: Sequence[str], rows: Rows) -> None:
    """Write a printed list with rules and bars, as SAP does."""
    cells = [["" if cell is None else str(cell) for cell in row] for row in (headings, *rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(headings))]
    rule = "-" * (sum(widths) + 3 * len(widths) + 1)
    lines = [
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) + " |" for row in cells
    ]
    path.write_text("\n".join([rule, lines[0], rule, *lines[1:], rule]) + "\n", "utf-8", newline="")


def _workbook(path: Path, country: Country, headings: Sequence[str], rows: Rows) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Data")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, headings)
        for y, row in enumerate(rows, start=1):
            for x, cell in enumerate(row):
                if isinstance(cell, dt.date):
                    sheet.write_datetime(y, x, dt.datetime.combine(cell, dt.time()), day)
                elif isinstance(cell, float):
                    sheet.write_number(y, x, cell)
                elif cell is not None:
                    sheet.write_string(y, x, cell)


PROGRAMS = (
    Program("spreadsheet", _spreadsheet),
    Program("old program", _old),
    Program("shop", _shop),
    Program("spreadsheet with tabs", _tabs, ".tsv"),
    Program("data base", _database, ".txt", plain=True, missing="NULL"),
    Program("report with titles and totals", _report, with_total=True),
    Program("statistics", _statistics, plain=True, missing="NA"),
    Program("printed list", _list, ".txt"),
    Program("workbook", _workbook, ".xlsx", typed=True),
    Program("workbook of texts", _workbook, ".xlsx"),
)
