"""RFM rules on a customers table that has recency, number of orders and money already."""

import numpy as np
import pandas as pd
import pytest

import segdesk
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.schema.inspection import inspect
from segdesk.engine.transactions.purchases import reconsider
from segdesk.engine.transactions.rfm.scores import score
from segdesk.errors import InputError, UsageError
from segdesk.io.frames import table_from_frame
from segdesk.io.model_file import write_model
from segdesk.io.recipe_file import recipe_from_toml, recipe_to_toml
from segdesk.report.rfm import scores_of_customers
from segdesk.samples import sample_path


@pytest.fixture(scope="module")
def of_orders():
    return segdesk.segment(sample_path("orders"), method="rfm", criteria="silhouette")


@pytest.fixture(scope="module")
def customers(of_orders):
    frame = of_orders.frame[["recency_days", "frequency", "monetary"]].reset_index(drop=True)
    frame.insert(0, "customer", [f"C{i:05}" for i in range(len(frame))])
    frame.columns = ["customer", "days since last order", "number of orders", "total revenue"]
    frame["age"] = 20 + np.arange(len(frame)) * 7 % 50
    return frame


def by_rfm(frame, **settings):
    return segdesk.segment(frame, method="rfm", criteria="silhouette", kind="customers", **settings)


@pytest.fixture(scope="module")
def found(customers):
    return by_rfm(customers)


def test_segments_are_those_of_the_orders_run(found, of_orders):
    np.testing.assert_array_equal(found.labels, of_orders.labels)
    assert found.segments["name"].tolist() == of_orders.segments["name"].tolist()
    assert found.recipe.transactions.rfm_monetary == of_orders.recipe.transactions.rfm_monetary


def test_the_columns_are_said_and_others_describe(found):
    assert found.segmentation.variables == ("days since last order", "number of orders", "total revenue")
    said = (
        "recency is “days since last order”, the number of orders “number of orders”, money “total revenue”"
    )
    assert any(said in step for step in found.steps)
    assert set(found.profile.query("role == 'descriptor variable'")["variable"]) == {"age"}
    rows = scores_of_customers(found.segmentation)[0].blocks[1].groups[0].rows
    assert [str(row.head) for row in rows] == [f"“{name}”" for name in found.segmentation.variables]


def test_scores_of_the_r_package(shared_data):
    published = pd.read_csv(shared_data / "data/rfm_orders/expected_scores_default5.csv")
    result = by_rfm(published.iloc[:, :4], rfm_preset="r-rfm")
    thresholds = result.segmentation.fit.model.assigner.thresholds
    scores = score(published.iloc[:, 1:4].to_numpy(float), thresholds)
    for ours, name in zip(scores, ("recency_score", "frequency_score", "monetary_score"), strict=True):
        np.testing.assert_array_equal(ours, published[name])


def test_the_day_of_the_last_order_serves_as_well_and_so_does_the_model(customers, found, tmp_path):
    days = pd.to_timedelta(customers["days since last order"], unit="D")
    dated = customers.assign(last_order=pd.Timestamp("2025-01-01") - days)
    dated = dated.drop(columns="days since last order")
    result = by_rfm(dated, as_of="2025-01-01")
    np.testing.assert_array_equal(result.labels, found.labels)
    assert any("count back from 2025-01-01" in step for step in result.steps)
    latest = by_rfm(dated)
    assert any("count back from " in step for step in latest.steps)
    write_model(tmp_path / "model.segdesk", result.segmentation.fit.model, result.recipe)
    placed = segdesk.load_model(tmp_path / "model.segdesk").predict(dated)
    np.testing.assert_array_equal(placed.frame["segment"], result.labels)


def test_who_lacks_one_of_the_three_is_in_no_segment_and_moves_no_threshold(customers, found):
    gaps = customers.astype({"total revenue": float})
    more = pd.concat([gaps, gaps.head(40).assign(**{"total revenue": np.nan, "customer": "new"})])
    more["customer"] = [f"C{i:05}" for i in range(len(more))]
    result = by_rfm(more)
    assert (result.labels[-40:] == 0).all()
    np.testing.assert_array_equal(result.labels[:-40], found.labels)


def test_without_money_orders_take_its_place(customers):
    result = by_rfm(customers.drop(columns="total revenue"))
    assert len(result.segmentation.variables) == 2
    assert any("there is no column of money" in step for step in result.steps)


def test_the_recipe_gives_the_same_segments_again(customers, found):
    recipe = recipe_from_toml(recipe_to_toml(found.recipe))
    assert (recipe.columns.recency, recipe.columns.frequency) == ("days since last order", "number of orders")
    np.testing.assert_array_equal(segdesk.segment(customers, recipe=recipe).labels, found.labels)


def test_a_table_without_such_columns_is_refused(customers):
    plain = customers.rename(columns={"days since last order": "a", "number of orders": "b"})
    with pytest.raises(InputError, match="without columns of recency") as refused:
        by_rfm(plain)
    assert "--recency" in str(refused.value.mend)
    assert by_rfm(plain, recency="a", frequency="b").k > 5


def test_another_column_cannot_form_segments_by_rules(customers):
    with pytest.raises(UsageError, match="RFM rules go by"):
        by_rfm(customers, use=["age", "number of orders", "days since last order"])


def test_the_window_sees_the_roles_with_the_method_and_without(customers):
    usual = Recipe().with_settings({"kind": "customers"})
    inspection = inspect(table_from_frame(customers), usual.columns)
    by_rules = reconsider(inspection, usual.with_settings({"method": "rfm"}))
    roles = {c.name: str(c.role) for c in by_rules.schema.choices}
    assert roles["age"] == "descriptor variable"
    back = reconsider(by_rules, usual)
    assert {c.name: str(c.role) for c in back.schema.choices}["age"] == "segmentation variable"
