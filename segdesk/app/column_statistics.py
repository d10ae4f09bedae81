"""What the card of a column says: computed once per column, in a lane."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from segdesk.engine.data.table import ColumnType
from segdesk.messages import say
from segdesk.progress import Progress, silent

if TYPE_CHECKING:
    from segdesk.engine.data.arrays import Floats
    from segdesk.engine.data.table import TypedColumn
    from segdesk.engine.schema.inspection import Inspection

BINS = 24
MOST_SHOWN = 5
_DAY = 86_400


@dataclass(frozen=True)
class ColumnStatistics:
    """A column in figures.

    Attributes
    ----------
    name : str
    n_rows, n_missing, n_distinct : int
    figures : tuple of float
        Minimum, lower quartile, median, mean, upper quartile and maximum; empty but for numbers and dates, where they
        count in days since 1970.
    top : tuple of (str, int)
        The most frequent values with their customers; empty for numbers and dates.
    bars : tuple of int
        Customers per bin between minimum and maximum, all bins equally wide; for other columns the counts of `top`.
    """

    name: str
    n_rows: int
    n_missing: int
    n_distinct: int
    figures: tuple[float, ...] = ()
    top: tuple[tuple[str, int], ...] = ()
    bars: tuple[int, ...] = ()


def statistics_of(inspection: "Inspection", name: str, progress: Progress = silent) -> ColumnStatistics:
    """Return a column in figures; of personal data no values."""
    progress(say("Looking at the column"), 0.0)
    return statistics_of_column(next(each for each in inspection.columns if each.name == name))


def statistics_of_column(column: "TypedColumn") -> ColumnStatistics:
    """Return a column in figures; of personal data no values."""
    name = column.name
    n_rows, n_missing, n_distinct = len(column.values), column.n_missing, column.n_distinct
    values = _numbers(column)
    if values is not None:
        if not len(values):
            return ColumnStatistics(name, n_rows, n_missing, n_distinct)
        low, first, middle, third, high = np.quantile(values, [0, 0.25, 0.5, 0.75, 1]).tolist()
        bars = np.histogram(values, bins=min(BINS, max(n_distinct, 1)))[0].tolist()
        figures = (low, first, middle, float(values.mean()), third, high)
        return ColumnStatistics(name, n_rows, n_missing, n_distinct, figures, (), tuple(bars))
    has_top = not (column.personal or column.is_nearly_unique or column.type is ColumnType.IDENTIFIER)
    top = _top(column) if has_top else ()
    return ColumnStatistics(name, n_rows, n_missing, n_distinct, (), top, tuple(count for _, count in top))


def _numbers(column: "TypedColumn") -> "Floats | None":
    if column.type is ColumnType.NUMBER:
        values = column.values.astype(np.float64, copy=False)
        return values[np.isfinite(values)]
    if column.type is ColumnType.DATE:
        return column.values[~column.is_missing].astype(np.int64) / _DAY
    return None


def _top(column: "TypedColumn") -> tuple[tuple[str, int], ...]:
    known = column.values[~column.is_missing]
    if column.type is ColumnType.YES_NO:
        words: tuple[str, ...] = (str(column.format.no), str(column.format.yes))
        counts = np.bincount(known.astype(np.intp), minlength=2)
    else:
        words = column.levels
        counts = np.bincount(known.astype(np.intp), minlength=len(words))
    order = np.argsort(-counts, kind="stable")[:MOST_SHOWN]
    return tuple((words[i], int(counts[i])) for i in order.tolist() if counts[i])
