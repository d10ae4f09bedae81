"""What the engine asks of data, wherever they live."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Floats, Positions


@dataclass(frozen=True, eq=False)
class DistinctTexts:
    """The different cells of a column.

    Attributes
    ----------
    texts : object array of shape (n_distinct,)
        As written, `str`.
    counts : int64 array of shape (n_distinct,)
        Rows that hold each; 0 for a text that no row holds any more.
    """

    texts: npt.NDArray[np.object_]
    counts: npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class CrossProducts:
    """How number columns go together; entry i, j is over the rows where both columns have a value.

    Values are measured from the mean of their column, and divided by a power of two that brings the largest of the
    column near 1: neither changes a correlation.

    Attributes
    ----------
    n_both : float64 array of shape (n_columns, n_columns)
        Rows, at least 1.
    products : float64 array of shape (n_columns, n_columns)
        Sum of the products of columns i and j, each measured from its mean over these rows.
    squares : float64 array of shape (n_columns, n_columns)
        Sum of the squares of column i, measured from its mean over these rows.
    """

    n_both: Floats
    products: Floats
    squares: Floats


class NumberColumn(Protocol):
    """The values of one column of numbers, missing ones left aside; all in the unit of the column."""

    @property
    def n(self) -> int:
        """Number of values, 1 at least: a column without any counts as a single 0."""

    @property
    def lowest(self) -> float:
        """Smallest value."""

    @property
    def highest(self) -> float:
        """Largest value."""

    def n_outside(self, lower: float, upper: float) -> int:
        """Return how many values lie below `lower` or above `upper`."""

    def median(self) -> float:
        """Return the middle value, or the mean of the two in the middle."""

    def quantiles(self, shares: Sequence[float]) -> tuple[float, ...]:
        """Return the values that these shares (0 to 1) lie below, between two values in proportion."""

    def mean_and_spread(self) -> tuple[float, float]:
        """Return mean and population standard deviation."""

    def skewness(self) -> float:
        """Return the population skewness, without unit; 0 where values do not vary."""

    def yeo_johnson_exponent(self) -> float | None:
        """Return the lambda of Yeo-Johnson's transform with the highest likelihood; None where there is none."""

    def transformed(self, transform: str, exponent: float | None) -> "NumberColumn":
        """Return the column on the scale of `transforms.transformed`."""

    def without(self, value: float) -> "NumberColumn | None":
        """Return the values other than this one; None where there are none."""


class Backend(Protocol):
    """Columns of one table, each by its name, and what can be asked of them without moving them.

    It may be of some rows only; then nothing that it says is of the others.
    """

    def distinct_texts(self, name: str) -> DistinctTexts:
        """Return the different cells of a column of texts."""

    def numbers(self, name: str) -> NumberColumn:
        """Return a column of numbers."""

    def cross_products(self, names: Sequence[str]) -> CrossProducts:
        """Return how columns of numbers go together, in the order of `names`."""

    def chunks(self, names: Sequence[str]) -> Iterator[tuple[Positions, Floats]]:
        """Yield the rows a part at a time: their places in the table, and their numbers, NaN where missing.

        Places have shape (n_chunk,), numbers (n_chunk, n_names). Every row comes once, in the order of the table.
        """
