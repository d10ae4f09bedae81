"""The conditions that a rule can be made of.

Only what everyone filters alike is offered: a value that is written in several ways, or that the labeled file
writes otherwise because a spreadsheet would run it, is in no rule.
"""

from itertools import combinations

import numpy as np

from segdesk.engine.data.table import ColumnType, TextColumn, TypedColumn
from segdesk.engine.rules.condition import Bound, Condition, Operator
from segdesk.engine.rules.cuts import day_cuts, number_cuts

# Of a category so many values may be in a rule alone, and so many together with others; the most frequent.
_MOST_ALONE = 12
_MOST_TOGETHER = 6
_MOST_TEXTS = 3

_LONGEST_TEXT = 60
_BEGINS_FORMULA = ("=", "+", "-", "@", "'")

# What every spreadsheet has in its calendar.
_FIRST_DAY = np.datetime64("1900-03-01", "s")
_LAST_DAY = np.datetime64("9999-12-31T23:59:59", "s")


def offered_conditions(text: TextColumn, column: TypedColumn) -> list[Condition]:
    """Return the conditions on a column that may be in a rule, in an order that does not depend on that of the rows.

    Parameters
    ----------
    text : TextColumn
        The column as written.
    column : TypedColumn
        The same column, understood.
    """
    if column.type is ColumnType.NUMBER:
        return _on_numbers(column)
    if column.type is ColumnType.DATE:
        return _on_dates(column)
    if column.type is ColumnType.YES_NO:
        words = {1.0: column.format.yes, 0.0: column.format.no}
        return [
            Condition(column.name, Operator.ONE_OF, texts=(word,), label=column.label)
            for value, word in words.items()
            if word is not None and _is_plain(text, column, value, word)
        ]
    if column.type is ColumnType.CATEGORY:
        return _on_levels(text, column)
    return []


def _on_numbers(column: TypedColumn) -> list[Condition]:
    values = column.values.astype(np.float64)
    known = values[np.isfinite(values)]
    if len(known) < (~column.is_missing).sum():
        return []
    whole = bool((known == np.round(known)).all())
    is_year = whole and bool(((known >= 1850) & (known <= 2100)).all())
    bounds = [Bound(cut, column.format.unit, is_year) for cut in number_cuts(known)]
    return [
        Condition(column.name, comparison, bound=bound, label=column.label)
        for bound in bounds
        for comparison in (Operator.ABOVE, Operator.AT_MOST)
    ]


def _on_dates(column: TypedColumn) -> list[Condition]:
    known = column.values[~column.is_missing].astype("datetime64[s]")
    if not len(known) or known.min() < _FIRST_DAY or known.max() > _LAST_DAY:
        return []
    return [
        Condition(column.name, comparison, day=day, label=column.label)
        for day in day_cuts(known)
        for comparison in (Operator.FROM, Operator.BEFORE)
    ]


def _on_levels(text: TextColumn, column: TypedColumn) -> list[Condition]:
    plain = [
        level
        for place, level in enumerate(column.levels[: 2 * _MOST_ALONE])
        if _is_plain(text, column, place, level)
    ]
    n_levels = len(column.levels)
    offered = [
        Condition(column.name, Operator.ONE_OF, texts=(level,), label=column.label)
        for level in plain[:_MOST_ALONE]
    ]
    # An empty cell is not another value, and a filter for "is not" would keep it: so only where none is empty.
    excludes = n_levels > 2 and not column.n_missing
    if excludes:
        offered += [
            Condition(column.name, Operator.IS_NOT, texts=(level,), label=column.label)
            for level in plain[:_MOST_ALONE]
        ]
    for size in range(2, _MOST_TEXTS + 1):
        if size < n_levels - excludes:
            offered += [
                Condition(column.name, Operator.ONE_OF, texts=texts, label=column.label)
                for texts in combinations(plain[:_MOST_TOGETHER], size)
            ]
    return offered


def _is_plain(text: TextColumn, column: TypedColumn, value: float, written: str) -> bool:
    """Return whether every cell of a value, and no other, is this one short text in the labeled file too."""
    if not written.isprintable() or len(written) > _LONGEST_TEXT or written.startswith(_BEGINS_FORMULA):
        return False
    codes = np.unique(text.codes[column.values == value])
    return len(codes) == 1 and bool(written) and text.texts[codes[0]] == written
