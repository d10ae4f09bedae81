"""Purchases as tills, ledgers and invoicing programs export them."""

from decimal import Decimal

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


def holds(columns, truth, delimiter=",", **settings):
    """Hold what a table is understood as against the truth, and return what is told."""
    customers, purchases = understood(columns, delimiter, **settings)
    assert found(customers, purchases) == truth
    assert adds_up(purchases)
    return notes(purchases)


def half(order):
    return (order.money / 2).quantize(CENT)


def less_credits(made, key, back):
    """Return the truth where a credit note takes money off without being an order."""
    truth = truth_of((key(order), order.money) for order in made)
    for order in made:
        if order.state == "credit":
            n, money = truth[key(order)]
            truth[key(order)] = (n, money - back(order))
    return truth


def test_datev_books_credit_notes_on_the_other_side():
    made = orders({"": 8, "credit": 1})
    rows = []
    for order in made:
        line = {
            "Umsatz (ohne Soll/Haben-Kz)": german(order.money),
            "Soll/Haben-Kennzeichen": "S",
            "WKZ Umsatz": "EUR",
            "Konto": 10000 + order.customer,
            "Gegenkonto (ohne BU-Schlüssel)": "8400",
            "Belegdatum": f"{order.day:%d.%m.%Y}",
            "Belegfeld 1": f"RE{order.number}",
            "Buchungstext": f"Warenlieferung {order.name}",
        }
        rows.append(line)
        if order.state == "credit":
            rows.append(
                {
                    **line,
                    "Umsatz (ohne Soll/Haben-Kz)": german(half(order)),
                    "Soll/Haben-Kennzeichen": "H",
                    "Belegfeld 1": f"GS{order.number}",
                }
            )
    truth = less_credits(made, lambda order: str(10000 + order.customer), half)
    told = holds(cells(rows), truth, ";")
    assert "Orders are counted by “Belegfeld 1”" in told


def test_sap_bills_with_credit_memos_of_their_own_type():
    made = orders({"": 9, "credit": 1})
    rows = []
    for order in made:
        for line, item in enumerate(order.items):
            rows.append(
                {
                    "Faktura": 90000000 + order.number,
                    "Position": 10 * (line + 1),
                    "Fakturaart": "Rechnung",
                    "Fakturadatum": f"{order.day:%d.%m.%Y}",
                    "Auftraggeber": f"{order.customer + 100:010}",
                    "Material": item.product,
                    "Fakturierte Menge": item.pieces,
                    "Nettowert": german(item.money),
                    "Steuerbetrag": german((item.money * Decimal("0.19")).quantize(CENT)),
                    "Währung": "EUR",
                }
            )
        if order.state == "credit":
            rows.append(
                {
                    **rows[-1],
                    "Faktura": 95000000 + order.number,
                    "Fakturaart": "Gutschrift",
                    "Nettowert": german(rows and order.items[-1].money),
                }
            )
    truth = less_credits(
        made, lambda order: f"{order.customer + 100:010}", lambda order: order.items[-1].money
    )
    told = holds(cells(rows), truth, ";")
    assert "“Gutschrift”" in told


def test_invoices_of_an_accounting_program_in_german():
    made = orders({"Bezahlt": 6, "Überfällig": 1, "Storniert": 1, "Entwurf": 1})
    rows = [
        {
            "Belegdatum": f"{order.day:%d.%m.%Y}",
            "Belegnummer": f"RE-{order.number}",
            "Kunde": f"Firma {order.name}",
            "Status": order.state,
            "Bruttobetrag": german((order.money * Decimal("1.19")).quantize(CENT)),
            "Nettobetrag": german(order.money),
        }
        for order in made
    ]
    truth = truth_of(
        (f"Firma {order.name}", order.money) for order in made if order.state in ("Bezahlt", "Überfällig")
    )
    told = holds(cells(rows), truth, ";")
    assert "“Nettobetrag”; other columns that may hold it: Bruttobetrag" in told


def test_a_till_lists_refunds_as_events_with_money_below_zero():
    made = orders({"": 9, "credit": 1})
    rows = []
    for order in made:
        for item in order.items:
            line = {
                "Date": f"{order.day:%m/%d/%y}",
                "Time": "13:05:11",
                "Category": "Food" if item.pieces > 1 else "Drink",
                "Item": item.product,
                "Qty": f"{item.pieces}.0",
                "Gross Sales": f"${item.money + 1}",
                "Discounts": "-$1.00",
                "Net Sales": f"${item.money}",
                "Tax": "$0.00",
                "Transaction ID": f"T{order.number:x}k",
                "Event Type": "Payment",
                "Customer ID": f"CUST{order.customer:03}",
            }
            rows.append(line)
        if order.state == "credit":
            rows.append(
                {
                    **line,
                    "Qty": f"-{item.pieces}.0",
                    "Gross Sales": f"-${item.money + 1}",
                    "Discounts": "$1.00",
                    "Net Sales": f"-${item.money}",
                    "Event Type": "Refund",
                    "Transaction ID": f"T{order.number:x}r",
                }
            )
    truth = less_credits(made, lambda order: f"CUST{order.customer:03}", lambda order: order.items[-1].money)
    told = holds(cells(rows), truth)
    assert "Net Sales" in told


def test_sales_net_of_refunds_are_not_lessened_again():
    made = orders({"": 5, "credit": 1})
    rows = [
        {
            "Order #": order.number,
            "Opened": f"{order.day}",
            "Guest": order.mail,
            "Gross Sales": order.money,
            "Refunds": half(order) if order.state else "0.00",
            "Net Sales": order.money - (half(order) if order.state else 0),
        }
        for order in made
    ]
    truth = truth_of((order.mail, order.money - (half(order) if order.state else 0)) for order in made)
    told = holds(cells(rows), truth)
    assert "taken off" not in told


def test_a_column_of_voids_in_yes_and_no():
    made = orders({"": 8, "void": 1})
    rows = [
        {
            "Check Number": order.number,
            "Date": order.day,
            "Loyalty Card": f"L{order.customer:05}",
            "Voided": "Yes" if order.state else "No",
            "Total": order.money,
        }
        for order in made
    ]
    truth = truth_of((f"L{order.customer:05}", order.money) for order in made if not order.state)
    holds(cells(rows), truth)
    everything = truth_of((f"L{order.customer:05}", order.money) for order in made)
    holds(cells(rows), everything, count_status=("Voided",))


def test_german_orders_with_a_day_of_cancellation():
    made = orders({"": 8, "storno": 1})
    rows = [
        {
            "Auftragsnr": order.number,
            "Auftragsdatum": f"{order.day:%d.%m.%Y}",
            "Kundennr": f"{70000 + order.customer}",
            "Stornodatum": f"{order.day:%d.%m.%Y}" if order.state else "",
            "Auftragswert": german(order.money),
        }
        for order in made
    ]
    truth = truth_of((f"{70000 + order.customer}", order.money) for order in made if not order.state)
    holds(cells(rows), truth, ";")


def test_subscription_invoices_that_were_never_paid():
    made = orders({"paid": 8, "open": 1, "draft": 1, "void": 1, "uncollectible": 1})
    rows = [
        {
            "id": f"in_{order.number * 911:x}",
            "Number": f"{order.number:08}-0001",
            "Date (UTC)": f"{order.day} 00:00",
            "Customer": f"cus_{order.customer:05}",
            "Customer Email": order.mail,
            "Status": order.state,
            "Subtotal": order.money,
            "Total": order.money + 1,
            "Amount Due": order.money + 1,
            "Amount Paid": order.money + 1 if order.state == "paid" else "0.00",
            "Currency": "usd",
        }
        for order in made
    ]
    truth = truth_of((f"cus_{order.customer:05}", order.money + 1) for order in made if order.state == "paid")
    holds(cells(rows), truth)


def test_french_lines_with_a_status_of_delivery_and_one_of_payment():
    made = orders({"payé": 8, "échoué": 1, "remboursé": 1})
    rows = [
        {
            "Numéro de commande": order.number,
            "Date de commande": f"{order.day:%d/%m/%Y}",
            "N° client": f"CL{order.customer:04}",
            "Statut de paiement": order.state,
            "Statut de livraison": "en attente" if order.number % 4 else "expédié",
            "Article": item.product,
            "Quantité": item.pieces,
            "Prix unitaire": german(item.price),
        }
        for order in made
        for item in order.items
    ]
    truth = truth_of((f"CL{order.customer:04}", order.money) for order in made if order.state == "payé")
    told = holds(cells(rows), truth, ";")
    assert "livraison" not in told


def test_marketplace_lines_where_a_cancelled_line_has_no_money():
    made = orders({"Shipped": 8, "Cancelled": 1})
    rows = [
        {
            "Document": f"MK-{order.number}",
            "Sold at": order.day,
            "Buyer": f"user{order.customer:03}",
            "State of order": order.state,
            "Units": 0 if order.state == "Cancelled" else item.pieces,
            "Line total": "" if order.state == "Cancelled" else item.money,
        }
        for order in made
        for item in order.items
    ]
    truth = truth_of((f"user{order.customer:03}", order.money) for order in made if order.state == "Shipped")
    told = holds(cells(rows), truth)
    assert "Orders are counted by “Document”" in told
