"""Whatever the disk refuses, and whenever: afterwards the old or the new is there, whole, and nothing else."""

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from segdesk.delivery.comparison import deliver_comparison
from segdesk.delivery.deliver import deliver
from segdesk.delivery.project import deliver_project
from segdesk.delivery.single import write_chart, write_single
from segdesk.delivery.table_file import deliver_clean, deliver_prediction
from segdesk.engine.comparison.compare import compare
from segdesk.engine.comparison.from_segmentation import sides_of
from segdesk.engine.pipeline.pipeline import customers_of, segment
from segdesk.engine.prediction.predict import predict
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.project import Project
from segdesk.engine.result.renaming import renamed
from segdesk.engine.result.run import Run
from segdesk.engine.schema.clean_table import clean_table
from segdesk.errors import OutputError
from segdesk.io.project_file import read_project
from segdesk.io.reading import read_table
from tests.counts import times
from tests.delivery.faults import failing_disk

MOST = 400


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    path = tmp_path_factory.mktemp("faults") / "customers.csv"
    rows = [f"{i},{20 + i % 30},{100 * (i % 4) + i},{'ab'[i % 2]}" for i in range(60)]
    path.write_text("\n".join(["id,age,spend,kind", *rows]), "utf-8")
    asked = Recipe().with_settings({"k": "3", "draws": 0, "criteria": ("silhouette",)})
    return segment(read_table(path), asked)


def project_named(result, name: str) -> Project:
    asked, today = result.provenance.recipe, dt.date(2026, 11, 1)
    run = Run(1, asked, renamed(result, {1: name}), 0.1, today)
    return Project(result.source_table, None, asked, today, (run,), 1)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def try_at_every_moment(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    act: Callable[[], object],
    check: Callable[[bool], None],
    every: int = 1,
) -> int:
    """Let every call fail in turn until none is left, and look each time; return how many there were.

    What takes long is tried at some of the moments in the quick suite.
    """
    for fails_at in range(1, MOST, times(every, 1)):
        with failing_disk(monkeypatch, fails_at, folder) as disk:
            try:
                act()
                done = True
            except OutputError:
                done = False
        check(done)
        if not disk.failed:
            assert done
            return disk.calls
    raise AssertionError("more calls than expected")


def test_a_project_survives_every_fault_of_the_disk(tmp_path, result, monkeypatch):
    path = tmp_path / "p.segdesk"
    deliver_project(project_named(result, "before"), path)
    old = path.read_bytes()

    def check(done: bool) -> None:
        assert (path.read_bytes() == old) == (not done)
        if done:
            assert str(read_project(path).run.segmentation.named[0].name) == "after"
        assert set(names_in(tmp_path)) <= {"p.segdesk", "p.segdesk.bak"}
        path.write_bytes(old)

    calls = try_at_every_moment(
        monkeypatch, tmp_path, lambda: deliver_project(project_named(result, "after"), path), check
    )
    assert calls > 8


def test_a_first_save_leaves_the_project_or_nothing(tmp_path, result, monkeypatch):
    path = tmp_path / "p.segdesk"

    def check(done: bool) -> None:
        assert names_in(tmp_path) == (["p.segdesk"] if done else [])
        path.unlink(missing_ok=True)

    try_at_every_moment(
        monkeypatch, tmp_path, lambda: deliver_project(project_named(result, "a"), path), check
    )


SINGLE = ("csv", "xlsx", "segments", "rules", "report", "recipe", "model", "segment_1")


@pytest.mark.parametrize("name", SINGLE)
def test_each_export_leaves_the_old_file_or_the_new_one(tmp_path, result, monkeypatch, name):
    # A report is written as its name says.
    path = tmp_path / ("export.html" if name == "report" else "export.bin")
    path.write_text("old", "utf-8")

    def check(done: bool) -> None:
        assert names_in(tmp_path) == [path.name]
        assert (path.read_bytes() == b"old") == (not done)
        path.write_text("old", "utf-8")

    try_at_every_moment(
        monkeypatch,
        tmp_path,
        lambda: write_single(name, result, path),
        check,
        every=5 if name in ("report", "xlsx") else 1,
    )


def test_a_chart_a_clean_table_and_placed_customers_do_the_same(tmp_path, result, monkeypatch):
    from segdesk.charts.chart_registry import charts_for

    chart = charts_for(result)[0]
    clean = clean_table(customers_of(result.source_table, result.provenance.recipe)[0])
    placed = predict(result.source_table, result.fit.model, result.provenance.recipe.read)
    acts = {
        "chart.png": lambda path: write_chart(chart, result, path),
        "clean.csv": lambda path: deliver_clean(clean, path, replace=True),
        "placed.csv": lambda path: deliver_prediction(placed, path, replace=True),
    }
    for name, act in acts.items():
        path = tmp_path / name

        def check(done: bool, path: Path = path) -> None:
            assert names_in(tmp_path) == ([path.name] if done else [])
            path.unlink(missing_ok=True)

        try_at_every_moment(monkeypatch, tmp_path, lambda act=act, path=path: act(path), check)


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_comparison_is_whole_or_as_it_was(tmp_path, result, monkeypatch, overwrite):
    comparison = compare(*sides_of(result, result, "old", "new"))
    out = tmp_path / "out"

    def begin() -> None:
        shutil.rmtree(out, ignore_errors=True)
        if overwrite:
            deliver_comparison(replace(comparison, old_title="before"), out)
            (out / "mine.txt").write_text("mine", "utf-8")

    def check(done: bool) -> None:
        assert names_in(tmp_path) == (["out"] if done or overwrite else [])
        if overwrite:
            assert (out / "mine.txt").read_text("utf-8") == "mine"
        if out.exists():
            assert ("before" in (out / "summary.json").read_text("utf-8")) == (not done)
        begin()

    begin()
    try_at_every_moment(
        monkeypatch, tmp_path, lambda: deliver_comparison(comparison, out, overwrite), check, every=3
    )


@pytest.mark.parametrize("fails_at", [1, 2, 3, 10, 40, 90, 130])
def test_the_whole_set_is_there_or_nothing(tmp_path, result, monkeypatch, fails_at):
    with failing_disk(monkeypatch, fails_at, tmp_path):
        try:
            deliver(result, tmp_path / "out", formats=["csv", "xlsx"])
        except OutputError:
            assert names_in(tmp_path) == []
        else:
            assert names_in(tmp_path) == ["out"]
