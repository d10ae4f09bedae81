"""What whoever makes a report decides about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Audience(StrEnum):
    """Who a report is for, which decides how far it goes."""

    BOARD = "board"
    """Whoever decides: findings, segments, actions, on as few pages as that takes."""
    ANALYST = "analyst"
    """Whoever checks or goes on working: the same, then all the evidence."""


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
        Anchors of sections that are not to stand in it.
    """

    audience: Audience = Audience.ANALYST
    title: str = ""
    author: str = ""
    notes: Mapping[int, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
