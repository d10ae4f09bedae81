"""Find the table inside what a file holds: titles above, headings, notes and totals below."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from segdesk.engine.schema.missing import is_mark

_NUMBER = re.compile(r"[-+(]?[^\w\s]?\s?\d[\d.,'\s\u00a0\u202f]*(?:[eE][-+]?\d+)?\s?(?:%|[^\w\s])?\)?-?")
_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[T ].*)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOTE = re.compile(
    r"\W*(?:source|sources|note|notes|quelle|quellen|hinweis|anmerkung|stand|fuente|nota)\b", re.IGNORECASE
)
_DEEP = 60
_LINES_ABOVE = 10


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
    explained : int
        Rows between headings and data that explain the headings: questions in full, identifiers of a survey tool.
    """

    heading: int | None
    headings: list[str]
    first: int
    explained: int = 0

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.headings)


def find_layout(
    rows: Sequence[Sequence[str]],
    heading: int | None = None,
    has_headings: bool = True,
    row_names: bool = False,
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
    row_names : bool
        Whether names of rows without a heading stand first, where rows have one cell more than headings.

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
        if has_headings:
            heading = _below_other_lines(rows, heading)
            has_headings = _is_heading(rows, heading)
            if heading and not has_headings and _names_all_but_the_first(rows, heading - 1):
                heading, has_headings = heading - 1, True
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
    explained = _explained(rows, first)
    first += explained
    if first < len(rows) and not explained and _is_second_heading(rows, heading):
        titles = [f"{upper} {lower}".strip() for upper, lower in _paired(titles, _said(rows[first]))]
        first += 1
    if row_names and common == len(titles) + 1:
        # R's write.table leaves the heading of the row names out.
        titles.insert(0, "")
    while len(titles) < common:
        titles.append("")
    return Layout(heading, titles, first, explained)


def count_notes(rows: Sequence[Sequence[str]], width: int) -> int:
    """Count the rows at the end that are remarks below the table, with the blank ones among them.

    Rows are taken for remarks when few of their cells are filled, and they are written like a sentence, and
    either a blank row parts them from the table, or they say so, or they are shorter than the table is wide.
    """
    confirmed = at = len(rows)
    while width > 1 and at:
        row = rows[at - 1]
        cells = [cell.strip() for cell in row if cell.strip()]
        goes_on = at < len(rows) and len(row) == 1  # a line of one cell above other remarks
        if cells and not goes_on and not _is_remark(cells, width):
            break
        at -= 1
        # Of two columns the second may be empty, so that only a blank row parts remarks from the table.
        if not cells or (width > 2 and (_NOTE.match(cells[0]) or len(row) < 3)):
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


def _below_other_lines(rows: Sequence[Sequence[str]], top: int) -> int:
    """Return the row of headings where lines as wide as the table stand above it, such as DATEV's."""
    if all(_look(cell) == "text" for cell in rows[top]) and len(set(rows[top])) == len(rows[top]):
        return top
    best, most = top, _score(rows, top)
    for at in range(top + 1, min(top + 1 + _LINES_ABOVE, len(rows) - 1)):
        cells = [cell.strip() for cell in rows[at] if cell.strip()]
        texts = len(cells) > 1 and all(_look(cell) == "text" for cell in cells)
        # What leaves a heading of the line above open goes on with it.
        goes_on = any(
            upper.strip() and not lower.strip() for upper, lower in zip(rows[top], rows[at], strict=False)
        )
        if texts and not goes_on and len(set(cells)) == len(cells) and _as_wide_as_below(rows, at):
            score = _score(rows, at)
            if score > max(most, 0):
                best, most = at, score
    return best


def _names_all_but_the_first(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether a row is one of headings, though the first column has none."""
    cells = [cell.strip() for cell in rows[at]]
    named = cells[1:]
    return (
        len(cells) == len(rows[at + 1]) > 1
        and not cells[0]
        and all(_look(cell) == "text" for cell in named)
        and len(set(named)) == len(named)
    )


def _as_wide_as_below(rows: Sequence[Sequence[str]], at: int) -> bool:
    widths = Counter(len(row) for row in rows[at + 1 : at + 1 + _DEEP] if any(map(str.strip, row)))
    return bool(widths) and widths.most_common(1)[0][0] == len(rows[at])


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
    score = _score(rows, at)
    return score > 0 if score else len({cell.strip() for cell in rows[at]}) == len(rows[at])


def _score(rows: Sequence[Sequence[str]], at: int) -> int:
    """Return how much a row looks like headings, below 0 where it looks like data."""
    cells = [cell.strip() for cell in rows[at]]
    # Headings may come again on every page of what was a printed list.
    below = [row for row in rows[at + 1 : at + 1 + _DEEP] if row != rows[at] and any(map(str.strip, row))]
    looks = [_look(cell) for cell in cells]
    if not below:
        return 1 if "text" in looks else -1
    figures = [cell for cell, look in zip(cells, looks, strict=True) if look in ("number", "year")]
    if (
        len(figures) > 2
        and _counts_up(figures)
        and not _counts_up([row.strip() for row in below[0][-len(figures) :]])
    ):
        return 4 * len(figures)  # months 1 to 12, years, or questions 1 to 18
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
    return score


def _counts_up(cells: list[str]) -> bool:
    if not all(re.fullmatch(r"\d{1,6}", cell) for cell in cells):
        return False
    numbers = [int(cell) for cell in cells]
    return all(b - a == 1 for a, b in pairwise(numbers))


def _explained(rows: Sequence[Sequence[str]], first: int) -> int:
    """Return how many rows below the headings explain them, as survey tools write: questions, then identifiers."""
    for at in range(first, min(first + 3, len(rows))):
        filled = [cell for cell in rows[at] if cell.strip()]
        if filled and all(cell.lstrip().startswith('{"ImportId"') for cell in filled):
            return at + 1 - first
    return 0


def _is_second_heading(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether the row under the headings goes on with them: units, remarks, years, or answers to choose from."""
    second = _said(rows[at + 1])
    filled = [cell for cell in second if cell]
    if len(filled) < 2 or len(second) > len(rows[at]) or at + 2 >= len(rows):
        return False
    if all(re.fullmatch(r"\(.*\)|\[.*\]", cell) and _look(cell) != "number" for cell in filled):
        return True
    below = [row for row in rows[at + 2 : at + 2 + _DEEP] if any(map(str.strip, row))]
    # The first column has its heading above, and cells in every row below, but none here, or just a dash.
    if second[0] or not rows[at][0].strip() or not all(row[0].strip() for row in below):
        return False
    goes_on = {column: _goes_on(cell, _under(below, column)) for column, cell in enumerate(second) if cell}
    left_open = [column for column in goes_on if not rows[at][column].strip()]
    if left_open and all(goes_on[column] for column in left_open):
        return True
    # Units without brackets, and years below a heading for several: nobody has only these instead of figures.
    return all(goes_on.values()) and any(_are_figures(_under(below, column)) for column in goes_on)


def _said(row: Sequence[str]) -> list[str]:
    """Return the cells of a row, those empty in which a dash or the like stands for nothing."""
    return ["" if gone else cell.strip() for cell, gone in zip(row, is_mark(row).tolist(), strict=True)]


def _under(below: Sequence[Sequence[str]], column: int) -> list[str]:
    return [row[column].strip() for row in below if column < len(row) and row[column].strip()]


def _goes_on(cell: str, under: Sequence[str]) -> bool:
    """Whether a cell goes on with a heading: a text or year unlike all below, or the only answer below."""
    if _look(cell) == "year":
        return not any(_look(text) == "year" for text in under)
    return _look(cell) == "text" and (cell not in under or set(under) == {cell})


def _are_figures(texts: Sequence[str]) -> bool:
    return len(texts) > 1 and all(_look(text) == "number" for text in texts)


def _paired(upper: Sequence[str], lower: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the two parts of each heading; a question stands above the first of its answers only."""
    last = ""
    for above, below in zip(upper, lower, strict=False):
        last = above.strip() or last
        yield (last if below.strip() else above), below
    yield from ((above, "") for above in upper[len(lower) :])
