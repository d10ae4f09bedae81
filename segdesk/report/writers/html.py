"""The report as one HTML file. It holds no script and asks no network.

The same document in the same language gives the same bytes.
"""

import base64
import re
from dataclasses import dataclass

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from segdesk.charts.palette import DARK_TOKENS, LIGHT_TOKENS
from segdesk.io.exported_recipe import html_with_recipe
from segdesk.messages import say
from segdesk.report.accent import readable
from segdesk.report.document import Block, Picture, Place, ReportDocument, Section
from segdesk.report.letterhead import Logo
from segdesk.report.writers.report_formats import report_format
from segdesk.resources import resource

# Control characters and lone surrogates from cells: no browser shows them, and not all can be encoded.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

# Pixels that a logo may take.
_LOGO_ROOM = (200.0, 64.0)


@dataclass(frozen=True)
class _Image:
    source: str
    narrow: str | None
    width: int
    height: int


def to_html(document: ReportDocument) -> str:
    """Return a report as one HTML document, in the language in force."""
    environment = Environment(
        loader=FileSystemLoader(resource("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(say=say, kind_of=_kind_of, image_of=_image_of)
    html = environment.get_template("report.html.j2").render(
        document=document,
        appendix=_first_of_appendix(document),
        light=LIGHT_TOKENS,
        dark=DARK_TOKENS,
        light_accent=document.letterhead.rule_colour,
        dark_accent=_on_dark(document.letterhead.accent),
        logo=_logo_image(document.letterhead.logo),
    )
    html = html_with_recipe(html, document.recipe) if document.recipe else html
    return _FORBIDDEN.sub("", html)


@report_format("html", ".html", say("Web page"))
def write_html(document: ReportDocument) -> bytes:
    """Return a report as one HTML file."""
    return to_html(document).encode()


def _kind_of(block: Block) -> str:
    """Return the name by which the templates tell blocks apart."""
    return type(block).__name__


def _first_of_appendix(document: ReportDocument) -> Section | None:
    return next((section for section in document.shown if section.place is Place.APPENDIX), None)


def _image_of(picture: Picture) -> _Image:
    wide, high = picture.image.size
    svg = picture.image.svg()
    if svg is None:
        source = "data:image/png;base64," + base64.b64encode(picture.image.png()).decode()
    else:
        source = _data_url(svg)
    narrow = picture.image.narrow_svg()
    # The place is kept free while the page loads, so that nothing jumps.
    return _Image(source, None if narrow is None else _data_url(narrow), round(wide * 100), round(high * 100))


def _on_dark(accent: str) -> str:
    """Return the accent as it can be read on the dark ground of the report."""
    return readable(accent, DARK_TOKENS.pane) if accent else DARK_TOKENS.accent


def _logo_image(logo: Logo | None) -> _Image | None:
    if logo is None:
        return None
    wide, high = logo.fitted(*_LOGO_ROOM)
    source = "data:image/png;base64," + base64.b64encode(logo.png).decode()
    return _Image(source, None, round(wide), round(high))


def _data_url(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
