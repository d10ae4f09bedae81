"""Columns as codes, and how the values of two columns go together; no loops over rows."""

import datetime as dt
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.table import ColumnType, TypedColumn

Ints = npt.NDArray[np.int64]

EPOCH = dt.date(1970, 1, 1)
NOT_A_DAY = np.iinfo(np.int64).min


def codes_of(column: TypedColumn) -> tuple[Ints, tuple[str, ...]]:
    """Return a code per row, -1 where missing, and the text of each code.

    Numbers that serve as keys get the shortest text: 17850 rather than 17850.0.
    """
    if column.levels or column.values.dtype.kind == "i":
        return column.values.astype(np.int64), column.levels
    codes, values = pd.factorize(
        np.where(column.is_missing, np.nan, column.values.astype(np.float64)), sort=True
    )
    return codes.astype(np.int64), tuple(_shortest(value) for value in values.tolist())


def _shortest(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)


def as_floats(column: TypedColumn) -> Floats:
    """Return the values of a number column, NaN where missing."""
    return column.values.astype(np.float64, copy=False)


def days_of(column: TypedColumn) -> Ints:
    """Return the days since 1970-01-01 of a date column, `NOT_A_DAY` where it has none."""
    assert column.type is ColumnType.DATE
    seconds = column.values.astype("datetime64[s]").astype(np.int64)
    return np.where(seconds == NOT_A_DAY, NOT_A_DAY, seconds // 86400)


def combined(parts: Sequence[Ints]) -> Ints:
    """Return one code per row that is equal where all the parts are equal.

    Parameters
    ----------
    parts : sequence of int arrays of shape (n_rows,)
        Any values.
    """
    key, size = _compact(parts[0])
    for part in parts[1:]:
        other, n_other = _compact(part)
        if size * n_other >= 2**62:
            key, size = _compact(key)
        key, size = key * n_other + other, size * n_other
    return key


def _compact(values: Ints) -> tuple[Ints, int]:
    """Return codes from 0 and an upper bound of their number; only what is spread out is counted anew."""
    if not len(values):
        return values, 1
    low, high = int(values.min()), int(values.max())
    if low >= 0 and high < 4 * len(values):
        return values, high + 1
    codes, distinct = pd.factorize(values)
    return codes.astype(np.int64), len(distinct)


def n_distinct(values: Ints) -> int:
    """Return the number of distinct values."""
    return len(pd.unique(values))


def mostly_one(inner: Ints, outer: Ints) -> bool:
    """Whether nearly every value of `inner` stands with just one value of `outer`, as an order with its customer.

    Rows where either is missing (negative) are not looked at.
    """
    both = (inner >= 0) & (outer >= 0)
    if not both.any():
        return False
    if not both.all():
        inner, outer = inner[both], outer[both]
    inner, bound = _compact(inner)
    with_main, odd = _main_partners(inner, outer, bound)
    n_pairs = with_main if not len(odd) else with_main + n_distinct(combined([inner[odd], outer[odd]]))
    return n_pairs <= 1.02 * with_main


def pair_codes(inner: Ints, outer: Ints) -> tuple[Ints, int]:
    """Return a code per row, equal where both are equal, and an upper bound of the codes.

    Quick where most values of `inner` stand with just one value of `outer`: only other rows are hashed.

    Parameters
    ----------
    inner, outer : int64 arrays of shape (n_rows,)
    """
    codes, bound = _compact(inner)
    _, odd = _main_partners(codes, outer, bound)
    if not len(odd):
        return codes, bound
    others, distinct = pd.factorize(combined([codes[odd], outer[odd]]))
    codes = codes.copy()
    codes[odd] = bound + others
    return codes, bound + len(distinct)


def _main_partners(inner: Ints, outer: Ints, bound: int) -> tuple[int, Ints]:
    """Return how many different codes there are, and the rows that do not have the `outer` kept for their code."""
    main = np.zeros(bound, dtype=np.int64)
    main[inner] = outer
    there = np.zeros(bound, dtype=bool)
    there[inner] = True
    return int(np.count_nonzero(there)), np.flatnonzero(main[inner] != outer)
