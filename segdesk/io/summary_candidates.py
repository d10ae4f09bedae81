"""Find the rows that may sum up others: those that are called so, and those without a name."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Codes
from segdesk.engine.schema.numbers import find_marks, parse_numbers
from segdesk.io.columns import Texts
from segdesk.io.summary_words import Label, Statistic, label_of, labels_in

Encoded = tuple[Codes, Texts]
Bools = npt.NDArray[np.bool_]

MOST_CANDIDATES = 5000
_SAMPLE = 500
# In columns of more texts than this, labels are looked for in the first and last rows only.
_MOST_TEXTS = 50_000
HEAD, TAIL = 10, 200


@dataclass(frozen=True)
class Candidate:
    """A row that may sum up others.

    Attributes
    ----------
    row : int
    label : Label or None
        None for a row without a name.
    name : str
        As written.
    column : int or None
        Where the name stands.
    """

    row: int
    label: Label | None
    name: str
    column: int | None

    @property
    def statistic(self) -> Statistic | None:
        """What the row is called."""
        return None if self.label is None else self.label.statistic

    @property
    def is_exact(self) -> bool:
        """Whether nothing but a statistic is named."""
        return self.label is not None and self.label.exact

    @property
    def is_loose(self) -> bool:
        """Whether a statistic of something is named, or a customer who is called so."""
        return self.label is not None and not self.label.exact


def is_numeric(texts: Texts) -> bool:
    """Whether nearly all texts of a column are numbers."""
    sample = [text for text in texts[:_SAMPLE] if any(map(str.isalnum, text))]
    return bool(sample) and float(np.isfinite(parse_numbers(sample, find_marks(sample))).mean()) >= 0.7


def find_candidates(columns: Sequence[Encoded], skip: Bools, numeric: Sequence[bool]) -> list[Candidate]:
    """Return the rows whose name is a statistic's, or that have none."""
    n_rows = len(skip)
    found: dict[int, Candidate] = {}
    ends = [*range(min(HEAD, n_rows)), *range(max(HEAD, n_rows - TAIL), n_rows)]
    for column, (codes, texts) in enumerate(columns):
        if len(texts) > _MOST_TEXTS:
            hits = [(row, label_of(texts[codes[row]])) for row in ends]
        else:
            labels = dict(labels_in(list(texts)))
            if not labels:
                continue
            rows = np.flatnonzero(np.isin(codes, list(labels)))
            if len(rows) > MOST_CANDIDATES:
                continue
            hits = [(int(row), labels[codes[row]]) for row in rows]
        for row, label in hits:
            if label is None or skip[row] or row in found or not _leads(columns, row, column, numeric):
                continue
            found[row] = Candidate(row, label, str(texts[codes[row]]).strip(), column)
    for row in _nameless(columns, skip, numeric):
        if row not in found:
            found[row] = Candidate(row, None, "", None)
    return [found[row] for row in sorted(found)]


def _leads(columns: Sequence[Encoded], row: int, column: int, numeric: Sequence[bool]) -> bool:
    """Whether a row's first text stands in this column, so that it names the row."""
    for codes, texts in columns[:column]:
        text = texts[codes[row]]
        # A number of its own identifies a row as a name does.
        is_key = len(texts) > 0.9 * len(codes) and any(map(str.isdigit, text))
        if is_key or (any(map(str.isalpha, text)) and label_of(text) is None):
            return False
    # Where totals are a category among others, they come again and again beside full rows.
    return not numeric[column] or column == 0


def _nameless(columns: Sequence[Encoded], skip: Bools, numeric: Sequence[bool]) -> list[int]:
    """Return the rows that have figures, and nothing where all others have a name."""
    keys = [
        i for i, (_, texts) in enumerate(columns) if not numeric[i] and len(texts) > 3 and _is_varied(texts)
    ]
    # A row that has something in the first column is identified by it.
    keys = sorted({0, *keys})
    nameless = ~skip
    for i in keys:
        codes, texts = columns[i]
        lengths = np.fromiter(map(len, texts.tolist()), dtype=np.int32, count=len(texts))
        short = np.flatnonzero(lengths < 4).tolist()
        unsaid = [i for i in short if not any(map(str.isalnum, texts[i]))]
        if not unsaid:
            return []
        nameless &= np.isin(codes, unsaid)
    rows = np.flatnonzero(nameless)
    if len(rows) > min(MOST_CANDIDATES, 0.4 * (len(skip) - int(skip.sum()))):
        return []
    return [int(row) for row in rows]


def _is_varied(texts: Texts) -> bool:
    """Whether a column is more than a unit that stands in every row."""
    return sum(any(map(str.isalnum, text)) for text in texts[:10]) > 2
