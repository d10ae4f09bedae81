"""Numbers as people and programs write them: 1,234.50 or 1.234,50 € or (12%) or 1.5e-05."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Floats, Mask
from segdesk.engine.schema.number_shape import NumberShape, number_shape
from segdesk.engine.schema.number_units import Measure, currency_code

# A number as programs write it, short enough for a float and not a code with leading zeros.
_PLAIN = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?", re.ASCII)
_MAY_BE_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}", re.ASCII)
_DASHES = frozenset("-–—")
_CORE = re.compile(r"[0-9][0-9.,'’\s]*|[.,][0-9]+")
_GROUPS = {
    ".": r"[1-9]\d{0,2}(?:\.\d{3})+",
    # In India groups of two digits stand before the last of three.
    ",": r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d?(?:,\d{2})*,\d{3}",
    " ": r"[1-9]\d{0,2}(?: \d{3})+",
    "'": r"[1-9]\d{0,2}(?:'\d{3})+",
}
# Above this, a float no longer holds every whole number.
_LARGEST = 2**53
_SAMPLE = 2000


@dataclass(frozen=True)
class Marks:
    """Decimal mark and thousands separator of a column.

    `decimal` is None where no value has either, so that any would do. `sure` is False where the values could
    be read with the other mark just as well.
    """

    decimal: str | None
    thousands: str | None
    sure: bool = True


class NumberTexts:
    """Distinct texts of a column, taken apart as numbers.

    Attributes
    ----------
    cores : list of str or None
        Digits and separators of each text, spaces and apostrophes made alike; None where it is no number.
    leading_zeros, too_large : bool arrays of shape (n_texts,)
        Texts that are codes rather than numbers: 007, or whole numbers that a float would round.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        n = len(texts)
        # Most columns are written plainly, and these texts need no second look.
        self._texts = texts
        self._plain = np.array([match is not None for match in map(_PLAIN.fullmatch, texts)], dtype=bool)
        self.cores: list[str | None] = [text.lstrip("-") for text in texts]
        negative = [text[:1] == "-" for text in texts]
        # What stands with the digits is the same in many texts: each kind once, and which one a text is of; plain
        # numbers are of the first.
        self._kinds = [NumberShape("")]
        kind_of = [0] * n
        places: dict[tuple[object, ...], int] = {tuple(self._kinds[0][2:]): 0}
        self.leading_zeros = np.zeros(n, dtype=bool)
        self.too_large = np.zeros(n, dtype=bool)
        for i in np.flatnonzero(~self._plain).tolist():
            core: str | None = texts[i]
            if not (core and core.isascii() and core.isdecimal()):
                shape = number_shape(texts[i].strip())
                self.cores[i] = core = None if shape is None else shape.core
                if shape is None or core is None:
                    continue
                negative[i] = shape.negative
                kind_of[i] = place = places.setdefault(shape[2:], len(self._kinds))
                if place == len(self._kinds):
                    self._kinds.append(shape)
            if core[0] == "0" and core.isdecimal() and len(core) > 1:
                self.leading_zeros[i] = True
            elif len(core) > 15:
                digits = re.sub(r"[ '.,]", "", core) if not re.search(r"[.,]\d{0,2}$", core) else "0"
                self.too_large[i] = digits.isdecimal() and int(digits) > _LARGEST
        self._negative = np.array(negative, dtype=bool)
        self._kind_of = np.array(kind_of, dtype=np.int32)
        self._read_accountants_dashes()

    def _read_accountants_dashes(self) -> None:
        """Take a dash for nothing where accountants wrote the column: losses in brackets, or `$ -`."""
        if not any(kind.in_brackets or kind.is_dash for kind in self._kinds):
            return
        for i, text in enumerate(self._texts):
            if self.cores[i] is None and text.strip() in _DASHES:
                self.cores[i] = "0"

    @property
    def is_number(self) -> npt.NDArray[np.bool_]:
        """Texts that have the shape of a number, shape (n_texts,)."""
        return np.array([core is not None for core in self.cores], dtype=bool)

    def unit(self) -> str | None:
        """Return what stands with the numbers most often: a currency, a percent sign, or what is counted."""
        return _most_frequent(zip(map(_unit_of, self._kinds), self._counts(), strict=True))

    def currencies(self) -> list[str]:
        """Return every currency that stands with a number, sorted; € and EUR are one."""
        return sorted(set(self._shown_currencies().values()))

    def _shown_currencies(self) -> dict[str, str]:
        """Return the way in which each currency is shown, by its code."""
        found = {kind.currency for kind in self._kinds if kind.currency is not None}
        return {currency_code(each): each for each in sorted(found)}

    def currency_of_each(self) -> list[str | None]:
        """Return the currency of every text, None where it has none."""
        shown = self._shown_currencies()
        of_kinds = [
            None if kind.currency is None else shown[currency_code(kind.currency)] for kind in self._kinds
        ]
        return [of_kinds[place] for place in self._kind_of.tolist()]

    def _counts(self) -> list[int]:
        """Return how many texts are of each kind."""
        counts: list[int] = np.bincount(self._kind_of, minlength=len(self._kinds)).tolist()
        return counts

    def proven_decimal(self) -> str | None:
        """Return the decimal mark that the texts prove: more of them are numbers with it than with the other."""
        cores = [core for core in self.cores if core is not None and not core.isdecimal()]
        point, comma = (
            max(sum(map(_valid(decimal, mark), cores)) for mark in (None, other, " ", "'"))
            for decimal, other in (".,", ",.")
        )
        return None if point == comma else "." if point > comma else ","

    def pointed(self, decimal: str) -> list[str]:
        """Return the texts with a decimal point and nothing between thousands; what is no number stays."""
        used = "".join(core for core in self.cores if core is not None)
        other = "," if decimal == "." else "."
        thousands = next((mark for mark in (" ", "'", other) if mark in used), None)
        numbers = np.isfinite(self.values(Marks(decimal, thousands)))

        def written(found: re.Match[str]) -> str:
            core = found[0].rstrip()
            bare = re.sub(r"[\s'’]", "", core).replace(other, "")
            return bare.replace(decimal, ".") + found[0][len(core) :]

        return [
            _CORE.sub(written, text, count=1) if number else text
            for text, number in zip(self._texts, numbers, strict=True)
        ]

    def marks(self, prefer: str | None = None) -> Marks:
        """Decide decimal mark and thousands separator from all texts.

        Parameters
        ----------
        prefer : {'.', ','}, optional
            Decimal mark to take where the texts can't decide.
        """
        cores = [core for core in self.cores if core is not None and not core.isdecimal()]
        used = {mark for mark in ".,' " if any(mark in core for core in cores)}
        if not used:
            return Marks(None, None)
        if used == {"."} and self._plain.all() and not all(map(_MAY_BE_THOUSANDS.fullmatch, cores)):
            return Marks(".", None)
        apart = next((mark for mark in " '" if mark in used), None)
        best: dict[str, tuple[int, str | None]] = {}
        for decimal in ".,":
            other = "," if decimal == "." else "."
            choices: list[str | None] = [apart] if apart else []
            if other in used or not choices:
                choices.append(other if other in used else None)
            scored = [(sum(map(_valid(decimal, mark), cores)), mark) for mark in choices]
            best[decimal] = max(scored, key=lambda pair: pair[0])
        point, comma = best["."], best[","]
        if not used & {".", ","}:
            return Marks(None, apart)
        if point[0] != comma[0]:
            decimal = "." if point[0] > comma[0] else ","
            return self._with_thousands(decimal, best[decimal][1], used)
        plain = [core for core in self.cores if core is not None and core.isdecimal()]
        mark = "." if "." in used else ","
        if plain and len(used) == 1:
            # With 575 beside 1.613, but no 1613, the mark parts thousands; a 1613 says that it doesn't.
            parts = all(len(core) <= 3 for core in plain)
            decimal = mark if not parts else "," if mark == "." else "."
            return self._with_thousands(
                decimal, best[decimal][1], used, sure=parts or prefer in (None, decimal)
            )
        decimal = prefer or "."
        return self._with_thousands(decimal, best[decimal][1], used, sure=False)

    @staticmethod
    def _with_thousands(decimal: str, thousands: str | None, used: set[str], sure: bool = True) -> Marks:
        return Marks(decimal, thousands if thousands in used else None, sure)

    def values(self, marks: Marks) -> Floats:
        """Return the numbers, NaN where a text is none under these marks; shape (n_texts,).

        Thousands and millions in words are written out, what is counted is counted in one measure, and percentages are
        one and the same beside shares of one.
        """
        values = self._as_written(marks)
        with np.errstate(over="ignore"):
            self._count_in_one_measure(values)
            if self.has_percentages:
                values[self._shares_of_one(values)] *= 100
        values[np.isinf(values)] = np.nan
        return values

    def _as_written(self, marks: Marks) -> Floats:
        out = np.full(len(self.cores), np.nan)
        decimal, thousands = marks.decimal or ".", marks.thousands
        done = self._plain if decimal == "." and thousands != "." else np.zeros(len(out), dtype=bool)
        texts = [self._texts[i] for i in np.flatnonzero(done).tolist()]
        out[done] = np.fromiter(map(float, texts), dtype=np.float64, count=len(texts))
        valid = _valid(decimal, thousands)
        powers = [kind.power for kind in self._kinds]
        for i in np.flatnonzero(~done).tolist():
            core = self.cores[i]
            if core is None or not valid(core):
                continue
            digits = core.replace(thousands, "") if thousands else core
            number = float(digits.replace(",", ".") + powers[self._kind_of[i]])
            out[i] = -number if self._negative[i] else number
        return out

    def _count_in_one_measure(self, values: Floats) -> None:
        measure, unit = self.measure(), self.unit()
        factors = []
        for kind in self._kinds:
            factor = kind.scale
            if measure is not None and kind.measure is not None and kind.measure != measure:
                same = kind.measure.family == measure.family
                factor *= kind.measure.factor / measure.factor if same else np.nan
            factors.append(factor / 10 if kind.percent == "‰" and unit == "%" else factor)
        if any(factor != 1 for factor in factors):
            values *= np.array(factors)[self._kind_of]

    def measure(self) -> Measure | None:
        """Return what is counted, the most frequent of several; None where nothing is."""
        by_name = {kind.measure.name: kind.measure for kind in self._kinds if kind.measure is not None}
        names = (None if kind.measure is None else kind.measure.name for kind in self._kinds)
        found = _most_frequent(zip(names, self._counts(), strict=True))
        return None if found is None else by_name[found]

    def measures(self) -> list[str]:
        """Return the names of everything that is counted, sorted."""
        return sorted({kind.measure.name for kind in self._kinds if kind.measure is not None})

    @property
    def has_durations(self) -> bool:
        """Whether a number is a span of hours, minutes and seconds: 1:30:00."""
        return any(kind.is_duration for kind in self._kinds)

    @property
    def has_percentages(self) -> bool:
        """Whether a percent sign stands with some of the numbers."""
        return any(kind.percent for kind in self._kinds)

    def bare_beside_percentages(self, marks: Marks) -> tuple[Mask, bool]:
        """Return which numbers lack the percent sign that others have, and whether they are shares of one."""
        if not self.has_percentages:
            return np.zeros(len(self.cores), dtype=bool), False
        values = self._as_written(marks)
        bare = self._without_percent_sign() & np.isfinite(values)
        return bare, bool(self._shares_of_one(values).any())

    def _without_percent_sign(self) -> Mask:
        without = np.array([kind.percent is None for kind in self._kinds], dtype=bool)
        bare: Mask = self.is_number & without[self._kind_of]
        return bare

    def _shares_of_one(self, values: Floats) -> Mask:
        """Return which numbers without a percent sign are shares of one: 0.12 beside 12%, none of them above one."""
        bare = self._without_percent_sign() & np.isfinite(values)
        signed = ~bare & np.isfinite(values)
        are_shares = (
            bare.any() and np.abs(values[bare]).max() <= 1 and np.abs(values[signed]).max(initial=0) > 1
        )
        return bare if are_shares else np.zeros(len(values), dtype=bool)


def _most_frequent(counted: Iterable[tuple[str | None, int]]) -> str | None:
    """Return the name that the counts say most often, the first in the alphabet of several; None if there is none."""
    totals: Counter[str] = Counter()
    for name, n in counted:
        if name is not None:
            totals[name] += n
    return max(sorted(totals), key=totals.__getitem__) if totals else None


def _unit_of(shape: NumberShape) -> str | None:
    return shape.currency or shape.percent or (None if shape.measure is None else shape.measure.name)


def _valid(decimal: str, thousands: str | None) -> Callable[[str], bool]:
    """Return a function that tells whether a core is a number under these marks."""
    mark = re.escape(decimal)
    whole = r"\d+" if thousands is None else rf"(?:{_GROUPS[thousands]}|\d+)"
    pattern = re.compile(rf"{whole}(?:{mark}\d*)?|{mark}\d+")
    return lambda core: pattern.fullmatch(core) is not None


def find_marks(texts: Sequence[str]) -> Marks:
    """Return the marks that most of the texts agree with."""
    return NumberTexts(texts).marks()


def parse_numbers(texts: Sequence[str], marks: Marks) -> Floats:
    """Return the numbers that texts write with these marks, NaN where a text is none; shape (n_texts,)."""
    return NumberTexts(texts).values(marks)


def table_decimal(columns: Sequence[tuple[object, npt.NDArray[np.object_]]], delimiter: str) -> str:
    """Return the decimal mark that most columns of a text file use.

    Parameters
    ----------
    columns : sequence of (codes, texts)
        Some texts of each column are looked at.
    delimiter : str
        Separator of the file: where it is the semicolon, a comma is likely.
    """
    votes = []
    for _, texts in columns:
        numbers = NumberTexts([text for text in texts[:_SAMPLE] if text.strip()])
        marks = numbers.marks()
        if marks.sure and marks.decimal is not None and numbers.is_number.mean() > 0.9:
            votes.append(marks.decimal)
    if votes:
        return max(".,", key=votes.count)
    return "," if delimiter == ";" else "."
