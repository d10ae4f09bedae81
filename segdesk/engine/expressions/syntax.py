"""The parts that an expression is made of, each with its place in the text."""

import datetime as dt
from dataclasses import dataclass

from segdesk.errors import InputError, UsageError
from segdesk.messages import Message


@dataclass(frozen=True)
class Span:
    """Characters from `start` up to, but not with, `end`."""

    start: int
    end: int

    def to(self, other: "Span") -> "Span":
        """Return all from the beginning of this to the end of the other."""
        return Span(self.start, other.end)


class ExpressionError(UsageError):
    """An expression that cannot be understood.

    Parameters
    ----------
    what : Message
    at : Span
        Where in the text.
    mend : Message, optional
    """

    def __init__(self, what: Message, at: Span, mend: Message | None = None) -> None:
        super().__init__(what, mend=mend)
        self.at = at


class UnknownColumnError(InputError):
    """An expression names a column that the table does not have."""

    def __init__(self, what: Message, at: Span, mend: Message | None = None) -> None:
        super().__init__(what, mend=mend)
        self.at = at


@dataclass(frozen=True)
class Number:
    """A number as written."""

    value: float
    at: Span


@dataclass(frozen=True)
class Text:
    """A text in quotes."""

    value: str
    at: Span


@dataclass(frozen=True)
class Day:
    """A date such as 2024-05-31."""

    value: dt.date
    at: Span


@dataclass(frozen=True)
class Answer:
    """Yes or no."""

    value: bool
    at: Span


@dataclass(frozen=True)
class Column:
    """The values of a column."""

    name: str
    at: Span


@dataclass(frozen=True)
class Arithmetic:
    """Two values and `+`, `-`, `*`, `/` or `^` between them."""

    sign: str
    left: "Node"
    right: "Node"
    at: Span


@dataclass(frozen=True)
class Minus:
    """The negative of a value."""

    value: "Node"
    at: Span


@dataclass(frozen=True)
class Comparison:
    """Two values and `=`, `!=`, `<`, `<=`, `>` or `>=` between them."""

    sign: str
    left: "Node"
    right: "Node"
    at: Span


@dataclass(frozen=True)
class OneOf:
    """Whether a value is one of several."""

    value: "Node"
    among: tuple["Node", ...]
    at: Span


@dataclass(frozen=True)
class IsMissing:
    """Whether a value is missing."""

    value: "Node"
    at: Span


@dataclass(frozen=True)
class Not:
    """The opposite of a condition."""

    value: "Node"
    at: Span


@dataclass(frozen=True)
class All:
    """Conditions that all must hold."""

    terms: tuple["Node", ...]
    at: Span


@dataclass(frozen=True)
class Any:
    """Conditions of which one must hold."""

    terms: tuple["Node", ...]
    at: Span


@dataclass(frozen=True)
class Call:
    """A function with what it is given."""

    function: str
    given: tuple["Node", ...]
    at: Span


Node = (
    Number
    | Text
    | Day
    | Answer
    | Column
    | Arithmetic
    | Minus
    | Comparison
    | OneOf
    | IsMissing
    | Not
    | All
    | Any
    | Call
)


@dataclass(frozen=True)
class Expression:
    """A text and what it says."""

    text: str
    node: Node


def parts_of(node: Node) -> tuple[Node, ...]:
    """Return the nodes right below a node."""
    if isinstance(node, Arithmetic | Comparison):
        return node.left, node.right
    if isinstance(node, Minus | IsMissing | Not):
        return (node.value,)
    if isinstance(node, OneOf):
        return node.value, *node.among
    if isinstance(node, All | Any):
        return node.terms
    if isinstance(node, Call):
        return node.given
    return ()
