"""The columns that RFM rules go by are found by headings in several languages, and nothing else is taken for them."""

import pytest

from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.schema.rfm_columns import find_rfm_columns
from segdesk.engine.schema.types import type_columns
from segdesk.errors import InputError
from tests.engine.schema.tables import table_of

DAYS = [str(3 + i * 7 % 200) for i in range(60)]
DATES = [f"2024-{1 + i % 12:02}-{1 + i % 28:02}" for i in range(60)]
COUNTS = [str(1 + i * i % 9) for i in range(60)]
MONEY = [f"{20 + i * 37 % 91}.5" for i in range(60)]


def found(headings, cells, spec=None):
    columns = type_columns(table_of(dict(zip(headings, cells, strict=True))))
    return find_rfm_columns(columns, spec or ColumnsSpec(), headings[-1])


@pytest.mark.parametrize(
    ("recency", "orders"),
    [
        ("recency_days", "number_of_orders"),
        ("Recency", "Frequency"),
        ("DaysSinceLastPurchase", "OrderCount"),
        ("Tage seit der letzten Bestellung", "Anzahl Bestellungen"),
        ("Tage seit letztem Kauf", "Käufe"),
        ("días desde la última compra", "número de pedidos"),
        ("Jours depuis le dernier achat", "Nombre de commandes"),
        ("Giorni dall'ultimo ordine", "Numero di ordini"),
    ],
)
def test_headings_of_numbers(recency, orders):
    rfm = found([recency, orders, "money"], [DAYS, COUNTS, MONEY])
    assert rfm is not None
    assert rfm.names == (recency, orders, "money")


@pytest.mark.parametrize(
    "heading",
    [
        "most_recent_visit", "LastPurchaseDate", "Datum der letzten Bestellung", "Letztes Kaufdatum",
        "fecha última compra", "Date du dernier achat", "last order",
    ],
)  # fmt: skip
def test_headings_of_the_day_of_the_last_order(heading):
    rfm = found([heading, "orders", "money"], [DATES, COUNTS, MONEY])
    assert rfm is not None
    assert rfm.recency == heading


def test_days_come_before_their_date():
    rfm = found(["last_order", "recency_days", "orders", "money"], [DATES, DAYS, COUNTS, MONEY])
    assert rfm.recency == "recency_days"


@pytest.mark.parametrize(
    "headings",
    [
        ("Months since last claim", "orders"),
        ("Recency score", "orders"),
        ("signup_date", "orders"),
        ("recency_days", "NumWebPurchases"),
        ("recency_days", "order_id"),
        ("Days since last complaint", "frequency"),
    ],
)
def test_what_speaks_of_other_things_is_not_taken(headings):
    assert found([*headings, "money"], [DAYS, COUNTS, MONEY]) is None


def test_counts_are_whole_numbers():
    assert found(["recency", "purchases", "money"], [DAYS, MONEY[::-1], MONEY]) is None


def test_columns_that_are_named_are_taken_whatever_their_headings():
    spec = ColumnsSpec(recency="silence", frequency="HOW OFTEN")
    rfm = found(["silence", "how often", "money"], [DAYS, COUNTS, MONEY], spec)
    assert rfm.names == ("silence", "how often", "money")


@pytest.mark.parametrize(("setting", "name"), [("recency", "town"), ("frequency", "day"), ("frequency", "x")])
def test_columns_that_hold_something_else_are_refused(setting, name):
    with pytest.raises(InputError):
        found(
            ["town", "day", "orders", "money"],
            [["Bonn", "Ulm"] * 30, DATES, COUNTS, MONEY],
            ColumnsSpec(**{setting: name}),
        )
