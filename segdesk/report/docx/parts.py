"""Tables, fields and colours of a text document, which the library has no door to."""

import io
from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor

from segdesk.charts.palette import LIGHT_TOKENS
from segdesk.messages import say
from segdesk.report.document import Text
from segdesk.report.letterhead import Logo
from segdesk.report.xml_text import printable

# Millimetres that a logo may take, and those between it and the title.
_LOGO_ROOM, _LOGO_GAP = (48.0, 17.0), 5.0


def write(
    paragraph: Any,
    text: Text,
    size: float,
    *,
    colour: str = LIGHT_TOKENS.text,
    bold: bool = False,
    right: bool = False,
    after: float = 0.0,
) -> None:
    """Add a text to a paragraph; sizes in points."""
    run = paragraph.add_run(printable(text))
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))
    paragraph.paragraph_format.space_after = Pt(after)
    paragraph.paragraph_format.space_before = Pt(0)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def new_grid(document: Any, n_rows: int, widths: Sequence[float]) -> Any:
    """Return an empty table with columns of these widths in millimetres and no lines."""
    grid = document.add_table(n_rows, len(widths))
    grid.autofit = False
    for place, wide in enumerate(widths):
        grid.columns[place].width = Mm(wide)
        for row in grid.rows:
            row.cells[place].width = Mm(wide)
    return grid


def beside_logo(document: Any, logo: Logo, room: float) -> Any:
    """Return a cell for a title with a logo at its right, in a room of so many millimetres."""
    wide, high = logo.fitted(*_LOGO_ROOM)
    title, right = new_grid(document, 1, (room - wide - _LOGO_GAP, wide + _LOGO_GAP)).rows[0].cells
    # A cell begins with a paragraph, and the title has its own.
    title._tc.remove(title.paragraphs[0]._p)
    picture = right.paragraphs[0].add_run().add_picture(io.BytesIO(logo.png), Mm(wide), Mm(high))
    picture._inline.docPr.set("descr", str(say("Logo")))
    right.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return title


def lines(cell: Any, **sides: tuple[float, str]) -> None:
    """Draw lines at sides of a cell (`top`, `left`, `bottom`), each of a thickness in points and a colour."""
    borders = OxmlElement("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            points, colour = sides[side]
            line = OxmlElement(f"w:{side}")
            line.set(qn("w:val"), "single")
            line.set(qn("w:sz"), str(round(points * 8)))
            line.set(qn("w:color"), colour.removeprefix("#"))
            borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)


def ground(cell: Any, colour: str) -> None:
    """Colour the ground of a cell."""
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour.removeprefix("#"))
    cell._tc.get_or_add_tcPr().append(shade)


def repeat_on_every_page(row: Any) -> None:
    """Make a row the heading of its table on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep_whole(row: Any) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def add_page_number(paragraph: Any) -> None:
    """Add the number of the page, which the program that shows the file computes."""
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        run.font.size = Pt(8)
        if text is None:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)
