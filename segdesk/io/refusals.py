"""Why a file is refused before it is read: what it seems to be instead of a table, or that it is damaged."""

from pathlib import Path

from segdesk.errors import InputError, Where
from segdesk.messages import Message, say

# Of a file, so much is looked at.
HEAD_BYTES = 65_536


def check_text(head: bytes, path: Path) -> None:
    """Refuse the beginning of what should be a text table but is none.

    Raises
    ------
    InputError
        Saying what it seems to be.
    """
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    seems = _markup(text)
    if not text and len(head) < HEAD_BYTES:
        raise InputError(
            say("The file holds nothing but blanks."),
            Where(file=path.name),
            say("Choose a file with one row per customer or purchase."),
        )
    if seems is None and is_binary(head):
        seems = say("binary data, not text")
    if seems is not None:
        raise refusal(path, seems)


def refusal(path: Path, seems: Message) -> InputError:
    """Return the error for a file that seems to be something else than a table."""
    return InputError(
        say("The file can't be read as a table: it seems to be {seems}.", seems=seems),
        Where(file=path.name),
        say(
            "segdesk opens delimited text such as CSV, Excel and OpenDocument workbooks, Parquet and SQLite."
        ),
    )


def damaged(path: Path) -> InputError:
    """Return the error for a file that is broken or only partly there."""
    return InputError(
        say("The file is damaged or incomplete and can't be read."),
        Where(file=path.name),
        say("Get the file again from where it came from."),
    )


def _markup(text: bytes) -> Message | None:
    if text.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta")):
        return say("a web page (HTML)")
    if text.startswith(b"<?xml") or text.startswith(b"<svg"):
        return say("a web page (HTML)") if b"<html" in text[:2000] else say("an XML file")
    if text.startswith(b"{") and text[1:200].lstrip().startswith((b'"', b"}")):
        return say("a JSON file")
    if text.startswith(b"[") and text[1:200].lstrip().startswith((b"{", b"[")):
        return say("a JSON file")
    return None


def is_binary(head: bytes) -> bool:
    """Tell text, in any encoding, from bytes that are none."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    if b"\x00" in head:
        # UTF-16 without a mark: one byte of nearly every pair is zero in tables, which are full of
        # digits and separators, and never both.
        even, odd = head[0::2].count(0), head[1::2].count(0)
        half = max(1, len(head) // 2)
        return not (max(even, odd) / half > 0.3 and min(even, odd) / half < 0.02)
    controls = sum(head.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13, 26))
    return controls > max(4, 0.01 * len(head))
