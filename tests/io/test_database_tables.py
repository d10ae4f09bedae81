"""Which table of a database is read where nobody says which."""

import sqlite3

import pytest

from segdesk.io.database_tables import likeliest_table
from segdesk.io.reading import read_table


@pytest.mark.parametrize(
    ("sizes", "table"),
    [
        ({"Album": 347, "Customer": 59, "Invoice": 412, "Track": 3503}, "Customer"),
        (
            {"Categories": 8, "CustomerCustomerDemo": 0, "CustomerDemographics": 0, "Customers": 91},
            "Customers",
        ),
        ({"customer_types": 4, "tbl_kunden": 80, "bestellungen": 900}, "tbl_kunden"),
        ({"customers": 0, "orders": 500, "products": 900}, "orders"),
        ({"clientes": 2, "ventas": 5000}, "ventas"),
        ({"clientes": 2, "ventas": 7}, "clientes"),
        ({"customer_address": 700, "dim_customer": 300}, "dim_customer"),
        ({"django_migrations": 90, "auth_permission": 120, "mitglieder": 60}, "mitglieder"),
        ({"log_entries": 90000, "order_items": 2000, "order_status": 5}, "order_items"),
        ({"a": 5, "b": 7}, "b"),
        ({"kundengruppen": 0, "b": 0}, "b"),
    ],
)
def test_customers_come_before_purchases_and_an_empty_table_comes_last(sizes, table):
    assert likeliest_table(list(sizes), sizes.__getitem__) == table


def test_a_database_opens_on_its_likeliest_table_and_says_so(tmp_path):
    path = tmp_path / "shop.db"
    connection = sqlite3.connect(path)
    connection.executescript(
        "CREATE TABLE customer_notes (id, note); CREATE TABLE customer_status (id, name);"
        "INSERT INTO customer_status VALUES (1, 'new'), (2, 'old'); CREATE TABLE kunden (id, umsatz);"
    )
    connection.executemany("INSERT INTO kunden VALUES (?, ?)", [(i, 3 * i) for i in range(40)])
    connection.commit()
    connection.close()
    table = read_table(path)
    assert (table.source.sheet, table.n_rows) == ("kunden", 40)
    assert "“kunden” was read; there are also customer_notes and customer_status" in str(table.steps[0])
