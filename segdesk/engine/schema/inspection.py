"""Understanding a table: the first stage of every run, and all that `inspect` needs."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.data.arrays import Mask, Positions
from segdesk.engine.data.column_matching import match_columns
from segdesk.engine.data.table import ColumnType, Table, TypedColumn
from segdesk.engine.recipe.columns import ORDERED, ColumnsSpec
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.schema.computed import Computation, Computed, compute, labels_of, rows_of
from segdesk.engine.schema.ordered_levels import in_order
from segdesk.engine.schema.roles import TableSchema, infer_schema
from segdesk.engine.schema.table_kind import kind_of
from segdesk.engine.schema.titles import told_apart
from segdesk.engine.schema.types import type_columns
from segdesk.errors import naming_file
from segdesk.messages import Message, say
from segdesk.progress import Progress, part, silent

AS_FOUND, UNKNOWN = ReadSpec(), TransactionsSpec()


@dataclass(frozen=True, eq=False)
class Made:
    """What the user makes of the columns of a table.

    Attributes
    ----------
    by : tuple
        The settings that say so.
    computed : Computed
    participating : tuple of TypedColumn
        The columns with the rows of those who take part only.
    plain_table : Table
    plain_columns : tuple of TypedColumn
        The table without all that.
    """

    by: tuple[object, ...]
    computed: Computed
    participating: tuple[TypedColumn, ...]
    plain_table: Table
    plain_columns: tuple[TypedColumn, ...]


@dataclass(frozen=True, eq=False)
class Inspection:
    """A table understood: type and role of every column, with reasons.

    Attributes
    ----------
    table : Table
        As read, with the columns behind that the user computes.
    columns : tuple of TypedColumn
        One per column of the table.
    schema : TableSchema
    made : Made or None
        What the user makes of the columns, if anything.
    """

    table: Table
    columns: tuple[TypedColumn, ...]
    schema: TableSchema
    made: "Made | None" = None

    @property
    def takes_part(self) -> Mask | None:
        """Rows of customers who meet the user's condition, shape (n_rows,); None without one."""
        return None if self.made is None else self.made.computed.takes_part

    @property
    def condition(self) -> str | None:
        """The user's condition as it is written; None without one."""
        fitted = None if self.made is None else self.made.computed.computation.condition
        return None if fitted is None else fitted.text

    @property
    def plain_table(self) -> Table:
        """The table as read, without what the user computes."""
        return self.table if self.made is None else self.made.plain_table

    @property
    def plain_columns(self) -> tuple[TypedColumn, ...]:
        """The columns of the plain table, understood."""
        return self.columns if self.made is None else self.made.plain_columns

    @property
    def participants(self) -> Positions:
        """Rows of the customers who take part, in the table's order."""
        if self.takes_part is None:
            return np.arange(self.table.n_rows)
        return np.flatnonzero(self.takes_part)

    @property
    def columns_of_participants(self) -> tuple[TypedColumn, ...]:
        """The columns with the rows of those who take part only: what is decided is decided by these."""
        return self.columns if self.made is None else self.made.participating

    @property
    def warnings(self) -> tuple[Message, ...]:
        """What a person must know of the table, of its columns, and of what they are taken for, in this order."""
        own = (warning for column in self.columns for warning in column.warnings)
        return (*self.table.warnings, *own, *self.schema.warnings)


def inspect(
    table: Table,
    columns: ColumnsSpec,
    read: ReadSpec = AS_FOUND,
    transactions: TransactionsSpec = UNKNOWN,
    progress: Progress = silent,
) -> Inspection:
    """Decide type and role of every column.

    Parameters
    ----------
    table : Table
    columns : ColumnsSpec
        What the user decided about columns.
    read : ReadSpec, optional
        How its cells are written, where that is known.
    transactions : TransactionsSpec, optional
        What the user decided about the columns of purchases.
    progress : Progress

    Raises
    ------
    InputError
        If columns are named that do not exist, or cannot hold what they are said to hold.
    UsageError
        If a column is given two roles.
    """
    progress(say("Understanding the columns"), 0.0)
    with naming_file(table.source.path.name):
        settled = settled_types(table, columns)
        typed = type_columns(table, read, settled, progress=part(progress, 0, 0.8))
        typed = as_the_user_says(typed, columns)
        kind = kind_of(typed, columns, transactions)
        if kind[0] == "transactions":
            # What the user computes is computed for customers.
            found = Inspection(table, typed, infer_schema(typed, columns, transactions, kind))
        else:
            found = with_computed(
                table, typed, columns, lambda each: infer_schema(each, columns, transactions, kind)
            )
    progress(say("Understanding the columns"), 1.0)
    return found


def with_computed(
    table: Table,
    typed: tuple[TypedColumn, ...],
    spec: ColumnsSpec,
    roles: Callable[[tuple[TypedColumn, ...]], TableSchema],
) -> Inspection:
    """Return customers' columns with what the user makes of them, and the roles that they have then.

    Parameters
    ----------
    table : Table
    typed : tuple of TypedColumn
    spec : ColumnsSpec
    roles : callable
        Decides the roles of columns.

    Raises
    ------
    InputError, UsageError
        As `compute` and `roles`.
    """
    found = compute(table, typed, spec)
    if found.computation == Computation() and not spec.labels:
        return Inspection(table, typed, roles(typed))
    seen = found.columns
    if found.takes_part is not None:
        rows = np.flatnonzero(found.takes_part)
        seen = tuple(rows_of(column, rows) for column in found.columns)
    made = Made(spec.making, found, seen, table, typed)
    return Inspection(found.table, found.columns, roles(seen), made)


def reconsidered(
    inspection: Inspection, spec: ColumnsSpec, roles: Callable[[tuple[TypedColumn, ...]], TableSchema]
) -> Inspection:
    """Return customers' columns with the roles that a spec gives them, and what it makes of them if that changed.

    Parameters and errors are those of `with_computed`.
    """
    made = inspection.made
    if spec.making == (ColumnsSpec().making if made is None else made.by):
        return replace(inspection, schema=roles(inspection.columns_of_participants))
    return with_computed(inspection.plain_table, inspection.plain_columns, spec, roles)


def as_the_user_says(typed: tuple[TypedColumn, ...], spec: ColumnsSpec) -> tuple[TypedColumn, ...]:
    """Return the columns with the order of those that the user calls ordered, and titles that tell them apart."""
    orders = spec.orders()
    names = match_columns(tuple(orders), typed)
    wanted = dict(zip(names, orders.values(), strict=True))
    ordered = tuple(
        in_order(column, wanted[column.name]) if column.name in wanted else column for column in typed
    )
    return told_apart(ordered, computed=False)


def settled_types(table: Table, columns: ColumnsSpec) -> dict[str, ColumnType]:
    """Return the types that the user settled, by the table's own names of columns."""
    coded = [each.column for each in labels_of(table.columns, columns.labels) if each.meanings]
    wanted = {**dict.fromkeys(coded, str(ColumnType.CATEGORY)), **columns.types()}
    names = match_columns(tuple(wanted), table.columns)
    return {
        name: ColumnType.CATEGORY if kind == ORDERED else ColumnType(kind)
        for name, kind in zip(names, wanted.values(), strict=True)
    }
