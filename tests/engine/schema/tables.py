"""Tables for the tests, without a file."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from segdesk.engine.data.table import ColumnType, Source, Table, TextColumn, TypedColumn
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.schema.types import type_columns
from segdesk.io.columns import encoded


def table_of(columns: Mapping[str, Sequence[str]], delimiter: str | None = ",") -> Table:
    """Return a table of these texts, as a reader of text would."""
    return Table(
        columns=tuple(TextColumn(name, *encoded(list(cells))) for name, cells in columns.items()),
        headings=tuple(columns),
        source=Source(Path("t.csv"), "CSV", "", delimiter=delimiter),
    )


def typed(name: str, cells: Sequence[str], delimiter: str = ",", spec: ReadSpec | None = None) -> TypedColumn:
    """Return one column, typed."""
    return type_columns(table_of({name: cells}, delimiter), spec)[0]


def type_of(name: str, cells: Sequence[str]) -> ColumnType:
    """Return the type found for one column."""
    return typed(name, cells).type
