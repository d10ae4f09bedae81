"""What was read from a file: text first, typed columns beside it.

Every cell's text is kept letter for letter, because the export gives it back. It is stored dictionary-encoded
(each distinct text once, and a code per row): a purchases file repeats its texts a hundredfold, and whatever is
decided or parsed is decided and parsed once per distinct text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Codes, Positions
from segdesk.engine.data.column_titles import ColumnTitle, column_title, computed_title
from segdesk.messages import Message


class ColumnType(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    CATEGORY = "category"
    DATE = "date"
    YES_NO = "yes/no"
    TEXT = "text"
    IDENTIFIER = "identifier"


class Role(StrEnum):
    """What a column is used for."""

    IDENTIFIER = "identifier"
    SEGMENTATION = "segmentation variable"
    DESCRIPTOR = "descriptor variable"
    OUTCOME = "outcome"
    IGNORED = "ignored"


@dataclass(frozen=True, eq=False)
class TextColumn:
    """One column as it was written.

    Attributes
    ----------
    name : str
        Heading, unique in its table.
    codes : int32 array of shape (n_rows,)
        Position in `texts` of each row's cell.
    texts : object array of shape (n_distinct,)
        The distinct cell texts (`str`); an empty cell is the empty text.
    native : ColumnType or None
        NUMBER, DATE or YES_NO where the file itself types every cell that is not empty (workbook, Parquet,
        database); then the texts are canonical: the shortest exact number with a decimal point, ISO dates,
        `True`/`False`. None where the texts are free.
    """

    name: str
    codes: Codes
    texts: npt.NDArray[np.object_]
    native: ColumnType | None = None

    def cells(self) -> npt.NDArray[np.object_]:
        """Return the text of every row, shape (n_rows,)."""
        return self.texts[self.codes]


@dataclass(frozen=True)
class SourceFile:
    """One of several files, or sheets of files, that were read as one table."""

    path: Path
    rows: int
    sha256: str
    sheet: str | None = None


@dataclass(frozen=True)
class Source:
    """Where a table came from and how it was read; enough to read it the same way again.

    `encoding`, `delimiter`, `decimal` and `header_line` (counted from 1, 0 for no headings) are None where the
    format has no such thing. `sheet` is the sheet of a workbook or the table of a database.

    Of several files read as one table, `files` holds each, and the rest is what they have in common, None where they
    differ; `path` is their folder or the first of them, and `sha256` is made of all of theirs.

    `address` is that of a database from which a sample was read. It may hold a password, so it stays in memory: it is
    in no file and no text that is made of this.
    """

    path: Path
    format: str
    sha256: str
    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    header_line: int | None = None
    sheet: str | None = None
    query: str | None = None
    files: tuple[SourceFile, ...] = ()
    address: str | None = field(default=None, repr=False, compare=False)

    @property
    def origin(self) -> Path | tuple[Path, ...]:
        """What to open to read the table again: a file, a folder, or several files."""
        paths = tuple(dict.fromkeys(file.path for file in self.files))
        return self.path if len(paths) < 2 or self.path not in paths else paths


@dataclass(frozen=True, eq=False)
class Table:
    """Rows and columns as read, before anything is understood.

    Attributes
    ----------
    columns : tuple of TextColumn
        In the order of the file, names made unique (that it was done stands in `warnings`).
    headings : tuple of str
        The headings as written, one per column.
    source : Source
    steps, warnings : tuple of Message
        What the reader did, and what the user must be told.
    rows_elsewhere : int
        Rows that are not held here, because memory would not take them.
    sample_of : int
        Rows of the file, where these are a sample of them; 0 where these are all.
    """

    columns: tuple[TextColumn, ...]
    headings: tuple[str, ...]
    source: Source
    steps: tuple[Message, ...] = ()
    warnings: tuple[Message, ...] = ()
    rows_elsewhere: int = 0
    sample_of: int = 0

    @property
    def n_rows(self) -> int:
        """Number of rows of data."""
        return self.rows_elsewhere + (len(self.columns[0].codes) if self.columns else 0)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the columns in order."""
        return tuple(column.name for column in self.columns)

    @property
    def fingerprint(self) -> tuple[object, ...]:
        """What tells it from any other table by content: its file, how that was read, and the columns."""
        return self.source, self.headings, tuple(column.native for column in self.columns), self.sample_of

    def part(self, names: Sequence[str], rows: Positions) -> "Table":
        """Return some columns and rows, in the order in which they are named."""
        columns = [self.column(name) for name in names]
        return replace(
            self,
            columns=tuple(replace(column, codes=column.codes[rows]) for column in columns),
            headings=tuple(self.headings[self.names.index(name)] for name in names),
        )

    def column(self, name: str) -> TextColumn:
        """Return the column of this name; raises KeyError."""
        try:
            return self.columns[self.names.index(name)]
        except ValueError:
            raise KeyError(name) from None


@dataclass(frozen=True)
class ColumnFormat:
    """How the texts of a column are written, found from all of them.

    Attributes
    ----------
    decimal, thousands : str or None
        Marks of a number column.
    unit : str or None
        Currency or percent sign that stood with the numbers. Percentages keep their size: '25%' is 25.
    date_order : str or None
        'day first', 'month first' or 'year first'.
    yes, no : str or None
        The words (as written most often) of a yes/no column.
    missing_marks : tuple of str
        Texts other than the empty one that stand for missing, as written.
    """

    decimal: str | None = None
    thousands: str | None = None
    unit: str | None = None
    date_order: str | None = None
    yes: str | None = None
    no: str | None = None
    missing_marks: tuple[str, ...] = ()


# So few values are kinds, however few customers there are.
_FEW_VALUES = 15


@dataclass(frozen=True, eq=False)
class TypedColumn:
    """A column understood: typed values, one per row.

    Attributes
    ----------
    name : str
    type : ColumnType
    values : array of shape (n_rows,)
        NUMBER: float64, NaN where missing. DATE: datetime64[s], NaT where missing. YES_NO: float64 with 1 for yes, 0
        for no, NaN where missing. CATEGORY, TEXT, IDENTIFIER: int32 position in `levels`, -1 where missing.
    levels : tuple of str
        Distinct values of CATEGORY, TEXT and IDENTIFIER (outer white space taken off), sorted by falling
        frequency, then by text; empty for the others.
    format : ColumnFormat
    reason : Message
        Why this type, in a sentence that can be shown.
    personal : bool
        Holds personal data (e-mail, phone, IBAN, names): never in a model, a chart or the report.
    warnings : tuple of Message
        What the values could not decide (all days <= 12, say), or what does not fit the type.
    order : tuple of str
        Of an ordered CATEGORY: all its levels from low to high; empty for any other.
    label : str
        What the user calls it; empty for its name.
    """

    name: str
    type: ColumnType
    values: npt.NDArray[np.generic]
    levels: tuple[str, ...]
    format: ColumnFormat
    reason: Message
    personal: bool = False
    warnings: tuple[Message, ...] = field(default=())
    order: tuple[str, ...] = ()
    label: str = ""

    @property
    def title(self) -> str:
        """What it is called where a person reads it, in the language in force."""
        return column_title(self.name, self.label)

    @cached_property
    def is_nearly_unique(self) -> bool:
        """Whether its categories are of single customers, such as card numbers or postcodes in full.

        Half as many values as cells that have one, or more: nothing is said of such values one by one.
        """
        if self.type is not ColumnType.CATEGORY or self.n_distinct <= _FEW_VALUES:
            return False
        return 2 * self.n_distinct >= len(self.values) - self.n_missing

    @property
    def spoken_title(self) -> ColumnTitle:
        """The title as a part of messages, which may be shown in another language later."""
        return ColumnTitle(self.name, self.label)

    @property
    def as_read(self) -> str | ColumnTitle:
        """How the account of what was done names it: letter for letter; what segdesk computed, by its title."""
        return self.name if self.label or computed_title(self.name) is None else self.spoken_title

    @cached_property
    def is_missing(self) -> npt.NDArray[np.bool_]:
        """Rows without a value, shape (n_rows,)."""
        if self.type in (ColumnType.NUMBER, ColumnType.YES_NO):
            return np.isnan(self.values.astype(np.float64, copy=False))
        if self.type is ColumnType.DATE:
            is_nat: npt.NDArray[np.bool_] = np.isnat(self.values)
            return is_nat
        return self.values.astype(np.intp, copy=False) < 0

    @property
    def n_missing(self) -> int:
        """Number of rows without a value."""
        return int(self.is_missing.sum())

    @cached_property
    def n_distinct(self) -> int:
        """Number of distinct values, missing not counted."""
        known = self.values[~self.is_missing]
        if known.dtype.kind == "i":
            return int(np.count_nonzero(np.bincount(known.astype(np.intp, copy=False))))
        return len(np.unique(known))
