"""Lines in memory added up by customer; no loop over customers."""

from collections.abc import Mapping

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.column_codes import Ints, codes_of
from segdesk.engine.data.table import TypedColumn
from segdesk.engine.schema.purchase_columns.columns import TransactionColumns
from segdesk.engine.transactions.features.customer_totals import CustomerTotals, largest_categories
from segdesk.engine.transactions.features.orders import (
    Orders,
    first_and_last,
    median_gaps,
    weekend_orders,
)
from segdesk.engine.transactions.reconciliation.sorting import Reconciliation
from segdesk.progress import Step, unseen


def totals_of_lines(
    by_name: Mapping[str, TypedColumn],
    chosen: TransactionColumns,
    reconciled: Reconciliation,
    orders: Orders,
    step: Step = unseen,
) -> CustomerTotals:
    """Add up the kept lines of each customer.

    Parameters
    ----------
    by_name : mapping of str to TypedColumn
        The columns of the purchases, understood.
    chosen : TransactionColumns
    reconciled : Reconciliation
    orders : Orders
    step : Step, optional
    """
    adding = _Adding(orders, reconciled)
    first, last = first_and_last(orders, adding.day)
    step(0.2)
    gaps = median_gaps(orders)
    step(0.4)
    return CustomerTotals(
        customers=orders.customers,
        as_of=orders.as_of,
        decimals=reconciled.lines.decimals,
        lines=np.bincount(orders.line_customer, minlength=orders.n),
        orders=np.bincount(orders.customer, minlength=orders.n),
        first=first,
        last=last,
        gaps=gaps,
        weekend=weekend_orders(orders),
        net=adding.net(),
        bought=adding.sum(adding.weights),
        late=adding.late(first),
        returned=adding.returned(),
        products=None if chosen.product is None else adding.products(by_name[chosen.product]),
        categories=() if chosen.category is None else adding.categories(by_name[chosen.category]),
        place=None if chosen.country is None else adding.last_place(by_name[chosen.country]),
    )


class _Adding:
    """The kept lines, with what each counts for."""

    def __init__(self, orders: Orders, reconciled: Reconciliation) -> None:
        lines = reconciled.lines
        self._orders = orders
        self.day = lines.day[orders.rows]
        self._units = None if lines.units is None else lines.units[orders.rows]
        self._returned = lines.is_return[orders.rows]
        # Each line's part in its customer's purchases: its money, or one where there is no money.
        weights = orders.bought.astype(np.float64)
        self.weights: Floats = weights if self._units is None else weights * self._units

    def sum(self, weights: Floats) -> Floats:
        """Return the weights of each customer's lines added up."""
        return np.bincount(self._orders.line_customer, weights=weights, minlength=self._orders.n).astype(
            np.float64
        )

    def net(self) -> Ints | None:
        """Return the money of each customer, exactly."""
        if self._units is None:
            return None
        net = np.zeros(self._orders.n, dtype=np.int64)
        np.add.at(net, self._orders.line_customer, self._units)
        return net

    def late(self, first: Ints) -> Floats:
        """Return the weight of purchases in the last third of each customer's tenure."""
        as_of = self._orders.as_of
        is_late = 3 * (as_of - self.day) <= (as_of - first)[self._orders.line_customer]
        return self.sum(self.weights * is_late)

    def returned(self) -> Floats | None:
        """Return the weight of what came back, None where nothing did."""
        if not self._returned.any():
            return None
        if self._units is None:
            return self.sum(self._returned.astype(np.float64))
        return -self.sum(np.minimum(self._units, 0) * self._returned)

    def products(self, column: TypedColumn) -> Ints:
        """Return the number of different products of each customer."""
        codes, names = codes_of(column)
        codes = codes[self._orders.rows]
        known = self._orders.bought & (codes >= 0)
        # Customer and product in one number, which sorts fast: as many as there are bought are different.
        both = np.sort(self._orders.line_customer[known] * len(names) + codes[known])
        first = np.append(True, both[1:] != both[:-1])[: len(both)]
        return np.bincount(both[first] // max(len(names), 1), minlength=self._orders.n)

    def categories(self, column: TypedColumn) -> list[tuple[str, Floats]]:
        """Return the categories that bring most, with the weight of each customer's purchases."""
        codes, names = codes_of(column)
        codes = codes[self._orders.rows]
        weights = np.where(codes >= 0, self.weights, 0.0)
        per_category = np.bincount(codes[codes >= 0], weights=weights[codes >= 0], minlength=len(names))
        largest = largest_categories(per_category.tolist(), names)
        return [(names[i], self.sum(weights * (codes == i))) for i in largest]

    def last_place(self, column: TypedColumn) -> tuple[Ints, tuple[str, ...]]:
        """Return country or city of the last order that has one."""
        codes, names = codes_of(column)
        codes = codes[self._orders.rows]
        known = self._orders.bought & (codes >= 0)
        # Of several on the last day, the commonest of the table counts, whatever the order of the rows.
        key = self.day[known] * len(names) + (len(names) - 1 - codes[known])
        best = np.full(self._orders.n, np.iinfo(np.int64).min)
        np.maximum.at(best, self._orders.line_customer[known], key)
        there = best > np.iinfo(np.int64).min
        return np.where(there, len(names) - 1 - best % max(len(names), 1), -1), names
