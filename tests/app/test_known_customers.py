"""What opening a table made of its customers is taken over by a run, and only where the run would make the same."""

import datetime as dt
import gzip
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from segdesk.app import jobs
from segdesk.app.jobs import Opened
from segdesk.engine.pipeline.pipeline import customers_of, segment
from segdesk.engine.pipeline.stage_cache import StageCache
from segdesk.messages import Message
from segdesk.progress import silent
from segdesk.samples import sample_path
from tests.app.documents import opened, sample

QUICK = {"k": "3", "draws": 0, "criteria": ("silhouette", "inertia")}


@pytest.fixture(scope="module")
def orders(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    lines = gzip.decompress(sample_path("orders").read_bytes()).decode("utf-8-sig").splitlines()
    path = tmp_path_factory.mktemp("orders") / "orders.csv"
    path.write_text("\n".join(lines[:3001]) + "\n", "utf-8")
    return opened(path)


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"use": ("recency_days", "average_order"), "describe": ("monetary",), "ignore": ("trend",)},
        {"method": "rfm"},
        {"missing": "mean", "scale": "robust"},
    ],
)
def test_known_customers_are_those_that_a_run_would_make(orders: Opened, settings: dict[str, object]) -> None:
    recipe = orders.recipe.with_settings(QUICK | settings)
    known = jobs.known_customers(orders, recipe, orders.today)
    assert known is not None
    fresh, purchases = customers_of(orders.table, recipe, today=orders.today)
    assert purchases is not None
    assert known[0].schema == fresh.schema
    assert known[0].table.names == fresh.table.names
    for one, other in zip(known[0].columns, fresh.columns, strict=True):
        np.testing.assert_array_equal(one.values, other.values)
    found = jobs.find_segments(orders, recipe, None, silent).segmentation
    anew = segment(orders.table, recipe, today=orders.today)
    np.testing.assert_array_equal(found.fit.labels, anew.fit.labels)
    assert found.provenance.recipe == anew.provenance.recipe
    assert [str(step) for step in found.provenance.steps] == [str(step) for step in anew.provenance.steps]


def test_roles_of_a_customers_table_are_taken_over_too() -> None:
    file = sample()
    recipe = file.recipe.with_settings({"use": ("orders", "spend"), "kind": "customers"})
    known = jobs.known_customers(file, recipe, file.today)
    assert known is not None
    assert known[0].schema == customers_of(file.table, recipe)[0].schema


@pytest.mark.parametrize(
    "settings",
    [
        {"kind": "customers"},
        {"as_of": "2026-01-01"},
        {"date_order": "day-first"},
        {"rfm_bins": 4},
    ],
)
def test_what_would_make_other_customers_is_not_taken_over(
    orders: Opened, settings: dict[str, object]
) -> None:
    recipe = orders.recipe.with_settings(settings)
    assert recipe != orders.recipe
    assert jobs.known_customers(orders, recipe, orders.today) is None


def test_a_later_day_and_a_joined_file_are_looked_at_anew(orders: Opened, tmp_path: Path) -> None:
    assert jobs.known_customers(orders, orders.recipe, orders.today + dt.timedelta(days=1)) is None
    customers = tmp_path / "customers.csv"
    customers.write_text("customer_no,town\n10417,Ulm\n10419,Bonn\n", "utf-8")
    joined = opened(orders.table.source.path, join=str(customers))
    assert joined.recipe.transactions.join is not None
    assert jobs.known_customers(joined, joined.recipe, joined.today) is None


def test_another_number_of_segments_prepares_nothing_again(orders: Opened) -> None:
    said: list[str] = []

    def listen(stage: Message, fraction: float) -> None:
        said.append(str(stage))

    preparing = "Preparing the columns"
    fresh = replace(orders, cache=StageCache())
    recipe = orders.recipe.with_settings(QUICK)
    jobs.find_segments(fresh, recipe, None, listen)
    assert preparing in said
    said.clear()
    other = recipe.with_settings({"k": "4"})
    found = jobs.find_segments(fresh, other, None, listen).segmentation
    assert said
    assert preparing not in said
    np.testing.assert_array_equal(
        found.fit.labels, segment(orders.table, other, today=orders.today).fit.labels
    )
