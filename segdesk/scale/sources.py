"""Files of purchases as one table of texts in the database, their headings and separator found on their first lines."""

import codecs
import gzip
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, cast

from segdesk.engine.data.table import SourceFile, Table
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.errors import InputError, Where
from segdesk.io.columns import object_array
from segdesk.io.dialect import Dialect, records
from segdesk.io.folders import tables_in
from segdesk.io.name_lists import shortened
from segdesk.io.reading import Data, read_table
from segdesk.io.sniffing import kind_of
from segdesk.io.stacking import FILE, stack
from segdesk.io.text_encoding import find_encoding, guess_of_encoding
from segdesk.messages import Message, say, say_n
from segdesk.scale.session import Session, exactly, text_of

RAW = "raw"
# What the headings and the separator are found from, and what the end of a file is looked at for remarks.
_HEAD, _TAIL = 4 << 20, 1 << 16
_PIECE = 1 << 23
_ROWS_OF_PARQUET = 50_000
_PACKED, _PLAIN, _COLUMNS = "gzip", "text", "parquet"
_LINE = re.compile(r"Line: (\d+)", re.IGNORECASE)


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


@dataclass(frozen=True, eq=False)
class _File:
    """A file as it is read: `plain` is itself, or its text as UTF-8."""

    path: Path
    kind: str
    plain: Path
    head: Table


def open_source(data: Data | Sequence[Data], spec: ReadSpec, session: Session) -> ScaleSource:
    """Read files into the database.

    Parameters
    ----------
    data : str or Path, or sequence of them
        Files of delimited text or Parquet, or a folder of them; several are one table.
    spec : ReadSpec
    session : Session

    Raises
    ------
    InputError
        If a file is of another kind, is no even table, or the files are not written alike.
    """
    paths, steps = _files(data)
    opened = [_opened(path, spec, session) for path in paths]
    heads = [each.head for each in opened]
    for other in heads[1:]:
        if other.headings != heads[0].headings or other.source.delimiter != heads[0].source.delimiter:
            raise InputError(
                say("The duckdb engine reads files of the same headings and form as one table."),
                Where(file=other.source.path.name),
                say("Make them alike, or use {option}.", option="--engine memory"),
            )
    head = heads[0]
    several = len(opened) > 1
    if several:
        folder = Path(data) if isinstance(data, str | Path) else paths[0]
        head = stack(heads, spec, folder, [FILE], steps)
    rows = _load(opened, head, session)
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


def _opened(path: Path, spec: ReadSpec, session: Session) -> _File:
    kind = kind_of(path)
    if kind not in (_PACKED, _PLAIN, _COLUMNS):
        raise InputError(
            say("The duckdb engine reads CSV and Parquet."),
            Where(file=path.name),
            say("Save the file as one of these, or use {option}.", option="--engine memory"),
        )
    session.enter(say("Reading {file}", file=path.name))
    if kind == _COLUMNS:
        sha256 = _fingerprint(path, session)
        return _File(path, kind, path, _named(_head_of_parquet(path, spec, session), path, sha256))
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


def _opened_text(path: Path, kind: str, spec: ReadSpec, session: Session) -> _File:
    """Look at all bytes of a text once: what they are encoded in, and their fingerprint."""
    unpacked = _unpacked if kind == _PACKED else _as_it_is
    with unpacked(path) as stream:
        first = stream.read(_HEAD)
    name, guessed = _encoding(path, first, unpacked, spec, session)
    plain = path
    if name != "utf-8" or kind == _PACKED:
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
    return _File(path, _PLAIN, plain, replace(head, source=replace(head.source, encoding=name)))


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
            raise _uneven(path, None)
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
                    raise _uneven(path, None) from None
                return other.name, other.guessed
            before = piece[-_TAIL:]
    return "utf-8", False


def _uneven(path: Path, line: int | None) -> InputError:
    return InputError(
        say("The duckdb engine reads plain tables only, and this line is none of the table.")
        if line is not None
        else say("The duckdb engine reads plain tables only: no totals, remarks or broken lines."),
        Where(file=path.name, line=line),
        say("Mend the line, or use {option}.", option="--engine memory"),
    )


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
        raise _uneven(path, None if odd is None or odd.first_line > len(read) // 2 else odd.first_line)
    return head


def _head_of_parquet(path: Path, spec: ReadSpec, session: Session) -> Table:
    small = session.folder / f"{path.stem}.parquet"
    session.run(
        f"COPY (SELECT * FROM read_parquet({exactly([path])}) LIMIT {_ROWS_OF_PARQUET}) "
        f"TO {text_of(small)} (FORMAT parquet)"
    )
    try:
        return read_table(small, spec)
    finally:
        small.unlink()


def _load(opened: Sequence[_File], head: Table, session: Session) -> list[int]:
    """Put all lines into one table of texts; return the rows of each file."""
    rows = []
    several = len(opened) > 1
    for i, file in enumerate(opened):
        session.enter(say("Reading {file}", file=file.path.name))
        cells = _cells_of_parquet(file, session) if file.kind == _COLUMNS else _cells_of_text(file)
        if several:
            label = head.columns[-1].texts[i].replace("'", "''")
            cells = cells.replace(" FROM ", f", '{label}' AS c{len(head.columns) - 1} FROM ", 1)
        before = session.number(f"SELECT COUNT(*) FROM {RAW}") if i else 0
        try:
            session.run(f"INSERT INTO {RAW} {cells}" if i else f"CREATE TABLE {RAW} AS {cells}")
        except Exception as error:
            raise _unread(error, file) from error
        rows.append(session.number(f"SELECT COUNT(*) FROM {RAW}") - before)
    return rows


def _cells_of_text(file: _File) -> str:
    """Return the SELECT of the texts of a file; blank lines are no rows."""
    n = len(file.head.columns)
    names = [f"c{i}" for i in range(n)]
    source = file.head.source
    options = {
        "header": "false",
        "skip": str(source.header_line or 0),
        "delim": f"'{source.delimiter}'" if source.delimiter != "'" else "''''",
        "quote": "'\"'",
        "escape": "'\"'",
        "auto_detect": "false",
        "null_padding": "false",
        "strict_mode": "true",
        "nullstr": "''",
        "columns": "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in names) + "}",
    }
    given = ", ".join(f"{key}={value}" for key, value in options.items())
    texts = ", ".join(f"COALESCE({name}, '') AS {name}" for name in names)
    blank = " AND ".join(f"COALESCE({name}, '') = ''" for name in names)
    return f"SELECT {texts} FROM read_csv({exactly([file.plain])}, {given}) WHERE NOT ({blank})"


def _cells_of_parquet(file: _File, session: Session) -> str:
    """Return the SELECT of canonical texts of a Parquet file."""
    table = f"read_parquet({exactly([file.plain])})"
    kinds = session.run(f"DESCRIBE SELECT * FROM {table}")
    cells = []
    for i, (name, kind, *_) in enumerate(kinds):
        own = '"' + name.replace('"', '""') + '"'
        base = kind.upper().partition("(")[0].strip()
        if base == "DATE" or base.startswith("TIMESTAMP"):
            text = f"strftime({own}::TIMESTAMP, '%Y-%m-%d %H:%M:%S')"
        elif base == "BOOLEAN":
            text = f"CASE {own} WHEN true THEN 'True' WHEN false THEN 'False' END"
        elif base in ("FLOAT", "DOUBLE"):
            # Whole numbers without a point, as the engine writes them.
            text = f"regexp_replace(CAST({own} AS VARCHAR), '[.]0$', '')"
        elif base in ("DECIMAL", "HUGEINT"):
            text = f"regexp_replace(regexp_replace(CAST({own} AS VARCHAR), '([.][0-9]*?)0+$', '\\1'), '[.]$', '')"
        else:
            text = f"CAST({own} AS VARCHAR)"
        cells.append(f"COALESCE({text}, '') AS c{i}")
    return f"SELECT {', '.join(cells)} FROM {table}"


def _unread(error: Exception, file: _File) -> Exception:
    """Return what to say of a file that the database cannot read."""
    import duckdb  # noqa: PLC0415 - heavy

    if not isinstance(error, duckdb.Error) or isinstance(error, duckdb.InterruptException):
        return error
    line = _LINE.search(str(error))
    return _uneven(file.path, int(line[1]) if line else None)
