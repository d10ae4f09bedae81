"""One column looked at: its texts taken apart in every way that may matter, nothing decided yet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from segdesk.engine.backends.backend import Backend, DistinctTexts
from segdesk.engine.backends.memory import MemoryBackend
from segdesk.engine.data.arrays import Mask
from segdesk.engine.data.table import TextColumn
from segdesk.engine.schema import headings
from segdesk.engine.schema.dates import DateTexts
from segdesk.engine.schema.missing import is_blank, is_mark, is_open
from segdesk.engine.schema.number_shape import unguarded
from segdesk.engine.schema.numbers import NumberTexts

# So much of a column must be numbers (or dates) for the rest to count as slips.
ENOUGH = 0.95
# So much of it is enough where the rest is a word or two.
MOST = 0.7
_SAMPLE = 300
_GUARDS = ("=", "'", "’")


@dataclass(frozen=True, eq=False)
class ColumnEvidence:
    """A column with what its distinct texts may mean; all arrays have shape (n_texts,)."""

    column: TextColumn
    distinct: DistinctTexts

    @cached_property
    def texts(self) -> list[str]:
        """The distinct texts, without what keeps spreadsheets from reading them: ="007" is 007."""
        return [unguarded(text) if text[:1] in _GUARDS else text for text in self.distinct.texts]

    @property
    def counts(self) -> npt.NDArray[np.int64]:
        """Rows per text."""
        return self.distinct.counts

    @cached_property
    def blank(self) -> Mask:
        """Texts without a visible character."""
        return is_blank(self.texts)

    @cached_property
    def marks(self) -> Mask:
        """Texts that would stand for missing among numbers or dates."""
        return is_mark(self.texts)

    @cached_property
    def there(self) -> Mask:
        """Texts that are values: neither blank nor a mark of missing."""
        return ~self.blank & ~self.marks

    @cached_property
    def answers(self) -> Mask:
        """Texts that are values where 'unknown' is one: for questions of yes or no, and for words."""
        return ~self.blank & (~self.marks | is_open(self.texts))

    @cached_property
    def numbers(self) -> NumberTexts | None:
        """The texts taken apart as numbers; None if too few look like one."""
        if not self._look(lambda texts: NumberTexts(texts).is_number):
            return None
        return NumberTexts(self.texts)

    @cached_property
    def dates(self) -> DateTexts | None:
        """The texts taken apart as dates; None if too few look like one."""
        sense = headings.date_sense(self.column.name)
        if not self._look(lambda texts: DateTexts(texts, sense).is_date):
            return None
        return DateTexts(self.texts, sense)

    def share(self, flags: Mask) -> float:
        """Return which share of the rows that hold a value has one of these texts."""
        total = self.counts[self.there].sum()
        return float(self.counts[flags & self.there].sum() / total) if total else 0.0

    def as_written(self, flags: Mask) -> str | None:
        """Return the most frequent spelling among the texts marked."""
        places = np.flatnonzero(flags)
        return self.texts[max(places, key=lambda i: self.counts[i])].strip() if len(places) else None

    def _look(self, test: Callable[[list[str]], Mask]) -> bool:
        """Test some texts first: what is no number in half of 300 will not be one in 95 % of all."""
        places = np.flatnonzero(self.there)
        if not len(places):
            return False
        chosen = places[:: max(1, len(places) // _SAMPLE)]
        flags = test([self.texts[i] for i in chosen])
        return bool(self.counts[chosen][flags].sum() >= 0.5 * self.counts[chosen].sum())


def evidence_beside(column: TextColumn, sample: TextColumn) -> ColumnEvidence:
    """Look at a column with the rows of a sample beside its own: what either of them tells counts.

    Parameters
    ----------
    column, sample : TextColumn
        Of one and the same column of a file.
    """
    place, texts = pd.factorize(np.concatenate([column.texts, sample.texts]))
    own, beside = place[: len(column.texts)][column.codes], place[len(column.texts) :][sample.codes]
    counts = np.bincount(own, minlength=len(texts)) + np.bincount(beside, minlength=len(texts))
    whole = TextColumn(column.name, own.astype(np.int32), texts, column.native)
    return ColumnEvidence(whole, DistinctTexts(texts, counts.astype(np.int64)))


def evidence_of(columns: Sequence[TextColumn]) -> list[ColumnEvidence]:
    """Return the evidence of each column of a table."""
    backend: Backend = MemoryBackend(texts={column.name: column for column in columns})
    return [ColumnEvidence(column, backend.distinct_texts(column.name)) for column in columns]
