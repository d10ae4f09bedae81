"""A sample of a large file is a table like any other, drawn evenly, that says what it is a sample of."""

import duckdb
import numpy as np
import pandas as pd
import pytest

from segdesk.engine.recipe.recipe import Recipe
from segdesk.io.reading import read_table
from segdesk.progress import silent
from segdesk.samples import sample_path
from segdesk.scale import sampling, sources
from segdesk.scale.customers import customers_or_sample
from segdesk.scale.decisions import look_at_head
from segdesk.scale.engines import BY_DUCKDB
from segdesk.scale.sampling import read_sample
from segdesk.scale.sources import open_source
from segdesk.scale.texts import Limits
from tests.scale import shops

RECIPE = Recipe()


@pytest.fixture(scope="module")
def customers(tmp_path_factory):
    """Ten thousand customers, as CSV and as Parquet."""
    random = np.random.default_rng(5)
    frame = pd.DataFrame(
        {
            "customer": [f"C{i:05d}" for i in range(10_000)],
            "age": random.integers(18, 90, 10_000),
            "spent": random.gamma(2, 50, 10_000).round(2),
            "city": random.choice(["Köln", "Lyon", "a, b"], 10_000),
        }
    )
    folder = tmp_path_factory.mktemp("customers")
    frame.to_csv(folder / "customers.csv", index=False)
    duckdb.from_df(frame).write_parquet(str(folder / "customers.parquet"))
    return folder, frame


@pytest.mark.parametrize("name", ["customers.csv", "customers.parquet"])
def test_rows_of_customers_are_drawn_evenly_and_read_as_they_are(customers, name):
    folder, frame = customers
    found = read_sample(folder / name, RECIPE.read, RECIPE, customers=Limits(sample=1500))
    assert found.sample_of == 10_000
    assert 1500 <= found.n_rows <= 3000
    assert f"{found.n_rows:,} of the 10,000 rows" in str(found.steps[0])
    places = frame.set_index("customer").index.get_indexer(found.column("customer").cells())
    assert (np.diff(places) > 0).all(), "in the order of the file"
    tenths = np.histogram(places, 10, (0, 10_000))[0]
    assert tenths.min() > 0.7 * tenths.mean()
    whole = read_table(folder / name)
    for column in found.columns:
        np.testing.assert_array_equal(column.cells(), whole.column(column.name).cells()[places])
        assert column.native == whole.column(column.name).native


def test_a_sample_is_the_same_every_time_and_is_not_taken_for_the_whole(customers):
    path = customers[0] / "customers.csv"
    first, second = (read_sample(path, RECIPE.read, RECIPE, customers=Limits(sample=1500)) for _ in range(2))
    np.testing.assert_array_equal(first.column("customer").cells(), second.column("customer").cells())
    assert first.fingerprint == second.fingerprint
    assert first.fingerprint != read_table(path).fingerprint


def test_long_whole_numbers_are_kept_to_the_last_digit(tmp_path):
    path = tmp_path / "codes.parquet"
    frame = pd.DataFrame({"card": np.arange(1000) * 7 + 9_007_199_254_740_993, "spent": np.arange(1000) / 4})
    duckdb.from_df(frame).write_parquet(str(path))
    found, whole = read_sample(path, RECIPE.read, RECIPE), read_table(path)
    for name in ("card", "spent"):
        np.testing.assert_array_equal(found.column(name).cells(), whole.column(name).cells())


def test_a_table_that_is_no_larger_is_read_whole(customers):
    found = read_sample(customers[0] / "customers.csv", RECIPE.read, RECIPE)
    assert (found.n_rows, found.sample_of) == (10_000, 0)
    assert not any("sample" in str(step) for step in found.steps)


def test_of_purchases_all_lines_of_some_customers_are_read(tmp_path):
    frame = shops.plain_shop()
    path = tmp_path / "orders.csv"
    frame.to_csv(path, index=False)
    found = read_sample(path, RECIPE.read, RECIPE, lines=Limits(sample=len(frame) // 8))
    assert found.sample_of == len(frame)
    ours = pd.Series(found.column("Customer ID").cells()).value_counts()
    ours = ours.drop("", errors="ignore")
    theirs = frame["Customer ID"].astype(str).value_counts()
    assert len(ours) > 20
    assert (ours == theirs.reindex(ours.index)).all()
    assert "all lines of some customers" in str(found.steps[0])


def test_purchases_in_whose_first_lines_hardly_anybody_comes_twice_are_no_customers(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "_HEAD", 20_000)
    monkeypatch.setattr(sources, "_TAIL", 2_000)
    monkeypatch.setattr(sampling, "_TELLING", Limits(sample=600))
    random = np.random.default_rng(11)
    # Everybody comes once in each of three rounds.
    who = np.concatenate([random.permutation(6_000) for _ in range(3)])
    frame = pd.DataFrame(
        {
            "client": [f"C{i:05d}" for i in who],
            "day": np.datetime64("2024-01-01") + random.integers(0, 700, 18_000),
            "order": np.arange(18_000) + 1_000_000,
            "total": random.gamma(3, 20, 18_000).round(2),
            "group": random.choice(["food", "toys", "garden", "books"], 18_000),
        }
    )
    path = tmp_path / "orders.csv"
    frame.to_csv(path, index=False)
    with BY_DUCKDB.session(silent, None) as session:
        source = open_source(path, RECIPE.read, session, BY_DUCKDB.load)
        assert look_at_head(source, RECIPE).kind == "customers"
    found = read_sample(path, RECIPE.read, RECIPE, customers=Limits(sample=3_000), lines=Limits(sample=3_000))
    assert "all lines of some customers" in str(found.steps[0])
    assert set(pd.Series(found.column("client").cells()).value_counts()) == {3}
    inspection, _ = customers_or_sample(path, RECIPE)
    assert inspection.table.n_rows == 6_000


def test_who_stops_the_work_gets_no_sample():
    class StoppedError(Exception):
        pass

    def progress(stage, fraction):
        raise StoppedError

    with pytest.raises(StoppedError):
        read_sample(sample_path("orders"), RECIPE.read, RECIPE, progress)
