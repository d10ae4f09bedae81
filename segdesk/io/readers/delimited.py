"""Delimited text: CSV, TSV and their relatives, plain, gzipped or zipped."""

import hashlib
import io
from dataclasses import replace
from itertools import islice
from pathlib import Path

from segdesk.engine.data.table import Source, Table
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.schema.numbers import table_decimal
from segdesk.errors import InputError, Where
from segdesk.io.columns import make_table
from segdesk.io.delimited_body import Body, LineNumbers, read_evenly, read_unevenly
from segdesk.io.dialect import Dialect, Record, find_dialect, records
from segdesk.io.extra_cells import have_row_names
from segdesk.io.file_bytes import load_bytes
from segdesk.io.fingerprint import sha256_of
from segdesk.io.gate import check_columns, check_memory
from segdesk.io.layout import Layout, find_layout
from segdesk.io.left_out import LeftOut
from segdesk.io.plain_lines import read_plainly
from segdesk.io.readers.reader_registry import begins_with, reader
from segdesk.io.refusals import HEAD_BYTES, check_text
from segdesk.io.stray_bytes import told_of_strays, without_strays
from segdesk.io.text_encoding import Encoding, find_encoding, guess_of_encoding
from segdesk.io.text_memory import memory_of_text, most_cells_of_a_line
from segdesk.io.text_shapes import find_shape, write_anew
from segdesk.io.tidying import tidy
from segdesk.messages import Message, say
from segdesk.progress import Progress, silent

_SAMPLE = 1 << 18


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
    warnings: list[Message] = []
    data, start = _as_utf8(data, encoding, path, warnings)
    sample, complete = _sample(data, start, spec)
    check_columns(most_cells_of_a_line(sample), path)
    shape = find_shape(sample) if spec.delimiter is None else None
    if shape is not None:
        data, start = write_anew(data[start:].decode(), shape).encode(), 0
        sample, complete = _sample(data, start, spec)
        spec = replace(spec, delimiter=shape.delimiter)
    dialect = find_dialect(sample, spec.delimiter, path, complete)
    head = records(sample, dialect, complete, None if spec.header else 500)
    layout = _layout(head, sample, dialect, spec.header, path)
    check_memory(memory_of_text(data, dialect.delimiter.encode()), path)
    above = head[: layout.first if layout.heading is None else layout.heading]
    out = LeftOut(titles=sum(not record.is_blank for record in above), notes=layout.explained)
    lines_before = head[layout.first - 1].last_line if layout.first else 0
    offset = start + sum(len(line.encode()) for line in islice(io.StringIO(sample, newline=""), lines_before))
    body = Body(data, offset, lines_before, dialect, layout, path)
    steps: list[Message] = [] if shape is None else [shape.step]
    columns = read_plainly(body, progress, stage) or read_evenly(body, progress, stage)
    lines = None
    if columns is None:
        columns, uneven = read_unevenly(body, above, out)
        steps += uneven.steps
        warnings += uneven.warnings
        lines = uneven.lines
    progress(stage, 0.9)
    columns = tidy(columns, layout.headings, out, LineNumbers(body.lines_before, columns, lines))
    if encoding.guessed:
        warnings.append(guess_of_encoding(encoding.name))
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


def _as_utf8(data: bytes, encoding: Encoding, path: Path, warnings: list[Message]) -> tuple[bytes, int]:
    """Return a text as UTF-8, and where it begins behind the mark."""
    if encoding.strays:
        warnings.append(told_of_strays(data, encoding.strays))
        data = without_strays(data, encoding.strays)
    start = encoding.mark
    if encoding.name != "utf-8":
        data = data[encoding.mark :].decode(encoding.name).encode()
        start = 0
    data = data.rstrip(b"\x1a")  # DOS marked the end of a file so
    if b"\x00" in data:
        check_text(b"\x00", path)
    return data, start


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


def _layout(head: list[Record], sample: str, dialect: Dialect, header: int | None, path: Path) -> Layout:
    heading = None
    if header:
        heading = next(
            (i for i, record in enumerate(head) if record.first_line <= header <= record.last_line), None
        )
        if heading is None:
            raise InputError(say("The file has no line {line}.", line=header), Where(file=path.name))
    rows = [record.cells for record in head]
    layout = find_layout(rows, heading, header != 0)
    if layout is None:
        raise InputError(say("The file holds no table."), Where(file=path.name))
    if layout.heading is None:
        return layout
    named = rows[layout.heading]
    body = head[layout.first :]
    if not any(len(record.cells) > len(named) for record in body):
        return layout
    lines = list(io.StringIO(sample, newline=""))
    written = [lines[record.first_line - 1] for record in body if not record.is_blank]
    if have_row_names(named, body, written, dialect, Where(file=path.name)):
        return find_layout(rows, layout.heading, row_names=True) or layout
    return layout
