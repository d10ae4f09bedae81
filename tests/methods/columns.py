"""Columns as they are understood, without the guessing: numbers, yes/no, days and categories."""

from collections import Counter

import numpy as np
import pandas as pd

from segdesk.engine.data.table import ColumnFormat, ColumnType, TypedColumn
from segdesk.messages import say


def typed(frame) -> dict[str, TypedColumn]:
    """Return the columns of a frame by name; None and NaN are empty cells."""
    return {name: _column(name, values) for name, values in pd.DataFrame(frame).items()}


def _column(name, values) -> TypedColumn:
    reason = say("as given")
    if pd.api.types.is_datetime64_any_dtype(values):
        return TypedColumn(name, ColumnType.DATE, values.to_numpy("M8[s]"), (), ColumnFormat(), reason)
    if pd.api.types.is_numeric_dtype(values):
        return TypedColumn(name, ColumnType.NUMBER, values.to_numpy(float), (), ColumnFormat(), reason)
    cells = [None if pd.isna(cell) else str(cell) for cell in values]
    counts = Counter(cell for cell in cells if cell is not None)
    if set(counts) == {"yes", "no"}:
        flags = np.array([np.nan if cell is None else cell == "yes" for cell in cells], dtype=float)
        return TypedColumn(name, ColumnType.YES_NO, flags, (), ColumnFormat(yes="yes", no="no"), reason)
    levels = tuple(sorted(counts, key=lambda level: (-counts[level], level)))
    codes = np.array([-1 if cell is None else levels.index(cell) for cell in cells], dtype=np.int32)
    return TypedColumn(name, ColumnType.CATEGORY, codes, levels, ColumnFormat(), reason)
