"""Columns that say what became of customers: whether a column is an outcome, and which of its values is the case.

Segments that were formed by an outcome could not be used before it is known, and would only say it again.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.canonical_texts import number_texts
from segdesk.engine.data.column_matching import match_columns
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.schema.column_choice import Case, ColumnChoice
from segdesk.engine.schema.outcome_words import event_rank, folded, names_outcome, names_state
from segdesk.errors import InputError
from segdesk.messages import Message, say

# A column with more states than these tells of other things as well.
_MOST_STATES = 6


def find_case(column: TypedColumn) -> Case | None:
    """Return which value of a column is the case if it looks like an outcome, None if it does not."""
    values = _values(column)
    if len(values) != 2 or column.n_distinct != 2:
        return _event_of_state(column, values)
    ranks = sorted(event_rank(value) for value in values)
    has_plain_values = column.type is ColumnType.YES_NO or set(values) == {"0", "1"} or ranks[1] > 0
    tells_event = ranks[1] == 2 or ranks == [-1, 1]
    if names_outcome(column.name, has_plain_values) or (tells_event and names_state(column.name)):
        return _case(column, values)
    return None


def _event_of_state(column: TypedColumn, values: Sequence[str]) -> Case | None:
    """Return the one of several states that speaks of the event: Churned beside Stayed and Joined."""
    if not 2 < len(values) <= _MOST_STATES or not names_state(column.name):
        return None
    events = [value for value in values if event_rank(value) == 2]
    return Case(events[0]) if len(events) == 1 else None


def chosen_case(column: TypedColumn, value: str | None) -> Case:
    """Return which value is the case of a column that the user calls an outcome.

    Parameters
    ----------
    column : TypedColumn
    value : str or None
        The user's word for the case.

    Raises
    ------
    InputError
        If the column has no such value, or not two where none is named.
    """
    values = _values(column)
    if value is not None:
        found = next((each for each in values if folded(each) == folded(value.strip())), None)
        if found is None:
            raise InputError(
                say("Column “{column}” has no value “{value}”.", column=column.name, value=value),
                mend=say("Its values are: {values}.", values=", ".join(values[:20])),
            )
        return Case(found)
    if len(values) != 2 or column.n_distinct != 2:
        raise InputError(
            say("Column “{column}” can't be an outcome: it does not have two values.", column=column.name),
            mend=say("Name the value that is the case: --outcome COLUMN=VALUE."),
        )
    return _case(column, values)


def find_cases(columns: Sequence[TypedColumn], named: Mapping[str, str | None]) -> dict[str, Case]:
    """Return the cases of the columns that are outcomes, by name: those that the user named, and what looks like one.

    Raises
    ------
    InputError
        If a column that is named cannot be an outcome.
    """
    found = {}
    for column in columns:
        case = chosen_case(column, named[column.name]) if column.name in named else find_case(column)
        if case is not None:
            found[column.name] = case
    return found


def rarer_taken(choices: Sequence[ColumnChoice]) -> list[Message]:
    """Return a remark on each outcome whose case had to be guessed."""
    return [
        finding("outcomes.rarer_taken", column=c.name, case=c.case.value, other=c.case.rarer_than)
        for c in choices
        if c.case is not None and c.case.rarer_than is not None
    ]


def named_outcomes(entries: Sequence[str], columns: Sequence[TypedColumn]) -> dict[str, str | None]:
    """Return the values that are cases by the names of the columns that the user calls outcomes.

    Raises
    ------
    InputError
        If there is no such column.
    """
    known = {column.name.strip().casefold() for column in columns}
    found = {}
    for entry in entries:
        # A name may hold the sign itself.
        name, sign, value = entry.rpartition("=")
        whole = entry.strip().casefold() in known or not sign
        found[match_columns((entry if whole else name,), columns)[0]] = None if whole else value
    return found


def reason_of(case: Case, is_chosen: bool) -> Message:
    """Return why a column is an outcome, and what its case is."""
    if is_chosen:
        code = "outcomes.chosen" if case.rarer_than is None else "outcomes.chosen_rarer"
    else:
        code = "outcomes.found" if case.rarer_than is None else "outcomes.found_rarer"
    return finding(code, case=case.value)


def flags_of(column: TypedColumn, case: str) -> Floats:
    """Return 1 for each row with the case, 0 for others, NaN where there is no value."""
    if column.type is ColumnType.YES_NO:
        flags = column.values.astype(np.float64)
        return flags if case == _values(column)[0] else 1 - flags
    if column.type is ColumnType.NUMBER:
        values = column.values.astype(np.float64)
        distinct = np.unique(values[~np.isnan(values)])
        wanted = distinct[[text == case for text in number_texts(distinct)]]
        return np.where(np.isnan(values), np.nan, np.isin(values, wanted))
    codes = column.values.astype(np.intp)
    wanted_code = column.levels.index(case) if case in column.levels else len(column.levels)
    return np.where(codes < 0, np.nan, codes == wanted_code)


def _values(column: TypedColumn) -> tuple[str, ...]:
    """Return the values of a column that may be an outcome, yes before no; none of one that may not."""
    if column.type is ColumnType.YES_NO:
        # The no of a list of ticks is an empty cell.
        return column.format.yes or "1", column.format.no or "–"
    if column.type is ColumnType.CATEGORY:
        return column.levels
    if column.type is ColumnType.NUMBER and column.n_distinct <= 2:
        return tuple(number_texts(np.unique(column.values[~column.is_missing].astype(np.float64))).tolist())
    return ()


def _case(column: TypedColumn, values: Sequence[str]) -> Case:
    if column.type is ColumnType.YES_NO:
        return Case(values[0])
    first, second = values
    ranks = event_rank(first), event_rank(second)
    if ranks[0] != ranks[1]:
        return Case(first if ranks[0] > ranks[1] else second)
    if "0" in values:
        return Case(first if second == "0" else second)
    is_rarer = float(np.nanmean(flags_of(column, first))) < 0.5
    return Case(first, second) if is_rarer else Case(second, first)
