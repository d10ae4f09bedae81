"""What goes to the terminal: plain text, cleaned of control characters that data may hold."""

import sys
import unicodedata
from collections.abc import Sequence

from segdesk.errors import SegdeskError
from segdesk.messages import Message


def printable(text: object) -> str:
    """Return text without control characters: data must not steer the terminal."""
    return "".join(
        c if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs") else "\ufffd"
        for c in str(text)
    )


def tell(text: object = "") -> None:
    """Print a line on standard output."""
    print(printable(text))


def complain(trouble: SegdeskError | Message) -> None:
    """Print what went wrong on standard error."""
    print(f"segdesk: {printable(trouble)}", file=sys.stderr)


def note(text: object) -> None:
    """Print a line on standard error, where progress goes."""
    print(printable(text), file=sys.stderr)


def tell_table(headings: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> None:
    """Print a table with aligned columns; those at the positions in `right` are aligned to the right."""
    cells = [[printable(cell).replace("\n", " ") for cell in row] for row in (headings, *rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(headings))]
    for number, row in enumerate(cells):
        parts = [
            cell.rjust(width) if i in right else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  ".join(parts).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))


def shorten(text: object, width: int) -> str:
    """Return text in at most `width` characters."""
    plain = " ".join(printable(text).split())
    return plain if len(plain) <= width else plain[: width - 1] + "…"
