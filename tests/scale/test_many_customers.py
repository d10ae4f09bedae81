"""Customers who are too many for memory are summarised some at a time, each as memory does."""

import csv
import json

import numpy as np
import pytest

import segdesk as api
from segdesk.delivery.everything import run_on_everything
from segdesk.delivery.placed_file import place_file
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.computed import derived_of_line
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import OutputError
from segdesk.io.reading import read_table
from segdesk.scale import customers, decisions
from segdesk.scale.customers import customers_in_parts
from segdesk.scale.texts import Limits
from tests.scale import shops
from tests.scale.same_customers import TODAY, check_account, check_columns, customers_in_memory


@pytest.fixture(autouse=True)
def _no_memory(monkeypatch):
    monkeypatch.setattr(decisions, "available_memory", lambda: 0)


def in_parts(path, limits, settings=None):
    recipe = Recipe().with_settings(settings or {})
    return list(customers_in_parts(path, recipe, None, TODAY, limits=limits))


def written(shop, tmp_path):
    path = tmp_path / "orders.csv"
    shop.to_csv(path, index=False)
    return path


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_one_part_is_what_memory_makes(tmp_path):
    path = written(shops.with_status(shops.plain_shop(6)), tmp_path)
    found, purchases = customers_in_memory(path, {})
    [(by_sql, purchases_by_sql)] = in_parts(path, Limits())
    check_columns(found, by_sql)
    check_account(purchases.reconciled, purchases_by_sql.reconciled)
    assert not by_sql.table.sample_of


def with_codes(frame):
    """Know three times as many customers, by codes."""
    known = frame["Customer ID"] != ""
    letter = np.array(["a", "B", "c"])[frame["Order No"].astype(int) % 3]
    frame.loc[known, "Customer ID"] = "K-" + frame["Customer ID"] + letter
    return frame


def with_decimals(frame):
    """Know three times as many customers, by numbers that are written with `.0` in some lines."""
    known = frame["Customer ID"] != ""
    number = frame["Order No"].astype(int)
    more = frame["Customer ID"] + (number % 3).astype(str) + np.where(number % 7 < 3, ".0", "")
    frame.loc[known, "Customer ID"] = more
    frame.loc[number == 500_007, "Customer ID"] = "Walk-in customer"
    return frame


SHOPS = {
    "status": shops.with_status,
    "addresses": shops.with_addresses,
    "tills": shops.with_tills,
    "credit notes": shops.with_credit_notes,
    "no orders": shops.without_orders,
    "no money": shops.without_money,
    "codes": with_codes,
    "decimals": with_decimals,
}
# What is found among customers: of the first ones, not of all.
FOUND = {"probability_active", "expected_orders", "expected_value"}


@pytest.mark.parametrize("shop", SHOPS)
def test_parts_together_are_what_memory_makes(shop, tmp_path):
    path = written(SHOPS[shop](shops.plain_shop(6)), tmp_path)
    bounds = customers_in_memory(path, {})[1].rfm.thresholds.settings()
    found, purchases = customers_in_memory(path, bounds)
    parts = in_parts(path, Limits(sample=6_000, texts=1_000, customers=150), bounds)
    assert len(parts) > 2
    assert all(each.table.names == parts[0][0].table.names for each, _ in parts)
    names = [name for name in found.table.names if name not in FOUND]
    assert {*found.table.names} - {*parts[0][0].table.names} <= FOUND
    for name in names:
        ours = np.concatenate([meant(each, name, found) for each, _ in parts])
        ours = ours[
            np.argsort(np.concatenate([meant(each, found.table.names[0], found) for each, _ in parts]))
        ]
        known = meant(found, name, found)
        if known.dtype.kind == "f":
            np.testing.assert_allclose(ours, known, rtol=1e-9, atol=1e-9, err_msg=name)
        else:
            np.testing.assert_array_equal(ours, known, err_msg=name)
    said = [str(each) for each in purchases.columns.warnings]
    for _, each in parts:
        check_account(purchases.reconciled, each.reconciled)
        assert [str(warning) for warning in each.columns.warnings] == said


def meant(inspection, name, like):
    """Return the values of a column, its levels as texts."""
    column = next(each for each in inspection.columns if each.name == name)
    if not column.levels:
        return column.values
    texts = np.array([*column.levels, ""], dtype=object)[column.values.astype(int)].astype(str)
    # Of several ways to write a value, a part may know another one as the commonest.
    return texts if column.name == like.table.names[0] else np.char.lower(texts)


def test_a_run_places_all_customers_by_segments_of_some(tmp_path, monkeypatch):
    monkeypatch.setattr(customers, "LIMITS", Limits(customers=150))
    path = written(shops.with_addresses(shops.plain_shop(6)), tmp_path)
    recipe = Recipe().with_settings({"k": "3", "method": "kmeans", "draws": 0, "formats": ("csv",)})
    delivered = run_on_everything(path, recipe, tmp_path / "out", today=TODAY)
    found, _ = customers_in_memory(path, {})
    rows = rows_of(delivered.folder / "labeled.csv")
    assert len(rows) == found.table.n_rows
    summary = json.loads(delivered.summary)
    assert 100 < summary["customers"] <= 150
    assert summary["everyone"]["rows"] == len(rows)
    sizes = np.bincount([int(row["segment"]) for row in rows], minlength=4)
    assert [summary["everyone"]["unassigned"], *summary["everyone"]["sizes"]] == sizes.tolist()
    told = f"on {summary['customers']} of {len(rows)} customers"
    assert any(told in str(note) for note in delivered.notes)
    report = (delivered.folder / "report.html").read_text("utf-8")
    assert "all figures are those of all lines" not in report
    assert f"These are {summary['customers']} of {len(rows)} customers" in report


def test_later_purchases_of_so_many_customers_are_placed_as_in_memory(tmp_path, monkeypatch):
    path = written(with_codes(shops.plain_shop(6)), tmp_path)
    recipe = Recipe().with_settings({"k": "3", "method": "kmeans", "draws": 0})
    made = segment(read_table(path), recipe, today=TODAY)
    model, made_with = made.fit.model, made.provenance.recipe
    whole, by_parts = tmp_path / "whole.csv", tmp_path / "parts.csv"
    place_file(path, model, made_with, Recipe(), whole, engine="memory")
    monkeypatch.setattr(customers, "LIMITS", Limits(customers=400))
    placed = place_file(
        path, model, made_with, Recipe(), by_parts, engine="duckdb", lines=Limits(sample=5_000)
    )
    ours, known = rows_of(by_parts), rows_of(whole)
    same = [name for name in known[0] if name not in FOUND]
    ours.sort(key=lambda row: row["Customer ID"])
    assert "segment" in same
    assert [[row[name] for name in same] for row in ours] == [[row[name] for name in same] for row in known]
    assert placed.prediction.counts.rows == len(known)
    assert f"All {len(known):,} rows were placed" in str(placed.steps[0])


def test_a_workbook_does_not_hold_so_many_customers(tmp_path, monkeypatch):
    path = written(shops.plain_shop(6), tmp_path)
    made = segment(read_table(path), Recipe().with_settings({"k": "3", "draws": 0}), today=TODAY)
    monkeypatch.setattr(customers, "LIMITS", Limits(customers=150))
    out = tmp_path / "placed.xlsx"
    with pytest.raises(OutputError, match="would not hold"):
        place_file(
            path,
            made.fit.model,
            made.provenance.recipe,
            Recipe(),
            out,
            engine="duckdb",
            lines=Limits(sample=5_000),
        )
    assert not out.exists()


def test_computed_columns_and_conditions_hold_for_all_customers(tmp_path, monkeypatch):
    monkeypatch.setattr(customers, "LIMITS", Limits(customers=150))
    path = written(shops.plain_shop(6), tmp_path)
    pace = derived_of_line("pace = frequency / (tenure_days + 1)")
    asked = {"derived": (pace,), "where": "frequency > 2"}
    recipe = Recipe().with_settings({"k": "3", "draws": 0, "formats": ("csv",), "report": (), **asked})
    delivered = run_on_everything(path, recipe, tmp_path / "out", today=TODAY)
    rows = rows_of(delivered.folder / "labeled.csv")
    assert len(rows) == customers_in_memory(path, {})[0].table.n_rows
    apart = [row for row in rows if float(row["frequency"]) <= 2]
    assert apart
    assert {row["segment"] for row in apart} == {""}
    assert "" not in {row["segment"] for row in rows if float(row["frequency"]) > 2}


@pytest.mark.parametrize("method", ["kmeans", "rfm"])
def test_whoever_is_in_the_sample_is_placed_where_the_run_put_them(tmp_path, monkeypatch, method):
    monkeypatch.setattr(customers, "LIMITS", Limits(customers=250))
    shop = shops.plain_shop(6)
    path, of_customers = written(shop, tmp_path), tmp_path / "customers.csv"
    ids = sorted({*shop["Customer ID"]} - {""})
    of_customers.write_text("Customer ID,age\n" + "".join(f"{i},{20 + int(i) % 50}\n" for i in ids), "utf-8")
    result = api.segment(
        path, engine="duckdb", method=method, join=str(of_customers), draws=0, formats=["csv"], report=[]
    )
    rows = rows_of(result.save(tmp_path / "out") / "labeled.csv")
    placed = {int(row["Customer ID"]): int(row["segment"]) for row in rows}
    own = dict(zip(result.frame["Customer ID"].astype(int), result.frame["segment"], strict=True))
    assert len(own) < len(placed) == len(rows)
    assert {who: placed[who] for who in own} == own
    assert all(int(row["age"]) == 20 + int(row["Customer ID"]) % 50 for row in rows)


def test_bounds_and_models_of_the_first_part_hold_for_all(tmp_path):
    parts = in_parts(written(with_codes(shops.plain_shop(6)), tmp_path), Limits(customers=800))
    assert len({each.rfm.thresholds.recency for _, each in parts}) == 1
    assert len({id(each.lifetime.orders_model) for _, each in parts}) == 1
    days, scores, expected = (
        np.concatenate([meant(found, name, found) for found, _ in parts])
        for name in ("recency_days", "recency_score", "expected_orders")
    )
    assert len({*zip(days.tolist(), scores.tolist(), strict=True)}) == len(np.unique(days))
    assert np.isfinite(expected).all()
