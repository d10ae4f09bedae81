"""Applying a fitted preparation to a table: the same few lines for training and for new customers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Floats, Mask, Positions
from segdesk.engine.data.level_key import level_key
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.data.transforms import transformed
from segdesk.engine.preparation.donors import fill_from_neighbours
from segdesk.engine.preparation.steps import OTHER_LEVEL, CategoryStep, Donors, NumberStep, Preparation

TINY, HUGE = 1e-100, 1e100


@dataclass(frozen=True, eq=False)
class UnusableRows:
    """Rows that are not to be segmented.

    Attributes
    ----------
    empty : bool array of shape (n_rows,)
        Rows without a value in any variable.
    dropped : bool array of shape (n_rows,)
        Rows with an empty cell in a variable whose rule is to drop them.
    set_aside : bool array of shape (n_rows,)
        Rows with an extreme value in a variable whose rule is to set them aside.
    """

    empty: Mask
    dropped: Mask
    set_aside: Mask

    @property
    def any(self) -> Mask:
        """Rows with one reason or more."""
        return self.empty | self.dropped | self.set_aside

    def within(self, rows: Positions, n_rows: int) -> "UnusableRows":
        """Return the same for a table of `n_rows` of which these are `rows`."""

        def spread(mask: Mask) -> Mask:
            every = np.zeros(n_rows, dtype=bool)
            every[rows] = mask
            return every

        return UnusableRows(spread(self.empty), spread(self.dropped), spread(self.set_aside))


@dataclass(frozen=True, eq=False)
class Prepared:
    """A table as the methods see it.

    Attributes
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Every row; unusable ones hold filled values.
    unusable : UnusableRows
    beyond : mapping of str to int
        Values outside the fences, per variable.
    unknown : mapping of str to int
        Categories that were not there when the preparation was fitted, per variable.
    """

    matrix: Floats
    unusable: UnusableRows
    beyond: Mapping[str, int]
    unknown: Mapping[str, int]

    @property
    def usable(self) -> Mask:
        """Rows that can be segmented."""
        return ~self.unusable.any


def apply_preparation(preparation: Preparation, columns: Mapping[str, TypedColumn]) -> Prepared:
    """Turn typed columns into the matrix of a fitted preparation.

    Parameters
    ----------
    preparation : Preparation
    columns : mapping of str to TypedColumn
        Holds every variable of the preparation, of the same type.
    """
    n_rows = len(columns[preparation.names[0]].values)
    empty = np.ones(n_rows, dtype=bool)
    dropped = np.zeros(n_rows, dtype=bool)
    set_aside = np.zeros(n_rows, dtype=bool)
    beyond: dict[str, int] = {}
    unknown: dict[str, int] = {}
    parts: list[Floats] = []

    numbers = {
        step.name: as_number(columns[step.name], step.order)
        for step in preparation.steps
        if isinstance(step, NumberStep)
    }
    borrowed = donor_values(preparation.donors, numbers)
    for step in preparation.steps:
        if isinstance(step, NumberStep):
            values = numbers[step.name]
            missing = np.isnan(values)
            if step.order:
                unknown[step.name] = int((missing & ~columns[step.name].is_missing).sum())
            on_scale = transformed(imputed(step, values, borrowed), step.transform, step.exponent)
            outside = np.zeros(n_rows, dtype=bool)
            if step.lower is not None and step.upper is not None:
                outside = (on_scale < step.lower) | (on_scale > step.upper)
                if step.outliers == "cap":
                    on_scale = np.clip(on_scale, step.lower, step.upper)
                elif step.outliers == "set-aside":
                    set_aside |= outside
            beyond[step.name] = int(outside.sum())
            parts.append(((on_scale - step.centre) / step.spread * step.weight)[:, None])
            if step.indicator is not None:
                flags = (missing - step.indicator.centre) / step.indicator.spread * step.weight
                parts.append(flags[:, None])
        else:
            dummies, missing, unknown[step.name] = _dummies(step, columns[step.name])
            parts.append(dummies)
        if step.missing == "drop":
            dropped |= missing
        empty &= missing
    matrix = np.hstack(parts)
    # Squares of such numbers would vanish: they tell nobody apart.
    matrix[np.abs(matrix) < TINY] = 0.0
    # Squares of such numbers would be infinite: nobody stands farther from all.
    np.clip(matrix, -HUGE, HUGE, out=matrix)
    return Prepared(matrix, UnusableRows(empty, dropped & ~empty, set_aside), beyond, unknown)


def donor_values(donors: Donors | None, numbers: Mapping[str, Floats]) -> Mapping[str, Floats]:
    """Return the values that neighbours lend, per variable; none where nobody is to lend any."""
    return {} if donors is None else fill_from_neighbours(donors, numbers)


def imputed(step: NumberStep, values: Floats, borrowed: Mapping[str, Floats]) -> Floats:
    """Return a variable's values with the empty ones filled by its rule."""
    return np.where(np.isnan(values), borrowed[step.name] if step.missing == "knn" else step.fill, values)


def as_number(column: TypedColumn, order: tuple[str, ...] = ()) -> Floats:
    """Return a column's values as float64 of shape (n_rows,), NaN where missing.

    Dates count in days since 1970-01-01, categories by their position in `order` (NaN where they are not in it).
    """
    if column.type is ColumnType.DATE:
        days = column.values.astype("datetime64[s]").astype(np.float64) / 86_400
        days[column.is_missing] = np.nan
        return days
    if order:
        positions = {level_key(level): float(i) for i, level in enumerate(order)}
        by_level = np.array([positions.get(level_key(level), np.nan) for level in column.levels] + [np.nan])
        return by_level[column.values.astype(np.intp)]
    return column.values.astype(np.float64)


def values_of(columns: Sequence[TypedColumn]) -> Floats:
    """Return columns of numbers as they are, side by side, NaN where missing."""
    return np.column_stack([as_number(column) for column in columns])


def _dummies(step: CategoryStep, column: TypedColumn) -> tuple[Floats, Mask, int]:
    """Return the scaled 0/1 columns of a category, which rows were empty, and how many cells were unknown."""
    positions = {level_key(level): i for i, level in enumerate(step.levels)}
    known = [positions.get(level_key(level)) for level in column.levels]
    fill = positions[level_key(step.fill)]
    elsewhere = positions.get(OTHER_LEVEL, fill)
    # One more entry at the end: code -1, a missing cell, picks it.
    target = np.array([elsewhere if at is None else at for at in known] + [fill], dtype=np.intp)
    is_unknown = np.array([at is None and OTHER_LEVEL not in positions for at in known] + [False])
    codes = column.values.astype(np.intp)
    return level_values(step)[target[codes]], column.is_missing, int(is_unknown[codes].sum())


def level_values(step: CategoryStep) -> Floats:
    """Return the matrix's columns for a customer of each level, shape (n_levels, n_levels)."""
    shares = np.array(step.shares)
    # FAMD: a dummy divided by the root of its share has variance 1 - share; over K levels these add up to K - 1.
    scaled: Floats = (
        (np.eye(len(shares)) - shares) / np.sqrt(shares) / np.sqrt(max(step.n_speaking - 1, 1)) * step.weight
    )
    is_silent = np.array(step.is_silent)
    scaled[:, is_silent] = 0.0
    scaled[is_silent] = 0.0
    return scaled
