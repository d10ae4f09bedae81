"""Labeled CSV: every input cell letter for letter, then the segment columns."""

import re
from math import isnan

import numpy as np

from segdesk.engine.data.arrays import Codes
from segdesk.engine.data.table import TextColumn
from segdesk.io.columns import Texts, encoded, object_array
from segdesk.io.writers.exporter_registry import ExportTask, exporter
from segdesk.io.writers.labels import AddedColumn
from segdesk.messages import Message, say, say_n

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


@exporter("csv", ".csv", say("Text table (CSV)"))
def write_labeled_csv(task: ExportTask) -> tuple[Message, ...]:
    """Write the labeled table as UTF-8 with byte order mark, lines ended by CR LF.

    The delimiter and the decimal mark of our columns are the input's. Texts that a spreadsheet would run get an
    apostrophe in front unless the task says `raw`; how many is said.
    """
    path, labeled, raw = task.path, task.labeled, task.raw
    delimiter = labeled.table.source.delimiter or ","
    n_guarded = 0
    columns: list[tuple[Texts, Codes]] = []
    for column in labeled.table.columns:
        task.progress(say("Writing {file}", file=task.name), 0.0)
        texts, count = _texts(column, delimiter, raw)
        n_guarded += count
        columns.append((texts, column.codes))
    for added in labeled.added:
        columns.append(_added(added, delimiter, labeled.decimal))
    headings = [*labeled.table.headings, *(column.name for column in labeled.added)]
    n_formula_headings = 0 if raw else sum(is_formula(h) for h in headings)
    heading_texts = [_quoted(h if raw else guarded(h), delimiter) for h in headings]

    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(delimiter.join(heading_texts) + "\r\n")
        n_rows = labeled.table.n_rows
        at_once = max(1, _CELLS_AT_ONCE // len(columns))
        for start in range(0, n_rows, at_once):
            rows = slice(start, start + at_once)
            cells = [texts[codes[rows]].tolist() for texts, codes in columns]
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
