"""Data in memory: a column of texts with a code per row, a column of numbers as an array."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from segdesk.engine.backends.backend import CrossProducts, DistinctTexts
from segdesk.engine.data.arrays import Floats, Mask, Positions
from segdesk.engine.data.table import TextColumn
from segdesk.engine.data.transforms import fit_exponent, mean_and_spread, near_one, skewness, transformed

Entry = TypeVar("Entry", bound=np.generic)

CHUNK_ROWS = 200_000


@dataclass(frozen=True, eq=False)
class MemoryBackend:
    """Columns in memory.

    Attributes
    ----------
    texts : mapping of str to TextColumn
        Columns as written, by name.
    values : mapping of str to float64 array of shape (n_rows,)
        Columns of numbers by name, NaN where missing.
    rows : bool array of shape (n_rows,) or None
        Rows that count; None for all.
    """

    texts: Mapping[str, TextColumn] = field(default_factory=dict)
    values: Mapping[str, Floats] = field(default_factory=dict)
    rows: Mask | None = None

    def distinct_texts(self, name: str) -> DistinctTexts:
        """Return the different cells of a column of texts."""
        column = self.texts[name]
        codes = self._counting(column.codes)
        return DistinctTexts(column.texts, np.bincount(codes, minlength=len(column.texts)))

    def numbers(self, name: str) -> "SortedNumbers":
        """Return a column of numbers."""
        values = self._counting(self.values[name])
        known = np.sort(values[~np.isnan(values)])
        return SortedNumbers(known if len(known) else np.zeros(1))

    def cross_products(self, names: Sequence[str]) -> CrossProducts:
        """Return how columns of numbers go together, in the order of `names`."""
        values = np.column_stack([near_one(self._counting(self.values[name]))[0] for name in names])
        known = (~np.isnan(values)).astype(np.float64)
        n_known = np.maximum(known.sum(axis=0), 1)
        # Centred first, so that the sums of squares below keep their digits.
        centred = np.where(
            known > 0, np.nan_to_num(values) - np.nan_to_num(values).sum(axis=0) / n_known, 0.0
        )
        n_both = np.maximum(known.T @ known, 1)
        sums = centred.T @ known
        return CrossProducts(
            n_both=n_both,
            products=centred.T @ centred - sums * sums.T / n_both,
            squares=(centred**2).T @ known - sums**2 / n_both,
        )

    def chunks(self, names: Sequence[str]) -> Iterator[tuple[Positions, Floats]]:
        """Yield the rows a part at a time: their places in the table, and their numbers, NaN where missing."""
        places = self._counting(np.arange(len(self.values[names[0]])))
        for start in range(0, len(places), CHUNK_ROWS):
            part = places[start : start + CHUNK_ROWS]
            yield part, np.column_stack([self.values[name][part] for name in names])

    def _counting(self, entries: npt.NDArray[Entry]) -> npt.NDArray[Entry]:
        """Return the entries of the rows that count."""
        return entries if self.rows is None else entries[self.rows]


@dataclass(frozen=True, eq=False)
class SortedNumbers:
    """Known values, sorted, so that no figure depends on the order of rows.

    Attributes
    ----------
    values : float64 array of shape (n,)
        In rising order, n > 0.
    """

    values: Floats

    @property
    def n(self) -> int:
        """Number of values."""
        return len(self.values)

    @property
    def lowest(self) -> float:
        """Smallest value."""
        return float(self.values[0])

    @property
    def highest(self) -> float:
        """Largest value."""
        return float(self.values[-1])

    def n_outside(self, lower: float, upper: float) -> int:
        """Return how many values lie below `lower` or above `upper`."""
        return int(((self.values < lower) | (self.values > upper)).sum())

    def median(self) -> float:
        """Return the middle value, or the mean of the two in the middle."""
        return float(np.median(self.values))

    def quantiles(self, shares: Sequence[float]) -> tuple[float, ...]:
        """Return the values that these shares lie below, between two values in proportion."""
        return tuple(np.quantile(self.values, shares).tolist())

    def mean_and_spread(self) -> tuple[float, float]:
        """Return mean and population standard deviation."""
        return mean_and_spread(self.values)

    def skewness(self) -> float:
        """Return the population skewness."""
        return skewness(self.values)

    def yeo_johnson_exponent(self) -> float | None:
        """Return the lambda of Yeo-Johnson's transform with the highest likelihood; None where there is none."""
        return fit_exponent(self.values)

    def transformed(self, transform: str, exponent: float | None) -> "SortedNumbers":
        """Return the values on the transformed scale: every transform keeps their order."""
        return SortedNumbers(transformed(self.values, transform, exponent))

    def without(self, value: float) -> "SortedNumbers | None":
        """Return the values other than this one."""
        rest = self.values[self.values != value]
        return SortedNumbers(rest) if len(rest) else None
