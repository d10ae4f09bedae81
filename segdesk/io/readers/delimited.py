"""Delimited text: CSV, TSV and their relatives, plain, gzipped or zipped."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np

from segdesk.engine.data.table import Source, Table
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.schema.numbers import table_decimal
from segdesk.errors import InputError, Where
from segdesk.io.columns import ColumnBuilder, encoded, make_table
from segdesk.io.dialect import Dialect, Record, find_dialect, records
from segdesk.io.file_bytes import load_bytes
from segdesk.io.fingerprint import sha256_of
from segdesk.io.gate import check_columns, check_memory
from segdesk.io.layout import Layout, count_notes, find_layout
from segdesk.io.left_out import LeftOut
from segdesk.io.readers.reader_registry import begins_with, reader
from segdesk.io.refusals import HEAD_BYTES, check_text
from segdesk.io.text_encoding import Encoding, find_encoding
from segdesk.io.text_memory import memory_of_records, memory_of_text, most_cells_of_a_line
from segdesk.io.tidying import Encoded, tidy
from segdesk.messages import Message, say, say_n
from segdesk.progress import Progress, silent

_SAMPLE = 1 << 18
_CHUNK_ROWS = 1 << 17
_CHUNK_CELLS = 1 << 23


@reader(
    "CSV",
    ".csv", ".tsv", ".txt", ".tab", ".psv", ".ssv", ".gz", ".zip",
    opens=("text", "gzip", "zip"),
    # Workbooks are packed files too, and any text may be a table: `text` is what no reader recognises.
    recognises=begins_with({b"\x1f\x8b": "gzip", b"PK": "zip"}),
    asked_last=True,
)  # fmt: skip
def read_delimited(path: Path, spec: ReadSpec, progress: Progress) -> Table:
    """Read a table from delimited text.

    Raises
    ------
    InputError
        If the text can't be read as a table; with the line, where there is one.
    """
    stage = say("Reading {file}", file=path.name)
    progress(stage, 0.0)
    data = load_bytes(path, progress, stage)
    encoding = find_encoding(data, spec.encoding, path)
    source = Source(path=path, format="CSV", sha256=sha256_of(path), encoding=encoding.name)
    return _read_bytes(data, encoding, source, spec, progress)


def read_text(text: str, name: str, spec: ReadSpec, progress: Progress = silent) -> Table:
    """Read a table from text that no file holds, such as what a spreadsheet puts on the clipboard.

    Parameters
    ----------
    text : str
        Tabs between cells, or any other separator; cells with line breaks in quotation marks.
    name : str
        Stands for the file's name in sentences and in the names of what is written.
    spec : ReadSpec
        As for a file; the encoding does not matter.
    progress : Progress

    Raises
    ------
    InputError
        If the text can't be read as a table.
    """
    path = Path(name)
    data = text.encode("utf-8", "replace")
    if not text.strip():
        raise InputError(
            say("There is no text to read."),
            Where(file=name),
            say("Copy the rows with their headings in the spreadsheet, then paste again."),
        )
    check_text(data[:HEAD_BYTES], path)
    if spec.delimiter is None and _is_tabbed(text):
        # Between tabs commas are decimal marks or plain text, whatever their number.
        spec = replace(spec, delimiter="tab")
    source = Source(path=path, format="clipboard", sha256=hashlib.sha256(data).hexdigest())
    return _read_bytes(data, Encoding("utf-8"), source, spec, progress)


def _is_tabbed(text: str) -> bool:
    """Tell text from a spreadsheet: rows of cells with tabs between them."""
    return "\t" in text.lstrip("\r\n ").partition("\n")[0]


def _read_bytes(data: bytes, encoding: Encoding, source: Source, spec: ReadSpec, progress: Progress) -> Table:
    """Read a table from the bytes of a text; `source` lacks what is found out here."""
    path = source.path
    stage = say("Reading {file}", file=path.name)
    if encoding.name == "utf-8":
        start = encoding.mark
    else:
        data = data[encoding.mark :].decode(encoding.name).encode()
        start = 0
    data = data.rstrip(b"\x1a")  # DOS marked the end of a file so
    if b"\x00" in data:
        check_text(b"\x00", path)
    sample, complete = _sample(data, start, spec)
    check_columns(most_cells_of_a_line(sample), path)
    dialect = find_dialect(sample, spec.delimiter, path, complete)
    head = records(sample, dialect, complete, None if spec.header else 500)
    layout = _layout(head, spec.header, path)
    check_memory(memory_of_text(data, dialect.delimiter.encode()), path)
    above = head[: layout.first if layout.heading is None else layout.heading]
    out = LeftOut(titles=sum(not record.is_blank for record in above))
    lines_before = head[layout.first - 1].last_line if layout.first else 0
    offset = start + sum(len(line.encode()) for line in islice(io.StringIO(sample, newline=""), lines_before))
    body = _Body(data, offset, lines_before, dialect, layout, path)
    steps: list[Message] = []
    warnings: list[Message] = []
    columns = _read_fast(body, progress, stage)
    lines = None
    if columns is None:
        columns, lines = _read_slowly(body, out, steps, warnings)
    progress(stage, 0.9)
    columns = tidy(columns, layout.headings, out, _LineNumbers(body.lines_before, columns, lines))
    if encoding.guessed:
        warnings.append(
            say(
                "The file doesn't say how its text is encoded; it was read as {encoding}, which is a guess. "
                "If letters look wrong, choose another encoding.",
                encoding=encoding.name,
            )
        )
    source = replace(
        source,
        delimiter=dialect.delimiter,
        decimal=spec.decimal or table_decimal(columns, dialect.delimiter),
        header_line=0 if layout.heading is None else head[layout.heading].first_line,
    )
    if layout.heading is None:
        warnings.append(
            say("The file has no line of headings; the columns are called column_1, column_2 and so on.")
        )
    table = make_table(
        columns, layout.headings, source, steps=[*out.steps(), *steps], warnings=[*warnings, *out.warnings]
    )
    progress(stage, 1.0)
    return table


@dataclass(frozen=True)
class _Body:
    """The data below the headings: UTF-8 bytes, and the lines of the file before them."""

    data: bytes
    offset: int
    lines_before: int
    dialect: Dialect
    layout: Layout
    path: Path


def _sample(data: bytes, start: int, spec: ReadSpec) -> tuple[str, bool]:
    """Return the first lines as text, and whether they are all."""
    size = _SAMPLE
    # A line of headings that the user names may lie anywhere.
    if len(data) - start <= size or (spec.header or 0) > 500:
        return data[start:].decode(), True
    while True:
        piece = data[start : start + size]
        end = max(piece.rfind(b"\n"), piece.rfind(b"\r"))
        if end >= 0 or size >= len(data):
            break
        size *= 4
    return piece[: end + 1].decode() if end >= 0 else data[start:].decode(), end < 0


def _layout(head: list[Record], header: int | None, path: Path) -> Layout:
    heading = None
    if header:
        heading = next(
            (i for i, record in enumerate(head) if record.first_line <= header <= record.last_line), None
        )
        if heading is None:
            raise InputError(say("The file has no line {line}.", line=header), Where(file=path.name))
    layout = find_layout([record.cells for record in head], heading, header != 0)
    if layout is None:
        raise InputError(say("The file holds no table."), Where(file=path.name))
    return layout


class _LineNumbers:
    """On which line of the file each row stands: known, or counted, as cells may hold ends of lines."""

    def __init__(self, before: int, columns: Sequence[Encoded], known: Sequence[int] | None) -> None:
        self._before, self._columns, self._known = before, columns, known

    def __call__(self, rows: Sequence[int]) -> list[int]:
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


def _read_fast(body: _Body, progress: Progress, stage: Message) -> list[Encoded] | None:
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


def _is_even(body: _Body, columns: list[Encoded], n_rows: int, mark: bytes) -> bool:
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


def _open_quote(body: _Body) -> InputError:
    last = _body_records(body)[-1]
    return InputError(
        say("A quotation mark opens a cell and is never closed."),
        Where(file=body.path.name, line=last.first_line + body.lines_before),
        say("Close or remove the quotation mark in that line."),
    )


def _body_records(body: _Body) -> list[Record]:
    check_memory(memory_of_records(body.data, body.dialect.delimiter), body.path)
    return records(body.data[body.offset :].decode(), body.dialect)


def _read_slowly(
    body: _Body, out: LeftOut, steps: list[Message], warnings: list[Message]
) -> tuple[list[Encoded], list[int]]:
    """Read lines of uneven length: fill up the short ones, refuse the long ones, count both.

    Returns the columns, and the line on which each row begins.
    """
    found = _body_records(body)
    width = body.layout.width
    notes = count_notes([record.cells for record in found[-200:]], width)
    if notes:
        out.notes += sum(not record.is_blank for record in found[-notes:])
        out.blank += sum(record.is_blank for record in found[-notes:])
        del found[-notes:]
    short = [record for record in found if len(record.cells) < width and not record.is_blank]
    long = 0
    for record in found:
        if len(record.cells) > width:
            if any(cell.strip() for cell in record.cells[width:]):
                raise _too_long(body, record, width)
            long += 1
            del record.cells[width:]
        else:
            record.cells.extend([""] * (width - len(record.cells)))
    if long:
        steps.append(
            say_n(
                "{n} line ended with a separator and nothing after it, which was left out.",
                "{n} lines ended with a separator and nothing after it, which was left out.",
                long,
            )
        )
    if short:
        warnings.append(
            say_n(
                "{n} line has fewer cells than headings (line {line}); missing ones count as empty.",
                "{n} lines have fewer cells than headings (first: line {line}); missing ones count as empty.",
                len(short),
                line=short[0].first_line + body.lines_before,
            )
        )
    columns = [encoded([record.cells[i] for record in found]) for i in range(width)]
    return columns, [record.first_line + body.lines_before for record in found]


def _too_long(body: _Body, record: Record, width: int) -> InputError:
    return InputError(
        say(
            "The line has {found} fields, but there are {expected} columns.",
            found=len(record.cells),
            expected=width,
        ),
        Where(file=body.path.name, line=record.first_line + body.lines_before),
        say(
            "Put cells that hold “{delimiter}” in quotation marks, or correct the line.",
            delimiter=body.dialect.delimiter,
        ),
    )
