"""Dates as people and programs write them: 2024-05-10, 10.5.24, 5/10/2024 13:05, 10. Mai 2024."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from segdesk.engine.schema.number_shape import latin_digits

Dates = npt.NDArray[np.datetime64]

DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "day first", "month first", "year first"
ORDERS = (DAY_FIRST, MONTH_FIRST, YEAR_FIRST)

_ZONE = (
    r"Z|(?:UTC|GMT)?\s?[+-]\d{2}(?::?\d{2})?(?:\s*\([^)]*\))?|UTC|GMT|"
    r"CES?T|MES?Z|E[SD]T|C[SD]T|M[SD]T|P[SD]T|BST|WES?T|EES?T|IST|JST|AE[SD]T"
)
_TIME = (
    r"(?:(?:\s*[T,]\s*|\s+(?:(?:at|um|à|a las)\s+)?)(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    rf"\s*(?P<half>[AaPp]\.?[Mm]\.?)?(?:\s*Uhr|\s*h)?(?:\s*(?:{_ZONE})){{0,2}})?"
)
_DAY = r"(?:[^\W\d_]{2,10}\.?,?\s+)?"
_NUMERIC = re.compile(
    rf"{_DAY}(?P<a>\d{{1,4}})(?P<mark>[-./])\s?(?P<b>\d{{1,2}})(?P=mark)\s?(?P<c>\d{{1,4}})\.?{_TIME}"
)
_COMPACT = re.compile(rf"(?P<a>\d{{4}})(?P<b>\d{{2}})(?P<c>\d{{2}}){_TIME}")
_COMPACT_TIME = re.compile(r"(?:19|20)\d{12}", re.ASCII)
_NAMED = re.compile(
    rf"{_DAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|°)?[-./\s]*(?:de\s+)?(?P<month>[^\W\d_]{{3,12}})[-./,\s]*(?:de[l]?\s+)?"
    rf"(?P<year>\d{{4}}|\d{{2}})(?:\s*(?:г|r)\.?)?{_TIME}"
)
_NAMED_FIRST = re.compile(
    rf"{_DAY}(?P<month>[^\W\d_]{{3,10}})\.?[-\s]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+|-)(?P<year>\d{{4}}|\d{{2}}){_TIME}"
)
_YEAR_NAMED = re.compile(
    rf"(?P<year>\d{{4}})[-./\s](?P<month>[^\W\d_]{{3,10}})[-./\s](?P<day>\d{{1,2}}){_TIME}"
)

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jänner jaenner enero ene janvier janv gennaio gen janeiro januari "
            "stycznia января янв ledna ocak",
            "feb february februar febrero février fevrier févr fevr fév febbraio fevereiro fev februari "
            "lutego февраля фев února şubat",
            "mar march märz maerz mär mrz marzo mars março marco maart mrt marca марта мар března mart marts",
            "apr april abril abr avril avr aprile kwietnia апреля апр dubna nisan",
            "may mai mayo maggio mag maio mei maja мая května mayıs maj",
            "jun june juni junio juin giugno giu junho czerwca июня июн června haziran",
            "jul july juli julio juillet juil luglio lug julho lipca июля июл července temmuz",
            "aug august agosto ago août aout augustus sierpnia августа авг srpna ağustos augusti",
            "sep sept september septiembre setiembre set septembre settembre setembro "
            "września сентября сен сент září eylül",
            "oct october okt oktober octubre octobre ottobre ott outubro out "
            "października октября окт října ekim",
            "nov november noviembre novembre novembro listopada ноября ноя listopadu kasım",
            "dec december dez dezember diciembre dic décembre decembre déc dicembre dezembro desember "
            "grudnia декабря дек prosince aralık",
        ),
        start=1,
    )
    for name in names.split()
}
# Years of four digits that are written with marks of their own in Chinese, Japanese and Korean.
_EAST_ASIAN = (re.compile(r"\s*[年년]\s*|\s*[月월]\s*"), re.compile(r"\s*[日일]"))
# A spreadsheet counts days from here; so many of them are the years 1908 to 2064.
_SPREADSHEET_EPOCH = dt.datetime(1899, 12, 30)
_SERIAL = re.compile(r"\d{4,5}(?:[.,]\d+)?", re.ASCII)
_LOWEST_SERIAL, _HIGHEST_SERIAL = 3_000, 60_000
_LONGEST = 120
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_ISO_LENGTH = 10
# Seconds, milliseconds and microseconds since 1970, from 1980 to 2100.
_EPOCH = re.compile(r"(\d{9,10})(?:\.\d+)?|(\d{12,13})|(\d{15,16})", re.ASCII)
_UNIX_EPOCH = dt.datetime(1970, 1, 1)
_LOWEST_EPOCH, _HIGHEST_EPOCH = 315_532_800, 4_102_444_800


@dataclass(frozen=True)
class DateSense:
    """What the heading of a column says of its dates.

    Attributes
    ----------
    is_headed : bool
        The heading speaks of dates or times, so that 20240131 and 1704067200 (seconds since 1970) are some.
    has_serials : bool
        It speaks of dates and nothing else, so that 45292 (days since 1900, as spreadsheets count) is one.
    pivot : int
        Years of two digits below it mean 20xx, the others 19xx. It is fixed, so that a file means the same next year.
    """

    is_headed: bool = False
    has_serials: bool = False
    pivot: int = 69


ANY_DATES = DateSense()


@dataclass(frozen=True)
class _Parts:
    """The three figures of a numeric date, or year, month and day where a name says which is which."""

    a: int
    b: int
    c: int
    lengths: tuple[int, int, int]
    mark: str
    named: bool = False


# The day as it is written, and the second of the day.
_Moment = tuple[_Parts, int]


class DateTexts:
    """Distinct texts of a column, taken apart as dates.

    Parameters
    ----------
    texts : sequence of str
    sense : DateSense, optional
        What only the heading can tell: whether digits alone are dates, and which century two digits mean.
    """

    def __init__(self, texts: Sequence[str], sense: DateSense = ANY_DATES) -> None:
        self._pivot = sense.pivot
        self._parts, self._seconds = _all_taken_apart(texts, sense)
        none = (0, 0, 0, 0, 0, False)
        self._figures = np.array(
            [
                none
                if part is None
                else (part.a, part.b, part.c, part.lengths[0], part.lengths[2], part.named)
                for part in self._parts
            ],
            dtype=np.int64,
        ).reshape(-1, 6)
        self._days_in: dict[str, npt.NDArray[np.float64]] = {}

    @property
    def is_date(self) -> npt.NDArray[np.bool_]:
        """Texts that have the shape of a date, shape (n_texts,)."""
        return np.array([parts is not None for parts in self._parts], dtype=bool)

    @property
    def mark(self) -> str:
        """The sign between day, month and year of the first date, '' where there is none."""
        return next((parts.mark for parts in self._parts if parts is not None), "")

    @property
    def short_years(self) -> bool:
        """Whether a year has two digits and day or month just one: it may be a version, 1.2.10."""
        return any(
            parts is not None and not parts.named and max(parts.lengths) == 2 and min(parts.lengths) == 1
            for parts in self._parts
        )

    def possible_orders(self) -> dict[str, int]:
        """Return how many texts are dates in each order of day, month and year."""
        return {order: int(np.isfinite(self._days(order)).sum()) for order in ORDERS}

    def proven_order(self) -> str | None:
        """Return whether the texts prove that the day, or the month, comes first; None where they do not."""
        counts = self.possible_orders()
        day, month = counts[DAY_FIRST], counts[MONTH_FIRST]
        return None if day == month else DAY_FIRST if day > month else MONTH_FIRST

    def starts_with_year(self) -> bool:
        """Whether every numeric date begins with a year of four digits."""
        numeric = [parts for parts in self._parts if parts is not None and not parts.named]
        return bool(numeric) and all(parts.lengths[0] == 4 for parts in numeric)

    def named_only(self) -> bool:
        """Whether every date names its month, so that the order is no question."""
        return all(parts.named for parts in self._parts if parts is not None)

    def first_of_month(self) -> str | None:
        """Return the order in which all days are the first of a month, where just one figure is always 1."""
        numeric = [parts for parts in self._parts if parts is not None and not parts.named]
        if len(numeric) < 3:
            return None
        first = all(parts.a == 1 for parts in numeric)
        second = all(parts.b == 1 for parts in numeric)
        if first == second:
            return None
        return DAY_FIRST if first else MONTH_FIRST

    def values(self, order: str) -> Dates:
        """Return the dates in this order, NaT where a text is none; datetime64[s], shape (n_texts,).

        The day is the one on the clock beside which it was written, whatever its zone.
        """
        days = self._days(order)
        valid = np.isfinite(days)
        out = np.full(len(days), np.datetime64("NaT", "s"))
        whole = np.where(valid, days, 0).astype(np.int64) * 86400 + self._seconds
        out[valid] = whole[valid].astype("datetime64[s]")
        return out

    def _days(self, order: str) -> npt.NDArray[np.float64]:
        """Return days since 1970 of each text in this order, NaN where it is no date."""
        if order not in self._days_in:
            self._days_in[order] = _days(self._figures, order, self._pivot)
        return self._days_in[order]


def _all_taken_apart(
    texts: Sequence[str], sense: DateSense
) -> tuple[list[_Parts | None], npt.NDArray[np.int64]]:
    """Return the parts of each text, None where it is no date, and its second of the day.

    Moments such as 2024-01-31 10:15 are nearly all different, but their days and times come again.
    """
    days: dict[str, _Parts | None] = {}
    clocks: dict[str, int | None] = {}
    parts: list[_Parts | None] = []
    seconds = np.zeros(len(texts), dtype=np.int64)
    for i, text in enumerate(map(str.strip, texts)):
        day, clock = text[:_ISO_LENGTH], text[_ISO_LENGTH:]
        if day not in days:
            moment = _take_apart(day, sense) if _ISO_DAY.fullmatch(day) else None
            days[day] = None if moment is None else moment[0]
        found = days[day]
        if found is not None and clock not in clocks:
            # The pattern sees digits, not days: behind any day a time means the same.
            on_any_day = _take_apart(f"2000-01-01{clock}", sense)
            clocks[clock] = None if on_any_day is None else on_any_day[1]
        second = None if found is None else clocks[clock]
        if second is None:
            found, second = _take_apart(text, sense) or (None, 0)
        parts.append(found)
        seconds[i] = second
    return parts, seconds


def _take_apart(text: str, sense: DateSense) -> _Moment | None:
    # Nobody writes a date so long, and in a long text the patterns would go back and forth for ever.
    if len(text) > _LONGEST:
        return None
    if not text.isascii():
        text = latin_digits(text)
        for pattern, mark in zip(_EAST_ASIAN, ("-", ""), strict=True):
            text = pattern.sub(mark, text)
    if sense.is_headed and _COMPACT_TIME.fullmatch(text):
        text = f"{text[:8]} {text[8:10]}:{text[10:12]}:{text[12:]}"
    found = _NUMERIC.fullmatch(text) or (_COMPACT.fullmatch(text) if sense.is_headed else None)
    if found is not None:
        seconds = _seconds(found)
        lengths = (len(found["a"]), len(found["b"]), len(found["c"]))
        if seconds is None or 3 in lengths or (lengths[0] > 2 and lengths[2] > 2) or lengths in ((1, 1, 1),):
            return None
        if lengths[2] == 1 and lengths[0] != 4:
            return None
        mark = found["mark"] if "mark" in found.groupdict() else ""
        return _Parts(int(found["a"]), int(found["b"]), int(found["c"]), lengths, mark), seconds
    if not any(map(str.isalpha, text)):
        return _counted(text, sense) if sense.is_headed else None
    for pattern in (_NAMED, _NAMED_FIRST, _YEAR_NAMED):
        found = pattern.fullmatch(text)
        if found is None:
            continue
        month = MONTHS.get(found["month"].lower())
        seconds = _seconds(found)
        if month is None or seconds is None:
            continue
        year = found["year"]
        return _Parts(int(year), month, int(found["day"]), (len(year), 2, 2), "", named=True), seconds
    return None


def _counted(text: str, sense: DateSense) -> _Moment | None:
    """Return the moment that is written as days since 1900 or as seconds since 1970."""
    if _SERIAL.fullmatch(text):
        days = float(text.replace(",", "."))
        if not (sense.has_serials and _LOWEST_SERIAL <= days <= _HIGHEST_SERIAL):
            return None
        moment = _SPREADSHEET_EPOCH + dt.timedelta(seconds=round(days * 86_400))
    else:
        found = _EPOCH.fullmatch(text)
        if found is None:
            return None
        seconds = next(int(digits) // 1000**power for power, digits in enumerate(found.groups()) if digits)
        if not _LOWEST_EPOCH <= seconds <= _HIGHEST_EPOCH:
            return None
        moment = _UNIX_EPOCH + dt.timedelta(seconds=seconds)
    clock = moment.hour * 3600 + moment.minute * 60 + moment.second
    return _Parts(moment.year, moment.month, moment.day, (4, 2, 2), "", named=True), clock


def _seconds(found: re.Match[str]) -> int | None:
    if found["hour"] is None:
        return 0
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        return None
    return hour * 3600 + minute * 60 + second


def _days(figures: npt.NDArray[np.int64], order: str, pivot: int) -> npt.NDArray[np.float64]:
    """Return days since 1970 of each row of figures, shape (n_texts, 6), NaN where they are no date."""
    a, b, c, first_length, last_length, named = figures.T
    year_leads = (named == 1) | (first_length == 4)
    if order == YEAR_FIRST:
        year, month, day, length = a, b, c, first_length
        valid = year_leads | (last_length != 4)
    else:
        year = np.where(year_leads, a, c)
        month = np.where(year_leads | (order == DAY_FIRST), b, a)
        day = np.where(year_leads, c, a if order == DAY_FIRST else b)
        length = np.where(year_leads, first_length, last_length)
        valid = np.ones(len(a), dtype=bool)
    year = np.where(length == 2, year + np.where(year < pivot, 2000, 1900), year)
    valid &= (year >= 1) & (month >= 1) & (month <= 12) & (day >= 1)
    start = year.clip(1, 9999) - 1970
    months = start.astype("datetime64[Y]").astype("datetime64[M]") + (month.clip(1, 12) - 1).astype(
        "timedelta64[M]"
    )
    first_day = months.astype("datetime64[D]").astype(np.int64)
    valid &= day <= (months + np.timedelta64(1, "M")).astype("datetime64[D]").astype(np.int64) - first_day
    return np.where(valid, first_day + day - 1.0, np.nan)
