"""Numbers as people and programs write them: 1,234.50 or 1.234,50 € or (12%) or 1.5e-05."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Floats

# A number as programs write it, short enough for a float and not a code with leading zeros.
_PLAIN = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?", re.ASCII)
_MAY_BE_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}", re.ASCII)
_CURRENCY = (
    r"(?:[$€£¥₹₽₩₺₴₪฿]|(?:US|CA|AU|A|C|R|NZ|HK|S|MX)\$|"
    r"(?:EUR|USD|GBP|CHF|JPY|CNY|INR|RUB|PLN|CZK|HUF|SEK|NOK|DKK|RON|BGN|TRY|BRL|MXN|ARS|CLP|COP|PEN|CAD|AUD|NZD|"
    r"SGD|HKD|ZAR|KRW|THB|AED|ILS|UAH)|zł|Kč|kr\.?|Fr\.|Rs\.?|Ft)"
)
_SHAPE = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[-+−])?\s*(?P<before>{_CURRENCY})?\s*(?P<inner>[-+−])?\s*"
    r"(?P<core>[0-9][0-9.,'’\s]*|[.,][0-9]+)(?P<power>[eE][-+]?[0-9]{1,3})?"
    rf"\s*(?P<after>[%‰]|{_CURRENCY})?\s*(?P<trailing>[-−])?\s*(?P<close>\))?",
    re.IGNORECASE,
)
_CORE = re.compile(r"[0-9][0-9.,'’\s]*|[.,][0-9]+")
_SPACES = re.compile(r"\s")
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
        self._negative = np.array([text[:1] == "-" for text in texts], dtype=bool)
        self._powers: dict[int, str] = {}
        self._units: dict[int, str] = {}
        self.leading_zeros = np.zeros(n, dtype=bool)
        self.too_large = np.zeros(n, dtype=bool)
        for i in np.flatnonzero(~self._plain).tolist():
            core = self.cores[i] = self._shaped(i, texts[i].strip())
            if core is None:
                continue
            if core[0] == "0" and core.isdecimal() and len(core) > 1:
                self.leading_zeros[i] = True
            elif len(core) > 15:
                digits = re.sub(r"[ '.,]", "", core) if not re.search(r"[.,]\d{0,2}$", core) else "0"
                self.too_large[i] = digits.isdecimal() and int(digits) > _LARGEST

    def _shaped(self, i: int, text: str) -> str | None:
        found = _SHAPE.fullmatch(text)
        if found is None or (found["open"] is None) != (found["close"] is None):
            return None
        if found["before"] and found["after"] and found["after"] != "%":
            return None
        signs = [found[name] for name in ("sign", "inner", "trailing") if found[name]]
        if len(signs) > 1 or (found["open"] and signs):
            return None
        core = found["core"].strip()
        if not core.isascii() or "\t" in core or "’" in core:
            core = _SPACES.sub(" ", core).replace("’", "'")
        if found["power"]:
            # 12E4 is an article number; 1.2E4 and 12E-4 are what programs write.
            if not any(mark in core for mark in ".,") and found["power"][1] not in "+-":
                return None
            self._powers[i] = found["power"]
        unit = found["before"] or found["after"]
        if unit:
            self._units[i] = unit
        self._negative[i] = bool(found["open"]) or (bool(signs) and signs[0] != "+")
        return core

    @property
    def is_number(self) -> npt.NDArray[np.bool_]:
        """Texts that have the shape of a number, shape (n_texts,)."""
        return np.array([core is not None for core in self.cores], dtype=bool)

    def unit(self) -> str | None:
        """Return the sign or code that stands with the numbers, the most frequent one."""
        units = list(self._units.values())
        return max(sorted(set(units)), key=units.count) if units else None

    def units(self) -> set[str]:
        """Return every sign or code that stands with a number."""
        return set(self._units.values())

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
        """Return the numbers, NaN where a text is none under these marks; shape (n_texts,)."""
        n = len(self.cores)
        out = np.full(n, np.nan)
        decimal, thousands = marks.decimal or ".", marks.thousands
        done = self._plain if decimal == "." and thousands != "." else np.zeros(n, dtype=bool)
        texts = [self._texts[i] for i in np.flatnonzero(done).tolist()]
        out[done] = np.fromiter(map(float, texts), dtype=np.float64, count=len(texts))
        valid = _valid(decimal, thousands)
        for i in np.flatnonzero(~done).tolist():
            core = self.cores[i]
            if core is None or not valid(core):
                continue
            digits = core.replace(thousands, "") if thousands else core
            number = float(digits.replace(",", ".") + self._powers.get(i, ""))
            out[i] = -number if self._negative[i] else number
        out[np.isinf(out)] = np.nan
        return out


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
