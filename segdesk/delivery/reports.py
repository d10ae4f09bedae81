"""Writing reports: beside the other files of a run, or made again from a run's folder or a project."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from segdesk.delivery.folder import SUMMARY, check_target, new_folder
from segdesk.engine.audit.audit import Audit
from segdesk.engine.comparison.compare import Comparison
from segdesk.engine.result.codec import CodecError
from segdesk.engine.result.report_options import Audience, ReportOptions
from segdesk.engine.result.segmentation import Segmentation
from segdesk.errors import InputError, Where
from segdesk.io.container import MODEL, kind_of_container
from segdesk.io.exported_recipe import recipe_for_export
from segdesk.io.gate import read_small
from segdesk.io.project_file import result_of_project
from segdesk.messages import say, use_language
from segdesk.progress import Progress, part, silent
from segdesk.report.arranging import arranged
from segdesk.report.build import whole_report
from segdesk.report.document import Picture, ReportDocument
from segdesk.report.stored import decode_report, encode_report
from segdesk.report.writers.report_formats import ReportFormat
from segdesk.version import VERSION

STEM = "report"
FIGURES = "report.json"
CHARTS = "charts"
_MOST_BYTES = 64 << 20
_MOST_PICTURE = 32 << 20

Reports = Mapping[Audience, ReportDocument]


def build_reports(
    segmentation: Segmentation,
    audited: Audit | None = None,
    options: ReportOptions | None = None,
    pictures: Mapping[str, Picture] | None = None,
    comparison: Comparison | None = None,
) -> Reports:
    """Return the report for each audience with all its parts; see `build_report` for the parameters and errors."""
    options = options or ReportOptions()
    recipe = recipe_for_export(segmentation.provenance.recipe)
    return {
        audience: whole_report(
            segmentation, recipe, VERSION, audited, replace(options, audience=audience), pictures, comparison
        )
        for audience in Audience
    }


def pictures_of(reports: Reports, audience: Audience) -> dict[str, Picture]:
    """Return every chart of the reports by name; of those in several, that of an audience, which is drawn anyway."""
    documents = [*reports.values(), reports[audience]]
    return {picture.name: picture for document in documents for picture in document.pictures()}


def write_reports(
    folder: Path,
    reports: Reports,
    options: ReportOptions,
    formats: Sequence[ReportFormat],
    progress: Progress = silent,
) -> None:
    """Write the report that is wanted in each format, and what all of them can be made again from, with all parts."""
    shown = arranged(reports[options.audience], options)
    if any(entry.name == "html" for entry in formats):
        _draw_for_page(tuple(shown.pictures()), progress)
    for entry in formats:
        (folder / f"{STEM}{entry.suffix}").write_bytes(entry.write(shown))
    titled = ReportOptions(title=options.title, author=options.author)
    stored = {str(each): encode_report(arranged(document, titled)) for each, document in reports.items()}
    text = json.dumps(stored, ensure_ascii=False, allow_nan=False) + "\n"
    (folder / FIGURES).write_text(text, "utf-8", newline="\n")


def _draw_for_page(pictures: Sequence[Picture], progress: Progress) -> None:
    """Draw charts as a page shows them: one by one, since the page asks for all of them at once and tells nothing."""
    for done, picture in enumerate(pictures, start=1):
        picture.image.svg()
        picture.image.narrow_svg()
        progress(say("Writing the report"), done / len(pictures))


def deliver_reports(
    source: Path,
    folder: Path,
    formats: Sequence[ReportFormat],
    choices: Mapping[str, Any],
    overwrite: bool = False,
    progress: Progress = silent,
) -> tuple[str, ...]:
    """Make reports again from a project or the folder of a run, and return the names of the files.

    Parameters
    ----------
    source : Path
        A project, the folder that a run wrote, or the model in it.
    folder : Path
        Must not hold anything, unless `overwrite` and it holds an earlier result of segdesk's.
    formats : sequence of ReportFormat
    choices : mapping of str to object
        Values for attributes of `ReportOptions`; the others are those that the project keeps. Without a language the
        report is in that of the run; the report of a folder stays in it.
    overwrite : bool, default False
    progress : Progress

    Raises
    ------
    InputError
        If the source cannot be used.
    OutputError
        If the folder may not or cannot be written.
    """
    check_target(folder, overwrite)
    if not source.is_dir() and kind_of_container(source) == MODEL:
        # A model knows no report; the folder that it lies in does.
        source = source.parent
    if source.is_dir():
        options = replace(ReportOptions(), **choices)
        reports = read_reports(source)
        own = reports[options.audience].language
        if options.language not in ("", own):
            raise InputError(
                say("The report of a folder stays in the language of its run."),
                Where(file=str(source)),
                say("Make it from a project, or run again with --lang."),
            )
        return _deliver(folder, reports, replace(options, language=own), formats, overwrite, progress)
    project, segmentation = result_of_project(source, part(progress, 0, 0.5))
    options = replace(project.report, **choices)
    options = replace(options, language=options.language or segmentation.provenance.recipe.output.lang)
    with use_language(options.language):
        reports = build_reports(segmentation, options=options)
    return _deliver(folder, reports, options, formats, overwrite, part(progress, 0.5, 1))


def _deliver(
    folder: Path,
    reports: Reports,
    options: ReportOptions,
    formats: Sequence[ReportFormat],
    overwrite: bool,
    progress: Progress,
) -> tuple[str, ...]:
    with use_language(options.language), new_folder(folder, overwrite) as staging:
        progress(say("Writing the report"), 0.0)
        (staging / CHARTS).mkdir()
        pictures = pictures_of(reports, options.audience)
        for done, (name, picture) in enumerate(pictures.items(), start=1):
            (staging / CHARTS / f"{name}.png").write_bytes(picture.image.titled_png())
            progress(say("Writing the report"), 0.5 * done / len(pictures))
        write_reports(staging, reports, options, formats, part(progress, 0.5, 1))
        files = sorted(
            [
                SUMMARY,
                *(file.relative_to(staging).as_posix() for file in staging.rglob("*") if file.is_file()),
            ]
        )
        summary = {"segdesk": VERSION, "files": files}
        (staging / SUMMARY).write_text(json.dumps(summary, indent=2) + "\n", "utf-8", newline="\n")
        progress(say("Writing the report"), 1.0)
    return tuple(files)


def read_reports(folder: Path) -> Reports:
    """Return the reports that the folder of a run holds.

    Raises
    ------
    InputError
        If it holds none, or they are damaged.
    """
    path = folder / FIGURES
    if not path.exists():
        raise InputError(
            say("The folder holds no report.json, which a report is made again from."),
            Where(file=str(folder)),
            say("Name the folder that “segdesk run” wrote, or a project."),
        )
    try:
        plain: Any = json.loads(read_small(path, _MOST_BYTES))
        names = [str(audience) for audience in Audience]
        if not isinstance(plain, dict) or sorted(plain) != sorted(names):
            raise CodecError("other reports than those for each audience")
        return {
            audience: decode_report(plain[str(audience)], lambda name: _chart(folder, name))
            for audience in Audience
        }
    except (CodecError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InputError(
            say("The report.json of this folder is damaged: {error}.", error=str(error)),
            Where(file=str(path)),
            say("Run again."),
        ) from error


def _chart(folder: Path, name: str) -> bytes:
    if not name.replace("_", "").isalnum():
        raise CodecError(f"a chart {name!r}")
    return read_small(folder / CHARTS / f"{name}.png", _MOST_PICTURE)
