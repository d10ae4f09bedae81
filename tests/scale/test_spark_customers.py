"""Customers in Spark: segments are found in a sample that it draws, and everyone is placed as in memory."""

import csv
import json

import pytest

import segdesk as api
from segdesk.engine.recipe.recipe import Recipe
from segdesk.samples import sample_path
from segdesk.scale import customers, decisions, sampling
from segdesk.scale.customers import customers_in_parts
from segdesk.scale.engine_choice import engine_named
from segdesk.scale.texts import Limits
from tests.scale import shops
from tests.spark import spark_session

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

QUICK = {"k": 3, "method": "kmeans", "draws": 0, "formats": ["csv"], "report": []}


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    with spark_session(tmp_path_factory.mktemp("spark")) as session:
        yield session


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """The sample three times, each row with what is odd for a reader of lines."""
    head, *rows = sample_path("customers").read_text("utf-8-sig").splitlines()
    odd = [f'{row},"a ""b"", c{i}"' for i, row in enumerate(3 * rows)]
    path = tmp_path_factory.mktemp("many") / "many.csv"
    path.write_text("\n".join([f"{head},remark", *odd]) + "\n", "utf-8")
    return path


@pytest.fixture(autouse=True)
def _small_samples(monkeypatch):
    monkeypatch.setattr(sampling, "CUSTOMERS", Limits(sample=1000))


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_everyone_is_written_with_the_segments_of_a_sample(spark, path, tmp_path):
    result = api.segment(path, engine="spark", master=spark, **QUICK)
    folder = result.save(tmp_path / "out")
    written, given = rows_of(folder / "labeled.csv"), rows_of(path)
    assert [{name: row[name] for name in given[0]} for row in written] == given
    summary = json.loads((folder / "summary.json").read_text("utf-8"))
    assert 500 < summary["customers"] < summary["everyone"]["rows"] == len(given)
    # Whoever is in the sample is placed where the run put them.
    own = dict(zip(result.frame["remark"], result.frame["segment"], strict=True))
    placed = {row["remark"]: int(row["segment"]) for row in written}
    assert {remark: placed[remark] for remark in own} == own


def test_a_file_is_placed_as_in_memory(spark, path, tmp_path):
    model = api.segment(path, engine="memory", **QUICK).model
    told = {}
    for engine, master in (("memory", None), ("spark", spark)):
        told[engine] = model.place_file(path, tmp_path / f"{engine}.csv", engine=engine, master=master)
    assert (tmp_path / "spark.csv").read_bytes() == (tmp_path / "memory.csv").read_bytes()
    assert told["spark"]["sizes"] == told["memory"]["sizes"]
    assert "rows were placed" in told["spark"]["steps"][0]


def test_customers_too_many_for_memory_are_placed_as_by_duckdb(spark, tmp_path, monkeypatch):
    monkeypatch.setattr(decisions, "available_memory", lambda: 0)
    monkeypatch.setattr(customers, "LIMITS", Limits(sample=6_000, texts=1_000, customers=400))
    path = tmp_path / "orders.csv"
    shops.with_addresses(shops.plain_shop(6)).head(6_000).to_csv(path, index=False)
    told = {}
    for engine, master in (("duckdb", None), ("spark", spark)):
        parts = list(customers_in_parts(path, Recipe(), engine=engine_named(engine, master)))
        assert len(parts) > 1
        told[engine] = sorted(name for found, _ in parts for name in found.table.column("Email").cells())
    assert told["spark"] == told["duckdb"]
