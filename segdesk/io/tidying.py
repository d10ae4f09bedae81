"""Leave out the rows that are no data, and say how many: blank ones, dashes, repeated headings, totals, remarks."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Codes
from segdesk.io.columns import Texts, keep_rows
from segdesk.io.layout import count_notes
from segdesk.io.left_out import LeftOut, LineNumbers
from segdesk.io.pivots import fill_down, is_pivot, outer_rows
from segdesk.io.second_table import find_second_table
from segdesk.io.summary_rows import find_summary_rows

Encoded = tuple[Codes, Texts]
Bools = npt.NDArray[np.bool_]

_TAIL = 200
_MOST_COMMENTS = 200
# What lines between rows are drawn with, and blanks.
_FAINT = frozenset("-=_*~+.:|─━═—– \t\r\n\u00a0")
_REMARK = ("#", "//", "*", "--")
# Of printed lists: Page 1 of 3, Seite 2/7.
_PAGE = re.compile(
    r"(?:page|pag\.|página|pagina|seite|strona|sida|side|pg\.)\s*:?\s*\d+(?:\s*(?:of|von|de|sur|di|van|z|av|/)\s*\d+)?",
    re.IGNORECASE,
)
_MAY_BE_COMMENT = frozenset({"P", "p", "S", "s", *(sign[0] for sign in _REMARK)})


def tidy(
    columns: Sequence[Encoded], headings: Sequence[str], out: LeftOut, lines: LineNumbers | None = None
) -> list[Encoded]:
    """Return the columns without rows that are no data, counted in `out`.

    Parameters
    ----------
    columns : sequence of (codes, texts)
        Codes of shape (n_rows,), texts of shape (n_distinct,).
    headings : sequence of str
        As written, one per column.
    out : LeftOut
        Is added to.
    lines : callable, optional
        Returns the lines of the file on which rows stand; without it they are counted from 1.
    """
    n_rows = len(columns[0][0]) if columns else 0
    if n_rows == 0:
        return list(columns)
    lines = lines or (lambda rows: [row + 1 for row in rows])
    empty, drawn = _faint(columns)
    out.blank += int(empty.sum())
    out.rules += int(drawn.sum())
    drop = empty | drawn
    repeated = _repeated(columns, headings) & ~drop
    out.headings += int(repeated.sum())
    drop |= repeated
    _drop_comments(columns, drop, out)
    _drop_second_table(columns, drop, empty, out, lines)
    _drop_notes(columns, drop, out)
    pivot = is_pivot(headings)
    if pivot:
        outer = outer_rows(columns, ~drop)
        _name_totals([str(columns[0][1][columns[0][0][row]]) for row in outer], outer, drop, out, lines)
    grouped = _drop_totals(columns, drop, out, lines)
    _drop_notes(columns, drop, out)
    left = [keep_rows(codes, texts, ~drop) for codes, texts in columns] if drop.any() else list(columns)
    if pivot or grouped:
        left, filled = fill_down(left, headings)
        out.fill(filled, headings)
    return left


def _faint(columns: Sequence[Encoded]) -> tuple[Bools, Bools]:
    """Return the blank rows, and those that hold nothing but dashes and the like."""
    n_rows = len(columns[0][0])
    empty = np.ones(n_rows, dtype=bool)
    faint = np.ones(n_rows, dtype=bool)
    drawn = np.zeros(n_rows, dtype=bool)
    for codes, texts in columns:
        is_blank = np.zeros(len(texts), dtype=bool)
        is_faint = np.array([not text or text[0] in _FAINT for text in texts.tolist()], dtype=bool)
        is_line = np.zeros(len(texts), dtype=bool)
        for i in np.flatnonzero(is_faint).tolist():
            text = texts[i]
            is_blank[i] = not text or text.isspace()
            is_faint[i] = is_blank[i] or _FAINT.issuperset(text)
            is_line[i] = is_faint[i] and len(text.strip()) > 2
        if not is_faint.any():
            return np.zeros(n_rows, dtype=bool), np.zeros(n_rows, dtype=bool)
        empty &= is_blank[codes]
        faint &= is_faint[codes]
        drawn |= is_line[codes]
    return empty, faint & drawn


def _repeated(columns: Sequence[Encoded], headings: Sequence[str]) -> Bools:
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


def _drop_second_table(
    columns: Sequence[Encoded], drop: Bools, empty: Bools, out: LeftOut, lines: LineNumbers
) -> None:
    start = find_second_table(columns, drop, empty)
    if start is None:
        return
    n = int((~drop[start:]).sum())
    out.leave_table(n, lines([start])[0])
    drop[start:] = True


def _drop_notes(columns: Sequence[Encoded], drop: Bools, out: LeftOut) -> None:
    """Leave out remarks below the table."""
    n_rows = len(drop)
    left = np.flatnonzero(~drop)
    end = int(left[-1]) + 1 if len(left) else 0
    # Blank rows below what is left part remarks from the table.
    start = max(0, end - _TAIL)
    rows = [[texts[codes[i]] for codes, texts in columns] for i in range(start, min(n_rows, end))]
    notes = count_notes(rows, len(columns))
    for i in range(end - notes, end):
        out.notes += not drop[i]
        drop[i] = True


def _drop_comments(columns: Sequence[Encoded], drop: Bools, out: LeftOut) -> None:
    """Leave out lines between others that hold a comment, or the number of a page, and nothing else."""
    codes, texts = columns[0]
    marked = [
        i
        for i, text in enumerate(texts.tolist())
        if text[:1] in _MAY_BE_COMMENT
        and (text.startswith(_REMARK) or (text[1:2].isalpha() and _PAGE.fullmatch(text.strip())))
    ]
    if not marked or len(columns) < 2:
        return
    comments = np.flatnonzero(np.isin(codes, marked) & ~drop)
    if len(comments) > min(_MOST_COMMENTS, 0.2 * len(drop)):
        return
    for i in comments.tolist():
        if not any(texts[codes[i]].strip() for codes, texts in columns[1:]):
            out.notes += 1
            drop[i] = True


def _drop_totals(columns: Sequence[Encoded], drop: Bools, out: LeftOut, lines: LineNumbers) -> bool:
    """Leave out totals and the names of groups; return whether totals of groups stand below the names of these."""
    found = find_summary_rows(columns, drop)
    for row, line in zip(found.doubtful, lines(found.doubtful), strict=True):
        out.doubt_total(found.names[row], line)
    names = [found.names[row] for row in found.rows]
    _name_totals(names, found.rows, drop, out, lines)
    groups = _group_names(columns, drop, names)
    out.groups += len(groups)
    drop[groups] = True
    totals = [f" {name.casefold()} " for name in names if len(name.split()) > 1]
    codes, texts = columns[0]
    shown = {text.strip().casefold() for text in texts[np.unique(codes[~drop])]} if totals else set()
    return sum(any(f" {text} " in total for text in shown if text) for total in totals) > 1


def _name_totals(
    names: Sequence[str], rows: Sequence[int], drop: Bools, out: LeftOut, lines: LineNumbers
) -> None:
    for name, line in zip(names, lines(rows), strict=True):
        out.name_total(name, line)
    out.totals += len(rows)
    drop[list(rows)] = True


def _group_names(columns: Sequence[Encoded], drop: Bools, names: Sequence[str]) -> list[int]:
    """Return the rows that hold nothing but the name of a group whose total stands below: North, then Total North."""
    codes, texts = columns[0]
    totals = [f" {name.casefold()} " for name in names if len(name.split()) > 1]
    if not totals:
        return []
    others = np.zeros(len(drop), dtype=bool)
    for other_codes, other_texts in columns[1:]:
        others |= np.array([bool(text.strip()) for text in other_texts], dtype=bool)[other_codes]
    alone = np.flatnonzero(~drop & ~others)
    return [
        int(row)
        for row in alone[:_MOST_COMMENTS]
        if any(f" {texts[codes[row]].strip().casefold()} " in total for total in totals)
    ]
