"""One of two segmentations that are compared, customer by customer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import UNASSIGNED, Floats, Positions
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.prediction.model import Model
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import InputError, Where
from segdesk.messages import say, say_n

# What stands for the unassigned, as in the labeled file.
UNASSIGNED_KEY = str(UNASSIGNED)

Texts = npt.NDArray[np.str_]

# Types of columns whose change can be measured.
MEASURED = (ColumnType.NUMBER, ColumnType.DATE, ColumnType.YES_NO, ColumnType.CATEGORY)


@dataclass(frozen=True, eq=False)
class KnownValues:
    """What is known of a side's customers beside their segments.

    Attributes
    ----------
    columns : tuple of TypedColumn
        One row per customer of the side; the variables of the model are among them.
    model : Model or None
        What the segments were made with; without it the columns are those that could have formed them.
    """

    columns: tuple[TypedColumn, ...]
    model: Model | None = None


def known_values(
    columns: Sequence[TypedColumn], model: Model | None, rows: Positions | None = None
) -> KnownValues:
    """Return what columns tell of customers: those whose change can be measured.

    Parameters
    ----------
    columns : sequence of TypedColumn
    model : Model or None
    rows : int array of shape (n_customers,), optional
        The customers' rows of the columns; default: all.
    """
    return KnownValues(
        tuple(
            column if rows is None else replace(column, values=column.values[rows])
            for column in columns
            if column.type in MEASURED
        ),
        model,
    )


@dataclass(frozen=True, eq=False)
class Side:
    """One of the two segmentations, customer by customer.

    Attributes
    ----------
    title : str
        What it is called, such as the name of its file.
    identifiers : str array of shape (n_customers,)
        All different.
    segments : str array of shape (n_customers,)
        Segment of each customer, as in the labeled file: a number as a rule, `0` for unassigned.
    names : mapping of str to str
        Name by segment.
    values : float64 array of shape (n_customers,) or None
        What each customer is worth; NaN where not known.
    recipe : Recipe or None
        What it was made with, where that is known.
    colours : mapping of str to int
        Place in the palette by segment, where it is known.
    value_column : str or None
        Where the values come from.
    known : KnownValues or None
        What else is known of the customers.
    """

    title: str
    identifiers: Texts
    segments: Texts
    names: Mapping[str, str]
    values: Floats | None = None
    recipe: Recipe | None = None
    colours: Mapping[str, int] | None = None
    value_column: str | None = None
    known: KnownValues | None = None


def checked_identifiers(cells: Sequence[str] | npt.NDArray[np.object_], file: str, column: str) -> Texts:
    """Return identifiers without blanks around them.

    Raises
    ------
    InputError
        If one is empty, or stands in two rows.
    """
    texts = np.array([str(cell).strip() for cell in cells], dtype=str)
    where = Where(file=file, column=column)
    empty = int((texts == "").sum())
    if empty:
        raise InputError(
            say_n("{n} customer has no identifier.", "{n} customers have no identifier.", n=empty),
            where=where,
            mend=say("Fill the cells, or name another column with --id."),
        )
    distinct, counts = np.unique(texts, return_counts=True)
    if len(distinct) < len(texts):
        raise InputError(
            say(
                "“{identifier}” stands in {rows} rows, and {n} identifiers in all stand in more than one.",
                identifier=str(distinct[counts.argmax()]),
                rows=int(counts.max()),
                n=int((counts > 1).sum()),
            ),
            where=where,
            mend=say("Keep one row per customer, or name another column with --id."),
        )
    return texts
