"""The report's part on customers to act on: who matters most, who is slipping away."""

from typing import Any

from segdesk.charts.formatting import with_unit
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.result.customer_lists import CustomerList, customer_lists
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.transactions.lifetime.lifetime_value import ACTIVE
from segdesk.messages import Message, Percent, say, say_n
from segdesk.report.segments import customer_name

# The names of so many are printed; the file holds all.
SHOWN = 10
# What of a customer is shown beside the segment, where the table has it.
_HEADS = {
    "monetary": say("Money so far"),
    "frequency": say("Orders"),
    "recency_days": say("Days since the last order"),
    "days_between_orders": say("Usual days between orders"),
    ACTIVE: say("Still active"),
    "expected_orders": say("Orders to be expected"),
    "expected_value": say("Money to be expected"),
}


def list_tables(segmentation: Segmentation) -> list[dict[str, Any]]:
    """Return a part for each list: what it is, who heads it, how it spreads over the segments."""
    return [_part(segmentation, each) for each in customer_lists(segmentation)]


def _part(segmentation: Segmentation, listed: CustomerList) -> dict[str, Any]:
    columns = _columns(segmentation)
    with_second = listed.name == "borderline"
    rows = listed.rows[:SHOWN].tolist()
    shown = [
        {
            "name": customer_name(segmentation, row),
            "segment": segmentation.segment(int(segmentation.labels[row])),
            "second": segmentation.segment(int(segmentation.second[row])) if with_second else None,
            "cells": [_cell(column, row) for column in columns],
        }
        for row in rows
    ]
    return {
        "anchor": listed.name,
        "title": listed.title,
        "finding": listed.finding,
        "definition": listed.definition,
        "heads": [_HEADS.get(column.name, column.name) for column in columns],
        "with_second": with_second,
        "rows": shown,
        "caption": say_n(
            "The first of the list; all {n} stands in lists/{file}.",
            "The first of the list; all {n} stand in lists/{file}.",
            n=len(listed.rows),
            file=f"{listed.name}.csv",
        ),
        "segments": _spread(segmentation, listed),
    }


def _columns(segmentation: Segmentation) -> list[TypedColumn]:
    """Return what is shown of a customer: of purchases the usual figures, else the money."""
    wanted = tuple(_HEADS) if segmentation.purchases is not None else (segmentation.value_column,)
    numbers = {column.name: column for column in segmentation.columns if column.type is ColumnType.NUMBER}
    return [numbers[name] for name in wanted if name in numbers]


def _cell(column: TypedColumn, row: int) -> str:
    if column.is_missing[row]:
        return "–"
    if column.name == ACTIVE:
        return str(Percent(float(column.values[row])))
    return with_unit(float(column.values[row]), column.format.unit)


def _spread(segmentation: Segmentation, listed: CustomerList) -> Message:
    """Tell how many of a list each segment holds, the most first."""
    labels = segmentation.labels[listed.rows]
    counts = sorted(
        ((int((labels == segment.number).sum()), segment) for segment in segmentation.segments),
        key=lambda pair: (-pair[0], pair[1].number),
    )
    parts = [
        say("{name} {n} ({share})", name=segment.name, n=count, share=Percent(count / len(labels)))
        for count, segment in counts
        if count
    ]
    return say("By segment: {parts}.", parts=parts)
