"""What lines say of their customers, such as name, e-mail address, city or an earlier segment: one cell each."""

from collections.abc import Collection, Sequence

import numpy as np

from segdesk.engine.data.column_codes import Ints
from segdesk.engine.data.table import Table, TypedColumn
from segdesk.engine.transactions.features.derived_columns import ColumnPair, free_name
from segdesk.engine.transactions.features.orders import Orders
from segdesk.engine.transactions.features.picked_rows import columns_at_rows


def customer_columns(
    table: Table,
    columns: Sequence[TypedColumn],
    wanted: Sequence[str],
    orders: Orders,
    day: Ints,
    taken: Collection[str],
) -> list[ColumnPair]:
    """Return columns of lines with one cell per customer; of several values the latest that there is.

    Parameters
    ----------
    table : Table
        The purchases as read.
    columns : sequence of TypedColumn
    wanted : sequence of str
        Names of the columns.
    orders : Orders
    day : int64 array of shape (n_kept_lines,)
    taken : collection of str
        Names that are used already.
    """
    by_name = {column.name: column for column in columns}
    rows = {name: _latest_rows(by_name[name], orders, day) for name in wanted}
    names: dict[str, str] = {}
    for name in wanted:
        names[name] = free_name(name, (*taken, *names.values()))
    return columns_at_rows(table, columns, rows, names)


def _latest_rows(column: TypedColumn, orders: Orders, day: Ints) -> Ints:
    """Return the row of each customer's latest value, -1 without any, whatever the order of the rows."""
    known = np.flatnonzero(~column.is_missing[orders.rows])
    owner, rows = orders.line_customer[known], orders.rows[known]
    latest = np.full(orders.n, -1, dtype=np.int64)
    latest[owner] = rows
    differs = column.values[rows] != column.values[latest[owner]]
    if not differs.any():
        return latest
    several = np.isin(owner, owner[differs])
    known, owner, rows = known[several], owner[several], rows[several]
    # On one day the commonest level counts, or the largest number.
    values = column.values[rows]
    rank = -values.astype(np.int64) if column.levels else values
    sorting = np.lexsort((rank, day[known], owner))
    latest[owner[sorting]] = rows[sorting]
    return latest
