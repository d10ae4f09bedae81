"""What an expression computes with: numbers, dates, yes/no and texts, one per row or one for all."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.column_codes import EPOCH
from segdesk.engine.data.table import ColumnFormat, ColumnType, TypedColumn
from segdesk.messages import Message, say

_DAY = 86_400


class Kind(StrEnum):
    """What a value is."""

    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes/no"
    TEXT = "text"


KIND_WORDS: dict[Kind, Message] = {
    Kind.NUMBER: say("number"),
    Kind.DATE: say("date"),
    Kind.YES_NO: say("yes/no"),
    Kind.TEXT: say("text"),
}


@dataclass(frozen=True, eq=False)
class Value:
    """Values of one kind.

    Attributes
    ----------
    kind : Kind
    array : float64 array of shape (n_rows,) or ()
        NUMBER: itself. DATE: days since 1970-01-01. YES_NO: 1 and 0. TEXT: position in `levels`. NaN where missing.
    levels : tuple of str
        Of TEXT.
    is_ordered : bool
        The levels of TEXT stand from low to high.
    is_constant : bool
        Written in the expression rather than taken from a column.
    format : ColumnFormat or None
        How the column that it is taken from is written.
    """

    kind: Kind
    array: Floats
    levels: tuple[str, ...] = ()
    is_ordered: bool = False
    is_constant: bool = False
    format: ColumnFormat | None = None


def constant(kind: Kind, value: float) -> Value:
    """Return one value for all rows."""
    return Value(kind, np.asarray(value, dtype=np.float64), is_constant=True)


def constant_text(text: str) -> Value:
    """Return one text for all rows."""
    return Value(Kind.TEXT, np.asarray(0.0), (text,), is_constant=True)


def day_number(day: dt.date) -> float:
    """Return the days since 1970-01-01."""
    return float((day - EPOCH).days)


def of_column(column: TypedColumn) -> Value:
    """Return the values of a column."""
    missing = column.is_missing
    if column.type is ColumnType.DATE:
        days = column.values.astype("datetime64[s]").astype(np.float64) / _DAY
        return Value(Kind.DATE, np.where(missing, np.nan, days), format=column.format)
    values = column.values.astype(np.float64)
    if column.type is ColumnType.NUMBER:
        return Value(Kind.NUMBER, values, format=column.format)
    if column.type is ColumnType.YES_NO:
        return Value(Kind.YES_NO, values, format=column.format)
    codes = np.where(missing, np.nan, values)
    if column.order:
        place = {level: i for i, level in enumerate(column.order)}
        # A value that has no place, as new customers may have, is missing.
        sorted_codes = np.array([place.get(level, np.nan) for level in column.levels], dtype=np.float64)
        known = ~missing
        codes[known] = sorted_codes[codes[known].astype(np.intp)]
        return Value(Kind.TEXT, codes, column.order, is_ordered=True)
    return Value(Kind.TEXT, codes, column.levels)


def dates_of(days: Floats) -> npt.NDArray[np.datetime64]:
    """Return days since 1970-01-01 as datetime64[s], NaT where missing."""
    missing = np.isnan(days)
    seconds = np.where(missing, 0, np.round(days * _DAY)).astype(np.int64)
    dates = seconds.astype("datetime64[s]")
    dates[missing] = np.datetime64("NaT")
    return dates
