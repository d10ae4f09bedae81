"""How wide lines are, and the columns of a table have to be, for formats that do not find it out themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from segdesk.charts import lettering
from segdesk.report.document import ColumnKind, Table

# What a sentence takes before other columns give way, as a part of the room.
_SENTENCE = 0.42
# No other column of text is wider for the sake of its longest word.
_LONGEST_WORD = 1 / 3
# Letters are measured at one size: lines are as much wider as their letters are larger.
_MEASURED_AT = 10.0
# Charts set pairs of letters closer than these formats do.
_WITHOUT_KERNING = 1.03


def line_width(text: str, size: float, bold: bool = False) -> float:
    """Return the points that a line takes in letters of a size in points."""
    return _measured(text, bold) * size / _MEASURED_AT


@lru_cache(maxsize=20_000)
def _measured(text: str, bold: bool) -> float:
    return lettering.width(lettering.drawable(text, len(text)), _MEASURED_AT, bold) * _WITHOUT_KERNING


def blank_width(size: float, bold: bool = False) -> float:
    """Return the points between two words; a blank alone is no line and has no width."""
    return line_width("n n", size, bold) - line_width("nn", size, bold)


def line_count(text: str, size: float, room: float, bold: bool = False) -> int:
    """Return how many lines a text takes in so many points, broken between words."""
    lines, used = 1, 0.0
    blank = blank_width(size, bold)
    for word in text.split():
        own = line_width(word, size, bold)
        if used and used + blank + own > room:
            lines, used = lines + 1, own
        else:
            used += own + (blank if used else 0.0)
        while used > room:
            lines, used = lines + 1, used - room
    return lines


@dataclass(frozen=True)
class FittedTable:
    """The size of the letters of a table, and the width of each of its columns, in points."""

    size: float
    widths: tuple[float, ...]


def fitted(table: Table, room: float, sizes: Sequence[float], padding: float) -> FittedTable:
    """Return how a table fits into so much room: in the largest letters at which no number and hardly a word breaks.

    A column gets what its longest line takes, if all fit. Where they do not, columns of text give way, no further
    than to their longest word; columns of numbers keep theirs as long as they can.

    Parameters
    ----------
    table : Table
    room : float
        In points.
    sizes : sequence of float
        Of letters in points, the largest first.
    padding : float
        Beside the text of each column at the largest size, in points.
    """
    for size in sizes:
        full, least = _wanted(table, room / size, padding / sizes[0])
        if sum(least) * size <= room:
            break
    return FittedTable(size, tuple(width * size for width in _between(full, least, room / size)))


def _wanted(table: Table, room: float, padding: float) -> tuple[list[float], list[float]]:
    """Return what each column would take, and the least that it needs, per point of the letters."""
    texts = _texts(table)
    full = [max(_room_of(text) for text in column) + padding for column in texts]
    least = [
        max((_room_of(word) for text in column for word in text.split()), default=0.0) + padding
        for column in texts
    ]
    for place, column in enumerate(table.columns):
        # A heading breaks; the numbers below it do not.
        if column.kind is ColumnKind.NUMBER:
            below = (_room_of(text) for text in texts[place][1:])
            full[place] = least[place] = max(max(below, default=0.0) + padding, least[place])
        else:
            least[place] = min(least[place], _LONGEST_WORD * room)
            full[place] = max(min(full[place], _SENTENCE * room), least[place])
    return full, least


def _room_of(text: str) -> float:
    """Return what a text takes in bold, per point of its letters."""
    return line_width(text, 1.0, bold=True)


def _texts(table: Table) -> list[list[str]]:
    """Return the texts of each column, its heading first."""
    columns = [[str(column.title)] for column in table.columns]
    for group in table.groups:
        for row in group.rows:
            columns[0].append(str(row.head))
            for place, cell in enumerate(row.cells, start=1):
                columns[place].append(f"{cell.sign} {cell.text}".strip())
    return columns


def _between(full: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Return widths between the least and the full ones that take the whole room; narrower ones where nothing fits."""
    if sum(full) <= room:
        spare = (room - sum(full)) / len(full)
        return [width + spare for width in full]
    if sum(least) >= room:
        return [width * room / sum(least) for width in least]
    share = (room - sum(least)) / (sum(full) - sum(least))
    return [low + share * (high - low) for low, high in zip(least, full, strict=True)]
