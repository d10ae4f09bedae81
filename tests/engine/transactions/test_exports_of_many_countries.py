"""Purchases under the headings and in the words of further countries and programs."""

from collections import Counter
from decimal import Decimal

import pytest

from segdesk.engine.pipeline.pipeline import customers_of
from segdesk.engine.recipe.recipe import Recipe
from tests.engine.schema.tables import table_of
from tests.engine.transactions.made_orders import (
    CENT,
    adds_up,
    cells,
    found,
    german,
    notes,
    orders,
    truth_of,
    understood,
)

DUTCH_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def holds(columns, truth, delimiter=","):
    """Hold what a table is understood as against the truth, and return what is told."""
    customers, purchases = understood(columns, delimiter)
    assert found(customers, purchases) == truth
    assert adds_up(purchases)
    return notes(purchases)


@pytest.mark.parametrize(
    ("customer", "order", "date", "amount"),
    [
        ("KUNNR", "BELNR", "BUDAT", "DMBTR"),
        ("Kd-Nr.", "Re-Nr.", "Re-Datum", "Re-Betrag"),
        ("Codice cliente", "Numero fattura", "Data fattura", "Totale"),
        ("Klantnummer", "Factuurnummer", "Factuurdatum", "Bedrag"),
        ("Consumer name", "ID", "Date", "Amount"),
        ("Nutzername des Käufers", "Bestellnummer", "Verkaufsdatum", "Gesamtpreis"),
        ("Customer Phone", "Order #", "Opened", "Total"),
        ("msisdn", "txn", "call_start", "charge"),
        ("Guest ID", "Reservation", "Booking Date", "Total Price"),
    ],
)
def test_headings_name_customer_order_day_and_money(customer, order, date, amount):
    made = orders({"": 1})
    rows = [
        {
            order: f"B{each.number}",
            date: each.day.isoformat().replace("-", "" if date == "BUDAT" else "-"),
            customer: f"+49170{each.customer:07}",
            amount: each.money,
        }
        for each in made
    ]
    holds(cells(rows), truth_of((f"+49170{each.customer:07}", each.money) for each in made))


def test_dutch_months_and_states_are_read():
    made = orders({"Betaald": 8, "Geannuleerd": 1, "Terugbetaald": 1})
    rows = [
        {
            "Ordernummer": each.number,
            "Besteldatum": f"{each.day.day} {DUTCH_MONTHS[each.day.month - 1]} {each.day.year}",
            "Klantnummer": f"KL{each.customer:03}",
            "Totaal": f"€ {german(each.money)}",
            "Status": each.state,
        }
        for each in made
    ]
    truth = truth_of((f"KL{each.customer:03}", each.money) for each in made if each.state == "Betaald")
    told = holds(cells(rows), truth, ";")
    assert "Geannuleerd" in told


def test_payments_of_a_ledger_are_no_purchases_beside_its_invoices():
    made = orders({"paid": 4, "open": 1})
    rows = []
    for each in made:
        line = {
            "Posting Date": each.day,
            "Document Type": "Invoice",
            "Document No.": f"INV-{each.number}",
            "Customer No.": f"C{each.customer:04}",
            "Amount": each.money,
        }
        rows.append(line)
        if each.state == "paid":
            payment = {
                "Document Type": "Payment",
                "Document No.": f"PAY-{each.number}",
                "Amount": -each.money,
            }
            rows.append({**line, **payment})
    told = holds(cells(rows), truth_of((f"C{each.customer:04}", each.money) for each in made))
    assert "Payment" in told


def test_charges_that_are_called_payments_count_where_no_invoices_stand():
    made = orders({"Payment": 9, "Refund": 1})
    rows = [
        {
            "Date": each.day,
            "Type": each.state,
            "Customer ID": f"u{each.customer}",
            "Transaction ID": f"T{each.number}",
            "Amount": each.money,
        }
        for each in made
    ]
    truth = truth_of((f"u{each.customer}", each.money) for each in made if each.state == "Payment")
    customers, purchases = understood(cells(rows))
    assert {key: n for key, (n, _) in found(customers, purchases).items()} == {
        key: n for key, (n, _) in truth.items()
    }


def test_an_open_document_of_a_ledger_is_a_sale():
    made = orders({"Ja": 1, "Nein": 1})
    rows = [
        {
            "Buchungsdatum": f"{each.day:%d.%m.%y}",
            "Belegnr.": f"RE{each.number}",
            "Debitorennr.": f"D{each.customer:05}",
            "Betrag": german(each.money),
            "Offen": each.state,
        }
        for each in made
    ]
    holds(cells(rows), truth_of((f"D{each.customer:05}", each.money) for each in made), ";")


def test_quotations_and_guests_who_did_not_come_are_no_orders():
    made = orders({"Sales Order": 8, "Quotation": 1, "No-show": 1})
    rows = [
        {
            "Order Reference": f"S{each.number}",
            "Creation Date": each.day,
            "Customer": each.name,
            "Total": each.money,
            "Status": each.state,
        }
        for each in made
    ]
    holds(cells(rows), truth_of((each.name, each.money) for each in made if each.state == "Sales Order"))


def test_numbers_of_payments_count_orders_beside_a_description():
    made = orders({"": 1})
    rows = [
        {
            "id": f"ch_{each.number}Qx",
            "Created (UTC)": f"{each.day} 10:15",
            "Amount": each.money,
            "Description": "Payment for invoice" if each.number % 2 else "Subscription",
            "Customer ID": f"cus_{each.customer:03}",
        }
        for each in made
    ]
    holds(cells(rows), truth_of((f"cus_{each.customer:03}", each.money) for each in made))


def test_customer_numbers_with_a_decimal_point_are_the_same_without():
    made = orders({"": 1})
    rows = [
        {
            "CustomerID": f"{12000 + each.customer}{'.0' if each.number % 3 else ''}",
            "InvoiceNo": f"R{each.number}",
            "InvoiceDate": each.day,
            "Amount": each.money,
        }
        for each in made
    ]
    told = holds(cells(rows), truth_of((f"{12000 + each.customer}", each.money) for each in made))
    assert "“CustomerID”" in told
    assert "“.0”" in told


@pytest.mark.parametrize("heading", ["Ext. Price", "Extended Amount", "Line Total"])
def test_the_money_of_lines_goes_before_pieces_times_price(heading):
    made = orders({"": 1})
    rows = [
        {
            "Invoice": f"I{each.number}",
            "Date": each.day,
            "Client Code": f"C-{each.customer:03}",
            "SKU": item.product,
            "Quantity": item.pieces,
            "Price": item.price,
            "Disc %": 10,
            heading: (item.money * 9 / 10).quantize(CENT),
        }
        for each in made
        for item in each.items
    ]
    money: Counter[str] = Counter()
    for row in rows:
        money[row["Client Code"]] += row[heading]
    customers, purchases = understood(cells(rows))
    assert {key: amount for key, (_, amount) in found(customers, purchases).items()} == money


@pytest.mark.parametrize(
    ("price", "discount", "written", "left"),
    [
        ("Lineitem price", "Lineitem discount", "1.25", lambda money: money - Decimal("1.25")),
        ("UnitPrice", "Discount", "0.25", lambda money: money * 3 / 4),
        ("Einzelpreis", "Rabatt", "20%", lambda money: money * 4 / 5),
    ],
)
def test_discounts_of_lines_are_taken_off(price, discount, written, left):
    made = orders({"": 1})
    rows = [
        {
            "Order ID": f"N{each.number}",
            "Order Date": each.day,
            "Customer ID": f"C{each.customer:03}",
            "Product": item.product,
            "Quantity": item.pieces,
            price: item.price,
            discount: written if n % 2 else written.replace("1", "0").replace("2", "0").replace("5", "0"),
        }
        for each in made
        for n, item in enumerate(each.items)
    ]
    money: Counter[str] = Counter()
    for each in made:
        for n, item in enumerate(each.items):
            money[f"C{each.customer:03}"] += left(item.money) if n % 2 else item.money
    customers, purchases = understood(cells(rows))
    assert f"“{discount}” is taken off" in notes(purchases)
    for key, (_, amount) in found(customers, purchases).items():
        assert abs(amount - money[key]) <= CENT


@pytest.mark.parametrize("of_order", [False, True])
def test_discounts_that_cannot_be_told_are_left_with_a_note(of_order):
    made = orders({"": 1})
    rows = [
        {
            "Order ID": f"N{each.number}",
            "Order Date": each.day,
            "Customer ID": f"C{each.customer:03}",
            "Product": item.product,
            "Quantity": item.pieces,
            "Unit price": item.price,
            "Discount": f"{each.number % 7}.35" if of_order else 5 * (n % 3),
        }
        for each in made
        for n, item in enumerate(each.items)
    ]
    told = holds(cells(rows), truth_of((f"C{each.customer:03}", each.money) for each in made))
    assert "“Discount” is not taken off" in told


@pytest.mark.parametrize("headings", [("Discount", "Line Total"), ("Order Discount", "Order Total")])
def test_an_amount_is_less_its_discounts_already(headings):
    discount, total = headings
    made = orders({"": 1})
    rows = [
        {
            "Order ID": f"N{each.number}",
            "Order Date": each.day,
            "Customer ID": f"C{each.customer:03}",
            discount: "2.00",
            total: each.money,
        }
        for each in made
    ]
    told = holds(cells(rows), truth_of((f"C{each.customer:03}", each.money) for each in made))
    assert "taken off" not in told


@pytest.mark.parametrize("blank", [("Customer", "Date"), ("Order", "Customer", "Date")])
def test_further_lines_of_an_order_have_the_customer_and_day_of_the_first(blank):
    made = orders({"": 1})
    rows = []
    for each in made:
        for n, item in enumerate(each.items):
            line = {
                "Order": f"S{each.number}",
                "Customer": each.name,
                "Date": each.day,
                "Product": item.product,
                "Qty": item.pieces,
                "Line total": item.money,
            }
            rows.append({**line, **(dict.fromkeys(blank, "") if n else {})})
    customers, purchases = understood(cells(rows))
    assert found(customers, purchases) == truth_of((each.name, each.money) for each in made)
    assert any("from another line" in str(each) for each in purchases.reconciled.warnings)


def test_a_line_of_totals_is_no_further_line_of_the_last_order():
    made = orders({"": 1})
    rows = [
        {
            "Order": f"S{each.number}",
            "Customer": each.name,
            "Date": each.day,
            "Product": item.product,
            "Amount": item.money,
        }
        for each in made
        for item in each.items
    ]
    totals = [
        {"Order": "", "Customer": "", "Date": "", "Product": "", "Amount": amount} for amount in (1, 2, 3, 4)
    ]
    customers, purchases = understood(cells([*rows, *totals]))
    assert found(customers, purchases) == truth_of((each.name, each.money) for each in made)


def test_receipts_that_start_again_are_told_apart_by_their_day():
    made = orders({"": 1}, n=400, n_customers=8)
    days = sorted({(each.day, each.number % 5, each.customer) for each in made})
    rows = [
        {"Date": day, "Receipt No": number + 1, "Card No": f"K{customer:03}", "Amount": "5.25"}
        for day, number, customer in days
    ]
    holds(cells(rows), truth_of((f"K{customer:03}", Decimal("5.25")) for _, _, customer in days))


@pytest.mark.parametrize("guest", ["", "0", "Guest"])
def test_guests_without_a_number_are_known_by_their_address(guest):
    made = orders({"": 1})
    rows = [
        {
            "Order #": each.number,
            "Order Date": each.day,
            "Customer ID": guest if each.number % 2 else each.customer + 1,
            "Customer Email": each.mail,
            "Order Total": each.money,
        }
        for each in made
    ]
    holds(cells(rows), truth_of((each.mail, each.money) for each in made))


def test_a_list_of_contacts_with_phones_is_one_of_customers():
    columns = {
        "Name": [f"Person {i}" for i in range(60)],
        "Phone": [f"+3461200{i // 2:04}" for i in range(60)],
        "Created": [f"2024-{1 + i % 12:02}-{1 + i % 28:02}" for i in range(60)],
        "Revenue": [f"{i * 7.25:.2f}" for i in range(60)],
    }
    customers, purchases = customers_of(table_of(columns), Recipe())
    assert purchases is None
    assert customers.table.n_rows == 60


def test_the_total_after_fees_is_not_what_was_sold():
    made = orders({"": 1})
    rows = [
        {
            "Date": each.day,
            "Net Sales": f"${each.money:,.2f}",
            "Tip": "$1.50",
            "Total Collected": f"${each.money + Decimal('1.50'):,.2f}",
            "Fees": "-$0.30",
            "Net Total": f"${each.money + Decimal('1.20'):,.2f}",
            "Transaction ID": f"TX{each.number}",
            "Customer ID": f"CU{each.customer:03}",
        }
        for each in made
    ]
    told = holds(cells(rows), truth_of((f"CU{each.customer:03}", each.money) for each in made))
    assert "Money is taken from “Net Sales”" in told
