"""The lines of a delimited text below its headings, put into columns."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from segdesk.errors import InputError, Where
from segdesk.io.columns import ColumnBuilder, encoded
from segdesk.io.dialect import Dialect, Record, records
from segdesk.io.gate import check_memory
from segdesk.io.layout import Layout
from segdesk.io.left_out import LeftOut
from segdesk.io.text_memory import memory_of_records
from segdesk.io.tidying import Encoded
from segdesk.io.uneven_lines import UnevenLines
from segdesk.messages import Message, say
from segdesk.progress import Progress

_CHUNK_ROWS = 1 << 17
_CHUNK_CELLS = 1 << 23


@dataclass(frozen=True)
class Body:
    """The data below the headings: UTF-8 bytes, and the lines of the file before them."""

    data: bytes
    offset: int
    lines_before: int
    dialect: Dialect
    layout: Layout
    path: Path


class LineNumbers:
    """On which line of the file each row stands: known, or counted, as cells may hold ends of lines."""

    def __init__(self, before: int, columns: Sequence[Encoded], known: Sequence[int] | None) -> None:
        self._before, self._columns, self._known = before, columns, known

    def __call__(self, rows: Sequence[int]) -> list[int]:
        """Return the lines of some rows."""
        if self._known is not None or not rows:
            return [self._known[row] for row in rows] if self._known is not None else []
        inside = np.zeros(len(self._columns[0][0]), dtype=np.int64)
        for codes, texts in self._columns:
            inside += np.fromiter((text.count("\n") for text in texts), np.int64, len(texts))[codes]
        further = np.concatenate(([0], np.cumsum(inside)))
        return [self._before + 1 + row + int(further[row]) for row in rows]


class _Watched(io.RawIOBase):
    """Bytes that tell how much of them was read."""

    def __init__(self, data: bytes, at: int, progress: Progress, stage: Message) -> None:
        self._stream = io.BytesIO(data)
        self._stream.seek(at)
        self._size = max(1, len(data))
        self._tell = progress, stage

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        progress, stage = self._tell
        progress(stage, 0.15 + 0.7 * self._stream.tell() / self._size)
        return self._stream.read(size)


def read_evenly(body: Body, progress: Progress, stage: Message) -> list[Encoded] | None:
    """Read with the C parser of pandas; None if lines are uneven, which it does not count."""
    import pandas as pd  # noqa: PLC0415 - heavy

    width = body.layout.width
    mark = body.dialect.delimiter.encode()
    if len(mark) > 1:
        return None
    offset = body.offset
    if not body.data[offset : offset + 4096].strip() and not body.data[offset:].strip():
        return [encoded([]) for _ in range(width)]
    columns = [ColumnBuilder() for _ in range(width)]
    n_rows = 0
    try:
        with pd.read_csv(
            _Watched(body.data, offset, progress, stage),
            sep=body.dialect.delimiter,
            quotechar=body.dialect.quote,
            skipinitialspace=body.dialect.skip_blanks,
            header=None,
            names=list(range(width)),
            index_col=False,
            dtype=object,
            keep_default_na=False,
            na_filter=False,
            skip_blank_lines=False,
            encoding="utf-8",
            chunksize=max(1, min(_CHUNK_ROWS, _CHUNK_CELLS // width)),
        ) as chunks:
            for chunk in chunks:
                n_rows += len(chunk)
                for i, column in enumerate(columns):
                    column.add(chunk[i].to_numpy())
    except pd.errors.ParserError as error:
        if "EOF inside string" in str(error):
            raise _open_quote(body) from None
        return None
    read = [column.finish() for column in columns]
    return read if _is_even(body, read, n_rows, mark) else None


def _is_even(body: Body, columns: list[Encoded], n_rows: int, mark: bytes) -> bool:
    """Whether no line had fewer cells than the table has columns.

    The parser fills up short lines without a word. But each separator stands either between two cells or
    inside one, so that they can be counted.
    """
    width = len(columns)
    between = body.data.count(mark, body.offset)
    if body.dialect.quote.encode() in body.data:
        for codes, texts in columns:
            inside = np.fromiter((text.count(body.dialect.delimiter) for text in texts), np.int64, len(texts))
            if inside.any():
                between -= int(np.bincount(codes, minlength=len(texts)) @ inside)
    missing = n_rows * (width - 1) - between
    if missing == 0 or width == 1:
        return True
    blank = np.ones(n_rows, dtype=bool)
    for codes, texts in columns:
        blank &= (texts == "")[codes]
    return missing == int(blank.sum()) * (width - 1)


def _open_quote(body: Body) -> InputError:
    last = _body_records(body)[-1]
    return InputError(
        say("A quotation mark opens a cell and is never closed."),
        Where(file=body.path.name, line=last.first_line + body.lines_before),
        say("Close or remove the quotation mark in that line."),
    )


def _body_records(body: Body) -> list[Record]:
    check_memory(memory_of_records(body.data, body.dialect.delimiter), body.path)
    return records(body.data[body.offset :].decode(), body.dialect)


def read_unevenly(body: Body, titles: Sequence[Record], out: LeftOut) -> tuple[list[Encoded], UnevenLines]:
    """Read lines of uneven length.

    Parameters
    ----------
    body : Body
    titles : sequence of Record
        The lines above the headings, which may come again.
    out : LeftOut
        Is added to.

    Raises
    ------
    InputError
        If a line has more cells than there are columns.
    """
    width = body.layout.width
    lines = UnevenLines(_body_records(body), width, body.lines_before, body.path.name, body.dialect.delimiter)
    lines.leave_out(titles, out)
    lines.even_out()
    return [encoded([record.cells[i] for record in lines.found]) for i in range(width)], lines
