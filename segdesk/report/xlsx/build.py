"""The whole workbook: a sheet for each section, tables with filters, print titles, native charts, and no formula."""

import datetime as dt
import io
import re
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from segdesk.charts.palette import LIGHT_TOKENS, text_on
from segdesk.io.exported_recipe import in_properties
from segdesk.messages import say
from segdesk.report.document import (
    Block,
    Callout,
    Cell,
    ColumnKind,
    Facts,
    Findings,
    Folded,
    ItemList,
    KeyFigures,
    NativeChart,
    Paragraph,
    Picture,
    ReportDocument,
    Row,
    Section,
    Sentences,
    Subsection,
    Table,
    Text,
)
from segdesk.report.letterhead import Letterhead
from segdesk.report.xlsx.grid import ACROSS, SheetGrid
from segdesk.report.xml_text import printable

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# The moment of writing is left out, so that the same report gives the same bytes.
_UNDATED = dt.datetime(2000, 1, 1)
_LONGEST_NAME = 31
_MOST_LETTERS = 32_767
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_POINTS = {"text": 10, "hint": 9, "large": 13, "title": 18}
# Of the cells of tables, as the program sets them.
_CELL_POINTS = 11
_PIXELS_OF_CHART = 760
_ROWS_OF_PIXELS = 20
# Pixels that a logo may take, and those below it.
_LOGO_ROOM, _LOGO_GAP = (220.0, 60.0), 8


def to_xlsx(document: ReportDocument) -> bytes:
    """Return a report as a workbook, in the language in force."""
    target, day = io.BytesIO(), document.letterhead.date
    with xlsxwriter.Workbook(target, _OPTIONS) as workbook:
        workbook.set_properties(
            {
                "title": printable(document.title)[:255],
                "author": printable(document.author)[:255],
                "subject": printable(document.file)[:255],
                "comments": f"segdesk {document.version}",
                "created": _UNDATED if day is None else dt.datetime(day.year, day.month, day.day),
            }
        )
        for name, piece in in_properties(document.recipe):
            workbook.set_custom_property(name, piece, "text")
        colours = {each.number: each.colour for each in document.colours}
        names: set[str] = set()
        for place, section in enumerate(document.shown):
            name = _sheet_name(printable(section.title), names)
            sheet = _Sheet(workbook, workbook.add_worksheet(name), colours, document.letterhead)
            if place == 0:
                sheet.head(document)
            sheet.section(section)
            sheet.finish(document)
    return target.getvalue()


def _sheet_name(title: str, taken: set[str]) -> str:
    """Return a name that Excel takes and no other sheet has, cut between words."""
    plain = " ".join(_NOT_IN_NAMES.sub(" ", title).split()) or str(say("Sheet"))
    name = _cut(plain, _LONGEST_NAME)
    number = 1
    while name.casefold() in taken:
        number += 1
        end = f" {number}"
        name = _cut(plain, _LONGEST_NAME - len(end)) + end
    taken.add(name.casefold())
    return name


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


class _Sheet:
    """A sheet that fills from the top."""

    def __init__(
        self, workbook: Any, sheet: Worksheet, colours: dict[int, str], letterhead: Letterhead
    ) -> None:
        self._book, self._sheet, self._colours, self._letterhead = workbook, sheet, colours, letterhead
        self._row = 0
        self._grid = SheetGrid()
        self._n_tables = 0
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        sheet.hide_gridlines(2)

    def head(self, document: ReportDocument) -> None:
        """Write what stands over the report."""
        logo = self._letterhead.logo
        if logo is not None:
            wide, high = logo.fitted(*_LOGO_ROOM)
            scale = wide / logo.size[0]
            how = {"x_scale": scale, "y_scale": scale, "description": str(say("Logo"))}
            self._sheet.insert_image(0, 0, "logo.png", {"image_data": io.BytesIO(logo.png), **how})
            self._sheet.set_row_pixels(0, round(high) + _LOGO_GAP)
            self._row = 1
        self.line(document.title, "title")
        self.line(" · ".join(str(text) for text in document.byline), "hint")
        for sentence in document.lead:
            self.line(sentence, "hint")

    def section(self, section: Section) -> None:
        """Write the title and the blocks of a section."""
        colour = None if section.segment is None else self._colours.get(section.segment)
        title = section.title if section.segment is None else f"{section.segment} · {section.title}"
        self.line(title, "large", bold=True, colour=colour)
        for block in section.blocks:
            self._block(block)

    def finish(self, document: ReportDocument) -> None:
        """Set widths and heights, and how the sheet is printed."""
        self._grid.settle(self._sheet)
        self._sheet.set_footer(f"&L{printable(document.file).replace('&', '&&')[:100]}&R&P / &N")

    def line(self, text: Text, kind: str = "text", bold: bool = False, colour: str | None = None) -> None:
        """Write a text over the width of the sheet, as many lines high as it takes."""
        shown = printable(text)[:_MOST_LETTERS]
        if not shown:
            return
        points = _POINTS[kind]
        style = {"font_size": points, "text_wrap": True, "valign": "top", "bold": bold or kind == "title"}
        if kind == "hint":
            style["font_color"] = LIGHT_TOKENS.muted
        if colour is not None:
            style.update(bg_color=colour, font_color=text_on(colour))
        elif style["bold"] and self._letterhead.accent:
            style["font_color"] = self._letterhead.accent
        self._sheet.merge_range(self._row, 0, self._row, ACROSS - 1, "", self._format(**style))
        self._sheet.write_string(self._row, 0, shown, self._format(**style))
        self._grid.write(self._row, 0, shown, points, bool(style["bold"]), ACROSS)
        self._row += 1

    def _block(self, block: Block) -> None:  # noqa: PLR0912 - a case for each kind of block
        match block:
            case Paragraph():
                self.line(block.text, "hint" if block.is_hint else "text")
            case Sentences():
                for text in block.texts:
                    self.line(text, "hint" if block.is_hint else "text")
            case ItemList():
                for i, text in enumerate(block.texts, start=1):
                    self.line(f"{i}. {text}" if block.is_numbered else f"• {text}")
            case Findings():
                for i, text in enumerate(block.texts, start=1):
                    self.line(f"{i}. {text}", "large")
            case Facts():
                for term, text in block.entries:
                    self.line(say("{term}: {text}", term=str(term), text=str(text)))
            case Callout():
                self.line(block.heading, "hint")
                self.line(block.answer, "large", bold=True)
                self.line(block.text)
            case KeyFigures():
                self._key_figures(block)
            case Folded():
                self.line(block.elsewhere, "hint")
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)
            case Subsection():
                self._row += 1
                self.line(block.title, "large", bold=True)
                for inner in block.blocks:
                    self._block(inner)

    def _key_figures(self, block: KeyFigures) -> None:
        self._row += 1
        muted = self._format(font_color=LIGHT_TOKENS.muted, font_size=9, text_wrap=True, valign="top", top=2)
        small = self._format(font_color=LIGHT_TOKENS.muted, font_size=9, text_wrap=True, valign="top")
        for place, figure in enumerate(block.figures):
            at = 2 * place
            self._sheet.write_string(self._row, at, printable(figure.name), muted)
            self._sheet.write_string(
                self._row + 1, at, printable(figure.value), self._format(bold=True, font_size=16)
            )
            if figure.remark is not None:
                self._sheet.write_string(self._row + 2, at, printable(figure.remark), small)
            self._grid.take(at, printable(figure.value) * 2)
            self._grid.write(self._row, at, printable(figure.name), 9)
            self._grid.write(self._row + 1, at, printable(figure.value), 16, bold=True)
            self._grid.write(self._row + 2, at, printable(figure.remark or ""), 9)
        self._row += 4

    def _table(self, block: Table) -> None:
        if block.caption is not None:
            self.line(block.caption, "hint")
        first = self._row
        self._n_tables += 1
        self._grid.has_table(len(block.columns))
        for place, column in enumerate(block.columns):
            right = column.kind in (ColumnKind.NUMBER, ColumnKind.RANGE)
            title = printable(column.title)
            style = self._format(
                bold=True,
                text_wrap=True,
                bottom=2,
                valign="bottom",
                align="right" if right else "left",
                indent=1 if place and not right else 0,
            )
            self._sheet.write_string(self._row, place, title, style)
            self._grid.take(place, max(title.split(), key=len, default=""))
            if column.kind is ColumnKind.SENTENCE:
                self._grid.take_sentences(place)
            self._grid.write(self._row, place, title, _CELL_POINTS, bold=True)
        self._row += 1
        for group in block.groups:
            if group.title is not None:
                self._sheet.write_string(self._row, 0, printable(group.title), self._format(bold=True))
                self._row += 1
            for row in group.rows:
                self._table_row(block, row)
        last = self._row - 1
        if self._n_tables == 1 and last > first:
            self._sheet.repeat_rows(first)
            if all(group.title is None for group in block.groups):
                self._sheet.autofilter(first, 0, last, len(block.columns) - 1)
        self._row += 1

    def _table_row(self, block: Table, row: Row) -> None:
        colour = None if row.segment is None else self._colours.get(row.segment)
        head = {
            "text_wrap": True,
            "valign": "top",
            "bottom": 4,
            "bold": row.is_marked or row.segment is not None,
        }
        if colour is not None:
            head.update(left=5, left_color=colour)
        self._sheet.write_string(self._row, 0, printable(row.head), self._format(**head))
        self._grid.take(0, printable(row.head))
        self._grid.write(self._row, 0, printable(row.head), _CELL_POINTS, bold=True)
        for place, cell in enumerate(row.cells, start=1):
            right = block.columns[place].kind in (ColumnKind.NUMBER, ColumnKind.RANGE)
            style = {
                "text_wrap": True,
                "valign": "top",
                "bottom": 4,
                "bold": row.is_marked or cell.is_marked,
                "align": "right" if right else "left",
                # Else it would touch the number beside it.
                "indent": 0 if right else 1,
            }
            text = printable(f"{cell.sign} {cell.text}".strip())
            if cell.number is None:
                self._sheet.write_string(self._row, place, text[:_MOST_LETTERS], self._format(**style))
            else:
                style["num_format"] = _number_format(cell)
                self._sheet.write_number(self._row, place, cell.number, self._format(**style))
            self._grid.take(place, text)
            self._grid.write(self._row, place, text, _CELL_POINTS, bold=bool(style["bold"]))
        self._row += 1

    def _picture(self, block: Picture) -> None:
        self._row += 1
        self.line(block.question, "hint")
        self.line(block.finding, "large", bold=True)
        self.line(block.definition, "hint")
        if block.native is not None:
            self._native(block.native, printable(block.told))
            return
        wide, high = block.image.size
        scale = _PIXELS_OF_CHART / (wide * 96)
        with_dots = {"x_scale": scale, "y_scale": scale, "description": printable(block.told)}
        image = {"image_data": io.BytesIO(block.image.png()), **with_dots}
        self._sheet.insert_image(self._row, 0, f"{block.name}.png", image)
        self._row += int(high * 96 * scale / _ROWS_OF_PIXELS) + 2

    def _native(self, given: NativeChart, alternative: str) -> None:
        """Draw bars from a small table beside them, so that a reader can change the numbers."""
        shown = "0%" if given.is_share else "#,##0"
        first = self._row
        self._sheet.write_row(
            first,
            1,
            [printable(series.name) for series in given.series],
            self._format(bold=True, text_wrap=True, align="right"),
        )
        for j, series in enumerate(given.series, start=1):
            name = printable(series.name)
            self._grid.take(j, max(name.split(), key=len, default=""))
            self._grid.write(first, j, name, _CELL_POINTS, bold=True)
        for i, category in enumerate(given.categories, start=1):
            self._sheet.write_string(first + i, 0, printable(category))
            self._grid.take(0, printable(category))
            for j, series in enumerate(given.series, start=1):
                self._sheet.write_number(first + i, j, series.values[i - 1], self._format(num_format=shown))
        last = first + len(given.categories)
        chart = self._book.add_chart({"type": "bar"})
        sheet_name = self._sheet.get_name()
        for j, series in enumerate(given.series, start=1):
            chart.add_series(
                {
                    "name": [sheet_name, first, j],
                    "categories": [sheet_name, first + 1, 0, last, 0],
                    "values": [sheet_name, first + 1, j, last, j],
                    "fill": {"color": series.colours[0]},
                    "points": [{"fill": {"color": colour}} for colour in series.colours],
                    "data_labels": {"value": True, "num_format": shown},
                    "gap": 60,
                }
            )
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        chart.set_y_axis({"reverse": True})
        chart.set_legend({"position": "bottom"} if len(given.series) > 1 else {"none": True})
        chart.set_size({"width": _PIXELS_OF_CHART, "height": 120 + 60 * len(given.categories)})
        self._sheet.insert_chart(last + 2, 0, chart, {"description": alternative})
        self._row = last + 4 + (120 + 60 * len(given.categories)) // _ROWS_OF_PIXELS

    def _format(self, **style: Any) -> Any:
        """Return a format, the same one for the same wishes."""
        key = tuple(sorted(style.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(style)
        return self._formats[key]


def _number_format(cell: Cell) -> str:
    """Return Excel's format that shows a number with the digits of its text: 84%, 12.5%, 1,459, 3.94."""
    text = str(cell.text)
    digits = _DIGITS.search(text)
    written = digits[0] if digits else "0"
    tail = re.split("[.,]", written)[-1] if re.search("[.,]", written) else ""
    # Three digits behind the last mark of a number that is a thousand or more part its thousands.
    is_grouped = len(tail) == 3 and abs(cell.number or 0.0) >= 1000
    decimals = "." + "0" * len(tail) if tail and not is_grouped else ""
    return f"0{decimals}%" if text.rstrip().endswith("%") else f"#,##0{decimals}"
