"""Slides that fill from the top: what does not fit any more goes on on the next one, under the same title."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from segdesk.charts.palette import LIGHT_TOKENS, text_on
from segdesk.messages import in_words, say
from segdesk.report.document import NativeChart
from segdesk.report.letterhead import Letterhead, Logo
from segdesk.report.typesetting import line_count
from segdesk.report.xml_text import CUSTOM, CUSTOM_RELATION, CUSTOM_TYPE, printable

WIDE, HIGH = 13.333, 7.5
MARGIN = 0.6
ROOM = WIDE - 2 * MARGIN
TOP, BOTTOM = 1.55, HIGH - 0.55
_LOGO_ROOM = (2.6, 1.0)
_LEADING = 1.32
_BLANK_WITH_TITLE = 5
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True)
class Span:
    """A paragraph of a box: its text, size in points, and how it is set."""

    text: str
    size: float = 14.0
    bold: bool = False
    colour: str = LIGHT_TOKENS.text
    after: float = 6.0
    bullet: str = ""


class Deck:
    """A presentation that is being filled."""

    def __init__(self, foot: str, letterhead: Letterhead) -> None:
        self._file = Presentation()
        self._file.slide_width, self._file.slide_height = Inches(WIDE), Inches(HIGH)
        self._foot, self.letterhead = foot, letterhead
        self._title = ""
        self._colour: str | None = None
        self._number: int | None = None
        self._slide: Any = None
        self.y = TOP
        self._is_filled = False

    @property
    def properties(self) -> Any:
        """What the file says of itself."""
        return self._file.core_properties

    def hold(self, part: str) -> None:
        """Put a part of custom properties into the file, which the library has no door to."""
        package = self._file.part.package
        blob = Part(PackURI(CUSTOM), CUSTOM_TYPE, package, part.encode())
        package.relate_to(blob, CUSTOM_RELATION)

    def start(self, title: str, segment: int | None = None, colour: str | None = None) -> None:
        """Begin a slide under a title, about a segment or none."""
        self._title, self._number, self._colour = title, segment, colour
        self._add_slide(title)

    def need(self, height: float) -> None:
        """Go on on a further slide where so much does not fit on this one."""
        if self._is_filled and self.y + height > BOTTOM:
            self._add_slide(str(say("{title} (continued)", title=self._title)))

    def text(self, spans: Sequence[Span], wide: float = ROOM) -> None:
        """Write paragraphs, as many slides as they take."""
        for span in spans:
            high = text_height(span, wide)
            self.need(high)
            self.box([span], MARGIN, self.y, wide, high)
            self.fill(high)

    def fill(self, height: float) -> None:
        """Take room below what stands on the slide."""
        self.y += height
        self._is_filled = True

    def box(self, spans: Sequence[Span], x: float, y: float, wide: float, high: float) -> Any:
        """Write paragraphs at a place, in inches."""
        shape = self._slide.shapes.add_textbox(Inches(x), Inches(y), Inches(wide), Inches(high))
        _write(shape.text_frame, spans)
        return shape

    def panel(
        self, spans: Sequence[Span], place: tuple[float, float, float, float], edge: str, ground: str
    ) -> None:
        """Write paragraphs on a ground with an edge at the left, at left, top, width and height in inches."""
        x, y, wide, high = place
        ground_shape = self._rectangle(x, y, wide, high, ground)
        self._rectangle(x, y, 0.06, high, edge)
        frame = ground_shape.text_frame
        frame.margin_left = Inches(0.22)
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        _write(frame, spans, keep_margins=True)

    def line(self, x: float, y: float, wide: float, colour: str) -> None:
        """Draw a thick line, in inches."""
        self._rectangle(x, y, wide, 0.04, colour)

    def picture(self, png: bytes, size: tuple[float, float], alternative: str) -> None:
        """Show a chart as large as the rest of the slide allows."""
        wide, high = size
        scale = min(ROOM / wide, (BOTTOM - self.y) / high)
        shape = self._slide.shapes.add_picture(
            io.BytesIO(png),
            Inches(MARGIN + (ROOM - scale * wide) / 2),
            Inches(self.y),
            Inches(scale * wide),
            Inches(scale * high),
        )
        shape._element.nvPicPr.cNvPr.set("descr", alternative)
        self.fill(scale * high)

    def logo(self, logo: Logo, alternative: str) -> None:
        """Put a logo into the lower right corner of the slide."""
        wide, high = logo.fitted(*_LOGO_ROOM)
        shape = self._slide.shapes.add_picture(
            io.BytesIO(logo.png),
            Inches(WIDE - MARGIN - wide),
            Inches(BOTTOM - high),
            Inches(wide),
            Inches(high),
        )
        shape._element.nvPicPr.cNvPr.set("descr", alternative)

    def native(self, chart: NativeChart, alternative: str) -> None:
        """Draw bars that can be edited, on the rest of the slide."""
        data: Any = CategoryChartData(  # type: ignore[no-untyped-call]
            number_format="0%" if chart.is_share else "#,##0"
        )
        data.categories = [printable(category) for category in chart.categories]
        for series in chart.series:
            data.add_series(printable(series.name), series.values)
        frame = self._slide.shapes.add_chart(
            XL_CHART_TYPE.BAR_CLUSTERED,
            Inches(MARGIN),
            Inches(self.y),
            Inches(ROOM),
            Inches(BOTTOM - self.y),
            data,
        )
        frame._element.nvGraphicFramePr.cNvPr.set("descr", alternative)
        _dress(frame.chart, chart)
        self.fill(BOTTOM - self.y)

    def table(
        self,
        rows: Sequence[Sequence[Span]],
        widths: Sequence[float],
        right: Sequence[bool],
        badges: Sequence[str | None],
    ) -> None:
        """Write a table at the top of what is left, its rows all on this slide; the first row is the heading."""
        heights = [row_height(row, widths) for row in rows]
        shape = self._slide.shapes.add_table(
            len(rows), len(widths), Inches(MARGIN), Inches(self.y), Inches(sum(widths)), Inches(sum(heights))
        )
        grid = shape.table
        properties = grid._tbl.tblPr
        properties.find(qn("a:tableStyleId")).text = _NO_STYLE
        for place, wide in enumerate(widths):
            grid.columns[place].width = Inches(wide)
        for i, row in enumerate(rows):
            grid.rows[i].height = Inches(heights[i])
            for j, span in enumerate(row):
                cell = grid.cell(i, j)
                cell.margin_left = cell.margin_right = Inches(0.06)
                cell.margin_top = cell.margin_bottom = Inches(0.025)
                _write(cell.text_frame, [span], right=right[j], keep_margins=True)
                _underline(cell, 1.5 if i == 0 else 0.5)
            if badges[i] is not None:
                _edge(grid.cell(i, 0), badges[i] or "")
        self.fill(sum(heights) + 0.15)

    def save(self) -> bytes:
        """Return the file."""
        target = io.BytesIO()
        self._file.save(target)
        return target.getvalue()

    def _add_slide(self, title: str) -> None:
        self._slide = self._file.slides.add_slide(self._file.slide_layouts[_BLANK_WITH_TITLE])
        accent = self._colour or self.letterhead.rule_colour
        self._rectangle(MARGIN, 0.42, 0.75, 0.07, accent)
        holder = self._slide.shapes.title
        indent = 0.0
        if self._number is not None and self._colour is not None:
            indent = 0.62
            badge = self._rectangle(MARGIN, 0.68, 0.46, 0.46, self._colour)
            _write(
                badge.text_frame, [Span(str(self._number), 16, True, text_on(self._colour), 0)], centred=True
            )
        holder.left, holder.top = Inches(MARGIN + indent), Inches(0.55)
        holder.width, holder.height = Inches(ROOM - indent), Inches(0.8)
        size = 26.0
        while size > 15 and text_height(Span(title, size, True), ROOM - indent) > 0.85:
            size -= 1.0
        holder.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        _write(holder.text_frame, [Span(title, size, True, self.letterhead.heading_colour, 0)])
        number = len(self._file.slides)
        muted = LIGHT_TOKENS.muted
        self.box([Span(self._foot, 10, colour=muted, after=0)], MARGIN, HIGH - 0.42, ROOM - 1, 0.3)
        end = self.box(
            [Span(in_words(number), 10, colour=muted, after=0)], WIDE - MARGIN - 0.8, HIGH - 0.42, 0.8, 0.3
        )
        end.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
        self.y, self._is_filled = TOP, False

    def _rectangle(self, x: float, y: float, wide: float, high: float, colour: str) -> Any:
        shape = self._slide.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, Inches(x), Inches(y), Inches(wide), Inches(high)
        )
        shape.fill.solid()
        shape.fill.fore_color.rgb = _colour(colour)
        shape.line.fill.background()
        shape.shadow.inherit = False
        return shape


def text_height(span: Span, wide: float) -> float:
    """Return the inches that a paragraph takes at a width in inches."""
    indent = 0.3 if span.bullet else 0.0
    room = max((wide - indent - 0.05) * 72, 10.0)
    lines = line_count(span.text, span.size, room, span.bold)
    return (lines * span.size * _LEADING + span.after) / 72


def row_height(row: Sequence[Span], widths: Sequence[float]) -> float:
    """Return the inches that a row of a table takes."""
    return max(text_height(span, wide - 0.12) + 0.06 for span, wide in zip(row, widths, strict=True))


def _write(
    frame: Any,
    spans: Sequence[Span],
    *,
    right: bool = False,
    centred: bool = False,
    keep_margins: bool = False,
) -> None:
    frame.word_wrap = True
    if not keep_margins:
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    for i, span in enumerate(spans):
        paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        text = printable(span.text)
        run.text = f"{span.bullet} {text}" if span.bullet else text
        run.font.size, run.font.bold = Pt(span.size), span.bold
        run.font.color.rgb = _colour(span.colour)
        paragraph.space_after = Pt(span.after)
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.CENTER if centred else PP_ALIGN.LEFT


def _colour(code: str) -> Any:
    return RGBColor.from_string(code.removeprefix("#"))  # type: ignore[no-untyped-call]


def _underline(cell: Any, points: float) -> None:
    """Draw a line below a cell."""
    colour = LIGHT_TOKENS.muted if points > 1 else LIGHT_TOKENS.line
    _border(cell, "a:lnB", points, colour)


def _edge(cell: Any, colour: str) -> None:
    """Draw a thick line in a segment's colour at the left of a cell."""
    _border(cell, "a:lnL", 4.0, colour)


def _border(cell: Any, side: str, points: float, colour: str) -> None:
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn(side), {"w": str(int(points * 12_700)), "cmpd": "sng"})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": colour.removeprefix("#")}))
    line.append(fill)
    # The order is fixed: left before bottom, both before the fill of the cell.
    place = 0 if side == "a:lnL" else len(properties.findall(qn("a:lnL")))
    properties.insert(place, line)


def _dress(chart: Any, given: NativeChart) -> None:
    """Give a native chart the colours of its segments, labels at its bars, and nothing else."""
    axes: dict[str, str] = {}
    for mark in chart._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):
        # The library numbers axes below zero, which the schema does not know; some programs count to 2**31 only.
        mark.set("val", axes.setdefault(mark.get("val"), str(len(axes) + 1)))
    chart.has_title = False
    chart.has_legend = len(given.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.legend.font.size = Pt(12)
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_labels.font.size = Pt(13)
    chart.category_axis.format.line.color.rgb = _colour(LIGHT_TOKENS.line)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, -5
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = "0%" if given.is_share else "#,##0", False
    labels.position, labels.font.size = XL_LABEL_POSITION.OUTSIDE_END, Pt(12)
    for series, own in zip(plot.series, given.series, strict=True):
        # The legend shows the colour of the series, each bar its own.
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _colour(own.colours[0])
        for place, colour in enumerate(own.colours):
            point = series.points[place]
            point.format.fill.solid()
            point.format.fill.fore_color.rgb = _colour(colour)
