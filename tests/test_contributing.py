"""The recipes of CONTRIBUTING.md: each skeleton, put into its folder as it stands there, is all that it takes."""

from pathlib import Path

import pytest

from segdesk.charts.chart_registry import all_charts, chart_named, report_charts_for, tabs
from segdesk.cli.commands import selftest
from segdesk.engine.clustering.methods.registry import all_methods, find_method
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.recipe import Recipe
from segdesk.io.readers.reader_registry import suffixes
from segdesk.io.reading import read_table
from segdesk.report.build import build_report
from segdesk.report.writers.html import to_html
from segdesk.samples import sample_path
from tests.cli.running import segdesk
from tests.counts import UNREPORTED
from tests.sample_results import customers
from tests.skeletons import SKELETONS, added


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """The first customers of the sample."""
    lines = sample_path("customers").read_text("utf-8-sig").splitlines()[:121]
    path = tmp_path / "few.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_every_recipe_has_its_skeleton():
    assert {path.parent.as_posix() for path in SKELETONS} == {
        "segdesk/engine/clustering/methods", "segdesk/charts", "segdesk/io/readers",
    }  # fmt: skip


def test_a_method_is_one_file(tmp_path, few):
    before = segdesk("run", "--help").stdout
    with added(tmp_path, "methods/bands.py") as name:
        assert f",{name}}}" in "".join(segdesk("run", "--help").stdout.split())
        out = tmp_path / "out"
        done = segdesk("run", few, "--method", name, "--k", "4", "--draws", "5", "--out", out, *UNREPORTED)
        assert done.returncode == 0, done.stderr
        # What a report of any format is written from.
        told = (out / "report.json").read_text("utf-8")
        assert "By bands of the first column" not in told
        assert "bands" in told
        placed = segdesk("predict", few, "--model", out / "model.segdesk", "--out", tmp_path / "placed.csv")
        assert placed.returncode == 0, placed.stderr
        # The self-test does so with every method; here the new one is enough.
        assert [each.name for each in all_methods()][-1] == name
        assert selftest._number_found(find_method(name), read_table(few)) == 3
    assert segdesk("run", "--help").stdout == before
    assert segdesk("run", few, "--method", name, "--out", tmp_path / "no").returncode == 2


def test_a_chart_is_one_file(tmp_path):
    with added(tmp_path, "charts/plain_sizes.py") as name:
        assert name in {chart.name for chart in report_charts_for(customers())}
        html = to_html(build_report(customers(), "", "0.1.0"))
        assert "Where are most customers?" in html
        # Each segment has a chart of its own beside those of all.
        assert html.count("<figure>") == len(report_charts_for(customers())) + customers().k
        assert "Sizes" in [str(chart.tab) for chart in tabs()]
        # The self-test does so with every chart; here the new one is enough.
        assert name in {chart.name for chart in all_charts()}
        selftest._check_chart(chart_named(name), customers())
    assert name not in {chart.name for chart in all_charts()}


def test_a_reader_is_one_file(tmp_path, monkeypatch):
    path = tmp_path / "few.jsonl"
    path.write_text('{"name": "Łódź", "orders": 7}\n{"name": "Rome", "orders": 12}\n', "utf-8")
    assert segdesk("inspect", path).returncode == 3
    with added(tmp_path, "readers/json_lines.py"):
        table = read_table(path)
        assert table.columns[0].cells().tolist() == ["Łódź", "Rome"]
        assert (table.source.format, table.source.path) == ("JSON lines", path)
        assert "JSON lines" in segdesk("inspect", path).stdout
        assert {".jsonl", ".ndjson"} <= set(suffixes())
        monkeypatch.setattr(selftest, "FEW_ROWS", 60)
        assert "jsonl" in selftest._check_readers(tmp_path).split(", ")
        assert (
            segment(read_table(tmp_path / "jsonl.jsonl"), Recipe().with_settings({"k": "2", "draws": 0})).k
            == 2
        )
        path.write_text('{"name": "Rome"}\n{"name": }\n', "utf-8")
        done = segdesk("inspect", path)
        assert done.returncode == 3
        assert "damaged" in done.stderr
    assert ".jsonl" not in suffixes()
