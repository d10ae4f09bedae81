"""Lines with more cells than there are headings: names of rows, or refused."""

import re
from collections.abc import Sequence

from segdesk.engine.schema.headings import is_id, is_own_key, is_weak_key
from segdesk.errors import InputError, Where
from segdesk.io.dialect import Dialect, Record
from segdesk.messages import say

_WHOLE = re.compile(r"[-+(]?\s?(?:[^\W\d_]{0,3}|[$€£¥])\s?\d+")
_CENTS = re.compile(r"\d{1,2}\s?(?:[^\W\d_]{1,3}|[$€£¥%])?\)?")
_NUMBER = re.compile(r"[-+]?\d[\d.,]*(?:[eE][-+]?\d+)?|NA|NaN|")


def have_row_names(
    headings: Sequence[str], body: Sequence[Record], lines: Sequence[str], dialect: Dialect, where: Where
) -> bool:
    """Return whether the first cell of each line is the name of a row, which has no heading.

    Parameters
    ----------
    headings : sequence of str
    body : sequence of Record
        The first lines of data.
    lines : sequence of str
        The same lines as they stand in the file, without blank ones.
    dialect : Dialect
    where : Where
        Names the file in errors.

    Raises
    ------
    InputError
        If lines have more cells than headings, and it can't be found out why: to guess would put cells under
        headings that are not theirs.
    """
    n = len(headings)
    rows = [record.cells for record in body if not record.is_blank]
    wide = [row for row in rows if any(cell.strip() for cell in row[n:])]
    # A few long lines are faults of their own, and a last column without a heading may be filled here and there.
    if len(wide) < max(2, 0.5 * len(rows)):
        return False
    one_more = len(wide) == len(rows) and all(len(row) == n + 1 for row in rows)
    if one_more and _are_row_names(rows, lines, headings, dialect):
        return True
    first = next(record for record in body if any(cell.strip() for cell in record.cells[n:]))
    cut = _cut_number(first.cells, wide) if dialect.delimiter == "," else None
    raise InputError(
        say(
            "The lines have {found} cells, but there are {expected} headings: which belongs to which is not clear.",
            found=len(first.cells),
            expected=n,
        )
        if cut is None
        else say(
            "The lines have {found} cells, but there are {expected} headings: numbers such as “{number}” seem to have "
            "a decimal comma, which also stands between cells.",
            found=len(first.cells),
            expected=n,
            number=cut,
        ),
        Where(file=where.file, line=first.first_line),
        say("Give each column a heading.")
        if cut is None
        else say("Save the file with semicolons between cells, or put these numbers in quotation marks."),
    )


def _are_row_names(
    rows: Sequence[Sequence[str]], lines: Sequence[str], headings: Sequence[str], dialect: Dialect
) -> bool:
    """Whether the first cells number the rows, or name them, as R writes them."""
    first = [row[0].strip() for row in rows]
    if first == [str(i) for i in range(1, len(first) + 1)]:
        return True
    if len(set(first)) < len(first) or not all(first):
        return False
    if is_own_key(headings[0]) or is_id(headings[0]) or is_weak_key(headings[0]):
        return False
    # R puts texts in quotation marks and numbers in none; without quotes it writes blanks or tabs between cells.
    marked = [line.lstrip().startswith(dialect.quote) for line in lines]
    numbers = [[i for i, cell in enumerate(row[1:], 1) if _NUMBER.fullmatch(cell.strip())] for row in rows]
    if all(marked):
        return all(line.count(dialect.quote) < 2 * len(row) for line, row in zip(lines, rows, strict=True))
    words = not any(_NUMBER.fullmatch(text) for text in first)
    plain = all(len(found) == len(row) - 1 for found, row in zip(numbers, rows, strict=True))
    return words and plain and dialect.delimiter in " \t"


def _cut_number(first: Sequence[str], rows: Sequence[Sequence[str]]) -> str | None:
    """Return a number that is cut in two at its decimal comma, if two columns look like wholes and cents."""
    for at in range(min(map(len, rows)) - 1):
        right = [row[at + 1].strip() for row in rows]
        # Cents begin with a zero now and then, which no whole number does.
        cents = all(map(_CENTS.fullmatch, right)) and any(text.startswith("0") for text in right)
        if cents and all(_WHOLE.fullmatch(row[at].strip()) for row in rows):
            return f"{first[at].strip()},{first[at + 1].strip()}"
    return None
