"""Purchases by months or longer periods: which there are, what was bought before a day, and who bought when."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from segdesk.engine.data.arrays import Mask
from segdesk.engine.data.column_codes import EPOCH, NOT_A_DAY, Ints
from segdesk.engine.schema.computed import rows_of
from segdesk.engine.schema.inspection import Inspection
from segdesk.engine.tracking.period import Period, Unit
from segdesk.engine.tracking.retention import Retention, retention_triangle, triangle_of_counts
from segdesk.engine.transactions.months_bought import MonthsBought
from segdesk.engine.transactions.purchases import Purchases
from segdesk.engine.transactions.reconciliation.last_month import incomplete_month
from segdesk.engine.transactions.reconciliation.sorting import Reconciliation

# Months of each period; all of them begin with one.
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}


def months_of(purchases: Purchases, unit: Unit = Unit.MONTH) -> tuple[Period, ...]:
    """Return every month from the first purchase to the last, or quarter or year; those without one, too."""
    first, last = _first_and_last_month(purchases)
    each = _MONTHS[unit]
    return tuple(Period(unit, number) for number in range(first // each, last // each + 1))


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
    days = _in_memory(purchases).lines.day
    rows = np.flatnonzero((days != NOT_A_DAY) & (days < (day - EPOCH).days))
    table = lines.table.part(lines.table.names, rows)
    return replace(lines, table=table, columns=tuple(rows_of(column, rows) for column in lines.columns))


def retention_of(purchases: Purchases, months: Sequence[Period], among: Mask | None = None) -> Retention:
    """Return how many customers bought so many months (or quarters or years) after that of their first purchase.

    Parameters
    ----------
    purchases : Purchases
    months : sequence of Period
        As `months_of` gives them.
    among : bool array, optional
        Which customers of the lines (where these are not in memory, of the customers table) are counted; by default
        all.
    """
    each = _MONTHS[months[0].unit]
    if purchases.months is not None:
        return _retention_of_months(purchases.months, months, each, among)
    reconciled = _in_memory(purchases)
    lines, bought = reconciled.lines, reconciled.is_order
    numbers, customers = _month_numbers(purchases), lines.customer[bought]
    is_over = (int(numbers.max()) + 1) % each == 0
    places = numbers // each - months[0].number
    if among is not None:
        counts = among[customers]
        customers, places = np.unique(customers[counts], return_inverse=True)[1], places[counts]
    return retention_triangle(
        months,
        customers,
        places,
        by_purchases=True,
        is_whole=is_over and incomplete_month(lines.day[bought]) is None,
    )


def _retention_of_months(
    bought: MonthsBought, periods: Sequence[Period], each: int, among: Mask | None
) -> Retention:
    """Return the triangle of lines that are not in memory."""
    counts = np.zeros((len(periods), len(periods)), dtype=np.int64)
    place = (bought.first + np.arange(bought.n)) // each - periods[0].number
    starts = np.flatnonzero(np.append(True, place[1:] != place[:-1]))
    for there in bought.parts(among):
        in_period = np.maximum.reduceat(there, starts, axis=1)
        first = in_period.argmax(axis=1)
        for number in np.unique(first).tolist():
            counts[number] += in_period[first == number].sum(axis=0, dtype=np.int64)
    is_over = (bought.first + bought.n) % each == 0
    return triangle_of_counts(periods, counts, by_purchases=True, is_whole=is_over and bought.last_is_whole)


def _in_memory(purchases: Purchases) -> Reconciliation:
    """Return what became of lines that are in memory."""
    reconciled = purchases.reconciled
    assert isinstance(reconciled, Reconciliation)
    return reconciled


def _first_and_last_month(purchases: Purchases) -> tuple[int, int]:
    if purchases.months is not None:
        return purchases.months.first, purchases.months.first + purchases.months.n - 1
    numbers = _month_numbers(purchases)
    return int(numbers.min()), int(numbers.max())


def _month_numbers(purchases: Purchases) -> Ints:
    """Return the number of the month of each line that makes an order."""
    reconciled = _in_memory(purchases)
    days = reconciled.lines.day[reconciled.is_order].astype("datetime64[D]")
    months: Ints = days.astype("datetime64[M]").astype(np.int64) + EPOCH.year * 12
    return months
