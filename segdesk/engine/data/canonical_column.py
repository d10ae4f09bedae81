"""A typed column as cells that any program understands."""

import numpy as np
import pandas as pd

from segdesk.engine.data.canonical_texts import date_texts, number_texts
from segdesk.engine.data.table import ColumnType, TextColumn, TypedColumn


def canonical_column(column: TypedColumn) -> TextColumn:
    """Return a column with its cells written in one plain way.

    Numbers with a decimal point, ISO dates, 1 and 0 for yes and no, levels as they are, empty for missing.
    """
    if column.type in (ColumnType.NUMBER, ColumnType.YES_NO):
        codes, numbers = pd.factorize(column.values.astype(np.float64), use_na_sentinel=False)
        texts = number_texts(numbers.astype(np.float64))
        return TextColumn(column.name, codes.astype(np.int32), texts, ColumnType.NUMBER)
    if column.type is ColumnType.DATE:
        codes, days = pd.factorize(column.values.astype(np.int64), use_na_sentinel=False)
        texts = date_texts(days.astype("datetime64[s]"))
        return TextColumn(column.name, codes.astype(np.int32), texts, ColumnType.DATE)
    # A missing cell is -1, and so the last of the texts.
    texts = np.array([*column.levels, ""], dtype=object)
    levels = column.values.astype(np.int32)
    return TextColumn(column.name, np.where(levels < 0, len(column.levels), levels).astype(np.int32), texts)
