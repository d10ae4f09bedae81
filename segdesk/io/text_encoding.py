"""Find out how a text file is encoded, without ever dropping or replacing a character."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from segdesk.errors import InputError, Where
from segdesk.io.latin_letters import find_code_page
from segdesk.io.stray_bytes import find_strays
from segdesk.messages import Message, say

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Letters that western European names and words are written with; a text whose foreign letters are all among
# them is taken for cp1252, which charset-normalizer confuses with cp1250.
_WESTERN = frozenset("äöüÄÖÜßéèêëÉÈÊËáàâãåÁÀÂÃÅíìîïÍÌÎÏóòôõøÓÒÔÕØúùûÚÙÛñÑçÇæÆœŒýÿÝŠšŽžðÐþÞ")
_OTHERS = [
    "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "koi8_r", "cp850", "cp852", "cp866", "mac_roman",
    "iso8859_2", "cp1255", "cp1256", "shift_jis", "gb18030", "big5", "euc_kr", "cp874",
]  # fmt: skip
_SAMPLE = 65536
_FOREIGN = re.compile(rb"[\x80-\xff]")
_LINE_END = re.compile(rb"[\r\n]")


@dataclass(frozen=True)
class Encoding:
    """How bytes become text.

    Attributes
    ----------
    name : str
        The codec.
    mark : int
        Length of the mark before the text.
    guessed : bool
        Whether it is a guess.
    strays : tuple of int
        Places of bytes of another encoding.
    """

    name: str
    mark: int = 0
    guessed: bool = False
    strays: tuple[int, ...] = ()


def find_encoding(data: bytes, wanted: str | None, path: Path) -> Encoding:
    """Return the encoding of a text file: as wanted, by its mark, UTF-8, UTF-16, or a declared guess.

    Raises
    ------
    InputError
        If there is no encoding of the wanted name, or the bytes are no text in it, or in any.
    """
    where = Where(file=path.name)
    if wanted is not None:
        return _as_wanted(data, wanted, where)
    for mark, name in _MARKS:
        if data.startswith(mark):
            if not _decodes(data[len(mark) :], name):
                strays = find_strays(data) if name == "utf-8" else ()
                if strays:
                    return Encoding(name, len(mark), strays=strays)
                raise InputError(
                    say(
                        "The file begins as {encoding} text, but holds bytes that are none.",
                        encoding=name.upper(),
                    ),
                    where,
                    say("Name the encoding with --encoding, or save the file again as CSV UTF-8."),
                )
            return Encoding(name, len(mark))
    if b"\x00" in data[:_SAMPLE]:
        head = data[:_SAMPLE]
        name = "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
        if _decodes(data, name):
            return Encoding(name)
    elif data.isascii() or _decodes(data, "utf-8"):
        return Encoding("utf-8")
    elif strays := find_strays(data):
        return Encoding("utf-8", strays=strays)
    else:
        guess = _guess(data)
        if guess is not None:
            return Encoding(guess, guessed=True)
    raise InputError(
        say("The encoding of the text can't be found out."),
        where,
        say("Name it with --encoding, or save the file again as CSV UTF-8."),
    )


def guess_of_encoding(name: str) -> Message:
    """Return what to say of an encoding that the file does not name."""
    return say(
        "The file doesn't say how its text is encoded; it was read as {encoding}, which is a guess. "
        "If letters look wrong, choose another encoding.",
        encoding=name,
    )


def _as_wanted(data: bytes, wanted: str, where: Where) -> Encoding:
    try:
        name = codecs.lookup(wanted).name
        "a".encode(name)
    except (LookupError, TypeError, ValueError):
        raise InputError(
            say("There is no text encoding “{name}”.", name=wanted),
            where,
            say("Examples: utf-8, cp1252, utf-16."),
        ) from None
    for mark, marked in _MARKS:
        if data.startswith(mark) and name in (marked, marked[:6], "utf-8-sig"):
            name, data = marked, data[len(mark) :]
            break
    else:
        mark = b""
        name = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(name, name)
    if not _decodes(data, name):
        raise InputError(
            say("The file holds bytes that are no text in {encoding}.", encoding=wanted),
            where,
            say("Leave --encoding out to have it found, or name another one."),
        )
    return Encoding(name, len(mark))


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except (UnicodeError, ValueError):
        return False
    return True


def _guess(data: bytes) -> str | None:
    """Guess an 8-bit or East Asian encoding from the lines that hold more than ASCII."""
    sample = _foreign_lines(data)
    page = find_code_page(sample)
    if page is not None and _decodes(data, page):
        return page
    if _seems_western(sample):
        return next((name for name in ("cp1252", "latin-1") if _decodes(data, name)), None)
    from charset_normalizer import from_bytes  # noqa: PLC0415 - heavy

    best = from_bytes(sample, cp_isolation=[*_OTHERS, "cp1252"]).best()
    for name in (best.encoding if best is not None else "cp1252", "cp1252", "latin-1"):
        if _decodes(data, name):
            return name
    return None


def _foreign_lines(data: bytes) -> bytes:
    """Return the first lines that hold more than ASCII."""
    lines: list[bytes] = []
    size = at = 0
    while size < _SAMPLE and (found := _FOREIGN.search(data, at)) is not None:
        breaks = (data.rfind(mark, at, found.start()) + 1 for mark in (b"\n", b"\r"))
        start = max(at, *breaks)
        end = _LINE_END.search(data, found.end())
        at = len(data) if end is None else end.start()
        lines.append(data[max(start, found.start() - _SAMPLE) : at])
        size += len(lines[-1])
    return b"\n".join(lines)[:_SAMPLE]


def _seems_western(sample: bytes) -> bool:
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        text = sample.decode("latin-1")
        if re.search("[\x80-\x9f]", text):
            return False
    words = [word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()]
    if any(
        letter not in _WESTERN
        for word in words
        for letter in word
        if letter.isalpha() and not letter.isascii()
    ):
        return False
    if re.search(r"[^\W\d_][^\x00-\x7f\w\s’‘–—­·®™©´`°][^\W\d_]", text):
        return False  # a sign in the midst of a word was meant as a letter
    foreign = sum(not letter.isascii() for word in words for letter in word)
    # Cyrillic or Greek read as western has words of foreign letters only.
    return not words or foreign / sum(map(len, words)) < 0.6
