"""The report as one HTML file. It holds no script and asks no network.

The same document in the same language gives the same bytes.
"""

import base64
import re
from dataclasses import dataclass

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from segdesk.charts.export import to_svg
from segdesk.charts.palette import DARK_TOKENS, LIGHT_TOKENS
from segdesk.charts.style import Look
from segdesk.engine.audit.audit import Audit
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import say
from segdesk.report.build import build_report
from segdesk.report.document import Block, Picture, ReportDocument
from segdesk.resources import resource

# The page prints title and definition as text.
_LOOK = Look(titled=False)

# Control characters and lone surrogates from cells: no browser shows them, and not all can be encoded.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class _Image:
    source: str
    width: int
    height: int


def report_html(
    segmentation: Segmentation, recipe_toml: str, version: str, audited: Audit | None = None
) -> str:
    """Return the report of a segmentation as one HTML document; see `build_report` for the parameters."""
    return to_html(build_report(segmentation, recipe_toml, version, audited))


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
        document=document, light=LIGHT_TOKENS, dark=DARK_TOKENS
    )
    return _FORBIDDEN.sub("", html)


def _kind_of(block: Block) -> str:
    """Return the name by which the templates tell blocks apart."""
    return type(block).__name__


def _image_of(picture: Picture) -> _Image:
    figure = picture.draw(_LOOK)
    wide, high = figure.get_size_inches()
    source = "data:image/svg+xml;base64," + base64.b64encode(to_svg(figure).encode()).decode()
    # The place is kept free while the page loads, so that nothing jumps.
    return _Image(source, round(wide * 100), round(high * 100))
