"""A new file may count in other units than the one of a model: percent and shares, euros and dollars."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.prediction.model import Model
from segdesk.engine.preparation.steps import NumberStep
from segdesk.engine.schema.number_units import currency_code, is_currency
from segdesk.messages import Message


def unit_changes(columns: Mapping[str, TypedColumn], model: Model) -> tuple[dict[str, int], list[Message]]:
    """Return which columns are to be brought to the units that a model knows, and what to tell of other units.

    Shares of one become percentages, and the other way round. Amounts in another currency stay as they are: nothing
    offline knows the rate.

    Parameters
    ----------
    columns : mapping of str to TypedColumn
        By variable.
    model : Model

    Returns
    -------
    dict of str to int
        By variable: 100 for shares that become percentages, -100 for percentages that become shares.
    list of Message
    """
    usual = {step.name: step.fill for step in model.preparation.steps if isinstance(step, NumberStep)}
    changes, warnings = {}, []
    for name, column in columns.items():
        if column.type is not ColumnType.NUMBER:
            continue
        typical = abs(usual[name]) if name in usual else None
        known, here = model.formats[name].unit, column.format.unit
        values = column.values.astype(np.float64)
        details = {"column": name, "known": known, "here": here}
        if known == "%" and here is None and _are_shares(values) and typical is not None and typical > 1:
            changes[name] = 100
            warnings.append(finding("prediction.shares_to_percentages", **details))
        elif (
            (known, here) == (None, "%") and typical is not None and typical <= 1 and not _are_shares(values)
        ):
            changes[name] = -100
            warnings.append(finding("prediction.percentages_to_shares", **details))
        elif known != here and is_currency(known) and is_currency(here):
            if currency_code(known) != currency_code(here):
                warnings.append(finding("prediction.other_currency", **details))
        elif known != here and known is not None and here is not None:
            warnings.append(finding("prediction.other_unit", **details))
    return changes, warnings


def with_changes(columns: Mapping[str, TypedColumn], changes: Mapping[str, int]) -> dict[str, TypedColumn]:
    """Return columns in the units that a model knows, by what `unit_changes` found."""
    found = dict(columns)
    for name, change in changes.items():
        values = columns[name].values.astype(np.float64)
        found[name] = replace(columns[name], values=values * change if change > 0 else values / -change)
    return found


def _are_shares(values: Floats) -> bool:
    """Whether numbers lie between -1 and 1, and not all of them are 0."""
    known = np.abs(values[~np.isnan(values)])
    return bool(len(known) and 0 < known.max() <= 1)
