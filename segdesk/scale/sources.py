"""Files of purchases as one table of texts in the database, their headings and separator found on their first lines."""

import codecs
import gzip
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, cast

from segdesk.engine.data.table import SourceFile, Table
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.errors import InputError, Where
from segdesk.io.columns import object_array
from segdesk.io.databases import is_url
from segdesk.io.dialect import Dialect, records
from segdesk.io.folders import tables_in
from segdesk.io.gate import check_regular
from segdesk.io.name_lists import shortened
from segdesk.io.reading import Data, address_among, read_table
from segdesk.io.sniffing import kind_of
from segdesk.io.stacking import FILE, stack
from segdesk.io.text_encoding import find_encoding, guess_of_encoding
from segdesk.messages import Message, say, say_n
from segdesk.scale.database_reading import database_of, load_database
from segdesk.scale.duck_session import DuckSession, exactly, text_of
from segdesk.scale.raw_files import COLUMNS, PACKED, PLAIN, Loader, RawFile, uneven
from segdesk.scale.session import Session

# What the headings and the separator are found from, and what the end of a file is looked at for remarks.
_HEAD, _TAIL = 4 << 20, 1 << 16
_PIECE = 1 << 23
_ROWS_OF_PARQUET = 50_000


@dataclass(frozen=True, eq=False)
class ScaleSource:
    """The table of purchases in the database.

    Attributes
    ----------
    head : Table
        Its first lines, as the engine reads them, with source, headings and what was said of it.
    n_rows : int
    expressions : tuple of str
        The text of each cell, by column.
    """

    head: Table
    n_rows: int
    expressions: tuple[str, ...]

    @property
    def outline(self) -> Table:
        """The headings and the source, without any row."""
        none = object_array([])
        return replace(
            self.head,
            columns=tuple(replace(c, codes=c.codes[:0], texts=none) for c in self.head.columns),
            rows_elsewhere=self.n_rows,
        )


def check_files(data: Data | Sequence[Data], engine: str) -> None:
    """Check that files are there, before a database is started for them.

    Parameters
    ----------
    data : str or Path, or sequence of them
    engine : str
        Its name as an option.

    Raises
    ------
    InputError
        If one is not, or is an address of what the engine does not read.
    """
    sources = [data] if isinstance(data, str | Path) else data
    if engine == DuckSession.engine and address_among(sources) is not None:
        return
    for each in sources:
        if is_url(each):
            kind = str(each).partition(":")[0].lower()
            # An address may hold a password.
            raise InputError(
                say(
                    "The {engine} engine reads files in folders, no addresses such as {kind}://.",
                    engine=engine,
                    kind=kind,
                ),
                mend=say("Put what is there into a folder that all of its computers see, and name that."),
            )
        if not Path(str(each)).is_dir():
            check_regular(Path(str(each)))


def open_source(data: Data | Sequence[Data], spec: ReadSpec, session: Session, load: Loader) -> ScaleSource:
    """Read files into the database.

    Parameters
    ----------
    data : str or Path, or sequence of them
        Files of delimited text or Parquet, or a folder of them; several are one table. For DuckDB also the address of
        a database, or a SQLite file.
    spec : ReadSpec
    session : Session
    load : callable
        Puts the lines of files into one table.

    Raises
    ------
    InputError
        If a file is of another kind, is no even table, or the files are not written alike.
    """
    if isinstance(session, DuckSession):
        database = database_of(data)
        if database is not None:
            return ScaleSource(*load_database(database, spec, session))
    paths, steps = _files(data)
    opened = [_opened(path, spec, session) for path in paths]
    heads = [each.head for each in opened]
    for other in heads[1:]:
        if other.headings != heads[0].headings or other.source.delimiter != heads[0].source.delimiter:
            raise InputError(
                say(
                    "The {engine} engine reads files of the same headings and form as one table.",
                    engine=session.engine,
                ),
                Where(file=other.source.path.name),
                say("Make them alike, or use {option}.", option="--engine memory"),
            )
    head = heads[0]
    several = len(opened) > 1
    if several:
        folder = Path(data) if isinstance(data, str | Path) else paths[0]
        head = stack(heads, spec, folder, [FILE], steps)
        labels = head.columns[-1].texts
        opened = [replace(each, label=labels[i]) for i, each in enumerate(opened)]
    rows = load(opened, session)
    files = tuple(
        SourceFile(each.path, n, each.sha256)
        for each, n in zip(head.source.files, rows if several else (), strict=True)
    )
    expressions = tuple(f"c{i}" for i in range(len(head.columns)))
    head = replace(head, source=replace(head.source, files=files))
    return ScaleSource(head, sum(rows), expressions)


def _files(data: Data | Sequence[Data]) -> tuple[list[Path], list[Message]]:
    paths: list[Path] = []
    steps: list[Message] = []
    for path in map(Path, [data] if isinstance(data, str | Path) else data):
        if path.is_dir():
            found, left_out = tables_in(path)
            paths += found
            steps += left_out
        else:
            paths.append(path)
    names = shortened([path.name for path in paths])
    steps.insert(
        0,
        say_n(
            "{n} file was read: {names}.",
            "{n} files were read as one table: {names}.",
            len(paths),
            names=names,
        ),
    )
    return paths, steps


def _opened(path: Path, spec: ReadSpec, session: Session) -> RawFile:
    kind = kind_of(path)
    if kind not in (PACKED, PLAIN, COLUMNS):
        raise InputError(
            say("The {engine} engine reads CSV and Parquet.", engine=session.engine),
            Where(file=path.name),
            say("Save the file as one of these, or use {option}.", option="--engine memory"),
        )
    session.enter(say("Reading {file}", file=path.name))
    if kind == COLUMNS:
        sha256 = _fingerprint(path, session)
        return RawFile(path, kind, path, _named(_head_of_parquet(path, spec, session), path, sha256))
    return _opened_text(path, kind, spec, session)


def _named(head: Table, path: Path, sha256: str) -> Table:
    return replace(head, source=replace(head.source, path=path, sha256=sha256))


def _fingerprint(path: Path, session: Session) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        for piece in _pieces(stream, session):
            digest.update(piece)
    return digest.hexdigest()


def _pieces(stream: IO[bytes], session: Session) -> Iterator[bytes]:
    while piece := stream.read(_PIECE):
        session.alive()
        yield piece


def _opened_text(path: Path, kind: str, spec: ReadSpec, session: Session) -> RawFile:
    """Look at all bytes of a text once: what they are encoded in, and their fingerprint."""
    unpacked = _unpacked if kind == PACKED else _as_it_is
    with unpacked(path) as stream:
        first = stream.read(_HEAD)
    name, guessed = _encoding(path, first, unpacked, spec, session)
    plain = path
    if name != "utf-8" or kind == PACKED:
        plain = session.folder / f"text{len(list(session.folder.glob('text*')))}.csv"
        with unpacked(path) as stream, plain.open("wb") as out:
            decoder = codecs.getincrementaldecoder("utf-8-sig" if name == "utf-8" else name)()
            for piece in _pieces(stream, session):
                out.write(decoder.decode(piece).encode())
            out.write(decoder.decode(b"", final=True).encode())
    probe = _probe(path, plain, spec, session)
    head = _named(probe, path, _fingerprint(path, session))
    if guessed:
        head = replace(head, warnings=(guess_of_encoding(name), *head.warnings))
    return RawFile(path, PLAIN, plain, replace(head, source=replace(head.source, encoding=name)))


def _unpacked(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path))


def _as_it_is(path: Path) -> IO[bytes]:
    return path.open("rb")


def _encoding(
    path: Path, first: bytes, unpacked: Callable[[Path], IO[bytes]], spec: ReadSpec, session: Session
) -> tuple[str, bool]:
    """Return how a text is encoded, and whether that is a guess: as its first bytes are, unless others are not."""
    # Letters of several bytes may be cut at the end; those of two and four bytes are not.
    whole = len(first) < _HEAD or b"\x00" in first[:_TAIL]
    found = find_encoding(first if whole else first[: first.rfind(b"\n") + 1], spec.encoding, path)
    if found.name != "utf-8" or found.strays:
        if found.strays:
            raise uneven(path, None, session.engine)
        return found.name, found.guessed
    decoder = codecs.getincrementaldecoder("utf-8")()
    before = b""
    with unpacked(path) as stream:
        for piece in _pieces(stream, session):
            try:
                decoder.decode(piece)
            except UnicodeDecodeError:
                # The lines around tell what they are written in.
                other = find_encoding((before + piece).partition(b"\n")[2], None, path)
                if other.name == "utf-8":
                    raise uneven(path, None, session.engine) from None
                return other.name, other.guessed
            before = piece[-_TAIL:]
    return "utf-8", False


def _probe(path: Path, plain: Path, spec: ReadSpec, session: Session) -> Table:
    """Read the first and the last lines of a text as the engine does; they must be lines of a plain table."""
    size = plain.stat().st_size
    with plain.open("rb") as stream:
        data = stream.read(_HEAD)
        if size > _HEAD:
            data = data[: data.rfind(b"\n") + 1]
            stream.seek(max(size - _TAIL, len(data)))
            tail = stream.read()
            data += tail[tail.find(b"\n") + 1 :] if size - _TAIL > len(data) else tail
    sample = session.folder / path.name
    sample = sample.with_suffix(".csv")
    sample.write_bytes(data)
    try:
        head = read_table(sample, replace(spec.as_asked(), encoding="utf-8"))
    finally:
        sample.unlink()
    dialect = Dialect(head.source.delimiter or ",")
    read = records(data.decode("utf-8-sig"), dialect, True, None)
    below = [each for each in read if each.first_line > (head.source.header_line or 0) and not each.is_blank]
    odd = next((each for each in below if len(each.cells) != len(head.columns)), None)
    if odd is not None or len(below) != head.n_rows:
        raise uneven(
            path, None if odd is None or odd.first_line > len(read) // 2 else odd.first_line, session.engine
        )
    return head


def _head_of_parquet(path: Path, spec: ReadSpec, session: Session) -> Table:
    import duckdb  # noqa: PLC0415 - heavy

    small = session.folder / f"{path.stem}.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT * FROM read_parquet({exactly([path])}) LIMIT {_ROWS_OF_PARQUET}) "
            f"TO {text_of(small)} (FORMAT parquet)"
        )
    try:
        return read_table(small, spec)
    finally:
        small.unlink()
