"""Every column with one value per customer stays with the customers; of several values the latest."""

from segdesk.engine.data.table import Role
from segdesk.engine.pipeline.pipeline import customers_of
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.recipe import Recipe
from tests.engine.schema.tables import table_of
from tests.engine.transactions.made_orders import cells, notes, orders, understood

MADE = orders({"": 1})


def lines(**more):
    return cells(
        {
            "Bestellnr": order.number,
            "Kundennr": f"K{order.customer:03}",
            "Datum": order.day,
            "Artikel": item.product,
            "Betrag": item.money,
            **{heading: make(order, item) for heading, make in more.items()},
        }
        for order in MADE
        for item in order.items
    )


def column(customers, name):
    return dict(
        zip(customers.table.column("Kundennr").cells(), customers.table.column(name).cells(), strict=True)
    )


def test_what_is_the_same_on_all_lines_of_a_customer_goes_along():
    customers, purchases = understood(
        lines(
            Name=lambda order, item: order.name,
            Mail=lambda order, item: order.mail,
            Ort=lambda order, item: f"Ort {order.customer % 5}",
            Kundensegment=lambda order, item: "ABC"[order.customer % 3],
            Alter=lambda order, item: 20 + order.customer,
            seit=lambda order, item: f"2020-01-{1 + order.customer % 28:02}",
            Lager=lambda order, item: f"Lager {item.pieces}",
            Kommentar=lambda order, item: f"{order.number}-{item.product}",
        )
    )
    assert set(purchases.of_customer) == {"Name", "Mail", "Ort", "Kundensegment", "Alter", "seit"}
    assert column(customers, "Mail")["K004"] == "emil4@example.net"
    roles = {choice.name: choice.role for choice in customers.schema.choices}
    assert roles["Kundensegment"] is roles["Alter"] is Role.DESCRIPTOR
    assert roles["Mail"] is Role.IGNORED, "personal data goes into files alone"
    assert set(customers.schema.names(Role.SEGMENTATION)) == {"recency_days", "frequency", "monetary"}


def test_an_outcome_of_customers_is_one_after_their_lines_are_summed_up():
    customers, purchases = understood(
        lines(gekündigt=lambda order, item: "nein" if order.customer % 3 else "ja")
    )
    assert purchases.of_customer == ("gekündigt",)
    choice = next(c for c in customers.schema.choices if c.name == "gekündigt")
    assert (choice.role, choice.case.value) == (Role.OUTCOME, "ja")


def moved(order, item):
    return f"Ort {order.customer}" if order.customer % 6 or order.number < 4080 else "Neustadt"


def test_of_several_values_the_latest_is_taken_and_told():
    customers, purchases = understood(lines(Ort=moved, Stufe=moved))
    last = {}
    for order in sorted(MADE, key=lambda order: (order.day, order.number)):
        last[f"K{order.customer:03}"] = moved(order, None)
    for name in ("Ort", "Stufe"):
        assert column(customers, name) == last
    assert "“Stufe” changes for some customers; the latest value is taken" in notes(purchases)


def test_the_order_of_the_lines_does_not_matter():
    there = lines(Stufe=moved)
    back = {name: values[::-1] for name, values in there.items()}
    one, other = (understood(each)[0] for each in (there, back))
    assert column(one, "Stufe") == column(other, "Stufe")


def test_what_differs_from_order_to_order_stays_behind():
    _, purchases = understood(
        lines(
            Zahlungsart=lambda order, item: ("Karte", "Rechnung")[order.number % 2],
            # Nearly always the same is no property of customers.
            Kanal=lambda order, item: "web" if order.number % 19 else "Telefon",
            Versand=lambda order, item: "4.90" if order.number % 9 else "9.90",
        )
    )
    assert purchases.of_customer == ()


def test_a_column_of_customers_forms_where_the_user_says_so():
    table = table_of(lines(Stufe=lambda order, item: "ABC"[order.customer % 3]))
    customers, _ = customers_of(table, Recipe(columns=ColumnsSpec(use=("monetary", "Stufe"))))
    assert set(customers.schema.names(Role.SEGMENTATION)) == {"monetary", "Stufe"}
