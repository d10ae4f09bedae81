"""One row per customer: recency, frequency, money and what else purchases tell."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.table import Table, TypedColumn
from segdesk.engine.schema.purchase_columns.columns import TransactionColumns
from segdesk.engine.transactions.features.customer_columns import customer_columns
from segdesk.engine.transactions.features.derived_columns import ColumnPair, free_name, identifier_column
from segdesk.engine.transactions.features.feature_columns import FeatureColumns
from segdesk.engine.transactions.features.orders import Orders, gather_orders
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
    orders : Orders
        What the columns were computed from.
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
    orders: Orders
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
    who, _ = chosen.require()
    orders = gather_orders(reconciled)
    step(0.4)
    decimal = _decimal_mark(by_name, chosen)
    making = FeatureColumns(orders, reconciled, decimal, who)
    carried, n_made = _make(making, chosen, by_name, step)
    step(0.9)
    name = free_name(who, making.names)
    identifier = identifier_column(name, orders.customers, by_name[who])
    own = customer_columns(
        table,
        columns,
        chosen.of_customer,
        orders,
        reconciled.lines.day[orders.rows],
        (name, *making.names),
    )
    pairs = [identifier, *making.pairs, *own]
    has_money = reconciled.lines.units is not None
    step(1.0)
    return CustomerFeatures(
        table=Table(
            columns=tuple(text for text, _ in pairs),
            headings=tuple(text.name for text, _ in pairs),
            source=table.source,
            steps=(*table.steps, *reconciled.steps),
            warnings=(*table.warnings, *chosen.warnings, *reconciled.warnings),
        ),
        columns=tuple(typed for _, typed in pairs),
        identifier=name,
        forms=("recency_days", "frequency", *(("monetary",) if has_money else ())),
        value="monetary" if has_money else None,
        orders=orders,
        decimal=decimal,
        carried=carried,
        of_customer=tuple(text.name for text, _ in (*making.pairs[n_made:], *own)),
    )


def _make(
    making: FeatureColumns, chosen: TransactionColumns, by_name: dict[str, TypedColumn], step: Step
) -> tuple[tuple[str, ...], int]:
    """Make the columns; return those that are only carried, and how many stand before the place."""
    making.time_and_orders()
    making.money()
    step(0.5)
    making.rhythm()
    step(0.6)
    carried = making.days()
    making.returns()
    step(0.7)
    if chosen.product is not None:
        making.products(by_name[chosen.product])
    step(0.8)
    if chosen.category is not None:
        making.categories(by_name[chosen.category])
    n_made = len(making.pairs)
    if chosen.country is not None:
        making.last_place(by_name[chosen.country])
    return carried, n_made


def _decimal_mark(by_name: dict[str, TypedColumn], chosen: TransactionColumns) -> str:
    """Return the decimal mark of the purchases' money: what comes out is written as what came in."""
    for name in (chosen.amount, chosen.price, chosen.quantity):
        if name is not None and by_name[name].format.decimal:
            return by_name[name].format.decimal or "."
    return "."
