"""How wide the columns of a sheet are, how high its rows, and how it lies on paper.

Programs that show a workbook do not find out how high a row of merged or wrapped cells has to be.
"""

from dataclasses import dataclass, field
from typing import Any

from segdesk.report.typesetting import line_count

# Columns that a line of text runs over.
ACROSS = 8
_LEAST, _NARROWEST, _WIDEST = 8.0, 12.0, 50.0
_SENTENCE = 32.0
_A4 = 9
# From so many columns on, a sheet is printed across; letters that make about four fifths of their size on paper.
_LANDSCAPE_FROM = 9
_LETTERS_UPRIGHT, _LETTERS_ACROSS = 108.0, 156.0
# Points that a column takes for each letter of its width, and for its edges.
_POINTS_OF_LETTER, _EDGE = 5.25, 3.75
_LEADING = 1.32


@dataclass(frozen=True)
class _Text:
    column: int
    columns: int
    text: str
    points: float
    bold: bool


@dataclass
class SheetGrid:
    """What stands where in a sheet that is being filled."""

    _letters: dict[int, float] = field(default_factory=dict)
    _words: dict[int, float] = field(default_factory=dict)
    _texts: dict[int, list[_Text]] = field(default_factory=dict)
    _most_columns: int = 0

    def take(self, place: int, text: str) -> None:
        """Make room for a text in a column, as far as sensible."""
        word = max(map(len, text.split()), default=0)
        for kept, least, length in ((self._letters, _NARROWEST, len(text)), (self._words, _LEAST, word)):
            wanted = min(max(length * 1.2 + 2, least), _WIDEST)
            kept[place] = max(kept.get(place, least), wanted)

    def take_sentences(self, place: int) -> None:
        """Make room for sentences in a column."""
        self._letters[place], self._words[place] = _WIDEST, _SENTENCE

    def write(
        self, row: int, column: int, text: str, points: float, bold: bool = False, columns: int = 1
    ) -> None:
        """Keep in mind that a text stands in a cell, or in several that are one."""
        self._texts.setdefault(row, []).append(_Text(column, columns, text, points, bold))

    def has_table(self, n_columns: int) -> None:
        """Keep in mind how many columns a table has."""
        self._most_columns = max(self._most_columns, n_columns)

    def settle(self, sheet: Any) -> None:
        """Set the widths, the heights, and how the sheet is printed."""
        is_across = self._most_columns >= _LANDSCAPE_FROM
        room = _LETTERS_ACROSS if is_across else _LETTERS_UPRIGHT
        letters = self._fitted(room)
        for place, wide in letters.items():
            sheet.set_column(place, place, wide)
        for row, texts in self._texts.items():
            sheet.set_row(row, max(_height(text, letters) for text in texts))
        sheet.set_paper(_A4)
        if is_across:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def _fitted(self, room: float) -> dict[int, float]:
        """Return the width of each column, so that they fill the paper, and no word breaks for it."""
        places = sorted({*range(ACROSS), *self._letters})
        full = {place: self._letters.get(place, _LEAST) for place in places}
        least = {place: self._words.get(place, _LEAST) for place in places}
        total, fewest = sum(full.values()), sum(least.values())
        if total <= max(room, fewest):
            return {place: wide * room / total for place, wide in full.items()}
        kept = max(0.0, room - fewest) / (total - fewest)
        return {place: least[place] + kept * (full[place] - least[place]) for place in places}


def _height(text: _Text, letters: dict[int, float]) -> float:
    """Return the points that a text takes in its cell."""
    places = range(text.column, text.column + text.columns)
    room = sum(_POINTS_OF_LETTER * letters.get(place, _NARROWEST) + _EDGE for place in places) - 2 * _EDGE
    lines = sum(line_count(line, text.points, room, text.bold) for line in text.text.split("\n"))
    return _LEADING * text.points * lines + 3
