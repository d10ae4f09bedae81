"""What is looked at beside the segments themselves: a column by segment, or two columns."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.column_titles import column_title
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.errors import InputError, UsageError
from segdesk.messages import Message, say

# Whole numbers in so small a range are answers, such as 1 to 5 or the children of a household.
MOST_ANSWERS = 11


@dataclass(frozen=True)
class Columns:
    """A column to look at by segment, or two columns."""

    first: str
    second: str | None = None

    @property
    def title(self) -> Message:
        """What is set against what, columns by their headings."""
        return self.title_among(())

    def title_among(self, columns: Sequence[TypedColumn]) -> Message:
        """Return what is set against what, these columns by what the user calls them."""
        labels = {column.name: column.label for column in columns}
        first = column_title(self.first, labels.get(self.first, ""))
        if self.second is None:
            return say("“{column}” by segment", column=first)
        second = column_title(self.second, labels.get(self.second, ""))
        return say("“{first}” against “{second}”", first=first, second=second)

    @property
    def item(self) -> str:
        """As a recipe asks for it."""
        return self.first if self.second is None else f"{self.first}*{self.second}"

    def check(self, columns: Sequence[TypedColumn]) -> None:
        """Refuse what cannot be looked at.

        Raises
        ------
        InputError
            If a column is not there, or holds nothing that can be looked at.
        UsageError
            If a column is to be set against itself.
        """
        if self.first == self.second:
            raise UsageError(
                say("“{column}” can't be set against itself.", column=self.first),
                mend=say("Name two columns."),
            )
        for name in (self.first, self.second):
            if name is not None:
                column_to_explore(columns, name)


def is_grouping(column: TypedColumn) -> bool:
    """Whether a column's values make groups: yes/no, a category, or few whole numbers."""
    if column.personal or column.is_nearly_unique or column.n_distinct < 2:
        return False
    return column.type in (ColumnType.YES_NO, ColumnType.CATEGORY) or _are_answers(column)


def is_measure(column: TypedColumn) -> bool:
    """Whether a column holds numbers or days that can be spread."""
    measured = column.type in (ColumnType.NUMBER, ColumnType.DATE)
    return measured and not column.personal and column.n_distinct >= 2


def columns_to_explore(columns: Sequence[TypedColumn]) -> tuple[TypedColumn, ...]:
    """Return the columns that can be looked at: neither personal, nor nearly unique, nor all the same."""
    return tuple(column for column in columns if is_grouping(column) or is_measure(column))


def column_to_explore(columns: Sequence[TypedColumn], name: str) -> TypedColumn:
    """Return the column of this name, if it can be looked at.

    Raises
    ------
    InputError
        If there is no such column, or it is no number, date, yes/no or category of several values.
    """
    fitting = {column.name: column for column in columns_to_explore(columns)}
    if name in fitting:
        return fitting[name]
    if name in (column.name for column in columns):
        raise InputError(
            say("“{column}” can't be looked at by segment.", column=name),
            mend=say(
                "Name a column with numbers, dates, yes and no or categories, of which there are several."
            ),
        )
    raise InputError(
        say("There is no column “{column}”.", column=name),
        mend=say("Columns are: {names}.", names=list(fitting)),
    )


def columns_asked_for(columns: Sequence[TypedColumn], items: Sequence[str]) -> tuple[Columns, ...]:
    """Return what a recipe asks to look at: `A`, or `A*B` for a pair; a column's whole name comes first.

    Raises
    ------
    InputError
        If a column is not there or cannot be looked at.
    UsageError
        If a column is to be set against itself.
    """
    return tuple(_asked_for(columns, item) for item in items)


def _asked_for(columns: Sequence[TypedColumn], item: str) -> Columns:
    names = {column.name for column in columns}
    asked = Columns(item)
    if item not in names:
        parts = item.split("*")
        for cut in range(1, len(parts)):
            first, second = ("*".join(each).strip() for each in (parts[:cut], parts[cut:]))
            if first in names and second in names:
                asked = Columns(first, second)
        if asked.second is None and len(parts) == 2:
            # The column that is missing is named, and not the pair.
            asked = Columns(*(part.strip() for part in parts))
    asked.check(columns)
    return asked


def _are_answers(column: TypedColumn) -> bool:
    if column.type is not ColumnType.NUMBER or column.n_distinct > MOST_ANSWERS:
        return False
    values = column.values[~column.is_missing].astype(np.float64)
    return bool((values == np.round(values)).all() and np.ptp(values) < MOST_ANSWERS)
