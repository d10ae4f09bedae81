"""Look through the XML of an XLSX sheet, piece by piece: how far it reaches, and which cells show an error.

A sheet has tens of millions of tags, so they are not taken apart one by one: a pattern finds the next cell that stands
farther than any before. Only pieces that are written in an unusual way are gone through tag by tag. Positions are
taken as calamine takes them: from the attribute `r` as it stands there, else by counting.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from segdesk.io.sheet_extent import Extent, column_letters, column_number
from segdesk.io.xml_tags import ATTRIBUTES, attribute

_ORDINARY = b'<c r="'
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"')
_TAG = re.compile(rb"<(/?)(?:[\w.-]{1,40}:)?(c|row)(?=[\s/>])" + ATTRIBUTES)
_BEGINS_TAG = re.compile(rb"</?(?:[\w.-]{1,40}:)?(?:c|row)(?=[\s/>])")
_TEXT = re.compile(rb"<(?:[\w.-]{1,40}:)?si(?=[\s/>])")
_LONGEST_TAG = 1 << 20
_REFERENCE = attribute("r")
_PLACE = re.compile(rb"([A-Za-z]{1,3})([0-9]{1,7})")
_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^<>]{0,200}\bt="e"[^<>]{0,200}>'
    rb"(?:<f[^<>]{0,200}/>|<f[^<>]{0,200}>[^<]{0,9000}</f>)?<v>([^<]{0,40})</v>"
)
_INDEX = re.compile(rb"<v>([0-9]{1,9})</v>")
# So many times a pattern is made anew for one piece; then its tags are gone through.
_MOST_PATTERNS = 40


@dataclass
class SheetScan:
    """What was found in a sheet: its extent, and row, column (from 0) and text of cells that show an error."""

    extent: Extent = field(default_factory=Extent)
    errors: list[tuple[int, int, str]] = field(default_factory=list)


def scan_sheet(pieces: Iterable[bytes]) -> SheetScan:
    """Return what was found in the XML of a sheet, given in pieces of any length."""
    scan = SheetScan()
    row, column = 0, 0
    for piece in cut_before(pieces, b"<c "):
        if not _reach_fast(piece, scan.extent):
            row, column = _reach_slowly(piece, scan.extent, row, column)
        else:
            row, column = max(row, scan.extent.n_rows - 1), 0
        if b't="e"' in piece:
            for letters, line, text in _ERROR.findall(piece):
                scan.errors.append(
                    (int(line) - 1, column_number(letters.decode()), text.decode("utf-8", "replace"))
                )
        if b"inlineStr" in piece or b't="str"' in piece:
            scan.extent.n_bytes += len(piece)
    return scan


def text_of_references(pieces: Iterable[bytes], lengths: list[int]) -> int:
    """Return the bytes of all texts that a sheet refers to by their numbers in the list of shared texts."""
    total = 0
    for piece in cut_before(pieces, b"<c "):
        total += sum(lengths[i] for i in map(int, _INDEX.findall(piece)) if i < len(lengths))
    return total


def lengths_of_shared_texts(pieces: Iterable[bytes]) -> list[int]:
    """Return how many bytes each text of `sharedStrings.xml` takes there."""
    lengths = [0]
    rest = b""
    for piece in pieces:
        first, *others = _TEXT.split(rest + piece)
        # The last bytes may be the beginning of a tag.
        last = others.pop() if others else first
        rest = last[-50:]
        if others or last is not first:
            lengths[-1] += len(first)
            lengths += map(len, others)
            lengths.append(len(last) - len(rest))
        else:
            lengths[-1] += len(first) - len(rest)
    lengths[-1] += len(rest)
    return lengths[1:]


def cut_before(pieces: Iterable[bytes], mark: bytes) -> Iterator[bytes]:
    """Yield the pieces so cut that each but the first begins with a mark; where there is none, with any tag.

    Raises
    ------
    ValueError
        If a tag does not end.
    """
    rest = b""
    for piece in pieces:
        data = rest + piece
        at = data.rfind(mark)
        if at <= 0:
            at = data.rfind(b"<")
        if at <= 0 and data.startswith(b"<") and b">" not in data:
            if len(data) > _LONGEST_TAG:
                raise ValueError("a tag without an end")
            at = 0
        elif at <= 0:
            at = len(data)
        if at:
            yield data[:at]
        rest = data[at:]
    if rest:
        yield rest


def _reach_fast(piece: bytes, extent: Extent) -> bool:
    """Make the extent reach every cell of the piece; false, with cells uncounted, if it is written unusually."""
    n_cells = piece.count(_ORDINARY)
    # Other tags in `c` describe columns; a colon before it would be a prefix of the name.
    if piece.count(b"<c") != n_cells + piece.count(b"<col") or b":c" in piece:
        return False
    at = piece.rfind(_ORDINARY)
    if at >= 0:
        _include(piece, at, extent)
    at = 0
    for _ in range(_MOST_PATTERNS):
        letters, line = column_letters(max(0, extent.n_columns - 1)), str(max(1, extent.n_rows))
        found = _unusual_or_right_of(letters).search(piece, at) or _below(line).search(piece, at)
        if found is None:
            extent.n_cells += n_cells
            return True
        if not _include(piece, found.start(), extent):
            return False
    return False


def _include(piece: bytes, at: int, extent: Extent) -> bool:
    found = _CELL.match(piece, at)
    if found is None:
        return False
    extent.include(int(found[2]) - 1, column_number(found[1].decode()))
    return True


@lru_cache(maxsize=64)
def _unusual_or_right_of(letters: str) -> re.Pattern[bytes]:
    """Return a pattern for a cell whose reference is unusual, or in a column right of this one."""
    right = _greater(letters, "A", "Z")
    return re.compile(_ORDINARY + f"(?:(?![A-Z]{{1,3}}[1-9][0-9]{{0,6}}[^0-9])|{right})".encode())


@lru_cache(maxsize=64)
def _below(line: str) -> re.Pattern[bytes]:
    """Return a pattern for a cell in a line below this one."""
    return re.compile(_ORDINARY + b"[A-Z]+" + _greater(line, "0", "9").encode())


def _greater(word: str, low: str, high: str) -> str:
    """Return a pattern for words of signs from `low` to `high` that are longer than `word`, or as long and greater."""
    every = f"[{low}-{high}]"
    pattern = "(?!)"
    # From the end: a sign is greater, or equal and what follows is greater.
    for n_after, sign in enumerate(reversed(word)):
        options = [f"{sign}{pattern}"]
        if sign != high:
            options.append(f"[{chr(ord(sign) + 1)}-{high}]{every}{{{n_after}}}(?!{every})")
        pattern = f"(?:{'|'.join(options)})"
    return f"(?:{every}{{{len(word) + 1},}}|{pattern})"


def _reach_slowly(piece: bytes, extent: Extent, row: int, column: int) -> tuple[int, int]:
    """Go through the tags of a piece; return the row and column that a cell without a reference would have next."""
    tags = _TAG.findall(piece)
    if len(tags) != len(_BEGINS_TAG.findall(piece)):
        raise ValueError("a tag without an end")
    for closes, tag, attributes in tags:
        found = _REFERENCE.search(attributes)
        reference = found and (found[1] or found[2])
        if tag == b"row":
            if closes or attributes.endswith(b"/"):
                row, column = row + 1, 0
            elif reference:
                row = int(reference) - 1
            continue
        if closes:
            continue
        at = row
        if reference:
            place = _PLACE.fullmatch(reference)
            if place is None:
                raise ValueError("a cell that is nowhere")
            at, column = int(place[2]) - 1, column_number(place[1].decode())
        extent.include(at, column)
        extent.n_cells += 1
        column += 1
    return row, column
