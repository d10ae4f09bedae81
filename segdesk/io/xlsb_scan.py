"""Look through the records of an XLSB sheet: how far its cells reach, and how large its list of texts claims to be."""

from collections.abc import Iterable, Iterator

from segdesk.io.sheet_extent import Extent

_ROW, _FIRST_CELL, _LAST_CELL, _SHARED_TEXTS = 0, 1, 11, 159
# calamine ends a sheet at a row beyond.
_MOST_ROWS = 0x100000


def scan_records(pieces: Iterable[bytes]) -> Extent:
    """Return the extent of a sheet, given in pieces of any length.

    Raises
    ------
    ValueError
        If the records make no sense.
    """
    extent = Extent()
    row = 0
    for kind, start, size, data in _records(pieces):
        if kind == _ROW and size >= 4:
            row = int.from_bytes(data[start : start + 4], "little")
            if row > _MOST_ROWS:
                break
        elif _FIRST_CELL <= kind <= _LAST_CELL and size >= 4:
            column = int.from_bytes(data[start : start + 4], "little")
            if row >= extent.n_rows or column >= extent.n_columns:
                extent.include(row, column)
            extent.n_cells += 1
            extent.n_bytes += size
    return extent


def count_of_shared_texts(pieces: Iterable[bytes]) -> int:
    """Return how many texts a list of shared texts claims to hold.

    Raises
    ------
    ValueError
        If the records make no sense.
    """
    for kind, start, size, data in _records(pieces):
        if kind == _SHARED_TEXTS and size >= 8:
            return int.from_bytes(data[start + 4 : start + 8], "little")
    return 0


def _records(pieces: Iterable[bytes]) -> Iterator[tuple[int, int, int, bytes]]:
    """Yield kind, start and size of each record, and the bytes that it lies in."""
    rest = b""
    for piece in pieces:
        data = rest + piece
        at, end = 0, len(data)
        while True:
            start, size = at, 0
            # Both numbers are given by seven bits a byte, the lowest first: the kind in two bytes, the size in four.
            if start + 6 > end:
                break
            kind = data[start]
            if kind & 0x80:
                kind = kind & 0x7F | (data[start + 1] & 0x7F) << 7
                start += 1
            start += 1
            for shift in (0, 7, 14, 21):
                byte = data[start]
                start += 1
                size |= (byte & 0x7F) << shift
                if not byte & 0x80:
                    break
            if size > 1 << 24:
                raise ValueError(f"a record of {size} bytes")
            if start + size > end:
                break
            yield kind, start, size, data
            at = start + size
        rest = data[at:]
    # What is left is shorter than the shortest beginning of a record, or one that is cut off.
