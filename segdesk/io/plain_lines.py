"""Lines of one form without quotation marks: nearly all large files, read without making a text of each cell.

Where cells begin and end is seen from the separators. Which cells are the same is seen from their bytes, eight at a
time as a number; only the distinct ones become texts.
"""

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Codes
from segdesk.io.columns import encoded, object_array
from segdesk.io.delimited_body import Body
from segdesk.io.tidying import Encoded
from segdesk.messages import Message
from segdesk.progress import Progress

Places = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]

_NEWLINE, _RETURN = ord("\n"), ord("\r")
_AT_ONCE = 1 << 22
_TEXTS_AT_ONCE = 50_000
# Of places as they are counted here.
_MOST_BYTES = (1 << 31) - 1
_WORD = 8
# Cells longer than this seldom come again, so that there is little to gain.
_MOST_WORDS = 4
# What of a word belongs to a cell of which so many bytes are left.
_OF_CELL = np.array([(1 << 8 * n) - 1 for n in range(_WORD + 1)], dtype=np.uint64)


def read_plainly(body: Body, progress: Progress, stage: Message) -> list[Encoded] | None:
    """Return the columns of lines that all have the same number of cells; None where that takes a parser.

    Parameters
    ----------
    body : Body
    progress : Progress
    stage : Message
    """
    if not _is_plain(body):
        return None
    text = np.frombuffer(body.data, np.uint8, offset=body.offset)
    width = body.layout.width
    ends = _in_lines(
        _ends(text, ord(body.dialect.delimiter), progress, stage),
        text,
        width,
        body.data.count(b"\n", body.offset),
    )
    if ends is None:
        return None
    starts = np.empty_like(ends)
    starts[:, 1:] = ends[:, :-1] + 1
    starts[0, 0] = 0
    starts[1:, 0] = ends[:-1, -1] + 1
    # A carriage return belongs to the end of its line.
    ends[:, -1] -= text[ends[:, -1] - 1] == _RETURN
    cells = _Cells(text)
    columns: list[Encoded] = []
    for place in range(width):
        progress(stage, 0.4 + 0.45 * place / width)
        columns.append(cells.encoded(starts[:, place], ends[:, place] - starts[:, place]))
    return columns


def _is_plain(body: Body) -> bool:
    """Whether the lines hold nothing that only a parser understands, and end all alike."""
    data, offset, dialect = body.data, body.offset, body.dialect
    if len(dialect.delimiter.encode()) > 1 or dialect.skip_blanks or body.layout.width < 2:
        return False
    if not _WORD <= len(data) - offset <= _MOST_BYTES or not data[offset : offset + 4096].strip():
        return False
    if data.find(dialect.quote.encode(), offset) >= 0:
        return False
    n_returns = data.count(b"\r", offset)
    return not n_returns or n_returns == data.count(b"\r\n", offset) == data.count(b"\n", offset)


def _ends(text: Bytes, mark: int, progress: Progress, stage: Message) -> Places:
    """Return where the cells end: at a mark, at the end of a line, or at that of the text."""
    parts = []
    for at in range(0, len(text), _AT_ONCE):
        progress(stage, 0.15 + 0.25 * at / len(text))
        part = text[at : at + _AT_ONCE]
        parts.append((np.flatnonzero((part == mark) | (part == _NEWLINE)) + at).astype(np.int32))
    if text[-1] != _NEWLINE:
        parts.append(np.array([len(text)], dtype=np.int32))
    return np.concatenate(parts)


def _in_lines(ends: Places, text: Bytes, width: int, n_newlines: int) -> Places | None:
    """Return the ends of cells, shape (n_rows, width); None if not all lines have so many."""
    if len(ends) % width:
        return None
    lines = ends.reshape(-1, width)
    closing = lines[: len(lines) - (text[-1] != _NEWLINE), -1]
    # As many ends of lines as lines, and each behind so many cells: then all others are marks between cells.
    even = len(closing) == n_newlines and (text[closing] == _NEWLINE).all()
    return lines if even else None


class _Cells:
    """Cells of a text by place and length, put into dictionary-encoded columns."""

    def __init__(self, text: Bytes) -> None:
        self._text = text
        # The eight bytes from each place on, as a number.
        self._words = np.ndarray((len(text) - _WORD + 1,), dtype="<u8", buffer=text, strides=(1,))

    def encoded(self, starts: Places, lengths: Places) -> Encoded:
        """Return a code for each cell, and the distinct texts, in the order of their first rows."""
        longest = int(lengths.max())
        if longest > _MOST_WORDS * _WORD:
            return encoded(self._texts(starts, lengths))
        codes, n = _numbered(self._word(starts, lengths, 0))
        for at in range(_WORD, longest, _WORD):
            further, n_further = _numbered(self._word(starts, lengths, at))
            codes, n = _numbered(codes.astype(np.int64) * n_further + further)
        first = np.empty(n, dtype=np.int32)
        first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1, dtype=np.int32)
        return codes, object_array(self._texts(starts[first], lengths[first]))

    def _word(self, starts: Places, lengths: Places, at: int) -> npt.NDArray[np.uint64]:
        """Return eight bytes of each cell from a place in it on, nothing behind its end."""
        places = starts + np.int32(at)
        # The last bytes of the text are read from further ahead.
        inside = np.minimum(places, len(self._text) - _WORD)
        words: npt.NDArray[np.uint64] = self._words[inside]
        for i in np.flatnonzero(inside != places):
            words[i] >>= np.uint64(min(8 * int(places[i] - inside[i]), 63))
        words &= _OF_CELL[np.clip(lengths - at, 0, _WORD)]
        return words

    def _texts(self, starts: Places, lengths: Places) -> list[str]:
        """Return the texts of cells: their bytes with an end of line behind each, which no cell holds, then parted."""
        texts: list[str] = []
        for at in range(0, len(starts), _TEXTS_AT_ONCE):
            begins, sizes = starts[at : at + _TEXTS_AT_ONCE], lengths[at : at + _TEXTS_AT_ONCE] + 1
            behind = np.cumsum(sizes)
            places = np.repeat(begins - (behind - sizes), sizes) + np.arange(behind[-1])
            joined = self._text.take(places, mode="clip")
            joined[behind - 1] = _NEWLINE
            texts += joined[:-1].tobytes().decode().split("\n")
        return texts


def _numbered(keys: npt.NDArray[np.generic]) -> tuple[Codes, int]:
    """Return the number of each key in the order in which they come first, and how many there are."""
    import pandas as pd  # noqa: PLC0415 - heavy

    codes, distinct = pd.factorize(keys)
    return codes.astype(np.int32), len(distinct)
