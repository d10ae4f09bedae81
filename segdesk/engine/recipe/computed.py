"""Columns that the user computes, and levels of a category that the user merges."""

from dataclasses import dataclass

from segdesk.engine.expressions.parser import parse
from segdesk.engine.expressions.syntax import ExpressionError
from segdesk.errors import UsageError
from segdesk.messages import say


@dataclass(frozen=True)
class DerivedColumn:
    """A column computed from others.

    Attributes
    ----------
    name : str
        Of the new column.
    formula : str
        An expression; `engine/expressions` says what it may hold. It may name derived columns that stand before it.
    """

    name: str
    formula: str

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not isinstance(self.formula, str) or not self.name.strip():
            raise UsageError(
                say("A derived column needs a name and a formula."),
                mend=say("Write NAME = FORMULA, for example: Spend per order = ratio(spend, orders)."),
            )
        try:
            parse(self.formula)
        except ExpressionError as error:
            raise in_derived_column(error, self) from error


def in_derived_column(error: ExpressionError, column: DerivedColumn) -> ExpressionError:
    """Return an error of a formula that says which column it belongs to and where it stands in the text."""
    return ExpressionError(
        say(
            "Formula of “{column}”, character {place}: {what}",
            column=column.name,
            place=error.at.start + 1,
            what=error.what,
        ),
        error.at,
        error.mend,
    )


def derived_of_line(text: str) -> DerivedColumn:
    """Return the derived column that a line `NAME = FORMULA` says.

    Raises
    ------
    UsageError
        If it says none.
    """
    name, _, formula = text.partition("=")
    return DerivedColumn(name.strip(), formula.strip())


@dataclass(frozen=True)
class MergedLevels:
    """Levels of a category that count as one.

    Attributes
    ----------
    column : str
    into : str
        What they are called together; may be one of them.
    levels : tuple of str
        In any spelling of the level.
    """

    column: str
    into: str
    levels: tuple[str, ...]

    def __post_init__(self) -> None:
        texts = isinstance(self.levels, tuple) and all(isinstance(level, str) for level in self.levels)
        if not texts or not self.levels or not self.column.strip() or not self.into.strip():
            raise UsageError(
                say("Merged values need a column, a name and the values that it stands for."),
                mend=say(
                    "Write COLUMN: NAME = VALUE | VALUE, for example: City: Rhineland = Bonn | Cologne."
                ),
            )


def merged_of_line(text: str) -> MergedLevels:
    """Return the merged levels that a line `COLUMN: NAME = VALUE | VALUE` says.

    Raises
    ------
    UsageError
        If it says none.
    """
    column, _, rest = text.partition(":")
    into, _, levels = rest.partition("=")
    parts = tuple(level.strip() for level in levels.split("|") if level.strip())
    return MergedLevels(column.strip(), into.strip(), parts)
