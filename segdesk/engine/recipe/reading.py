"""How a file is read."""

from dataclasses import dataclass

from segdesk.engine.recipe.settings import check, setting
from segdesk.messages import say


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

    def __post_init__(self) -> None:
        check(self)
