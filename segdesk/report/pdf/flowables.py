"""The blocks of a report as what ReportLab flows over pages."""

import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import CondPageBreak, Flowable, Image
from reportlab.platypus import Table as Grid

from segdesk.charts.palette import LIGHT_TOKENS, text_on
from segdesk.report.document import (
    Callout,
    ColumnKind,
    Facts,
    Findings,
    ItemList,
    KeyFigures,
    Picture,
    Row,
    Table,
)
from segdesk.report.letterhead import Logo
from segdesk.report.pdf.letters import BOLD, FONT, set_text, style
from segdesk.report.typesetting import fitted, line_width

MARGIN = 17 * mm
ROOM = 210 * mm - 2 * MARGIN
_LINE, _MUTED = LIGHT_TOKENS.line, LIGHT_TOKENS.muted
_LOGO_ROOM = (48 * mm, 17 * mm)
_SOFT = "#EEF3FB"
_TALLEST_PICTURE = 92 * mm
# Points to an inch of a chart below which its letters can't be read on paper: a tall one is higher instead.
_READABLE = 0.75 * 72
# A chart may shrink to this part of its size before it goes on the next page.
_SMALLEST_PART = 0.6
# Points of the letters of tables, the first that the columns fit in.
_TABLE_SIZES = (8.5, 7.5, 6.5, 5.5)
_PADDING = 8.0
_ROWS_TOGETHER = 22 * mm
_PLAIN = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]


class Bookmark(Flowable):  # type: ignore[misc]
    """A place that the outline of the file leads to; it takes no room."""

    def __init__(self, key: str, title: str, level: int) -> None:
        super().__init__()
        self._key, self._title, self._level = key, title, level
        self.keepWithNext = 1

    def wrap(self, wide: float, high: float) -> tuple[float, float]:
        """Take no room."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Mark the place."""
        self.canv.bookmarkPage(self._key)
        self.canv.addOutlineEntry(self._title, self._key, self._level, closed=self._level > 0)


class Gap(Flowable):  # type: ignore[misc]
    """Room between blocks; at the foot of a page it takes what is left, and opens no new page."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self._wanted = height

    def wrap(self, wide: float, high: float) -> tuple[float, float]:
        """Take the room that there is."""
        return 0.0, min(self._wanted, high)

    def draw(self) -> None:
        """Draw nothing."""


class Badge(Flowable):  # type: ignore[misc]
    """The number of a segment on its colour."""

    def __init__(self, number: int, colour: str, size: float) -> None:
        super().__init__()
        self._number, self._colour, self._size = number, colour, size
        self.width = max(1.7 * size, line_width(str(number), size, bold=True) + size)
        self.height = 1.5 * size

    def draw(self) -> None:
        """Draw it; segment 0 has a border only."""
        canvas = self.canv
        canvas.setFillColor(HexColor(self._colour))
        canvas.setStrokeColor(HexColor(self._colour))
        is_hollow = self._number == 0
        canvas.roundRect(0, 0, self.width, self.height, 2.5, stroke=1, fill=0 if is_hollow else 1)
        canvas.setFillColor(HexColor(LIGHT_TOKENS.text if is_hollow else text_on(self._colour)))
        canvas.setFont(BOLD, self._size)
        canvas.drawCentredString(self.width / 2, 0.28 * self.height, str(self._number))


class _Numbered(Flowable):  # type: ignore[misc]
    """A number in a disc."""

    def __init__(self, number: int, colour: str) -> None:
        super().__init__()
        self._number, self._colour = number, colour
        self.width = self.height = 20.0

    def draw(self) -> None:
        """Draw it."""
        self.canv.setFillColor(HexColor(self._colour))
        self.canv.circle(10, 10, 10, stroke=0, fill=1)
        self.canv.setFillColor(HexColor(LIGHT_TOKENS.pane))
        self.canv.setFont(BOLD, 11)
        self.canv.drawCentredString(10, 6.2, str(self._number))


def findings(block: Findings, colour: str) -> list[Flowable]:
    """Return findings, large, their numbers in a colour."""
    rows = [
        [_Numbered(i, colour), set_text(text, style(12.5))] for i, text in enumerate(block.texts, start=1)
    ]
    if not rows:
        return []
    grid = Grid(rows, colWidths=[30, ROOM - 30])
    grid.setStyle(
        [
            *_PLAIN,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEABOVE", (0, 0), (-1, -1), 0.5, HexColor(_LINE)),
            ("TOPPADDING", (0, 0), (-1, -1), 7),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
        ]
    )
    return [grid, Gap(6)]


def key_figures(block: KeyFigures, colour: str) -> list[Flowable]:
    """Return figures side by side under a line in a colour, at most four to a row."""
    found: list[Flowable] = []
    for start in range(0, len(block.figures), 4):
        shown = block.figures[start : start + 4]
        # Rows of their own, so that values stand in line where a name takes two.
        rows = [
            [set_text(figure.name, style(8.5, _MUTED)) for figure in shown],
            [set_text(figure.value, style(16, bold=True)) for figure in shown],
            [set_text(figure.remark or "", style(8.5, _MUTED)) for figure in shown],
        ]
        gap = 12.0
        each = (ROOM - gap * (len(shown) - 1)) / len(shown)
        widths = [each, *(width for _ in shown[1:] for width in (gap, each))]
        spaced = [[row[0], *(cell for text in row[1:] for cell in ("", text))] for row in rows]
        grid = Grid(spaced, colWidths=widths)
        lines = [
            ("LINEABOVE", (place, 0), (place, 0), 2, HexColor(colour)) for place in range(0, len(widths), 2)
        ]
        tight = [("TOPPADDING", (0, 1), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, 1), 0)]
        grid.setStyle([*_PLAIN, ("VALIGN", (0, 0), (-1, -1), "TOP"), *tight, *lines])
        found += [grid, Gap(6)]
    return found


def callout(block: Callout, colour: str) -> list[Flowable]:
    """Return a question with its answer on a soft ground."""
    inside = [
        set_text(block.heading, style(8.5, _MUTED)),
        set_text(block.answer, style(11.5, bold=True, after=2)),
    ]
    if str(block.text):
        inside.append(set_text(block.text, style(9.5)))
    grid = Grid([[inside]], colWidths=[ROOM])
    grid.setStyle(
        [
            ("BACKGROUND", (0, 0), (-1, -1), HexColor(_SOFT)),
            ("LINEBEFORE", (0, 0), (0, -1), 3, HexColor(colour)),
            ("LEFTPADDING", (0, 0), (-1, -1), 12),
            ("RIGHTPADDING", (0, 0), (-1, -1), 10),
            ("TOPPADDING", (0, 0), (-1, -1), 7),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 9),
        ]
    )
    return [grid, Gap(8)]


def item_list(block: ItemList) -> list[Flowable]:
    """Return a list with marks or numbers, that breaks between its items."""
    found: list[Flowable] = []
    for i, text in enumerate(block.texts, start=1):
        mark = f"{i}." if block.is_numbered else "•"
        how = style(9.5, after=2.5)
        how.leftIndent, how.bulletIndent, how.bulletFontName, how.bulletFontSize = 18.0, 2.0, FONT, 9.5
        found.append(set_text(text, how, mark))
    return [*found, Gap(6)]


def facts(block: Facts) -> list[Flowable]:
    """Return terms at the left and what is to be said of them at the right."""
    rows = [[set_text(term, style(9, _MUTED)), set_text(text, style(9))] for term, text in block.entries]
    if not rows:
        return []
    grid = Grid(rows, colWidths=[0.24 * ROOM, 0.76 * ROOM])
    grid.setStyle(
        [
            *_PLAIN,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ]
    )
    return [grid, Gap(6)]


class _Chart(Flowable):  # type: ignore[misc]
    """A chart under its finding: somewhat smaller where it so still finds room on the page."""

    def __init__(self, block: Picture) -> None:
        super().__init__()
        self._texts = [
            set_text(block.question, style(8.5, _MUTED)),
            set_text(block.finding, style(11.5, bold=True, after=2)),
            set_text(block.definition, style(8.5, _MUTED, after=4)),
        ]
        self._png, self._size = block.image.png(), block.image.size
        self.spaceAfter = 12

    def wrap(self, wide: float, high: float) -> tuple[float, float]:
        """Take the room of the texts, and of the chart as large as it may be here."""
        above = sum(text.wrap(wide, high)[1] + text.getSpaceAfter() for text in self._texts)
        scale = min(wide / self._size[0], max(_TALLEST_PICTURE / self._size[1], _READABLE))
        room = (high - above) / self._size[1]
        if _SMALLEST_PART * scale <= room < scale:
            scale = room
        self._scale = scale
        self.width, self.height = wide, above + scale * self._size[1]
        return self.width, self.height

    def draw(self) -> None:
        """Draw the texts from the top, and the chart below them."""
        y = self.height
        for text in self._texts:
            y -= text.height
            text.drawOn(self.canv, 0, y)
            y -= text.getSpaceAfter()
        wide, high = self._scale * self._size[0], self._scale * self._size[1]
        self.canv.drawImage(ImageReader(io.BytesIO(self._png)), 0, 0, wide, high)


def picture(block: Picture) -> list[Flowable]:
    """Return a chart under its finding, as large as a page of two of them allows."""
    return [_Chart(block)]


def table(block: Table, colours: dict[int, str]) -> list[Flowable]:
    """Return a table whose heading comes again on every page, in the largest letters that it fits in."""
    fit = fitted(block, ROOM, _TABLE_SIZES, _PADDING)
    size, widths = fit.size, fit.widths
    rows: list[list[Any]] = [[_head(column, colours, size) for column in block.columns]]
    lines: list[Any] = [
        ("LINEBELOW", (0, 0), (-1, 0), 1, HexColor(_MUTED)),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, HexColor(_LINE)),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING * size / _TABLE_SIZES[0]),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.6),
    ]
    for group in block.groups:
        if group.title is not None:
            lines.append(("SPAN", (0, len(rows)), (-1, len(rows))))
            rows.append(
                [set_text(group.title, style(size, bold=True, before=4)), *[""] * (len(block.columns) - 1)]
            )
        for row in group.rows:
            if row.is_marked:
                lines.append(("BACKGROUND", (0, len(rows)), (-1, len(rows)), HexColor(_SOFT)))
            rows.append(_cells(block, row, colours, size))
    grid = Grid(rows, colWidths=list(widths), repeatRows=1)
    grid.setStyle(lines)
    caption = [] if block.caption is None else [set_text(block.caption, style(8.5, _MUTED, after=3))]
    # Caption, heading and a row stand on one page; the rest may go on on the next.
    with_segments = any(column.segment is not None for column in block.columns)
    above = [CondPageBreak(_ROWS_TOGETHER * (2 if with_segments else 1)), *caption]
    return [*above, grid, Gap(8)]


def _head(column: Any, colours: dict[int, str], size: float) -> Any:
    text = set_text(column.title, style(size, bold=True, right=column.kind is ColumnKind.NUMBER))
    if column.segment is None:
        return text
    badge = Badge(column.segment, colours.get(column.segment, _MUTED), size)
    badge.hAlign = "RIGHT"
    return [badge, Gap(2), text]


def _cells(block: Table, row: Row, colours: dict[int, str], size: float) -> list[Any]:
    kinds = [column.kind for column in block.columns]
    bold = row.is_marked or row.segment is not None
    head: Any = set_text(row.head, style(size, bold=bold, right=kinds[0] is ColumnKind.NUMBER))
    if row.segment is not None:
        head = beside_badge(Badge(row.segment, colours.get(row.segment, _MUTED), size), head)
    cells = [
        set_text(
            f"{cell.sign} {cell.text}".strip(),
            style(
                size,
                bold=row.is_marked or cell.is_marked,
                right=kind in (ColumnKind.NUMBER, ColumnKind.RANGE),
            ),
        )
        for cell, kind in zip(row.cells, kinds[1:], strict=True)
    ]
    return [head, *cells]


def beside_logo(title: list[Flowable], logo: Logo) -> Flowable:
    """Return a title with a logo at its right."""
    wide, high = logo.fitted(*_LOGO_ROOM)
    picture = Image(io.BytesIO(logo.png), wide, high, mask="auto", hAlign="RIGHT")
    grid = Grid([[title, picture]], colWidths=[ROOM - wide - 14, wide + 14])
    grid.setStyle(
        [
            *_PLAIN,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ]
    )
    return grid


def beside_badge(badge: Badge, text: Flowable) -> Flowable:
    """Return a text with the number of its segment in front of it."""
    grid = Grid([[badge, text]], colWidths=[badge.width + 5, None])
    grid.setStyle([*_PLAIN, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 0)])
    return grid


def paragraphs(texts: Sequence[Any], is_hint: bool) -> list[Flowable]:
    """Return sentences, each a paragraph of its own."""
    how = style(8.5, _MUTED, after=5) if is_hint else style(10, after=6)
    return [set_text(text, how) for text in texts if str(text)]
