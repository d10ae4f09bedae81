"""Letters of a PDF file: the font that is put inside, how texts are set, and what is done where a letter is missing."""

from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import matplotlib as mpl
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph

from segdesk.charts.lettering import BOX
from segdesk.charts.palette import LIGHT_TOKENS
from segdesk.report.document import Text

# It comes with matplotlib, and holds Latin, Greek and Cyrillic: the letters of the charts.
FONT, BOLD = "DejaVuSans", "DejaVuSans-Bold"
_LEADING = 1.38
_INVISIBLE = range(0x20)


@cache
def use_fonts() -> None:
    """Make the fonts known to ReportLab, which keeps one list of them for the whole program."""
    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    for name in (FONT, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
    pdfmetrics.registerFontFamily(FONT, normal=FONT, bold=BOLD, italic=FONT, boldItalic=BOLD)


@cache
def _known() -> frozenset[int]:
    use_fonts()
    return frozenset(pdfmetrics.getFont(FONT).face.charToGlyph)


def shown(text: Text) -> str:
    """Return a text with a box for each letter that the font lacks, and nothing for what no page can show."""
    known = _known()
    return "".join(
        letter if ord(letter) in known else " " if ord(letter) in _INVISIBLE else BOX for letter in str(text)
    )


def lacks_letters(text: Text) -> bool:
    """Return whether a text holds letters that the font lacks."""
    known = _known()
    return any(ord(letter) not in known and ord(letter) not in _INVISIBLE for letter in str(text))


def style(
    size: float,
    colour: str = LIGHT_TOKENS.text,
    *,
    bold: bool = False,
    right: bool = False,
    before: float = 0.0,
    after: float = 0.0,
    with_next: bool = False,
) -> ParagraphStyle:
    """Return how a paragraph is set; sizes in points."""
    use_fonts()
    return ParagraphStyle(
        "text",
        fontName=BOLD if bold else FONT,
        fontSize=size,
        leading=size * _LEADING,
        textColor=HexColor(colour),
        alignment=2 if right else 0,
        spaceBefore=before,
        spaceAfter=after,
        keepWithNext=1 if with_next else 0,
        splitLongWords=1,
    )


def set_text(text: Text, how: ParagraphStyle, mark: str | None = None) -> Paragraph:
    """Return a text as a paragraph, with a mark in front of it or none; whatever it holds, it is text and no markup."""
    return Paragraph(escape(shown(text)), how, mark)
