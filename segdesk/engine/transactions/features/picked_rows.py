"""Columns of a table at some of its rows, understood as the whole table was."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from segdesk.engine.data.column_codes import Ints
from segdesk.engine.data.table import Table, TextColumn, TypedColumn
from segdesk.engine.schema.types import type_columns
from segdesk.engine.transactions.features.derived_columns import ColumnPair


def columns_at_rows(
    table: Table, columns: Sequence[TypedColumn], rows: Mapping[str, Ints], names: Mapping[str, str]
) -> list[ColumnPair]:
    """Return columns with one cell per entry of their rows.

    Parameters
    ----------
    table : Table
    columns : sequence of TypedColumn
        Its columns, understood: types and formats stay as they are.
    rows : mapping of str to int64 array
        Rows to take, by column; -1 for an empty cell.
    names : mapping of str to str
        What each of these columns is to be called.
    """
    if not rows:
        return []
    originals = {column.name: column for column in columns if column.name in rows}
    texts = [_at_rows(table.column(name), at, names[name]) for name, at in rows.items()]
    small = Table(tuple(texts), tuple(text.name for text in texts), table.source)
    typed = type_columns(
        small,
        force={names[name]: originals[name].type for name in rows},
        formats={names[name]: originals[name].format for name in rows},
    )
    return [
        (
            text,
            replace(column, reason=original.reason, personal=original.personal, warnings=original.warnings),
        )
        for text, column, original in zip(texts, typed, (originals[name] for name in rows), strict=True)
    ]


def _at_rows(column: TextColumn, rows: Ints, name: str) -> TextColumn:
    codes = np.where(rows >= 0, column.codes[rows], len(column.texts)).astype(np.int32)
    return replace(column, name=name, codes=codes, texts=np.append(column.texts, ""))
