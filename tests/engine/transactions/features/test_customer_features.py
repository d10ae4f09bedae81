"""One row per customer, as a customers table that the rest of the engine takes."""

import numpy as np
import pytest

from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.schema.roles import infer_schema
from segdesk.engine.schema.types import type_columns
from segdesk.engine.transactions.features.join import join_customers
from segdesk.errors import InputError
from segdesk.samples import sample_path
from tests.engine.schema.tables import table_of
from tests.engine.transactions.shops import SHOP, changed, shop_of


def row(shop, name):
    return shop.features.numbers(name).tolist()


def test_the_small_shop():
    shop = shop_of(SHOP)
    features = shop.features
    assert features.identifier == "customer_id"
    assert features.orders.customers == ("A", "B")
    # The as-of day is 2024-04-01. A bought on 10 January and 3 February, B on 3 February and 31 March.
    assert row(shop, "recency_days") == [58, 1]
    assert row(shop, "frequency") == [2, 2]
    assert row(shop, "monetary") == [9.5, 4]
    assert row(shop, "average_order") == [4.75, 2]
    assert row(shop, "tenure_days") == [82, 58]
    assert row(shop, "orders_per_month") == [
        round(2 / (82 * 12 / 365.25), 6),
        round(2 / (58 * 12 / 365.25), 6),
    ]
    assert row(shop, "days_between_orders") == [24, 57]
    assert row(shop, "trend") == [-1, -1]
    assert row(shop, "weekend_share") == [0.5, 1]
    assert row(shop, "distinct_products") == [2, 2]
    assert features.forms == ("recency_days", "frequency", "monetary")
    assert features.value == "monetary"


def test_columns_are_a_table_that_types_the_same_again():
    shop = shop_of(SHOP)
    again = type_columns(shop.features.table)
    for made, read in zip(shop.features.columns, again, strict=True):
        assert made.name == read.name
        if made.type is ColumnType.NUMBER:
            np.testing.assert_array_equal(made.values.astype(float), read.values.astype(float))
    assert shop.features.table.names[0] == "customer_id"


def test_roles_can_be_given_to_the_columns():
    features = shop_of(SHOP).features
    spec = ColumnsSpec(
        kind="customers", id=features.identifier, use=features.forms, value=features.value
    )  # fmt: skip
    schema = infer_schema(features.columns, spec)
    assert schema.names(Role.SEGMENTATION) == features.forms
    assert schema.value_column == "monetary"


def test_a_return_takes_money_off_and_nothing_else():
    shop = shop_of(changed(customer_id=["A", "A", "A", "B", "", "A", "B", "B"]))
    assert row(shop, "recency_days") == [58, 1]
    assert row(shop, "frequency") == [2, 2]
    assert row(shop, "monetary") == [5.5, 4]
    assert row(shop, "return_share") == [round(4 / 9.5, 6), 0]


def test_without_order_numbers_each_day_is_an_order():
    cells = changed()
    del cells["order_no"]
    assert row(shop_of(cells), "frequency") == [2, 2]
    # Lines without a number count as an order of their day.
    gaps = shop_of(changed(order_no=["", "", "2", "3", "4", "C5", "6", ""]))
    assert row(gaps, "frequency") == [2, 3]


def test_without_money_there_is_recency_and_frequency():
    cells = changed()
    del cells["unit_price"]
    features = shop_of(cells).features
    assert features.forms == ("recency_days", "frequency")
    assert features.value is None
    assert "monetary" not in features.table.names


def test_the_as_of_day_moves_recency():
    assert row(shop_of(SHOP, as_of="2024-12-31"), "recency_days") == [332, 275]
    assert row(shop_of(SHOP, as_of="2024-02-03"), "recency_days") == [0, 0]


def test_categories_and_the_last_place():
    shop = shop_of(
        changed(
            category=["drink", "ware", "drink", "ware", "drink", "ware", "ware", "ware"],
            country=["DE", "DE", "AT", "AT", "AT", "AT", "", ""],
        )
    )
    assert row(shop, "share_drink") == [round(5.5 / 9.5, 6), 0]
    assert row(shop, "share_ware") == [round(4 / 9.5, 6), 1]
    assert shop.features.table.column("country").cells().tolist() == ["AT", "AT"]


def test_names_that_clash_get_a_number():
    assert "Frequency_2" not in shop_of(SHOP).features.table.names
    cells = changed()
    cells["Frequency"] = cells.pop("customer_id")
    features = shop_of(cells, customer="Frequency").features
    assert features.identifier == "Frequency"
    assert "frequency_2" in features.table.names


def test_medians_of_gaps_against_a_plain_computation(shared_data):
    shop = shop_of(shared_data / "data/rfm_orders/rfm_data_orders.csv")
    orders = shop.features.orders
    plain = [
        np.median(np.diff(orders.day[orders.customer == i])) if (orders.customer == i).sum() > 1 else np.nan
        for i in range(orders.n)
    ]
    np.testing.assert_array_equal(shop.features.numbers("days_between_orders"), plain)


def test_decimal_commas_stay(shared_data):
    shop = shop_of(shared_data / "data/superstore_eu/superstore_semicolon_decimal_comma.csv")
    assert shop.features.table.column("monetary").cells()[0] == "886,156"
    assert shop.features.columns[0].personal
    assert shop.features.numbers("monetary")[0] == 886.156


def test_row_order_does_not_matter():
    rng = np.random.default_rng(5)
    shop = shop_of(sample_path("orders"))
    cells = {c.name: c.cells() for c in shop.table.columns}
    order = rng.permutation(shop.table.n_rows)
    shuffled = shop_of({name: values[order].tolist() for name, values in cells.items()})
    for a, b in zip(shop.features.table.columns, shuffled.features.table.columns, strict=True):
        assert a.cells().tolist() == b.cells().tolist()
    assert [str(s) for s in shop.reconciled.steps] == [str(s) for s in shuffled.reconciled.steps]


CUSTOMERS = {
    "number": ["b", "A.0", "Z", "B", ""],
    "age": ["31", "52", "44", "33", "20"],
    "city": ["Ulm", "Jena", "Kiel", "Ulm", "Ulm"],
    "since": ["2020-01-01", "2021-05-17", "2019-03-04", "2022-02-02", "2020-01-31"],
    "frequency": ["1", "2", "3", "4", "5"],
}


def test_join_adds_columns_and_counts_both_sides():
    shop = shop_of(changed(customer_id=["A", "A", "A", "B", "D", "C", "B", "B"]))
    table = table_of({**CUSTOMERS, "number": ["b", "A", "Z", "B", ""]})
    joined = join_customers(shop.features, table, type_columns(table))
    assert joined.table.names[-4:] == ("age", "city", "since", "frequency_2")
    assert joined.numbers("age")[:2].tolist() == [52, 31]
    assert np.isnan(joined.numbers("age")[2])
    assert joined.table.column("city").cells().tolist() == ["Jena", "Ulm", ""]
    since = next(c for c in joined.columns if c.name == "since")
    assert since.type is ColumnType.DATE
    assert str(since.values[0])[:10] == "2021-05-17"
    told = [str(m) for m in (*joined.table.steps, *joined.table.warnings)]
    assert "t.csv: 2 of 3 customers with purchases were found in it." in told
    assert any(text.startswith("1 customer with purchases is not in t.csv") for text in told)
    assert any(text.startswith("1 customer of t.csv has no purchases") for text in told)
    assert any(text.startswith("1 row of t.csv repeats an identifier") for text in told)
    assert any(text.startswith("1 row of t.csv has no identifier") for text in told)
    assert joined.forms == shop.features.forms


def test_join_takes_numbers_written_with_a_decimal():
    shop = shop_of(changed(customer_id=["17.0", "17.0", "17.0", "18.0", "", "19.0", "18.0", "18.0"]))
    table = table_of({"Kundennummer": ["18", "17"], "age": ["40", "50"]})
    joined = join_customers(shop.features, table, type_columns(table))
    assert joined.numbers("age").tolist() == [50, 40]


def test_join_of_a_stranger_is_refused():
    shop = shop_of(SHOP)
    table = table_of({"id": ["X1", "X2"], "age": ["40", "50"]})
    with pytest.raises(InputError, match="stands in the purchases"):
        join_customers(shop.features, table, type_columns(table), key="id")


def test_a_trend_needs_two_orders_and_money_in_them():
    table = {
        "order_no": ["1", "2", "3", "4", "5", "6"],
        "date": ["2024-01-01", "2024-03-30", "2024-01-01", "2024-01-20", "2024-03-01", "2024-03-31"],
        "customer_id": ["A", "A", "B", "B", "C", "D"],
        "amount": ["10.50", "21.00", "0", "0", "7.25", "5.25"],
    }
    trend = shop_of(table).features.numbers("trend")
    # As of 1 April: 21 in the last third of the time against 10.5 in twice as long before.
    assert trend[0] == pytest.approx((2 * 21 - 10.5) / (2 * 21 + 10.5), abs=1e-6)
    assert np.isnan(trend[1:]).all()


def test_shares_of_the_five_largest_categories_and_of_what_came_back():
    names = ["a", "b", "c", "d", "e", "f"]
    table = {
        "order_no": [str(i) for i in range(1, 9)],
        "date": [f"2024-03-{i:02}" for i in range(1, 9)],
        "customer_id": ["A"] * 6 + ["B", "B"],
        "category": [f"group {name}" for name in names] + ["group a", "group a"],
        "amount": ["60.50", "50.50", "40.50", "30.50", "20.50", "10.50", "9.50", "-19.00"],
    }
    shop = shop_of(table)
    shares = {
        n: shop.features.numbers(n).tolist() for n in shop.features.table.names if n.startswith("share_")
    }
    assert list(shares) == [f"share_group {name}" for name in "abcde"]
    assert shares["share_group a"] == [round(60.5 / 213, 6), 1.0]
    assert shares["share_group e"] == [round(20.5 / 213, 6), 0.0]
    # More came back than was bought: 1 at most.
    assert row(shop, "return_share") == [0.0, 1.0]
    table["amount"][-1] = "-4.75"
    assert row(shop_of(table), "return_share") == [0.0, 0.5]
