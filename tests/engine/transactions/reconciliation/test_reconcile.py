"""Each line is kept or left out for one reason, by a rule that can be changed, and the money adds up to the cent."""

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.transactions.reconciliation.last_month import incomplete_month
from segdesk.engine.transactions.reconciliation.money import Money, exact, times
from segdesk.engine.transactions.reconciliation.reconcile import reconcile
from segdesk.errors import InputError, UsageError
from tests.engine.transactions.shops import changed, shop_of


def told(shop) -> dict[str, tuple[int, Decimal | None]]:
    """Return lines and money by reason."""
    return {c.key: (c.lines, c.money and c.money.decimal) for c in shop.reconciled.left_out}


def adds_up(reconciled) -> bool:
    """Whether lines and money in are those kept and left out."""
    kept, out = reconciled.all_kept, reconciled.left_out
    lines = reconciled.all_in.lines == kept.lines + sum(c.lines for c in out)
    return lines and reconciled.all_in.money.units == kept.money.units + sum(c.money.units for c in out)


def test_the_small_shop():
    shop = shop_of(changed())
    assert told(shop) == {"no_customer": (1, Decimal("1.10")), "no_order": (1, Decimal("-4.00"))}
    assert adds_up(shop.reconciled)
    noted = {c.key: (c.lines, c.in_table) for c in shop.reconciled.noted}
    assert noted == {"repeated": (1, 1), "zero": (2, 2)}
    assert shop.reconciled.as_of == dt.date(2024, 4, 1)
    assert str(shop.reconciled.steps[0]) == (
        "8 lines with 10.60 in the table; 6 lines of 2 customers with 13.50 are kept."
    )
    assert [(str(why), n) for why, n in shop.reconciled.customers_left_out] == [
        ("returns or cancellations but no order", 1)
    ]


@pytest.mark.parametrize(
    ("rule", "key", "lines", "money"),
    [
        ({"duplicates": "drop"}, "repeated", 1, "0.00"),
        ({"zero_lines": "drop"}, "zero", 2, "0.00"),
        ({"returns": "drop"}, "return", 1, "-4.00"),
        ({"as_of": "2024-03-01"}, "late", 4, "-2.90"),
    ],
)
def test_each_rule_can_be_changed(rule, key, lines, money):
    shop = shop_of(changed(), **rule)
    assert told(shop)[key] == (lines, Decimal(money))
    assert adds_up(shop.reconciled)


def test_an_incomplete_last_month_is_kept_with_a_warning_or_dropped():
    date = ["2024-01-27", "2024-01-28", "2024-01-28", "2024-01-29", "2024-01-31", *["2024-02-02"] * 3]
    kept = shop_of(changed(date=date))
    assert "not complete" in str(kept.reconciled.warnings[0])
    assert kept.reconciled.as_of == dt.date(2024, 2, 3)
    dropped = shop_of(changed(date=date), last_month="drop")
    assert told(dropped)["last_month"][0] == 3
    assert dropped.reconciled.as_of == dt.date(2024, 2, 1)
    assert adds_up(dropped.reconciled)


def test_usual_gaps_make_no_month_incomplete():
    weekdays = np.arange("2024-01-01", "2024-03-30", dtype="datetime64[D]")
    days = weekdays[np.is_busday(weekdays)].astype(np.int64)
    assert incomplete_month(days) is None
    assert incomplete_month(days[:-3]).missing == 5
    assert incomplete_month(np.array([days[0]])).missing == 30


def test_dates_in_the_future_are_left_out():
    date = ["2024-01-10"] * 7 + ["2204-01-10"]
    shop = shop_of(changed(date=date))
    again = reconcile(shop.table, shop.columns, shop.chosen, TransactionsSpec(), today=dt.date(2024, 6, 1))
    assert (again.left_out[0].key, again.left_out[0].lines) == ("late", 1)
    assert again.as_of == dt.date(2024, 1, 11)
    # A clock set to long ago says that all lines are yet to come, and is not believed.
    wrong = reconcile(shop.table, shop.columns, shop.chosen, TransactionsSpec(), today=dt.date(1970, 1, 1))
    assert not [c for c in wrong.left_out if c.key == "late"]


def test_several_currencies_are_refused_until_one_is_chosen():
    cells = changed(currency=["EUR", "EUR", "EUR", "EUR", "EUR", "USD", "USD", ""])
    with pytest.raises(InputError, match="several currencies: EUR and USD") as refused:
        shop_of(cells)
    assert "--currency EUR" in str(refused.value)
    chosen = shop_of(cells, currency="eur")
    assert told(chosen)["other_currency"][0] == 3
    assert adds_up(chosen.reconciled)
    with pytest.raises(InputError, match="No amount is in the currency “CHF”"):
        shop_of(cells, currency="CHF")


def test_currencies_written_with_the_amounts_are_seen():
    cells = {
        "customer": ["A", "B", "A", "B"],
        "date": ["2024-01-01", "2024-01-20", "2024-01-30", "2024-01-31"],
        "amount": ["€ 10.50", "$ 7.25", "€ 3.00", "€ 1.00"],
    }
    with pytest.raises(InputError, match="several currencies"):
        shop_of(cells)
    shop = shop_of(cells, currency="€")
    assert shop.reconciled.all_kept.money == Money(1450, 2)


def test_credit_notes_are_returns_only_among_other_numbers():
    shop = shop_of(changed(order_no=["1", "1", "C2", "3", "4", "C5", "6", "6"]))
    assert shop.reconciled.lines.is_return.tolist() == [False, False, True, False, False, True, False, False]
    assert "above zero" in str(shop.reconciled.warnings[-1])
    named = shop_of(changed(order_no=["C1", "C1", "C2", "C3", "C4", "C5", "C6", "C6"]))
    assert named.reconciled.lines.is_return.sum() == 1


def test_lines_without_day_or_amount_are_left_out_and_counted():
    cells = changed(
        date=["2024-01-10", "", *["2024-01-31"] * 6], unit_price=["1.10", "4.00", "", *["2.00"] * 5]
    )
    shop = shop_of(cells)
    assert told(shop)["no_date"] == (1, Decimal("4.00"))
    assert told(shop)["no_amount"] == (1, Decimal("0.00"))
    assert adds_up(shop.reconciled)


def test_nothing_left_says_why():
    with pytest.raises(InputError, match="No order is left") as refused:
        shop_of(changed(), as_of="1999-01-01")
    assert "8 lines" in str(refused.value)


def test_a_price_without_quantity_is_the_amount():
    cells = changed()
    del cells["quantity"]
    assert shop_of(cells).reconciled.all_in.money == Money(1530, 2)


def test_money_is_written_with_all_its_decimals():
    assert str(Money(-123456789, 2)) == "−1,234,567.89"
    assert str(Money(5, 3)) == "0.005"


def test_a_single_amount_far_down_decides_on_the_decimals():
    values = np.full(100_000, 3.0)
    values[-1] = 0.125
    units, decimals = exact(values)
    assert (units[0], units[-1], decimals) == (3000, 125, 3)


def test_repeated_lines_are_found_among_many():
    rng, n = np.random.default_rng(3), 3000
    cells = {
        "date": ["2024-01-10"] * n,
        "customer_id": [f"A{i}" for i in rng.integers(0, 60, n)],
        "product": [f"P{i}" for i in rng.integers(0, 60, n)],
        "amount": [str(i) for i in rng.integers(1, 4, n)],
    }
    found = shop_of(cells).reconciled.lines.repeats
    np.testing.assert_array_equal(found, pd.DataFrame(cells).duplicated())
    assert 300 < found.sum() < n


def test_too_large_amounts_are_refused():
    with pytest.raises(InputError, match="too large"):
        exact(np.array([1e18, 1e18]))
    with pytest.raises(InputError, match="too large"):
        times(np.array([1e10]), np.array([1e10]))


def test_bad_settings_are_refused():
    for wrong in (
        {"as_of": "soon"},
        {"duplicates": "maybe"},
        {"rfm_bins": 2},
        {"rfm_recency": ("5", "4", "6", "7")},
        {"rfm_frequency": ("1", "2")},
        {"rfm_monetary": ("a", "b", "c", "d")},
    ):
        with pytest.raises(UsageError):
            TransactionsSpec(**wrong)


@given(
    st.lists(
        st.tuples(
            st.integers(-50, 50),
            st.integers(-99_999, 99_999),
            st.sampled_from(["A", "B", ""]),
            st.integers(1, 28),
        ),
        min_size=1,
        max_size=30,
    )
)
@settings(max_examples=60)
def test_money_in_is_money_kept_and_left_out(rows):
    cells = {
        "customer_id": ["A", *(row[2] for row in rows)],
        "date": ["2024-01-01", *(f"2024-01-{row[3]:02}" for row in rows)],
        "quantity": ["3", *(str(row[0]) for row in rows)],
        "unit_price": ["0.5", *(f"{row[1] / 1000:.3f}" for row in rows)],
    }
    for rule in (
        {},
        {"duplicates": "drop", "zero_lines": "drop"},
        {"returns": "drop", "as_of": "2024-01-15"},
    ):
        shop = shop_of(cells, customer="customer_id", **rule)
        assert adds_up(shop.reconciled)
        total = sum(Decimal(row[0]) * row[1] / 1000 for row in rows) + Decimal("1.5")
        assert shop.reconciled.all_in.money.decimal == total
        assert Decimal(str(round(shop.features.numbers("monetary").sum(), 3))) == (
            shop.reconciled.all_kept.money.decimal
        )


def test_online_retail_equals_plain_pandas_to_the_cent(shared_data):
    path = shared_data / "data/online_retail/online_retail.csv.gz"
    shop = shop_of(path)
    plain = pd.read_csv(path, dtype={"InvoiceNo": str}, parse_dates=["InvoiceDate"])
    plain["mills"] = (plain["Quantity"] * (plain["UnitPrice"] * 1000).round()).astype("int64")
    is_return = plain["InvoiceNo"].str.startswith("C") | (plain["Quantity"] < 0) | (plain["mills"] < 0)
    known = plain["CustomerID"].notna()
    ordered = set(plain.loc[known & ~is_return, "CustomerID"])
    orderless = known & ~plain["CustomerID"].isin(ordered)

    reconciled = shop.reconciled
    assert reconciled.lines.decimals == 3
    assert (reconciled.all_in.lines, reconciled.all_in.money.units) == (541_909, plain["mills"].sum())
    assert {c.key: (c.lines, c.customers, c.money.units) for c in reconciled.left_out} == {
        "no_customer": (135_080, 0, plain.loc[~known, "mills"].sum()),
        "no_order": (orderless.sum(), 33, plain.loc[orderless, "mills"].sum()),
    }
    assert adds_up(reconciled)
    repeated = next(c for c in reconciled.noted if c.key == "repeated")
    assert (repeated.in_table, repeated.lines) == (5_268, (plain.duplicated() & known & ~orderless).sum())
    assert "not complete" in str(reconciled.warnings[0])

    kept = plain[known & ~orderless].assign(CustomerID=plain["CustomerID"].astype(str))
    bought = kept[~is_return[kept.index]]
    as_of = plain["InvoiceDate"].max().normalize() + pd.Timedelta(days=1)
    last = bought.groupby("CustomerID")["InvoiceDate"].max().dt.normalize()
    expected = pd.DataFrame({
        "recency_days": (as_of - last).dt.days,
        "frequency": bought.groupby("CustomerID")["InvoiceNo"].nunique(),
        "monetary": kept.groupby("CustomerID")["mills"].sum() / 1000,
    })  # fmt: skip
    assert shop.features.orders.customers == tuple(expected.index)
    for name in expected:
        np.testing.assert_array_equal(shop.features.numbers(name), expected[name].to_numpy(dtype=float))
