"""Levels that several columns have for the same customers: one fact that would count once in each of them.

A provider's table says in seven columns that a customer has no internet; a code and its label say all twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Codes, Mask
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, Role, TypedColumn
from segdesk.engine.schema.column_choice import ColumnChoice
from segdesk.messages import Message

# Two levels are one fact if so much of who has either has both: a cell or two may be mistyped.
_SAME = 0.98
# What rarer levels share weighs little.
_RARE = 0.05
# Looked for first in so many rows, in which a few more may differ.
_SAMPLE, _NEARLY_SAME = 2_000, 0.9
_MOST_NAMED = 8


@dataclass(frozen=True)
class ColumnLevel:
    """A level of a column; of a yes/no column its word for yes or no."""

    column: str
    level: str


@dataclass(frozen=True)
class SharedLevel:
    """A fact that stands in several columns.

    Attributes
    ----------
    first : ColumnLevel
        Where it counts.
    repeats : tuple of ColumnLevel
        Where it stands again, in the order of the table.
    customers : int
        How many have it.
    """

    first: ColumnLevel
    repeats: tuple[ColumnLevel, ...]
    customers: int


def find_shared_levels(columns: Sequence[TypedColumn]) -> tuple[SharedLevel, ...]:
    """Return the facts that stand in several columns, those of most customers first.

    A fact counts where it stands first, but in a yes/no column before all others, which cannot be silenced by halves.

    Parameters
    ----------
    columns : sequence of TypedColumn
        Those that form segments; all but categories and yes/no columns are left alone.
    """
    ordered = sorted(columns, key=lambda column: column.type is not ColumnType.YES_NO)
    levels = [level for column in ordered for level in _levels(column)]
    alike = _alike_in_a_sample(levels)
    taken: set[int] = set()
    found = []
    for at, level in enumerate(levels):
        if at in taken:
            continue
        same = [
            other
            for other in np.flatnonzero(alike[at]).tolist()
            if other > at and other not in taken and level.is_same_as(levels[other])
        ]
        # Another yes/no column that says the same is a number that goes along with it, and is told as such.
        repeats = [levels[other].place for other in same if levels[other].is_of_category]
        taken.update(same)
        if repeats:
            found.append(SharedLevel(level.place, tuple(repeats), level.customers))
    return tuple(sorted(found, key=lambda each: -each.customers))


@dataclass(frozen=True, eq=False)
class _Level:
    """A level with the column's codes; who has it is worked out only where two are alike in a sample."""

    place: ColumnLevel
    codes: Codes
    code: int
    customers: int
    is_of_category: bool

    def is_same_as(self, other: "_Level") -> bool:
        """Whether a level of another column is there for the same customers."""
        one, two = self.codes == self.code, other.codes == other.code
        return bool(np.count_nonzero(one & two) >= _SAME * np.count_nonzero(one | two))


def _levels(column: TypedColumn) -> list[_Level]:
    """Return the levels of a column that are not rare."""
    words: tuple[str, ...]
    if column.type is ColumnType.YES_NO:
        words = (column.format.no or "0", column.format.yes or "1")
        codes = np.nan_to_num(column.values.astype(np.float64), nan=-1.0).astype(np.int32)
    elif column.type is ColumnType.CATEGORY:
        words, codes = column.levels, column.values.astype(np.int32)
    else:
        return []
    counts = np.bincount(codes[codes >= 0], minlength=len(words)).tolist()
    least = max(_RARE * len(codes), 2)
    return [
        _Level(ColumnLevel(column.name, word), codes, code, count, column.type is ColumnType.CATEGORY)
        for code, (word, count) in enumerate(zip(words, counts, strict=True))
        if count >= least
    ]


def _alike_in_a_sample(levels: Sequence[_Level]) -> Mask:
    """Return which levels of different columns the same customers have in a sample, shape (n_levels, n_levels)."""
    if not levels:
        return np.zeros((0, 0), dtype=bool)
    rows = np.unique(np.linspace(0, len(levels[0].codes) - 1, _SAMPLE).astype(np.intp))
    # Single precision counts such small numbers exactly.
    there = np.array([level.codes[rows] == level.code for level in levels], dtype=np.float32)
    both = there @ there.T
    each = there.sum(axis=1)
    either = each[:, None] + each[None, :] - both
    names = np.array([level.place.column for level in levels])
    alike: Mask = (both >= _NEARLY_SAME * either) & (names[:, None] != names[None, :])
    return alike


def repeated_levels(shared: Sequence[SharedLevel]) -> dict[str, tuple[str, ...]]:
    """Return the levels that only repeat what another column says, by column."""
    found: dict[str, tuple[str, ...]] = {}
    for each in shared:
        for repeat in each.repeats:
            found[repeat.column] = (*found.get(repeat.column, ()), repeat.level)
    return found


def shared_level_findings(columns: Sequence[TypedColumn], choices: Sequence[ColumnChoice]) -> list[Message]:
    """Return a remark on each set of columns that form segments and say the same of some customers."""
    forming = {choice.name for choice in choices if choice.role is Role.SEGMENTATION}
    titles = {column.name: column.spoken_title for column in columns}
    by_columns: dict[tuple[str, ...], list[SharedLevel]] = {}
    for each in find_shared_levels([column for column in columns if column.name in forming]):
        names = (each.first.column, *(repeat.column for repeat in each.repeats))
        by_columns.setdefault(names, []).append(each)
    return [
        finding(
            "roles.shared_levels",
            n=sum(fact.customers for fact in facts),
            columns=len(names),
            names=[titles[name] for name in names[:_MOST_NAMED]],
            levels=[fact.repeats[0].level for fact in facts[:_MOST_NAMED]],
        )
        for names, facts in by_columns.items()
    ]
