"""Kept lines gathered into orders, and what orders say of their customers; no loop over customers."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.column_codes import EPOCH, Ints, mostly_one, pair_codes
from segdesk.engine.transactions.reconciliation.sorting import Reconciliation


@dataclass(frozen=True, eq=False)
class Orders:
    """Customers in the order of their identifiers' texts, their kept lines, and their orders.

    Attributes
    ----------
    customers : tuple of str
        Identifiers, sorted as texts.
    as_of : int
        Days since 1970-01-01.
    rows : int64 array of shape (n_lines,)
        Positions of the kept lines in the table.
    line_customer : int64 array of shape (n_lines,)
        Position of each kept line's customer.
    bought : bool array of shape (n_lines,)
        Kept lines that are no returns.
    customer, day : int64 arrays of shape (n_orders,)
        Customer and first day of each order, by rising customer and day.
    """

    customers: tuple[str, ...]
    as_of: int
    rows: Ints
    line_customer: Ints
    bought: np.ndarray
    customer: Ints
    day: Ints

    @property
    def n(self) -> int:
        """Number of customers."""
        return len(self.customers)


def gather_orders(reconciled: Reconciliation) -> Orders:
    """Return the orders of the kept lines: by order number where there is one, else one per customer and day."""
    lines = reconciled.lines
    rows = np.flatnonzero(reconciled.kept)
    names, line_customer = _customers_by_text(lines.customers, lines.customer[rows])
    bought = reconciled.is_order[rows]
    buyer, day = line_customer, lines.day[rows]
    number = None if lines.order is None else lines.order[rows]
    if not bought.all():
        buyer, day = buyer[bought], day[bought]
        number = None if number is None else number[bought]
    customer, first_day = _by_customer_and_day(*_orders_of_lines(buyer, day, number))
    return Orders(
        names,
        (reconciled.as_of - EPOCH).days,
        rows,
        line_customer,
        bought,
        customer,
        first_day,
    )


def _customers_by_text(customers: Sequence[str], codes: Ints) -> tuple[tuple[str, ...], Ints]:
    """Return the customers that there are, sorted as texts, and the position of each line's among them."""
    present = np.flatnonzero(np.bincount(codes, minlength=len(customers))).tolist()
    present.sort(key=customers.__getitem__)
    position = np.empty(len(customers), dtype=np.int64)
    position[present] = np.arange(len(present))
    return tuple(customers[i] for i in present), position[codes]


def _orders_of_lines(buyer: Ints, day: Ints, number: Ints | None) -> tuple[Ints, Ints]:
    """Return the customer and the first day of each order.

    Parameters
    ----------
    buyer, day : int64 arrays of shape (n_bought_lines,)
    number : int64 array of shape (n_bought_lines,) or None
        Code of the order number, -1 where missing.
    """
    key = day - day.min()
    if number is not None:
        if not mostly_one(number, buyer):
            # Tills count their receipts from 1 again: the same number on another day is another order.
            number = np.where(number >= 0, pair_codes(number, key)[0], -1)
        # A line without a number belongs to an order of its day.
        key = np.where(number >= 0, number, number.max(initial=0) + 1 + key)
    order, bound = pair_codes(key, buyer)
    customer = np.full(bound, -1, dtype=np.int64)
    customer[order] = buyer
    first_day = np.full(bound, np.iinfo(np.int64).max)
    np.minimum.at(first_day, order, day)
    there = customer >= 0
    return customer[there], first_day[there]


def _by_customer_and_day(customer: Ints, day: Ints) -> tuple[Ints, Ints]:
    """Return orders by rising customer and day; numbers that hold both are sorted several times as fast as pairs."""
    low = int(day.min())
    span = int(day.max()) - low + 1
    both = np.sort(customer * span + (day - low))
    customer = both // span
    return customer, both - customer * span + low


def first_and_last(orders: Orders, day: Ints) -> tuple[Ints, Ints]:
    """Return each customer's first and last day of a purchase; `day` has one entry per kept line.

    Whoever bought nothing is no customer here, so that everybody has an order.
    """
    starts = np.searchsorted(orders.customer, np.arange(orders.n))
    last = np.full(orders.n, np.iinfo(np.int64).min)
    if orders.bought.all():
        np.maximum.at(last, orders.line_customer, day)
    else:
        np.maximum.at(last, orders.line_customer[orders.bought], day[orders.bought])
    return orders.day[starts], last


def median_gaps(orders: Orders) -> Floats:
    """Return the median days between one order and the next of each customer, NaN with a single order."""
    same = orders.customer[1:] == orders.customer[:-1]
    gaps, owner = np.diff(orders.day)[same], orders.customer[1:][same]
    gaps = gaps[np.lexsort((gaps, owner))]
    n_gaps = np.bincount(owner, minlength=orders.n)
    start = np.cumsum(n_gaps) - n_gaps
    out = np.full(orders.n, np.nan)
    some = n_gaps > 0
    low = start[some] + (n_gaps[some] - 1) // 2
    high = start[some] + n_gaps[some] // 2
    out[some] = (gaps[low] + gaps[high]) / 2
    return out


def weekend_orders(orders: Orders) -> Ints:
    """Return how many of each customer's orders fall on Saturday or Sunday."""
    # 1970-01-01 was a Thursday, the fourth day of a week from Monday.
    weekend = (orders.day + 3) % 7 >= 5
    return np.bincount(orders.customer[weekend], minlength=orders.n)


def as_date(day: int) -> dt.date:
    """Return the date of a day counted from 1970-01-01."""
    return EPOCH + dt.timedelta(days=day)
