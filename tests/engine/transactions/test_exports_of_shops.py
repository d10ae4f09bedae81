"""Orders as shops, marketplaces and payment services export them: what was bought is what counts."""

from decimal import Decimal

import pytest

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

SHIPPING = Decimal("4.90")


def part(order):
    """Return what went back of an order that was refunded in part."""
    return (order.money / 4).quantize(CENT)


def holds(columns, truth, delimiter=",", **settings):
    """Hold what a table is understood as against the truth, and return what is told."""
    customers, purchases = understood(columns, delimiter, **settings)
    assert found(customers, purchases) == truth
    assert adds_up(purchases)
    return notes(purchases)


def test_woocommerce_shows_the_order_total_on_each_line():
    made = orders({"wc-completed": 6, "wc-processing": 2, "wc-cancelled": 1, "wc-failed": 1, "wc-on-hold": 1})
    rows = [
        {
            "Order Number": order.number,
            "Order Status": order.state,
            "Order Date": f"{order.day} 10:0{line}",
            "Last Name (Billing)": order.name,
            "Email (Billing)": order.mail,
            "Order Subtotal Amount": order.money,
            "Order Shipping Amount": SHIPPING,
            "Order Refund Amount": "0",
            "Order Total Amount": order.money + SHIPPING,
            "SKU": item.product,
            "Item #": line + 1,
            "Item Name": f"Thing {item.product}",
            "Quantity": item.pieces,
            "Item Cost": item.price,
        }
        for order in made
        for line, item in enumerate(order.items)
    ]
    counting = [order for order in made if order.state in ("wc-completed", "wc-processing")]
    told = holds(cells(rows), truth_of((order.mail, order.money + SHIPPING) for order in counting))
    assert "counted once per order" in told
    assert "Order Subtotal Amount" in told
    assert "wc-on-hold" in told


def test_shopify_says_the_state_of_an_order_on_its_first_line_only():
    made = orders(
        {"paid": 7, "partially_refunded": 2, "voided": 1, "pending": 1, "refunded": 1, "cancelled": 1}
    )
    rows = []
    for order in made:
        back = {"partially_refunded": part(order), "refunded": order.money + SHIPPING}.get(
            order.state, Decimal("0.00")
        )
        for line, item in enumerate(order.items):
            first = line == 0
            rows.append(
                {
                    "Name": f"#{order.number}",
                    "Email": order.mail,
                    "Financial Status": ("paid" if order.state == "cancelled" else order.state)
                    if first
                    else "",
                    "Paid at": f"{order.day} 12:00:00 +0100" if first and order.state == "paid" else "",
                    "Fulfillment Status": "unfulfilled" if first else "",
                    "Currency": "EUR" if first else "",
                    "Subtotal": order.money if first else "",
                    "Total": order.money + SHIPPING if first else "",
                    "Created at": f"{order.day} 12:00:00 +0100",
                    "Lineitem quantity": item.pieces,
                    "Lineitem name": item.product,
                    "Lineitem price": item.price,
                    "Cancelled at": f"{order.day} 18:00:00 +0100"
                    if first and order.state == "cancelled"
                    else "",
                    "Refunded Amount": back if first else "",
                }
            )
    truth = truth_of(
        (order.mail, order.money + SHIPPING - (part(order) if order.state != "paid" else 0))
        for order in made
        if order.state in ("paid", "partially_refunded")
    )
    told = holds(cells(rows), truth)
    assert "Orders are counted by “Name”" in told
    assert "“Refunded Amount” is taken off" in told
    assert "“voided”" in told


def test_stripe_charges_that_failed_or_went_back_are_no_orders():
    made = orders({"Paid": 8, "Failed": 1, "Refunded": 1})
    rows = [
        {
            "id": f"ch_{order.number * 7919:x}xQ",
            "Created (UTC)": f"{order.day} 09:15",
            "Amount": order.money,
            "Amount Refunded": order.money if order.state == "Refunded" else "0.00",
            "Currency": "eur",
            "Converted Amount": order.money,
            "Converted Amount Refunded": order.money if order.state == "Refunded" else "0.00",
            "Fee": (order.money / 50).quantize(CENT),
            "Status": order.state,
            "Customer ID": f"cus_{order.customer:04}",
            "Customer Email": order.mail,
        }
        for order in made
    ]
    truth = truth_of((f"cus_{order.customer:04}", order.money) for order in made if order.state == "Paid")
    told = holds(cells(rows), truth)
    assert "“Failed”" in told


def test_paypal_lists_a_refund_beside_the_payment_that_it_takes_back():
    made = orders({"Completed": 8, "Refunded": 1, "Pending": 1, "Denied": 1})
    rows = []
    for order in made:
        line = {
            "Date": f"{order.day:%m/%d/%Y}",
            "Name": order.name,
            "Type": "Website Payment",
            "Status": order.state,
            "Currency": "USD",
            "Gross": order.money,
            "Fee": "-0.30",
            "Net": order.money - Decimal("0.30"),
            "From Email Address": order.mail,
            "To Email Address": "shop@example.org",
            "Transaction ID": f"TX{order.number}A",
        }
        if order.state == "Refunded":
            rows.append(
                {
                    **line,
                    "Type": "Payment Refund",
                    "Status": "Completed",
                    "Gross": -order.money,
                    "Fee": "0.30",
                    "Net": -order.money + Decimal("0.30"),
                    "Transaction ID": f"TX{order.number}R",
                }
            )
        rows.append(line)
    truth = truth_of((order.mail, order.money) for order in made if order.state == "Completed")
    told = holds(cells(rows), truth)
    assert "Money is taken from “Gross”; other columns that may hold it: Net" in told


def test_etsy_takes_the_total_of_several_amounts():
    made = orders({"": 1})
    rows = [
        {
            "Sale Date": f"{order.day:%m/%d/%y}",
            "Order ID": order.number * 1013,
            "Buyer User ID": f"buyer{order.customer}x",
            "Full Name": order.name,
            "Number of Items": len(order.items),
            "Ship City": f"Town {order.customer % 7}",
            "Currency": "USD",
            "Order Value": order.money,
            "Discount Amount": "0",
            "Shipping": SHIPPING,
            "Sales Tax": "0",
            "Order Total": order.money + SHIPPING,
            "Card Processing Fees": "0.55",
            "Order Net": order.money + SHIPPING - Decimal("0.55"),
        }
        for order in made
    ]
    truth = truth_of((f"buyer{order.customer}x", order.money + SHIPPING) for order in made)
    told = holds(cells(rows), truth)
    assert "“Order Total”" in told


def test_ebay_sales_with_names_of_buyers():
    made = orders({"": 1})
    rows = [
        {
            "Sales Record Number": order.number,
            "Buyer Username": f"u-{order.customer}-ebay",
            "Buyer Name": order.name,
            "Item Number": 110000 + line,
            "Item Title": item.product,
            "Quantity": item.pieces,
            "Sold For": f"${item.price}",
            "Total Price": f"${item.money}",
            "Sale Date": f"{order.day:%Y-%m-%d}",
        }
        for order in made
        for line, item in enumerate(order.items)
    ]
    truth = truth_of((f"u-{order.customer}-ebay", order.money) for order in made)
    holds(cells(rows), truth)


def test_magento_keeps_refunds_beside_closed_orders():
    made = orders({"complete": 7, "processing": 1, "canceled": 1, "holded": 0, "closed": 1, "pending": 1})
    rows = [
        {
            "ID": f"{order.number:09}",
            "Purchase Point": "Main Website",
            "Purchase Date": f"{order.day} 08:00:00",
            "Bill-to Name": order.name,
            "Ship-to Name": order.name,
            "Grand Total (Base)": order.money,
            "Grand Total (Purchased)": order.money,
            "Status": order.state,
            "Customer Email": order.mail,
            "Subtotal": order.money - 1,
            "Total Refunded": order.money if order.state == "closed" else "0.00",
        }
        for order in made
    ]
    truth = truth_of((order.mail, order.money) for order in made if order.state in ("complete", "processing"))
    told = holds(cells(rows), truth)
    assert "Orders are counted by “ID”" in told


def test_prestashop_in_french():
    made = orders({"Livré": 6, "Paiement accepté": 2, "Annulé": 1, "Erreur de paiement": 1, "Remboursé": 1,
                   "En attente de paiement par chèque": 1, "Remboursement partiel": 1})  # fmt: skip
    rows = [
        {
            "Référence": f"XKBKN{order.number:05}",
            "Date": f"{order.day:%d/%m/%Y} 10:22:00",
            "Client": f"C. n° {order.customer}",
            "Total": f"{german(order.money)} €",
            "Paiement": "Carte bancaire",
            "État": order.state,
        }
        for order in made
    ]
    kept = ("Livré", "Paiement accepté", "Remboursement partiel")
    truth = truth_of((f"C. n° {order.customer}", order.money) for order in made if order.state in kept)
    told = holds(cells(rows), truth, ";")
    assert "“Erreur de paiement”" in told


def test_shopware_in_german_has_three_columns_of_status():
    made = orders(
        {"Abgeschlossen": 6, "In Bearbeitung": 1, "Storniert": 1, "Zahlung offen": 1, "Erstattet": 1}
    )
    payment = {"Zahlung offen": "Offen", "Erstattet": "Erstattet"}
    rows = [
        {
            "Bestellnummer": order.number,
            "Bestellzeit": f"{order.day:%d.%m.%Y} 14:05",
            "Kundennummer": f"{20000 + order.customer}",
            "Kundenname": order.name,
            "Bestellstatus": order.state if order.state not in payment else "Abgeschlossen",
            "Zahlungsstatus": payment.get(order.state, "Bezahlt"),
            "Lieferstatus": "Offen" if order.number % 3 else "Versandt",
            "Versandkosten": "4,90",
            "Gesamtbetrag": german(order.money),
        }
        for order in made
    ]
    kept = ("Abgeschlossen", "In Bearbeitung")
    truth = truth_of((f"{20000 + order.customer}", order.money) for order in made if order.state in kept)
    told = holds(cells(rows), truth, ";")
    assert "“Zahlungsstatus”" in told
    assert "“Lieferstatus”" not in told


def test_a_shop_in_spanish_with_a_column_of_refunds():
    made = orders(
        {
            "Completado": 7,
            "Cancelado": 1,
            "Pendiente de pago": 1,
            "Pago fallido": 1,
            "devuelto": 1,
            "parte": 1,
        }
    )
    rows = [
        {
            "Nº de pedido": order.number,
            "Fecha del pedido": f"{order.day:%d/%m/%Y}",
            "Correo electrónico": order.mail if order.number % 2 else order.mail.upper(),
            "Estado": "Completado" if order.state in ("devuelto", "parte") else order.state,
            "Importe total": german(order.money),
            "Importe reembolsado": german(
                {"devuelto": order.money, "parte": part(order)}.get(order.state, Decimal(0))
            ),
        }
        for order in made
    ]
    kept = ("Completado", "parte")
    truth = truth_of(
        (order.mail, order.money - (part(order) if order.state == "parte" else 0))
        for order in made
        if order.state in kept
    )
    customers, purchases = understood(cells(rows), ";")
    assert {key.lower(): value for key, value in found(customers, purchases).items()} == truth
    assert adds_up(purchases)
    assert "capitals" in notes(purchases)


def test_bigcommerce_with_negative_refunds():
    made = orders({"Completed": 6, "Shipped": 2, "Awaiting Payment": 1, "Awaiting Fulfillment": 1, "Incomplete": 1,
                   "Declined": 1, "Partially Refunded": 2, "Refunded": 1})  # fmt: skip
    back = {"Partially Refunded": 0.25, "Refunded": 1}
    rows = [
        {
            "Order ID": order.number,
            "Customer ID": 900 + order.customer,
            "Customer Name": order.name,
            "Order Date": f"{order.day:%d/%m/%Y}",
            "Order Status": order.state,
            "Subtotal (inc tax)": order.money - 2,
            "Order Total (inc tax)": order.money,
            "Refund Amount": -(part(order) if order.state == "Partially Refunded" else order.money)
            if order.state in back
            else "0.00",
        }
        for order in made
    ]
    kept = ("Completed", "Shipped", "Awaiting Fulfillment", "Partially Refunded")
    truth = truth_of(
        (str(900 + order.customer), order.money - (part(order) if order.state in back else 0))
        for order in made
        if order.state in kept
    )
    told = holds(cells(rows), truth)
    assert "“Incomplete”" in told


@pytest.mark.parametrize(
    ("headings", "of_line"),
    [
        (("amazon-order-id", "purchase-date", "buyer-email", "sku", "quantity", "item-price"), True),
        (("Bestellnummer", "Bestelldatum", "Kunde", "Artikel", "Menge", "Preis"), True),
        (("Bestellnummer", "Bestelldatum", "Kunde", "Artikel", "Menge", "Preis"), False),
        (("Numéro de commande", "Date de commande", "Client", "Article", "Quantité", "Prix"), True),
        (("Order", "Date", "Customer", "Item", "Qty", "Price"), False),
    ],
)
def test_a_price_is_multiplied_only_where_it_is_that_of_a_piece(headings, of_line):
    made = orders({"": 1})
    rows = [
        dict(
            zip(
                headings,
                (
                    order.number,
                    order.day,
                    order.mail,
                    item.product,
                    item.pieces,
                    item.money if of_line else item.price,
                ),
                strict=True,
            )
        )
        for order in made
        for item in order.items
    ]
    told = holds(cells(rows), truth_of((order.mail, order.money) for order in made))
    assert ("not multiplied" in told) == of_line


def test_a_price_of_lines_is_known_without_products_by_what_divides_it():
    made = orders({"": 1})
    rows = [
        {
            "order": order.number,
            "date": order.day,
            "customer": f"K{order.customer}",
            "qty": item.pieces,
            "price": item.money,
        }
        for order in made
        for item in order.items
    ]
    holds(cells(rows), truth_of((f"K{order.customer}", order.money) for order in made))
