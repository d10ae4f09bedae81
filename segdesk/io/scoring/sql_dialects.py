"""Dialects of SQL: what one database writes otherwise than another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class SqlDialect:
    """How a database writes names, texts and the seconds of a date.

    Attributes
    ----------
    name : str
    double : str
        The type of numbers in double precision.
    seconds : callable
        Returns the whole seconds from 1970-01-01, as the clock on the wall shows them, of an expression that is a date
        or a moment.
    name_mark : str
        What stands around a name, and twice for itself in it.
    escapes : sequence of (str, str)
        What is written otherwise in a text in single quotation marks.
    keeps_rows : bool
        A row can be kept as one value. Then layers are materialised, since the server would else write every column
        out wherever it is used.
    """

    name: str
    double: str
    seconds: Callable[[str], str]
    name_mark: str = '"'
    escapes: Sequence[tuple[str, str]] = (("'", "''"),)
    keeps_rows: bool = False

    def quoted(self, name: str) -> str:
        """Return the name of a column or table."""
        return self.name_mark + name.replace(self.name_mark, 2 * self.name_mark) + self.name_mark

    def text(self, text: str) -> str:
        """Return a text as a constant."""
        for letter, written in self.escapes:
            text = text.replace(letter, written)
        return f"'{text}'"

    def number(self, expression: str) -> str:
        """Return an expression in double precision."""
        return f"CAST({expression} AS {self.double})"


def _by_epoch(moment: str) -> str:
    return f"FLOOR(EXTRACT(EPOCH FROM CAST({moment} AS TIMESTAMP)))"


def _by_day_and_clock(moment: str) -> str:
    # `unix_timestamp` would count from midnight in Greenwich, and so depend on the session's time zone.
    days = f"DATEDIFF(CAST({moment} AS DATE), DATE '1970-01-01')"
    clock = f"HOUR({moment}) * 3600 + MINUTE({moment}) * 60 + SECOND({moment})"
    return f"({days} * 86400e0 + {clock})"


def _by_calendar(moment: str) -> str:
    """Count days by the rules of the calendar: standard SQL has no number of days between two dates."""
    moment = f"CAST({moment} AS TIMESTAMP)"
    year, month, day, hour, minute, second = (
        f"EXTRACT({part} FROM {moment})" for part in ("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND")
    )
    # Years begin in March here, so that the day that some lack comes last.
    early = f"CASE WHEN {month} <= 2 THEN 1 ELSE 0 END"
    years, months = f"({year} - {early})", f"({month} + 12 * {early} - 3)"
    leap_days = f"FLOOR({years} / 4e0) - FLOOR({years} / 100e0) + FLOOR({years} / 400e0)"
    days = f"(365e0 * {years} + {leap_days} + FLOOR((153e0 * {months} + 2e0) / 5e0) + {day} - 719469e0)"
    return f"({days} * 86400e0 + {hour} * 3600e0 + {minute} * 60e0 + FLOOR({second}))"


DIALECTS = {
    dialect.name: dialect
    for dialect in (
        SqlDialect("ansi", "DOUBLE PRECISION", _by_calendar),
        SqlDialect("duckdb", "DOUBLE", _by_epoch),
        SqlDialect("postgres", "DOUBLE PRECISION", _by_epoch, keeps_rows=True),
        SqlDialect(
            "spark", "DOUBLE", _by_day_and_clock, name_mark="`", escapes=(("\\", "\\\\"), ("'", "\\'"))
        ),
    )
}
