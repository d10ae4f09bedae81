"""What a model keeps of the customers it was made from: counts per bin, so that new ones can be compared with them.

No bin and no value that is kept speaks of fewer than five customers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.level_key import level_key
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.preparation.apply import as_number

Counts = npt.NDArray[np.int64]

# Customers whom each bin, level, value or mean that a model keeps has in common: of fewer it would say much of each.
LEAST_CUSTOMERS = 5
N_BINS = 10
# A number with as few distinct values is compared, and changed, value by value.
MOST_VALUES = 20
MOST_LEVELS = 100
_TAIL = 0.01


@dataclass(frozen=True)
class ReferenceColumn:
    """One column among the customers that segments were made from.

    Attributes
    ----------
    name : str
    missing : int
        Customers without a value.
    counts : tuple of int
        Customers per bin: of a number, date (in days since 1970) or yes/no between the edges, rising; of a category per
        level, and behind them those with any other.
    edges : tuple of float
        Between the bins; a value at an edge is below it.
    levels : tuple of str
        Of a category.
    values : tuple of float
        Of a number with few distinct ones, those that five customers share.
    whole : bool
        All numbers are whole.
    low, typical, high : float or None
        What 1% are at or below, the median, and what 1% are at or above; None of a category, and where there are too
        few customers.
    """

    name: str
    missing: int
    counts: tuple[int, ...]
    edges: tuple[float, ...] = ()
    levels: tuple[str, ...] = ()
    values: tuple[float, ...] = ()
    whole: bool = False
    low: float | None = None
    typical: float | None = None
    high: float | None = None

    @property
    def n(self) -> int:
        """Number of customers."""
        return self.missing + sum(self.counts)

    def count(self, column: TypedColumn) -> tuple[int, ...]:
        """Return how many rows of a column of the same type fall into each bin."""
        if column.type is ColumnType.CATEGORY:
            places = {level_key(level): i for i, level in enumerate(self.levels)}
            target = np.array(
                [places.get(level_key(level), len(self.levels)) for level in column.levels], int
            )
            bins = target[column.values[~column.is_missing].astype(np.intp)]
        else:
            bins = np.searchsorted(np.array(self.edges), _present(column), side="left")
        return tuple(np.bincount(bins, minlength=len(self.counts)).tolist())


@dataclass(frozen=True)
class Reference:
    """The customers that segments were made from.

    Attributes
    ----------
    segments : tuple of int
        Customers whom the model places in each segment, the unassigned first.
    columns : tuple of ReferenceColumn
        Variables, and what they are computed from.
    """

    segments: tuple[int, ...]
    columns: tuple[ReferenceColumn, ...]

    @property
    def by_name(self) -> dict[str, ReferenceColumn]:
        """Columns by name."""
        return {column.name: column for column in self.columns}


def reference_of(columns: Iterable[TypedColumn], segments: Sequence[int]) -> Reference:
    """Return what is kept of customers.

    Parameters
    ----------
    columns : iterable of TypedColumn
        Of those who took part. Texts, identifiers, personal data and what is nearly unique are left out.
    segments : sequence of int
        Customers per segment, the unassigned first.
    """
    kept = [
        column
        for column in columns
        if column.type not in (ColumnType.TEXT, ColumnType.IDENTIFIER)
        and not column.personal
        and not column.is_nearly_unique
    ]
    return Reference(tuple(map(int, segments)), tuple(map(_column_reference, kept)))


def _column_reference(column: TypedColumn) -> ReferenceColumn:
    if column.type is ColumnType.CATEGORY:
        return _of_category(column)
    values, counts = np.unique(_present(column), return_counts=True)
    up_to = np.cumsum(counts)
    total = int(counts.sum())
    if total < 2 * LEAST_CUSTOMERS:
        return ReferenceColumn(column.name, column.n_missing, (total,))
    few = len(values) <= MOST_VALUES
    ends = _with_enough(range(len(values) - 1) if few else _quantile_ends(up_to), up_to)
    whole = column.type is not ColumnType.DATE and bool(np.all(values == np.floor(values)))
    tail = max(LEAST_CUSTOMERS, _TAIL * total)

    def kept(at: int, towards: int) -> float:
        """Return a value that several share, or one between it and the next."""
        beside = min(max(at + towards, 0), len(values) - 1)
        if counts[at] >= LEAST_CUSTOMERS:
            return float(values[at])
        between = _between(values[at], values[beside])
        return float(np.rint(between)) if whole else between

    return ReferenceColumn(
        column.name,
        column.n_missing,
        tuple(np.diff([0, *up_to[ends].tolist(), total]).tolist()),
        tuple(_between(values[end], values[end + 1]) for end in ends),
        values=tuple(values[counts >= LEAST_CUSTOMERS].tolist()) if few else (),
        whole=whole,
        low=kept(int(np.searchsorted(up_to, tail)), 1),
        typical=kept(int(np.searchsorted(up_to, total / 2)), 1),
        high=kept(int(np.searchsorted(up_to, total - tail, side="right")), -1),
    )


def _of_category(column: TypedColumn) -> ReferenceColumn:
    codes = column.values[~column.is_missing].astype(np.intp)
    counts = np.bincount(codes, minlength=len(column.levels))
    often = [i for i in range(len(column.levels)) if counts[i] >= LEAST_CUSTOMERS][:MOST_LEVELS]
    named = tuple(int(counts[i]) for i in often)
    return ReferenceColumn(
        column.name,
        column.n_missing,
        (*named, int(counts.sum()) - sum(named)),
        levels=tuple(column.levels[i] for i in often),
    )


def _present(column: TypedColumn) -> Floats:
    return as_number(column)[~column.is_missing]


def _quantile_ends(up_to: Counts) -> list[int]:
    """Return the positions of the distinct values at which bins of about equal size end, but for the last."""
    wanted = up_to[-1] * np.arange(1, N_BINS) / N_BINS
    ends: list[int] = np.unique(np.searchsorted(up_to, wanted)).tolist()
    return [end for end in ends if end < len(up_to) - 1]


def _with_enough(ends: Iterable[int], up_to: Counts) -> list[int]:
    """Return the ends of bins that leave enough customers in each."""
    kept: list[int] = []
    before = 0
    for end in ends:
        if up_to[end] - before >= LEAST_CUSTOMERS and up_to[-1] - up_to[end] >= LEAST_CUSTOMERS:
            kept.append(end)
            before = int(up_to[end])
    return kept


def _between(low: float, high: float) -> float:
    """Return a number between two, which may be as large as numbers are."""
    return float(low / 2 + high / 2)
