"""Labeled CSV: every input cell letter for letter, then the segment columns."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import isnan
from typing import TextIO

import numpy as np

from segdesk.engine.data.arrays import Codes
from segdesk.engine.data.table import TextColumn
from segdesk.io.columns import Texts, encoded, object_array
from segdesk.io.writers.exporter_registry import ExportTask, exporter
from segdesk.io.writers.labels import AddedColumn, LabeledTable
from segdesk.messages import Message, say, say_n
from segdesk.progress import Progress, silent

# Few enough that their texts stay in the processor's cache while they are put together.
_CELLS_AT_ONCE = 15_000

# What a spreadsheet would run: it begins like a formula, perhaps behind blanks and signs that nobody sees, and is no
# signed number. A sign alone is run by nobody. Some spreadsheets take full-width signs for the usual ones.
_FORMULA = re.compile(
    "[\\s\x00-\x20\x7f-\xa0\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\\-@＝＋－＠]|[\t\r]"
)
_SIGNED_NUMBER = re.compile(
    r"\s*[+\-＋－]\s?[€$£¥]?\s?[\d.,][\d\s.,'\u00a0\u202f]*([eE][+\-]?\d+)?\s?(%|[€$£¥]|[A-Za-z]{3})?|\s*[+\-＋－]+\s*"
)
_LONGEST_NUMBER = 100


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet that opens the text would run it."""
    # Nearly all texts begin with a letter or a digit, which is told faster.
    if text[:1].isalnum() or _FORMULA.match(text) is None:
        return False
    return len(text) > _LONGEST_NUMBER or _SIGNED_NUMBER.fullmatch(text) is None


class CsvWriter:
    """Writes a labeled table into a text file, whole or in pieces.

    Parameters
    ----------
    file : text file
    name : str
        What it will be called; for sentences.
    raw : bool
        Texts that a spreadsheet would run are written as they are.
    progress : Progress, optional
    """

    def __init__(self, file: TextIO, name: str, raw: bool, progress: Progress = silent) -> None:
        self._file, self._name, self._raw = file, name, raw
        self._progress = progress
        self._has_headings = False
        self._n_guarded = 0

    def add(self, labeled: LabeledTable) -> None:
        """Write the rows of a piece behind those before."""
        delimiter = labeled.table.source.delimiter or ","
        columns: list[tuple[Texts, Codes]] = []
        for column in labeled.table.columns:
            self._tell(0.0)
            texts, count = _texts(column, delimiter, self._raw)
            self._n_guarded += count
            columns.append((texts, column.codes))
        for added in labeled.added:
            columns.append(_added(added, delimiter, labeled.decimal))
        if not self._has_headings:
            self._write_headings(
                [*labeled.table.headings, *(column.name for column in labeled.added)], delimiter
            )
        n_rows = labeled.table.n_rows
        at_once = max(1, _CELLS_AT_ONCE // len(columns))
        for start in range(0, n_rows, at_once):
            rows = slice(start, start + at_once)
            cells = [texts[codes[rows]].tolist() for texts, codes in columns]
            lines = map(delimiter.join, zip(*cells, strict=True))
            self._file.write("\r\n".join(lines) + "\r\n")
            self._tell(min(rows.stop, n_rows) / n_rows)

    def finish(self) -> tuple[Message, ...]:
        """Return what had to be changed."""
        if not self._n_guarded:
            return ()
        return (
            say_n(
                "{file}: {n} cell that a spreadsheet would run as a formula got an apostrophe in front.",
                "{file}: {n} cells that a spreadsheet would run as formulas got an apostrophe in front.",
                n=self._n_guarded,
                file=self._name,
            ),
        )

    def _write_headings(self, headings: Sequence[str], delimiter: str) -> None:
        if not self._raw:
            self._n_guarded += sum(is_formula(h) for h in headings)
        texts = [_quoted(h if self._raw else guarded(h), delimiter) for h in headings]
        self._file.write(delimiter.join(texts) + "\r\n")
        self._has_headings = True

    def _tell(self, share: float) -> None:
        self._progress(say("Writing {file}", file=self._name), share)


@contextmanager
def csv_pieces(task: ExportTask) -> Iterator[CsvWriter]:
    """Write a labeled table that comes in pieces; the file is the one that `write_labeled_csv` writes."""
    with task.path.open("w", encoding="utf-8-sig", newline="") as file:
        yield CsvWriter(file, task.name, task.raw)


@exporter("csv", ".csv", say("Text table (CSV)"), pieces=csv_pieces)
def write_labeled_csv(task: ExportTask) -> tuple[Message, ...]:
    """Write the labeled table as UTF-8 with byte order mark, lines ended by CR LF.

    The delimiter and the decimal mark of our columns are the input's. Texts that a spreadsheet would run get an
    apostrophe in front unless the task says `raw`; how many is said.
    """
    with task.path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = CsvWriter(file, task.name, task.raw, task.progress)
        writer.add(task.labeled)
        return writer.finish()


def _texts(column: TextColumn, delimiter: str, raw: bool) -> tuple[Texts, int]:
    """Return a column's distinct texts ready to write, and how many cells were guarded."""
    texts = column.texts.tolist()
    formulas = [] if raw else [code for code, text in enumerate(texts) if is_formula(text)]
    for code in formulas:
        texts[code] = "'" + texts[code]
    n_cells = np.bincount(column.codes, minlength=len(texts))[formulas].sum() if formulas else 0
    return object_array(_all_quoted(texts, delimiter)), int(n_cells)


def guarded(text: str) -> str:
    """Return the text with an apostrophe in front where a spreadsheet would run it."""
    return "'" + text if is_formula(text) else text


def _all_quoted(texts: list[str], delimiter: str) -> list[str]:
    """Return texts in quotation marks where they need these; seldom one does, which a look at all of them tells."""
    everything = "".join(texts)
    return [_quoted(text, delimiter) for text in texts] if _needs_quotes(everything, delimiter) else texts


def _quoted(text: str, delimiter: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _needs_quotes(text, delimiter) else text


def _needs_quotes(text: str, delimiter: str) -> bool:
    return delimiter in text or '"' in text or "\r" in text or "\n" in text


def _added(column: AddedColumn, delimiter: str, decimal: str) -> tuple[Texts, Codes]:
    """Return our column as distinct texts and a code per row."""
    if column.values.dtype == object:
        codes, distinct = encoded(column.values.tolist())
        texts = [guarded(text) for text in distinct.tolist()]
    else:
        values, positions = np.unique(column.values, return_inverse=True)
        codes = positions.astype(np.int32)
        texts = [number_text(value, decimal) for value in values.tolist()]
    return object_array(_all_quoted(texts, delimiter)), codes


def number_text(value: float, decimal: str = ".") -> str:
    """Return the shortest exact text of a number, empty for NaN."""
    if isnan(value):
        return ""
    text = str(int(value)) if float(value).is_integer() and abs(value) < 2**53 else repr(float(value))
    return text.replace(".", decimal)
