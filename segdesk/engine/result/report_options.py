"""What whoever makes a report decides about it."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

_COLOUR = re.compile("#[0-9A-F]{6}")


class Audience(StrEnum):
    """Who a report is for, which decides how far it goes."""

    BOARD = "board"
    """Whoever decides: findings, segments, actions, on as few pages as that takes."""
    ANALYST = "analyst"
    """Whoever checks or goes on working: the same, then all the evidence."""


class Dated(StrEnum):
    """The date of a report where no day is named."""

    TODAY = "today"
    """The day on which it is written."""
    NEVER = "none"
    """It bears no date."""


@dataclass(frozen=True)
class ReportOptions:
    """How a report is to be.

    Attributes
    ----------
    audience : Audience
    title : str
        Over the report; empty for what was found.
    author : str
        Whom it is from; empty for nobody.
    notes : mapping of int to str
        What the author adds about single segments, by their numbers.
    left_out : tuple of str
        Parts that are not to stand in it, as `report/arranging.py` names them.
    order : tuple of str
        Parts in the order in which they are to stand; those that are not named keep theirs.
    date : date or Dated
    accent : str
        Colour of headings and rules as `#RRGGBB`; empty for the program's own.
    logo : bytes
        A PNG file as `io/logo.py` makes it; empty for none.
    language : str
        `en`, `de` or `es`; empty for the language in force.

    Raises
    ------
    ValueError
        If a colour is none, or a date is a moment.
    """

    audience: Audience = Audience.ANALYST
    title: str = ""
    author: str = ""
    notes: Mapping[int, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    date: dt.date | Dated = Dated.TODAY
    accent: str = ""
    logo: bytes = b""
    language: str = ""

    def __post_init__(self) -> None:
        if self.accent and not _COLOUR.fullmatch(self.accent):
            raise ValueError(f"{self.accent!r} is no colour such as #00AA55")
        if isinstance(self.date, dt.datetime):
            raise ValueError(f"{self.date} is no day")
