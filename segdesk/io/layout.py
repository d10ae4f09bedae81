"""Find the table inside what a file holds: titles above, headings, notes and totals below."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_NUMBER = re.compile(r"[-+(]?[^\w\s]?\s?\d[\d.,'\s\u00a0\u202f]*(?:[eE][-+]?\d+)?\s?(?:%|[^\w\s])?\)?-?")
_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[T ].*)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOTE = re.compile(
    r"\W*(?:source|sources|note|notes|quelle|quellen|hinweis|anmerkung|stand|fuente|nota)\b", re.IGNORECASE
)
_DEEP = 60


@dataclass(frozen=True)
class Layout:
    """Where the table stands among rows.

    Attributes
    ----------
    heading : int or None
        Row of the headings; None if there are none.
    headings : list of str
        As written, one per column; empty texts where there are none.
    first : int
        Row where the data begin.
    """

    heading: int | None
    headings: list[str]
    first: int

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.headings)


def find_layout(
    rows: Sequence[Sequence[str]], heading: int | None = None, has_headings: bool = True
) -> Layout | None:
    """Find headings and data among the first rows.

    Parameters
    ----------
    rows : sequence of sequences of str
        The first rows, of any lengths, blank ones included.
    heading : int, optional
        The row of headings, where it is known.
    has_headings : bool
        False if it is known that there are none.

    Returns
    -------
    Layout or None
        None if no row holds anything.
    """
    filled = [sum(1 for cell in row if cell.strip()) for row in rows]
    if not any(filled):
        return None
    if heading is None:
        heading = _top(rows, filled)
        has_headings = has_headings and _is_heading(rows, heading)
    body = [
        row
        for row, n in zip(rows[heading + has_headings :], filled[heading + has_headings :], strict=True)
        if n
    ]
    common = Counter(map(len, body)).most_common(1)[0][0] if body else 0
    if not has_headings:
        return Layout(None, [""] * max(common, len(rows[heading])), heading)
    titles = list(rows[heading])
    first = heading + 1
    if first < len(rows) and _is_second_heading(rows, heading):
        titles = [f"{upper} {lower}".strip() for upper, lower in zip(titles, rows[first], strict=False)]
        first += 1
    if common == len(titles) + 1 and body and all(len(row) == common and row[-1].strip() for row in body):
        # R's write.table leaves the heading of the row names out.
        titles.insert(0, "")
    while len(titles) < common:
        titles.append("")
    return Layout(heading, titles, first)


def count_notes(rows: Sequence[Sequence[str]], width: int) -> int:
    """Count the rows at the end that are remarks below the table, with the blank ones among them.

    Rows are taken for remarks when few of their cells are filled, and they are written like a sentence, and
    either a blank row parts them from the table, or they say so, or they are shorter than the table is wide.
    """
    confirmed = at = len(rows)
    while width > 2 and at:
        row = rows[at - 1]
        cells = [cell.strip() for cell in row if cell.strip()]
        goes_on = at < len(rows) and len(row) == 1  # a line of one cell above other remarks
        if cells and not goes_on and not _is_remark(cells, width):
            break
        at -= 1
        if not cells or _NOTE.match(cells[0]) or len(row) < 3:
            confirmed = at
    return len(rows) - confirmed


def _is_remark(cells: list[str], width: int) -> bool:
    if len(cells) > max(1, width // 5):
        return False
    return any(
        len(cell) > 30 or not any(map(str.isalnum, cell)) or re.search(r"\s|:$", cell) for cell in cells
    )


def _top(rows: Sequence[Sequence[str]], filled: list[int]) -> int:
    """Return the first row that is as full as the table: headings, or data if there are none."""
    several = [n for n in filled if n > 1]
    if not several:
        return next(i for i, n in enumerate(filled) if n)
    usual = sorted(several)[len(several) // 2]
    wide = max(
        Counter(len(row) for row, n in zip(rows, filled, strict=True) if n > 1).items(),
        key=lambda item: item[1],
    )[0]
    need = max(2, 0.6 * min(usual, wide))
    for i, n in enumerate(filled):
        # A line of headings may be sparser than the data where the first column has none, as in R.
        if n >= need and len(rows[i]) >= min(wide - 1, 0.8 * wide):
            return i
    return filled.index(max(filled))


def _look(cell: str) -> str:
    cell = cell.strip()
    if not cell:
        return "empty"
    if _YEAR.fullmatch(cell):
        return "year"
    if _NUMBER.fullmatch(cell):
        return "number"
    return "date" if _DATE.fullmatch(cell) else "text"


def _is_heading(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Compare a row with those below: headings are texts, distinct, and unlike what stands under them."""
    cells = [cell.strip() for cell in rows[at]]
    # Headings may come again on every page of what was a printed list.
    below = [row for row in rows[at + 1 : at + 1 + _DEEP] if row != rows[at] and any(map(str.strip, row))]
    looks = [_look(cell) for cell in cells]
    if not below:
        return "text" in looks
    figures = [cell for cell, look in zip(cells, looks, strict=True) if look in ("number", "year")]
    if (
        len(figures) > 2
        and _counts_up(figures)
        and not _counts_up([row.strip() for row in below[0][-len(figures) :]])
    ):
        return True  # months 1 to 12, years, or questions 1 to 18
    score = 0
    for column, (cell, look) in enumerate(zip(cells, looks, strict=True)):
        under = [row[column].strip() for row in below if column < len(row) and row[column].strip()]
        if not under or look == "empty":
            continue
        same = sum(_look(text) == look for text in under) / len(under)
        if look == "year":
            score += 1 if same < 0.5 else -2
        elif look != "text":
            score -= 2
        elif cell in under:
            score -= 1
        elif same < 0.1:
            score += 4
        elif len(set(under)) <= len(under) / 4:
            score += 3  # a few values come again and again below, but never this one
    if score:
        return score > 0
    return len(set(cells)) == len(cells)


def _counts_up(cells: list[str]) -> bool:
    if not all(re.fullmatch(r"\d{1,6}", cell) for cell in cells):
        return False
    numbers = [int(cell) for cell in cells]
    return all(b - a == 1 for a, b in pairwise(numbers))


def _is_second_heading(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether the row under the headings goes on with them: units or remarks, all in brackets."""
    second = [cell.strip() for cell in rows[at + 1]]
    filled = [cell for cell in second if cell]
    return (
        len(filled) > 1
        and len(second) <= len(rows[at])
        and at + 2 < len(rows)
        and all(re.fullmatch(r"\(.*\)|\[.*\]", cell) and _look(cell) != "number" for cell in filled)
    )
