"""Columns of a customers table that may identify a customer, or hold the money."""

import re
from collections.abc import Collection, Sequence

import numpy as np

from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.schema.headings import spaced

_VALUE = re.compile(
    r"\b(revenue|sales|spend|spent|spending|turnover|amount|monetary|charges|purchases|umsatz|betrag|ausgaben|"
    r"ventas|importe|ingresos|gasto)\b|^(total|value|wert|valor)$|\b(order|customer|basket|lifetime) value\b",
    re.I,
)
_NOT_MONEY = re.compile(
    r"\b(score|share|rate|ratio|frequency|count|days|number|num|no|trx|index|deals|orders|anteil|anzahl|freq|numero|n)\b",
    re.I,
)
_CUSTOMER = re.compile(r"customer|client|member|kunde|cliente|user|buyer|account|household|haushalt", re.I)
# Few amounts that come again and again are classes.
_FEW_AMOUNTS = 15
_MOST_NEGATIVE = 0.05


def identifier_columns(columns: Sequence[TypedColumn], taken: Collection[str] = ()) -> tuple[str, ...]:
    """Return the columns that may identify customers, best first: unique codes, then what is named after customers.

    Parameters
    ----------
    columns : sequence of TypedColumn
    taken : collection of str
        Names of columns that have another role.
    """
    codes = [c for c in columns if c.type is ColumnType.IDENTIFIER and c.name not in taken]
    unique = [c for c in codes if c.n_distinct == len(c.values)]
    return tuple(
        c.name for c in sorted(unique or codes, key=lambda c: (c.personal, not _CUSTOMER.search(c.name)))
    )


def money_columns(columns: Sequence[TypedColumn]) -> tuple[str, ...]:
    """Return the columns that are named like money and vary like it, in the order of the file."""
    return tuple(column.name for column in columns if _is_money(column))


def _is_money(column: TypedColumn) -> bool:
    words = spaced(column.name)
    if column.type is not ColumnType.NUMBER or not _VALUE.search(words) or _NOT_MONEY.search(words):
        return False
    values = column.values[~column.is_missing].astype(np.float64)
    return bool(
        column.n_distinct > _FEW_AMOUNTS
        and np.sum(values) > 0
        and float((values < 0).mean()) < _MOST_NEGATIVE
    )
