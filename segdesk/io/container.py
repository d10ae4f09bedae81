"""Files of segdesk's own, models and projects: a zip of JSON documents and plain arrays that a manifest lists.

The manifest, `manifest.json`, says what kind of file it is, of which version, and what else is in it, each member with
its size and SHA-256. Nothing that it does not list may be there. Nothing in such a file is ever run.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec
import numpy as np
import numpy.typing as npt

from segdesk.errors import Cancelled, InputError, Where, naming_file
from segdesk.io.gate import check_memory, check_ratio, check_regular
from segdesk.io.safe_zip import unpacked
from segdesk.messages import Message, say
from segdesk.version import VERSION

FORMAT = "segdesk"
MANIFEST = "manifest.json"
MODEL, PROJECT = "model", "project"
# By it models of earlier programs are known, which have no manifest.
MODEL_DOCUMENT = "model.json"
_MOST_MEMBERS = 20_000
_MOST_MANIFEST = 8 << 20
_MEMBER = re.compile(r"(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_.-]+\.(?:json|npy)")
_LONGEST_HEADER = 512
# JSON becomes objects.
_TIMES_ITS_DOCUMENT = 20
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

AnyArray = npt.NDArray[np.generic]


class Member(msgspec.Struct, forbid_unknown_fields=True):
    """A member of the file, as the manifest lists it."""

    name: str
    size: int
    sha256: str


class PersonalData(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What a file holds of persons.

    Attributes
    ----------
    holds : str
        A word for programs, such as `prepared_values`.
    count : int
        Of how many customers, or how many values; 0 says that there are none.
    """

    holds: str
    count: int


class Manifest(msgspec.Struct, forbid_unknown_fields=True):
    """The layout of `manifest.json`."""

    format: str
    kind: str
    version: int
    program: str
    personal: list[PersonalData]
    members: list[Member]


@dataclass(frozen=True)
class Container:
    """An open file whose list of members was checked.

    Attributes
    ----------
    path : Path
    kind : str
        `model` or `project`.
    version : int
        Of the layout of that kind; 0 for a model of a program that wrote no manifest.
    members : mapping of str to Member or None
        By name; None for a model without a manifest.
    personal : tuple of PersonalData
    """

    path: Path
    kind: str
    version: int
    members: Mapping[str, Member | None]
    personal: tuple[PersonalData, ...]
    archive: zipfile.ZipFile

    def read(self, name: str) -> bytes:
        """Return the bytes of a member.

        Raises
        ------
        InputError, ValueError
            If it is missing or is not what the manifest says.
        """
        if name not in self.members:
            raise ValueError(f"{name} is missing")
        data = b"".join(unpacked(self.archive, self.archive.getinfo(name), self.path))
        listed = self.members[name]
        if listed is not None and hashlib.sha256(data).hexdigest() != listed.sha256:
            raise ValueError(f"{name} was changed")
        return data

    def document(self, name: str) -> bytes:
        """Return the bytes of a document that memory can hold as objects."""
        check_memory(_TIMES_ITS_DOCUMENT * self.size(name), self.path)
        return self.read(name)

    def array(self, name: str) -> AnyArray:
        """Return an array; it is what its header says, and of plain numbers."""
        self.shape(name)
        return array_of(self.read(name))

    def size(self, name: str) -> int:
        """Return how many bytes a member unpacks to."""
        if name not in self.members:
            raise ValueError(f"{name} is missing")
        return self.archive.getinfo(name).file_size

    def packed_size(self, name: str) -> int:
        """Return how many bytes a member takes in the file."""
        return self.archive.getinfo(name).compress_size

    def shape(self, name: str) -> tuple[tuple[int, ...], np.dtype[np.generic]]:
        """Return shape and type of an array by its header, without unpacking it.

        Raises
        ------
        ValueError
            If it is no array of numbers, or not as long as it says.
        """
        if name not in self.members:
            raise ValueError(f"{name} is missing")
        with self.archive.open(name) as stream:
            shape, dtype, header = _header(stream, name)
        if header + int(np.prod(shape, dtype=np.float64)) * dtype.itemsize != self.size(name):
            raise ValueError(f"{name} is not as long as it says")
        return shape, dtype


def write_container(
    path: Path,
    kind: str,
    version: int,
    members: Mapping[str, bytes],
    personal: Sequence[PersonalData] = (),
    level: int = 6,
) -> None:
    """Write a file; the same members give the same bytes.

    Parameters
    ----------
    path : Path
    kind : str
    version : int
    members : mapping of str to bytes
    personal : sequence of PersonalData
    level : int
        How hard to pack, 1 to 9.
    """
    listed = [
        Member(name, len(data), hashlib.sha256(data).hexdigest()) for name, data in sorted(members.items())
    ]
    manifest = Manifest(FORMAT, kind, version, VERSION, list(personal), listed)
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        _add(archive, MANIFEST, text, level)
        for member in listed:
            _add(archive, member.name, members[member.name], level)


@contextmanager
def open_container(path: Path) -> Iterator[Container]:
    """Open a file and check what is in it; whatever its content stumbles over is a sentence.

    Raises
    ------
    InputError
        If it is missing, damaged, nothing of segdesk's, or what the block raises but cancelling.
    """
    check_regular(path)
    try:
        with zipfile.ZipFile(path) as archive, naming_file(path.name):
            yield _checked(archive, path)
    except (InputError, Cancelled):
        raise
    except MemoryError:
        raise InputError(
            say("There is too little memory to read the file."),
            Where(file=path.name),
            say("Close other programs first."),
        ) from None
    except Exception as error:
        # Whatever a damaged or forged file makes the parsers of zip, JSON, TOML and arrays stumble over.
        raise damaged_container(path, say("{error}", error=str(error) or type(error).__name__)) from error


def kind_of_container(path: Path) -> str:
    """Return whether a file is a `model` or a `project`.

    Raises
    ------
    InputError
        As of `open_container`.
    """
    with open_container(path) as container:
        return container.kind


def check_version(container: Container, kind: str, newest: int) -> None:
    """Refuse a file of the other kind, and what a newer program wrote.

    Raises
    ------
    InputError, ValueError
    """
    if container.kind != kind:
        raise ValueError(f"it is a {container.kind}")
    if container.version > newest:
        raise InputError(
            say(
                "The file was written by a newer segdesk: it has version {version}, this program reads up to {known}.",
                version=container.version,
                known=newest,
            ),
            Where(file=container.path.name),
            say("Open it with the newer program, or install that one here."),
        )


def damaged_container(path: Path, why: Message) -> InputError:
    """Return the error for a file that is nothing of segdesk's, or no more."""
    return InputError(
        say("This is no model or project that segdesk can use: {why}.", why=why),
        where=Where(file=path.name),
        mend=say("Use a file with the ending .segdesk as segdesk writes it, or an earlier copy of it."),
    )


def array_bytes(array: AnyArray) -> bytes:
    """Return an array as the bytes of a member."""
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, np.ascontiguousarray(array), version=(1, 0), allow_pickle=False)
    return buffer.getvalue()


def array_of(data: bytes) -> AnyArray:
    """Return the array that a member holds."""
    return np.asarray(np.lib.format.read_array(io.BytesIO(data), allow_pickle=False))


def _add(archive: zipfile.ZipFile, name: str, data: bytes, level: int) -> None:
    # A fixed date: the same content is the same file.
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    archive.writestr(info, data, zipfile.ZIP_DEFLATED, level)


def _checked(archive: zipfile.ZipFile, path: Path) -> Container:
    """Return the container of an archive whose members are those that its manifest lists."""
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if len(names) != len(set(names)) or len(names) > _MOST_MEMBERS:
        raise ValueError("a member is there twice, or there are too many")
    for info in infos:
        if not _MEMBER.fullmatch(info.filename) or info.compress_type not in _PACKINGS:
            raise ValueError(f"{info.filename} does not belong there")
    check_ratio(sum(info.file_size for info in infos), path.stat().st_size, path)
    if MANIFEST not in names and MODEL_DOCUMENT in names:
        return Container(path, MODEL, 0, dict.fromkeys(names), (), archive)
    manifest = _manifest(archive, path)
    listed = {member.name: member for member in manifest.members}
    if manifest.format != FORMAT or manifest.kind not in (MODEL, PROJECT) or manifest.version < 1:
        raise ValueError(f"it is a {manifest.kind} of {manifest.format}, version {manifest.version}")
    for name in sorted({*names, MANIFEST} ^ {*listed, MANIFEST}):
        raise ValueError(f"{name} is missing, or does not belong there")
    for info in infos:
        if info.filename != MANIFEST and info.file_size != listed[info.filename].size:
            raise ValueError(f"{info.filename} has another size than it should")
    return Container(path, manifest.kind, manifest.version, listed, tuple(manifest.personal), archive)


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    info = archive.getinfo(MANIFEST)
    if info.file_size > _MOST_MANIFEST:
        raise ValueError("its manifest is larger than any")
    return msgspec.json.decode(b"".join(unpacked(archive, info, path)), type=Manifest)


def _header(stream: IO[bytes], name: str) -> tuple[tuple[int, ...], np.dtype[np.generic], int]:
    if np.lib.format.read_magic(stream) != (1, 0):
        raise ValueError(f"{name} has an unknown version")
    shape, by_columns, dtype = np.lib.format.read_array_header_1_0(stream, max_header_size=_LONGEST_HEADER)
    if by_columns or dtype.kind not in "biuf" or dtype.hasobject:
        raise ValueError(f"{name} holds no plain numbers")
    return shape, dtype, stream.tell()
