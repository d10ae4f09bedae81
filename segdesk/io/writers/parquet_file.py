"""Labeled Parquet: typed columns, for programs."""

import numpy as np
import pandas as pd

from segdesk.engine.data.table import ColumnType, TextColumn, TypedColumn
from segdesk.io.exported_recipe import recipe_for_export
from segdesk.io.recipe_in_export import PARQUET_KEY
from segdesk.io.writers.exporter_registry import ExportTask, exporter
from segdesk.messages import Message, say


@exporter("parquet", ".parquet", say("Parquet"))
def write_labeled_parquet(task: ExportTask) -> tuple[Message, ...]:
    """Write the labeled table.

    Numbers and dates are typed where every cell that is not empty is one; all other columns are texts, letter for
    letter.
    """
    import duckdb  # noqa: PLC0415 - large, and needed for this format only

    labeled = task.labeled
    frame = pd.DataFrame(
        {column.name: _values(column, labeled.typed.get(column.name)) for column in labeled.table.columns}
    )
    for added in labeled.added:
        values = added.values
        if added.is_whole:
            frame[added.name] = pd.Series(values).astype("Int32")
        else:
            frame[added.name] = values.astype(np.int32) if values.dtype.kind == "i" else values
    connection = duckdb.connect()
    try:
        connection.register("labeled", frame)
        target = str(task.path).replace("'", "''")
        connection.execute(f"COPY labeled TO '{target}' (FORMAT parquet{_metadata(task)})")
    finally:
        connection.close()
    return ()


def _metadata(task: ExportTask) -> str:
    """Return the option that puts the recipe into the file's metadata, where there was a run."""
    if task.segmentation is None:
        return ""
    text = recipe_for_export(task.segmentation.provenance.recipe).replace("'", "''")
    return f", KV_METADATA {{{PARQUET_KEY}: '{text}'}}"


def _values(column: TextColumn, typed: TypedColumn | None) -> "np.ndarray | pd.Series":
    """Return a column's values as they go into the file."""
    if typed is not None and typed.type in (ColumnType.NUMBER, ColumnType.DATE):
        empty = np.array([not text.strip() for text in column.texts], dtype=bool)[column.codes]
        if bool((empty == typed.is_missing).all()):
            return _typed_values(typed, empty)
    return column.cells()


def _typed_values(typed: TypedColumn, empty: np.ndarray) -> "np.ndarray | pd.Series":
    values = typed.values
    if typed.type is ColumnType.NUMBER:
        numbers = values.astype(np.float64)
        if not empty.any() and (numbers == np.round(numbers)).all() and (np.abs(numbers) < 2**53).all():
            return numbers.astype(np.int64)
        return numbers
    return values
