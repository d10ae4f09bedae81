"""How much memory a text table will take, by counting its separators and trying a few places of it."""

import re

from segdesk.io.dialect import CANDIDATES

# Each cell is a code; each distinct text is an object with its place in a table of all texts.
_PER_CELL = 8
_PER_TEXT = 120
# A cell as Python holds it by itself, and the list of those of a line.
_PER_OBJECT = 70
_PER_LINE = 200
_SLICE = 1 << 18
_SLICES = 4


def memory_of_text(data: bytes, delimiter: bytes) -> int:
    """Return the bytes that reading a delimited text will take, about.

    Columns keep each distinct text once, so what matters is how often a cell says what none before it said. That is
    measured on some slices of the text: a cell of the later ones that the earlier ones do not hold.
    """
    n_cells = data.count(delimiter) + data.count(b"\n") + 1
    cut = re.compile(b"[\r\n" + re.escape(delimiter) + b"]")
    known: set[bytes] = set()
    new = seen = 0
    for start in range(0, len(data), max(_SLICE, len(data) // _SLICES)):
        cells = cut.split(data[start : start + _SLICE])
        if known or start + _SLICE >= len(data):
            new += len(set(cells) - known)
            seen += len(cells)
        known.update(cells)
    return len(data) + n_cells * _PER_CELL + round(n_cells * new / max(1, seen)) * _PER_TEXT


def memory_of_records(data: bytes, delimiter: str) -> int:
    """Return the bytes that the cells of a text take while each is an object of its own."""
    return 2 * len(data) + data.count(delimiter.encode()) * _PER_OBJECT + data.count(b"\n") * _PER_LINE


def most_cells_of_a_line(sample: str) -> int:
    """Return how many cells the longest line has at most, whatever separates them."""
    longest = max(sample.splitlines(), key=len, default="")
    return 1 + max(longest.count(mark) for mark in CANDIDATES)
