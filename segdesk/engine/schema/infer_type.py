"""Which type a column has, and why, in words for an analyst: the first rule that applies decides."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Mask
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnFormat, ColumnType
from segdesk.engine.schema import headings
from segdesk.engine.schema.column_evidence import ENOUGH, MOST, ColumnEvidence
from segdesk.engine.schema.consensus import Consensus, number_marks
from segdesk.engine.schema.missing import is_certain_mark
from segdesk.engine.schema.numbers import Marks, NumberTexts
from segdesk.engine.schema.personal import find_personal
from segdesk.engine.schema.shortened_codes import is_shortened
from segdesk.engine.schema.yes_no import find_pair
from segdesk.messages import Message

_CODE = re.compile(r"(?=.*\d)[^\s,;]{2,40}")
_FIVE_DIGITS = re.compile(r"\d{5}", re.ASCII)
_LETTERED = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[\w\-./]+")
# A key of something that is no customer is one only with so many values; else it names groups.
_MANY = 50
# Of words instead of numbers, so many are slips in a column that is one of numbers otherwise.
_FEW_WORDS = 3
# Numbers that run on are counted from so many rows; large ones are keys in any order.
_RUNNING, _LIKE_A_KEY = 10, 1000
# What runs on within these may be the years of a table with a row for each.
_FIRST_YEAR, _LAST_YEAR = 1700, 2100
# More than so many codes must be shortened.
_HALF = 0.5
# Whole numbers under a heading such as channel or type stand for kinds if there are so few.
_FEW_KINDS = 15


@dataclass(frozen=True)
class Decision:
    """A type and the reason for it."""

    type: ColumnType
    reason: Message
    personal: bool = False


@dataclass(frozen=True, eq=False)
class _Case:
    """A column with what the rules look at."""

    each: ColumnEvidence
    consensus: Consensus
    known: ColumnFormat

    @property
    def name(self) -> str:
        return self.each.column.name

    @property
    def native(self) -> ColumnType | None:
        return self.each.column.native

    @cached_property
    def values(self) -> list[str]:
        return [self.each.texts[i] for i in np.flatnonzero(self.each.there)]


TypeRule = Callable[[_Case], Decision | None]


def infer_type(each: ColumnEvidence, consensus: Consensus, known: ColumnFormat) -> Decision:
    """Return the type of a column, from all of its distinct texts and its heading."""
    case = _Case(each, consensus, known)
    for rule in _RULES:
        decision = rule(case)
        if decision is not None:
            return decision
    raise AssertionError("the last rule decides everything")


def _source(case: _Case) -> Decision | None:
    if not headings.is_source(case.name):
        return None
    return Decision(ColumnType.CATEGORY, finding("schema.source_heading"))


def _stored(case: _Case) -> Decision | None:
    if case.each.blank.all():
        return Decision(ColumnType.CATEGORY, finding("schema.all_empty"))
    if case.native is ColumnType.DATE:
        return Decision(ColumnType.DATE, finding("schema.stored_dates"))
    if case.native is ColumnType.YES_NO:
        return Decision(ColumnType.YES_NO, finding("schema.stored_booleans"))
    return None


def _personal(case: _Case) -> Decision | None:
    if case.native is not None or headings.is_own_key(case.name) or not case.values:
        return None
    n_rows = int(case.each.counts[case.each.there].sum())
    private = find_personal(case.name, case.values, len(case.values) / n_rows)
    if private is None:
        return None
    kind = ColumnType.TEXT if private.is_name else ColumnType.IDENTIFIER
    return Decision(kind, private.reason, personal=True)


def _postal(case: _Case) -> Decision | None:
    if not headings.is_postal(case.name) or max(map(len, case.each.texts)) > 12:
        return None
    if case.name.strip().casefold() == "cap" and not all(map(_FIVE_DIGITS.fullmatch, case.values)):
        return None  # In Italy they are postal codes, elsewhere a limit.
    return Decision(ColumnType.CATEGORY, finding("schema.postal_heading"))


def _own_key(case: _Case) -> Decision | None:
    if not headings.is_own_key(case.name):
        return None
    return Decision(ColumnType.IDENTIFIER, finding("schema.own_key_heading"))


def _yes_no(case: _Case) -> Decision | None:
    each = case.each
    pair = find_pair([each.texts[i] for i in np.flatnonzero(each.answers)], case.known.yes, case.known.no)
    if pair is None:
        return None
    yes, no = (
        each.as_written(np.array([text.strip().casefold() == word for text in each.texts])) or word
        for word in pair
    )
    if pair[1]:
        reason = finding("schema.two_values", yes=yes, no=no)
        return Decision(ColumnType.YES_NO, reason)
    if each.blank.any():
        return Decision(ColumnType.YES_NO, finding("schema.ticked_cells", yes=yes))
    return None


def _date(case: _Case) -> Decision | None:
    dates = case.each.dates
    if dates is None or case.each.share(dates.is_date) < ENOUGH:
        return None
    if dates.short_years and not headings.is_date(case.name):
        return None  # 1.2.10 is a version rather than a day
    if max(dates.possible_orders().values()) < ENOUGH * int((dates.is_date & case.each.there).sum()):
        return None
    return Decision(ColumnType.DATE, finding("schema.dates"))


def _number(case: _Case) -> Decision | None:
    numbers = case.each.numbers
    if numbers is None:
        return None
    figures = _Figures(case, numbers)
    if not figures.are_enough or figures.codes_among_slips():
        return None
    return figures.as_code() or Decision(ColumnType.NUMBER, figures.reason())


@dataclass(frozen=True, eq=False)
class _Figures:
    """A column of figures: amounts, or codes made of digits."""

    case: _Case
    numbers: NumberTexts

    @cached_property
    def marks(self) -> Marks:
        return number_marks(self.case.each, self.numbers, self.case.consensus, self.case.known)

    @cached_property
    def values(self) -> npt.NDArray[np.float64]:
        return self.numbers.values(self.marks)

    @cached_property
    def finite(self) -> Mask:
        return np.isfinite(self.values) & self.case.each.there

    @cached_property
    def has_decimals(self) -> bool:
        mark = self.marks.decimal
        return mark is not None and any(core is not None and mark in core for core in self.numbers.cores)

    @property
    def are_enough(self) -> bool:
        """Whether the column is one of numbers: nearly all of it, or most of it and otherwise a word or two: TBD."""
        share = self.case.each.share(self.finite)
        if share >= ENOUGH:
            return True
        words = {text.strip().casefold() for text in self.slips}
        few_words = len(words) <= _FEW_WORDS and not any(sign.isdigit() for word in words for sign in word)
        measured = (
            self.has_decimals or headings.is_amount(self.case.name) or headings.is_count(self.case.name)
        )
        return share >= MOST and few_words and measured

    @cached_property
    def slips(self) -> list[str]:
        return [self.case.each.texts[i] for i in np.flatnonzero(self.case.each.there & ~self.finite)]

    def codes_among_slips(self) -> bool:
        """Whether other texts are codes: C536379 among 536365 says that all of them are."""
        return sum(_LETTERED.fullmatch(text.strip()) is not None for text in self.slips) > len(self.slips) / 2

    def as_code(self) -> Decision | None:
        """Return the decision for codes; None where the figures are amounts."""
        each, name = self.case.each, self.case.name
        if self._were_shortened():
            return Decision(ColumnType.IDENTIFIER, finding("schema.key_heading"))
        if self.has_decimals or self.numbers.unit() is not None:
            return None
        n_rows = int(each.counts[self.finite].sum())
        n_distinct = len(np.unique(self.values[self.finite]))
        unique = n_distinct == n_rows > 1
        key, reason = unique, None
        is_measure = headings.is_amount(name) or headings.is_count(name)
        if (self.numbers.leading_zeros & self.finite).any() and not is_measure:
            reason = finding("schema.leading_zeros")
        elif (self.numbers.too_large & self.finite).any():
            key = n_distinct > 0.5 * n_rows
            reason = finding("schema.too_long_for_amounts")
        elif headings.is_id(name):
            key = n_distinct > _MANY or n_distinct > 0.2 * n_rows
            reason = (
                finding("schema.key_heading_of_numbers")
                if key
                else finding("schema.key_heading_with_few_values")
            )
        elif unique and headings.is_weak_key(name):
            reason = finding("schema.own_number_per_row")
        elif unique and self._counts_rows():
            reason = finding("schema.row_count")
        elif self._are_whole:
            key = n_distinct > _MANY and n_distinct > 0.5 * n_rows
            reason = self._kinds(n_distinct)
        if reason is None:
            return None
        return Decision(ColumnType.IDENTIFIER if key else ColumnType.CATEGORY, reason)

    def _were_shortened(self) -> bool:
        """Whether codes were made numbers by a spreadsheet: 4.00631E+12 under EAN."""
        name = self.case.name
        if not (headings.is_code(name) or headings.is_id(name) or headings.is_weak_key(name)):
            return False
        return self.case.each.share(is_shortened(self.case.each.texts)) > _HALF

    @cached_property
    def _are_whole(self) -> bool:
        values = self.values[self.finite]
        return bool((values == np.floor(values)).all())

    def _counts_rows(self) -> bool:
        """Whether different numbers run on without a gap: 1, 2, 3 line by line, or 400000000 to 400000099 anyhow."""
        values = self.values[self.finite]
        if len(values) < _RUNNING or not self._are_whole or values.max() - values.min() != len(values) - 1:
            return False
        rows = self.values[self.case.each.column.codes]
        if values.min() >= _FIRST_YEAR and values.max() <= _LAST_YEAR:
            return False
        return bool(values.min() >= _LIKE_A_KEY or (rows[0] in (0.0, 1.0) and (np.diff(rows) == 1).all()))

    def _kinds(self, n_distinct: int) -> Message | None:
        """Return why whole numbers stand for something else than an amount; None where they do not."""
        name = self.case.name
        if headings.is_code(name):
            return finding("schema.code_heading")
        if n_distinct <= _FEW_KINDS and headings.is_kind(name):
            return finding("schema.kind_heading", n=n_distinct)
        if headings.is_month(name) and n_distinct > 1 and self._are_months():
            return finding("schema.months_as_numbers")
        return None

    def _are_months(self) -> bool:
        """Whether the numbers are years with months: 202401."""
        values = self.values[self.finite]
        years, months = np.divmod(values, 100)
        return bool(((years >= 1900) & (years < 2100) & (months >= 1) & (months <= 12)).all())

    def reason(self) -> Message:
        """Say how the amounts are written."""
        unit = self.numbers.unit()
        if self.case.native is ColumnType.NUMBER:
            return finding("schema.stored_numbers")
        if self.slips:
            return finding("schema.nearly_all_numbers")
        if unit is not None:
            return finding("schema.numbers_with_unit", unit=unit)
        if self.has_decimals and self.marks.decimal == ",":
            return finding("schema.decimal_comma")
        if self.marks.thousands:
            return finding("schema.thousands_marks")
        return finding("schema.numbers")


def _words(case: _Case) -> Decision | None:
    """Tell codes, free text and categories from each other."""
    each, name = case.each, case.name
    missing = each.blank | is_certain_mark(each.texts, case.consensus.missing_elsewhere)
    values = {text.strip() for text, gone in zip(each.texts, missing, strict=True) if not gone}
    n_rows = int(each.counts[~missing].sum())
    n_distinct = len(values)
    if not n_rows:
        return Decision(ColumnType.CATEGORY, finding("schema.no_value"))
    unique = n_distinct == n_rows > 1
    codes = sum(_CODE.fullmatch(value) is not None for value in values) >= 0.95 * n_distinct
    length = sum(map(len, values)) / n_distinct
    if codes and unique:
        return Decision(ColumnType.IDENTIFIER, finding("schema.own_code_per_row"))
    if n_distinct > _MANY and codes and headings.is_weak_key(name):
        return Decision(ColumnType.IDENTIFIER, finding("schema.codes_under_key_heading"))
    if headings.is_id(name) and (unique or n_distinct > _MANY):
        return Decision(ColumnType.IDENTIFIER, finding("schema.key_heading"))
    if length > 40 and n_distinct > 10:
        return Decision(ColumnType.TEXT, finding("schema.long_texts"))
    return _category(n_distinct, n_rows)


def _category(n_distinct: int, n_rows: int) -> Decision:
    if n_distinct > _MANY and n_distinct > 0.5 * n_rows:
        return Decision(ColumnType.TEXT, finding("schema.nearly_own_text_per_row"))
    if n_distinct == 1:
        return Decision(ColumnType.CATEGORY, finding("schema.one_value"))
    return Decision(ColumnType.CATEGORY, finding("schema.few_words", n=n_distinct))


_RULES: Sequence[TypeRule] = (_source, _stored, _personal, _postal, _own_key, _yes_no, _date, _number, _words)
