"""Cells that a file typed itself become canonical texts: shortest exact numbers, ISO dates, True, False."""

import datetime as dt
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from segdesk.engine.data.canonical_texts import number_text
from segdesk.engine.data.table import ColumnType
from segdesk.io.columns import object_array
from segdesk.io.tidying import Encoded


def native_number_text(value: float) -> str:
    """Write a number as short as it can be read back exactly: 99 rather than 99.0."""
    return str(value) if isinstance(value, int) else number_text(value)


def column_of(values: Sequence[object]) -> tuple[Encoded, ColumnType | None]:
    """Return a column of cells as codes and texts, and its type if all cells that are not empty agree on it.

    Parameters
    ----------
    values : sequence
        str, int, float, bool, date, datetime, time, timedelta, bytes or None per row.
    """
    kinds = kinds_of(values)
    return encoded_cells(values, kinds, has_times(values, kinds)), native_of(kinds)


def kinds_of(values: Sequence[object]) -> set[type]:
    """Return the types of the cells that are not empty."""
    kinds = set(map(type, values)) - {type(None)}
    if str in kinds:
        kinds = {type(value) for value in values if value is not None and value != ""}
    return kinds


def has_times(values: Sequence[object], kinds: set[type]) -> bool:
    """Return whether a cell of a column with these types is a day with a time other than midnight."""
    return any(issubclass(kind, dt.datetime) for kind in kinds) and any(
        isinstance(value, dt.datetime) and value.time() != dt.time(0) for value in values
    )


def encoded_cells(values: Sequence[Any], kinds: set[type], with_time: bool) -> Encoded:
    """Return cells with these types as codes and canonical texts, days with their time if asked to."""
    import pandas as pd  # noqa: PLC0415 - heavy

    if kinds == {float}:
        return _floats(values)
    # True equals 1, and 1.0 equals 1: only their texts tell such cells apart.
    codes, texts = pd.factorize(object_array([text_of(value, with_time) for value in values]))
    return codes.astype(np.int32), texts


def _floats(values: Sequence[Any]) -> Encoded:
    """Return a column of floats and empty cells: of many cells few differ, and only these are put into words."""
    import pandas as pd  # noqa: PLC0415 - heavy

    numbers = np.array([math.nan if value is None or value == "" else value for value in values])
    codes, distinct = pd.factorize(numbers, use_na_sentinel=False)
    return codes.astype(np.int32), object_array([native_number_text(value) for value in distinct.tolist()])


def text_of(value: object, with_time: bool = False) -> str:
    """Return the canonical text of one cell; dates get a time only where their column has times."""
    if isinstance(value, str):
        return value
    if isinstance(value, dt.date):
        # A datetime is a date, and calamine gives a plain date for midnight.
        text = value.isoformat()[:10]
        time = value.time() if isinstance(value, dt.datetime) else dt.time()
        return f"{text} {time.isoformat(timespec='seconds')}" if with_time else text
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    return str(value)


def _duration(value: dt.timedelta) -> str:
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def native_of(kinds: set[type]) -> ColumnType | None:
    """Return the type that the cells that are not empty agree on."""
    if not kinds:
        return None
    if kinds <= {int, float}:
        return ColumnType.NUMBER
    if kinds <= {dt.date, dt.datetime}:
        return ColumnType.DATE
    return ColumnType.YES_NO if kinds == {bool} else None


# In this order: a bool is an int.
_WRITERS: tuple[tuple[type | tuple[type, ...], Callable[[Any], str]], ...] = (
    (type(None), lambda value: ""),
    (bool, str),
    ((int, float), native_number_text),
    (dt.timedelta, _duration),
    ((bytes, bytearray), lambda value: value.hex()),
)
