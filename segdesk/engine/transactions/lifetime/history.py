"""Purchases as the models of lifetime value see them: repeat purchases, weeks, mean money."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.column_codes import Ints
from segdesk.engine.transactions.features.orders import Orders
from segdesk.engine.transactions.reconciliation.sorting import Reconciliation

DAYS_PER_WEEK = 7


class Visits(Protocol):
    """Purchases as the models ask for them, wherever the lines are: several orders on one day are one purchase."""

    @property
    def first_day(self) -> int:
        """Day of the first purchase, since 1970-01-01."""

    @property
    def as_of(self) -> int:
        """Day that ends the observation."""

    def history(self, end: int | None = None) -> "History":
        """Return the history of the customers who first bought before a day; by default of all, to the as-of day."""

    def after(self, split: int) -> tuple[Ints, Ints]:
        """Return what those bought from a day on who had bought before it.

        Returns
        -------
        counts : int64 array of shape (n_customers,)
            Purchases of each customer.
        days : int64 array of shape (n_purchases,)
            Their days, rising.
        """


@dataclass(frozen=True, eq=False)
class PurchaseDays:
    """Days of purchases of each customer in memory.

    Attributes
    ----------
    owner, day : int64 arrays of shape (n_purchases,)
        Position of the customer and day since 1970-01-01, by rising customer and day.
    money : float64 array of shape (n_purchases,) or None
        What was bought on that day, before returns; None without money.
    n_customers, as_of : int
        Customers; day that ends the observation.
    scale : int
        What one of money is in its units here. Cents are whole numbers, whose sums are the same in any order.
    """

    owner: Ints
    day: Ints
    money: Floats | None
    n_customers: int
    as_of: int
    scale: int = 1

    @property
    def first_day(self) -> int:
        """Day of the first purchase, since 1970-01-01."""
        return int(self.day.min())

    def history(self, end: int | None = None) -> "History":
        """Return the history of the customers who first bought before a day."""
        return history_until(self, end)

    def after(self, split: int) -> tuple[Ints, Ints]:
        """Return the purchases of each customer from a day on who had bought before it, and their days, rising."""
        had_bought = np.zeros(self.n_customers, dtype=bool)
        had_bought[self.owner[self.day < split]] = True
        after = (self.day >= split) & had_bought[self.owner]
        return np.bincount(self.owner[after], minlength=self.n_customers), np.sort(self.day[after])


@dataclass(frozen=True, eq=False)
class History:
    """What the models need of each customer; arrays of shape (n_customers,).

    Attributes
    ----------
    x : float64 array
        Repeat purchases.
    t_x, T : float64 arrays
        Weeks from the first purchase to the last, and to the end of observation. Literature calls `t_x` recency; here
        that word keeps its other meaning.
    spend : float64 array or None
        Mean money of the repeat purchases, 0 without one; None without money.
    customers : int64 array
        Positions of the customers in the features.
    """

    x: Floats
    t_x: Floats
    T: Floats
    spend: Floats | None
    customers: Ints


def purchase_days(orders: Orders, reconciled: Reconciliation) -> PurchaseDays:
    """Return the days of purchases of all customers."""
    lines = reconciled.lines
    day, bought = lines.day[orders.rows], orders.bought
    first_day = int(day[bought].min())
    span = orders.as_of - first_day + 1
    key = orders.line_customer[bought] * span + day[bought] - first_day
    distinct, at = np.unique(key, return_inverse=True)
    money = None
    if lines.units is not None:
        units = np.zeros(len(distinct), dtype=np.int64)
        np.add.at(units, at, lines.units[orders.rows][bought])
        money = units.astype(np.float64)
    return PurchaseDays(
        distinct // span, distinct % span + first_day, money, orders.n, orders.as_of, 10**lines.decimals
    )


def history_until(purchases: PurchaseDays, end: int | None = None) -> History:
    """Return the history of the customers who first bought before a day.

    Parameters
    ----------
    purchases : PurchaseDays
    end : int, optional
        Day since 1970-01-01 that ends the observation, itself not included; default: the as-of day.
    """
    known = np.ones(len(purchases.day), dtype=bool) if end is None else purchases.day < end
    last_day = purchases.as_of if end is None else end
    owner, day = purchases.owner[known], purchases.day[known]
    customers, first, count = np.unique(owner, return_index=True, return_counts=True)
    begun = day[first]
    x = (count - 1).astype(np.float64)
    spend = None
    if purchases.money is not None:
        money = purchases.money[known]
        total = np.add.reduceat(money, first) if len(first) else np.zeros(0)
        repeat = (total - money[first]) / purchases.scale
        spend = np.divide(repeat, x, out=np.zeros(len(x)), where=x > 0)
    return History(
        x=x,
        t_x=(day[first + count - 1] - begun) / DAYS_PER_WEEK,
        T=(last_day - begun) / DAYS_PER_WEEK,
        spend=spend,
        customers=customers,
    )
