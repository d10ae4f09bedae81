"""The table as it was understood, written so that no other program has to understand it again."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from segdesk.engine.data.canonical_texts import date_texts, number_texts
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
    if column.type in (ColumnType.NUMBER, ColumnType.YES_NO):
        codes, distinct = pd.factorize(column.values.astype(np.float64), use_na_sentinel=False)
        text = TextColumn(column.name, codes.astype(np.int32), number_texts(distinct), ColumnType.NUMBER)
    elif column.type is ColumnType.DATE:
        codes, distinct = pd.factorize(column.values.astype(np.int64), use_na_sentinel=False)
        text = TextColumn(
            column.name, codes.astype(np.int32), date_texts(distinct.astype("datetime64[s]")), ColumnType.DATE
        )
    else:
        # A missing cell is -1, and so the last of the texts.
        texts = np.array([*column.levels, ""], dtype=object)
        codes = column.values.astype(np.int32)
        text = TextColumn(column.name, np.where(codes < 0, len(column.levels), codes).astype(np.int32), texts)
    kind = ColumnType.NUMBER if column.type is ColumnType.YES_NO else column.type
    return text, replace(column, type=kind, format=ColumnFormat(decimal="."))
