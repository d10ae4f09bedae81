"""Find the rows that sum up others: totals, subtotals, averages and counts, wherever they stand.

Arithmetic decides. A row is one of these if its figures are the sums, the means or the like of all rows, of those
above or below it, or of a block beside it, and if it is called so or has no name at all. A customer who is really
called Total has figures of his own and stays.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Codes, Floats
from segdesk.engine.schema.numbers import find_marks, parse_numbers
from segdesk.io.columns import Texts, blank
from segdesk.io.summary_candidates import HEAD, MOST_CANDIDATES, TAIL, Candidate, find_candidates, is_numeric
from segdesk.io.summary_words import Statistic, counted

Encoded = tuple[Codes, Texts]
Bools = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]

_SAMPLE = 2000
# Total: Search, below Total: Account; what it is the total of need not stand together.
_OF = re.compile(r"[^\W\d_]+ ?:")
_MOST_BLOCKS = 300
_MOST_FIGURES = 20_000
# Of these in this order each candidate's figures are looked at.
_COMPUTED = (Statistic.SUM, Statistic.MEAN, Statistic.COUNT)


@dataclass
class Summaries:
    """The rows that sum up others.

    Attributes
    ----------
    rows : list of int
        In order.
    names : dict of int to str
        What each calls itself; empty where nothing does.
    doubtful : list of int
        Rows at either end that are called a total and whose figures are none; they stay.
    """

    rows: list[int] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    doubtful: list[int] = field(default_factory=list)


def find_summary_rows(columns: Sequence[Encoded], skip: Bools) -> Summaries:
    """Find the rows that sum up others.

    Parameters
    ----------
    columns : sequence of (codes, texts)
        Codes of shape (n_rows,), texts of shape (n_distinct,).
    skip : bool array of shape (n_rows,)
        Rows that are known to be no data; blocks end there.
    """
    numeric = [is_numeric(texts) for _, texts in columns]
    candidates = find_candidates(columns, skip, numeric)
    found = Summaries(names={each.row: each.name for each in candidates})
    if len(candidates) * sum(numeric) > _MOST_FIGURES:
        # Then totals are looked for at the ends only.
        candidates = [each for each in candidates if each.row < HEAD or each.row >= len(skip) - TAIL]
    if not candidates:
        return Summaries()
    done: set[int] = set()
    # At first no candidate counts as a customer; then those that proved to be none of these do.
    for again in (False, True):
        others = [each for each in candidates if each.row not in done]
        ordinary = ~skip
        ordinary[[each.row for each in candidates]] = False
        if again:
            ordinary[[each.row for each in others]] = True
        figures = _Figures(columns, numeric, ordinary, skip, candidates)
        new = [each for each in others if figures.confirm(each)]
        new += figures.neighbours([*new, *(each for each in candidates if each.row in done)], others)
        done |= {each.row for each in new}
        if len(done) == len(candidates):
            break
    found.rows = sorted(done)
    found.doubtful = _doubtful(candidates, done, skip)
    return found


class _Figures:
    """Sums over blocks of rows, and the candidates held against them."""

    def __init__(
        self,
        columns: Sequence[Encoded],
        numeric: Sequence[bool],
        ordinary: Bools,
        skip: Bools,
        candidates: Sequence[Candidate],
    ) -> None:
        self.columns, self.numeric, self.ordinary = columns, numeric, ordinary
        n_rows = len(ordinary)
        self._place = {each.row: i for i, each in enumerate(candidates)}
        self.n_ordinary = int(ordinary.sum())
        # Blocks begin and end at candidates, at rows that are no data, such as blank ones, and at names of groups.
        edges = np.flatnonzero(np.diff(np.concatenate(([True], skip, [True])).astype(np.int8)))
        if len(edges) > MOST_CANDIDATES:
            edges = edges[:0]
        at = np.array(list(self._place), dtype=np.intp)
        self._used = [i for i, each in enumerate(numeric) if each]
        self._values = {i: self._numbers(i, at) for i in self._used}
        bare = np.flatnonzero(ordinary & np.all([np.isnan(each) for each in self._values.values()], axis=0))
        bare = bare[:MOST_CANDIDATES]
        self.bounds: Rows = np.unique(np.concatenate(([0, n_rows], edges, at, at + 1, bare, bare + 1)))
        self._cells: dict[int, Floats] = {}
        self._decimals: dict[int, list[int]] = {}
        self._sums: dict[int, list[Floats]] = {}
        self._extremes: dict[int, tuple[float, float]] = {}
        for i in self._used:
            self._add(i, at)

    def _numbers(self, column: int, at: Rows) -> Floats:
        codes, texts = self.columns[column]
        listed = list(texts)
        # Sums may be the only numbers of more than three digits, and show how thousands are parted.
        sample = [text for text in (*listed[:_SAMPLE], *texts[codes[at]]) if text.strip()]
        return parse_numbers(listed, find_marks(sample))[codes]

    def _add(self, column: int, at: Rows) -> None:
        codes, texts = self.columns[column]
        values = self._values.pop(column)
        self._cells[column] = values[at]
        self._decimals[column] = [
            _decimals(texts[codes[row]], value) for row, value in zip(at, values[at], strict=True)
        ]
        counted_in = self.ordinary & np.isfinite(values)
        inside = np.where(counted_in, values, 0.0)
        self._sums[column] = [
            np.concatenate(([0.0], np.cumsum(part, dtype=np.float64)))[self.bounds]
            for part in (inside, counted_in, inside != 0, np.abs(inside))
        ]
        whole = values[counted_in]
        self._extremes[column] = (float(whole.min()), float(whole.max())) if len(whole) else (np.nan, np.nan)

    def confirm(self, candidate: Candidate) -> bool:
        """Whether the figures of a candidate make it what it is called."""
        filled = self._filled(candidate)
        if not filled:
            return candidate.is_exact and self._says_nothing_else(candidate)
        if candidate.is_exact and self._lacks_a_key(candidate):
            return True
        starts, ends = self._blocks(candidate.row)
        matched = np.zeros((len(_COMPUTED), len(starts)))
        agreed = np.zeros((len(_COMPUTED), len(starts)))
        digits = np.zeros((len(_COMPUTED), len(starts)))
        explained = np.zeros((len(filled), len(starts)), dtype=bool)
        for k, column in enumerate(filled):
            found = self._matches(column, candidate, starts, ends)
            matched += found > 0
            agreed += found >= 0
            digits += np.maximum(found, 0)
            explained[k] = (found >= 0).any(axis=0)
        # A row at either end holds the figures of all the others; elsewhere the more blocks there are to choose
        # from, the more a match must say.
        digits[:, 1:] -= np.log10(len(starts))
        in_full = np.asarray(explained.all(axis=0))
        half = (matched > 0) & (agreed >= len(filled) / 2)
        enough = half & self._enough(candidate, matched, digits, in_full)
        return bool(enough.any()) or self._exceeds(candidate, filled)

    @staticmethod
    def _enough(candidate: Candidate, matched: Floats, digits: Floats, in_full: Bools) -> Bools:
        if candidate.label is not None:
            # Beside how many they are, a line gives their sums.
            said = {candidate.statistic}
            if candidate.statistic is Statistic.COUNT:
                said.add(Statistic.SUM)
            named = [[each in said] for each in _COMPUTED]
            return np.asarray(named & (digits > (1.5 if candidate.is_exact else 2.5)))
        nameless = [[True], [True], [False]]
        least = np.full(matched.shape[1], 4.0)
        least[0] = 2.0
        return np.asarray(nameless & (((matched >= 2) & (digits > 4)) | ((digits > least) & in_full)))

    def _filled(self, candidate: Candidate) -> list[int]:
        at = self._place[candidate.row]
        return [i for i in self._used if i != candidate.column and np.isfinite(self._cells[i][at])]

    def _blocks(self, row: int) -> tuple[Rows, Rows]:
        """Return where blocks begin and end, as positions among the bounds: all, above, below, and those beside."""
        here = int(np.searchsorted(self.bounds, row))
        after = int(np.searchsorted(self.bounds, row + 1))
        last = len(self.bounds) - 1
        most = max(3, min(_MOST_BLOCKS, 200_000 // len(self._place)))
        begins = np.arange(here - 1, max(-1, here - 1 - most), -1)
        ends = np.arange(after + 1, min(last + 1, after + 1 + most))
        starts = np.concatenate(([0, 0, after], begins, np.full(len(ends), after)))
        stops = np.concatenate(([last, here, last], np.full(len(begins), here), ends))
        return starts.astype(np.intp), stops.astype(np.intp)

    def _matches(self, column: int, candidate: Candidate, starts: Rows, ends: Rows) -> Floats:
        """Return the digits to which a cell is each statistic of each block, -1 where it is not."""
        at = self._place[candidate.row]
        cell, decimals = float(self._cells[column][at]), self._decimals[column][at]
        total, n, nonzero, size = (part[ends] - part[starts] for part in self._sums[column])
        half_unit = 0.5 * 10.0**-decimals
        found = np.full((len(_COMPUTED), len(starts)), -1.0)
        if cell == 0:
            found[:2, size == 0] = 0.0
            return found
        several = nonzero >= 2
        slack = half_unit + 1e-9 * size
        # What was rounded row by row need not add up to the last digit.
        loose = np.maximum(slack, half_unit * 2 * np.sqrt(np.maximum(n, 1)) * (decimals > 0))
        if candidate.is_exact:
            loose[:3] = np.maximum(loose[:3], 0.01 * abs(cell))
        off = np.abs(cell - total)
        for allowed in (loose, slack):
            hit = several & (off <= allowed)
            found[0, hit] = np.log10(np.maximum(abs(cell) / allowed[hit], 1.0))
        mean = total / np.maximum(n, 1)
        hit = several & (np.abs(cell - mean) <= slack)
        found[1, hit] = np.log10(np.maximum(abs(cell) / slack[hit], 1.0))
        # Where one customer has all of it, that proves nothing and contradicts nothing.
        alone = (n >= 2) & (nonzero == 1)
        found[0, alone & (off <= slack)] = 0.0
        found[1, alone & (np.abs(cell - mean) <= slack)] = 0.0
        if candidate.is_exact:
            found[2, (n >= 2) & (cell == n)] = np.log10(2 * max(cell, 1.0))
        return found

    def _says_nothing_else(self, candidate: Candidate) -> bool:
        """Whether a row without figures is a label alone, with the right number if there is one."""
        texts = [texts[codes[candidate.row]] for codes, texts in self.columns]
        # Max may be somebody's name.
        if candidate.statistic not in _COMPUTED or sum(any(map(str.isalnum, text)) for text in texts) > 1:
            return False
        number = counted(candidate.name)
        return number is None or number == self.n_ordinary or candidate.row >= len(self.ordinary) // 2

    def _lacks_a_key(self, candidate: Candidate) -> bool:
        """Whether a total has nothing where all others have something, such as the number of the customer."""
        if candidate.statistic is not Statistic.SUM:
            return False
        words = [i for i, numeric in enumerate(self.numeric) if i != candidate.column and not numeric]
        for i in words:
            codes, texts = self.columns[i]
            if texts[codes[candidate.row]].strip():
                return False
        for i in words:
            codes, texts = self.columns[i]
            others = codes[self.ordinary]
            unique = len(np.unique(others)) >= 0.9 * self.n_ordinary > 0
            if unique and not blank(texts)[others].any():
                return True
        return False

    def _exceeds(self, candidate: Candidate, filled: list[int]) -> bool:
        """Whether a total of more than was exported stands first or last: never less than what is there."""
        inside = np.flatnonzero(self.ordinary)
        if (
            candidate.statistic is not Statistic.SUM
            or not candidate.is_exact
            or len(inside) < 5
            or inside[0] < candidate.row < inside[-1]
        ):
            return False
        at = self._place[candidate.row]
        above = [
            self._cells[i][at] >= 0.98 * self._sums[i][0][-1] > 0 and self._extremes[i][0] >= 0
            for i in filled
            if self._sums[i][2][-1] >= 3
        ]
        return len(above) > 0 and sum(above) >= max(1, 2 / 3 * len(above))

    def neighbours(self, confirmed: Sequence[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return further candidates that stand among summaries: of one row, or of what can't be added up."""
        rows = {each.row for each in confirmed}
        groups = sum(each.is_loose for each in confirmed)
        found: list[Candidate] = []
        for each in candidates:
            if each.row in rows:
                continue
            beside = bool({each.row - 1, each.row + 1} & rows)
            if each.is_exact:
                is_one = beside and self._is_no_customer(each)
            else:
                part_of_all = beside and _OF.match(each.name) is not None
                is_one = each.is_loose and (
                    part_of_all or (groups >= 2 and self._repeats_the_row_above(each))
                )
            if is_one:
                found.append(each)
                rows.add(each.row)
        return found

    def _is_no_customer(self, candidate: Candidate) -> bool:
        """Whether a row beside other summaries has no figures, or those that it names."""
        filled = self._filled(candidate)
        statistic = candidate.statistic
        if not filled or statistic is Statistic.OTHER:
            return True
        if statistic not in (Statistic.SMALLEST, Statistic.LARGEST):
            return False
        at = self._place[candidate.row]
        which = statistic is Statistic.LARGEST
        same = [bool(self._cells[i][at] == self._extremes[i][which]) for i in filled]
        return sum(same) >= len(filled) / 2

    def _repeats_the_row_above(self, candidate: Candidate) -> bool:
        row = candidate.row
        if row == 0 or not self.ordinary[row - 1]:
            return False
        filled = self._filled(candidate)
        cells = [self.columns[i] for i in filled]
        return bool(filled) and all(texts[codes[row]] == texts[codes[row - 1]] for codes, texts in cells)


def _decimals(text: str, value: float) -> int:
    """Return how many digits after the decimal mark a number is given to."""
    if not np.isfinite(value):
        return 0
    written = re.search(r"[.,](\d{1,2}|\d{4,6})\D*$", text)
    exact = next((d for d in range(7) if round(value, d) == value), 7)
    return max(exact, len(written[1]) if written else 0)


def _doubtful(candidates: Sequence[Candidate], done: set[int], skip: Bools) -> list[int]:
    """Return the rows at either end of the data that are called a total and stay."""
    left = ~skip
    left[list(done)] = False
    rows = np.flatnonzero(left)
    if not len(rows):
        return []
    return [
        each.row
        for each in candidates
        if each.is_exact and each.row not in done and each.row in (rows[0], rows[-1])
    ]
