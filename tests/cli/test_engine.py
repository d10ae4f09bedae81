"""`--engine duckdb`: the same files as memory writes, whatever the door."""

import json

import numpy as np
import pytest

import segdesk as api
from segdesk.samples import sample_path
from segdesk.scale import engine_choice, sampling
from segdesk.scale.texts import Limits
from tests.benchmarks.purchases_file import make_purchases
from tests.cli.running import segdesk
from tests.counts import SHORTER, UNREPORTED
from tests.scale.same_customers import is_of_sample

# All of a run, but how it was read and how long that took.
SAME = ("labeled.csv", "segments.csv", "recipe.toml", "rules.sql", "model.segdesk", "charts/cohorts.png")


def test_a_run_with_duckdb_writes_what_memory_writes(tmp_path):
    path = tmp_path / "orders.csv"
    make_purchases(path, 40_000)
    told = {}
    for engine in ("memory", "duckdb"):
        answer = segdesk(
            "run",
            path,
            "--engine",
            engine,
            "--out",
            tmp_path / engine,
            "--formats",
            "csv",
            *SHORTER,
            *UNREPORTED,
            "--json",
            "--quiet",
        )
        assert answer.returncode == 0, answer.stderr
        told[engine] = json.loads(answer.stdout)
    for name in SAME:
        assert (tmp_path / "duckdb" / name).read_bytes() == (tmp_path / "memory" / name).read_bytes(), name
    ours, theirs = told["duckdb"], told["memory"]
    assert [step for step in ours["steps"] if "DuckDB" not in step] == theirs["steps"]
    for each in (ours, theirs):
        del each["steps"], each["seconds"]
    assert ours == theirs


def test_a_scan_with_duckdb_says_what_memory_says(tmp_path):
    path = tmp_path / "orders.csv"
    make_purchases(path, 30_000)
    memory, duckdb = (
        segdesk("scan", path, "--k", "3..5", "--engine", engine, "--quiet") for engine in ("memory", "duckdb")
    )
    assert (duckdb.returncode, duckdb.stdout) == (0, memory.stdout)


def test_a_project_takes_the_lines(tmp_path):
    path = tmp_path / "orders.csv"
    make_purchases(path, 30_000)
    answer = segdesk("run", path, "--engine", "duckdb", "--project", tmp_path / "shop.segdesk")
    assert answer.returncode == 2
    assert "--project keeps the lines of the table" in answer.stderr
    assert not (tmp_path / "orders-segments").exists()


def test_python_gives_the_same_labels(tmp_path):
    path = tmp_path / "orders.parquet"
    make_purchases(path, 30_000)
    memory = api.segment(path, engine="memory", k=4, draws=0)
    duckdb = api.segment(path, engine="duckdb", k=4, draws=0)
    np.testing.assert_array_equal(duckdb.labels, memory.labels)
    steps = duckdb.segmentation.source.table.steps
    assert sum(map(is_of_sample, steps)) == 1


@pytest.fixture
def many_customers(tmp_path, monkeypatch):
    """A file of customers, and a limit that it is too large for."""
    monkeypatch.setattr(sampling, "CUSTOMERS", Limits(sample=1000))
    rows = sample_path("customers").read_text("utf-8-sig").splitlines()
    path = tmp_path / "many.csv"
    path.write_text("\n".join([rows[0], *rows[1:] * 3]) + "\n", "utf-8")
    return path, 3 * (len(rows) - 1)


QUICK = ("--k", "3", "--draws", "0", "--formats", "csv", *UNREPORTED, "--quiet")


def test_a_run_on_a_sample_of_customers_writes_and_counts_all_of_them(many_customers, tmp_path):
    path, n = many_customers
    answer = segdesk("run", path, "--engine", "duckdb", "--out", tmp_path / "out", *QUICK)
    assert answer.returncode == 0, answer.stderr
    assert f"of {n:,} rows, drawn evenly" in answer.stderr
    summary = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
    assert summary["everyone"]["rows"] == n > summary["customers"]
    assert len((tmp_path / "out" / "labeled.csv").read_text("utf-8-sig").splitlines()) == n + 1


def test_predict_with_duckdb_writes_what_memory_writes(many_customers, tmp_path):
    path, n = many_customers
    assert segdesk("run", path, "--engine", "memory", "--out", tmp_path / "out", *QUICK).returncode == 0
    told = {}
    for engine in ("memory", "duckdb"):
        answer = segdesk(
            "predict", path, "--model", tmp_path / "out" / "model.segdesk", "--out", tmp_path / f"{engine}.csv",
            "--engine", engine, "--json", "--quiet",
        )  # fmt: skip
        assert answer.returncode == 0, answer.stderr
        told[engine] = json.loads(answer.stdout)
    assert (tmp_path / "duckdb.csv").read_bytes() == (tmp_path / "memory.csv").read_bytes()
    for name in ("segments", "unassigned", "unlike"):
        assert told["duckdb"][name] == told["memory"][name]
    assert f"All {n:,} rows were placed" in told["duckdb"]["steps"][0]


def test_a_file_that_only_memory_can_read_is_read_there_unless_an_engine_was_named(
    many_customers, tmp_path, monkeypatch
):
    monkeypatch.setattr(engine_choice, "available_memory", lambda: 1000)
    path, n = many_customers
    with path.open("a", encoding="utf-8") as file:
        file.write("a remark below the table\n")
    answer = segdesk("run", path, "--out", tmp_path / "out", *QUICK)
    assert answer.returncode == 0, answer.stderr
    summary = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
    assert "everyone" not in summary
    assert n <= summary["customers"] + sum(summary["left_out"].values()) <= n + 1
    named = segdesk("run", path, "--out", tmp_path / "named", "--engine", "duckdb", *QUICK)
    assert named.returncode == 3
    assert "reads plain tables only" in named.stderr


def test_a_database_that_does_not_answer_is_told_without_its_password(many_customers, tmp_path):
    assert (
        segdesk("run", many_customers[0], "--engine", "memory", "--out", tmp_path / "out", *QUICK).returncode
        == 0
    )
    answer = segdesk(
        "predict", "postgresql://me:secret@server.invalid/crm", "--engine", "duckdb", "--quiet",
        "--model", tmp_path / "out" / "model.segdesk", "--out", tmp_path / "placed.csv",
    )  # fmt: skip
    assert answer.returncode == 3
    assert "The database answers" in answer.stderr
    assert "secret" not in answer.stderr


def test_python_places_and_saves_all_of_them(many_customers, tmp_path):
    path, n = many_customers
    result = api.segment(path, engine="duckdb", k=3, draws=0, formats=["csv"], report=[])
    assert len(result.labels) < n
    result.save(tmp_path / "out")
    saved = len((tmp_path / "out" / "labeled.csv").read_text("utf-8-sig").splitlines())
    placed = result.model.place_file(path, tmp_path / "placed.csv", engine="duckdb")
    assert saved == n + 1
    assert placed["rows"] == sum(placed["sizes"].values()) == n
