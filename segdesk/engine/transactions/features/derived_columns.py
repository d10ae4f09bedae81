"""Columns that segdesk makes itself, as text and as values at once."""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.canonical_texts import date_texts, number_texts
from segdesk.engine.data.column_codes import Ints
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnFormat, ColumnType, TextColumn, TypedColumn
from segdesk.messages import Message

ColumnPair = tuple[TextColumn, TypedColumn]


def free_name(name: str, taken: Collection[str]) -> str:
    """Return the name, with `_2` or the next free number behind it if it is taken in any case."""
    used = {each.casefold() for each in taken}
    free, number = name, 2
    while free.casefold() in used:
        free, number = f"{name}_{number}", number + 1
    return free


def number_column(name: str, values: Floats, reason: Message, decimal: str = ".") -> ColumnPair:
    """Return a column of numbers, written as short as they can be read back exactly.

    Parameters
    ----------
    name : str
    values : float64 array of shape (n_rows,)
        NaN where empty.
    reason : Message
        Why this type.
    decimal : str
        Decimal mark of the texts.
    """
    codes, distinct = pd.factorize(values, use_na_sentinel=False)
    texts = number_texts(distinct, decimal)
    return (
        TextColumn(name, codes.astype(np.int32), texts, ColumnType.NUMBER if decimal == "." else None),
        TypedColumn(name, ColumnType.NUMBER, values, (), ColumnFormat(decimal=decimal), reason),
    )


def day_column(name: str, days: Ints, reason: Message) -> ColumnPair:
    """Return a column of days, counted from 1970-01-01, written as ISO dates."""
    values = days.astype("datetime64[D]").astype("datetime64[s]")
    codes, distinct = pd.factorize(values, sort=True)
    return (
        TextColumn(name, codes.astype(np.int32), date_texts(distinct), ColumnType.DATE),
        TypedColumn(name, ColumnType.DATE, values, (), ColumnFormat(date_order="year first"), reason),
    )


def identifier_column(name: str, identifiers: Sequence[str], source: TypedColumn) -> ColumnPair:
    """Return the column of identifiers, one row each; personal where `source` is."""
    codes = np.arange(len(identifiers), dtype=np.int32)
    texts = np.array([*identifiers, None], dtype=object)[:-1]
    return (
        TextColumn(name, codes, texts),
        TypedColumn(
            name, ColumnType.IDENTIFIER, codes, tuple(identifiers), ColumnFormat(),
            finding("features.one_row_per_customer"), personal=source.personal,
        ),
    )  # fmt: skip


def category_column(name: str, codes: Ints, names: Sequence[str], reason: Message) -> ColumnPair:
    """Return a column of words.

    Parameters
    ----------
    name : str
    codes : int64 array of shape (n_rows,)
        Position in `names`, -1 where empty.
    names : sequence of str
    reason : Message
        What it says.
    """
    texts = np.array([*names, ""], dtype=object)
    counts = np.bincount(codes + 1, minlength=len(names) + 1)[1:]
    order = sorted((i for i in range(len(names)) if counts[i]), key=lambda i: (-counts[i], names[i]))
    rank = np.full(len(names) + 1, -1, dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    text_codes = np.where(codes < 0, len(names), codes).astype(np.int32)
    typed = TypedColumn(
        name, ColumnType.CATEGORY, rank[codes], tuple(names[i] for i in order), ColumnFormat(), reason
    )
    return TextColumn(name, text_codes, texts), typed
