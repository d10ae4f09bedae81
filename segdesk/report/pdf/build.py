"""The whole PDF file: pages, outline, footers. The same document in the same language gives the same bytes."""

import datetime as dt
import io
import textwrap
from functools import partial
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    HRFlowable,
    KeepTogether,
    PageBreak,
    PageTemplate,
)

from segdesk.charts.palette import LIGHT_TOKENS
from segdesk.messages import say
from segdesk.report.document import (
    Block,
    Callout,
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
    Text,
    texts_in,
)
from segdesk.report.letterhead import Letterhead
from segdesk.report.pdf import flowables
from segdesk.report.pdf.flowables import MARGIN, ROOM, Badge, Bookmark
from segdesk.report.pdf.letters import FONT, lacks_letters, set_text, shown, style, use_fonts

_FOOT, _LAST_WORDS = 10 * mm, 14 * mm
_LONGEST_FOOT = 90
# A heading with less room than this below it goes on the next page.
_BELOW_HEADING = 32 * mm


def to_pdf(document: ReportDocument) -> bytes:
    """Return a report as a PDF file, in the language in force."""
    use_fonts()
    target = io.BytesIO()
    pages = _Pages(target, document)
    canvas = partial(_NumberedCanvas, document.letterhead.date, document.footer)
    pages.build(_story(document), canvasmaker=canvas)
    return target.getvalue()


class _Pages(BaseDocTemplate):  # type: ignore[misc]
    """A4 pages with a line at the foot that says what the report is."""

    def __init__(self, target: io.BytesIO, document: ReportDocument) -> None:
        super().__init__(
            target,
            pagesize=A4,
            leftMargin=MARGIN,
            rightMargin=MARGIN,
            topMargin=MARGIN,
            bottomMargin=MARGIN,
            title=shown(document.title),
            author=shown(document.author),
            subject=shown(document.file),
            creator=f"segdesk {document.version}",
            lang=document.language,
            keywords=document.recipe,
            invariant=1,
        )
        foot = f"{document.title} · {document.file}"
        self._foot = shown(textwrap.shorten(foot, _LONGEST_FOOT, placeholder="…"))
        frame = Frame(MARGIN, MARGIN + 3 * mm, ROOM, A4[1] - 2 * MARGIN - 3 * mm, 0, 0, 0, 0)
        self.addPageTemplates([PageTemplate("page", [frame], onPage=self._footer)])

    def _footer(self, canvas: Canvas, _: Any) -> None:
        canvas.setFont(FONT, 8)
        canvas.setFillColor(HexColor(LIGHT_TOKENS.muted))
        canvas.drawString(MARGIN, _FOOT, self._foot)


class _NumberedCanvas(Canvas):  # type: ignore[misc]
    """Writes on each page its number and that of the last, which is known at the end only.

    The last words stand at the foot of the last page, so that they never have one to themselves.
    """

    def __init__(self, day: dt.date | None, last_words: Text, *words: Any, **options: Any) -> None:
        super().__init__(*words, **options)
        if day is not None:
            # The library would take the moment of writing, or none at all.
            self.setDateFormatter(lambda *moment: f"D:{day:%Y%m%d}000000Z")
        self._last_words = set_text(last_words, style(7, LIGHT_TOKENS.muted))
        self._saved: list[dict[str, Any]] = []
        self.showOutline()

    def showPage(self) -> None:  # noqa: N802 - the library's name
        """Keep the page for later."""
        self._saved.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Number the pages, and write them."""
        for state in self._saved:
            self.__dict__.update(state)
            if state is self._saved[-1]:
                self._last_words.wrap(ROOM, A4[1])
                self._last_words.drawOn(self, MARGIN, _LAST_WORDS)
            self.setFont(FONT, 8)
            self.setFillColor(HexColor(LIGHT_TOKENS.muted))
            self.drawRightString(A4[0] - MARGIN, _FOOT, f"{self._pageNumber} / {len(self._saved)}")
            super().showPage()
        super().save()


def _story(document: ReportDocument) -> list[Flowable]:
    colours = {each.number: each.colour for each in document.colours}
    story: list[Flowable] = _title(document)
    in_appendix = False
    for section in document.shown:
        if section.place is Place.APPENDIX and not in_appendix:
            in_appendix = True
            how = style(20, document.letterhead.heading_colour, bold=True, after=10)
            story += [PageBreak(), set_text(say("Appendix"), how), _rule()]
        elif section.starts_page:
            story.append(PageBreak())
        else:
            story.append(CondPageBreak(_BELOW_HEADING))
        story += _section(section, colours, document.letterhead)
    story.append(flowables.Gap(16))
    if any(lacks_letters(text) for text in texts_in(document)):
        story += flowables.paragraphs(
            [say("A box stands for each letter of a script that the font of this file lacks.")], is_hint=True
        )
    return story


def _title(document: ReportDocument) -> list[Flowable]:
    muted, head = LIGHT_TOKENS.muted, document.letterhead
    above = " · ".join(str(part) for part in (document.kind, document.file, *document.byline))
    title: list[Flowable] = [
        HRFlowable(54, 4, color=HexColor(head.rule_colour), hAlign="LEFT", spaceAfter=10),
        set_text(above, style(9, muted, after=2)),
        set_text(document.title, style(24, head.heading_colour, bold=True, after=6)),
        *(set_text(sentence, style(11.5, muted, after=6)) for sentence in document.lead),
    ]
    return title if head.logo is None else [flowables.beside_logo(title, head.logo)]


def _rule() -> Flowable:
    return HRFlowable("100%", 1, color=HexColor(LIGHT_TOKENS.text), spaceAfter=4)


def _section(section: Section, colours: dict[int, str], letterhead: Letterhead) -> list[Flowable]:
    colour = None if section.segment is None else colours.get(section.segment)
    head = _heading(section, colour, letterhead)
    shade = colour or letterhead.rule_colour
    body = [each for block in section.blocks for each in _flowed(block, colours, shade, section.anchor)]
    if section.is_warning:
        note = [*head, *body]
        return [KeepTogether(note)]
    return [*head, *body]


def _heading(section: Section, colour: str | None, letterhead: Letterhead) -> list[Flowable]:
    size = {Place.FRONT: 11.0, Place.SEGMENT: 16.0, Place.BODY: 15.0, Place.APPENDIX: 13.0}[section.place]
    level = 1 if section.place is Place.APPENDIX else 0
    head: list[Flowable] = [Bookmark(section.anchor, shown(section.title), level)]
    before = 0 if section.starts_page else 14
    how = style(size, letterhead.heading_colour, bold=True, before=before, after=6, with_next=True)
    text = set_text(section.title, how)
    if colour is None or section.segment is None:
        return [*head, text]
    rule = HRFlowable("100%", 3, color=HexColor(colour), spaceAfter=10)
    named = flowables.beside_badge(Badge(section.segment, colour, 13), text)
    named.keepWithNext, named.spaceAfter = 1, 8
    return [*head, rule, named]


def _flowed(block: Block, colours: dict[int, str], colour: str, anchor: str) -> list[Flowable]:
    """Return what flows of a block."""
    match block:
        case Paragraph():
            return flowables.paragraphs([block.text], block.is_hint)
        case Sentences():
            return flowables.paragraphs(block.texts, block.is_hint)
        case ItemList():
            return flowables.item_list(block)
        case Facts():
            return flowables.facts(block)
        case Findings():
            return flowables.findings(block, colour)
        case Callout():
            return flowables.callout(block, colour)
        case KeyFigures():
            return flowables.key_figures(block, colour)
        case Folded():
            return flowables.paragraphs([block.elsewhere], is_hint=True)
        case Table():
            return flowables.table(block, colours)
        case Picture():
            return flowables.picture(block)
        case Subsection():
            # The heading isn't tied to what follows: a table would go to the next page as a whole.
            head = set_text(block.title, style(11, bold=True, before=8, after=4))
            inside = [each for inner in block.blocks for each in _flowed(inner, colours, colour, anchor)]
            return [CondPageBreak(_BELOW_HEADING), head, *inside]
