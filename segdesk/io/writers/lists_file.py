"""Lists of customers to act on: the labeled table's rows, with the runner-up segment behind them."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from segdesk.engine.data.arrays import Positions
from segdesk.engine.data.table import TextColumn
from segdesk.engine.result.customer_lists import CustomerList
from segdesk.engine.result.segmentation import Segmentation
from segdesk.io.writers.csv_file import write_labeled_csv
from segdesk.io.writers.exporter_registry import ExportTask
from segdesk.io.writers.labels import AddedColumn, LabeledTable, free_names, name_by_number, of_segmentation
from segdesk.messages import Message
from segdesk.progress import silent


def of_list(segmentation: Segmentation, listed: CustomerList) -> LabeledTable:
    """Return the labeled table's rows of a list, in its order; with their second segment where that is the point."""
    labeled = of_segmentation(segmentation)
    if listed.name == "borderline":
        names = name_by_number(segmentation)
        second = np.array([names[number] for number in segmentation.fit.second.tolist()], dtype=object)
        taken = [*labeled.table.names, *(column.name for column in labeled.added)]
        free = free_names(["segment_second", "segment_second_name"], taken)
        more = (AddedColumn(free[0], segmentation.fit.second), AddedColumn(free[1], second))
        labeled = replace(labeled, added=(*labeled.added, *more))
    return _rows_of(labeled, listed.rows)


def write_list(path: Path, segmentation: Segmentation, listed: CustomerList) -> tuple[Message, ...]:
    """Write a list as CSV in the manner of the labeled file; returns what had to be changed."""
    task = ExportTask(
        path,
        path.name,
        of_list(segmentation, listed),
        segmentation,
        segmentation.provenance.recipe.output.raw,
        silent,
    )
    return write_labeled_csv(task)


def _rows_of(labeled: LabeledTable, rows: Positions) -> LabeledTable:
    columns = tuple(_cells_of_rows(column, rows) for column in labeled.table.columns)
    return replace(
        labeled,
        table=replace(labeled.table, columns=columns),
        typed={name: replace(column, values=column.values[rows]) for name, column in labeled.typed.items()},
        added=tuple(AddedColumn(column.name, column.values[rows]) for column in labeled.added),
    )


def _cells_of_rows(column: TextColumn, rows: Positions) -> TextColumn:
    """Return a column's cells of some rows, with the texts of these only: each is looked at when it is written."""
    used, codes = np.unique(column.codes[rows], return_inverse=True)
    return replace(column, codes=codes.astype(np.int32), texts=column.texts[used])
