"""Purchases month by month: which months there are, what was bought before a day, and who bought when."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from segdesk.engine.data.column_codes import EPOCH, NOT_A_DAY, Ints
from segdesk.engine.schema.computed import rows_of
from segdesk.engine.schema.inspection import Inspection
from segdesk.engine.tracking.period import Period, Unit
from segdesk.engine.tracking.retention import Retention, retention_triangle
from segdesk.engine.transactions.purchases import Purchases
from segdesk.engine.transactions.reconciliation.last_month import incomplete_month


def months_of(purchases: Purchases) -> tuple[Period, ...]:
    """Return every month from the first purchase to the last, those without one, too."""
    numbers = _month_numbers(purchases)
    return tuple(Period(Unit.MONTH, number) for number in range(int(numbers.min()), int(numbers.max()) + 1))


def first_day(month: int) -> dt.date:
    """Return the first day of the month of this number."""
    return dt.date(month // 12, month % 12 + 1, 1)


def lines_before(lines: Inspection, purchases: Purchases, day: dt.date) -> Inspection:
    """Return the lines of purchases before a day, understood as all of them are.

    Parameters
    ----------
    lines : Inspection
    purchases : Purchases
        What became of all of them.
    day : date
    """
    days = purchases.reconciled.lines.day
    rows = np.flatnonzero((days != NOT_A_DAY) & (days < (day - EPOCH).days))
    table = lines.table.part(lines.table.names, rows)
    return replace(lines, table=table, columns=tuple(rows_of(column, rows) for column in lines.columns))


def retention_of(purchases: Purchases, months: Sequence[Period]) -> Retention:
    """Return how many customers bought so many months after the month of their first purchase.

    Parameters
    ----------
    purchases : Purchases
    months : sequence of Period
        As `months_of` gives them.
    """
    lines, bought = purchases.reconciled.lines, purchases.reconciled.is_order
    return retention_triangle(
        months,
        lines.customer[bought],
        _month_numbers(purchases) - months[0].number,
        by_purchases=True,
        is_whole=incomplete_month(lines.day[bought]) is None,
    )


def _month_numbers(purchases: Purchases) -> Ints:
    """Return the number of the month of each line that makes an order."""
    reconciled = purchases.reconciled
    days = reconciled.lines.day[reconciled.is_order].astype("datetime64[D]")
    months: Ints = days.astype("datetime64[M]").astype(np.int64) + EPOCH.year * 12
    return months
