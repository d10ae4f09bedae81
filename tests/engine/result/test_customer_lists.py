"""Lists of customers to act on: who is on them, in which order, with what they bring."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from segdesk.engine.result.customer_lists import customer_lists
from segdesk.io.writers.lists_file import write_list
from tests.sample_results import changed, customers, orders


def listed(result):
    return {each.name: each for each in customer_lists(result)}


def frame_of(result):
    return pd.DataFrame({column.name: column.values for column in result.source.columns})


def test_the_most_valuable_are_the_top_tenth_by_money():
    result = orders()
    money = frame_of(result)["monetary"]
    top = listed(result)["most_valuable"]
    assert len(top.rows) >= round(len(money) / 10)
    assert money[top.rows].is_monotonic_decreasing
    others = money.drop(top.rows)
    assert others.max() < money[top.rows].min()
    assert top.value == pytest.approx(money[top.rows].sum())
    assert top.value_share == pytest.approx(money[top.rows].sum() / money.sum())


def test_a_list_by_a_column_calls_it_by_its_name_and_only_purchases_are_money():
    of_column, of_purchases = (
        next(each for each in customer_lists(make()) if each.name == "most_valuable")
        for make in (customers, orders)
    )
    assert str(of_column.finding).endswith("of “Spend”.")
    assert str(of_purchases.finding).endswith("of the money.")


def test_who_is_slipping_away_goes_by_the_forecast_of_orders():
    result = orders()
    table = frame_of(result)
    slipping = listed(result)["slipping_away"]
    # Who bought on one day only has no rhythm to fall out of.
    several = table["tenure_days"] > table["recency_days"]
    assert set(slipping.rows) == set(np.flatnonzero((table["probability_active"] < 0.5) & several))
    assert table["monetary"][slipping.rows].is_monotonic_decreasing


def test_without_a_forecast_it_goes_by_the_own_rhythm():
    result = orders()
    result = changed(result, purchases=replace(result.source.purchases, lifetime=None))
    table = frame_of(result)
    usual = table["days_between_orders"].median()
    silent = table["recency_days"] > np.fmax(3 * table["days_between_orders"], usual)
    assert set(listed(result)["slipping_away"].rows) == set(
        np.flatnonzero((table["frequency"] >= 3) & silent)
    )


def test_a_few_weeks_of_orders_show_no_rhythm():
    result = orders()
    short = tuple(
        replace(column, values=column.values / 100) if column.name == "tenure_days" else column
        for column in result.source.columns
    )
    result = changed(result, columns=short, purchases=replace(result.source.purchases, lifetime=None))
    assert "slipping_away" not in listed(result)


def test_the_borderline_are_those_of_low_confidence_lowest_first():
    result = customers()
    borderline = listed(result)["borderline"]
    assert set(borderline.rows) == set(np.flatnonzero(result.fit.confidence < 0.1))
    assert (np.diff(result.fit.confidence[borderline.rows]) >= 0).all()


def test_a_list_that_the_table_cannot_give_is_not_there():
    assert "slipping_away" not in listed(customers())
    assert "borderline" not in listed(orders("rfm")), "rules leave no doubt"
    assert "most_valuable" not in listed(changed(customers(), value_column=None))


def test_the_file_holds_the_labeled_rows_and_the_second_segment(tmp_path):
    result = customers()
    borderline = listed(result)["borderline"]
    assert write_list(tmp_path / "borderline.csv", result, borderline) == ()
    written = pd.read_csv(tmp_path / "borderline.csv", dtype=str, encoding="utf-8-sig")
    for name in ("customer_id", "spend"):
        cells = pd.Series(result.source.table.column(name).cells())[borderline.rows]
        assert written[name].fillna("").tolist() == cells.tolist()
    assert written["segment_second"].astype(int).tolist() == result.fit.second[borderline.rows].tolist()
    assert (written["segment_second"] != written["segment"]).all()
    names = {segment.number: str(segment.name) for segment in result.description.segments}
    assert written["segment_second_name"].tolist() == [names[n] for n in result.fit.second[borderline.rows]]
