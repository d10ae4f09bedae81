"""Leave out the rows that are no data, and say how many: blank ones, repeated headings, totals, remarks."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Codes
from segdesk.engine.schema.numbers import find_marks, parse_numbers
from segdesk.io.columns import Texts, blank, keep_rows
from segdesk.io.layout import count_notes, is_total
from segdesk.messages import Message, say_n

Encoded = tuple[Codes, Texts]
_TAIL = 200


@dataclass
class LeftOut:
    """How many rows were left out, per reason."""

    titles: int = 0
    blank: int = 0
    headings: int = 0
    totals: int = 0
    notes: int = 0

    def steps(self) -> list[Message]:
        """Return a sentence for each reason."""
        steps = []
        if self.titles:
            steps.append(
                say_n(
                    "{n} line above the headings was left out.",
                    "{n} lines above the headings were left out.",
                    self.titles,
                )
            )
        if self.blank:
            steps.append(say_n("{n} blank line was left out.", "{n} blank lines were left out.", self.blank))
        if self.headings:
            steps.append(
                say_n(
                    "{n} line that repeats the headings was left out.",
                    "{n} lines that repeat the headings were left out.",
                    self.headings,
                )
            )
        if self.totals:
            steps.append(
                say_n(
                    "{n} line of totals at the end was left out.",
                    "{n} lines of totals at the end were left out.",
                    self.totals,
                )
            )
        if self.notes:
            steps.append(
                say_n(
                    "{n} line of remarks below the table was left out.",
                    "{n} lines of remarks below the table were left out.",
                    self.notes,
                )
            )
        return steps


def tidy(columns: Sequence[Encoded], headings: Sequence[str], out: LeftOut) -> list[Encoded]:
    """Return the columns without rows that are no data, counted in `out`.

    Parameters
    ----------
    columns : sequence of (codes, texts)
        Codes of shape (n_rows,), texts of shape (n_distinct,).
    headings : sequence of str
        As written, one per column.
    out : LeftOut
        Is added to.
    """
    n_rows = len(columns[0][0]) if columns else 0
    if n_rows == 0:
        return list(columns)
    empty = np.ones(n_rows, dtype=bool)
    for codes, texts in columns:
        is_blank = blank(texts)
        if is_blank.any():
            empty &= is_blank[codes]
        else:
            empty[:] = False
            break
    drop = empty.copy()
    out.blank += int(empty.sum())
    repeated = _repeated(columns, headings) & ~drop
    out.headings += int(repeated.sum())
    drop |= repeated
    _drop_tail(columns, drop, out)
    if not drop.any():
        return list(columns)
    return [keep_rows(codes, texts, ~drop) for codes, texts in columns]


def _repeated(columns: Sequence[Encoded], headings: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Find rows whose every cell is the heading of its column."""
    n_rows = len(columns[0][0])
    same = np.ones(n_rows, dtype=bool)
    named = sum(bool(heading.strip()) for heading in headings)
    for (codes, texts), heading in zip(columns, headings, strict=True):
        places = np.flatnonzero(texts == heading)
        if named < 2 or not len(places):
            return np.zeros(n_rows, dtype=bool)
        same &= codes == places[0]
    return same


def _drop_tail(columns: Sequence[Encoded], drop: npt.NDArray[np.bool_], out: LeftOut) -> None:
    n_rows = len(drop)
    start = max(0, n_rows - _TAIL)
    rows = [[texts[codes[i]] for codes, texts in columns] for i in range(start, n_rows)]
    notes = count_notes(rows, len(columns))
    for i in range(n_rows - notes, n_rows):
        out.notes += not drop[i]
        drop[i] = True
    for i in range(n_rows - 1, start, -1):
        if drop[i]:
            continue
        if not is_total(rows[i - start]) or not _adds_up(columns, i, drop):
            break
        out.totals += 1
        drop[i] = True


def _adds_up(columns: Sequence[Encoded], row: int, drop: npt.NDArray[np.bool_]) -> bool:
    """Whether a row that calls itself a total is one: a figure is its column's sum, or a key is empty."""
    above = ~drop
    above[row:] = False
    if not above.any():
        return False
    for codes, texts in columns:
        values = parse_numbers(list(texts), find_marks(list(texts)))
        total = values[codes[row]]
        if np.isnan(total):
            if not texts[codes[row]].strip() and not blank(texts)[codes[above]].any():
                return True
            continue
        cells = values[codes[above]]
        whole = np.nansum(cells)
        if abs(total - whole) <= 0.01 * max(abs(total), 1e-9) and np.isfinite(cells).sum() > 1:
            return True
    return False
