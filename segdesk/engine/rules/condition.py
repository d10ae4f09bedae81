"""One condition on one column: what it says, and whom it fits."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import numpy as np

from segdesk.engine.data.arrays import Mask
from segdesk.engine.data.column_terms import beside_unit
from segdesk.engine.data.column_titles import column_title
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.messages import Message, Spoken, number_in_words


class Operator(StrEnum):
    """How a cell is compared."""

    ABOVE = "above"
    AT_MOST = "at most"
    FROM = "from"
    BEFORE = "before"
    ONE_OF = "one of"
    IS_NOT = "is not"


@dataclass(frozen=True)
class Bound(Spoken):
    """A number that cells are compared with, written exactly: nobody who filters by what is printed gets other rows.

    Attributes
    ----------
    value : float
    unit : str or None
        Currency or percent sign of the column.
    is_year : bool
        Calendar years have no thousands separator.
    """

    value: float
    unit: str | None = None
    is_year: bool = False

    def __str__(self) -> str:
        """Return the number with its unit in the language in force."""
        if self.is_year:
            return f"{self.value:.0f}"
        decimals = max(0, -int(Decimal(repr(self.value)).normalize().as_tuple().exponent))
        return beside_unit(number_in_words(self.value, decimals), self.unit)


@dataclass(frozen=True)
class Condition:
    """A comparison of one column's cells; an empty cell, or one that is no value of the column's type, never fits.

    Attributes
    ----------
    column : str
        Name of the column.
    comparison : Operator
    bound : Bound or None
        Of ABOVE and AT_MOST.
    day : date or None
        Of FROM (that day and later) and BEFORE.
    texts : tuple of str
        Of ONE_OF (one to three) and IS_NOT (one): cells letter for letter.
    label : str
        What the user calls the column; empty for its name.
    """

    column: str
    comparison: Operator
    bound: Bound | None = None
    day: dt.date | None = None
    texts: tuple[str, ...] = ()
    label: str = ""

    @property
    def words(self) -> Message:
        """The condition as a part of a sentence."""
        name = " ".join(column_title(self.column, self.label).split())
        if self.comparison is Operator.ABOVE:
            return finding("rules.over", column=name, value=self.bound)
        if self.comparison is Operator.AT_MOST:
            return finding("rules.at_most", column=name, value=self.bound)
        if self.comparison is Operator.FROM:
            return finding("rules.from_day", column=name, day=self.day)
        if self.comparison is Operator.BEFORE:
            return finding("rules.before_day", column=name, day=self.day)
        if self.comparison is Operator.IS_NOT:
            return finding("rules.is_not", column=name, value=self.texts[0])
        if len(self.texts) == 1:
            return finding("rules.is_value", column=name, value=self.texts[0])
        if len(self.texts) == 2:
            first, second = self.texts
            return finding("rules.one_of_two", column=name, first=first, second=second)
        first, second, third = self.texts
        return finding("rules.one_of_three", column=name, first=first, second=second, third=third)

    def fits(self, column: TypedColumn) -> Mask:
        """Return whom the condition fits, shape (n_rows,)."""
        if self.bound is not None:
            numbers = column.values.astype(np.float64, copy=False)
            above = self.comparison is Operator.ABOVE
            return numbers > self.bound.value if above else numbers <= self.bound.value
        if self.day is not None:
            day, dates = np.datetime64(self.day, "s"), column.values.astype("datetime64[s]", copy=False)
            return dates >= day if self.comparison is Operator.FROM else dates < day
        if column.type is ColumnType.YES_NO:
            words = {1.0: column.format.yes, 0.0: column.format.no}
            wanted = [value for value, word in words.items() if word in self.texts]
            found = np.isin(column.values, wanted)
        else:
            wanted_levels = [column.levels.index(text) for text in self.texts if text in column.levels]
            found = np.isin(column.values, wanted_levels)
        return found if self.comparison is Operator.ONE_OF else ~found & ~column.is_missing
