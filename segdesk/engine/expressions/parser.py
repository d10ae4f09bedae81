"""From the text of an expression to its tree; needs no data.

From loose to tight: `or`, `and`, `not`, comparisons, `+ -`, `* /`, sign, `^`.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from segdesk.engine.expressions.function_names import FUNCTION_NAMES
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
    Span,
    Text,
)
from segdesk.engine.expressions.tokens import Kind, Token, tokens
from segdesk.messages import Message, say, say_n

DEEPEST = 60
"""Parts within parts that an expression may have."""
_COMPARING = ("=", "!=", "<", "<=", ">", ">=")
_ANSWERS = {"yes": True, "true": True, "no": False, "false": False}
_KEYWORDS = {"and", "or", "not", "in", "is", "missing", "between", *_ANSWERS}


def parse(text: str) -> Expression:
    """Return what an expression says.

    Raises
    ------
    ExpressionError
        If it cannot be understood; it says where.
    """
    parser = _Parser(text)
    node = parser.any_of()
    parser.expect_end()
    return Expression(text, node)


def conjuncts(text: str) -> tuple[str, ...]:
    """Return the conditions that an expression joins with `and`, each as it is written."""
    node = parse(text).node
    terms = node.terms if isinstance(node, All) else (node,)
    return tuple(text[term.at.start : term.at.end] for term in terms)


def column_in_expression(name: str) -> str:
    """Return the name of a column as an expression has it: in brackets where it is no plain word."""
    try:
        node = parse(name).node
    except ExpressionError:
        node = None
    if isinstance(node, Column) and node.name == name:
        return name
    return f"[{name.replace(']', ']]')}]"


def text_in_expression(value: str) -> str:
    """Return a text as an expression has it."""
    return '"' + value.replace('"', '""') + '"'


class _Parser:
    """Goes through the pieces of one expression."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(tokens(text))
        self._place = 0
        self._depth = 0

    @property
    def _next(self) -> Token:
        return self._tokens[self._place]

    def _take(self) -> Token:
        token = self._next
        self._place += token.kind is not Kind.END
        return token

    def _is(self, *words: str) -> bool:
        """Whether one of these signs or keywords comes next; keywords in any case."""
        token = self._next
        return token.kind in (Kind.SIGN, Kind.WORD) and token.value.casefold() in words

    def _skip(self, word: str) -> Token:
        if not self._is(word):
            raise self._unexpected(word)
        return self._take()

    def expect_end(self) -> None:
        """Refuse what stands behind the expression."""
        token = self._next
        if token.kind is Kind.END:
            return
        if token.kind in (Kind.WORD, Kind.COLUMN, Kind.SIGN):
            raise ExpressionError(
                say("“{word}” is not expected here.", word=token.value),
                token.at,
                say(
                    "Names of columns that are several words stand in brackets, [Total spend]; conditions are "
                    "joined with and, or."
                ),
            )
        raise ExpressionError(
            say("“{word}” is not expected here.", word=token.value),
            token.at,
            say("Two values need a sign between them, such as + or =."),
        )

    def _unexpected(self, wanted: str | None = None) -> ExpressionError:
        token = self._next
        if token.kind is Kind.END:
            return ExpressionError(
                say("The expression ends too early.")
                if wanted is None
                else say("The expression ends where “{sign}” is missing.", sign=wanted),
                token.at,
            )
        if wanted is not None:
            return ExpressionError(
                say("“{sign}” is missing before “{word}”.", sign=wanted, word=token.value), token.at
            )
        return ExpressionError(say("“{word}” is not expected here.", word=token.value), token.at)

    def any_of(self) -> Node:
        """Read conditions joined with `or`."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise ExpressionError(say("The expression has too many parts within parts."), self._next.at)
        terms = [self._all_of()]
        while self._is("or"):
            self._take()
            terms.append(self._all_of())
        self._depth -= 1
        return terms[0] if len(terms) == 1 else Any(tuple(terms), terms[0].at.to(terms[-1].at))

    def _all_of(self) -> Node:
        terms = [self._not()]
        while self._is("and"):
            self._take()
            terms.append(self._not())
        return terms[0] if len(terms) == 1 else All(tuple(terms), terms[0].at.to(terms[-1].at))

    def _not(self) -> Node:
        signs = []
        while self._is("not"):
            signs.append(self._take())
        node = self._compared()
        # Two of them take each other away.
        return Not(node, signs[0].at.to(node.at)) if len(signs) % 2 else node

    def _compared(self) -> Node:
        left = self._sum()
        if self._is(*_COMPARING):
            sign = self._take().value
            right = self._sum()
            return Comparison(sign, left, right, left.at.to(right.at))
        if self._is("is"):
            return self._is_missing(left)
        negated = self._is("not")
        if negated:
            self._take()
        found: Node | None = None
        if self._is("in"):
            found = self._one_of(left)
        elif self._is("between"):
            found = self._between(left)
        elif negated:
            raise self._unexpected("in")
        if found is None:
            return left
        return Not(found, found.at) if negated else found

    def _is_missing(self, value: Node) -> Node:
        self._take()
        negated = self._is("not")
        if negated:
            self._take()
        end = self._skip("missing")
        found = IsMissing(value, value.at.to(end.at))
        return Not(found, found.at) if negated else found

    def _one_of(self, value: Node) -> Node:
        self._take()
        self._skip("(")
        among = [self._sum()]
        while self._is(","):
            self._take()
            among.append(self._sum())
        return OneOf(value, tuple(among), value.at.to(self._skip(")").at))

    def _between(self, value: Node) -> Node:
        self._take()
        low = self._sum()
        self._skip("and")
        high = self._sum()
        at = value.at.to(high.at)
        return All((Comparison(">=", value, low, at), Comparison("<=", value, high, at)), at)

    def _sum(self) -> Node:
        return self._chain(("+", "-"), self._product)

    def _product(self) -> Node:
        return self._chain(("*", "/"), self._signed)

    def _chain(self, signs: tuple[str, ...], below: Callable[[], Node]) -> Node:
        """Read values with signs of one rank between them, from left to right."""
        left, n = below(), 0
        while self._is(*signs):
            n += 1
            if n > DEEPEST:
                raise ExpressionError(say("The expression has too many parts within parts."), self._next.at)
            sign = self._take().value
            right = below()
            left = Arithmetic(sign, left, right, left.at.to(right.at))
        return left

    def _signed(self) -> Node:
        if self._is("-", "+"):
            self._depth += 1
            if self._depth > DEEPEST:
                raise ExpressionError(say("The expression has too many parts within parts."), self._next.at)
            sign = self._take()
            value = self._signed()
            self._depth -= 1
            return Minus(value, sign.at.to(value.at)) if sign.value == "-" else value
        return self._power()

    def _power(self) -> Node:
        base = self._single()
        if not self._is("^"):
            return base
        self._take()
        exponent = self._signed()
        return Arithmetic("^", base, exponent, base.at.to(exponent.at))

    def _single(self) -> Node:
        token = self._next
        if token.kind is Kind.NUMBER:
            return Number(float(self._take().value), token.at)
        if token.kind is Kind.TEXT:
            return Text(self._take().value, token.at)
        if token.kind is Kind.DATE:
            return _day(self._take())
        if token.kind is Kind.COLUMN:
            return Column(self._take().value, token.at)
        if token.kind is Kind.WORD and token.value.casefold() in _ANSWERS:
            return Answer(_ANSWERS[self._take().value.casefold()], token.at)
        if token.kind is Kind.WORD and token.value.casefold() not in _KEYWORDS:
            self._take()
            return self._call(token) if self._is("(") else Column(token.value, token.at)
        if self._is("("):
            return self._in_brackets()
        raise self._unexpected()

    def _in_brackets(self) -> Node:
        opened = self._take()
        inner = self.any_of()
        closed = self._skip(")")
        # What stands in brackets is cut out with them.
        return _placed(inner, opened.at.to(closed.at))

    def _call(self, name: Token) -> Node:
        function = name.value.casefold()
        if function not in FUNCTION_NAMES:
            raise ExpressionError(
                say("There is no function “{name}”.", name=name.value),
                name.at,
                say("Functions are: {names}.", names=", ".join(FUNCTION_NAMES)),
            )
        self._take()
        given = []
        if not self._is(")"):
            given.append(self.any_of())
            while self._is(","):
                self._take()
                given.append(self.any_of())
        at = name.at.to(self._skip(")").at)
        least, most = FUNCTION_NAMES[function]
        if not least <= len(given) <= most:
            raise ExpressionError(_wrong_number(function, least, most, len(given)), at)
        return Call(function, tuple(given), at)


def _wrong_number(function: str, least: int, most: int, n: int) -> Message:
    if least == most:
        return say_n(
            "{function} takes {n} value, not {given}.",
            "{function} takes {n} values, not {given}.",
            n=least,
            function=function,
            given=n,
        )
    return say(
        "{function} takes at least {least} values, not {given}.",
        function=function,
        least=least,
        given=n,
    )


def _placed(node: Node, at: Span) -> Node:
    return replace(node, at=at)


def _day(token: Token) -> Day:
    try:
        return Day(dt.date.fromisoformat(token.value), token.at)
    except ValueError:
        raise ExpressionError(say("“{word}” is no day.", word=token.value), token.at) from None
