"""Work on reports for the window, done in the background."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from segdesk.progress import Progress

if TYPE_CHECKING:
    from segdesk.engine.audit.audit import Audit
    from segdesk.engine.result.report_options import ReportOptions
    from segdesk.engine.result.segmentation import Segmentation
    from segdesk.report.document import Block, ReportDocument, Table


@dataclass(frozen=True)
class Preview:
    """What a report says.

    Attributes
    ----------
    html : str
        For a text view of Qt's, which knows a few tags and loads nothing.
    parts : tuple of (str, str)
        Anchor and title of each part that may be left out.
    audited : Audit
        What was checked, for the next look at the same result.
    """

    html: str
    parts: tuple[tuple[str, str], ...]
    audited: "Audit"


def preview(segmentation: "Segmentation", options: "ReportOptions", audited: "Audit | None") -> Preview:
    """Return what the report says, and its parts, those that are left out among them; see `build_report`."""
    from segdesk.engine.audit.audit import audit
    from segdesk.io.exported_recipe import recipe_for_export
    from segdesk.report.arranging import arranged
    from segdesk.report.build import whole_report
    from segdesk.version import VERSION

    audited = audited or audit(segmentation)
    recipe = recipe_for_export(segmentation.provenance.recipe)
    whole = whole_report(segmentation, recipe, VERSION, audited, options)
    parts = tuple((section.anchor, str(section.title)) for section in whole.contents)
    return Preview("".join(_page(arranged(whole, options))), parts, audited)


def save_report(
    segmentation: "Segmentation", path: Path, options: "ReportOptions", progress: Progress
) -> tuple[()]:
    """Write the report in the format of the file's name; a file that is there is replaced.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    from segdesk.delivery.single import write_report

    write_report(segmentation, path, options, progress)
    return ()


def _page(document: "ReportDocument") -> Iterator[str]:
    yield f"<h1>{escape(str(document.title))}</h1>"
    for sentence in (*document.byline, *document.lead):
        yield f"<p>{escape(str(sentence))}</p>"
    for section in document.shown:
        yield f"<h2>{escape(str(section.title))}</h2>"
        for block in section.blocks:
            yield from _block(block)


def _block(block: "Block") -> Iterator[str]:
    from segdesk.report.document import Folded, Picture, Subsection, Table, texts_in

    if isinstance(block, Picture):
        yield f"<h3>{escape(str(block.finding))}</h3><p><i>{escape(str(block.definition))}</i></p>"
    elif isinstance(block, Folded):
        yield f"<p><i>{escape(str(block.elsewhere))}</i></p>"
    elif isinstance(block, Subsection):
        yield f"<h3>{escape(str(block.title))}</h3>"
        for inner in block.blocks:
            yield from _block(inner)
    elif isinstance(block, Table):
        yield from _table(block)
    else:
        for text in texts_in(block):
            if str(text):
                yield f"<p>{escape(str(text))}</p>"


def _table(table: "Table") -> Iterator[str]:
    yield "<table border='0' cellpadding='4'><tr>"
    yield from (f"<th align='left'>{escape(str(column.title))}</th>" for column in table.columns)
    yield "</tr>"
    for group in table.groups:
        for row in group.rows:
            yield f"<tr><td>{escape(str(row.head))}</td>"
            yield from (f"<td>{escape(f'{cell.sign} {cell.text}')}</td>" for cell in row.cells)
            yield "</tr>"
    yield "</table>"
