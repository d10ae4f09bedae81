"""Texts that are tables but not delimited yet: lines in quotation marks as a whole, columns parted by blanks.

Such a text is written anew with a separator, line for line, and read like any other.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from segdesk.io.aligned_text import find_columns
from segdesk.io.dialect import is_delimited
from segdesk.messages import Message, say

_WHOLLY_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_LINE = re.compile(r"\r\n|\n|\r")
_FEWEST_LINES = 3


@dataclass(frozen=True)
class Shape:
    """How each line is written anew, what then stands between cells, and what is told of it."""

    line: Callable[[str], str]
    delimiter: str | None
    step: Message


def find_shape(sample: str) -> Shape | None:
    """Return how to write a text anew; None for one that is delimited as it stands, or no table.

    Parameters
    ----------
    sample : str
        The first lines, whole.
    """
    lines = [line for line in _LINE.split(sample) if line.strip()][:500]
    if len(lines) < _FEWEST_LINES:
        return None
    if sum(_WHOLLY_QUOTED.fullmatch(line.strip()) is not None for line in lines) >= 0.95 * len(lines):
        # In a column of texts with commas the heading has none.
        if is_delimited(_unquoted(lines[0])) and is_delimited("\n".join(map(_unquoted, lines))):
            return Shape(_unquoted, None, say("Each line stood in quotation marks as a whole."))
        return None
    if is_delimited(sample):
        return None
    columns = find_columns(lines)
    if columns is None:
        return None
    return Shape(
        lambda line: "\t".join(map(_quoted, columns.cells(line))),
        "tab",
        say("The columns are parted by blanks, not by a separator: {n} were found.", n=columns.n),
    )


def write_anew(text: str, shape: Shape) -> str:
    """Return a text line for line in another form."""
    return "\n".join(shape.line(line) if line.strip() else "" for line in _LINE.split(text))


def _unquoted(line: str) -> str:
    line = line.strip()
    return line[1:-1].replace('""', '"') if _WHOLLY_QUOTED.fullmatch(line) else line


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if '"' in cell or "\t" in cell else cell
