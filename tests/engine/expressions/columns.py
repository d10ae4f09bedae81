"""A small typed table for expressions."""

import numpy as np

from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnFormat, ColumnType, TypedColumn

REASON = finding("schema.settled_beforehand")


def number(name, *values):
    return TypedColumn(name, ColumnType.NUMBER, np.array(values, dtype=float), (), ColumnFormat(), REASON)


def days(name, *values):
    return TypedColumn(
        name, ColumnType.DATE, np.array(values, dtype="datetime64[s]"), (), ColumnFormat(), REASON
    )


def yes_no(name, *values, yes="yes", no="no"):
    form = ColumnFormat(yes=yes, no=no)
    return TypedColumn(name, ColumnType.YES_NO, np.array(values, dtype=float), (), form, REASON)


def category(name, *texts, order=()):
    levels = tuple(dict.fromkeys(text for text in texts if text is not None))
    codes = np.array([-1 if text is None else levels.index(text) for text in texts], dtype=np.int32)
    return TypedColumn(name, ColumnType.CATEGORY, codes, levels, ColumnFormat(), REASON, order=order)


NAN = float("nan")
CUSTOMERS = (
    number("spend", 10, 200, NAN, 0),
    number("orders", 1, 4, 2, 0),
    days("Last order", "2024-05-01", "2022-01-31", "2023-12-31", "NaT"),
    yes_no("churn", 1, 0, NAN, 0, yes="Ja", no="Nein"),
    category("country", "DE", "fr", None, "de"),
    category("size", "S", "L", "M", None, order=("S", "M", "L")),
)
