"""Work on reports for the window, done in the background."""

from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from segdesk.errors import SegdeskError
from segdesk.messages import current_language, say, use_language
from segdesk.progress import Progress

if TYPE_CHECKING:
    from segdesk.engine.audit.audit import Audit
    from segdesk.engine.comparison.compare import Comparison
    from segdesk.engine.result.report_options import ReportOptions
    from segdesk.engine.result.segmentation import Segmentation
    from segdesk.report.document import Block, ReportDocument, Table
    from segdesk.report.presets import Preset

# Pixels that a logo may take.
_LOGO_ROOM = (200.0, 64.0)


@dataclass(frozen=True)
class PartShown:
    """A section as the list of parts shows it.

    Attributes
    ----------
    name : str
        By which it is left out.
    part : str
        By which it is ordered: the pages of all segments are one part.
    title : str
    may_move : bool
        What stands on the first page stays there.
    """

    name: str
    part: str
    title: str
    may_move: bool


@dataclass(frozen=True)
class Preview:
    """What a report says.

    Attributes
    ----------
    html : str
        For a text view of Qt's, which knows a few tags and loads nothing.
    parts : tuple of PartShown
        What may be left out, in order; those that are left out are among them.
    audited : Audit
        What was checked, for the next look at the same result.
    """

    html: str
    parts: tuple[PartShown, ...]
    audited: "Audit"


def preview(
    segmentation: "Segmentation",
    options: "ReportOptions",
    audited: "Audit | None",
    ground: str,
    comparison: "Comparison | None" = None,
) -> Preview:
    """Return what the report says, to be shown on a ground of this colour, and its parts; see `build_report`."""
    from segdesk.engine.audit.audit import audit
    from segdesk.io.exported_recipe import recipe_for_export
    from segdesk.report.arranging import arranged
    from segdesk.report.build import whole_report
    from segdesk.version import VERSION

    audited = audited or audit(segmentation)
    recipe = recipe_for_export(segmentation.provenance.recipe)
    with use_language(options.language or current_language()):
        whole = whole_report(segmentation, recipe, VERSION, audited, options, comparison=comparison)
        page = "".join(_page(arranged(whole, options), ground))
        return Preview(page, tuple(_parts(whole, options.order)), audited)


def _parts(whole: "ReportDocument", order: Sequence[str]) -> Iterator[PartShown]:
    """Yield the parts in order, the beginning of the appendix among them."""
    from segdesk.report.arranging import APPENDIX, in_order, part_of
    from segdesk.report.document import Place

    in_appendix = False
    for section in in_order(whole.contents, order):
        if section.place is Place.APPENDIX and not in_appendix:
            in_appendix = True
            yield PartShown(APPENDIX, APPENDIX, str(say("Appendix")), may_move=False)
        may_move = section.place is not Place.FRONT
        yield PartShown(section.anchor, part_of(section), str(section.title), may_move)


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


def compare_with_folder(folder: Path, segmentation: "Segmentation") -> "Comparison | SegdeskError":
    """Return what became of the customers of an earlier run's folder, or why that cannot be told."""
    from segdesk.engine.comparison.from_segmentation import compared_with_side
    from segdesk.io.compared_files import read_labeled

    try:
        return compared_with_side(read_labeled(folder), segmentation)
    except SegdeskError as error:
        return error


def save_report(
    segmentation: "Segmentation",
    path: Path,
    options: "ReportOptions",
    progress: Progress,
    comparison: "Comparison | None" = None,
) -> tuple[()]:
    """Write the report in the format of the file's name; a file that is there is replaced.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    from segdesk.delivery.single import write_report

    write_report(segmentation, path, options, progress, comparison)
    return ()


def _page(document: "ReportDocument", ground: str) -> Iterator[str]:
    from segdesk.report.accent import readable

    head = document.letterhead
    colour = f' style="color: {readable(head.accent, ground)}"' if head.accent else ""
    if head.logo is not None:
        wide, high = (round(side) for side in head.logo.fitted(*_LOGO_ROOM))
        data = b64encode(head.logo.png).decode()
        image = f'<img src="data:image/png;base64,{data}" width="{wide}" height="{high}">'
        # On white, as in the report.
        yield f'<table bgcolor="#FFFFFF" cellpadding="4"><tr><td>{image}</td></tr></table>'
    yield f"<h1{colour}>{escape(str(document.title))}</h1>"
    if document.byline:
        yield f"<p>{escape(' · '.join(str(text) for text in document.byline))}</p>"
    for sentence in document.lead:
        yield f"<p>{escape(str(sentence))}</p>"
    for section in document.shown:
        yield f"<h2{colour}>{escape(str(section.title))}</h2>"
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
