"""The bytes of a text file, unpacked where it is compressed."""

import gzip
import zipfile
import zlib
from pathlib import Path
from typing import IO

from segdesk.errors import InputError, Where
from segdesk.io.gate import check_lines, check_memory, check_ratio
from segdesk.io.refusals import HEAD_BYTES, check_text, damaged
from segdesk.io.safe_zip import BROKEN_ZIP
from segdesk.messages import Message, say, say_n
from segdesk.progress import Progress

_PIECE = 1 << 22
# Beyond this, unpacked text would not fit a desktop's memory.
_MOST_BYTES = 4 << 30
# The bytes, their text while the encoding is looked for, and the least that a table of them takes.
_TIMES_ITS_SIZE = 3


def load_bytes(path: Path, progress: Progress, stage: Message) -> bytes:
    """Return the text's bytes, unpacked.

    Raises
    ------
    InputError
        If memory would not hold them, they unpack to far more than a table, or a line never ends.
    """
    data = _loaded(path, progress, stage)
    check_lines(data, path)
    return data


def _loaded(path: Path, progress: Progress, stage: Message) -> bytes:
    size = path.stat().st_size
    check_memory(_TIMES_ITS_SIZE * size, path)
    with path.open("rb") as stream:
        magic = stream.read(2)
    if magic == b"\x1f\x8b":
        with gzip.open(path) as packed:
            return _unpack(packed, size, path, progress, stage)
    if magic != b"PK":
        return path.read_bytes()
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN_ZIP:
        raise damaged(path) from None
    with archive:
        members = [
            each
            for each in archive.infolist()
            if not each.is_dir() and not each.filename.startswith("__MACOSX/")
        ]
        if len(members) != 1:
            raise InputError(
                say_n(
                    "The archive holds {n} file; segdesk reads archives that hold one.",
                    "The archive holds {n} files; segdesk reads archives that hold one.",
                    len(members),
                ),
                Where(file=path.name),
                say("Unpack it and choose one of its files."),
            )
        if members[0].flag_bits & 1:
            raise InputError(
                say("The archive is protected by a password."), Where(file=path.name), say("Unpack it first.")
            )
        try:
            with archive.open(members[0]) as packed:
                return _unpack(packed, members[0].compress_size, path, progress, stage)
        except BROKEN_ZIP:
            raise damaged(path) from None


def _unpack(
    packed: IO[bytes] | gzip.GzipFile,
    packed_size: int,
    path: Path,
    progress: Progress,
    stage: Message,
) -> bytes:
    pieces: list[bytes] = []
    size = 0
    try:
        while piece := packed.read(_PIECE):
            if not pieces:
                check_text(piece[:HEAD_BYTES], path)
            pieces.append(piece)
            size += len(piece)
            progress(stage, 0.1)
            check_ratio(size, packed_size, path)
            check_memory(_TIMES_ITS_SIZE * size - size, path)
            if size > _MOST_BYTES:
                raise InputError(
                    say("The file is too large when unpacked: more than {gb} GB.", gb=_MOST_BYTES >> 30),
                    Where(file=path.name),
                    say("Split it, or keep only the columns that matter."),
                )
    except (EOFError, OSError, ValueError, zlib.error, zipfile.BadZipFile):
        raise damaged(path) from None
    if not pieces:
        raise InputError(say("The packed file is empty."), Where(file=path.name))
    return b"".join(pieces)
