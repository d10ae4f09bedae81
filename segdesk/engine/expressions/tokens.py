"""Cut an expression into words, numbers, texts and signs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from segdesk.engine.expressions.syntax import ExpressionError, Span
from segdesk.messages import say

LONGEST = 10_000
"""Characters that an expression may have."""


class Kind(Enum):
    """What a piece of an expression is."""

    DATE = auto()
    NUMBER = auto()
    TEXT = auto()
    COLUMN = auto()
    WORD = auto()
    SIGN = auto()
    END = auto()


@dataclass(frozen=True)
class Token:
    """A piece of an expression: what it says, without quotes or brackets."""

    kind: Kind
    value: str
    at: Span


# As people type them, and as programs replace them while they type.
_QUOTES = {'"': '"', "'": "'", "“": "”", "„": "“”", "«": "»", "‘": "’"}
_SAME_SIGN = {
    "==": "=",
    "<>": "!=",
    "≠": "!=",
    "≤": "<=",
    "≥": ">=",
    "×": "*",
    "·": "*",
    "÷": "/",
    "−": "-",
    ";": ",",
    "&": "and",
    "&&": "and",
    "||": "or",
}
_PIECES = re.compile(
    r"(?P<blank>\s+)"
    r"|(?P<date>\d{4}-\d{2}-\d{2}(?![\d-]))"
    r"|(?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w.]))"
    r"|(?P<column>\[(?:[^\]]|\]\])*\]|`[^`]*`)"
    r"|(?P<word>[^\W\d]\w*(?:\.\w+)*)"
    r"|(?P<sign>&&|\|\||==|<=|>=|<>|!=|[=<>+\-*/^(),;≠≤≥×·÷−&])"
)
_KINDS = {
    "date": Kind.DATE,
    "number": Kind.NUMBER,
    "column": Kind.COLUMN,
    "word": Kind.WORD,
    "sign": Kind.SIGN,
}


def tokens(text: str) -> Iterator[Token]:
    """Yield the pieces of an expression, and an end behind the last.

    Raises
    ------
    ExpressionError
        If a character means nothing here, or quotes or brackets are not closed.
    """
    if len(text) > LONGEST:
        raise ExpressionError(
            say("An expression can have {most} characters, and this has {n}.", most=LONGEST, n=len(text)),
            Span(LONGEST, len(text)),
        )
    start = 0
    while start < len(text):
        token = _quoted(text, start) if text[start] in _QUOTES else _piece(text, start)
        start = token.at.end
        if token.value or token.kind is not Kind.WORD:
            yield token
    yield Token(Kind.END, "", Span(len(text), len(text)))


def _quoted(text: str, start: int) -> Token:
    """Return the text in quotes that begins here; a quote within is written twice."""
    closing = _QUOTES[text[start]]
    said, at = "", start + 1
    while at < len(text):
        if text[at] in closing:
            if text[at : at + 2] != text[at] * 2:
                return Token(Kind.TEXT, said, Span(start, at + 1))
            at += 1
        said += text[at]
        at += 1
    raise ExpressionError(say("A quote is opened here and never closed."), Span(start, len(text)))


def _piece(text: str, start: int) -> Token:
    """Return the piece that begins here; blanks are a word of no letters."""
    found = _PIECES.match(text, start)
    if found is None:
        raise _not_understood(text, start)
    name, value, at = str(found.lastgroup), found.group(), Span(start, found.end())
    if name == "blank":
        return Token(Kind.WORD, "", at)
    if name == "column":
        value = value[1:-1].replace("]]", "]") if value.startswith("[") else value[1:-1]
    if name == "sign":
        value = _SAME_SIGN.get(value, value)
    return Token(_KINDS[name], value, at)


def _not_understood(text: str, start: int) -> ExpressionError:
    at = Span(start, start + 1)
    if text[start] in "[`":
        return ExpressionError(say("A bracket is opened here and never closed."), Span(start, len(text)))
    if text[start].isdigit():
        word = re.compile(r"\S*").match(text, start)
        assert word is not None
        return ExpressionError(
            say("“{word}” is no number.", word=word.group()[:40]),
            Span(start, word.end()),
            say("Write numbers with a decimal point and dates as 2024-05-31; texts stand in quotes."),
        )
    return ExpressionError(
        say("“{sign}” means nothing here.", sign=text[start]),
        at,
        say("Names of columns with such signs stand in brackets, [like this]; texts stand in quotes."),
    )
