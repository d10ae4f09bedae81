"""The table as it was understood, written so that no other program has to understand it again."""

from dataclasses import dataclass, replace

from segdesk.engine.data.canonical_column import canonical_column
from segdesk.engine.data.table import ColumnFormat, ColumnType, Table, TextColumn, TypedColumn
from segdesk.engine.schema.inspection import Inspection


@dataclass(frozen=True, eq=False)
class CleanTable:
    """A table whose cells are written in one plain way.

    Attributes
    ----------
    table : Table
        Numbers with a decimal point, ISO dates, 1 and 0 for yes and no, one spelling per category, identifiers and
        texts letter for letter, empty for missing.
    columns : tuple of TypedColumn
        The same columns with their values; yes and no are the numbers 1 and 0.
    """

    table: Table
    columns: tuple[TypedColumn, ...]


def clean_table(inspection: Inspection) -> CleanTable:
    """Write every cell of a table that is understood in one plain way.

    Parameters
    ----------
    inspection : Inspection
        Of a customers table, or of the customers that purchases were summarised to.
    """
    pairs = [_cleaned(column) for column in inspection.columns]
    source = replace(inspection.table.source, delimiter=",", decimal=".")
    table = replace(inspection.table, columns=tuple(text for text, _ in pairs), source=source)
    return CleanTable(table, tuple(typed for _, typed in pairs))


def _cleaned(column: TypedColumn) -> tuple[TextColumn, TypedColumn]:
    """Return a column with its cells written anew, and the same as values."""
    kind = ColumnType.NUMBER if column.type is ColumnType.YES_NO else column.type
    return canonical_column(column), replace(column, type=kind, format=ColumnFormat(decimal="."))
