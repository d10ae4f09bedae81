"""`segdesk selftest`: a whole small run of everything, on the machine where it is called."""

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from segdesk.charts.chart_registry import Chart, all_charts, report_charts_for
from segdesk.charts.export import to_pdf, to_png, to_svg
from segdesk.charts.style import DARK, LIGHT
from segdesk.cli.printing import tell
from segdesk.cli.selftest_files import examples, write_text
from segdesk.delivery.comparison import deliver_comparison
from segdesk.delivery.deliver import deliver
from segdesk.delivery.table_file import deliver_prediction
from segdesk.engine.clustering.methods.registry import Method, all_methods
from segdesk.engine.comparison.compare import compare
from segdesk.engine.data.table import Table
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.prediction.predict import customers_to_place, predict
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.segmentation import Segmentation, with_provenance
from segdesk.io.compared_files import read_sides
from segdesk.io.model_file import read_model
from segdesk.io.readers.reader_registry import all_readers
from segdesk.io.reading import read_table
from segdesk.io.recipe_file import read_recipe
from segdesk.io.sniffing import kind_of
from segdesk.io.writers.exporter_registry import all_exporters
from segdesk.messages import say
from segdesk.report.writers.report_formats import all_report_formats
from segdesk.samples import list_samples, sample_path
from segdesk.threads import single_threaded

# Rows of the sample that the quick runs use.
FEW_ROWS = 300
# Where how the segments are found is not the subject.
_QUICK = {"k": "3", "draws": 0, "criteria": ("silhouette",)}
# Enough to see that a method also segments customers drawn anew.
_FEW_DRAWS = 5


class SelftestError(Exception):
    """A part of segdesk does not do what it must: a defect of this installation."""


def work(options: argparse.Namespace) -> None:
    """Run every part once and say how each went; the first that fails stops it with exit code 1."""
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="segdesk-selftest-") as name:
        folder = Path(name)
        parts: list[tuple[str, Callable[[Path], str]]] = [
            ("samples", _check_samples),
            ("readers", _check_readers),
            ("methods", _check_methods),
            ("charts", _check_charts),
            ("delivery", _check_delivery),
        ]
        if options.check_window is not None:
            parts.append(("window", options.check_window))
        for title, part in parts:
            try:
                said = part(folder)
            except Exception as error:
                # A crash log leaves out what errors say, which may be of customers; here it cannot be.
                tell(f"{title:<10} {type(error).__name__}: {error}")
                raise
            if not options.quiet:
                tell(f"{title:<10} {said}")
    tell(say("Self-test passed in {seconds} s.", seconds=round(time.perf_counter() - begun, 1)))


def _require(condition: bool, what: str) -> None:
    if not condition:
        raise SelftestError(what)


def _check_samples(folder: Path) -> str:
    rows = [read_table(sample_path(sample.name)).n_rows for sample in list_samples()]
    _require(all(rows), "a sample has no rows")
    return ", ".join(f"{s.name} {n:,} rows" for s, n in zip(list_samples(), rows, strict=True))


def _small_csv() -> list[list[str]]:
    """Return heading and first rows of the customers sample."""
    table = read_table(sample_path("customers"))
    cells = [column.cells()[:FEW_ROWS] for column in table.columns]
    return [list(table.headings), *[list(row) for row in zip(*cells, strict=True)]]


def _check_readers(folder: Path) -> str:
    lines = _small_csv()
    expected = [row[0] for row in lines[1:]]
    write_text(folder / "few.csv", lines)
    kinds = sorted({kind for each in all_readers() for kind in each.opens})
    written = examples()
    for kind in kinds:
        _require(kind in written, f"there is no file to try the reader of {kind} with")
        suffix, write = written[kind]
        path = folder / f"{kind}{suffix}"
        write(path, lines)
        _require(kind_of(path) == kind, f"{path.name} is taken for {kind_of(path)}")
        table = read_table(path)
        cells = table.columns[0].cells().tolist()
        # The old Excel file was made beforehand, of the first rows.
        rows = len(cells) if kind == "xls" else FEW_ROWS
        _require(0 < table.n_rows == rows, f"{kind}: {table.n_rows} rows")
        _require(cells == expected[:rows], f"{kind}: cells changed")
    return ", ".join(kinds)


def _few(folder: Path) -> Table:
    return read_table(folder / "few.csv")


def _check_methods(folder: Path) -> str:
    customers, orders = _few(folder), read_table(sample_path("orders"))
    sizes = []
    for method in sorted(all_methods(), key=lambda each: each.name):
        k = _number_found(method, orders if method.by_rules else customers)
        sizes.append(f"{method.name} {k}")
    limited = segment(customers, Recipe().with_settings({"k": "3", "min_size": "33%", "draws": 0}))
    smallest = min(s.size for s in limited.named)
    _require(smallest >= 0.33 * FEW_ROWS, f"a limit of 33% left a segment of {smallest}")
    return ", ".join([*sizes, "size limits"])


def _number_found(method: Method, table: Table) -> int:
    """Segment a table and place the same customers again; return the number of segments."""
    settings = {"method": method.name, "criteria": ("silhouette",), "draws": _FEW_DRAWS}
    if not method.determines_k:
        settings["k"] = "3"
    result = segment(table, Recipe().with_settings(settings))
    with single_threaded():
        again, spec = customers_to_place(table, result.fit.model, result.provenance.recipe)
        placed = predict(again, result.fit.model, spec).placed.assignment.labels
    agree = float(np.mean(placed == result.fit.labels))
    _require(
        agree == 1.0, f"{method.name}: placing the same customers again gives {agree:.1%} the same segment"
    )
    return result.k


@cache
def _result(folder: Path) -> Segmentation:
    """Segment the few customers as a run does by itself, but for the many draws; charts and delivery share it."""
    return segment(_few(folder), Recipe().with_settings({"k": "2..5", "draws": _FEW_DRAWS}))


def _check_charts(folder: Path) -> str:
    customers = _result(folder)
    # Some charts are only of customers that were made of purchases.
    purchases = segment(read_table(sample_path("orders")), Recipe().with_settings(_QUICK))
    # And one is of results whose segments were merged.
    merged = segment(_few(folder), Recipe().with_settings({"method": "hierarchical", "k": "3", "draws": 0}))
    names = []
    for chart in all_charts():
        result = next((each for each in (customers, purchases, merged) if chart.applies(each) is None), None)
        if result is None:
            raise SelftestError(f"{chart.name}: there is nothing to try it with")
        _check_chart(chart, result)
        names.append(chart.name)
    return ", ".join(names)


def _check_chart(chart: Chart, result: Segmentation) -> None:
    """Draw a chart in both looks, and in every format."""
    dark, light = (chart.draw(result, look) for look in (DARK, LIGHT))
    _require(to_png(dark)[:4] == b"\x89PNG", f"{chart.name}: no picture")
    _require(to_pdf(light)[:5] == b"%PDF-", f"{chart.name}: no PDF")
    _require("</svg>" in to_svg(light), f"{chart.name}: no drawing")


def _check_delivery(folder: Path) -> str:
    result = _result(folder)
    output = replace(
        result.provenance.recipe.output, report=tuple(entry.name for entry in all_report_formats())
    )
    result = with_provenance(result, recipe=replace(result.provenance.recipe, output=output))
    out = folder / "out"
    delivered = deliver(result, out, formats=[e.name for e in all_exporters()])
    for file in delivered.files:
        _require((out / file).stat().st_size > 0, f"{file} is empty")
    report = (out / "report.html").read_text("utf-8")
    _require(report.rstrip().endswith("</html>"), "the report is not whole")
    charts = len(report_charts_for(result))
    _require(charts <= report.count("<figure>") <= charts + result.k, "charts are missing in the report")
    for kind in all_report_formats():
        begin = (out / f"report{kind.suffix}").read_bytes()[:4]
        _require(begin in (b"<!do", b"%PDF", b"PK\x03\x04"), f"the report as {kind.name} is not whole")
    again = segment(_few(folder), read_recipe(out / "recipe.toml"))
    _require(bool((again.fit.labels == result.fit.labels).all()), "the recipe gives other segments")
    model, recipe = read_model(out / "model.segdesk")
    for entry in all_exporters():
        target = folder / f"placed{entry.suffix}"
        with single_threaded():
            prediction = predict(_few(folder), model, recipe.read)
        deliver_prediction(prediction, target)
        _require(read_table(target).n_rows == FEW_ROWS, f"{target.name} lost rows")
    sides = read_sides(out, folder / "placed.csv")
    compared = compare(*sides)
    deliver_comparison(compared, folder / "compared")
    _require(compared.stayed == compared.shared == FEW_ROWS, "the same segments compared are not the same")
    return ", ".join([*delivered.files, "comparison"])
