"""Work on reports for the window, done in the background."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from segdesk.errors import SegdeskError
from segdesk.messages import say
from segdesk.progress import Progress

if TYPE_CHECKING:
    from segdesk.engine.audit.audit import Audit
    from segdesk.engine.result.report_options import ReportOptions
    from segdesk.engine.result.segmentation import Segmentation
    from segdesk.report.document import Block, ReportDocument, Table
    from segdesk.report.presets import Preset


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


def read_logo(path: Path) -> bytes | SegdeskError:
    """Return the picture in a file as reports take it, or why it cannot be taken; see `io/logo.py`."""
    from segdesk.io.logo import read_logo as read

    try:
        return read(path)
    except SegdeskError as error:
        return error


@dataclass(frozen=True)
class Presets:
    """The presets of this user.

    Attributes
    ----------
    own : tuple of Preset
    told : str
        What went wrong, empty for nothing.
    chosen : Preset or None
        One to take the choices of.
    """

    own: "tuple[Preset, ...]"
    told: str = ""
    chosen: "Preset | None" = None


def presets_in(folder: Path) -> Presets:
    """Return the presets of a folder."""
    return _presets_after(folder, lambda: None)


def keep_preset(folder: Path, name: str, options: "ReportOptions") -> Presets:
    """Keep choices under a name, and return the presets that there are then."""
    from segdesk.report import presets

    return _presets_after(folder, lambda: presets.keep_preset(folder, presets.preset_of(name, options)))


def drop_preset(folder: Path, name: str) -> Presets:
    """Delete a preset, and return those that are left."""
    from segdesk.report import presets

    return _presets_after(folder, lambda: presets.drop_preset(folder, name))


def hand_on_preset(folder: Path, path: Path, options: "ReportOptions") -> Presets:
    """Write choices into a file for others; a file that is there is replaced."""
    from segdesk.report import presets

    def write() -> None:
        text = presets.preset_text(presets.preset_of(path.stem, options))
        path.write_text(text, "utf-8", newline="\n")

    return _presets_after(folder, write)


def take_in_preset(folder: Path, path: Path) -> Presets:
    """Keep the preset of a file among those of this user, to be chosen at once."""
    from segdesk.report import presets

    def take() -> "Preset":
        preset = presets.read_preset(path)
        presets.keep_preset(folder, preset)
        return preset

    return _presets_after(folder, take)


def _presets_after(folder: Path, do: "Callable[[], Preset | None]") -> Presets:
    """Do something to presets, and return those that there are then, with what went wrong."""
    from segdesk.report import presets

    try:
        chosen, told = do(), ""
    except SegdeskError as error:
        chosen, told = None, str(error)
    except OSError as error:
        chosen, told = (
            None,
            str(say("The result cannot be written: {error}.", error=error.strerror or str(error))),
        )
    return Presets(presets.presets_in(folder), told, chosen)


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
