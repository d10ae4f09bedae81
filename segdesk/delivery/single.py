"""Writing one file of a run on its own, with the writer that the whole set is written with."""

from collections.abc import Callable
from pathlib import Path

from segdesk.charts.chart_registry import Chart
from segdesk.charts.export import to_pdf, to_png, to_svg
from segdesk.charts.style import LIGHT
from segdesk.delivery.folder import new_file
from segdesk.delivery.model_files import write_model_of
from segdesk.delivery.placing_files import PLACING, write_placing_of
from segdesk.engine.audit.audit import audit
from segdesk.engine.comparison.compare import Comparison
from segdesk.engine.result.customer_lists import list_named
from segdesk.engine.result.report_options import ReportOptions
from segdesk.engine.result.segmentation import Segmentation
from segdesk.errors import OutputError
from segdesk.io.exported_recipe import recipe_for_export
from segdesk.io.recipe_file import recipe_to_toml
from segdesk.io.recipe_in_export import PNG_KEYWORD
from segdesk.io.writers.exporter_registry import ExportTask, exporter_named
from segdesk.io.writers.labels import of_segmentation
from segdesk.io.writers.lists_file import write_list
from segdesk.io.writers.rules_sql import write_rules_sql
from segdesk.io.writers.segments_file import write_segments
from segdesk.messages import Message, current_language, say, use_language
from segdesk.progress import Progress, silent
from segdesk.report.build import build_report
from segdesk.report.writers.report_formats import report_format_for
from segdesk.version import VERSION

_PRINT_DPI = 300


def _segments(segmentation: Segmentation, path: Path) -> None:
    write_segments(path, segmentation)


def write_report(
    segmentation: Segmentation,
    path: Path,
    options: ReportOptions | None = None,
    progress: Progress = silent,
    comparison: Comparison | None = None,
) -> None:
    """Write the report in the format that the ending of the name asks for; a file that is there is replaced.

    Raises
    ------
    OutputError
        If the file cannot be written.
    UsageError
        If the ending is of no format.
    AuditError
        If a number of the segmentation does not agree with its data.
    """
    entry = report_format_for(path)
    with new_file(path, replace=True) as staging:
        progress(say("Writing the report"), 0.1)
        with use_language((options and options.language) or current_language()):
            document = build_report(
                segmentation,
                recipe_for_export(segmentation.provenance.recipe),
                VERSION,
                options=options,
                comparison=comparison,
            )
            staging.write_bytes(entry.write(document))


def _recipe(segmentation: Segmentation, path: Path) -> None:
    path.write_text(recipe_to_toml(segmentation.provenance.recipe), "utf-8", newline="\n")


def _rules(segmentation: Segmentation, path: Path) -> None:
    write_rules_sql(path, segmentation)


_OTHERS: dict[str, Callable[[Segmentation, Path], None]] = {
    "segments": _segments,
    "rules": _rules,
    "recipe": _recipe,
}
# Models, and whether means of several customers stand for them.
_MODELS = {"model": False, "compact": True}


def write_single(
    name: str, segmentation: Segmentation, path: Path, progress: Progress = silent
) -> tuple[Message, ...]:
    """Write a labeled file (`csv`, `xlsx`, `parquet`), `segments`, `rules`, `report`, `recipe`, `model`,
    `compact` (a model without customers), what places customers elsewhere (`placing-…`) or a list.

    Parameters
    ----------
    name : str
    segmentation : Segmentation
    path : Path
        A file that is there is replaced in one step: whoever calls this has asked.
    progress : Progress

    Returns
    -------
    tuple of Message
        What had to be changed.

    Raises
    ------
    OutputError
        If the file cannot be written, or the format cannot hold the table.
    InputError
        If the placing rests on what cannot be written down for others.
    UsageError
        If there is no such format.
    AuditError
        If a number of the segmentation does not agree with its data.
    """
    if name == "report":
        write_report(segmentation, path, progress=progress)
        return ()
    with new_file(path, replace=True) as staging:
        if name.startswith(PLACING):
            return write_placing_of(segmentation, name, staging, progress)
        # A recipe and a model hold no number that is told of customers.
        if name not in ("recipe", *_MODELS):
            audit(segmentation)
        if name in _MODELS:
            return write_model_of(segmentation, staging, _MODELS[name])
        if name in _OTHERS:
            _OTHERS[name](segmentation, staging)
            return ()
        listed = list_named(segmentation, name)
        if listed is not None:
            return write_list(staging, segmentation, listed)
        exporter = exporter_named(name)
        labeled = of_segmentation(segmentation)
        refusal = exporter.refuses(labeled)
        if refusal is not None:
            raise OutputError(refusal)
        raw = segmentation.provenance.recipe.output.raw
        return exporter.write(ExportTask(staging, path.name, labeled, segmentation, raw, progress))


def write_chart(chart: Chart, segmentation: Segmentation, path: Path) -> None:
    """Write a chart in the light theme as .png (300 dots per inch), .svg or .pdf, by the ending of the name.

    Raises
    ------
    OutputError
        If the file cannot be written.
    ValueError
        If the ending is none of these.
    """
    figure = chart.draw(segmentation, LIGHT)
    title = str(chart.finding(segmentation))
    recipe = recipe_for_export(segmentation.provenance.recipe)
    with new_file(path, replace=True) as staging:
        if path.suffix.lower() == ".png":
            staging.write_bytes(to_png(figure, _PRINT_DPI, {PNG_KEYWORD: recipe}))
        elif path.suffix.lower() == ".svg":
            staging.write_text(to_svg(figure, title, recipe), "utf-8", newline="\n")
        elif path.suffix.lower() == ".pdf":
            staging.write_bytes(to_pdf(figure, title, recipe))
        else:
            raise ValueError(f"{path.name}: a chart is saved as .png, .svg or .pdf")
