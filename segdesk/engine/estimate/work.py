"""The size of a run, as plain numbers: what its time and memory follow from."""

from dataclasses import dataclass

from segdesk.engine.data.table import ColumnType, Role, TypedColumn
from segdesk.engine.recipe.method import parse_k
from segdesk.engine.recipe.method_choices import AUTO
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.schema.inspection import Inspection

USUAL_NUMBERS = tuple(range(2, 11))
# Rare levels are put together, so a category hardly brings more columns.
_MOST_LEVELS = 15


@dataclass(frozen=True)
class Work:
    """What is to be done.

    Attributes
    ----------
    rows : int
        Customers who take part.
    features : int
        Columns of the prepared matrix, about.
    columns : int
        Of the table.
    method : str
        As the recipe says it.
    numbers : tuple of int
        Of segments, to compare.
    draws : int
        How often customers are drawn anew for the stability.
    explained : bool
        Whether segments are made and explained, or numbers of them only compared.
    files : tuple of str or None
        Formats of labeled files and reports to write; None where nothing is written.
    further_rows : int
        Rows of the file that are placed and written, where those who take part are a sample of them.
    """

    rows: int
    features: int
    columns: int
    method: str = AUTO
    numbers: tuple[int, ...] = USUAL_NUMBERS
    draws: int = 50
    explained: bool = True
    files: tuple[str, ...] | None = None
    further_rows: int = 0


def work_of(customers: Inspection, recipe: Recipe, *, explained: bool = True, writes: bool = False) -> Work:
    """Return the size of a run.

    Parameters
    ----------
    customers : Inspection
        Of one row per customer.
    recipe : Recipe
    explained : bool, default True
        Whether segments are made and explained, or numbers of them only compared.
    writes : bool, default False
        Whether labeled files and reports are written.
    """
    by_name = {column.name: column for column in customers.columns}
    forming = [by_name[name] for name in customers.schema.names(Role.SEGMENTATION)]
    spec, output = recipe.method, recipe.output
    return Work(
        rows=len(customers.participants),
        features=max(1, sum(map(_features, forming))),
        columns=len(customers.columns),
        method=spec.method,
        numbers=parse_k(spec.tried) or USUAL_NUMBERS,
        draws=recipe.scan.draws,
        explained=explained,
        files=(*output.formats, *_reports(output.report)) if writes else None,
        further_rows=customers.table.sample_of if writes else 0,
    )


def _features(column: TypedColumn) -> int:
    return min(len(column.levels), _MOST_LEVELS) if column.type is ColumnType.CATEGORY else 1


def _reports(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return reports by names that no labeled file has: both have a format xlsx."""
    return tuple(f"report.{name}" for name in names)
