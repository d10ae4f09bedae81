"""The workbook's first sheet: what to do, what the columns hold, what is added, and which segments there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

from xlsxwriter.worksheet import Worksheet

from segdesk.engine.data.table import ColumnType
from segdesk.engine.prediction.model import Model
from segdesk.engine.preparation.steps import MISSING_LEVEL, OTHER_LEVEL, CategoryStep
from segdesk.io.writers.xlsx_cells import Repairs, fit_text
from segdesk.messages import Message, say

_MOST_LEVELS = 30
# Letters on a line of the second column, and points that a line is high.
_LETTERS, _LINE = 95, 15


@dataclass(frozen=True)
class SheetNames:
    """What the sheets are called in the language in force; Excel takes 31 letters."""

    guide: str
    customers: str
    calculation: str
    model: str

    @classmethod
    def here(cls) -> "SheetNames":
        """Return them in the language in force."""
        names = say("How to use this"), say("Customers"), say("Calculation"), say("Model")
        return cls(*map(str, names))


def write_guide(
    sheet: Worksheet,
    model: Model,
    n_rows: int,
    names: SheetNames,
    added: list[str],
    formats: dict[str, Any],
    repairs: Repairs,
) -> None:
    """Write the sheet.

    Parameters
    ----------
    sheet : Worksheet
    model : Model
    n_rows : int
        Customers that there is room for.
    names : SheetNames
    added : list of str
        Headings of the columns that are added.
    formats : dict
        `segments` has one for each segment.
    repairs : Repairs
    """
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, str(say("Place customers in segments")), formats["large"])
    row = 2
    parts: list[tuple[Message, list[tuple[str, str]]]] = [
        (say("What to do"), [(str(head), str(text)) for head, text in _steps(n_rows, names)]),
        (say("What the columns hold"), [(name, _held(model, name)) for name in model.variables]),
        (say("What is added"), list(zip(added, map(str, _added()), strict=True))),
        (say("Good to know"), [(str(head), str(text)) for head, text in _remarks(names)]),
    ]
    for title, lines in parts:
        sheet.write_string(row, 0, str(title), formats["title"])
        for head, text in lines:
            row += 1
            sheet.set_row(row, _LINE * ceil(len(text) / _LETTERS))
            sheet.write_string(row, 0, fit_text(head, repairs), formats["strong"])
            sheet.write_string(row, 1, fit_text(text, repairs), formats["wrap"])
        row += 2
    sheet.write_string(row, 0, str(say("Segments")), formats["title"])
    for number, name in enumerate(model.names, start=1):
        sheet.write_number(row + number, 0, number, formats["segments"][number - 1])
        sheet.write_string(row + number, 1, fit_text(name, repairs))


def _steps(n_rows: int, names: SheetNames) -> tuple[tuple[Message, Message], ...]:
    paste = say(
        "On the sheet “{sheet}”, paste your customers from row 2 on, one a row, their columns in the order of the "
        "headings there. Paste values only. The first column is for the customer’s number or name, and may stay "
        "empty.",
        sheet=names.customers,
    )
    read = say("Beside them stand each customer’s segment, its name and how sure it is, at once.")
    more = say(
        "Customers that there is room for: {n}. For more, select the last row of formulas and fill it down, on the "
        "sheet “{sheet}” and on the sheet “{other}” alike.",
        n=n_rows,
        sheet=names.customers,
        other=names.calculation,
    )
    return (say("Paste"), paste), (say("Read"), read), (say("More customers"), more)


def _held(model: Model, name: str) -> str:
    """Return what a column holds, in words."""
    kind = model.types[name]
    if kind is ColumnType.NUMBER:
        return str(say("A number."))
    if kind is ColumnType.DATE:
        return str(say("A date, with its time if there is one."))
    if kind is ColumnType.YES_NO:
        yes, no = model.formats[name].yes, model.formats[name].no
        if yes and no:
            return str(say("1 for yes and 0 for no; “{yes}” and “{no}” are understood too.", yes=yes, no=no))
        return str(say("1 for yes and 0 for no."))
    return str(say("One of: {levels}.", levels=list(_levels(model, name))))


def _levels(model: Model, name: str) -> Iterator[str]:
    step = next(step for step in model.preparation.steps if step.name == name)
    levels = step.levels if isinstance(step, CategoryStep) else step.order
    known = [level for level in levels if level not in (MISSING_LEVEL, OTHER_LEVEL)]
    yield from known[:_MOST_LEVELS]
    if len(known) > _MOST_LEVELS:
        yield OTHER_LEVEL


def _added() -> tuple[Message, ...]:
    return (
        say("The number of the segment; 0 where a customer belongs to none."),
        say("The name of the segment."),
        say("How sure that is, from 0 to 1. Near 0 another segment is about as near."),
        say("The number of the next nearest segment."),
        say(
            "“{yes}” where a customer is unlike those that the segments were made from, else “{no}”.",
            yes=say("yes"),
            no=say("no"),
        ),
        say("How many cells hold neither a number nor a date where one belongs. They count as empty."),
    )


def _remarks(names: SheetNames) -> tuple[tuple[Message, Message], ...]:
    return (
        (
            say("Empty cells"),
            say("Are filled as when the segments were made. A row without any value belongs to no segment."),
        ),
        (
            say("Old customers"),
            say(
                "Clear their cells before you paste new ones. Do not delete rows or cut cells: formulas look there."
            ),
        ),
        (
            say("Other sheets"),
            say(
                "“{calculation}” has the steps in between, “{model}” the numbers that they rest on. Nothing needs to "
                "be changed there.",
                calculation=names.calculation,
                model=names.model,
            ),
        ),
        (
            say("Nothing else"),
            say("There are no macros and no links, and the formulas need nothing newer than Excel 2007."),
        ),
    )
