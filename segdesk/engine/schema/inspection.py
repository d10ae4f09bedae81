"""Understanding a table: the first stage of every run, and all that `inspect` needs."""

from dataclasses import dataclass

from segdesk.engine.data.column_matching import match_columns
from segdesk.engine.data.table import ColumnType, Table, TypedColumn
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.schema.roles import TableSchema, infer_schema
from segdesk.engine.schema.types import type_columns
from segdesk.errors import naming_file
from segdesk.messages import Message, say
from segdesk.progress import Progress, silent

AS_FOUND, UNKNOWN = ReadSpec(), TransactionsSpec()


@dataclass(frozen=True, eq=False)
class Inspection:
    """A table understood: type and role of every column, with reasons."""

    table: Table
    columns: tuple[TypedColumn, ...]
    schema: TableSchema

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
        typed = type_columns(table, read, _settled(table, columns))
        schema = infer_schema(typed, columns, transactions)
    progress(say("Understanding the columns"), 1.0)
    return Inspection(table, typed, schema)


def _settled(table: Table, columns: ColumnsSpec) -> dict[str, ColumnType]:
    """Return the types that the user settled, by the table's own names of columns."""
    wanted = columns.types()
    names = match_columns(tuple(wanted), table.columns)
    return {name: ColumnType(kind) for name, kind in zip(names, wanted.values(), strict=True)}
