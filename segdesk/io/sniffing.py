"""What a file is, by its content; names lie."""

from pathlib import Path

from segdesk.errors import InputError, Where
from segdesk.io.gate import cannot_be_opened, check_regular, may_not_be_read
from segdesk.io.readers.reader_registry import kind_by_readers
from segdesk.io.refusals import HEAD_BYTES, check_text, is_binary, refusal
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
    if is_binary(head) and path.suffix.lower() in _DAMAGED_SUFFIXES:
        raise InputError(
            say("The file is damaged: it is not a valid {kind} file.", kind=path.suffix.lstrip(".").upper()),
            where,
            say("Get the file again from where it came from."),
        )
    check_text(head, path)
    return "text"


def _head(path: Path) -> bytes:
    check_regular(path)
    try:
        with path.open("rb") as stream:
            return stream.read(HEAD_BYTES)
    except PermissionError:
        raise may_not_be_read(path) from None
    except OSError as error:
        raise cannot_be_opened(path, error) from None
