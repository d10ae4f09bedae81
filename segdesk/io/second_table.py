"""Find where a second table begins below the first: after a blank line, with headings of its own."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Codes
from segdesk.engine.schema.missing import is_mark, is_open
from segdesk.engine.schema.numbers import find_marks, parse_numbers
from segdesk.io.columns import Texts

Encoded = tuple[Codes, Texts]
Bools = npt.NDArray[np.bool_]

_SAMPLE = 500
_MOST_BLOCKS = 1000
_MOST_TITLES = 5


def find_second_table(columns: Sequence[Encoded], drop: Bools, empty: Bools) -> int | None:
    """Return the row where another table begins, its title included; None if there is one table only.

    Parameters
    ----------
    columns : sequence of (codes, texts)
        Codes of shape (n_rows,), texts of shape (n_distinct,).
    drop, empty : bool arrays of shape (n_rows,)
        Rows that are known to be no data, and the blank ones among them.
    """
    starts = np.flatnonzero(empty[:-1] & ~empty[1:]) + 1
    if not len(starts) or len(starts) > _MOST_BLOCKS or len(columns) < 2:
        return None
    for start in starts.tolist():
        before = np.flatnonzero(~drop[:start])
        if len(before) < 2:
            continue
        first = before[:_SAMPLE]
        numeric = [i for i, (codes, texts) in enumerate(columns) if _are_numbers(texts[codes[first]])]
        titles = 0
        # A title of one cell, or a few, may stand above the headings, with a blank line between or without.
        for row in range(start, min(start + 2 * _MOST_TITLES, len(drop))):
            if drop[row] and not empty[row]:
                break  # the headings again
            cells = [str(texts[codes[row]]).strip() for codes, texts in columns]
            filled = sum(map(bool, cells))
            if filled > 1:
                if _is_heading(columns, row, cells, numeric):
                    return start
                break
            titles += filled
            if titles > _MOST_TITLES:
                break
    return None


def _are_numbers(texts: Texts) -> bool:
    filled = [text for text in texts if text.strip()]
    return len(filled) > 1 and float(np.isfinite(parse_numbers(filled, find_marks(filled))).mean()) >= 0.9


def _is_heading(columns: Sequence[Encoded], row: int, cells: Sequence[str], numeric: Sequence[int]) -> bool:
    """Whether words stand where the first table has numbers, and numbers below them."""
    filled = [cell for cell in cells if cell]
    words = [i for i in numeric if _is_word(cells[i])]
    figures = [i for i in numeric if cells[i] and i not in words]
    if figures or not words or len(set(filled)) < len(filled) or row + 1 >= len(columns[0][0]):
        return False
    if any(np.isfinite(parse_numbers(filled, find_marks(filled)))):
        return False
    below = [str(columns[i][1][columns[i][0][row + 1]]).strip() for i in words]
    return bool(np.isfinite(parse_numbers(below, find_marks(below))).any())


def _is_word(cell: str) -> bool:
    return any(map(str.isalpha, cell)) and not is_mark([cell])[0] and not is_open([cell])[0]
