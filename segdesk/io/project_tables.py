"""Tables as members of a project: the texts of each column as JSON, the codes of its rows as an array."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from segdesk.engine.data.table import ColumnType, Source, SourceFile, Table, TextColumn
from segdesk.engine.result.codec import decode_messages, encode_messages
from segdesk.io.container import Container, array_bytes

_MOST_COLUMNS = 100_000


class ColumnDocument(msgspec.Struct, forbid_unknown_fields=True):
    """A column: its name, heading, and the type that the file itself gave it."""

    name: str
    heading: str
    native: ColumnType | None


class SourceFileDocument(msgspec.Struct, forbid_unknown_fields=True):
    """One of several files that were read as one table."""

    path: str
    rows: int
    sha256: str
    sheet: str | None


class SourceDocument(msgspec.Struct, forbid_unknown_fields=True):
    """Where a table came from, and how it was read."""

    path: str
    format: str
    sha256: str
    encoding: str | None
    delimiter: str | None
    decimal: str | None
    header_line: int | None
    sheet: str | None
    query: str | None
    files: list[SourceFileDocument]


class TableDocument(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A table without its cells."""

    source: SourceDocument
    columns: list[ColumnDocument]
    rows: int
    steps: list[Any]
    warnings: list[Any]
    sample_of: int = 0


def table_members(folder: str, table: Table) -> dict[str, bytes]:
    """Return a table as the members of a folder."""
    document = TableDocument(
        _source_document(table.source),
        [
            ColumnDocument(column.name, heading, column.native)
            for column, heading in zip(table.columns, table.headings, strict=True)
        ],
        table.n_rows,
        encode_messages(table.steps),
        encode_messages(table.warnings),
        table.sample_of,
    )
    members = {f"{folder}/table.json": msgspec.json.format(msgspec.json.encode(document), indent=1)}
    for place, column in enumerate(table.columns):
        # A lone surrogate of a damaged file is no UTF-8, but an escape of JSON.
        texts = json.dumps(column.texts.tolist(), ensure_ascii=True)
        members[f"{folder}/{place}.texts.json"] = texts.encode("ascii")
        members[f"{folder}/{place}.codes.npy"] = array_bytes(_narrow(column.codes, len(column.texts)))
    return members


def table_size(table: Table) -> int:
    """Return about how many bytes a table takes in a project before it is packed."""
    cells = sum(_narrow(column.codes[:1], len(column.texts)).itemsize for column in table.columns)
    texts = sum(int(sum(map(len, column.texts))) for column in table.columns)
    return cells * table.n_rows + texts


def table_of(container: Container, folder: str) -> Table:
    """Return the table that `table_members` made the members of.

    Raises
    ------
    InputError, ValueError
        If they are none, or damaged.
    """
    document = msgspec.json.decode(container.document(f"{folder}/table.json"), type=TableDocument)
    if not 0 < len(document.columns) <= _MOST_COLUMNS or document.rows < 0:
        raise ValueError("a table without columns")
    names = [column.name for column in document.columns]
    if len(set(names)) != len(names):
        raise ValueError("two columns of one name")
    return Table(
        tuple(
            TextColumn(
                column.name,
                *_cells(container, f"{folder}/{place}", document.rows),
                native=column.native,
            )
            for place, column in enumerate(document.columns)
        ),
        tuple(column.heading for column in document.columns),
        _source(document.source),
        decode_messages(document.steps),
        decode_messages(document.warnings),
        sample_of=document.sample_of,
    )


def table_names(folder: str, n_columns: int) -> set[str]:
    """Return the members of a table."""
    cells = {f"{folder}/{at}.{part}" for at in range(n_columns) for part in ("texts.json", "codes.npy")}
    return {f"{folder}/table.json", *cells}


def _cells(container: Container, member: str, n_rows: int) -> tuple[np.ndarray, np.ndarray]:
    """Return codes and texts of a column; each code is that of a text."""
    texts = json.loads(container.document(f"{member}.texts.json"))
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise ValueError(f"{member} holds no texts")
    codes = container.array(f"{member}.codes.npy")
    if codes.shape != (n_rows,) or codes.dtype.kind not in "iu":
        raise ValueError(f"{member} has another number of rows")
    if n_rows and not (int(codes.min()) >= 0 and int(codes.max()) < len(texts)):
        raise ValueError(f"{member} has rows without a text")
    kept = np.empty(len(texts), dtype=object)
    kept[:] = texts
    return codes.astype(np.int32), kept


def _narrow(codes: np.ndarray, n_texts: int) -> np.ndarray:
    """Return codes in as few bytes as they need."""
    return codes.astype(np.min_scalar_type(max(n_texts - 1, 0)))


def _source_document(source: Source) -> SourceDocument:
    return SourceDocument(
        str(source.path),
        source.format,
        source.sha256,
        source.encoding,
        source.delimiter,
        source.decimal,
        source.header_line,
        source.sheet,
        source.query,
        [SourceFileDocument(str(file.path), file.rows, file.sha256, file.sheet) for file in source.files],
    )


def _source(document: SourceDocument) -> Source:
    values: Mapping[str, Any] = msgspec.structs.asdict(document)
    files = tuple(SourceFile(Path(f.path), f.rows, f.sha256, f.sheet) for f in document.files)
    return Source(**{**values, "path": Path(document.path), "files": files})
