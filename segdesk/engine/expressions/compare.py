"""Two values beside each other: brought to one kind, compared, or chosen from."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.canonical_texts import number_text
from segdesk.engine.data.level_key import level_key
from segdesk.engine.expressions.syntax import ExpressionError, Node
from segdesk.engine.expressions.values import KIND_WORDS, Kind, Value, constant, constant_text, day_number
from segdesk.messages import say

_SIGNS: Mapping[str, Callable[[Floats, Floats], np.ndarray]] = {
    "=": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}
_YES, _NO = {"yes", "true", "1"}, {"no", "false", "0"}


def compared(sign: str, left: Value, right: Value, at: tuple[Node, Node]) -> Value:
    """Return where a comparison holds; missing where either value is.

    Parameters
    ----------
    sign : str
        `=`, `!=`, `<`, `<=`, `>` or `>=`.
    left, right : Value
    at : tuple of Node
        Where they stand.

    Raises
    ------
    ExpressionError
        If they are of kinds that cannot be compared.
    """
    left, right = like_other(left, right, at[0]), like_other(right, left, at[1])
    if left.kind is not right.kind:
        raise _different_kinds(left, right, at[1])
    if left.kind is not Kind.TEXT:
        return _answers(_SIGNS[sign](left.array, right.array), left.array, right.array)
    if sign in ("=", "!="):
        first, second = _keys([left, right])
        return _answers(_SIGNS[sign](first, second), first, second)
    return _by_order(sign, left, right, at)


def _by_order(sign: str, left: Value, right: Value, at: tuple[Node, Node]) -> Value:
    """Return where texts stand lower or higher in the order of their levels."""
    ordered, other, node = (left, right, at[1]) if left.is_ordered else (right, left, at[0])
    if not ordered.is_ordered:
        raise ExpressionError(
            say("Texts have no order: only = and != can stand here."),
            at[0].at.to(at[1].at),
            say("Give the column the type ordered category first."),
        )
    place = {level_key(level): float(i) for i, level in enumerate(ordered.levels)}
    unknown = next((level for level in other.levels if level_key(level) not in place), None)
    if unknown is not None:
        raise ExpressionError(
            say("“{value}” is none of the values: {values}.", value=unknown, values=list(ordered.levels)),
            node.at,
        )
    moved = _through(other, [place[level_key(level)] for level in other.levels])
    first, second = (ordered.array, moved) if ordered is left else (moved, ordered.array)
    return _answers(_SIGNS[sign](first, second), first, second)


def together(values: Sequence[Value], nodes: Sequence[Node]) -> tuple[list[Floats], Value]:
    """Return several values as arrays of one kind, and a value that says of which, with the levels of them all.

    Raises
    ------
    ExpressionError
        If they are of different kinds.
    """
    like = next((value for value in values if not value.is_constant), values[0])
    values = [like_other(value, like, node) for value, node in zip(values, nodes, strict=True)]
    for value, node in zip(values, nodes, strict=True):
        if value.kind is not like.kind:
            raise _different_kinds(like, value, node)
    if like.kind is not Kind.TEXT:
        return [value.array for value in values], like
    position: dict[str, int] = {}
    levels: list[str] = []
    for level in (level for value in values for level in value.levels):
        if level_key(level) not in position:
            position[level_key(level)] = len(levels)
            levels.append(level)
    arrays = [
        _through(value, [float(position[level_key(level)]) for level in value.levels]) for value in values
    ]
    same = all(value.is_constant or value.levels == like.levels for value in values)
    is_ordered = like.is_ordered and same and len(levels) == len(like.levels)
    return arrays, Value(Kind.TEXT, like.array, tuple(levels), is_ordered)


def like_other(value: Value, other: Value, node: Node) -> Value:
    """Return a constant as the kind of what it stands beside, where it can be read so.

    Raises
    ------
    ExpressionError
        If it is a text that should be a date, a number or an answer and is none.
    """
    if not value.is_constant or value.kind is other.kind:
        return value
    if other.kind is Kind.TEXT and value.kind is Kind.NUMBER:
        return constant_text(number_text(float(value.array)))
    if other.kind is Kind.TEXT and value.kind is Kind.YES_NO:
        return constant_text("yes" if value.array else "no")
    if other.kind is Kind.YES_NO and value.kind is Kind.NUMBER and float(value.array) in (0.0, 1.0):
        return constant(Kind.YES_NO, float(value.array))
    if value.kind is not Kind.TEXT:
        return value
    if other.kind is Kind.YES_NO:
        return constant(Kind.YES_NO, _answer(value.levels[0], other, node))
    if other.kind is Kind.DATE:
        return constant(Kind.DATE, _day(value.levels[0], node))
    return constant(Kind.NUMBER, _number(value.levels[0], node))


def _answer(text: str, other: Value, node: Node) -> float:
    written = level_key(text)
    form = other.format
    if written in _YES or (form is not None and form.yes is not None and written == level_key(form.yes)):
        return 1.0
    if written in _NO or (form is not None and form.no is not None and written == level_key(form.no)):
        return 0.0
    raise ExpressionError(say("“{text}” is neither yes nor no.", text=text), node.at)


def _day(text: str, node: Node) -> float:
    try:
        return day_number(dt.date.fromisoformat(text.strip()))
    except ValueError:
        raise ExpressionError(
            say("“{word}” is no day.", word=text), node.at, say("Write dates as 2024-05-31.")
        ) from None


def _number(text: str, node: Node) -> float:
    try:
        return float(text)
    except ValueError:
        raise ExpressionError(say("“{word}” is no number.", word=text), node.at) from None


def _keys(values: Sequence[Value]) -> list[Floats]:
    """Return texts as numbers that are equal where the texts are, spellings aside."""
    position: dict[str, float] = {}
    return [
        _through(
            value, [position.setdefault(level_key(level), float(len(position))) for level in value.levels]
        )
        for value in values
    ]


def _through(value: Value, of_level: Sequence[float]) -> Floats:
    """Return for each row what stands for its level, NaN where it has none."""
    lookup = np.array([*of_level, np.nan])
    return np.asarray(lookup[np.where(np.isnan(value.array), -1, value.array).astype(np.intp)])


def _answers(holds: np.ndarray, *of: Floats) -> Value:
    missing = np.isnan(of[0]) | np.isnan(of[1])
    return Value(Kind.YES_NO, np.where(missing, np.nan, holds.astype(np.float64)))


def _different_kinds(one: Value, other: Value, node: Node) -> ExpressionError:
    return ExpressionError(
        say(
            "A {wanted} is needed here, and this is a {found}.",
            wanted=KIND_WORDS[one.kind],
            found=KIND_WORDS[other.kind],
        ),
        node.at,
    )
