"""Months, quarters, years, weeks and days, and where a file's name says which it is of."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import total_ordering
from pathlib import PurePath

from segdesk.engine.data.column_codes import EPOCH
from segdesk.engine.schema.dates import MONTHS
from segdesk.errors import InputError, Where
from segdesk.messages import say, say_n


class Unit(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    WEEK = "week"
    DAY = "day"
    YEAR = "year"


@total_ordering
@dataclass(frozen=True)
class Period:
    """A period of the calendar.

    Attributes
    ----------
    unit : Unit
    number : int
        Counted without gaps: months and quarters since the year 0, weeks since the first Monday of 1970, days since
        1970-01-01; of a year the year itself.
    """

    unit: Unit
    number: int

    @property
    def label(self) -> str:
        """What it is called: 2024-03, 2024-Q1, 2024-W09, 2024-03-31, 2024."""
        if self.unit is Unit.MONTH:
            return f"{self.number // 12:04}-{self.number % 12 + 1:02}"
        if self.unit is Unit.QUARTER:
            return f"{self.number // 4:04}-Q{self.number % 4 + 1}"
        if self.unit is Unit.YEAR:
            return f"{self.number:04}"
        if self.unit is Unit.WEEK:
            year, week, _ = (_FIRST_MONDAY + dt.timedelta(weeks=self.number)).isocalendar()
            return f"{year:04}-W{week:02}"
        return (EPOCH + dt.timedelta(days=self.number)).isoformat()

    def __lt__(self, other: "Period") -> bool:
        return self.number < other.number


_FIRST_MONDAY = dt.date(1970, 1, 5)

_LEFT, _RIGHT, _GAP = r"(?<!\d)", r"(?!\d)", r"[-_. ]?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH = r"(?P<month>1[0-2]|0[1-9])"
_DAY = r"(?P<day>3[01]|[12]\d|0[1-9])"
_QUARTER = r"(?:quarter|quartal|qtr|q|trimestre|trim|tri|t|kwartaal|kwartał|квартал|кв)"
_WEEK = r"(?:week|woche|semaine|semana|settimana|cw|kw|wk|w)"
_OF = r"(?:del?[-_. ]+)?"
_WORD = r"(?<![^\W\d_])"
# In this order: what is longer is looked for first, and what one has found the next does not see.
_FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(form, re.I)
    for form in (
        rf"{_LEFT}{_YEAR}[-_. 年]?{_MONTH}[-_. 月]?{_DAY}{_RIGHT}日?",
        rf"{_LEFT}(?P<first>\d{{1,2}})(?P<mark>[-_.])(?P<second>\d{{1,2}})(?P=mark){_YEAR}{_RIGHT}",
        rf"{_LEFT}{_YEAR}{_GAP}{_WORD}{_QUARTER}{_GAP}(?P<quarter>[1-4]){_RIGHT}",
        rf"{_WORD}{_QUARTER}{_GAP}(?P<quarter>[1-4])[-_. /]*{_OF}{_YEAR}{_RIGHT}",
        rf"{_LEFT}(?P<quarter>[1-4])(?:st|nd|rd|th|\.|e|er|o|º|ª)?{_GAP}{_QUARTER}[-_. ]*{_OF}{_YEAR}{_RIGHT}",
        rf"{_LEFT}{_YEAR}{_GAP}{_WORD}{_WEEK}{_GAP}(?P<week>[1-5]\d|0?[1-9]){_RIGHT}",
        rf"{_WORD}{_WEEK}{_GAP}(?P<week>[1-5]\d|0?[1-9])[-_. ]+{_YEAR}{_RIGHT}",
        rf"{_LEFT}{_YEAR}[-_. 年]?{_MONTH}{_RIGHT}月?",
        rf"{_LEFT}{_YEAR}[-_. 年](?P<month>[1-9]){_RIGHT}月?",
        rf"{_LEFT}(?P<month>1[0-2]|0?[1-9])[-_. ]{_YEAR}{_RIGHT}",
        rf"{_LEFT}{_MONTH}{_YEAR}{_RIGHT}",
        rf"(?P<name>[^\W\d_]{{3,12}})\.?[-_. ]*{_OF}{_YEAR}{_RIGHT}",
        rf"{_LEFT}{_YEAR}[-_. ]*(?P<name>[^\W\d_]{{3,12}})",
        rf"{_LEFT}{_YEAR}{_RIGHT}",
        rf"{_WORD}(?P<name>[^\W\d_]{{3,12}})\.?[-_. '’]?(?P<short>\d\d){_RIGHT}",
    )
)


def period_of_day(day: dt.date, unit: Unit) -> Period:
    """Return the period that a day lies in."""
    numbers = {
        Unit.DAY: (day - EPOCH).days,
        Unit.WEEK: (day - _FIRST_MONDAY).days // 7,
        Unit.MONTH: month_number(day.year, day.month),
        Unit.QUARTER: day.year * 4 + (day.month - 1) // 3,
        Unit.YEAR: day.year,
    }
    return Period(unit, numbers[unit])


def month_number(year: int, month: int) -> int:
    """Return the number of a month, counted from 1 within its year."""
    return year * 12 + month - 1


def periods_in_name(name: str) -> dict[Unit, set[Period]]:
    """Return the periods that a name speaks of, by unit; of a day its month too, where it names no other."""
    found: dict[Unit, set[Period]] = {}
    left = name
    for form in _FORMS:
        for match in form.finditer(left):
            period = _read(match)
            if period is not None:
                found.setdefault(period.unit, set()).add(period)
            # Half of a date that may be of March or of April is no month either.
            if period is not None or "first" in match.groupdict():
                # Blanks would join what stood apart.
                left = left[: match.start()] + "|" * len(match[0]) + left[match.end() :]
    if Unit.DAY in found and Unit.MONTH not in found:
        days = (EPOCH + dt.timedelta(days=each.number) for each in found[Unit.DAY])
        found[Unit.MONTH] = {period_of_day(day, Unit.MONTH) for day in days}
    return found


def _read(match: re.Match[str]) -> Period | None:
    """Return the period that the parts of a name give; None where they give none."""
    parts: Mapping[str, str | None] = match.groupdict()
    year = int(parts.get("year") or 0) or 2000 + int(parts.get("short") or 0)
    try:
        if parts.get("day") is not None:
            return _day(year, int(parts["month"] or 0), int(parts["day"] or 0))
        if parts.get("first") is not None:
            return _day_of(year, int(parts["first"] or 0), int(parts["second"] or 0), parts["mark"] == ".")
        if parts.get("quarter") is not None:
            return Period(Unit.QUARTER, year * 4 + int(parts["quarter"] or 0) - 1)
        if parts.get("week") is not None:
            return period_of_day(dt.date.fromisocalendar(year, int(parts["week"] or 0), 1), Unit.WEEK)
    except ValueError:
        return None
    if parts.get("name") is not None:
        month = MONTHS.get((parts["name"] or "").casefold())
        return None if month is None else Period(Unit.MONTH, month_number(year, month))
    if parts.get("month") is not None:
        return Period(Unit.MONTH, month_number(year, int(parts["month"] or 0)))
    return Period(Unit.YEAR, year)


def _day(year: int, month: int, day: int) -> Period:
    return period_of_day(dt.date(year, month, day), Unit.DAY)


def _day_of(year: int, first: int, second: int, day_first: bool) -> Period | None:
    """Return the day of a date that ends with its year; None where day and month cannot be told apart."""
    if first > 12 or (day_first and second <= 12):
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 or first == second else None


def periods_of_files(names: Sequence[str]) -> tuple[Period, ...]:
    """Return the period of each file, by its name.

    All are of one length. Where names hold several periods, the one that tells all files apart is meant.

    Raises
    ------
    InputError
        If a name has no period, or two files have the same.
    """
    found = [periods_in_name(PurePath(name).stem) for name in names]
    without = [name for name, periods in zip(names, found, strict=True) if not periods]
    if without:
        raise InputError(
            say_n(
                "The name of {n} file says no period: {names}.",
                "The names of {n} files say no period: {names}.",
                n=len(without),
                names=without[:5],
            ),
            mend=say("Name each file by its month, such as customers-2024-03.csv, or move it elsewhere."),
        )
    for unit in Unit:
        periods = [next(iter(each[unit])) for each in found if len(each.get(unit, ())) == 1]
        if len(periods) == len(set(periods)) == len(names):
            return tuple(periods)
    raise _not_told_apart(names, found)


def _not_told_apart(names: Sequence[str], found: Sequence[Mapping[Unit, set[Period]]]) -> InputError:
    """Return why files cannot be put in order: two of one period, or periods of several lengths."""
    for first, second, period in _of_one_period(names, found):
        return InputError(
            say("“{first}” and “{second}” are both of {period}.", first=first, second=second, period=period),
            Where(file=second),
            say("Put them together in one file, or move one elsewhere."),
        )
    return InputError(
        say("The names of the files do not say periods of one length: {names}.", names=list(names[:5])),
        mend=say("Name each file by its month, such as customers-2024-03.csv."),
    )


def _of_one_period(
    names: Sequence[str], found: Sequence[Mapping[Unit, set[Period]]]
) -> Iterator[tuple[str, str, str]]:
    for unit in Unit:
        seen: dict[Period, str] = {}
        if not all(len(each.get(unit, ())) == 1 for each in found):
            continue
        for name, each in zip(names, found, strict=True):
            (period,) = each[unit]
            if period in seen:
                yield seen[period], name, period.label
            seen[period] = name
