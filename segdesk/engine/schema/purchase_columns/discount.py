"""What is taken off quantity times price on each line: a sum, or a share of the money."""

import re
from collections.abc import Mapping

import numpy as np

from segdesk.engine.data.column_codes import as_floats, codes_of, mostly_one
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.schema.headings import words
from segdesk.engine.schema.purchase_columns.column_finder import ColumnFinder
from segdesk.messages import Message

_DISCOUNT = re.compile(
    r"(?:(?:line ?item|line|item|product|row) )?(?:total )?(?:discounts?|disc)(?: (?:amount|total|value|applied|pct|"
    r"percent(?:age)?|rate))?|"
    r"(?:discount )?(?:amount|percent(?:age)?) (?:of )?(?:discount|off)|"
    r"(?:zeilen|positions)?rabatt(?:betrag| betrag|satz| in prozent| prozent)?|nachlass|"
    r"descuento(?: (?:de l[ií]nea|aplicado|porcentaje))?|(?:importe|porcentaje) (?:de |del )?descuento|"
    r"remise|sconto|korting"
)
_PERCENT = re.compile(r"%|perc|pct|prozent|porcent|satz", re.I)
_CENT = 0.01
# Shares of the money are seldom more than so many different ones.
_MOST_SHARES = 40
_NEARLY_ALL = 0.99


def line_discount(
    finder: ColumnFinder, names: Mapping[str, str]
) -> tuple[str | None, float | None, tuple[Message, ...]]:
    """Return the column of discounts on lines, what makes their whole (1, 100, None for sums), and what is to be said.

    Only where money is quantity times price: an amount is less its discounts.

    Parameters
    ----------
    finder : ColumnFinder
    names : mapping of str to str
        The columns found, by role.
    """
    if "amount" in names or "price" not in names or "quantity" not in names:
        return None, None, ()
    left: list[Message] = []
    money = np.abs(as_floats(finder.column(names["price"])) * as_floats(finder.column(names["quantity"])))
    for column in finder.free(ColumnType.NUMBER):
        if _DISCOUNT.fullmatch(" ".join(words(column.name))) is None:
            continue
        off = np.abs(np.nan_to_num(as_floats(column)))
        if not off.any():
            continue
        whole = _whole(column, float(off.max()))
        if whole is not None:
            return column.name, whole, _taken_off(column)
        if _are_percents(column) or _is_of_order(finder, column):
            left.append(finding("purchase_columns.discount_left", column=column.name))
            continue
        if (off <= money + _CENT)[~np.isnan(money)].mean() >= _NEARLY_ALL:
            return column.name, None, _taken_off(column)
    return None, None, tuple(left)


def _taken_off(column: TypedColumn) -> tuple[Message, ...]:
    return (finding("purchase_columns.discount_taken_off", column=column.name),)


def _whole(column: TypedColumn, largest: float) -> float | None:
    """Return what discounts that are shares are shares of: 100, or 1; None where they are money."""
    if column.format.unit == "%" or _PERCENT.search(column.name):
        return 100.0 if 1 < largest <= 100 else 1.0 if largest <= 1 else None
    return 1.0 if largest < 1 and column.n_distinct <= _MOST_SHARES else None


def _are_percents(column: TypedColumn) -> bool:
    """Whether discounts may be whole percents without the sign, which cannot be told from money."""
    values = as_floats(column)[~column.is_missing]
    return bool((values == np.round(values)).all() and np.abs(values).max(initial=0) <= 100)


def _is_of_order(finder: ColumnFinder, column: TypedColumn) -> bool:
    """Whether all lines of an order show the same discount, which then is that of the whole order."""
    order = finder.named("order")
    if order is None:
        return False
    codes = codes_of(order)[0]
    several = np.append(np.bincount(codes[codes >= 0]) > 1, False)[codes]
    if not several.any():
        return False
    values = np.unique(column.values[several], return_inverse=True)[1].astype(np.int64)
    return mostly_one(codes[several], values)
