"""One customer with his segment, and what would lead to another, as a program reads it."""

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from segdesk.engine.prediction.model import Model
from segdesk.engine.prediction.single_customer import AssignedCustomer, CellValue
from segdesk.engine.prediction.what_if import WhatIf


def customer_summary(
    model: Model,
    values: Mapping[str, CellValue],
    typical: Collection[str],
    placed: AssignedCustomer,
    changed: WhatIf | None,
) -> dict[str, Any]:
    """Return plain values: names of segments, days as ISO dates, null for what is not known.

    Parameters
    ----------
    model : Model
    values : mapping of str to value
        Of every input.
    typical : collection of str
        Inputs whose value is the typical one.
    placed : AssignedCustomer
    changed : WhatIf or None
        What was asked about another segment.
    """
    return {
        "values": {name: _plain(value) for name, value in values.items()},
        "typical": list(typical),
        **_place(model, placed),
        "deciding": list(placed.deciding),
        "what_if": None if changed is None else _what_if(model, changed),
    }


def _place(model: Model, placed: AssignedCustomer) -> dict[str, Any]:
    names = (None, *model.names)
    return {
        "segment": placed.segment,
        "segment_name": names[placed.segment],
        "segment_confidence": placed.confidence,
        "segment_second": placed.second or None,
        "segment_second_name": names[placed.second],
        "segment_unlike": placed.unlike,
        "why_not": None if placed.why_not is None else str(placed.why_not),
    }


def _what_if(model: Model, changed: WhatIf) -> dict[str, Any]:
    return {
        "to": changed.target,
        "to_name": model.names[changed.target - 1],
        "reached": changed.reached is not None,
        "changes": [
            {"column": each.column, "before": _plain(each.before), "after": _plain(each.after)}
            for each in changed.changes or ()
        ],
        "text": str(changed.text),
        "then": None if changed.reached is None else _place(model, changed.reached),
    }


def _plain(value: CellValue) -> float | int | str | None:
    if isinstance(value, np.datetime64):
        day = value.astype("datetime64[D]")
        return str(day if day == value else value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value
