"""Whether what a model file says of the customers it was made from fits the rest, so that comparing cannot fail."""

from itertools import pairwise

from segdesk.engine.data.level_key import level_key
from segdesk.engine.data.table import ColumnType
from segdesk.engine.drift.reference import MOST_LEVELS, MOST_VALUES, N_BINS, Reference, ReferenceColumn
from segdesk.engine.prediction.model import Model

_MOST_CUSTOMERS = 10**12


def check_reference(reference: Reference, model: Model) -> None:
    """Refuse counts that do not fit the bins, bins that do not rise, and columns that the model does not know.

    Raises
    ------
    ValueError
        Naming the part.
    """
    _need(len(reference.segments) == len(model.names) + 1, "reference")
    _need_counts(reference.segments, "reference")
    names = [column.name for column in reference.columns]
    _need(len(set(names)) == len(names), "reference")
    for column in reference.columns:
        _need(column.name in model.types, column.name)
        _need_counts((*column.counts, column.missing), column.name)
        if model.types[column.name] is ColumnType.CATEGORY:
            _check_category(column)
        else:
            _need(not column.levels, column.name)
            _check_number(column)


def _check_category(column: ReferenceColumn) -> None:
    keys = {level_key(level) for level in column.levels}
    _need(len(keys) == len(column.levels) <= MOST_LEVELS, column.name)
    _need(len(column.counts) == len(column.levels) + 1, column.name)
    _need(not column.edges and not column.values, column.name)


def _check_number(column: ReferenceColumn) -> None:
    _need(len(column.counts) == len(column.edges) + 1, column.name)
    _need(len(column.edges) < max(N_BINS, MOST_VALUES) and len(column.values) <= MOST_VALUES, column.name)
    for rising in (column.edges, column.values):
        _need(all(before <= after for before, after in pairwise(rising)), column.name)
    known = [each for each in (column.low, column.typical, column.high) if each is not None]
    _need(len(known) in (0, 3) and known == sorted(known), column.name)


def _need_counts(counts: tuple[int, ...], name: str) -> None:
    _need(all(0 <= count <= _MOST_CUSTOMERS for count in counts), name)


def _need(holds: bool, name: str) -> None:
    if not holds:
        raise ValueError(f"{name} does not fit the customers that it was made from")
