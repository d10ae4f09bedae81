"""What an expression would give, computed in a lane while it is typed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from segdesk.app.column_statistics import ColumnStatistics, statistics_of_column
from segdesk.errors import SegdeskError
from segdesk.messages import say
from segdesk.progress import Progress, silent

if TYPE_CHECKING:
    from segdesk.engine.data.table import TypedColumn
    from segdesk.engine.schema.inspection import Inspection


@dataclass(frozen=True, eq=False)
class Preview:
    """What an expression gives, or why it gives nothing.

    Attributes
    ----------
    trouble : str
        Empty where there is none.
    at : tuple of (int, int)
        Characters that the trouble is about.
    total : int
        Customers of the file.
    holding : int
        Of a condition: customers who fulfil it.
    column : TypedColumn or None
        Of a formula.
    statistics : ColumnStatistics or None
        Of that column.
    """

    trouble: str = ""
    at: tuple[int, int] = (0, 0)
    total: int = 0
    holding: int = 0
    column: "TypedColumn | None" = None
    statistics: ColumnStatistics | None = None


def preview_condition(inspection: "Inspection", text: str, progress: Progress = silent) -> Preview:
    """Count the customers who fulfil a condition."""
    from segdesk.engine.expressions.evaluate import fit_expression, where_true
    from segdesk.engine.expressions.parser import parse

    progress(say("Looking at the column"), 0.0)
    try:
        expression = parse(text)
        holding = where_true(fit_expression(expression, inspection.columns)[1], expression)
    except SegdeskError as error:
        return _troubled(error)
    return Preview(total=len(holding), holding=int(holding.sum()))


def preview_formula(inspection: "Inspection", name: str, text: str, progress: Progress = silent) -> Preview:
    """Compute a column and its figures; a column of that name that is there already is not looked at."""
    from segdesk.engine.expressions.evaluate import fit_expression
    from segdesk.engine.expressions.parser import parse
    from segdesk.engine.schema.computed import computed_column

    progress(say("Looking at the column"), 0.0)
    columns = [column for column in inspection.columns if column.name != name]
    try:
        value = fit_expression(parse(text), columns)[1]
    except SegdeskError as error:
        return _troubled(error)
    column = computed_column(name, value, text)
    return Preview(total=len(column.values), column=column, statistics=statistics_of_column(column))


def _troubled(error: SegdeskError) -> Preview:
    at = getattr(error, "at", None)
    return Preview(trouble=str(error), at=(0, 0) if at is None else (at.start, at.end))
