"""Conditions made of what a person chooses: values, ranges, days. Each is text, as a person could have typed it."""

import datetime as dt
from collections.abc import Sequence

from segdesk.engine.data.canonical_texts import number_text
from segdesk.engine.expressions.parser import column_in_expression, parse, text_in_expression
from segdesk.engine.expressions.syntax import Any


def one_of(column: str, values: Sequence[str]) -> str:
    """Return the condition that a column has one of some values."""
    name, texts = column_in_expression(column), [text_in_expression(value) for value in values]
    return f"{name} = {texts[0]}" if len(texts) == 1 else f"{name} in ({', '.join(texts)})"


def in_range(column: str, low: float | dt.date | None, high: float | dt.date | None) -> str:
    """Return the condition that a number or date lies between two limits, both included; None is no limit.

    Raises
    ------
    ValueError
        If there is no limit.
    """
    name = column_in_expression(column)
    if low is not None and high is not None:
        return f"{name} between {_written(low)} and {_written(high)}"
    if low is not None:
        return f"{name} >= {_written(low)}"
    if high is not None:
        return f"{name} <= {_written(high)}"
    raise ValueError("a range needs a limit")


def within_last(column: str, days: int) -> str:
    """Return the condition that a date is no more than so many days before the latest one of the file."""
    name = column_in_expression(column)
    return f"{name} >= highest({name}) - {days}"


def is_answer(column: str, answer: bool) -> str:
    """Return the condition that a column of yes and no says one of them."""
    return f"{column_in_expression(column)} = {'yes' if answer else 'no'}"


def holds_text(column: str, part: str) -> str:
    """Return the condition that a text holds another."""
    return f"contains({column_in_expression(column)}, {text_in_expression(part)})"


def or_missing(condition: str, column: str) -> str:
    """Return a condition that a missing value fulfils as well."""
    return f"({condition} or {column_in_expression(column)} is missing)"


def joined(conditions: Sequence[str]) -> str:
    """Return the condition that all of some conditions hold, each of which can be found again in it."""
    return " and ".join(each if _holds_together(each) else f"({each})" for each in conditions)


def _holds_together(condition: str) -> bool:
    """Whether a condition is the same with others beside it: `or` is looser than `and`, unless it is in brackets."""
    node = parse(condition).node
    return not isinstance(node, Any) or node.at.start < node.terms[0].at.start


def _written(limit: float | dt.date) -> str:
    return limit.isoformat() if isinstance(limit, dt.date) else number_text(float(limit))
