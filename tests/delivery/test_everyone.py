"""Segments found on a sample of customers: all rows of the file are written with them, and what is said tells which."""

import csv
import json

import duckdb
import numpy as np
import pandas as pd
import pytest

from segdesk.delivery.deliver import deliver
from segdesk.delivery.everything import run_on_everything
from segdesk.engine.data.agreement import adjusted_rand
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import OutputError
from segdesk.io.reading import read_table
from segdesk.scale import sampling
from segdesk.scale.sampling import read_sample
from segdesk.scale.texts import Limits
from tests.scale import shops

N = 6000
RECIPE = Recipe().with_settings(
    {"k": "3", "method": "kmeans", "draws": 0, "formats": ("csv", "parquet"), "criteria": ("silhouette",)}
)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Six thousand customers in three groups, some of them alike, some odd."""
    random = np.random.default_rng(3)
    group = random.integers(0, 3, N)
    frame = pd.DataFrame(
        {
            "id": [f"C{i:05d}" for i in range(N)],
            "visits": random.poisson(2 + 10 * group),
            "spent": (random.gamma(20, 2, N) * (1 + 2 * group)).round(2),
            "note": random.choice(["", "x; y", 'say "hello"'], N),
        }
    )
    path = tmp_path_factory.mktemp("many") / "customers.csv"
    frame.to_csv(path, index=False)
    return path


@pytest.fixture(autouse=True)
def _small_samples(monkeypatch):
    monkeypatch.setattr(sampling, "CUSTOMERS", Limits(sample=1500))


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def delivered(path, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sampling, "CUSTOMERS", Limits(sample=1500))
        return run_on_everything(path, RECIPE, tmp_path_factory.mktemp("run") / "segments")


def test_every_row_of_the_file_is_written_as_it_is_with_its_segment(path, delivered):
    written, given = rows_of(delivered.folder / "labeled.csv"), rows_of(path)
    assert [{name: row[name] for name in given[0]} for row in written] == given
    assert [*written[0]][-3:] == ["segment", "segment_name", "segment_confidence"]
    with duckdb.connect() as connection:
        typed = connection.read_parquet(str(delivered.folder / "labeled.parquet"))
        assert [str(kind) for kind in typed.types[:4]] == ["VARCHAR", "BIGINT", "DOUBLE", "VARCHAR"]
        assert [row[4] for row in typed.fetchall()] == [int(row["segment"]) for row in written]


def test_what_is_said_tells_the_sample_from_all_rows_and_agrees_with_the_file(delivered):
    summary = json.loads(delivered.summary)
    sizes = np.bincount(
        [int(row["segment"]) for row in rows_of(delivered.folder / "labeled.csv")], minlength=4
    )
    assert summary["everyone"]["rows"] == N
    assert [summary["everyone"]["unassigned"], *summary["everyone"]["sizes"]] == sizes.tolist()
    assert 1200 <= summary["customers"] <= 3000
    told = next(each for each in summary["warnings"] if "all rows were placed" in each)
    assert f"{summary['customers']:,} of 6,000 rows" in told
    for segment_, n in zip(summary["segments"], sizes[1:], strict=True):
        assert f"{segment_['name']}: {100 * n / N:.0f}%" in told
    report = (delivered.folder / "report.html").read_text("utf-8")
    assert "all rows were placed" in report
    assert f"These are {summary['customers']:,} of the 6,000 rows of the file" in report


def test_segments_of_the_sample_are_those_of_the_whole(path, delivered):
    whole = segment(read_table(path), RECIPE).fit.labels
    ours = [int(row["segment"]) for row in rows_of(delivered.folder / "labeled.csv")]
    assert adjusted_rand(whole, np.array(ours)) > 0.98


def test_the_sample_alone_is_written_where_nothing_else_is_asked_for(path, tmp_path):
    sample = read_sample(path, RECIPE.read, RECIPE)
    result = segment(sample, RECIPE)
    deliver(result, tmp_path / "sample")
    assert len(rows_of(tmp_path / "sample" / "labeled.csv")) == sample.n_rows


def test_of_a_workbook_alone_a_text_table_is_written_and_why_is_said(path, tmp_path):
    delivered = run_on_everything(path, RECIPE.with_settings({"formats": ("xlsx",)}), tmp_path / "segments")
    assert "labeled.csv" in delivered.files
    assert "labeled.xlsx" not in delivered.files
    assert any("labeled.xlsx was not written" in str(note) for note in delivered.notes)


def test_purchases_are_all_summarised(tmp_path):
    path = tmp_path / "orders.csv"
    shops.plain_shop().to_csv(path, index=False)
    recipe = RECIPE.with_settings({"formats": ("csv",)})
    delivered = run_on_everything(path, recipe, tmp_path / "segments")
    result = segment(read_table(path), recipe)
    deliver(result, tmp_path / "memory")
    assert (delivered.folder / "labeled.csv").read_bytes() == (
        tmp_path / "memory" / "labeled.csv"
    ).read_bytes()
    assert "everyone" not in json.loads(delivered.summary)


def test_who_stops_finds_no_half_result(path, tmp_path):
    class StoppedError(Exception):
        pass

    def progress(stage, fraction):
        if fraction > 0.75:
            raise StoppedError

    with pytest.raises(StoppedError):
        run_on_everything(path, RECIPE, tmp_path / "segments", progress=progress)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_holds_something_else_is_refused_before_any_work(path, tmp_path):
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(OutputError):
        run_on_everything(path, RECIPE, tmp_path, progress=lambda stage, fraction: pytest.fail("work began"))
