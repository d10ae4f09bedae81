"""No two columns of a table are called the same where a person reads of them."""

from collections.abc import Sequence
from dataclasses import replace

from segdesk.engine.data.column_titles import labels_to_tell_apart
from segdesk.engine.data.table import TypedColumn


def told_apart(columns: Sequence[TypedColumn], computed: bool) -> tuple[TypedColumn, ...]:
    """Return columns with a label where their titles alone would not tell them apart.

    Parameters
    ----------
    columns : sequence of TypedColumn
        Of one table.
    computed : bool
        Whether segdesk summed the table up from purchases.
    """
    labels = labels_to_tell_apart([column.name for column in columns], computed)
    return tuple(
        replace(column, label=labels[column.name]) if column.name in labels else column for column in columns
    )
