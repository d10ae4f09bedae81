"""`segdesk selftest`: a whole small run of everything, on the machine where it is called."""

import argparse
import gzip
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import xlsxwriter

from segdesk.charts.export import to_png, to_svg
from segdesk.charts.registry import charts_for
from segdesk.charts.style import DARK, LIGHT
from segdesk.cli.printing import tell
from segdesk.delivery.comparison import deliver_comparison
from segdesk.delivery.deliver import deliver
from segdesk.delivery.placing import deliver_prediction
from segdesk.engine.comparing import compare
from segdesk.engine.methods import METHODS, find_method
from segdesk.engine.pipeline import segment
from segdesk.engine.predicting import customers_to_place, predict
from segdesk.engine.recipe import Recipe
from segdesk.engine.segmentation import Segmentation
from segdesk.engine.table import Table
from segdesk.engine.threads import single_threaded
from segdesk.io.compared_files import read_sides
from segdesk.io.model_file import read_model
from segdesk.io.reading import read_table
from segdesk.io.recipe_file import read_recipe
from segdesk.io.writers.labels import of_segmentation
from segdesk.io.writers.registry import ExportTask, all_exporters
from segdesk.messages import say
from segdesk.progress import silent
from segdesk.samples import list_samples, sample_path

# Rows of the sample that the quick runs use.
FEW_ROWS = 300


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
        for title, part in parts:
            said = part(folder)
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
    files = {
        "csv": _write_csv(folder / "few.csv", lines, ","),
        "tsv": _write_csv(folder / "few.tsv", lines, "\t"),
        "csv.gz": _write_gzip(folder / "few.csv.gz", lines),
        "xlsx": _write_workbook(folder / "few.xlsx", lines),
        "sqlite": _write_database(folder / "few.sqlite", lines),
    }
    files["parquet"] = folder / "few.parquet"
    few = read_table(files["csv"])
    exporter = next(e for e in all_exporters() if e.name == "parquet")
    result = segment(few, Recipe().with_settings({"k": "2"}))
    exporter.write(
        ExportTask(files["parquet"], "few.parquet", of_segmentation(result), result, False, silent)
    )
    for kind, path in files.items():
        table = read_table(path)
        _require(table.n_rows == FEW_ROWS, f"{kind}: {table.n_rows} rows")
        _require(table.columns[0].cells().tolist() == expected, f"{kind}: cells changed")
    return ", ".join(files)


def _write_csv(path: Path, lines: list[list[str]], delimiter: str) -> Path:
    text = "\r\n".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines)
    path.write_text(text + "\r\n", "utf-8")
    return path


def _write_gzip(path: Path, lines: list[list[str]]) -> Path:
    plain = _write_csv(path.with_suffix(".plain"), lines, ",")
    path.write_bytes(gzip.compress(plain.read_bytes()))
    return path


def _write_workbook(path: Path, lines: list[list[str]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                sheet.write_string(row, column, cell)
    return path


def _write_database(path: Path, lines: list[list[str]]) -> Path:
    connection = sqlite3.connect(path)
    headings = ", ".join('"' + name.replace('"', '""') + '" TEXT' for name in lines[0])
    connection.execute(f"CREATE TABLE customers ({headings})")
    connection.executemany(f"INSERT INTO customers VALUES ({', '.join('?' * len(lines[0]))})", lines[1:])
    connection.commit()
    connection.close()
    return path


def _few(folder: Path) -> Table:
    return read_table(folder / "few.csv")


def _check_methods(folder: Path) -> str:
    customers, orders = _few(folder), read_table(sample_path("orders"))
    find_method("kmeans")
    sizes = []
    for name in sorted(METHODS):
        settings = {"method": name, "criteria": ("silhouette",)}
        if not METHODS[name].finds_k:
            settings["k"] = "3"
        recipe = Recipe().with_settings(settings)
        table = orders if recipe.method.by_rules else customers
        result = segment(table, recipe)
        with single_threaded():
            again, spec = customers_to_place(table, result.model, result.recipe)
            placed = predict(again, result.model, spec).placed.placement.labels
        agree = float(np.mean(placed == result.labels))
        _require(agree == 1.0, f"{name}: placing the same customers again gives {agree:.1%} the same segment")
        sizes.append(f"{name} {result.k}")
    limited = segment(customers, Recipe().with_settings({"k": "3", "min_size": "33%", "draws": 0}))
    smallest = min(s.size for s in limited.named)
    _require(smallest >= 0.33 * FEW_ROWS, f"a limit of 33% left a segment of {smallest}")
    return ", ".join([*sizes, "size limits"])


def _result(folder: Path) -> Segmentation:
    return segment(_few(folder), Recipe().with_settings({"k": "2..5"}))


def _check_charts(folder: Path) -> str:
    result = _result(folder)
    names = []
    for chart in charts_for(result):
        for look in (LIGHT, DARK):
            figure = chart.draw(result, look)
            _require(to_png(figure)[:4] == b"\x89PNG", f"{chart.name}: no picture")
            _require("</svg>" in to_svg(figure), f"{chart.name}: no drawing")
        names.append(chart.name)
    return ", ".join(names)


def _check_delivery(folder: Path) -> str:
    result = _result(folder)
    out = folder / "out"
    delivered = deliver(result, out, formats=[e.name for e in all_exporters()])
    for file in delivered.files:
        _require((out / file).stat().st_size > 0, f"{file} is empty")
    again = segment(_few(folder), read_recipe(out / "recipe.toml"))
    _require(bool((again.labels == result.labels).all()), "the recipe gives other segments")
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
