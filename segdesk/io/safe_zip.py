"""Look at a zipped document before it is unpacked: no bombs, no external or endless XML."""

import copy
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from segdesk.errors import InputError, Where
from segdesk.io.gate import check_ratio
from segdesk.io.refusals import damaged
from segdesk.messages import Value, say

_MOST_MEMBERS = 10_000
_MOST_BYTES = 4 << 30
# Lists of sheets, styles and links between parts, which a reader holds whole.
_HELD_WHOLE = re.compile(
    r"(?:^|/)(?:workbook\.(?:xml|bin)(?:\.rels)?|styles\.(?:xml|bin)|manifest\.xml)$", re.I
)
_MOST_HELD = 32 << 20
_PROLOG = 1 << 18
_DOCTYPE = re.compile(b"<!DOCTYPE|<!ENTITY".replace(b"", b"\x00?"))  # in UTF-16 too
_PIECE = 1 << 20
# What zipfile and zlib raise for what is no sound archive; a method of packing that they do not know among them.
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
)


def check_zip(path: Path) -> None:
    """Refuse a zipped document that would do harm when it is unpacked.

    Raises
    ------
    InputError
        If it is broken, unpacks to far too much, holds a part twice, or declares XML entities.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            total = sum(member.file_size for member in members)
            if len(members) > _MOST_MEMBERS or total > _MOST_BYTES:
                raise _refused(path, say("the file would unpack to far more than a table can be"))
            # Which of two would be read depends on the program, and sheets are found without regard to case.
            if len({member.filename.casefold() for member in members}) < len(members):
                raise _refused(path, say("it holds a part twice"))
            # Many small parts may do what one large one may not.
            check_ratio(total, path.stat().st_size, path)
            for member in members:
                check_ratio(member.file_size, member.compress_size, path)
                _check_part(archive, member, path)
    except BROKEN_ZIP:
        raise damaged(path) from None
    except RuntimeError:
        # The only one that zipfile raises: a member is encrypted.
        raise InputError(
            say("The workbook is protected by a password."),
            Where(file=path.name),
            say("Save it without a password."),
        ) from None


def _check_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> None:
    name = member.filename
    if _HELD_WHOLE.search(name):
        if member.file_size > _MOST_HELD:
            raise _refused(path, say("the file would unpack to far more than a table can be"))
        first = b"".join(unpacked(archive, member, path))
    elif name.lower().endswith((".xml", ".rels")):
        # What calamine reads of these is unpacked as a whole where its cells are counted.
        first = next(unpacked(archive, member, path), b"")
    else:
        return
    if _DOCTYPE.search(first[:_PROLOG]):
        raise _refused(path, say("it declares XML entities, as attacks do and workbooks do not"))


def unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> Iterator[bytes]:
    """Yield the bytes of a member piece by piece; they are as many as the archive says.

    zipfile itself stops at the size that the archive claims, while other readers go on as long as there is something.

    Raises
    ------
    InputError
        If there are more or fewer.
    """
    whole = copy.copy(member)
    whole.file_size = sys.maxsize
    size = 0
    with archive.open(whole) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > member.file_size:
                break
            yield piece
    if size != member.file_size:
        raise damaged(path)


def _refused(path: Path, why: Value) -> InputError:
    return InputError(
        say("The workbook was not opened: {why}.", why=why),
        Where(file=path.name),
        say("Save the table again from a spreadsheet program, or as CSV."),
    )
