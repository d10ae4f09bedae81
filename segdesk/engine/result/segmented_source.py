"""The customers of a result, as they were understood."""

from collections.abc import Collection
from dataclasses import replace

from segdesk.engine.data.table import Role
from segdesk.engine.result.parts import SegmentedTable
from segdesk.engine.schema.inspection import Inspection
from segdesk.engine.transactions.purchases import Purchases


def segmented_source(
    inspection: Inspection, purchases: Purchases | None, variables: Collection[str]
) -> SegmentedTable:
    """Return the customers with the roles that their columns had when the segments were found.

    Parameters
    ----------
    inspection : Inspection
        Of one row per customer.
    purchases : Purchases or None
        What the customers were made of.
    variables : collection of str
        The columns that the segments were formed of: constant ones, too, where nothing else was there.
    """
    return SegmentedTable(
        table=inspection.table,
        columns=inspection.columns,
        choices=tuple(
            replace(choice, role=Role.SEGMENTATION) if choice.name in variables else choice
            for choice in inspection.schema.choices
        ),
        kind=inspection.schema.kind,
        value_column=inspection.schema.value_column,
        purchases=purchases,
        made=inspection.made,
    )
