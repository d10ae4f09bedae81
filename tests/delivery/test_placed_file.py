"""Customers of a file that memory need not hold are placed and written as those of any other file."""

import errno
import subprocess
import sys
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

import segdesk
from segdesk.delivery.placed_file import place_file
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.prediction.predict import predict
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import OutputError, UsageError
from segdesk.io.reading import read_table
from segdesk.io.writers.csv_file import csv_pieces
from segdesk.io.writers.exporter_registry import ExportTask
from segdesk.io.writers.labels import of_prediction
from segdesk.progress import silent
from segdesk.scale.everyone import place_everyone
from segdesk.scale.sampling import read_sample
from segdesk.scale.texts import Limits
from tests.scale import shops

SOME = Limits(sample=400)


def messy_customers(n, seed):
    """Customers as files have them: amounts with signs, one town in three spellings, marks for no answer."""
    random = np.random.default_rng(seed)
    group = random.integers(0, 3, n)
    amount = (random.gamma(3, 20, n) * (1 + 3 * group)).round(2)
    return pd.DataFrame(
        {
            "Customer": [f"K{i:05d}" for i in range(n)],
            "Amount": [f"{a:.2f} €".replace(".", ",") for a in amount],
            "Orders": np.where(random.random(n) < 0.03, "n/a", (1 + group * 4 + random.poisson(2, n)).astype(str)),
            "Since": pd.to_datetime("2019-01-01") + pd.to_timedelta(random.integers(0, 2000, n), "D"),
            "Last visit": pd.to_datetime("2024-01-01") + pd.to_timedelta(random.integers(0, 30_000, n), "min"),
            "Town": random.choice(["Köln", "köln", "KÖLN ", "Lyon", "", 'a; "b"', "=1+1"], n),
            "Newsletter": random.choice(["ja", "nein"], n),
        }
    )  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A model of 600 customers; 1,500 others as CSV, and as Parquet."""
    folder = tmp_path_factory.mktemp("placed")
    messy_customers(600, 1).to_csv(folder / "known.csv", index=False, sep=";")
    later = messy_customers(1500, 2)
    later.to_csv(folder / "new.csv", index=False, sep=";")
    duckdb.from_df(later).write_parquet(str(folder / "new.parquet"))
    return folder


@pytest.fixture(
    scope="module",
    params=[
        {"method": "kmeans", "k": "3"},
        {"method": "gmm", "k": "3"},
        {"method": "kprototypes", "k": "3"},
        {"method": "hierarchical", "k": "3", "where": "Orders > 2"},
    ],
    ids=lambda settings: settings["method"],
)
def model(request, files):
    recipe = Recipe().with_settings({**request.param, "draws": 0})
    return segment(read_table(files / "known.csv"), recipe).fit.model, recipe


@pytest.mark.parametrize("source", ["new.csv", "new.parquet"])
@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_pieces_give_what_the_whole_gives(files, model, tmp_path, source, suffix):
    whole, pieces = (tmp_path / f"{name}{suffix}" for name in ("whole", "pieces"))
    one = place_file(files / source, *model, Recipe(), whole, engine="memory")
    other = place_file(files / source, *model, Recipe(), pieces, engine="duckdb", sample=SOME, cells=3000)
    assert other.prediction.counts == one.prediction.counts
    assert other.prediction.counts.rows == 1500
    if suffix == ".csv":
        assert pieces.read_bytes() == whole.read_bytes()
        return
    with duckdb.connect() as connection:
        first, second = (connection.read_parquet(str(path)) for path in (whole, pieces))
        assert (second.columns, second.types) == (first.columns, first.types)
        assert second.fetchall() == first.fetchall()


def test_what_is_said_is_counted_on_all_rows(files, model, tmp_path):
    one = place_file(files / "new.csv", *model, Recipe(), tmp_path / "one.csv", engine="memory")
    other = place_file(
        files / "new.csv", *model, Recipe(), tmp_path / "other.csv", engine="duckdb", sample=SOME, cells=3000
    )
    assert "All 1,500 rows were placed" in str(other.steps[0])
    assert [str(step) for step in other.prediction.steps] == [str(step) for step in one.prediction.steps]
    guarded = [str(each.warnings[-1]).partition(": ")[2] for each in (one, other)]
    assert guarded[0] == guarded[1]
    assert "cells that a spreadsheet would run" in guarded[0]


def test_a_file_that_is_no_larger_than_the_sample_is_placed_whole(files, model, tmp_path):
    placed = place_file(files / "new.csv", *model, Recipe(), tmp_path / "placed.csv", engine="duckdb")
    assert placed.table.sample_of == 0
    assert not any("sample" in str(step) or "piece" in str(step) for step in placed.steps)


def test_a_workbook_is_no_file_for_so_many_rows_and_nothing_is_left(files, model, tmp_path):
    with pytest.raises(OutputError, match="would not hold 1,500 rows"):
        place_file(
            files / "new.csv", *model, Recipe(), tmp_path / "placed.xlsx", engine="duckdb", sample=SOME
        )
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["there.csv", "nowhere/placed.csv"])
def test_what_may_not_be_written_is_refused_before_anything_is_read(files, model, tmp_path, name):
    (tmp_path / "there.csv").write_text("kept", "utf-8")
    heard = []
    with pytest.raises(OutputError, match=r"exists already|no such folder"):
        place_file(
            files / "new.csv", *model, Recipe(), tmp_path / name, engine="duckdb", sample=SOME,
            progress=lambda stage, fraction: heard.append(stage),
        )  # fmt: skip
    assert not heard
    assert (tmp_path / "there.csv").read_text("utf-8") == "kept"


def test_who_stops_leaves_no_half_file(files, model, tmp_path):
    class StoppedError(Exception):
        pass

    def progress(stage, fraction):
        if fraction > 0.7:
            raise StoppedError

    with pytest.raises(StoppedError):
        place_file(
            files / "new.csv", *model, Recipe(), tmp_path / "placed.csv",
            engine="duckdb", sample=SOME, cells=3000, progress=progress,
        )  # fmt: skip
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("engine", ["memory", "duckdb"])
def test_writing_parquet_hears_that_it_should_stop(files, model, tmp_path, engine):
    class StoppedError(Exception):
        pass

    def progress(stage, fraction):
        if "Writing" in str(stage):
            raise StoppedError

    with pytest.raises(StoppedError):
        place_file(
            files / "new.csv", *model, Recipe(), tmp_path / "placed.parquet",
            engine=engine, sample=SOME, cells=3000, progress=progress,
        )  # fmt: skip
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_of_the_result_is_not_blamed_on_the_temporary_folder(files, model):
    table = read_sample(files / "new.csv", Recipe().read, Recipe(), customers=SOME)
    like = predict(table, model[0], Recipe().read)
    task = ExportTask(Path("/dev/full"), "new.csv", of_prediction(like), None, False, silent)
    with pytest.raises(OSError, match="No space left") as caught:
        place_everyone(files / "new.csv", like, Recipe().read, of_prediction, [csv_pieces(task)], cells=3000)
    assert caught.value.errno == errno.ENOSPC


@pytest.mark.skipif(sys.platform != "linux", reason="files are limited as Linux does it")
def test_a_disk_that_takes_no_more_parquet_is_told_in_a_sentence(files, model, tmp_path):
    segdesk.CustomerModel(model[0], model[1]).save(tmp_path / "model.segdesk")
    out = tmp_path / "placed.parquet"
    answer = subprocess.run(
        [
            sys.executable,
            "-c",
            "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 14, 1 << 14)); "
            "from segdesk.cli.main import run_command_line; sys.exit(run_command_line(sys.argv[1:]))",
            *("predict", files / "new.csv", "--model", tmp_path / "model.segdesk", "--out", out, "--quiet"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 4
    assert "The result cannot be written: File too large" in answer.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["model.segdesk"]


def test_columns_called_otherwise_are_mapped(files, model, tmp_path):
    other = tmp_path / "other.csv"
    pd.read_csv(files / "new.csv", sep=";", dtype=str).rename(columns={"Amount": "Revenue 2"}).to_csv(
        other, index=False, sep=";"
    )
    found = [
        place_file(
            other, *model, Recipe(), tmp_path / f"{engine}-out.csv",
            engine=engine, entries=["Revenue 2=Amount"], sample=SOME, cells=3000,
        ).prediction.counts
        for engine in ("memory", "duckdb")
    ]  # fmt: skip
    assert found[0] == found[1]
    assert (tmp_path / "memory-out.csv").read_bytes() == (tmp_path / "duckdb-out.csv").read_bytes()


def test_purchases_are_summarised_without_holding_them(tmp_path):
    path = tmp_path / "orders.csv"
    shops.plain_shop().to_csv(path, index=False)
    recipe = Recipe().with_settings({"k": "3", "draws": 0, "kind": "transactions"})
    segmentation = segment(read_table(path), recipe)
    made_with = segmentation.provenance.recipe
    later = tmp_path / "later.csv"
    shops.plain_shop(2).to_csv(later, index=False)
    whole, by_sql = (tmp_path / f"{engine}.csv" for engine in ("memory", "duckdb"))
    place_file(later, segmentation.fit.model, made_with, Recipe(), whole, engine="memory")
    place_file(later, segmentation.fit.model, made_with, Recipe(), by_sql, engine="duckdb", lines=SOME)
    assert by_sql.read_bytes() == whole.read_bytes()


def test_an_engine_that_does_not_exist_is_refused(files, model, tmp_path):
    with pytest.raises(UsageError, match="no engine “abacus”"):
        place_file(files / "new.csv", *model, Recipe(), tmp_path / "placed.csv", engine="abacus")


def test_a_master_is_refused_where_spark_does_not_work(files, model, tmp_path):
    with pytest.raises(UsageError, match="engine “spark” only"):
        place_file(files / "new.csv", *model, Recipe(), tmp_path / "placed.csv", master="local[2]")
