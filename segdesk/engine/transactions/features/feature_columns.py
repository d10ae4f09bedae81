"""What purchases tell of each customer, column by column; no loop over customers."""

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.column_codes import Ints, codes_of
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import TextColumn, TypedColumn
from segdesk.engine.transactions.features.derived_columns import (
    category_column,
    day_column,
    free_name,
    number_column,
)
from segdesk.engine.transactions.features.orders import (
    Orders,
    as_date,
    first_and_last,
    median_gaps,
    weekend_share,
)
from segdesk.engine.transactions.reconciliation.sorting import Reconciliation
from segdesk.messages import Message

# So many product categories get a share of their own.
MOST_CATEGORIES = 5
DAYS_PER_MONTH = 365.25 / 12
# Shares and rates are written with so many decimals.
_DECIMALS = 6


class FeatureColumns:
    """The columns of the customers table as they are made, one group of features after the other."""

    def __init__(self, orders: Orders, reconciled: Reconciliation, decimal: str, identifier: str) -> None:
        lines = reconciled.lines
        self.pairs: list[tuple[TextColumn, TypedColumn]] = []
        self._orders = orders
        self._decimal = decimal
        self._identifier = identifier
        self._day = lines.day[orders.rows]
        self._units = None if lines.units is None else lines.units[orders.rows]
        self._scale = 10**lines.decimals
        self._returned = reconciled.lines.is_return[orders.rows]
        self._n_orders = np.bincount(orders.customer, minlength=orders.n)
        self._first, self._last = first_and_last(orders, self._day)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns made so far."""
        return tuple(text.name for text, _ in self.pairs)

    def _add(self, name: str, values: npt.NDArray[np.generic], reason: Message) -> None:
        rounded = values.astype(np.float64).round(_DECIMALS)
        self.pairs.append(
            number_column(free_name(name, (*self.names, self._identifier)), rounded, reason, self._decimal)
        )

    def _add_day(self, name: str, days: Ints, reason: Message) -> str:
        name = free_name(name, (*self.names, self._identifier))
        self.pairs.append(day_column(name, days, reason))
        return name

    def _weights(self) -> Floats:
        """Return each line's part in its customer's purchases: its money, or one where there is no money."""
        weights = self._orders.bought.astype(np.float64)
        return weights if self._units is None else weights * self._units

    def _sum(self, weights: Floats) -> Floats:
        return np.bincount(self._orders.line_customer, weights=weights, minlength=self._orders.n).astype(
            np.float64
        )

    def time_and_orders(self) -> None:
        """Days since the last order, and number of orders."""
        as_of = self._orders.as_of
        self._add("recency_days", as_of - self._last, finding("features.recency_days", day=as_date(as_of)))
        self._add("frequency", self._n_orders, finding("features.frequency"))

    def money(self) -> None:
        """Net money, exactly, and money per order."""
        if self._units is None:
            return
        net = np.zeros(self._orders.n, dtype=np.int64)
        np.add.at(net, self._orders.line_customer, self._units)
        self._add("monetary", net / self._scale, finding("features.monetary"))
        self._add("average_order", net / self._scale / self._n_orders, finding("features.average_order"))

    def rhythm(self) -> None:
        """How long, how often, how regularly and with which tendency a customer has been buying."""
        tenure = self._orders.as_of - self._first
        self._add("tenure_days", tenure, finding("features.tenure_days"))
        months = np.maximum(tenure / DAYS_PER_MONTH, 1.0)
        self._add("orders_per_month", self._n_orders / months, finding("features.orders_per_month"))
        self._add("days_between_orders", median_gaps(self._orders), finding("features.days_between_orders"))
        self._add("trend", self._trend(tenure), finding("features.trend"))
        self._add("weekend_share", weekend_share(self._orders), finding("features.weekend_share"))

    def days(self) -> tuple[str, ...]:
        """Days of the first and the last order; returns their names, which say again what counts of days say."""
        return (
            self._add_day("first_order", self._first, finding("features.first_order")),
            self._add_day("last_order", self._last, finding("features.last_order")),
        )

    def _trend(self, tenure: Ints) -> Floats:
        """Return (late - early) / (late + early) of the spend per day; NaN with a single order."""
        is_late = 3 * (self._orders.as_of - self._day) <= tenure[self._orders.line_customer]
        weights = self._weights()
        # The early part is twice as long.
        late, early = 2 * self._sum(weights * is_late), self._sum(weights * ~is_late)
        total = late + early
        usable = (self._n_orders > 1) & (total > 0)
        trend: Floats = np.divide(late - early, total, out=np.full(self._orders.n, np.nan), where=usable)
        return trend

    def returns(self) -> None:
        """Share of the purchases that came back, where anything did."""
        if not self._returned.any():
            return
        if self._units is None:
            back, total = self._sum(self._returned.astype(np.float64)), self._sum(self._weights())
        else:
            back, total = -self._sum(np.minimum(self._units, 0) * self._returned), self._sum(self._weights())
        share = np.divide(back, total, out=np.zeros(self._orders.n), where=total > 0)
        self._add("return_share", np.minimum(share, 1.0), finding("features.return_share"))

    def products(self, column: TypedColumn) -> None:
        """Number of different products."""
        codes, names = codes_of(column)
        codes = codes[self._orders.rows]
        known = self._orders.bought & (codes >= 0)
        # Customer and product in one number, which sorts fast: as many as there are bought are different.
        both = np.sort(self._orders.line_customer[known] * len(names) + codes[known])
        first = np.append(True, both[1:] != both[:-1])[: len(both)]
        number = np.bincount(both[first] // max(len(names), 1), minlength=self._orders.n)
        self._add("distinct_products", number, finding("features.distinct_products", column=column.name))

    def categories(self, column: TypedColumn) -> None:
        """Share of the purchases in each of the categories that bring most."""
        codes, names = codes_of(column)
        codes = codes[self._orders.rows]
        weights = np.where(codes >= 0, self._weights(), 0.0)
        per_category = np.bincount(codes[codes >= 0], weights=weights[codes >= 0], minlength=len(names))
        largest = sorted(range(len(names)), key=lambda i: (-per_category[i], names[i]))[:MOST_CATEGORIES]
        total = self._sum(self._weights())
        for i in sorted(largest, key=lambda i: names[i]):
            own = self._sum(weights * (codes == i))
            share = np.divide(own, total, out=np.full(self._orders.n, np.nan), where=total > 0)
            self._add(f"share_{names[i]}", share, finding("features.category_share", name=names[i]))

    def last_place(self, column: TypedColumn) -> None:
        """Country or city of the last order that has one."""
        codes, names = codes_of(column)
        codes = codes[self._orders.rows]
        known = self._orders.bought & (codes >= 0)
        # Of several on the last day, the commonest of the table counts, whatever the order of the rows.
        key = self._day[known] * len(names) + (len(names) - 1 - codes[known])
        best = np.full(self._orders.n, np.iinfo(np.int64).min)
        np.maximum.at(best, self._orders.line_customer[known], key)
        there = best > np.iinfo(np.int64).min
        place = np.where(there, len(names) - 1 - best % max(len(names), 1), -1)
        name = free_name(column.name, (*self.names, self._identifier))
        self.pairs.append(category_column(name, place, names, finding("features.last_place")))
