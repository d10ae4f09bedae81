"""What a file is, by its content; names lie."""

from pathlib import Path

from segdesk.errors import InputError, Where
from segdesk.io.readers.reader_registry import kind_by_readers
from segdesk.messages import Message, say

# What begins so is a format that is never a table for us, with the words that name it.
_FOREIGN: tuple[tuple[bytes, Message], ...] = (
    (b"%PDF", say("a PDF document")),
    (b"\x89PNG", say("a picture")),
    (b"\xff\xd8\xff", say("a picture")),
    (b"GIF8", say("a picture")),
    (b"BM\x00", say("a picture")),
    (b"II*\x00", say("a picture")),
    (b"MM\x00*", say("a picture")),
    (b"{\\rtf", say("a text document (RTF)")),
    (b"7z\xbc\xaf", say("an archive (7z)")),
    (b"Rar!", say("an archive (RAR)")),
    (b"BZh", say("a file compressed with bzip2")),
    (b"\xfd7zXZ", say("a file compressed with xz")),
    (b"\x28\xb5\x2f\xfd", say("a file compressed with zstd")),
    (b"\x7fELF", say("a program")),
    (b"MZ", say("a program")),
    (b"ORC", say("an ORC file")),
    (b"ARROW1", say("an Arrow file")),
    (b"\x89HDF", say("an HDF5 file")),
    (b"$FL2", say("an SPSS file")),
    (b"$FL3", say("an SPSS file")),
)
_PICKLES = (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")
_PICKLE_SUFFIXES = (".pkl", ".pickle", ".joblib", ".dill")
_DAMAGED_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".parquet", ".sqlite", ".db", ".zip", ".gz")
_HEAD = 65536


def kind_of(path: Path) -> str:
    """Return the kind of content: one that a reader recognises, else text.

    Raises
    ------
    InputError
        If the file can't be opened, is empty, or is of a kind that holds no table for segdesk.
    """
    head = _head(path)
    where = Where(file=path.name)
    if not head:
        raise InputError(
            say("The file is empty."), where, say("Choose a file with one row per customer or purchase.")
        )
    if head.startswith(_PICKLES) or path.suffix.lower() in _PICKLE_SUFFIXES:
        # A pickle runs code when it is loaded, so it is not even looked into.
        raise refusal(path, say("stored Python objects, which can run programs when opened"))
    kind = kind_by_readers(head, path)
    if kind is not None:
        return kind
    foreign = next((words for magic, words in _FOREIGN if head.startswith(magic)), None)
    if foreign is not None:
        raise refusal(path, foreign)
    if _is_binary(head) and path.suffix.lower() in _DAMAGED_SUFFIXES:
        raise InputError(
            say("The file is damaged: it is not a valid {kind} file.", kind=path.suffix.lstrip(".").upper()),
            where,
            say("Get the file again from where it came from."),
        )
    check_text(head, path)
    return "text"


def check_text(head: bytes, path: Path) -> None:
    """Refuse the beginning of what should be a text table but is none.

    Raises
    ------
    InputError
        Saying what it seems to be.
    """
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    seems = _markup(text)
    if not text and len(head) < _HEAD:
        raise InputError(
            say("The file holds nothing but blanks."),
            Where(file=path.name),
            say("Choose a file with one row per customer or purchase."),
        )
    if seems is None and _is_binary(head):
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


def _head(path: Path) -> bytes:
    where = Where(file=path.name)
    if path.is_dir():
        raise InputError(say("This is a folder, not a file."), where, say("Choose a file inside it."))
    try:
        with path.open("rb") as stream:
            return stream.read(_HEAD)
    except FileNotFoundError:
        raise InputError(
            say("There is no such file."),
            where,
            say("Check the name and the folder."),
        ) from None
    except PermissionError:
        raise InputError(
            say("The file may not be read by this user."),
            where,
            say("Close it in other programs, or ask for the right to read it."),
        ) from None
    except (OSError, ValueError) as error:
        # ValueError: a name with a zero byte, say, that the system does not even try.
        raise InputError(
            say("The file can't be opened: {reason}.", reason=getattr(error, "strerror", None) or str(error)),
            where,
        ) from None


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


def _is_binary(head: bytes) -> bool:
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
