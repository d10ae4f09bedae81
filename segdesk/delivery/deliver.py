"""Writing everything that a run delivers."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from segdesk.charts.column_charts import charts_of_columns
from segdesk.charts.export import to_png
from segdesk.charts.style import LIGHT
from segdesk.delivery.everyone import is_sample_of_customers, write_everyone
from segdesk.delivery.folder import SUMMARY, check_target, new_folder
from segdesk.delivery.model_files import write_model_of
from segdesk.delivery.reports import CHARTS, build_reports, pictures_of, write_reports
from segdesk.delivery.summary import summarise, to_json
from segdesk.engine.audit.audit import audit
from segdesk.engine.comparison.compare import Comparison
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.crossing import cross
from segdesk.engine.result.customer_lists import customer_lists
from segdesk.engine.result.explored_columns import columns_asked_for
from segdesk.engine.result.report_options import Audience, ReportOptions
from segdesk.engine.result.segmentation import Segmentation, with_provenance
from segdesk.io.exported_recipe import recipe_for_export
from segdesk.io.recipe_file import recipe_to_toml
from segdesk.io.recipe_in_export import PNG_KEYWORD
from segdesk.io.writers.exporter_registry import Exporter, ExportTask, exporter_named
from segdesk.io.writers.figures_file import write_figures
from segdesk.io.writers.labels import of_segmentation
from segdesk.io.writers.lists_file import write_list
from segdesk.io.writers.rules_sql import write_rules_sql
from segdesk.io.writers.segments_file import write_segments
from segdesk.messages import Message, say
from segdesk.progress import Progress, part, silent
from segdesk.report.accent import darkened
from segdesk.report.build import report_pictures
from segdesk.report.document import Picture
from segdesk.report.writers.report_formats import report_format_named
from segdesk.scale.engines import ScaleEngine
from segdesk.threads import in_background
from segdesk.version import VERSION


@dataclass(frozen=True)
class Delivered:
    """What was written.

    Attributes
    ----------
    folder : Path
    files : tuple of str
        Relative to the folder.
    notes : tuple of Message
        What had to be changed or left out.
    summary : str
        The text of `summary.json`.
    """

    folder: Path
    files: tuple[str, ...]
    notes: tuple[Message, ...]
    summary: str


def check_delivery(recipe: Recipe, folder: Path, overwrite: bool) -> None:
    """Refuse what can be refused before any work is done: a folder that may not be written, formats that are none.

    Parameters
    ----------
    recipe : Recipe
    folder : Path
    overwrite : bool

    Raises
    ------
    OutputError
        If the folder may not be written.
    UsageError
        If a format does not exist.
    """
    check_target(folder, overwrite)
    for name in recipe.output.formats:
        exporter_named(name)
    for name in recipe.output.report:
        report_format_named(name)


def deliver(
    segmentation: Segmentation,
    folder: Path,
    formats: Sequence[str] | None = None,
    overwrite: bool = False,
    progress: Progress = silent,
    comparison: Comparison | None = None,
    report: ReportOptions | None = None,
    everyone: ScaleEngine | None = None,
) -> Delivered:
    """Write the labeled files, tables, report, charts, model, recipe and summary: all of it or nothing.

    Parameters
    ----------
    segmentation : Segmentation
    folder : Path
        Must not hold anything, unless `overwrite` and it holds an earlier result of segdesk's.
    formats : sequence of str, optional
        Labeled files to write; by default what the recipe says.
    overwrite : bool, default False
    progress : Progress
    comparison : Comparison, optional
        With an earlier result, for the report.
    report : ReportOptions, optional
        By default what the recipe says; its language is that of the run.
    everyone : ScaleEngine, optional
        Where the table is a sample of files of customers, this reads all rows of these; the labeled files hold them,
        placed by the model, and the report tells how large the segments are among them. By default the sample alone
        is written.

    Raises
    ------
    OutputError
        If the folder may not or cannot be written.
    UsageError
        If a format does not exist.
    AuditError
        If a number of the segmentation does not agree with its data; nothing is written then.
    """
    begun = time.perf_counter()
    wanted = segmentation.provenance.recipe.output.formats if formats is None else formats
    exporters = [exporter_named(name) for name in wanted]
    report_formats = [report_format_named(name) for name in segmentation.provenance.recipe.output.report]
    check_target(folder, overwrite)
    notes: list[Message] = []
    audited = in_background(lambda: audit(segmentation), say("Describing the segments"), part(progress, 0, 0))
    with new_folder(folder, overwrite) as staging:
        writing = part(progress, 0, 0.5)
        placed = None
        if everyone is not None and is_sample_of_customers(segmentation):
            placed = write_everyone(segmentation, staging, exporters, everyone, writing)
            notes.extend((placed.told, *placed.notes))
        else:
            notes.extend(_write_labeled(staging, segmentation, exporters, writing))
        write_segments(staging / "segments.csv", segmentation)
        notes.extend(_write_lists(staging / "lists", segmentation))
        write_rules_sql(staging / "rules.sql", segmentation)
        recipe_text = recipe_to_toml(segmentation.provenance.recipe)
        (staging / "recipe.toml").write_text(recipe_text, "utf-8", newline="\n")
        notes.extend(write_model_of(segmentation, staging / "model.segdesk"))
        told = with_provenance(segmentation, warnings=(*segmentation.provenance.warnings, *notes))
        pictures = report_pictures(told)
        wanted_report = report or ReportOptions(Audience(told.provenance.recipe.output.audience))
        reports = build_reports(told, audited, wanted_report, pictures, comparison)
        shown = {**pictures, **pictures_of(reports, wanted_report.audience)}
        _write_charts(staging / CHARTS, shown, part(progress, 0.5, 0.75))
        _write_explored(staging / "explore", segmentation)
        progress(say("Writing the report"), 0.8)
        write_reports(staging, reports, wanted_report, report_formats, part(progress, 0.8, 1))
        files = sorted([*_files(staging), SUMMARY])
        seconds = {**segmentation.provenance.seconds, "write": time.perf_counter() - begun}
        summary = to_json(
            summarise(
                with_provenance(told, seconds=seconds),
                VERSION,
                files,
                audited,
                everyone=None if placed is None else placed.counts,
            )
        )
        (staging / SUMMARY).write_text(summary, "utf-8", newline="\n")
        progress(say("Writing the report"), 1.0)
    darker = darkened(wanted_report.accent)
    if darker is not None:
        notes.append(darker)
    return Delivered(folder, tuple(files), tuple(notes), summary)


def _write_labeled(
    folder: Path, segmentation: Segmentation, exporters: Sequence[Exporter], progress: Progress
) -> list[Message]:
    """Write the labeled file in each format that can hold it; return what had to be changed or left out."""
    notes: list[Message] = []
    labeled = of_segmentation(segmentation)
    for i, exporter in enumerate(exporters):
        refusal = exporter.refuses(labeled)
        if refusal is not None:
            notes.append(refusal)
            continue
        name = f"labeled{exporter.suffix}"
        reports = part(progress, i / len(exporters), (i + 1) / len(exporters))
        raw = segmentation.provenance.recipe.output.raw
        notes.extend(exporter.write(ExportTask(folder / name, name, labeled, segmentation, raw, reports)))
    return notes


def _write_lists(folder: Path, segmentation: Segmentation) -> tuple[Message, ...]:
    notes: list[Message] = []
    for each in customer_lists(segmentation):
        folder.mkdir(exist_ok=True)
        notes.extend(write_list(folder / f"{each.name}.csv", segmentation, each))
    return tuple(notes)


def _write_charts(folder: Path, pictures: Mapping[str, Picture], progress: Progress) -> None:
    folder.mkdir()
    for done, (name, picture) in enumerate(pictures.items(), start=1):
        (folder / f"{name}.png").write_bytes(picture.image.titled_png())
        progress(say("Drawing charts"), done / len(pictures))


def _write_explored(folder: Path, segmentation: Segmentation) -> None:
    """Write a chart and its table for all that the recipe asks to look at; of categories the cross table too."""
    asked = columns_asked_for(segmentation.source.columns, segmentation.provenance.recipe.output.explore)
    recipe = recipe_for_export(segmentation.provenance.recipe)
    for place, columns in enumerate(asked, start=1):
        folder.mkdir(exist_ok=True)
        offered = charts_of_columns(segmentation, columns)
        for chart in offered:
            if chart is offered[0] or chart.name == "column_crosstab":
                stem = f"{place:02d}_{chart.name.removeprefix('column_')}"
                figure = chart.draw(segmentation, LIGHT)
                (folder / f"{stem}.png").write_bytes(to_png(figure, texts={PNG_KEYWORD: recipe}))
                figures = chart.data(segmentation)
                if chart.name == "column_crosstab":
                    # What a program reads has the same headings in every language.
                    figures = cross(segmentation, columns.first, columns.second).cells().reset_index()
                write_figures(folder / f"{stem}.csv", figures, segmentation)


def _files(folder: Path) -> list[str]:
    return [file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()]
