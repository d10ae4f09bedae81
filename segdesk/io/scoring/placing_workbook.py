"""`export-sql --format excel`: a workbook that places the customers that are pasted into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlsxwriter.utility import quote_sheetname
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from segdesk.engine.assigners.assigner import BORDERLINE
from segdesk.engine.data.table import ColumnType
from segdesk.engine.prediction.model import Model
from segdesk.errors import InputError, UsageError
from segdesk.io.scoring.refusals import refuse_what_cannot_be_written
from segdesk.io.scoring.workbook_guide import SheetNames, write_guide
from segdesk.io.scoring.workbook_parts import ROW, FormulaSheet, ModelSheet, cells_of_row, write_formula
from segdesk.io.scoring.workbook_placing import placed_cells
from segdesk.io.scoring.workbook_preparation import prepared_cells
from segdesk.io.scoring.workbook_rows import fill_down
from segdesk.io.writers.labels import free_names
from segdesk.io.writers.xlsx import MOST_COLUMNS, MOST_ROWS, new_workbook, workshop
from segdesk.io.writers.xlsx_cells import Repairs, fit_text
from segdesk.messages import say
from segdesk.progress import Progress, silent

ROWS = 5_000
# Of formulas: with more, spreadsheets take minutes to open the file and gigabytes to hold it.
MOST_CELLS = 2_000_000
ADDED = ("segment", "segment_name", "segment_confidence", "segment_second", "segment_unlike")
# The files of the sheets of customers and of formulas.
_FILLED_DOWN = ("xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml")
# Points; headings of steps in between are long.
_THREE_LINES = 45
_NUMBER_FORMATS = {ColumnType.DATE: "yyyy-mm-dd hh:mm", ColumnType.CATEGORY: "@"}


@dataclass(frozen=True)
class SheetColours:
    """Colours as `#RRGGBB`: those behind and on each segment's number, and of what is to be noticed, or less so."""

    segments: Sequence[tuple[str, str]]
    warning: str
    muted: str
    head: str


@dataclass(frozen=True, eq=False)
class _Plan:
    """What will stand in the sheets.

    Attributes
    ----------
    names : SheetNames
    heads : list of str
        Of the sheet of customers: the customer, the variables.
    added : list of str
        Headings behind these.
    results : list of str
        Where the sheet of formulas has what stands below each of `added`.
    steps : FormulaSheet
    numbers : ModelSheet
    """

    names: SheetNames
    heads: list[str]
    added: list[str]
    results: list[str]
    steps: FormulaSheet
    numbers: ModelSheet

    @property
    def most_rows(self) -> int:
        """For how many customers formulas may be filled in."""
        return min(MOST_CELLS // (len(self.steps.heads) + len(self.results)), MOST_ROWS - 1)


def check_workbook(model: Model, n_rows: int | None = None) -> int:
    """Return for how many customers a workbook has room.

    Raises
    ------
    InputError
        If the model's placing rests on what formulas cannot hold, or takes more of them than Excel does.
    UsageError
        If there is to be room for nobody.
    """
    return _rows_of(_plan(model), n_rows)


def write_placing_workbook(
    path: Path,
    model: Model,
    colours: SheetColours,
    n_rows: int | None = None,
    progress: Progress = silent,
) -> int:
    """Write the workbook, and return for how many customers it has room.

    A sheet tells how to use it. The next one has a column for the customer, one for each column that the model needs,
    as `segdesk clean` writes them, and those that `predict` adds; the others hold the steps in between and the model's
    numbers. Every formula is of functions that Excel has had since 2007, and LibreOffice too. Nothing of the data is
    part of one.

    Parameters
    ----------
    path : Path
    model : Model
    colours : SheetColours
    n_rows : int, optional
        Customers that it has room for; default: 5,000, or as many as formulas may be filled in for.
    progress : Progress
        May raise `Cancelled`; the file is not complete then.

    Raises
    ------
    InputError, UsageError
        As of `check_workbook`.
    """
    plan = _plan(model)
    n_rows = _rows_of(plan, n_rows)
    with workshop(path) as folder:
        skeleton = folder / "skeleton.xlsx"
        with new_workbook(skeleton) as (book, formats):
            _write_sheets(book, plan, model, n_rows, formats | _own_formats(book, colours))
        fill_down(skeleton, path, _FILLED_DOWN, n_rows, progress)
    return n_rows


def _plan(model: Model) -> _Plan:
    """Put together what will stand in the sheets."""
    refuse_what_cannot_be_written(model)
    names = SheetNames.here()
    steps, numbers = FormulaSheet(names.calculation), ModelSheet(names.model)
    sheet, n = quote_sheetname(names.customers), len(model.variables)
    cells = [f"{sheet}!{cells_of_row(i, i)}" for i in range(1, n + 1)]
    here = steps.add(say("Is there a customer?"), f"IF(COUNTA({sheet}!{cells_of_row(0, n)})>0,1,0)")
    steps.only_if = f"{here}=1"
    prepared = prepared_cells(model, cells, f"{sheet}!{cells_of_row(1, n)}", steps, numbers)
    segment, confidence, second = placed_cells(model.assigner, prepared, steps, numbers)
    called = numbers.add(say("Names of the segments"), [[name] for name in model.names]).all
    centres = numbers.add(say("Centres of the segments"), model.centres.tolist()).all
    limits = numbers.add(
        say("How far customers are from them"), [[each] for each in model.limits.tolist()]
    ).all
    own = steps.add(ADDED[0], f"IF({prepared.usable}=1,{segment},0)")
    unassigned, yes, no = (_quoted(str(each)) for each in (say("Unassigned"), say("yes"), say("no")))
    away = f"SQRT(SUMXMY2({prepared.matrix},INDEX({centres},{own},0)))"
    results = [
        own,
        steps.add(ADDED[1], f"IF({own}=0,{unassigned},INDEX({called},{own}))"),
        steps.add(ADDED[2], f'IF({own}=0,"",{confidence})'),
        steps.add(ADDED[3], f"IF({own}=0,0,{second})"),
        steps.add(ADDED[4], f"IF({own}=0,{yes},IF({away}<=INDEX({limits},{own})*(1+1E-9),{no},{yes}))"),
        prepared.unread,
    ]
    heads = [*free_names((str(say("Customer")),), model.variables), *model.variables]
    return _Plan(
        names, heads, free_names((*ADDED, str(say("not understood"))), heads), results, steps, numbers
    )


def _rows_of(plan: _Plan, n_rows: int | None) -> int:
    """Return for how many customers formulas are filled in."""
    n_columns = len(plan.steps.heads)
    if n_columns > MOST_COLUMNS:
        raise InputError(
            say(
                "Placing takes {columns} columns of formulas, and Excel holds {most} columns at most.",
                columns=n_columns,
                most=MOST_COLUMNS,
            ),
            mend=say("Place customers with segdesk predict."),
        )
    if n_rows is not None and n_rows < 1:
        raise UsageError(say("A workbook needs room for one customer at least."))
    if n_rows is not None and n_rows > plan.most_rows:
        raise InputError(
            say(
                "Each customer takes {columns} formulas, and a workbook that can still be used holds {most}: "
                "{rows} customers are too many.",
                columns=n_columns + len(plan.results),
                most=MOST_CELLS,
                rows=n_rows,
            ),
            mend=say("Ask for {rows} customers at most.", rows=plan.most_rows),
        )
    return min(ROWS, plan.most_rows) if n_rows is None else n_rows


def _write_sheets(book: Workbook, plan: _Plan, model: Model, n_rows: int, formats: dict[str, Any]) -> None:
    repairs, names = Repairs(), plan.names
    guide, customers, calculation, numbers = (
        book.add_worksheet(name) for name in (names.guide, names.customers, names.calculation, names.model)
    )
    write_guide(guide, model, n_rows, names, plan.added, formats, repairs)
    _lay_out_customers(customers, plan, model, n_rows, formats, repairs)
    calculation.set_row(0, _THREE_LINES)
    plan.steps.write(calculation, formats["head"], repairs)
    calculation.freeze_panes(1, 1)
    calculation.set_column(0, len(plan.steps.heads) - 1, 14)
    plan.numbers.write(numbers, formats, repairs)


def _own_formats(book: Workbook, colours: SheetColours) -> dict[str, Any]:
    """Return what the workbook has beside the formats that all of ours share."""
    painted = [{"bg_color": behind, "font_color": on} for behind, on in colours.segments]
    head = {"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"}
    return {
        "large": book.add_format({"bold": True, "font_size": 16}),
        "title": book.add_format({"bold": True, "font_size": 12}),
        "strong": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "added": book.add_format({**head, "bg_color": colours.head}),
        "hint": book.add_format({"font_color": colours.muted}),
        "unless_0": book.add_format({"num_format": "0;-0;"}),
        "segments": [book.add_format({**each, "align": "left", "valign": "top"}) for each in painted],
        # Laid over cells where a condition holds.
        "if_segment": [book.add_format(each) for each in painted],
        "if_warning": book.add_format({"font_color": colours.warning}),
        "if_muted": book.add_format({"font_color": colours.muted}),
        **{f"of {kind}": book.add_format({"num_format": shown}) for kind, shown in _NUMBER_FORMATS.items()},
    }


def _lay_out_customers(
    sheet: Worksheet, plan: _Plan, model: Model, n_rows: int, formats: dict[str, Any], repairs: Repairs
) -> None:
    """Write the headings of the sheet of customers, and what its cells look like."""
    sheet.set_column(0, 0, 16)
    for place, head in enumerate(plan.heads):
        sheet.write_string(0, place, fit_text(head, repairs), formats["head"])
        if place:
            kind = model.types[head]
            width = 18 if kind is ColumnType.DATE else max(12, min(len(head) + 2, 24))
            sheet.set_column(place, place, width, formats.get(f"of {kind}"))
    first = len(plan.heads)
    for place, head in enumerate(plan.added, start=first):
        sheet.write_string(0, place, fit_text(head, repairs), formats["added"])
    steps = quote_sheetname(plan.names.calculation)
    for place, cell in enumerate(plan.results):
        style = formats["two"] if place == 2 else formats["unless_0"] if place == 5 else None
        write_formula(sheet, first + place, f"{steps}!{cell}", style)
    longest = max(len(name) for name in model.names)
    for place, width in enumerate((12, max(18, min(longest + 2, 40)), 22, 19, 18, 18), start=first):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, n_rows, first + len(plan.added) - 1)
    segment, _, confidence, _, unlike, unread = (cells_of_row(first + i, first + i) for i in range(6))
    rules = [
        (0, f"{segment}={number}", formats["if_segment"][number - 1])
        for number in range(1, len(model.names) + 1)
    ]
    rules.append((2, f"AND(ISNUMBER({confidence}),{confidence}<{BORDERLINE})", formats["if_muted"]))
    rules.append((4, f"{unlike}={_quoted(str(say('yes')))}", formats["if_warning"]))
    rules.append((5, f"AND(ISNUMBER({unread}),{unread}>0)", formats["if_warning"]))
    for place, condition, style in rules:
        rule = {"type": "formula", "criteria": "=" + condition.replace(ROW, "2"), "format": style}
        sheet.conditional_format(1, first + place, n_rows, first + place, rule)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
