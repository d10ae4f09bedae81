"""Labeled CSV: every input cell letter for letter, then the segment columns."""

import re
from collections.abc import Sequence

import numpy as np

from segdesk.engine.data.table import TextColumn
from segdesk.io.writers.exporter_registry import ExportTask, exporter
from segdesk.io.writers.labels import AddedColumn
from segdesk.messages import Message, say, say_n

ROWS_AT_ONCE = 50_000

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
    if _FORMULA.match(text) is None:
        return False
    return len(text) > _LONGEST_NUMBER or _SIGNED_NUMBER.fullmatch(text) is None


@exporter("csv", ".csv", say("Text table (CSV)"))
def write_labeled_csv(task: ExportTask) -> tuple[Message, ...]:
    """Write the labeled table as UTF-8 with byte order mark, lines ended by CR LF.

    The delimiter and the decimal mark of our columns are the input's. Texts that a spreadsheet would run get an
    apostrophe in front unless the task says `raw`; how many is said.
    """
    path, labeled, raw = task.path, task.labeled, task.raw
    delimiter = labeled.table.source.delimiter or ","
    n_guarded = 0
    encoded: list[tuple[np.ndarray, np.ndarray]] = []
    for column in labeled.table.columns:
        texts, count = _texts(column, delimiter, raw)
        n_guarded += count
        encoded.append((texts, column.codes))
    for added in labeled.added:
        encoded.append(_added(added, delimiter, labeled.decimal))
    headings = [*labeled.table.headings, *(column.name for column in labeled.added)]
    n_formula_headings = 0 if raw else sum(is_formula(h) for h in headings)
    heading_texts = [_quoted(h if raw else guarded(h), delimiter) for h in headings]

    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(delimiter.join(heading_texts) + "\r\n")
        n_rows = labeled.table.n_rows
        for start in range(0, n_rows, ROWS_AT_ONCE):
            rows = slice(start, start + ROWS_AT_ONCE)
            cells = [texts[codes[rows]] for texts, codes in encoded]
            lines = map(delimiter.join, zip(*cells, strict=True))
            file.write("\r\n".join(lines) + "\r\n")
            task.progress(say("Writing {file}", file=task.name), min(rows.stop, n_rows) / n_rows)
    n_guarded += n_formula_headings
    if not n_guarded:
        return ()
    return (
        say_n(
            "{file}: {n} cell that a spreadsheet would run as a formula got an apostrophe in front.",
            "{file}: {n} cells that a spreadsheet would run as formulas got an apostrophe in front.",
            n=n_guarded,
            file=task.name,
        ),
    )


def _texts(column: TextColumn, delimiter: str, raw: bool) -> tuple[np.ndarray, int]:
    """Return a column's distinct texts ready to write, and how many cells were guarded."""
    formulas = np.array([not raw and is_formula(text) for text in column.texts], dtype=bool)
    ready = np.array(
        [
            _quoted("'" + text if formula else text, delimiter)
            for text, formula in zip(column.texts, formulas, strict=True)
        ],
        dtype=object,
    )
    count = int(formulas[column.codes].sum()) if formulas.any() else 0
    return ready, count


def guarded(text: str) -> str:
    """Return the text with an apostrophe in front where a spreadsheet would run it."""
    return "'" + text if is_formula(text) else text


def _quoted(text: str, delimiter: str) -> str:
    if delimiter in text or '"' in text or "\r" in text or "\n" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def _added(column: AddedColumn, delimiter: str, decimal: str) -> tuple[np.ndarray, np.ndarray]:
    """Return our column as distinct texts and a code per row."""
    if column.values.dtype == object:
        distinct, codes = np.unique(column.values.astype(str), return_inverse=True)
        texts: Sequence[str] = [_quoted(guarded(text), delimiter) for text in distinct]
    else:
        values, codes = np.unique(column.values, return_inverse=True)
        texts = [_quoted(number_text(value, decimal), delimiter) for value in values]
    return np.array(texts, dtype=object), codes


def number_text(value: float, decimal: str = ".") -> str:
    """Return the shortest exact text of a number, empty for NaN."""
    if np.isnan(value):
        return ""
    text = str(int(value)) if float(value).is_integer() and abs(value) < 2**53 else repr(float(value))
    return text.replace(".", decimal)
