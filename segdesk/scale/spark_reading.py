"""Files of purchases as a table of texts in Spark, whose lines have numbers that rise in the order of the files.

Each worker numbers the lines that it reads of a block; where blocks begin in the files tells their order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

import pandas as pd

from segdesk.io.dialect import Dialect, records
from segdesk.messages import say
from segdesk.scale.dialect import SPARK
from segdesk.scale.raw_files import COLUMNS, RAW, RawFile, uneven
from segdesk.scale.session import Session
from segdesk.scale.spark_session import SparkSqlSession, path_to_read

_CELLS, _BLOCKS, _READ = "raw_cells", "raw_blocks", "raw_read"
# A broken record, kept as it is.
_BROKEN = "broken"


@dataclass(frozen=True)
class _Lines:
    """The numbers of the lines of a file: from `first`, which stands below headings and titles, to below `end`."""

    first: int
    end: int


def load_by_spark(files: Sequence[RawFile], session: Session) -> list[int]:
    """Put the lines of files into one table of texts with the number of each line; return the rows of each.

    Parameters
    ----------
    files : sequence of RawFile
    session : SparkSqlSession

    Raises
    ------
    InputError
        If lines are none of the table.
    """
    assert isinstance(session, SparkSqlSession)
    for i, file in enumerate(files):
        session.enter(say("Reading {file}", file=file.path.name))
        session.work(partial(_read, session, file, f"{_READ}{i}"))
        session.run(f"CREATE TABLE {_CELLS}{i} AS SELECT * FROM {_READ}{i}")
    lines = _number_blocks(files, session)
    parts = []
    for i, (file, own) in enumerate(zip(files, lines, strict=True)):
        numbered = (
            f"FROM (SELECT l.*, b.shift + l.place AS line FROM {_CELLS}{i} AS l JOIN {_BLOCKS} AS b "
            f"ON b.file = {i} AND b.block = l.block) AS l WHERE line >= {own.first}"
        )
        if file.kind != COLUMNS:
            _refuse_broken(file, numbered, session)
        cells = "".join(f"l.c{j}, " for j in range(file.n_cells))
        if file.label is not None:
            cells += f"{SPARK.base.text(file.label)} AS c{file.n_cells}, "
        blank = " AND ".join(f"l.c{j} = ''" for j in range(file.n_cells))
        parts.append(f"SELECT {cells}l.line {numbered} AND NOT ({blank})")
    session.run(f"CREATE TABLE {RAW} AS {' UNION ALL '.join(parts)}")
    session.drop(_BLOCKS, *(f"{name}{i}" for name in (_READ, _CELLS) for i in range(len(files))))
    return [
        session.number(f"SELECT COUNT(*) FROM {RAW} WHERE line >= {own.first} AND line < {own.end}")
        for own in lines
    ]


def _number_blocks(files: Sequence[RawFile], session: SparkSqlSession) -> list[_Lines]:
    """Make the table of how much the number of a line is behind its place in its block; return the lines of files."""
    found: list[tuple[int, int, int]] = []
    lines = []
    end = 0
    for i, file in enumerate(files):
        begin = end
        for block, first, last in session.run(
            f"SELECT block, MIN(place), MAX(place) FROM {_CELLS}{i} GROUP BY block ORDER BY block"
        ):
            found.append((i, block, end - first))
            end += last - first + 1
        above = 0 if file.kind == COLUMNS else _records_above(file)
        lines.append(_Lines(begin + above, end))
    session.load(_BLOCKS, pd.DataFrame(found, columns=["file", "block", "shift"]))
    return lines


def _read(session: SparkSqlSession, file: RawFile, name: str) -> None:
    """Name the cells of a file as texts, the block that each line stands in, and its place among the lines read."""
    spark = session.spark
    where = ["_metadata.file_block_start AS block", "monotonically_increasing_id() AS place"]
    if file.kind == COLUMNS:
        frame = spark.read.parquet(path_to_read(file.plain))
        cells = [
            f"COALESCE({_canonical(own, kind)}, '') AS c{j}" for j, (own, kind) in enumerate(frame.dtypes)
        ]
        session.view(name, frame.selectExpr(*cells, *where))
        return
    n = file.n_cells
    frame = spark.read.csv(
        path_to_read(file.plain),
        schema=", ".join([*(f"c{j} STRING" for j in range(n)), f"{_BROKEN} STRING"]),
        columnNameOfCorruptRecord=_BROKEN,
        sep=file.head.source.delimiter,
        header=False,
        quote='"',
        escape='"',
        nullValue="",
        emptyValue="",
        multiLine=_has_breaks_inside(spark, file),
        maxCharsPerColumn=-1,
    )
    cells = [f"COALESCE(c{j}, '') AS c{j}" for j in range(n)]
    session.view(name, frame.selectExpr(*cells, _BROKEN, *where))


def _has_breaks_inside(spark: Any, file: RawFile) -> bool:
    """Return whether cells go over several lines: then Spark must read the file in one piece."""
    text = spark.read.text(path_to_read(file.plain))
    odd = text.where("""(LENGTH(value) - LENGTH(REPLACE(value, '"', ''))) % 2 = 1""")
    return bool(odd.limit(1).count())


def _records_above(file: RawFile) -> int:
    """Return how many records stand above the first line: headings, and titles over them."""
    last = file.head.source.header_line or 0
    if not last:
        return 0
    with file.plain.open(encoding="utf-8-sig", newline="") as stream:
        text = "".join(islice(stream, last))
    read = records(text, Dialect(file.head.source.delimiter or ","), True, None)
    return sum(not each.is_blank for each in read)


def _refuse_broken(file: RawFile, numbered: str, session: SparkSqlSession) -> None:
    """Refuse a file with records of more or fewer cells than there are headings."""
    broken = session.run(f"SELECT {_BROKEN} {numbered} AND {_BROKEN} IS NOT NULL ORDER BY line LIMIT 1")
    if broken:
        raise uneven(file.path, _line_of(file, broken[0][0]), session.engine)


def _line_of(file: RawFile, record: str) -> int | None:
    """Return the number of the first line that is, or begins, a record."""
    first = record.splitlines()[0] if record else ""
    with file.plain.open(encoding="utf-8-sig") as stream:
        return next((i for i, line in enumerate(stream, start=1) if line.rstrip("\r\n") == first), None)


def _canonical(name: str, kind: str) -> str:
    """Return the text of a typed cell as the engine writes it."""
    own = "`" + name.replace("`", "``") + "`"
    base = kind.partition("(")[0]
    if base in ("date", "timestamp", "timestamp_ntz"):
        return f"DATE_FORMAT(CAST({own} AS TIMESTAMP), 'yyyy-MM-dd HH:mm:ss')"
    if base == "boolean":
        return f"CASE {own} WHEN true THEN 'True' WHEN false THEN 'False' END"
    if base in ("float", "double"):
        text = f"CAST({own} AS STRING)"
        # Spark writes large and small numbers with an exponent; in decimals as long as these hold all of their digits.
        plain = f"CAST(TRY_CAST({text} AS DECIMAL(38, 18)) AS STRING)"
        return (
            f"CASE WHEN {text} LIKE '%E%' AND ABS({own}) < 1e18 AND ABS({own}) > 1e-3 "
            f"THEN {_trimmed(plain)} ELSE {_trimmed(text)} END"
        )
    if base == "decimal":
        return _trimmed(f"CAST({own} AS STRING)")
    return f"CAST({own} AS STRING)"


def _trimmed(text: str) -> str:
    """Return the text of a number without zeros at the end of its decimals."""
    return f"REGEXP_REPLACE(REGEXP_REPLACE({text}, '([.][0-9]*?)0+$', '$1'), '[.]$', '')"
