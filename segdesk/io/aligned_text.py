"""Columns parted by blanks: one or more between words, or aligned, with blanks inside the cells."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r'"(?:[^"]|"")*"|\S+')
_NUMBER = re.compile(r"[-+(]?[$€£¥]?\d[\d.,']*(?:[eE][-+]?\d+)?%?\)?-?")
_RULE = re.compile(r"[-=_+*|\s]+")
_RULER = re.compile(r"\s*[-=]{2,}(?: +[-=]+)+\s*")
_APART = re.compile(r"\s{2,}|\t")
_GROUPED = re.compile(r"\s*\d{1,3}(?: \d{3})+\s*")
_FEWEST_LINES = 5


@dataclass(frozen=True)
class BlankColumns:
    """How many columns there are, and the function that cuts a line into their cells."""

    n: int
    cells: Callable[[str], list[str]]


def find_columns(lines: Sequence[str]) -> BlankColumns | None:
    """Return how lines are cut at blanks; None where no column of numbers shows that they are a table.

    Parameters
    ----------
    lines : sequence of str
        The first lines, without blank ones.
    """
    lines = [line.expandtabs() for line in lines]
    ruler = next((line for line in lines[:10] if _RULER.fullmatch(line)), None)
    body = [line for line in lines if not _RULE.fullmatch(line)]
    if ruler is not None:
        return _by_places([match.start() for match in re.finditer(r"\S+", ruler)])
    if all(map(_GROUPED.fullmatch, body[1:])):
        return None  # one column of numbers with blanks between thousands
    return _by_words(body) or _by_gutters(body)


def _by_words(lines: Sequence[str]) -> BlankColumns | None:
    """Cut at each run of blanks, where all lines have as many words."""
    words = [_words(line) for line in lines]
    widths = Counter(map(len, words))
    n, most = widths.most_common(1)[0]
    if n < 2 or len(lines) < 3 or most < 0.95 * len(lines) - 1:
        return None
    body = [each for each in words[1:] if len(each) == n]
    fits = len(words[0]) == n or (len(words[0]) == n - 1 and n > 2)
    if not fits or not any(_are_numbers([each[i] for each in body]) for i in range(n)):
        return None

    def cells(line: str) -> list[str]:
        found = _words(line)
        # A title or remark of another number of words is no row.
        return found if len(found) in (n, n - 1) or _RULE.fullmatch(line) else [line.strip()]

    return BlankColumns(n, cells)


def _words(line: str) -> list[str]:
    return [
        word[1:-1].replace('""', '"') if len(word) > 1 and word[0] == word[-1] == '"' else word
        for word in _TOKEN.findall(line)
    ]


def _by_gutters(lines: Sequence[str]) -> BlankColumns | None:
    """Cut where all lines but the headings, and titles, have a blank."""
    if len(lines) <= _FEWEST_LINES:
        return None
    # Titles and headings may be set otherwise than what stands below them.
    body = lines[max(1, len(lines) // 3) :] if len(lines) < 30 else lines[10:]
    width = max(map(len, body))
    taken = [False] * width
    for line in body:
        for i, sign in enumerate(line):
            taken[i] = taken[i] or not sign.isspace()
    starts = [i for i in range(width) if taken[i] and (i == 0 or not taken[i - 1])]
    starts = _without_chances(starts, body)
    if len(starts) < 2:
        return None
    cut = _by_places(starts)
    rows = [cut.cells(line) for line in body]
    columns = list(zip(*rows, strict=True))
    return cut if any(map(_are_numbers, columns)) else None


def _without_chances(starts: Sequence[int], body: Sequence[str]) -> list[int]:
    """Leave out blanks that stand below each other by chance: one between words, with words on both sides."""
    kept = list(starts)
    for i in range(len(starts) - 1, 0, -1):
        start = starts[i]
        before = [line[:start].rstrip() for line in body]
        gap = min(start - len(text) for text in before)
        left = [text.split()[-1] if text.split() else "" for text in before]
        right = [(line[start:].split() or [""])[0] for line in body]
        if gap < 2 and not _are_numbers(left) and not _are_numbers(right):
            kept.remove(start)
    return kept


def _by_places(starts: Sequence[int]) -> BlankColumns:
    """Cut before the places where columns begin; a word that stands across one belongs to its larger part."""
    n = len(starts)

    def cells(line: str) -> list[str]:
        line = line.expandtabs()
        if _RULE.fullmatch(line):
            return [line.strip()]
        whole = [line[a:b].strip() for a, b in zip(starts, [*starts[1:], None], strict=True)]
        if all(line[at - 1].isspace() for at in starts[1:] if at < len(line) and at > 0):
            return whole
        apart = [part for part in _APART.split(line.strip()) if part]
        words = line.split()
        return apart if len(apart) == n else words if len(words) == n else [line.strip()]

    return BlankColumns(n, cells)


def _are_numbers(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    numbers = sum(_NUMBER.fullmatch(cell.strip()) is not None for cell in filled)
    return len(filled) > 1 and numbers >= 0.9 * len(filled)
