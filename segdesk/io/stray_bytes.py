"""Single bytes of another encoding in text that is UTF-8 otherwise, as where two exports were put together."""

from collections.abc import Sequence

from segdesk.messages import Message, say_n

_MOST = 1000
_SIGNS = frozenset("€£©®°·–—‘’“”„…\u00a0")


def find_strays(data: bytes) -> tuple[int, ...]:
    """Return the places of bytes that are no UTF-8; none where the text is not UTF-8 in the main."""
    strays: list[int] = []
    good = 0
    at = 0
    view = memoryview(data)
    while True:
        try:
            good += _plausible(str(view[at:], "utf-8"))
            break
        except UnicodeDecodeError as error:
            good += _plausible(str(view[at : at + error.start], "utf-8"))
            at += error.start
            strays.append(at)
            at += 1
            if len(strays) > _MOST:
                return ()
    # By chance a letter or two of another encoding look like one of UTF-8, but not most of them.
    enough = good >= 2 * len(strays) or good >= len(strays) <= 3
    return tuple(strays) if enough else ()


def _plausible(text: str) -> int:
    """Count the letters and signs beyond ASCII that tables are written with in Latin letters."""
    if text.isascii():
        return 0
    return sum("\u00c0" <= letter <= "\u024f" or letter in _SIGNS for letter in text if not letter.isascii())


def without_strays(data: bytes, strays: Sequence[int]) -> bytes:
    """Return the text as UTF-8 throughout, those bytes read as cp1252."""
    pieces: list[bytes] = []
    before = 0
    for at in strays:
        pieces += [data[before:at], _letter(data[at]).encode()]
        before = at + 1
    return b"".join([*pieces, data[before:]])


def told_of_strays(data: bytes, strays: Sequence[int]) -> Message:
    """Return how many bytes were no UTF-8, and what the first was read as."""
    return say_n(
        "{n} byte that is no UTF-8 (line {line}) was read as “{letter}”, as in cp1252.",
        "{n} bytes that are no UTF-8 were read as in cp1252, the first (line {line}) as “{letter}”.",
        len(strays),
        line=str(data.count(b"\n", 0, strays[0]) + 1),
        letter=_letter(data[strays[0]]),
    )


def _letter(byte: int) -> str:
    raw = bytes([byte])
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
