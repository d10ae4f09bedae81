"""Finding the recipe inside a file that segdesk exported, whatever kind of file it is.

The file may come from anyone. It is looked through as bytes, up to a limit of size, and nothing in it is run, unpacked
without a limit or followed; what is found is read as any recipe is.
"""

import html
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from segdesk.errors import InputError, Where
from segdesk.io.gate import cannot_be_opened, check_regular, may_not_be_read
from segdesk.io.safe_zip import BROKEN_ZIP, unpacked
from segdesk.messages import say

# Every kind of file holds the same text, which begins so, in a place of this name.
MARK = "# segdesk recipe"
HTML_ID = "segdesk-recipe"
PNG_KEYWORD = PARQUET_KEY = "segdesk_recipe"
PROPERTY = "segdesk recipe"
# No recipe is longer, and no report or chart larger.
MOST_RECIPE = 1 << 20
MOST_FILE = 128 << 20
_CUSTOM = "docProps/custom.xml"
_HEAD = 64
_TEMPLATE = re.compile(rf'<template id="{HTML_ID}">([^<]*+)</template>'.encode())
_DESCRIPTION = re.compile(rb"<dc:description>([^<]*+)</dc:description>")
_PROPERTY = re.compile(
    rf'<property\b[^<>]*?\bname="{PROPERTY} (\d{{1,4}})"[^<>]*+><vt:lpwstr>([^<]*+)</vt:lpwstr>'.encode()
)
_KEYWORDS = re.compile(rb"/Keywords\s*+([(<])")
_PDF_ESCAPE = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3}|\r?\n)")
_PDF_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def recipe_text_in(path: Path) -> str | None:
    """Return the text of the recipe that an exported file holds; None for a file that may be a recipe itself.

    Raises
    ------
    InputError
        If the file is of a kind that segdesk exports and holds no recipe, is too large, or cannot be read.
    """
    check_regular(path)
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        look = _looker(head, path)
        if look is None:
            return None
        if path.stat().st_size > MOST_FILE and look is not _in_zip and look is not _in_parquet:
            raise InputError(
                say("The file is larger than {mb} MB, which no file of this kind is.", mb=MOST_FILE >> 20),
                Where(file=path.name),
                say("Choose the right file."),
            )
        found = look(path)
    except PermissionError:
        raise may_not_be_read(path) from None
    except OSError as error:
        raise cannot_be_opened(path, error) from None
    if found is None or len(found) > MOST_RECIPE or not found.startswith(MARK):
        raise InputError(
            say("There is no recipe in this file."),
            Where(file=path.name),
            say("Choose a report, chart or labeled file that segdesk wrote, or its recipe.toml."),
        )
    return found


def holds_recipe(path: Path) -> bool:
    """Return whether a file is an export that holds a recipe."""
    try:
        return recipe_text_in(path) is not None
    except InputError:
        return False


def _looker(head: bytes, path: Path) -> Callable[[Path], str | None] | None:
    """Return what looks for a recipe in files of this beginning."""
    for magic, look in _LOOKERS.items():
        if head.startswith(magic):
            return look
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith((b"<!doctype html", b"<html", b"<?xml", b"<svg")):
        return _in_svg if text.startswith((b"<?xml", b"<svg")) else _in_html
    return None


def _in_png(path: Path) -> str | None:
    """Look through the chunks of a PNG file; pictures are passed over and packed texts not unpacked."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        stream.seek(8)
        while len(start := stream.read(8)) == 8:
            length, kind = struct.unpack(">I4s", start)
            if length > size:
                return None
            if kind in (b"tEXt", b"iTXt") and length <= MOST_RECIPE:
                keyword, _, rest = stream.read(length).partition(b"\0")
                if keyword == PNG_KEYWORD.encode():
                    # Language and translated keyword stand before the text; the first byte says if it is packed.
                    is_plain = kind == b"tEXt"
                    if not is_plain and rest[:1] != b"\0":
                        return None
                    text = rest if is_plain else rest[2:].split(b"\0", 2)[-1]
                    return text.decode("latin-1" if is_plain else "utf-8", "replace")
                stream.seek(4, 1)
            else:
                stream.seek(length + 4, 1)
    return None


def _in_html(path: Path) -> str | None:
    return _unescaped(_TEMPLATE.search(path.read_bytes()))


def _in_svg(path: Path) -> str | None:
    return _unescaped(_DESCRIPTION.search(path.read_bytes()))


def _unescaped(found: re.Match[bytes] | None) -> str | None:
    return None if found is None else html.unescape(found[1].decode("utf-8", "replace"))


def _in_pdf(path: Path) -> str | None:
    """Look at the keywords of a PDF document: a text in brackets, or in hexadecimal digits."""
    data = path.read_bytes()
    for found in _KEYWORDS.finditer(data):
        text = _pdf_text(data[found.end() - 1 : found.end() + 4 * MOST_RECIPE])
        if text is not None and text.startswith(MARK):
            return text
    return None


def _pdf_text(data: bytes) -> str | None:
    if data.startswith(b"<"):
        digits = data[1:].partition(b">")[0]
        try:
            raw = bytes.fromhex(digits.decode("ascii"))
        except ValueError:
            return None
    else:
        end, depth = 0, 0
        for token in re.finditer(rb"\\.|[()]", data, re.DOTALL):
            depth += {b"(": 1, b")": -1}.get(token[0], 0)
            if depth == 0:
                end = token.start()
                break
        if not end:
            return None
        raw = _PDF_ESCAPE.sub(_pdf_letter, data[1:end])
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", "replace")
    return raw.decode("latin-1")


def _pdf_letter(found: re.Match[bytes]) -> bytes:
    letter = found[1]
    if letter[:1].isdigit():
        return bytes([int(letter, 8) & 0xFF])
    # A line that was broken goes on.
    return b"" if letter.endswith(b"\n") else _PDF_LETTERS.get(letter, letter)


def _in_zip(path: Path) -> str | None:
    """Look at the properties of an Office document; no other part of it is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [each for each in archive.infolist() if each.filename == _CUSTOM]
            if len(members) != 1 or members[0].file_size > MOST_RECIPE:
                return None
            part = b"".join(unpacked(archive, members[0], path))
    except (*BROKEN_ZIP, RuntimeError):
        return None
    pieces = {int(number): value.decode("utf-8", "replace") for number, value in _PROPERTY.findall(part)}
    return "".join(html.unescape(pieces[number]) for number in sorted(pieces)) or None


def _in_parquet(path: Path) -> str | None:
    import duckdb  # noqa: PLC0415 - heavy, and needed for this format only

    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    try:
        with duckdb.connect(config=config) as connection:
            rows = connection.execute(
                "SELECT value FROM parquet_kv_metadata(?) WHERE key = ? AND octet_length(value) <= ?",
                [str(path), PARQUET_KEY.encode(), MOST_RECIPE],
            ).fetchall()
    except duckdb.Error:
        return None
    return bytes(rows[0][0]).decode("utf-8", "replace") if rows else None


_LOOKERS: dict[bytes, Callable[[Path], str | None]] = {
    b"\x89PNG\r\n\x1a\n": _in_png,
    b"%PDF": _in_pdf,
    b"PK\x03\x04": _in_zip,
    b"PAR1": _in_parquet,
}
