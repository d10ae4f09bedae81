"""The whole presentation: one message to a slide, in the order of the report."""

import datetime as dt
from collections.abc import Sequence

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
    Row,
    Section,
    Sentences,
    Subsection,
    Table,
    Text,
)
from segdesk.report.pptx.deck import BOTTOM, MARGIN, ROOM, Deck, Span, row_height, text_height
from segdesk.report.typesetting import fitted
from segdesk.report.xml_text import printable

_SOFT = "#EEF3FB"
_MUTED = LIGHT_TOKENS.muted
# Points of the letters of tables, the first that the columns fit in.
_TABLE_SIZES = (12.0, 11.0, 10.0, 9.0, 8.0, 7.0)
_CELL_PADDING = 0.14
# The moment of writing is left out, so that the same report gives the same properties.
_UNDATED = dt.datetime(2000, 1, 1)


def to_pptx(document: ReportDocument) -> bytes:
    """Return a report as a presentation, in the language in force."""
    deck = Deck(printable(f"{document.title} · {document.file}"), document.letterhead)
    properties = deck.properties
    properties.title, properties.author = printable(document.title)[:255], printable(document.author)[:255]
    properties.subject, properties.language = printable(document.file)[:255], document.language
    day = document.letterhead.date
    moment = _UNDATED if day is None else dt.datetime(day.year, day.month, day.day)
    properties.created = properties.modified = moment
    properties.last_modified_by = f"segdesk {document.version}"
    if document.recipe:
        deck.hold(custom_properties_part(in_properties(printable(document.recipe))))
    colours = {each.number: each.colour for each in document.colours}
    _title_slide(deck, document)
    in_appendix = False
    for section in document.shown:
        if section.place is Place.APPENDIX and not in_appendix:
            in_appendix = True
            deck.start(printable(say("Appendix")))
            titles = [each for each in document.shown if each.place is Place.APPENDIX]
            deck.text([Span(printable(each.title), 16, bullet="•") for each in titles])
        _section(deck, section, colours)
    deck.text([Span(printable(document.footer), 11, colour=_MUTED)])
    return deck.save()


def _title_slide(deck: Deck, document: ReportDocument) -> None:
    deck.start(printable(document.title))
    deck.y = 2.6
    by = " · ".join(str(text) for text in document.byline)
    deck.text(
        [
            Span(printable(document.kind), 20, bold=True, colour=document.letterhead.rule_colour),
            *(Span(printable(sentence), 20, colour=_MUTED) for sentence in document.lead),
            *([Span(printable(by), 16)] if by else []),
        ]
    )
    if document.letterhead.logo is not None:
        deck.logo(document.letterhead.logo, str(say("Logo")))


def _section(deck: Deck, section: Section, colours: dict[int, str]) -> None:
    colour = None if section.segment is None else colours.get(section.segment)
    _Slides(deck, printable(section.title), section.segment, colour, colours).put(section.blocks)


class _Slides:
    """The slides of one section."""

    def __init__(
        self, deck: Deck, title: str, segment: int | None, colour: str | None, colours: dict[int, str]
    ) -> None:
        self._deck, self._title, self._segment, self._colour = deck, title, segment, colour
        self._colours = colours
        self._is_open = False

    def put(self, blocks: Sequence[Block], under: str = "") -> None:
        """Put blocks on slides; what is about one thing stands on one."""
        for block in blocks:
            if isinstance(block, Picture):
                self._picture(block)
            elif isinstance(block, Subsection):
                self._is_open = False
                self.put(block.blocks, printable(block.title))
                self._is_open = False
            else:
                if not self._is_open:
                    title = f"{self._title}: {under}" if under else self._title
                    self._deck.start(title, self._segment, self._colour)
                    self._is_open = True
                self._block(block)

    def _picture(self, block: Picture) -> None:
        self._deck.start(printable(block.finding), self._segment, self._colour)
        above = f"{self._title} · {printable(block.question)}"
        about = [Span(above, 12, colour=_MUTED, after=2)]
        about.append(Span(printable(block.definition), 12, colour=_MUTED, after=8))
        self._deck.text(about)
        if block.native is not None:
            self._deck.native(block.native, printable(block.told))
        else:
            self._deck.picture(block.image.png(), block.image.size, printable(block.told))
        self._is_open = False

    def _block(self, block: Block) -> None:
        deck = self._deck
        match block:
            case Paragraph():
                deck.text(_sentences([block.text], block.is_hint))
            case Sentences():
                deck.text(_sentences(block.texts, block.is_hint))
            case ItemList():
                marks = [f"{i}." if block.is_numbered else "•" for i in range(1, len(block.texts) + 1)]
                size = 12.0 if len(block.texts) > 12 else 14.0
                deck.text(
                    [
                        Span(printable(text), size, bullet=mark, after=4)
                        for text, mark in zip(block.texts, marks, strict=True)
                    ]
                )
            case Facts():
                self._facts(block)
            case Findings():
                deck.text(
                    [
                        Span(printable(text), 20, bullet=f"{i}.", after=10)
                        for i, text in enumerate(block.texts, start=1)
                    ]
                )
            case Callout():
                self._callout(block)
            case KeyFigures():
                self._key_figures(block)
            case Folded():
                deck.text(_sentences([block.elsewhere], is_hint=True))
            case Table():
                self._table(block)

    def _facts(self, block: Facts) -> None:
        deck = self._deck
        widths = (0.22 * ROOM, 0.78 * ROOM)
        for term, text in block.entries:
            row = (Span(printable(term), 12, colour=_MUTED, after=3), Span(printable(text), 12, after=3))
            high = row_height(row, widths)
            deck.need(high)
            deck.box([row[0]], MARGIN, deck.y, widths[0] - 0.1, high)
            deck.box([row[1]], MARGIN + widths[0], deck.y, widths[1], high)
            deck.fill(high)

    def _callout(self, block: Callout) -> None:
        spans = [
            Span(printable(block.heading), 11, colour=_MUTED, after=2),
            Span(printable(block.answer), 16, bold=True, after=3),
        ]
        if str(block.text):
            spans.append(Span(printable(block.text), 12, after=0))
        high = sum(text_height(span, ROOM - 0.45) for span in spans) + 0.2
        self._deck.need(high)
        self._deck.panel(
            spans,
            (MARGIN, self._deck.y, ROOM, high),
            self._colour or self._deck.letterhead.rule_colour,
            _SOFT,
        )
        self._deck.fill(high + 0.15)

    def _key_figures(self, block: KeyFigures) -> None:
        deck = self._deck
        gap = 0.3
        each = (ROOM - gap * (len(block.figures) - 1)) / max(len(block.figures), 1)
        columns = [
            [
                Span(printable(figure.name), 12, colour=_MUTED, after=1),
                Span(printable(figure.value), 26, bold=True, after=1),
                *([] if figure.remark is None else [Span(printable(figure.remark), 12, colour=_MUTED)]),
            ]
            for figure in block.figures
        ]
        high = max(sum(text_height(span, each) for span in spans) for spans in columns) + 0.12
        deck.need(high)
        deck.fill(0.1)
        for place, spans in enumerate(columns):
            x = MARGIN + place * (each + gap)
            deck.line(x, deck.y, each, self._colour or self._deck.letterhead.rule_colour)
            deck.box(spans, x, deck.y + 0.08, each, high - 0.1)
        deck.fill(high + 0.1)

    def _table(self, block: Table) -> None:
        """Write a table, its heading again on every slide that it takes."""
        if block.caption is not None:
            self._deck.text([Span(printable(block.caption), 11, colour=_MUTED, after=4)])
        fit = fitted(block, 72 * ROOM, _TABLE_SIZES, 72 * _CELL_PADDING)
        size, widths = fit.size, [width / 72 for width in fit.widths]
        right = [column.kind in (ColumnKind.NUMBER, ColumnKind.RANGE) for column in block.columns]
        head = [Span(printable(column.title), size, bold=True, after=0) for column in block.columns]
        rows: list[list[Span]] = []
        badges: list[str | None] = []
        for group in block.groups:
            if group.title is not None:
                rows.append(
                    [
                        Span(printable(group.title), size, bold=True, after=0),
                        *(Span("", size, after=0) for _ in right[1:]),
                    ]
                )
                badges.append(None)
            for row in group.rows:
                rows.append(_cells(row, size))
                badges.append(None if row.segment is None else self._colours.get(row.segment))
        self._in_parts(head, rows, (widths, right, badges))

    def _in_parts(
        self,
        head: list[Span],
        rows: list[list[Span]],
        layout: tuple[list[float], list[bool], list[str | None]],
    ) -> None:
        widths, right, badges = layout
        start = 0
        while start < len(rows):
            self._deck.need(row_height(head, widths) + row_height(rows[start], widths))
            left = BOTTOM - self._deck.y - row_height(head, widths)
            end = start
            while end < len(rows) and (end == start or left >= row_height(rows[end], widths)):
                left -= row_height(rows[end], widths)
                end += 1
            self._deck.table([head, *rows[start:end]], widths, right, [None, *badges[start:end]])
            start = end


def _sentences(texts: Sequence[Text], is_hint: bool) -> list[Span]:
    size, colour = (11.0, _MUTED) if is_hint else (14.0, LIGHT_TOKENS.text)
    return [Span(printable(text), size, colour=colour) for text in texts if str(text)]


def _cells(row: Row, size: float) -> list[Span]:
    bold = row.is_marked or row.segment is not None
    cells = [Span(printable(row.head), size, bold=bold, after=0)]
    for cell in row.cells:
        text = printable(f"{cell.sign} {cell.text}".strip())
        cells.append(Span(text, size, bold=row.is_marked or cell.is_marked, after=0))
    return cells
