"""A purchases table is recognised, and who, what, when and how much are found in it without any option."""

import pytest

from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.schema.purchase_columns.columns import find_columns, looks_like_transactions
from segdesk.engine.schema.types import type_columns
from segdesk.errors import InputError
from segdesk.samples import sample_path
from tests.engine.schema.tables import table_of
from tests.engine.transactions.shops import SHOP, changed, columns_of

LINES = """SELECT c.*, i.*, l.* FROM Customer c JOIN Invoice i ON i.CustomerId = c.CustomerId
JOIN InvoiceLine l ON l.InvoiceId = i.InvoiceId"""
REAL = [
    (
        "online_retail/online_retail_2010-12.csv",
        {},
        {
            "customer": "CustomerID",
            "date": "InvoiceDate",
            "order": "InvoiceNo",
            "quantity": "Quantity",
            "price": "UnitPrice",
            "product": "StockCode",
            "country": "Country",
        },
    ),
    (
        "rfm_orders/rfm_data_orders.csv",
        {},
        {"customer": "customer_id", "date": "order_date", "amount": "revenue"},
    ),
    (
        "groceries/Groceries_dataset.csv",
        {},
        {"customer": "Member_number", "date": "Date", "product": "itemDescription"},
    ),
    (
        "superstore_eu/superstore_semicolon_decimal_comma.csv",
        {},
        {
            "customer": "Customer Name",
            "date": "Ship Date",
            "amount": "Sales",
            "quantity": "Quantity",
            "product": "Product Name",
            "category": "Category",
            "country": "City",
        },
    ),
    (
        "chinook/Chinook_Sqlite.sqlite",
        {"table": "Invoice"},
        {
            "customer": "CustomerId",
            "date": "InvoiceDate",
            "order": "InvoiceId",
            "amount": "Total",
            "country": "BillingCountry",
        },
    ),
    (
        "chinook/Chinook_Sqlite.sqlite",
        {"query": LINES},
        {
            "customer": "CustomerId",
            "date": "InvoiceDate",
            "order": "InvoiceId",
            "quantity": "Quantity",
            "price": "UnitPrice",
            "country": "Country",
        },
    ),
]
ROLES = (
    "customer",
    "date",
    "order",
    "quantity",
    "price",
    "amount",
    "product",
    "category",
    "currency",
    "country",
)


def found(columns, spec=None):
    chosen = find_columns(columns, spec)
    return {role: getattr(chosen, role) for role in ROLES if getattr(chosen, role) is not None}


@pytest.mark.parametrize(("file", "reading", "expected"), REAL)
def test_real_files(shared_data, file, reading, expected):
    columns = columns_of(shared_data / "data" / file, **reading)
    yes, why = looks_like_transactions(columns)
    assert yes
    assert expected["customer"] in str(why)
    assert found(columns) == expected
    assert set(expected) <= set(find_columns(columns).reasons)


def test_the_sample_of_orders():
    columns = columns_of(sample_path("orders"))
    assert looks_like_transactions(columns)[0]
    assert found(columns) == {
        "customer": "customer_no",
        "date": "order_date",
        "order": "order_no",
        "quantity": "quantity",
        "price": "unit_price",
        "product": "product",
        "category": "category",
        "country": "country",
    }


@pytest.mark.parametrize(
    "file",
    [
        "mall_customers/Mall_Customers.csv",
        "customer_personality/marketing_campaign.csv",
        "customer_personality/marketing_campaign_us_dates.csv",
        "credit_card/CC_GENERAL.csv",
        "telco_churn/Telco-Customer-Churn.csv",
        "bank_marketing/bank-additional.csv",
        "retail_demographics/segmentation data.csv",
        "tea/tea.csv",
        "cdnow/cdnow_customers_summary_with_transactions.csv",
        "rfm_orders/expected_scores_default5.csv",
        "messy/spanish_chars.csv",
        "messy/utf-16le_encoded.csv",
        "clustering_benchmarks/other_iris.csv",
    ],
)
def test_tables_of_customers_are_no_purchases(shared_data, file):
    assert not looks_like_transactions(columns_of(shared_data / "data" / file))[0]


@pytest.mark.parametrize("table", ["Customer", "Employee", "Track", "InvoiceLine"])
def test_tables_of_other_things_are_no_purchases(shared_data, table):
    assert not looks_like_transactions(
        columns_of(shared_data / "data/chinook/Chinook_Sqlite.sqlite", table=table)
    )[0]


@pytest.mark.parametrize("sample", ["customers", "survey"])
def test_samples_of_customers_are_no_purchases(sample):
    assert not looks_like_transactions(columns_of(sample_path(sample)))[0]


def many(n=120):
    """Return purchases of 15 customers, some with orders of two lines."""
    return {
        "order": [f"{1000 + i // 2}" for i in range(n)],
        "day": [f"2024-{1 + (i // 2) % 12:02}-{1 + (i // 2) % 28:02}" for i in range(n)],
        "who": [f"K{(i // 2) % 15:03}" for i in range(n)],
        "what": [f"P{i % 7}" for i in range(n)],
        "pieces": [str(1 + i % 3) for i in range(n)],
        "each": [f"{2 + i % 5}.50" for i in range(n)],
    }


@pytest.mark.parametrize(
    "headings",
    [
        ("Rechnungsnummer", "Rechnungsdatum", "Kundennummer", "Artikelnummer", "Menge", "Einzelpreis"),
        ("Bestellnr", "Bestelldatum", "Kunde", "Artikel", "Anzahl", "Preis"),
        ("Nº factura", "Fecha", "Cliente", "Producto", "Cantidad", "Precio unitario"),
        ("id_pedido", "fecha_pedido", "id_cliente", "sku", "unidades", "precio"),
        ("transaction_id", "transaction_date", "client_id", "product_id", "qty", "price"),
        ("Order ID", "Order Date", "Customer ID", "Product ID", "Quantity", "Unit Price"),
        ("receipt", "timestamp", "loyalty_card_no", "item", "units", "price_per_unit"),
    ],
)
def test_headings_in_three_languages(headings):
    cells = dict(zip(headings, many().values(), strict=True))
    columns = type_columns(table_of(cells))
    assert looks_like_transactions(columns)[0]
    roles = ("order", "date", "customer", "product", "quantity", "price")
    expected = dict(zip(roles, headings, strict=True))
    assert expected.items() <= found(columns).items()


@pytest.mark.parametrize(
    "heading", ["Betrag", "Umsatz", "importe", "total_amount", "Sales", "order_value", "Gesamtpreis"]
)
def test_headings_of_money(heading):
    cells = {"Kunden-Nr": many()["who"], "Datum": many()["day"], heading: many()["each"]}
    assert found(type_columns(table_of(cells)))["amount"] == heading


def test_codes_are_found_without_telling_headings():
    n = 1200
    cells = {
        "column_1": [f"R{i // 3:05}" for i in range(n)],
        "date": [f"2024-{1 + (i // 90) % 12:02}-{1 + (i // 9) % 28:02}" for i in range(n)],
        "column_3": [f"P{(i // 3) * 7 % 101:04}" for i in range(n)],
        "column_4": [f"{i % 13}.95" for i in range(n)],
    }
    columns = type_columns(table_of(cells))
    assert found(columns) == {
        "order": "column_1",
        "date": "date",
        "customer": "column_3",
        "amount": "column_4",
    }
    assert looks_like_transactions(columns)[0]


def test_currencies_are_found_by_content():
    cells = {**many(), "unit": ["EUR", "USD", "EUR"] * 40}
    assert found(type_columns(table_of(cells)))["currency"] == "unit"


def test_an_order_total_on_each_line_is_not_added_up():
    orders = [i // 3 for i in range(90)]
    prices = [1.5 + i * 7919 % 101 for i in range(90)]
    totals = [sum(p for o, p in zip(orders, prices, strict=True) if o == order) for order in orders]
    cells = {
        "order_id": [str(500 + order) for order in orders],
        "customer_id": [f"C{order % 9}" for order in orders],
        "order_date": [f"2024-01-{1 + order % 28:02}" for order in orders],
        "quantity": ["1"] * 90,
        "unit_price": [str(price) for price in prices],
        "total": [str(total) for total in totals],
    }
    chosen = find_columns(type_columns(table_of(cells)))
    assert chosen.amount is None
    assert "whole order" in str(chosen.reasons["amount"])
    without = {name: values for name, values in cells.items() if name not in ("quantity", "unit_price")}
    chosen = find_columns(type_columns(table_of(without)))
    assert chosen.amount == "total"
    assert chosen.once_per_order
    assert "once per order" in str(chosen.warnings[0])


def test_named_columns_win():
    columns = type_columns(table_of(changed(amount=["1.5"] * 8, paid=["2.5", "3"] * 4)))
    assert found(columns, TransactionsSpec(amount="PAID ", order="product"))["amount"] == "paid"
    assert found(columns, TransactionsSpec(order="product"))["order"] == "product"
    by_pieces = find_columns(columns, TransactionsSpec(price="unit_price", quantity="quantity"))
    assert by_pieces.amount is None


def test_a_named_column_must_exist_and_fit():
    columns = type_columns(table_of(SHOP))
    with pytest.raises(InputError, match="no column “nobody”"):
        find_columns(columns, TransactionsSpec(customer="nobody"))
    with pytest.raises(InputError, match="can't be the amount"):
        find_columns(columns, TransactionsSpec(amount="product"))
    with pytest.raises(InputError, match="can't be the date"):
        find_columns(columns, TransactionsSpec(date="product"))


def test_missing_customer_or_date_says_which_option_to_use():
    columns = type_columns(table_of({"x": ["1.5", "2"], "date": ["2024-01-01", "2024-02-01"]}))
    with pytest.raises(InputError, match="--customer"):
        find_columns(columns).require()
    columns = type_columns(table_of({"customer": ["A", "B", "A"], "amount": ["1.5", "2", "3"]}))
    with pytest.raises(InputError, match="--date"):
        find_columns(columns).require()


def test_a_unique_customer_beside_a_household_means_customers():
    cells = {
        "customer_id": [f"C{i:04}" for i in range(200)],
        "household_id": [f"H{i // 2:04}" for i in range(200)],
        "date": [f"2024-01-{1 + i % 28:02}" for i in range(200)],
    }
    assert not looks_like_transactions(type_columns(table_of(cells)))[0]


def test_a_line_number_does_not_hide_purchases():
    cells = {"id": [str(i + 1) for i in range(120)], **many(), "customer_id": many()["who"]}
    assert looks_like_transactions(type_columns(table_of(cells)))[0]


def orders_of(n, lines, **more):
    """Return `n` orders of so many lines, with other columns made of the number of the order and of the line."""
    places = [(order, line) for order in range(n) for line in range(lines)]
    cells = {
        "order_id": [str(500 + order) for order, _ in places],
        "customer_id": [f"C{order % 9}" for order, _ in places],
        "order_date": [f"2024-01-{1 + order % 28:02}" for order, _ in places],
    }
    for name, make in more.items():
        cells[name] = [str(make(order, line)) for order, line in places]
    return type_columns(table_of(cells))


@pytest.mark.parametrize(("n", "several"), [(5, True), (4, False)])
def test_ten_lines_in_orders_of_several_tell_a_total_from_an_amount(n, several):
    # Also of the first order, whose code is 0.
    columns = orders_of(
        n, 2, quantity=lambda o, i: 1, unit_price=lambda o, i: 3.5 + o, total=lambda o, i: 7 + 2 * o
    )
    assert (find_columns(columns).amount is None) == several


def test_an_amount_that_is_that_of_its_line_is_one():
    def price(order, line):
        return 3.5 + order + line

    columns = orders_of(9, 2, quantity=lambda o, i: 2, unit_price=price, total=lambda o, i: 2 * price(o, i))
    assert find_columns(columns).amount == "total"


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (lambda i: f"{i % 17}.95", True),
        # One in five at least has decimals, and hardly any more than two.
        (lambda i: f"{i % 17}.5" if i % 4 == 0 else f"{i % 17}", True),
        (lambda i: f"{i % 17}.5" if i % 5 == 0 else f"{i % 17}", False),
        (lambda i: f"{i % 17}.955", False),
        (lambda i: f"{i % 17 - 9}.25", False),
        (lambda i: f"0.{10 + i % 80}", True),
    ],
)
def test_money_without_a_telling_heading_has_cents(values, found):
    n = 120
    cells = {
        "customer_id": [f"C{i % 11}" for i in range(n)],
        "order_date": [f"2024-01-{1 + i % 28:02}" for i in range(n)],
        "x": [values(i) for i in range(n)],
    }
    assert (find_columns(type_columns(table_of(cells))).amount == "x") == found


@pytest.mark.parametrize(("n_values", "found"), [(1, False), (2, True)])
def test_groups_of_products_are_two_at_least(n_values, found):
    cells = {**many(), "category": [f"group {'abcdefgh'[i % n_values]}" for i in range(120)]}
    assert (find_columns(type_columns(table_of(cells))).category == "category") == found
