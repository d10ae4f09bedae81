"""What an expression gives for every row of a table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Floats, Mask
from segdesk.engine.data.table import TypedColumn
from segdesk.engine.expressions.compare import compared
from segdesk.engine.expressions.functions import FUNCTIONS, Given, wrong_kind
from segdesk.engine.expressions.parser import parse
from segdesk.engine.expressions.syntax import (
    All,
    Answer,
    Any,
    Arithmetic,
    Call,
    Column,
    Comparison,
    Day,
    Expression,
    ExpressionError,
    IsMissing,
    Minus,
    Node,
    Not,
    Number,
    OneOf,
    Text,
    UnknownColumnError,
    parts_of,
)
from segdesk.engine.expressions.values import Kind, Value, constant, constant_text, day_number, of_column
from segdesk.messages import say

_SHOWN = 40


@dataclass(frozen=True)
class FittedExpression:
    """An expression with what it took from all rows of the table that it was written for.

    Attributes
    ----------
    text : str
    constants : mapping of str to tuple of float
        What each call of a function that looks at all rows found, by the call as it is written.
    """

    text: str
    constants: Mapping[str, tuple[float, ...]]


def fit_expression(expression: Expression, columns: Sequence[TypedColumn]) -> tuple[FittedExpression, Value]:
    """Return an expression with what it takes from all rows, and its value for each of them.

    Parameters
    ----------
    expression : Expression
    columns : sequence of TypedColumn
        At least one.

    Raises
    ------
    ExpressionError
        If values are of kinds that do not go together.
    UnknownColumnError
        If it names a column that there is not.
    """
    evaluation = _Evaluation(expression, columns, None)
    value = evaluation.whole()
    return FittedExpression(expression.text, evaluation.constants), value


def apply_expression(fitted: FittedExpression, columns: Sequence[TypedColumn]) -> Value:
    """Return the value of an expression for rows that it was not fitted on; errors as of `fit_expression`."""
    return _Evaluation(parse(fitted.text), columns, fitted.constants).whole()


def where_true(value: Value, expression: Expression) -> Mask:
    """Return the rows where a condition holds; not those where it is missing.

    Raises
    ------
    ExpressionError
        If the expression is no condition.
    """
    if value.kind is not Kind.YES_NO:
        raise wrong_kind(value, expression.node, (Kind.YES_NO,))
    return np.asarray(value.array == 1)


def columns_named(expression: Expression) -> tuple[str, ...]:
    """Return the columns that an expression names, as they are written there, each once."""
    found: dict[str, None] = {}
    waiting: list[Node] = [expression.node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Column):
            found[node.name] = None
        waiting.extend(reversed(parts_of(node)))
    return tuple(found)


class _Evaluation:
    """One expression over one table."""

    def __init__(
        self,
        expression: Expression,
        columns: Sequence[TypedColumn],
        constants: Mapping[str, tuple[float, ...]] | None,
    ) -> None:
        self._expression = expression
        self._exact = {column.name: column for column in columns}
        self._loose = {column.name.strip().casefold(): column for column in columns}
        self._n_rows = len(columns[0].values)
        self._known = constants
        self.constants: dict[str, tuple[float, ...]] = dict(constants or {})

    def whole(self) -> Value:
        """Return the value of the whole expression, one per row."""
        with np.errstate(all="ignore"):
            value = self._value(self._expression.node)
        array = np.broadcast_to(value.array, (self._n_rows,))
        return Value(value.kind, array, value.levels, value.is_ordered, format=value.format)

    def _value(self, node: Node) -> Value:
        if isinstance(node, Number):
            return constant(Kind.NUMBER, node.value)
        if isinstance(node, Text):
            return constant_text(node.value)
        if isinstance(node, Day):
            return constant(Kind.DATE, day_number(node.value))
        if isinstance(node, Answer):
            return constant(Kind.YES_NO, float(node.value))
        if isinstance(node, Column):
            return of_column(self._column(node))
        if isinstance(node, Arithmetic):
            return self._arithmetic(node)
        if isinstance(node, Minus):
            value = self._value(node.value)
            if value.kind is not Kind.NUMBER:
                raise wrong_kind(value, node.value, (Kind.NUMBER,))
            return Value(Kind.NUMBER, -value.array, is_constant=value.is_constant)
        if isinstance(node, Call):
            return self._call(node)
        return self._condition(node)

    def _condition(self, node: Node) -> Value:
        if isinstance(node, Comparison):
            sides = self._value(node.left), self._value(node.right)
            return compared(node.sign, *sides, (node.left, node.right))
        if isinstance(node, OneOf):
            value = self._value(node.value)
            hits = [compared("=", value, self._value(each), (node.value, each)).array for each in node.among]
            return Value(Kind.YES_NO, _any(hits))
        if isinstance(node, IsMissing):
            return Value(Kind.YES_NO, np.isnan(self._value(node.value).array).astype(np.float64))
        if isinstance(node, Not):
            return Value(Kind.YES_NO, 1 - self._answers(node.value))
        if isinstance(node, All):
            return Value(Kind.YES_NO, 1 - _any([1 - self._answers(term) for term in node.terms]))
        assert isinstance(node, Any)
        return Value(Kind.YES_NO, _any([self._answers(term) for term in node.terms]))

    def _answers(self, node: Node) -> Floats:
        value = self._value(node)
        if value.kind is not Kind.YES_NO:
            raise wrong_kind(value, node, (Kind.YES_NO,))
        return value.array

    def _column(self, node: Column) -> TypedColumn:
        column = self._exact.get(node.name) or self._loose.get(node.name.strip().casefold())
        if column is None:
            raise UnknownColumnError(
                say("There is no column “{column}”.", column=node.name),
                node.at,
                say(
                    "Columns are: {columns}.", columns=[name[:_SHOWN] for name in list(self._exact)[:_SHOWN]]
                ),
            )
        return column

    def _arithmetic(self, node: Arithmetic) -> Value:
        left, right = self._value(node.left), self._value(node.right)
        if Kind.DATE in (left.kind, right.kind):
            return _of_dates(node, left, right)
        for value, part in ((left, node.left), (right, node.right)):
            if value.kind not in (Kind.NUMBER, Kind.YES_NO):
                raise wrong_kind(value, part, (Kind.NUMBER,))
        found = _SIGNS[node.sign](left.array, right.array)
        is_constant = left.is_constant and right.is_constant
        return Value(Kind.NUMBER, np.where(np.isfinite(found), found, np.nan), is_constant=is_constant)

    def _call(self, node: Call) -> Value:
        given = [self._value(part) for part in node.given]
        written = self._expression.text[node.at.start : node.at.end]

        def fitted(compute: Callable[[], Sequence[float]]) -> Sequence[float]:
            if self._known is None:
                self.constants[written] = tuple(compute())
            return self.constants.get(written, ())

        return FUNCTIONS[node.function](Given(given, node.given, fitted))


_SIGNS: Mapping[str, Callable[[Floats, Floats], Floats]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "^": np.power,
}


def _of_dates(node: Arithmetic, left: Value, right: Value) -> Value:
    """Return days between two dates, or a date so many days later or earlier."""
    kinds = left.kind, right.kind
    if kinds == (Kind.DATE, Kind.DATE) and node.sign == "-":
        return Value(Kind.NUMBER, left.array - right.array)
    if kinds == (Kind.DATE, Kind.NUMBER) and node.sign in "+-":
        return Value(Kind.DATE, _SIGNS[node.sign](left.array, right.array))
    raise ExpressionError(
        say("Dates can be taken from each other, and days added to them or taken away."),
        node.at,
        say("For example: last_order - first_order, or last_order + 30."),
    )


def _any(conditions: Sequence[Floats]) -> Floats:
    """Return 1 where one of the conditions is 1, else NaN where one is missing, else 0."""
    hit, missing = np.asarray(False), np.asarray(False)
    for condition in conditions:
        hit = hit | (condition == 1)
        missing = missing | np.isnan(condition)
    return np.where(hit, 1.0, np.where(missing, np.nan, 0.0))
