"""The whole text document: A4, real headings, tables whose headings come again on every page."""

import datetime as dt
import io
from typing import Any

from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from segdesk.charts.palette import LIGHT_TOKENS
from segdesk.io.exported_recipe import custom_properties_part, in_properties
from segdesk.messages import say
from segdesk.report.document import (
    Block,
    Callout,
    ColumnKind,
    Facts,
    Findings,
    Folded,
    ItemList,
    KeyFigures,
    Paragraph,
    Picture,
    Place,
    ReportDocument,
    Section,
    Sentences,
    Subsection,
    Table,
)
from segdesk.report.docx.parts import (
    add_page_number,
    beside_logo,
    ground,
    keep_whole,
    lines,
    new_grid,
    repeat_on_every_page,
    write,
)
from segdesk.report.typesetting import fitted
from segdesk.report.xml_text import CUSTOM, CUSTOM_RELATION, CUSTOM_TYPE, printable

_MARGIN = 18.0
_ROOM = 210.0 - 2 * _MARGIN
_TALLEST_PICTURE, _TALLEST_ON_SEGMENT_PAGE = 95.0, 55.0
# A tall chart is higher than that where its letters could not be read otherwise.
_READABLE = 0.75
_MUTED, _LINE = LIGHT_TOKENS.muted, LIGHT_TOKENS.line
_SOFT = "#EEF3FB"
_FONT = "Calibri"
_TABLE_SIZES = (9.0, 8.0, 7.0, 6.0)
_MM_PER_POINT = 25.4 / 72
_CELL_PADDING = 4.2
_TO_A_ROW = 4
# The moment of writing is left out, so that the same report gives the same properties.
_UNDATED = dt.datetime(2000, 1, 1)


def to_docx(document: ReportDocument) -> bytes:
    """Return a report as a text document, in the language in force."""
    return _Writer(document).file()


class _Writer:
    """A document that is being written."""

    def __init__(self, report: ReportDocument) -> None:
        self._report, self._accent = report, report.letterhead.rule_colour
        self._colours = {each.number: each.colour for each in report.colours}
        self._doc = Document()
        self._dress()

    def file(self) -> bytes:
        """Write everything, and return the file."""
        self._title()
        in_appendix = False
        for section in self._report.shown:
            if section.place is Place.APPENDIX and not in_appendix:
                in_appendix = True
                self._page_break()
                self._doc.add_heading(printable(say("Appendix")), 1)
            elif section.starts_page:
                self._page_break()
            self._section(section)
        self._text(self._report.footer, is_hint=True)
        target = io.BytesIO()
        self._doc.save(target)
        return target.getvalue()

    def _dress(self) -> None:
        report, page = self._report, self._doc.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN)
        styles = self._doc.styles
        for name, size in (
            ("Normal", 10.0),
            ("Title", 24.0),
            ("Heading 1", 16.0),
            ("Heading 2", 13.0),
            ("Heading 3", 11.0),
        ):
            font = styles[name].font
            font.name, font.size = _FONT, Pt(size)
            colour = LIGHT_TOKENS.text if name == "Normal" else report.letterhead.heading_colour
            font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))
            styles[name].element.get_or_add_rPr().get_or_add_rFonts().attrib.clear()
            font.name = _FONT
        rule = styles["Title"].element.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))
        rule.attrib.clear()
        for key, value in (("val", "single"), ("sz", "8"), ("space", "4"), ("color", self._accent[1:])):
            rule.set(qn(f"w:{key}"), value)
        properties = self._doc.core_properties
        properties.title, properties.author = printable(report.title)[:255], printable(report.author)[:255]
        properties.subject, properties.language = printable(report.file)[:255], report.language
        day = report.letterhead.date
        moment = _UNDATED if day is None else dt.datetime(day.year, day.month, day.day)
        properties.created = properties.modified = moment
        properties.comments, properties.last_modified_by = "", f"segdesk {report.version}"
        if report.recipe:
            package = self._doc.part.package
            properties_part = custom_properties_part(in_properties(printable(report.recipe)))
            part = Part(PackURI(CUSTOM), CUSTOM_TYPE, properties_part.encode(), package)
            package.relate_to(part, CUSTOM_RELATION)
        foot = page.footer.paragraphs[0]
        write(foot, f"{report.title} · {report.file} · ", 8, colour=_MUTED)
        add_page_number(foot)

    def _title(self) -> None:
        report, logo = self._report, self._report.letterhead.logo
        place = self._doc if logo is None else beside_logo(self._doc, logo, _ROOM)
        above = " · ".join(str(part) for part in (report.kind, report.file, *report.byline))
        write(place.add_paragraph(), above, 9, colour=_MUTED, after=2)
        colour = report.letterhead.heading_colour
        write(place.add_paragraph(style="Title"), report.title, 24, bold=True, colour=colour, after=6)
        for sentence in report.lead:
            write(place.add_paragraph(), sentence, 12, colour=_MUTED, after=8)

    def _section(self, section: Section) -> None:
        colour = None if section.segment is None else self._colours.get(section.segment)
        heading = self._doc.add_heading(level=2 if section.place is Place.APPENDIX else 1)
        if section.segment is not None and colour is not None:
            write(heading, f"{section.segment}  ", 16, colour=colour, bold=True)
        heading.add_run(printable(section.title))
        for block in section.blocks:
            self._block(block, colour)

    def _block(self, block: Block, colour: str | None) -> None:  # noqa: PLR0912 - a case for each kind of block
        match block:
            case Paragraph():
                self._text(block.text, block.is_hint)
            case Sentences():
                for text in block.texts:
                    self._text(text, block.is_hint)
            case ItemList():
                style = "List Number" if block.is_numbered else "List Bullet"
                for text in block.texts:
                    write(self._doc.add_paragraph(style=style), text, 10, after=2)
            case Findings():
                for i, text in enumerate(block.texts, start=1):
                    paragraph = self._doc.add_paragraph()
                    write(paragraph, f"{i}  ", 14, colour=self._accent, bold=True)
                    write(paragraph, text, 13, after=6)
            case Facts():
                self._facts(block)
            case Callout():
                self._callout(block, colour)
            case KeyFigures():
                self._key_figures(block, colour)
            case Folded():
                self._text(block.elsewhere, is_hint=True)
            case Table():
                self._table(block)
            case Picture():
                self._picture(block, _TALLEST_PICTURE if colour is None else _TALLEST_ON_SEGMENT_PAGE)
            case Subsection():
                self._doc.add_heading(printable(block.title), 3)
                for inner in block.blocks:
                    self._block(inner, colour)

    def _text(self, text: Any, is_hint: bool = False) -> None:
        if str(text):
            size, colour = (8.5, _MUTED) if is_hint else (10.0, LIGHT_TOKENS.text)
            write(self._doc.add_paragraph(), text, size, colour=colour, after=5)

    def _page_break(self) -> None:
        self._doc.add_page_break()  # type: ignore[no-untyped-call]

    def _gap(self) -> None:
        """Part what follows from a table."""
        write(self._doc.add_paragraph(), "", 4, after=2)

    def _facts(self, block: Facts) -> None:
        if not block.entries:
            return
        grid = new_grid(self._doc, len(block.entries), (0.26 * _ROOM, 0.74 * _ROOM))
        for row, (term, text) in zip(grid.rows, block.entries, strict=True):
            write(row.cells[0].paragraphs[0], term, 9, colour=_MUTED, after=2)
            write(row.cells[1].paragraphs[0], text, 9, after=2)
        self._gap()

    def _callout(self, block: Callout, colour: str | None) -> None:
        cell = new_grid(self._doc, 1, (_ROOM,)).rows[0].cells[0]
        lines(cell, left=(4.0, colour or self._accent))
        ground(cell, _SOFT)
        write(cell.paragraphs[0], block.heading, 8.5, colour=_MUTED)
        write(cell.add_paragraph(), block.answer, 12, bold=True, after=2)
        if str(block.text):
            write(cell.add_paragraph(), block.text, 9.5, after=2)
        self._gap()

    def _key_figures(self, block: KeyFigures, colour: str | None) -> None:
        for start in range(0, len(block.figures), _TO_A_ROW):
            shown = block.figures[start : start + _TO_A_ROW]
            grid = new_grid(self._doc, 1, [_ROOM / len(shown)] * len(shown))
            for cell, figure in zip(grid.rows[0].cells, shown, strict=True):
                lines(cell, top=(2.5, colour or self._accent))
                write(cell.paragraphs[0], figure.name, 8.5, colour=_MUTED)
                write(cell.add_paragraph(), figure.value, 17, bold=True)
                if figure.remark is not None:
                    write(cell.add_paragraph(), figure.remark, 8.5, colour=_MUTED)
            self._gap()

    def _picture(self, block: Picture, tallest: float) -> None:
        write(self._doc.add_paragraph(), block.question, 8.5, colour=_MUTED)
        write(self._doc.add_heading(level=3), block.finding, 11.5, bold=True, after=2)
        write(self._doc.add_paragraph(), block.definition, 8.5, colour=_MUTED, after=4)
        wide, high = (25.4 * inches for inches in block.image.size)
        scale = min(_ROOM / wide, max(tallest / high, _READABLE))
        for paragraph in self._doc.paragraphs[-3:]:
            paragraph.paragraph_format.keep_with_next = True
        shown = self._doc.add_picture(io.BytesIO(block.image.png()), Mm(scale * wide), Mm(scale * high))
        shown._inline.docPr.set("descr", printable(block.told))

    def _table(self, block: Table) -> None:
        if block.caption is not None:
            write(self._doc.add_paragraph(), block.caption, 8.5, colour=_MUTED, after=3)
        fit = fitted(block, _ROOM / _MM_PER_POINT, _TABLE_SIZES, _CELL_PADDING / _MM_PER_POINT)
        size, widths = fit.size, [width * _MM_PER_POINT for width in fit.widths]
        n_rows = 1 + sum(len(group.rows) + (group.title is not None) for group in block.groups)
        grid = new_grid(self._doc, n_rows, widths)
        rows = iter(grid.rows)
        right = [column.kind in (ColumnKind.NUMBER, ColumnKind.RANGE) for column in block.columns]
        head = next(rows)
        repeat_on_every_page(head)
        for cell, column, is_right in zip(head.cells, block.columns, right, strict=True):
            lines(cell, bottom=(1.5, _MUTED))
            write(cell.paragraphs[0], column.title, size, bold=True, right=is_right)
        for group in block.groups:
            if group.title is not None:
                cells = next(rows).cells
                write(cells[0].merge(cells[-1]).paragraphs[0], group.title, size, bold=True)
            for row in group.rows:
                self._row(next(rows), row, size, right)
        self._gap()

    def _row(self, line: Any, row: Any, size: float, right: list[bool]) -> None:
        keep_whole(line)
        bold = row.is_marked or row.segment is not None
        texts = [(row.head, bold)]
        texts += [(f"{cell.sign} {cell.text}".strip(), row.is_marked or cell.is_marked) for cell in row.cells]
        cells = line.cells
        for place, (text, is_bold) in enumerate(texts):
            sides = {"bottom": (0.5, _LINE)}
            if place == 0 and row.segment is not None:
                sides["left"] = (4.0, self._colours.get(row.segment, _MUTED))
            lines(cells[place], **sides)
            write(cells[place].paragraphs[0], text, size, bold=is_bold, right=right[place])
