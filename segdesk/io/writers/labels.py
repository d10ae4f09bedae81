"""A table with its segment columns: what every labeled file is written from, after a run as after placing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import UNASSIGNED, Floats, Labels, Mask
from segdesk.engine.data.table import ColumnType, Table, TypedColumn
from segdesk.engine.prediction.predict import Prediction
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.schema.clean_table import CleanTable
from segdesk.messages import say


@dataclass(frozen=True, eq=False)
class AddedColumn:
    """A column of segdesk's: whole numbers, texts, or numbers with NaN where empty; one per row.

    `is_whole` says of numbers with NaN that all others are whole.
    """

    name: str
    values: npt.NDArray[np.generic]
    is_whole: bool = False


@dataclass(frozen=True, eq=False)
class LabeledTable:
    """A table as read, its typed columns, and the columns that are added behind them.

    Attributes
    ----------
    table : Table
    typed : mapping of str to TypedColumn
        May lack columns that nobody typed; those are texts.
    added : tuple of AddedColumn
    decimal : str
        Decimal mark of the input, for text formats.
    """

    table: Table
    typed: dict[str, TypedColumn]
    added: tuple[AddedColumn, ...]
    decimal: str


def of_segmentation(segmentation: Segmentation) -> LabeledTable:
    """Return the table of a run with its segments."""
    names = name_by_number(segmentation)
    added = _columns(
        segmentation.source.table, segmentation.fit.labels, names, segmentation.fit.confidence, ()
    )
    if segmentation.source.takes_part is not None:
        added = _with_nothing(added, ~segmentation.source.takes_part)
    typed = {column.name: column for column in segmentation.source.columns}
    return LabeledTable(segmentation.source.table, typed, added, decimal_mark(segmentation.source.columns))


def name_by_number(segmentation: Segmentation) -> dict[int, str]:
    """Return each segment's name in the language in force; the unassigned have one even if there are none."""
    names = {UNASSIGNED: str(say("Unassigned"))}
    names.update({segment.number: str(segment.name) for segment in segmentation.description.segments})
    return names


def of_prediction(prediction: Prediction) -> LabeledTable:
    """Return the table of a new file with the segments of a model."""
    placed = prediction.placed
    names = {UNASSIGNED: str(say("Unassigned"))}
    names.update(dict(enumerate(prediction.model.names, start=1)))
    unlike = np.where(placed.unlike, str(say("yes")), str(say("no"))).astype(object)
    added = _columns(
        prediction.table,
        placed.assignment.labels,
        names,
        placed.assignment.confidence,
        (("segment_second", placed.assignment.second), ("segment_unlike", unlike)),
    )
    if placed.takes_part is not None:
        added = _with_nothing(added, ~placed.takes_part)
    typed = {column.name: column for column in prediction.columns}
    return LabeledTable(prediction.table, typed, added, decimal_mark(prediction.columns))


def of_clean_table(clean: CleanTable) -> LabeledTable:
    """Return a table as it was understood, with nothing behind its columns and headings that differ."""
    table = replace(clean.table, headings=clean.table.names)
    return LabeledTable(table, {column.name: column for column in clean.columns}, (), ".")


def decimal_mark(columns: Sequence[TypedColumn]) -> str:
    """Return the decimal mark that most number columns of a table are written with."""
    marks = [c.format.decimal for c in columns if c.type is ColumnType.NUMBER and c.format.decimal]
    return "," if marks.count(",") > marks.count(".") else "."


def _with_nothing(columns: tuple[AddedColumn, ...], rows: Mask) -> tuple[AddedColumn, ...]:
    """Return columns of ours without a value in these rows."""
    return tuple(
        AddedColumn(column.name, np.where(rows, "", column.values).astype(object))
        if column.values.dtype.kind == "O"
        else AddedColumn(
            column.name, np.where(rows, np.nan, column.values), is_whole=column.values.dtype.kind == "i"
        )
        for column in columns
    )


def _columns(
    table: Table,
    labels: Labels,
    names: dict[int, str],
    confidence: Floats,
    more: Sequence[tuple[str, npt.NDArray[np.generic]]],
) -> tuple[AddedColumn, ...]:
    name_of = np.array([names.get(i, "") for i in range(max(names) + 1)], dtype=object)
    wanted: list[tuple[str, npt.NDArray[np.generic]]] = [
        ("segment", labels),
        ("segment_name", name_of[labels]),
        ("segment_confidence", np.round(confidence, 4)),
        *more,
    ]
    free = free_names([name for name, _ in wanted], table.names)
    return tuple(AddedColumn(name, values) for name, (_, values) in zip(free, wanted, strict=True))


def free_names(wanted: Sequence[str], existing: Sequence[str]) -> list[str]:
    """Return `wanted` with `_2` (or the next free number) on names that the input already uses, in any case."""
    taken = {name.strip().casefold() for name in existing}
    names = []
    for name in wanted:
        free, number = name, 2
        while free.casefold() in taken:
            free = f"{name}_{number}"
            number += 1
        taken.add(free.casefold())
        names.append(free)
    return names
