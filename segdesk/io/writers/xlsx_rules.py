"""The workbook's sheet of rules: each in words, and as formulas that count anew on the sheet of customers."""

from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from segdesk.engine.data.table import ColumnType
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.rules.condition import Condition, Operator
from segdesk.engine.rules.rule import Rule, fits
from segdesk.io.writers.csv_file import is_formula, number_text
from segdesk.io.writers.rules_sql import in_order
from segdesk.io.writers.xlsx_cells import Repairs, fit_text
from segdesk.messages import say

# What Excel takes: letters of a formula, and functions inside each other (AND and EXACT stand inside the last IF).
_LONGEST_FORMULA = 8000
_DEEPEST = 60


def write_rules_sheet(
    sheet: Worksheet, customers: str, segmentation: Segmentation, formats: dict[str, Any], repairs: Repairs
) -> None:
    """Write one row per segment, and in K2 a formula that gives a customer the segment of the first rule that fits.

    K2 is left out where there is no rule, and where there are more than a formula of Excel's holds.

    Every formula is of functions that Excel has had since 2007, and LibreOffice too; its value stands beside it for
    programs that do not calculate. Where the file itself holds texts that a spreadsheet would run, or macros, the
    workbook holds no formula at all: whoever looks for one finds none, and need not ask whose it is.

    Parameters
    ----------
    sheet : Worksheet
    customers : str
        Name of the sheet of customers, headings in its first row.
    segmentation : Segmentation
    formats : dict
    repairs : Repairs
    """
    _write_heads(sheet, formats)
    places = _Places(customers, segmentation)
    live = not _holds_formulas(segmentation)
    placing = places.segment_of_first(in_order(segmentation)) if live else None
    if placing is not None:
        formula, value = placing
        sheet.write_string(0, 10, str(say("First customer’s segment by the rules")), formats["head"])
        sheet.set_column(10, 10, 18)
        sheet.write_formula(1, 10, formula, formats["top"], value)
    for row, segment in enumerate(segmentation.named, start=1):
        _write_row(sheet, row, places, segment, formats, repairs, live)
    if placing is not None:
        remark = say(
            "K2 is the first customer’s segment by the rules alone, 0 where none matches. Copy that cell into a free "
            "column of row 2 of the customers and fill it down to place all of them; where several rules match, the "
            "most precise decides."
        )
        sheet.write_string(len(segmentation.named) + 2, 2, str(remark), formats["wrap"])
    if not live:
        remark = say(
            "The file holds texts that begin like formulas, or macros. To be safe, this workbook holds no formula at "
            "all: these figures are plain numbers."
        )
        sheet.write_string(len(segmentation.named) + 2, 2, str(remark), formats["wrap"])
    sheet.freeze_panes(1, 2)


def _write_heads(sheet: Worksheet, formats: dict[str, Any]) -> None:
    heads = (
        say("Segment"),
        say("Name"),
        say("Rule"),
        say("Customers that match it"),
        say("of them in the segment"),
        say("Precision"),
        say("Coverage"),
        say("Precision on customers held out"),
        say("Does the first customer match it?"),
    )
    for place, head in enumerate(heads):
        sheet.write_string(0, place, str(head), formats["head"])
    for place, width in enumerate((9, 28, 60, 12, 12, 11, 11, 14, 14)):
        sheet.set_column(place, place, width)


def _write_row(
    sheet: Worksheet,
    row: int,
    places: "_Places",
    segment: Segment,
    formats: dict[str, Any],
    repairs: Repairs,
    live: bool,
) -> None:
    """Write a segment with its rule and what that rule finds."""
    sheet.write_number(row, 0, segment.number, formats["top"])
    sheet.write_string(row, 1, fit_text(str(segment.name), repairs), formats["wrap"])
    if segment.rule is None:
        remark = str(say("No short rule sets this segment apart."))
        sheet.write_string(row, 2, remark, formats["wrap"])
    else:
        sheet.write_string(row, 2, fit_text(str(segment.rule.words), repairs), formats["wrap"])
        _write_figures(sheet, row, places, segment, segment.rule, formats, live)


def _holds_formulas(segmentation: Segmentation) -> bool:
    """Return whether the file holds what a spreadsheet would run."""
    table = segmentation.source_table
    if table.rows_elsewhere:
        table = segmentation.source.table
    if table.source.path.suffix.lower() == ".xlsm":
        return True
    texts = (*table.headings, *(text for column in table.columns for text in column.texts))
    return any(is_formula(text) for text in texts)


class _Places:
    """Where the columns of a segmentation stand in the workbook."""

    def __init__(self, customers: str, segmentation: Segmentation) -> None:
        self._sheet = quote_sheetname(customers)
        self._letters = {name: xl_col_to_name(i) for i, name in enumerate(segmentation.source.table.names)}
        self._columns = {column.name: column for column in segmentation.source.columns}
        self._last = segmentation.source.table.n_rows + 1
        self.segmentation = segmentation
        self.labels = self._all(xl_col_to_name(len(segmentation.source.table.names)))

    def count(self, rule: Rule, also: str = "") -> str:
        """Return the formula that counts the customers whom a rule fits."""
        factors = [
            factor
            for condition in rule.conditions
            for factor in self._tests(condition, self._all(self._letters[condition.column]))
        ]
        if self.segmentation.source.takes_part is not None:
            # Who takes no part has no segment.
            factors.append(f'{self.labels}<>""')
        return (
            f"SUMPRODUCT({'*'.join([*(f'({factor})' for factor in factors), *([also] if also else [])])}*1)"
        )

    def first(self, rule: Rule, row: str = "$2") -> str:
        """Return the formula that says whether a rule fits the customer in the second row."""
        factors = [
            factor
            for condition in rule.conditions
            for factor in self._tests(condition, f"{self._sheet}!${self._letters[condition.column]}{row}")
        ]
        return f"AND({','.join(factors)})"

    def fits_first(self, rule: Rule) -> bool:
        """Return whether a rule fits the customer in the second row."""
        return bool(fits(rule.conditions, self.segmentation.source.columns)[0])

    def segment_of_first(self, ruled: list[tuple[Segment, Rule]]) -> tuple[str, int] | None:
        """Return the formula that places the customer in the second row, and its value; None if there is none.

        It stands in the second row too, so that a copy of it in any row speaks of the customer in that row.
        """
        formula, value = "0", 0
        for segment, rule in reversed(ruled):
            formula = f"IF({self.first(rule, '2')},{segment.number},{formula})"
            value = segment.number if self.fits_first(rule) else value
        if not ruled or len(ruled) > _DEEPEST or len(formula) > _LONGEST_FORMULA:
            return None
        return f"={formula}", value

    def _all(self, letter: str) -> str:
        return f"{self._sheet}!${letter}$2:${letter}${self._last}"

    def _tests(self, condition: Condition, cells: str) -> list[str]:
        """Return what must be true of a cell; text counts as larger than any number, so the kind is asked first."""
        if condition.bound is not None:
            sign = ">" if condition.comparison is Operator.ABOVE else "<="
            return [f"ISNUMBER({cells})", f"{cells}{sign}{number_text(condition.bound.value)}"]
        if condition.day is not None:
            sign = ">=" if condition.comparison is Operator.FROM else "<"
            day = condition.day
            return [f"ISNUMBER({cells})", f"{cells}{sign}DATE({day.year},{day.month},{day.day})"]
        column = self._columns[condition.column]
        native = self.segmentation.source.table.column(condition.column).native
        if column.type is ColumnType.YES_NO and native is ColumnType.YES_NO:
            return [f'{cells}<>""', f"{cells}={'TRUE' if condition.texts == ('True',) else 'FALSE'}"]
        # Unlike the sign of equality, EXACT tells capitals from small letters.
        same = [f"EXACT({cells},{_quoted(text)})" for text in condition.texts]
        if condition.comparison is Operator.IS_NOT:
            return [f'{cells}<>""', f"{same[0]}=FALSE"]
        return ["+".join(same)]


def _write_figures(
    sheet: Worksheet,
    row: int,
    places: _Places,
    segment: Segment,
    rule: Rule,
    formats: dict[str, Any],
    live: bool,
) -> None:
    """Write the counts and shares of a rule as formulas with their values, or as values alone."""
    inside = f"({places.labels}={segment.number})"
    line = row + 1
    hits = round(rule.precision * rule.matching)
    formulas = (
        (f"={places.count(rule)}", formats["top"], rule.matching),
        (f"={places.count(rule, inside)}", formats["top"], hits),
        (f"=E{line}/D{line}", formats["share"], rule.precision),
        (f"=E{line}/COUNTIF({places.labels},{segment.number})", formats["share"], rule.coverage),
    )
    for place, (formula, style, value) in enumerate(formulas, start=3):
        if live:
            sheet.write_formula(row, place, formula, style, value)
        else:
            sheet.write_number(row, place, value, style)
    sheet.write_number(row, 7, rule.held_out, formats["share"])
    if live:
        sheet.write_formula(row, 8, f"={places.first(rule)}", formats["left"], places.fits_first(rule))
    else:
        sheet.write_boolean(row, 8, places.fits_first(rule), formats["left"])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
