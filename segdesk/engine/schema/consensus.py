"""What the whole table says, for columns whose own values can't decide how they are written."""

from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.data.table import ColumnFormat, ColumnType
from segdesk.engine.schema.column_evidence import ColumnEvidence
from segdesk.engine.schema.dates import DAY_FIRST, MONTH_FIRST, YEAR_FIRST
from segdesk.engine.schema.numbers import Marks, NumberTexts


@dataclass(frozen=True)
class Consensus:
    """What columns that speak clearly say, or the user.

    Attributes
    ----------
    decimal : str or None
        Decimal mark of the table.
    date_order, wanted_order : str or None
        Order of dates in the table; order that the user wants.
    comma_likely : bool
        Whether the file's separator is the semicolon, which stands where the comma is the decimal mark.
    missing_elsewhere : frozenset of str
        Texts that stand for missing in columns of numbers and dates.
    """

    decimal: str | None = None
    date_order: str | None = None
    wanted_order: str | None = None
    comma_likely: bool = False
    missing_elsewhere: frozenset[str] = frozenset()


def number_marks(
    each: ColumnEvidence, numbers: NumberTexts, consensus: Consensus, known: ColumnFormat
) -> Marks:
    """Return the marks of a column: by its own values, then by what is known around it."""
    if each.column.native is ColumnType.NUMBER:
        return Marks(".", None)
    prefer = consensus.decimal or known.decimal
    marks = numbers.marks(prefer or ("," if consensus.comma_likely else None))
    return marks if marks.sure or prefer is None else replace(marks, sure=True)


def order_evidence(each: ColumnEvidence) -> str | None:
    """Return the order of day, month and year that a column's own values prove; None where they can't."""
    dates = each.dates
    assert dates is not None
    counts = dates.possible_orders()
    day, month, year = counts[DAY_FIRST], counts[MONTH_FIRST], counts[YEAR_FIRST]
    if dates.starts_with_year() or year > max(day, month):
        return YEAR_FIRST
    if day != month:
        return DAY_FIRST if day > month else MONTH_FIRST
    if dates.named_only():
        return DAY_FIRST
    return dates.first_of_month() or _sorted_order(each)


def _sorted_order(each: ColumnEvidence) -> str | None:
    """Purchases are mostly written one after the other: rows that rise in one order only prove it."""
    assert each.dates is not None
    rising = []
    for order in (DAY_FIRST, MONTH_FIRST):
        values = each.dates.values(order)[each.column.codes]
        values = values[~np.isnat(values)]
        steps = np.diff(values.astype(np.int64))
        if len(np.unique(values)) >= 10 and ((steps >= 0).all() or (steps <= 0).all()):
            rising.append(order)
    return rising[0] if len(rising) == 1 else None
