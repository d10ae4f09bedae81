"""What a status or a refund keeps from counting, what it does not, and what the user may say about it."""

from decimal import Decimal

import pytest

from segdesk.errors import InputError
from tests.engine.transactions.made_orders import adds_up, cells, found, notes, orders, truth_of, understood


def plain(made, **more):
    """Return orders of one line each, with columns made of the order."""
    return cells(
        {
            "order_id": order.number,
            "customer_id": f"K{order.customer:03}",
            "order_date": order.day,
            **{heading.replace("__", " "): make(order) for heading, make in more.items()},
            "total": order.money,
        }
        for order in made
    )


def counting(made, *states):
    return truth_of(
        (f"K{order.customer:03}", order.money) for order in made if not states or order.state in states
    )


def test_words_can_be_counted_and_left_out():
    made = orders({"shipped": 6, "on hold": 1, "cancelled": 1, "Klärfall": 1})
    columns = plain(made, status=lambda order: order.state)
    customers, purchases = understood(columns)
    assert found(customers, purchases) == counting(made, "shipped", "Klärfall")
    assert "“status” has words that are not known as states of an order" in notes(purchases)
    for settings, states in (
        ({"count_status": ("ON-HOLD",)}, ("shipped", "Klärfall", "on hold")),
        ({"count_status": ("pending", "cancelled")}, ("shipped", "Klärfall", "on hold", "cancelled")),
        ({"count_status": ("all",)}, ()),
        ({"drop_status": ("klärfall",)}, ("shipped",)),
        ({"drop_status": ("shipped", "Klärfall"), "count_status": ("cancelled",)}, ("cancelled",)),
    ):
        customers, purchases = understood(columns, **settings)
        assert found(customers, purchases) == counting(made, *states)
        assert adds_up(purchases)


def test_a_word_that_no_line_has_is_told():
    columns = plain(orders({"paid": 5, "cancelled": 1}), status=lambda order: order.state)
    _, purchases = understood(columns, count_status=("canceld", "failed"), drop_status=("payd",))
    assert "No line has the status canceld and payd," in notes(purchases)


def test_the_money_of_what_is_left_out_is_told_by_reason():
    made = orders({"paid": 6, "cancelled": 1, "failed": 1, "pending": 1})
    _, purchases = understood(plain(made, payment_state=lambda order: order.state))
    out = {each.key: (each.lines, each.money.decimal) for each in purchases.reconciled.left_out}
    for state in ("cancelled", "failed", "pending"):
        of_state = [order.money for order in made if order.state == state]
        assert out[state] == (len(of_state), sum(of_state, Decimal(0)))


def test_a_state_that_each_customer_has_for_good_is_none_of_orders():
    made = orders({"": 1})
    columns = plain(made, status=lambda order: "cancelled" if order.customer % 5 == 0 else "active")
    customers, purchases = understood(columns)
    assert found(customers, purchases) == counting(made)
    assert "status" in purchases.of_customer
    assert "“status” is the same for each customer" in notes(purchases)


@pytest.mark.parametrize(
    "heading", ["customer_status", "Kundenstatus", "membership status", "marital__status"]
)
def test_states_of_persons_are_none_of_orders(heading):
    made = orders({"active": 3, "cancelled": 1, "pending": 1})
    customers, purchases = understood(plain(made, **{heading: lambda order: order.state}))
    assert found(customers, purchases) == counting(made)


def test_a_state_of_the_united_states_is_no_status():
    made = orders({"Ohio": 3, "Oregon": 2, "Open Hills": 1})
    customers, purchases = understood(plain(made, State=lambda order: order.state))
    assert found(customers, purchases) == counting(made)
    assert "not known" not in notes(purchases)


def test_a_status_is_known_by_its_words_under_another_heading():
    made = orders({"completed": 5, "cancelled": 1, "refunded": 1})
    customers, purchases = understood(plain(made, remark=lambda order: order.state))
    assert found(customers, purchases) == counting(made, "completed")


def test_words_among_which_one_says_nothing_of_orders_are_left_alone():
    made = orders({"completed": 5, "cancelled": 1, "Tuesday": 1})
    customers, purchases = understood(plain(made, remark=lambda order: order.state))
    assert found(customers, purchases) == counting(made)


def test_nothing_left_says_how_to_count_it():
    made = orders({"pending": 1})
    with pytest.raises(InputError) as refused:
        understood(plain(made, status=lambda order: order.state))
    assert "--count-status" in str(refused.value.mend)


def test_the_user_names_the_columns_of_status():
    made = orders({"ok": 4, "cancelled": 1})
    columns = plain(made, a_status=lambda order: order.state, b_status=lambda order: "cancelled")
    customers, purchases = understood(columns, status=("A_Status",))
    assert found(customers, purchases) == counting(made, "ok")
    with pytest.raises(InputError, match="no column “c_status”"):
        understood(columns, status=("c_status",))


def lines_with_refunds(made, back):
    """Return lines of orders; `back(order, item, place)` is what went back, as it is written on each line."""
    return cells(
        {
            "invoice": order.number,
            "client": f"K{order.customer:03}",
            "date": order.day,
            "sku": item.product,
            "qty": item.pieces,
            "unit price": item.price,
            "refunded amount": back(order, item, place),
        }
        for order in made
        for place, item in enumerate(order.items)
    )


def test_a_refund_on_all_lines_of_an_order_is_taken_off_once():
    made = orders({"": 4, "whole": 1})
    columns = lines_with_refunds(made, lambda order, item, place: order.money if order.state else "0")
    customers, purchases = understood(columns)
    assert found(customers, purchases) == counting(made, "")
    assert adds_up(purchases)


def test_a_refund_of_single_lines_is_that_of_these():
    made = orders({"": 4, "first line": 1})
    columns = lines_with_refunds(
        made, lambda order, item, place: -item.money if order.state and place == 0 else "0"
    )
    truth = truth_of(
        (f"K{order.customer:03}", order.money - (order.items[0].money if order.state else 0))
        for order in made
        if not order.state or len(order.items) > 1
    )
    customers, purchases = understood(columns)
    assert found(customers, purchases) == truth
    assert adds_up(purchases)
    partly = next(each for each in purchases.reconciled.left_out if each.key == "refund")
    assert partly.lines == 0
    assert partly.money.decimal == sum(
        order.items[0].money for order in made if order.state and len(order.items) > 1
    )


def test_refunds_can_be_ignored():
    made = orders({"": 4, "whole": 1})
    columns = lines_with_refunds(made, lambda order, item, place: item.money if order.state else "0")
    customers, purchases = understood(columns, refunds="ignore")
    assert found(customers, purchases) == counting(made)
    customers, purchases = understood(columns, refund="refunded amount")
    assert found(customers, purchases) == counting(made, "")


def test_counted_refunds_keep_their_money():
    made = orders({"paid": 4, "refunded": 1})
    columns = plain(
        made,
        status=lambda order: order.state,
        refunds=lambda order: order.money if order.state == "refunded" else 0,
    )
    customers, purchases = understood(columns, count_status=("refunded",))
    assert found(customers, purchases) == counting(made)


def test_an_amount_can_be_said_to_be_of_the_line():
    made = [order for order in orders({"": 1}) if len(order.items) > 1]
    columns = cells(
        {
            "order_id": order.number,
            "customer_id": f"K{order.customer:03}",
            "order_date": order.day,
            "total": order.money,
        }
        for order in made
        for _ in order.items
    )
    customers, purchases = understood(columns)
    assert found(customers, purchases) == counting(made)
    _, purchases = understood(columns, amount_per="line")
    everything = sum(order.money * len(order.items) for order in made)
    assert purchases.reconciled.all_kept.money.decimal == everything


def test_a_partial_refund_beside_an_order_total_on_all_lines_is_taken_off_once():
    made = orders({"": 4, "part": 1})
    columns = cells(
        {
            "order number": order.number,
            "customer": f"K{order.customer:03}",
            "order date": order.day,
            "product": item.product,
            "refund amount": "1.50" if order.state else "0.00",
            "order total": order.money,
        }
        for order in made
        for item in order.items
    )
    customers, purchases = understood(columns)
    truth = truth_of(
        (f"K{order.customer:03}", order.money - (Decimal("1.50") if order.state else 0))
        for order in made
        if not order.state or order.money > Decimal("1.50")
    )
    assert found(customers, purchases) == truth
    assert adds_up(purchases)


def test_lines_whose_order_shows_its_money_on_the_first_are_kept():
    made = orders({"": 1})
    columns = cells(
        {
            "order number": order.number,
            "customer": f"K{order.customer:03}",
            "order date": order.day,
            "product": item.product,
            "total": "" if place else order.money,
        }
        for order in made
        for place, item in enumerate(order.items)
    )
    customers, purchases = understood(columns)
    assert found(customers, purchases) == counting(made)
    assert not purchases.reconciled.left_out
    assert not any(each.key == "zero" for each in purchases.reconciled.noted)
    products = dict(
        zip(
            *(customers.table.column(name).cells() for name in ("customer", "distinct_products")), strict=True
        )
    )
    assert int(products["K003"]) == len({i.product for o in made if o.customer == 3 for i in o.items})


def test_codes_of_a_status_are_not_guessed_but_told():
    made = orders({"1": 5, "2": 2, "6": 1})
    columns = plain(made, order_status=lambda order: order.state)
    customers, purchases = understood(columns)
    assert found(customers, purchases) == counting(made)
    assert "“order_status” has words that are not known" in notes(purchases)
    customers, purchases = understood(columns, drop_status=("6",))
    assert found(customers, purchases) == counting(made, "1", "2")
