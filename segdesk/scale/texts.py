"""The distinct texts of each column with their counts, and a sample of lines: what everything is decided on."""

import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from segdesk.engine.backends.backend import DistinctTexts
from segdesk.engine.data.column_codes import Ints
from segdesk.engine.data.table import ColumnType, Table, TextColumn
from segdesk.engine.schema.column_evidence import ColumnEvidence
from segdesk.errors import InputError, Where
from segdesk.io.columns import encoded, object_array
from segdesk.io.native_cells import native_number_text
from segdesk.messages import say
from segdesk.scale.dialect import ScaleDialect
from segdesk.scale.raw_files import RAW
from segdesk.scale.session import Session
from segdesk.scale.sources import ScaleSource

# Days with the time behind them: what is decided of the days holds for all of them.
_MOMENT = r"(\d{1,4}[-./]\d{1,2}[-./]\d{1,4})[ T]([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d([.]\d+)?)?"
_MOSTLY = 0.5
# Codes and e-mail addresses written plainly: no blanks, no letters that come in two forms, nothing that could mean that
# a cell is empty.
_PLAIN_CODE = "(?:[0-9]|[A-Za-z][!-~]*[0-9@])[!-~]*"
_NO_DAY = "0{2,4}[-./].*"
WHOLE_CODE = "[1-9][0-9]{0,17}"
# What is decided on the sample is looked at in so many parts of it.
QUARTERS = 4
# A sample of the customers may hold so many times the lines that are asked for.
_SPARE = 4


@dataclass(frozen=True)
class Limits:
    """How much is held in memory.

    Attributes
    ----------
    sample : int
        About so many lines are looked at together.
    texts : int
        Columns with more distinct texts are decided on those of the sample, and on all that are not written plainly.
    customers : int
        So many customers of purchases, who are more than memory holds, are summarised together.
    """

    sample: int = 250_000
    texts: int = 3_000_000
    customers: int = 200_000


@dataclass(frozen=True, eq=False)
class Texts:
    """The texts of a column.

    Attributes
    ----------
    key : str
        Their expression.
    column : TextColumn
        The texts, and which of them the lines of the sample have.
    counts : int64 array of shape (n_texts,)
    joins : object array of shape (n_texts,)
        The texts as `key` has them; the column may have other, canonical ones.
    are_all : bool
        Whether these are all texts of the table; else those of the sample, and all that are not written plainly.
    """

    key: str
    column: TextColumn
    counts: Ints
    joins: npt.NDArray[np.object_]
    are_all: bool

    @property
    def evidence(self) -> ColumnEvidence:
        """What the type of the column is decided on."""
        return ColumnEvidence(self.column, DistinctTexts(self.column.texts, self.counts))

    @property
    def evidence_of_texts(self) -> ColumnEvidence:
        """The same with a row for each text."""
        each = np.arange(len(self.column.texts), dtype=np.int32)
        column = TextColumn(self.column.name, each, self.column.texts, self.column.native)
        return ColumnEvidence(column, DistinctTexts(self.column.texts, self.counts))


def is_plain_code(text: str, words: ScaleDialect) -> str:
    """Return the condition that a text is a code that is written plainly."""
    return f"({words.matches(text, _PLAIN_CODE)} AND NOT {words.matches(text, _NO_DAY)})"


@dataclass(frozen=True, eq=False)
class Sample:
    """Some lines, in the order of the table: all lines of some customers.

    Attributes
    ----------
    cells : sequence of object arrays of shape (n_lines,)
        Their texts, by column.
    quarter : int64 array of shape (n_lines,), or None
        Which quarter of these customers a line is of, from 0; None where the sample is the whole table.
    """

    cells: Sequence[npt.NDArray[np.object_]]
    quarter: Ints | None


def too_many_texts(column: str, source: ScaleSource, engine: str) -> InputError:
    """Return the error for a column with so many different texts that memory would not hold them."""
    return InputError(
        say(
            "Column “{column}” has too many different texts for the {engine} engine.",
            column=column,
            engine=engine,
        ),
        Where(file=source.head.source.path.name),
        say(
            "Leave the column out of the file, or use {option} on a computer with more memory.",
            option="--engine memory",
        ),
    )


def sampled_lines(
    source: ScaleSource, customer: int | None, limits: Limits, session: Session, words: ScaleDialect
) -> Sample:
    """Return a sample of lines.

    Parameters
    ----------
    source : ScaleSource
    customer : int or None
        Position of the column that seems to say who bought; without one, lines are drawn by themselves.
    limits : Limits
    session : Session
    words : ScaleDialect
    """
    parts = max(1, source.n_rows // limits.sample)
    line = words.fingerprint([f"CONCAT('', {words.row_number})"])
    drawn = line
    if customer is not None:
        who = source.expressions[customer]
        drawn = f"CASE WHEN {who} = '' THEN {line} ELSE {words.fingerprint([who])} END"
    cells = ", ".join(source.expressions)
    quarter = words.as_whole(words.quotient(f"{drawn} % {QUARTERS * parts}", parts))
    found = session.arrays(
        f"SELECT {cells}, {quarter} AS quarter FROM {RAW} WHERE {drawn} % {parts} = 0 "
        f"ORDER BY {words.row_number} LIMIT {_SPARE * limits.sample}"
    )
    if not len(found["quarter"]):
        return Sample([column.cells() for column in source.head.columns], None)
    return Sample(
        [np.asarray(found[name].data, dtype=object) for name in source.expressions],
        None if parts == 1 else np.asarray(found["quarter"].data, dtype=np.int64),
    )


def texts_of_columns(
    source: ScaleSource,
    sample: Sequence[npt.NDArray[np.object_]],
    limits: Limits,
    session: Session,
    words: ScaleDialect,
) -> list[Texts]:
    """Return the texts of all columns.

    Parameters
    ----------
    source : ScaleSource
    sample : sequence of object arrays
        Texts of some lines, by column.
    limits : Limits
    session : Session
    words : ScaleDialect
    """
    session.enter(say("Understanding the columns"))
    about = session.row(
        f"SELECT {', '.join(f'approx_count_distinct({name})' for name in source.expressions)} FROM {RAW}"
    )
    found = []
    for column, cells, name, guess in zip(
        source.head.columns, sample, source.expressions, about, strict=True
    ):
        are_moments = pd.Series(cells).str.fullmatch(_MOMENT).to_numpy(dtype=bool)
        if are_moments.sum() > _MOSTLY * (cells != "").sum():
            days = pd.Series(cells).str.extract(f"^{_MOMENT}$")[0].to_numpy(dtype=object)
            own = np.where(are_moments, days, cells)
            found.append(_days(column, name, own, limits, source.n_rows, session, words))
        else:
            found.append(_read(column, name, cells, guess, limits, source.n_rows, session, words))
    return found


def _days(
    column: TextColumn,
    name: str,
    cells: npt.NDArray[np.object_],
    limits: Limits,
    n_rows: int,
    session: Session,
    words: ScaleDialect,
) -> Texts:
    """Return the days of a column of moments; `cells` are those of the sample."""
    moment = words.matches(name, _MOMENT)
    # Patterns take their time: where what stands before the first blank says the same, it is taken.
    odd = session.number(f"SELECT COUNT(*) FROM {RAW} WHERE {words.contains(name, ' ')} AND NOT {moment}")
    with_t = session.number(f"SELECT COUNT(*) FROM {RAW} WHERE {words.contains(name, 'T')} AND {moment}")
    key = words.before(name, " ")
    if odd or with_t:
        key = f"CASE WHEN {moment} THEN {words.group(name, _MOMENT)} ELSE {name} END"
    n = session.number(f"SELECT approx_count_distinct({key}) FROM {RAW}")
    return _read(column, key, cells, n, limits, n_rows, session, words)


def _read(
    column: TextColumn,
    key: str,
    cells: npt.NDArray[np.object_],
    n_about: int,
    limits: Limits,
    n_rows: int,
    session: Session,
    words: ScaleDialect,
) -> Texts:
    """Return all texts of a column; where they are too many those of the sample, and all that are not written plainly.

    `n_about` is how many there are, a few percent off.
    """
    if n_about <= limits.texts:
        joins, counts = _counted(key, "", session, words)
        return _texts(column, key, joins, counts, cells, are_all=True)
    others = f"WHERE NOT {words.matches(key, WHOLE_CODE)} AND NOT {is_plain_code(key, words)}"
    joins, counts = _counted(key, others, session, words)
    own: Counter[str] = Counter(cells.tolist())
    # Counted as in the sample.
    share = len(cells) / max(n_rows, 1)
    for text, n in zip(joins.tolist(), counts.tolist(), strict=True):
        own.setdefault(text, max(1, round(n * share)))
    mixed = sorted(own, key=lambda text: (zlib.crc32(text.encode()), text))
    counts = np.array([own[text] for text in mixed], dtype=np.int64)
    return _texts(column, key, object_array(mixed), counts, cells, are_all=False)


def _counted(
    key: str, where: str, session: Session, words: ScaleDialect
) -> tuple[npt.NDArray[np.object_], Ints]:
    """Return different texts and how often each is there, in an order that says nothing."""
    got = session.arrays(
        f"SELECT t, n FROM (SELECT {key} AS t, COUNT(*) AS n FROM {RAW} {where} GROUP BY 1) AS counted "
        f"ORDER BY {words.fingerprint(['t'])}, t"
    )
    return np.asarray(got["t"].data, dtype=object), np.asarray(got["n"].data, dtype=np.int64)


def _texts(
    column: TextColumn,
    key: str,
    joins: npt.NDArray[np.object_],
    counts: Ints,
    cells: npt.NDArray[np.object_],
    are_all: bool,
) -> Texts:
    shown = _canonical(joins, column)
    codes = pd.Index(joins).get_indexer(pd.Index(cells)).astype(np.int32)
    return Texts(key, TextColumn(column.name, codes, shown, column.native), counts, joins, are_all)


def _canonical(texts: npt.NDArray[np.object_], column: TextColumn) -> npt.NDArray[np.object_]:
    """Return texts as the engine has them of a column with types of its own."""
    if column.native is not ColumnType.NUMBER:
        return texts
    return object_array([_number(text) for text in texts.tolist()])


def _number(text: str) -> str:
    # A float would round a long whole number, such as a code.
    return text if not text or text.lstrip("-").isdecimal() else native_number_text(float(text))


def table_of_cells(source: ScaleSource, cells: Sequence[npt.NDArray[np.object_]]) -> Table:
    """Return some lines as the engine would have read them.

    Parameters
    ----------
    source : ScaleSource
    cells : sequence of object arrays of shape (n_lines,)
        Their texts, by column.
    """
    head = source.head
    columns = []
    for column, own in zip(head.columns, cells, strict=True):
        codes, texts = encoded(own.tolist())
        columns.append(TextColumn(column.name, codes, _canonical(texts, column), column.native))
    return Table(tuple(columns), head.headings, head.source, head.steps, head.warnings)


def table_of_sample(source: ScaleSource, texts: Sequence[Texts]) -> Table:
    """Return the lines of the sample as a table."""
    head = source.head
    return Table(tuple(each.column for each in texts), head.headings, head.source, head.steps, head.warnings)
