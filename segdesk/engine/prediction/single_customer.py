"""Placing one customer whose values are given one by one, and saying which of them decide."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.prediction.model import AssignedCustomers, Model, assign_customers
from segdesk.engine.preparation.apply import apply_preparation
from segdesk.engine.preparation.feature_groups import group_features
from segdesk.engine.schema.computed import compute_again
from segdesk.errors import UsageError
from segdesk.messages import Message, say

MOST_DECIDING = 3

# A number, 1 or 0 for yes or no, a category's text, a day, None where it is empty.
CellValue = float | str | np.datetime64 | None


@dataclass(frozen=True)
class AssignedCustomer:
    """Where one customer belongs.

    Attributes
    ----------
    segment, second : int
        The closest segment and the runner-up; 0 for none.
    confidence : float or None
        0 to 1, as in the labeled file; None for segment 0.
    unlike : bool
        Further from the segment than 99% of those that it was made from.
    deciding : tuple of str
        Up to three variables that speak most for the segment against the runner-up, strongest first.
    why_not : Message or None
        Why the customer is in no segment, where it is not that all are too far away.
    """

    segment: int
    second: int
    confidence: float | None
    unlike: bool
    deciding: tuple[str, ...]
    why_not: Message | None = None


def assign_one(model: Model, values: Mapping[str, CellValue]) -> AssignedCustomer:
    """Place one customer.

    Parameters
    ----------
    model : Model
    values : mapping of str to value
        Per input of the model: a number, a category's text, a day, 1 or 0 for yes or no; None where it is empty.

    Raises
    ------
    UsageError
        If an input of the model is not among them.
    """
    missing = [name for name in model.inputs if name not in values]
    if missing:
        raise UsageError(
            say("There is no value for “{column}”, which the segments need.", column=missing[0]),
            mend=say("The segments need: {columns}.", columns=", ".join(model.inputs)),
        )
    columns = {name: _column(model, name, values[name]) for name in model.inputs}
    found = assign_customers(model, columns)
    segment, second = int(found.assignment.labels[0]), int(found.assignment.second[0])
    confidence = float(found.assignment.confidence[0])
    made, _ = compute_again(model.computation, tuple(columns.values()))
    row = apply_preparation(model.preparation, {column.name: column for column in made}).matrix[0]
    return AssignedCustomer(
        segment,
        second,
        None if np.isnan(confidence) else confidence,
        bool(found.unlike[0]),
        _deciding(model, row, segment, second),
        _why_not(model, found),
    )


def _why_not(model: Model, found: AssignedCustomers) -> Message | None:
    """Return why one customer was not looked at by the assigner."""
    condition = model.computation.condition
    if condition is not None and not found.participants[0]:
        return finding("prediction.takes_no_part", condition=condition.text)
    return finding("prediction.lacks_values") if found.not_placed[0] else None


def _column(model: Model, name: str, value: CellValue) -> TypedColumn:
    """Return a column of one typed cell."""
    kind = model.types[name]
    levels: tuple[str, ...] = ()
    if kind in (ColumnType.NUMBER, ColumnType.YES_NO):
        cell = np.array([np.nan if value is None else value], dtype=np.float64)
    elif kind is ColumnType.DATE:
        cell = np.array([np.datetime64("NaT") if value is None else value], dtype="datetime64[s]")
    else:
        levels = () if value is None else (str(value),)
        cell = np.array([-1 if value is None else 0], dtype=np.int32)
    return TypedColumn(name, kind, cell, levels, model.formats[name], finding("prediction.given_by_hand"))


def _deciding(model: Model, row: Floats, segment: int, second: int) -> tuple[str, ...]:
    """Return the variables in which the customer is much nearer to one centre than to the other."""
    if segment == 0 or second == 0:
        return ()
    nearer = (row - model.centres[second - 1]) ** 2 - (row - model.centres[segment - 1]) ** 2
    totals: dict[str, float] = {}
    for group in group_features(model.preparation):
        totals[group.variable] = totals.get(group.variable, 0.0) + float(nearer[group.columns].sum())
    ranked = sorted(totals.items(), key=lambda pair: -pair[1])
    return tuple(name for name, total in ranked[:MOST_DECIDING] if total > 0)
