"""How wide the columns of a table have to be, for formats that do not find it out themselves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from segdesk.report.document import ColumnKind, Table

# From a text to the room that its line takes, in any unit.
Measure = Callable[[str], float]

# What a sentence takes before other columns give way, as a part of the room.
_SENTENCE = 0.42


@dataclass(frozen=True)
class ColumnWidths:
    """The width of each column of a table, and whether no word and no number is cut or broken at these."""

    widths: tuple[float, ...]
    fits: bool


def column_widths(table: Table, room: float, measure: Measure, padding: float) -> ColumnWidths:
    """Return the width of each column of a table that is set in so much room.

    A column gets what its longest line takes, if all fit. Where they do not, columns of text give way, no further
    than to their longest word; columns of numbers keep theirs as long as they can.

    Parameters
    ----------
    table : Table
    room : float
    measure : callable
    padding : float
        Beside the text, of each column.
    """
    texts = _texts(table)
    full = [max(measure(text) for text in column) + padding for column in texts]
    words = [
        max((measure(word) for text in column for word in text.split()), default=0.0) + padding
        for column in texts
    ]
    for place, column in enumerate(table.columns):
        # A heading breaks; the numbers below it do not.
        if column.kind is ColumnKind.NUMBER:
            numbers = max((measure(text) for text in texts[place][1:]), default=0.0) + padding
            full[place] = words[place] = max(numbers, words[place])
        else:
            words[place] = min(words[place], room / 3)
            full[place] = max(min(full[place], _SENTENCE * room), words[place])
    return ColumnWidths(tuple(_fitted(full, words, room)), sum(words) <= room)


def _texts(table: Table) -> list[list[str]]:
    """Return the texts of each column, its heading first."""
    columns = [[str(column.title)] for column in table.columns]
    for group in table.groups:
        for row in group.rows:
            columns[0].append(str(row.head))
            for place, cell in enumerate(row.cells, start=1):
                columns[place].append(f"{cell.sign} {cell.text}".strip())
    return columns


def _fitted(full: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Return widths between the least and the full ones that take the whole room; narrower ones where nothing fits."""
    if sum(full) <= room:
        spare = (room - sum(full)) / len(full)
        return [width + spare for width in full]
    if sum(least) >= room:
        return [width * room / sum(least) for width in least]
    share = (room - sum(least)) / (sum(full) - sum(least))
    return [low + share * (high - low) for low, high in zip(least, full, strict=True)]
