"""What purchases tell of each customer, column by column; no loop over customers."""

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.column_codes import Ints
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import TextColumn, TypedColumn
from segdesk.engine.transactions.features.customer_totals import CustomerTotals
from segdesk.engine.transactions.features.derived_columns import (
    category_column,
    day_column,
    free_name,
    number_column,
)
from segdesk.engine.transactions.features.orders import as_date
from segdesk.messages import Message

DAYS_PER_MONTH = 365.25 / 12
# Shares and rates are written with so many decimals.
_DECIMALS = 6


class FeatureColumns:
    """The columns of the customers table as they are made, one group of features after the other."""

    def __init__(self, totals: CustomerTotals, decimal: str, identifier: str) -> None:
        self.pairs: list[tuple[TextColumn, TypedColumn]] = []
        self._totals = totals
        self._decimal = decimal
        self._identifier = identifier

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

    def time_and_orders(self) -> None:
        """Days since the last order, and number of orders."""
        as_of = self._totals.as_of
        reason = finding("features.recency_days", day=as_date(as_of))
        self._add("recency_days", as_of - self._totals.last, reason)
        self._add("frequency", self._totals.orders, finding("features.frequency"))

    def money(self) -> None:
        """Net money, exactly, and money per order."""
        if self._totals.net is None:
            return
        net = self._totals.net / 10**self._totals.decimals
        self._add("monetary", net, finding("features.monetary"))
        self._add("average_order", net / self._totals.orders, finding("features.average_order"))

    def rhythm(self) -> None:
        """How long, how often, how regularly and with which tendency a customer has been buying."""
        totals = self._totals
        tenure = totals.as_of - totals.first
        self._add("tenure_days", tenure, finding("features.tenure_days"))
        months = np.maximum(tenure / DAYS_PER_MONTH, 1.0)
        self._add("orders_per_month", totals.orders / months, finding("features.orders_per_month"))
        self._add("days_between_orders", totals.gaps, finding("features.days_between_orders"))
        self._add("trend", self._trend(), finding("features.trend"))
        self._add("weekend_share", totals.weekend / totals.orders, finding("features.weekend_share"))

    def days(self) -> tuple[str, ...]:
        """Days of the first and the last order; returns their names, which say again what counts of days say."""
        return (
            self._add_day("first_order", self._totals.first, finding("features.first_order")),
            self._add_day("last_order", self._totals.last, finding("features.last_order")),
        )

    def _trend(self) -> Floats:
        """Return (late - early) / (late + early) of the spend per day; NaN with a single order."""
        totals = self._totals
        # The early part is twice as long.
        late, early = 2 * totals.late, totals.bought - totals.late
        total = late + early
        usable = (totals.orders > 1) & (total > 0)
        trend: Floats = np.divide(late - early, total, out=np.full(totals.n, np.nan), where=usable)
        return trend

    def returns(self) -> None:
        """Share of the purchases that came back, where anything did."""
        back, total = self._totals.returned, self._totals.bought
        if back is None:
            return
        share = np.divide(back, total, out=np.zeros(self._totals.n), where=total > 0)
        self._add("return_share", np.minimum(share, 1.0), finding("features.return_share"))

    def products(self, column: str) -> None:
        """Number of different products, which the column tells."""
        if self._totals.products is not None:
            self._add(
                "distinct_products",
                self._totals.products,
                finding("features.distinct_products", column=column),
            )

    def categories(self) -> None:
        """Share of the purchases in each of the categories that bring most."""
        total = self._totals.bought
        for name, own in self._totals.categories:
            share = np.divide(own, total, out=np.full(self._totals.n, np.nan), where=total > 0)
            self._add(f"share_{name}", share, finding("features.category_share", name=name))

    def last_place(self, column: str) -> None:
        """Country or city of the last order that has one."""
        if self._totals.place is None:
            return
        place, names = self._totals.place
        name = free_name(column, (*self.names, self._identifier))
        self.pairs.append(category_column(name, place, names, finding("features.last_place")))
