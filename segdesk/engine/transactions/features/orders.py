"""Kept lines gathered into orders, and what orders say of their customers; no loop over customers."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.column_codes import EPOCH, Ints, combined, mostly_one
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
    codes = lines.customer[rows]
    present = np.unique(codes)
    names = np.array([lines.customers[i] for i in present.tolist()], dtype=object)
    by_text = np.argsort(names, kind="stable")
    position = np.empty(len(lines.customers), dtype=np.int64)
    position[present[by_text]] = np.arange(len(present))
    line_customer = position[codes]
    bought = reconciled.is_order[rows]

    buyer, day = line_customer[bought], lines.day[rows][bought]
    key = day - day.min()
    if lines.order is not None:
        number = lines.order[rows][bought]
        if not mostly_one(number, buyer):
            # Tills count their receipts from 1 again: the same number on another day is another order.
            number = np.where(number >= 0, combined([number, day - day.min()]), -1)
        # A line without a number belongs to an order of its day.
        key = np.where(number >= 0, number, number.max(initial=0) + 1 + key)
    order, distinct = pd.factorize(combined([buyer, key]))
    customer = np.empty(len(distinct), dtype=np.int64)
    customer[order] = buyer
    first_day = np.full(len(distinct), np.iinfo(np.int64).max)
    np.minimum.at(first_day, order, day)
    sorting = np.lexsort((first_day, customer))
    return Orders(
        tuple(names[by_text].tolist()),
        (reconciled.as_of - EPOCH).days,
        rows,
        line_customer,
        bought,
        customer[sorting],
        first_day[sorting],
    )


def first_and_last(orders: Orders, day: Ints) -> tuple[Ints, Ints]:
    """Return each customer's first and last day of a purchase; `day` has one entry per kept line."""
    first = np.full(orders.n, np.iinfo(np.int64).max)
    last = np.full(orders.n, np.iinfo(np.int64).min)
    np.minimum.at(first, orders.line_customer[orders.bought], day[orders.bought])
    np.maximum.at(last, orders.line_customer[orders.bought], day[orders.bought])
    return first, last


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


def weekend_share(orders: Orders) -> Floats:
    """Return the share of each customer's orders that fall on Saturday or Sunday."""
    # 1970-01-01 was a Thursday, the fourth day of a week from Monday.
    weekend = (orders.day + 3) % 7 >= 5
    n_orders = np.bincount(orders.customer, minlength=orders.n)
    return np.bincount(orders.customer, weights=weekend, minlength=orders.n) / n_orders


def as_date(day: int) -> dt.date:
    """Return the date of a day counted from 1970-01-01."""
    return EPOCH + dt.timedelta(days=day)
