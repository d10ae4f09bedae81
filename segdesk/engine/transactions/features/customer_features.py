"""One row per customer: recency, frequency, money and what else purchases tell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.table import Table, TypedColumn
from segdesk.engine.schema.purchase_columns.columns import TransactionColumns
from segdesk.engine.transactions.features.customer_columns import customer_columns
from segdesk.engine.transactions.features.customer_totals import CustomerTotals
from segdesk.engine.transactions.features.derived_columns import ColumnPair, free_name, identifier_column
from segdesk.engine.transactions.features.feature_columns import FeatureColumns
from segdesk.engine.transactions.features.orders import Orders, gather_orders
from segdesk.engine.transactions.features.totals_of_lines import totals_of_lines
from segdesk.engine.transactions.reconciliation.account import LineAccount
from segdesk.engine.transactions.reconciliation.sorting import Reconciliation
from segdesk.messages import Message
from segdesk.progress import Step, unseen


@dataclass(frozen=True, eq=False)
class CustomerFeatures:
    """A customers table made of purchases, understood; the rest of the engine goes on from here.

    Attributes
    ----------
    table : Table
        One row per customer, by identifier; source, steps and warnings are the purchases' with the reconciliation's.
    columns : tuple of TypedColumn
    identifier : str
        Name of the identifier's column.
    forms : tuple of str
        Columns that form the segments by default.
    value : str or None
        The money column.
    totals : CustomerTotals
        What the columns were computed from.
    orders : Orders or None
        The lines and orders that were added up; None where these are not in memory.
    decimal : str
        Decimal mark of the texts.
    carried : tuple of str
        Columns that only go into the files, because they say again what others say: days, scores.
    of_customer : tuple of str
        Columns that stand in the lines as they are here: place, name and whatever else is the same for each customer.
    """

    table: Table
    columns: tuple[TypedColumn, ...]
    identifier: str
    forms: tuple[str, ...]
    value: str | None
    totals: CustomerTotals
    orders: Orders | None = None
    decimal: str = "."
    carried: tuple[str, ...] = ()
    of_customer: tuple[str, ...] = ()

    def numbers(self, name: str) -> Floats:
        """Return a column of numbers; raises KeyError."""
        column = next((c for c in self.columns if c.name == name), None)
        if column is None:
            raise KeyError(name)
        return column.values.astype(np.float64)

    def with_columns(
        self,
        pairs: Sequence[ColumnPair],
        steps: Sequence[Message] = (),
        warnings: Sequence[Message] = (),
        carried: Sequence[str] = (),
    ) -> "CustomerFeatures":
        """Return the features with more columns behind them, and what there is to say of these."""
        table = replace(
            self.table,
            columns=(*self.table.columns, *(text for text, _ in pairs)),
            headings=(*self.table.headings, *(text.name for text, _ in pairs)),
            steps=(*self.table.steps, *steps),
            warnings=(*self.table.warnings, *warnings),
        )
        return replace(
            self,
            table=table,
            columns=(*self.columns, *(typed for _, typed in pairs)),
            carried=(*self.carried, *carried),
        )


def customer_features(
    table: Table,
    columns: Sequence[TypedColumn],
    chosen: TransactionColumns,
    reconciled: Reconciliation,
    step: Step = unseen,
) -> CustomerFeatures:
    """Summarise purchases to one row per customer.

    Parameters
    ----------
    table : Table
        The purchases as read.
    columns : sequence of TypedColumn
        Its columns, understood.
    chosen : TransactionColumns
    reconciled : Reconciliation
        Which lines count, and the as-of day.
    step : Step, optional
    """
    by_name = {column.name: column for column in columns}
    orders = gather_orders(reconciled)
    step(0.4)
    totals = totals_of_lines(by_name, chosen, reconciled, orders, lambda done: step(0.4 + 0.4 * done))
    step(0.8)

    def own(taken: Sequence[str]) -> Sequence[ColumnPair]:
        days = reconciled.lines.day[orders.rows]
        return customer_columns(table, columns, chosen.of_customer, orders, days, taken)

    features = features_of_totals(table, by_name, chosen, reconciled, totals, own)
    step(1.0)
    return replace(features, orders=orders)


def features_of_totals(
    table: Table,
    by_name: Mapping[str, TypedColumn],
    chosen: TransactionColumns,
    account: LineAccount,
    totals: CustomerTotals,
    own: Callable[[Sequence[str]], Sequence[ColumnPair]],
) -> CustomerFeatures:
    """Make the customers table of what the purchases add up to.

    Parameters
    ----------
    table : Table
        The purchases as read.
    by_name : mapping of str to TypedColumn
        Its columns, understood.
    chosen : TransactionColumns
    account : LineAccount
        What became of the lines.
    totals : CustomerTotals
    own : callable
        Returns the columns that lines say of their customers, under names that are none of those given.
    """
    who, _ = chosen.require()
    decimal = _decimal_mark(by_name, chosen)
    making = FeatureColumns(totals, decimal, who)
    carried, n_made = _make(making, chosen)
    name = free_name(who, making.names)
    identifier = identifier_column(name, totals.customers, by_name[who])
    said = own((name, *making.names))
    pairs = [identifier, *making.pairs, *said]
    has_money = totals.net is not None
    return CustomerFeatures(
        table=Table(
            columns=tuple(text for text, _ in pairs),
            headings=tuple(text.name for text, _ in pairs),
            source=table.source,
            steps=(*table.steps, *account.steps),
            warnings=(*table.warnings, *chosen.warnings, *account.warnings),
        ),
        columns=tuple(typed for _, typed in pairs),
        identifier=name,
        forms=("recency_days", "frequency", *(("monetary",) if has_money else ())),
        value="monetary" if has_money else None,
        totals=totals,
        decimal=decimal,
        carried=carried,
        of_customer=tuple(text.name for text, _ in (*making.pairs[n_made:], *said)),
    )


def _make(making: FeatureColumns, chosen: TransactionColumns) -> tuple[tuple[str, ...], int]:
    """Make the columns; return those that are only carried, and how many stand before the place."""
    making.time_and_orders()
    making.money()
    making.rhythm()
    carried = making.days()
    making.returns()
    if chosen.product is not None:
        making.products(chosen.product)
    making.categories()
    n_made = len(making.pairs)
    if chosen.country is not None:
        making.last_place(chosen.country)
    return carried, n_made


def _decimal_mark(by_name: Mapping[str, TypedColumn], chosen: TransactionColumns) -> str:
    """Return the decimal mark of the purchases' money: what comes out is written as what came in."""
    for name in (chosen.amount, chosen.price, chosen.quantity):
        if name is not None and by_name[name].format.decimal:
            return by_name[name].format.decimal or "."
    return "."
