"""Lines with more cells than there are headings: names of rows, decimal commas that part cells, or nothing clear."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from segdesk.engine.schema.headings import is_id, is_own_key, is_weak_key
from segdesk.errors import InputError, Where
from segdesk.io.dialect import Dialect, Record
from segdesk.messages import say

_WHOLE = re.compile(r"[-+(]?\s?(?:[^\W\d_]{0,3}|[$€£¥])\s?\d+")
_CENTS = re.compile(r"\d{1,2}\s?(?:[^\W\d_]{1,3}|[$€£¥%])?\)?")
_NUMBER = re.compile(r"[-+]?\d[\d.,]*(?:[eE][-+]?\d+)?|NA|NaN|")
_MOST_COMMAS = 4


@dataclass(frozen=True)
class Extra:
    """What the cells beyond the headings are.

    Attributes
    ----------
    row_names : bool
        The first cell of each line is the name of a row, which has no heading.
    commas : tuple of int
        Columns whose decimal comma stands between two cells.
    """

    row_names: bool = False
    commas: tuple[int, ...] = ()


def find_extra(
    headings: Sequence[str], body: Sequence[Record], lines: Sequence[str], dialect: Dialect, where: Where
) -> Extra:
    """Find out why lines have more cells than headings.

    Parameters
    ----------
    headings : sequence of str
    body : sequence of Record
        The first lines of data.
    lines : sequence of str
        The same lines as they stand in the file.
    dialect : Dialect
    where : Where
        Names the file in errors.

    Raises
    ------
    InputError
        If it can't be found out: to guess would put cells under headings that are not theirs.
    """
    n = len(headings)
    rows = [record.cells for record in body if not record.is_blank]
    wide = [row for row in rows if any(cell.strip() for cell in row[n:])]
    # A few long lines are faults of their own, and a last column without a heading may be filled here and there.
    if len(wide) < max(2, 0.5 * len(rows)):
        if len(wide) < 2 or dialect.delimiter != ",":
            return Extra()
        return Extra(commas=_decimal_commas(rows, n) or ())
    if (
        all(len(row) == n + 1 for row in wide)
        and len(wide) == len(rows)
        and _are_row_names(rows, lines, headings, dialect)
    ):
        return Extra(row_names=True)
    commas = _decimal_commas(rows, n) if dialect.delimiter == "," else None
    if commas:
        return Extra(commas=commas)
    first = next(record for record in body if any(cell.strip() for cell in record.cells[n:]))
    raise InputError(
        say(
            "The lines have {found} cells, but there are {expected} headings: which belongs to which is not clear.",
            found=len(first.cells),
            expected=n,
        ),
        Where(file=where.file, line=first.first_line),
        say(
            "Give each column a heading; where numbers have a decimal comma, put them in quotation marks or save "
            "the file with semicolons."
        ),
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


def _decimal_commas(rows: Sequence[Sequence[str]], n: int) -> tuple[int, ...] | None:
    """Return the columns whose numbers are cut in two, if there is one way only to put them together."""
    extra = max(map(len, rows)) - n
    wide = [row for row in rows if len(row) == n + extra]
    if not 1 <= extra <= _MOST_COMMAS or any(len(row) < n for row in rows):
        return None
    pairs = [at for at in range(n + extra - 1) if _may_be_cut(wide, at)]
    ways = [way for way in combinations(pairs, extra) if all(b - a > 1 for a, b in pairwise(way))]
    # Cents begin with a zero now and then, which no whole number does.
    proven = [
        way for way in ways if all(any(row[at + 1].strip().startswith("0") for row in wide) for at in way)
    ]
    if len(proven) != 1:
        return None
    columns = tuple(at - i for i, at in enumerate(proven[0]))
    between = [row for row in rows if n < len(row) < n + extra]
    return columns if all(merged(row, n, columns) is not None for row in between) else None


def _may_be_cut(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether two columns may be the wholes and the cents of one: the latter of one length throughout."""
    right = [row[at + 1].strip() for row in rows]
    return (
        all(_WHOLE.fullmatch(row[at].strip()) for row in rows)
        and all(map(_CENTS.fullmatch, right))
        and len({len(re.match(r"\d+", text)[0]) for text in right}) == 1  # type: ignore[index]
    )


def merged(row: Sequence[str], n: int, columns: Sequence[int]) -> list[str] | None:
    """Return a line with its decimal commas put together, of `n` cells; None if it can't be told which are cut.

    Parameters
    ----------
    row : sequence of str
    n : int
        Number of columns.
    columns : sequence of int
        Columns that may hold a decimal comma.
    """
    extra = len(row) - n
    ways = []
    for cut in combinations(columns, extra) if 0 <= extra <= len(columns) else ():
        cells: list[str] = []
        at = 0
        for column in range(n):
            size = 2 if column in cut else 1
            cells.append(",".join(row[at : at + size]))
            at += size
        whole = [cells[column] for column in columns if column not in cut]
        halves = [cells[column].split(",") for column in cut]
        fits = all(_WHOLE.fullmatch(a.strip()) and _CENTS.fullmatch(b.strip()) for a, b in halves)
        if fits and all(not text.strip() or _WHOLE.fullmatch(text.strip()) for text in whole):
            ways.append(cells)
    return ways[0] if len(ways) == 1 else None
