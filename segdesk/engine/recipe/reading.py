"""How a file is read."""

from dataclasses import dataclass, fields, replace
from typing import Any

from segdesk.engine.recipe.settings import check, has_type, need, setting, setting_types, without_none
from segdesk.messages import say


@dataclass(frozen=True)
class FoundReading:
    """How a file was found to be written when a recipe was filled in; None: asked for, or not found."""

    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    header: int | None = None

    def __post_init__(self) -> None:
        for name, kind in setting_types(FoundReading).items():
            value = getattr(self, name)
            need(value is None or has_type(value, without_none(kind)), name, value)


@dataclass(frozen=True)
class ReadSpec:
    """How to read the file; None means: find out."""

    sheet: str | None = setting(
        None,
        say("Sheet"),
        say("sheet of a workbook, * for all as one table; default: the first that holds a table"),
        metavar="NAME",
    )
    table: str | None = setting(None, say("Table"), say("table or view of a database file"), metavar="NAME")
    query: str | None = setting(
        None, say("Query"), say("a SELECT to read from a database file"), metavar="SQL", expert=True
    )
    encoding: str | None = setting(
        None, say("Encoding"), say("text encoding, such as utf-8 or cp1252; default: found"), metavar="NAME"
    )
    delimiter: str | None = setting(
        None,
        say("Separator"),
        say("what separates columns: , ; | tab or another character; default: found"),
        metavar="CHAR",
    )
    decimal: str | None = setting(
        None,
        say("Decimal mark"),
        say("decimal mark of numbers; default: found"),
        choices=(".", ","),
        words={".": say("Point"), ",": say("Comma")},
    )
    date_order: str | None = setting(
        None,
        say("Date order"),
        say("order of day and month in dates; default: found"),
        choices=("day-first", "month-first", "year-first"),
        words={
            "day-first": say("Day first"),
            "month-first": say("Month first"),
            "year-first": say("Year first"),
        },
    )
    header: int | None = setting(
        None,
        say("Line of headings"),
        say("line that holds the headings, counted from 1; 0: there are none; default: found"),
        metavar="LINE",
        low=0,
        high=1_000_000,
    )

    found: FoundReading | None = None

    def __post_init__(self) -> None:
        check(self)
        need(self.found is None or isinstance(self.found, FoundReading), "found", self.found)

    def as_asked(self) -> "ReadSpec":
        """Return the spec without what was found of an earlier file: the next one may be written otherwise.

        The name of a sheet stays in `found`: where the next workbook has it, it is the one that is meant.
        """
        if self.found is None:
            return self
        asked = {f.name: self.asked(f.name) for f in fields(self.found)}
        return replace(self, **asked, found=FoundReading(sheet=self.found.sheet))

    def asked(self, name: str) -> Any:
        """Return a setting as it was asked for, None where it is as it was found of an earlier file."""
        value = getattr(self, name)
        return None if self.found is not None and value == getattr(self.found, name) else value
