"""Labeled Parquet: typed columns, for programs."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from segdesk.engine.data.arrays import Mask
from segdesk.engine.data.table import ColumnType, TextColumn, TypedColumn
from segdesk.io.disk_errors import disk_errors
from segdesk.io.exported_recipe import recipe_for_export
from segdesk.io.recipe_in_export import PARQUET_KEY
from segdesk.io.staging import new_staging_folder
from segdesk.io.writers.exporter_registry import ExportTask, exporter
from segdesk.io.writers.labels import AddedColumn, LabeledTable
from segdesk.messages import Message, say

if TYPE_CHECKING:
    import duckdb

# How often a file that is written hears whether to stop.
_SECONDS = 0.1


class ParquetWriter:
    """Writes a labeled table that comes in pieces.

    Each column is kept as texts, and as numbers or days where it has some; which of them go into the file is known
    when all rows are there.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Keeps the pieces on the disk.
    task : ExportTask
    """

    def __init__(self, connection: "duckdb.DuckDBPyConnection", task: ExportTask) -> None:
        self._connection = connection
        self._task = task
        labeled = task.labeled
        self._headings = [*labeled.table.names, *(added.name for added in labeled.added)]
        self._is_typed = [_may_be_typed(labeled.typed.get(name)) for name in labeled.table.names]
        self._is_whole = [
            typed and labeled.typed[name].type is ColumnType.NUMBER
            for typed, name in zip(self._is_typed, labeled.table.names, strict=True)
        ]
        self._n_pieces = 0

    def add(self, labeled: LabeledTable) -> None:
        """Write the rows of a piece behind those before."""
        cells: dict[str, np.ndarray | pd.Series] = {}
        for i, column in enumerate(labeled.table.columns):
            cells[f"t{i}"] = column.cells()
            typed = labeled.typed.get(column.name)
            if typed is None or not _may_be_typed(typed):
                continue
            empty = _are_empty(column)
            self._is_typed[i] &= bool((empty == typed.is_missing).all())
            self._is_whole[i] &= not empty.any() and _are_whole(typed)
            # Of one type in all pieces.
            is_number = typed.type is ColumnType.NUMBER
            cells[f"v{i}"] = typed.values.astype(np.float64) if is_number else typed.values
        for j, added in enumerate(labeled.added):
            cells[f"a{j}"] = _added(added)
        self._connection.register("piece", pd.DataFrame(cells))
        with disk_errors():
            if self._n_pieces:
                self._connection.execute("INSERT INTO pieces SELECT * FROM piece")
            else:
                self._connection.execute("CREATE TABLE pieces AS SELECT * FROM piece")
        self._connection.unregister("piece")
        self._n_pieces += 1

    def finish(self) -> tuple[Message, ...]:
        """Write the file."""
        n = len(self._is_typed)
        chosen = [self._chosen(i) for i in range(n)]
        chosen += [f"a{j}" for j in range(len(self._headings) - n)]
        names = ('"' + name.replace('"', '""') + '"' for name in self._headings)
        columns = ", ".join(f"{cell} AS {name}" for cell, name in zip(chosen, names, strict=True))
        _copy(self._connection, f"(SELECT {columns} FROM pieces)", self._task, 1.0)
        return ()

    def _chosen(self, i: int) -> str:
        if self._is_whole[i] and self._is_typed[i]:
            return f"CAST(v{i} AS BIGINT)"
        return f"v{i}" if self._is_typed[i] else f"t{i}"


@contextmanager
def parquet_pieces(task: ExportTask) -> Iterator[ParquetWriter]:
    """Write a labeled table that comes in pieces; its columns are typed as `write_labeled_parquet` types them."""
    import duckdb  # noqa: PLC0415 - large, and needed for this format only

    # Beside the file itself: the disk that is to hold it holds the pieces, and says so if it does not.
    folder = new_staging_folder(task.path.parent, task.path.stem)
    try:
        with duckdb.connect(str(folder / "pieces.duckdb")) as connection:
            yield ParquetWriter(connection, task)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@exporter("parquet", ".parquet", say("Parquet"), pieces=parquet_pieces)
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
        frame[added.name] = _added(added)
    connection = duckdb.connect()
    try:
        connection.register("labeled", frame)
        _copy(connection, "labeled", task, 0.0)
    finally:
        connection.close()
    return ()


def _copy(connection: "duckdb.DuckDBPyConnection", what: str, task: ExportTask, done: float) -> None:
    """Write rows into the file, and hear all the while whether to stop; `done` of the work is done by then."""
    target = str(task.path).replace("'", "''")
    statement = f"COPY {what} TO '{target}' (FORMAT parquet{_metadata(task)})"
    with disk_errors(), ThreadPoolExecutor(1) as worker:
        copying = worker.submit(connection.execute, statement)
        try:
            while not copying.done():
                task.progress(say("Writing {file}", file=task.name), done)
                wait([copying], _SECONDS)
        except BaseException:
            # Asked too early it would not have heard.
            while not copying.done():
                connection.interrupt()
                wait([copying], _SECONDS)
            raise
        copying.result()


def _metadata(task: ExportTask) -> str:
    """Return the option that puts the recipe into the file's metadata, where there was a run."""
    if task.segmentation is None:
        return ""
    text = recipe_for_export(task.segmentation.provenance.recipe).replace("'", "''")
    return f", KV_METADATA {{{PARQUET_KEY}: '{text}'}}"


def _values(column: TextColumn, typed: TypedColumn | None) -> "np.ndarray | pd.Series":
    """Return a column's values as they go into the file."""
    if typed is not None and _may_be_typed(typed):
        empty = _are_empty(column)
        if bool((empty == typed.is_missing).all()):
            return _typed_values(typed, empty)
    return column.cells()


def _may_be_typed(typed: TypedColumn | None) -> bool:
    return typed is not None and typed.type in (ColumnType.NUMBER, ColumnType.DATE)


def _are_empty(column: TextColumn) -> Mask:
    return np.array([not text.strip() for text in column.texts], dtype=bool)[column.codes]


def _typed_values(typed: TypedColumn, empty: Mask) -> "np.ndarray | pd.Series":
    values = typed.values
    if typed.type is ColumnType.NUMBER:
        return values.astype(np.int64 if not empty.any() and _are_whole(typed) else np.float64)
    return values


def _are_whole(typed: TypedColumn) -> bool:
    """Return whether all numbers are whole ones that a number with a point can tell apart."""
    if typed.type is not ColumnType.NUMBER:
        return False
    numbers = typed.values.astype(np.float64)
    return bool((numbers == np.round(numbers)).all() and (np.abs(numbers) < 2**53).all())


def _added(column: AddedColumn) -> "np.ndarray | pd.Series":
    values = column.values
    if column.is_whole:
        return pd.Series(values).astype("Int32")
    return values.astype(np.int32) if values.dtype.kind == "i" else values
