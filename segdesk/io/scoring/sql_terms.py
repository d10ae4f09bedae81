"""The words that statements are made of: numbers, sums of squares, the least of several."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PREFIX = "seg_"


@dataclass(frozen=True)
class Layer:
    """Columns that are made of the layers before; their names are no other's, in any layer or table.

    Attributes
    ----------
    name : str
    columns : sequence of (str, str)
        Name and expression.
    source : str
        What the subquery selects from, if anything.
    """

    name: str
    columns: Sequence[tuple[str, str]]
    source: str = ""

    def of(self, column: str) -> str:
        """Return what a column of this layer is called."""
        return f"{PREFIX}{column}"

    @property
    def names(self) -> list[str]:
        """What all its columns are called."""
        return [self.of(name) for name, _ in self.columns]


def number(value: float) -> str:
    """Return a number as a constant in double precision; without an exponent it would be a decimal."""
    written = repr(float(value))
    return written if "e" in written else f"{written}e0"


def minus(expression: str, value: float) -> str:
    """Return a difference; two minus signs in a row would begin a comment."""
    sign = "-" if value >= 0 else "+"
    return f"{expression} {sign} {number(abs(value))}"


def times(expression: str, value: float) -> str:
    """Return a product."""
    return f"{expression} * {number(value)}" if value >= 0 else f"{expression} * ({number(value)})"


def squared_distance(columns: Sequence[str], point: Iterable[float]) -> str:
    """Return the squared Euclidean distance of columns to a point, summed in the order of the columns."""
    differences = [minus(column, value) for column, value in zip(columns, point, strict=True)]
    return " + ".join(f"({each}) * ({each})" for each in differences)


def least(expressions: Sequence[str]) -> str:
    """Return the least of one or more expressions."""
    return expressions[0] if len(expressions) == 1 else f"LEAST({', '.join(expressions)})"


def greatest(expressions: Sequence[str]) -> str:
    """Return the greatest of one or more expressions."""
    return expressions[0] if len(expressions) == 1 else f"GREATEST({', '.join(expressions)})"


def case(branches: Iterable[tuple[str, str]], otherwise: str) -> str:
    """Return the result of the first condition that holds."""
    written = " ".join(f"WHEN {condition} THEN {result}" for condition, result in branches)
    return f"CASE {written} ELSE {otherwise} END" if written else otherwise


def first_equal(wanted: str, expressions: Sequence[str], numbers: Sequence[int]) -> str:
    """Return the number of the first expression that equals another."""
    return case(
        [(f"{each} = {wanted}", str(n)) for each, n in zip(expressions[:-1], numbers, strict=False)],
        str(numbers[len(expressions) - 1]),
    )
