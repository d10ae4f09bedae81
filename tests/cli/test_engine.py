"""`--engine duckdb`: the same files as memory writes, whatever the door."""

import json

import numpy as np

import segdesk as api
from tests.benchmarks.purchases_file import make_purchases
from tests.cli.running import segdesk
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
    memory, duckdb = (segdesk("scan", path, "--engine", engine, "--quiet") for engine in ("memory", "duckdb"))
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
    memory = api.segment(path, engine="memory", k=4)
    duckdb = api.segment(path, engine="duckdb", k=4)
    np.testing.assert_array_equal(duckdb.labels, memory.labels)
    steps = duckdb.segmentation.source.table.steps
    assert sum(map(is_of_sample, steps)) == 1
