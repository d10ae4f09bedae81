"""What a column is used for, and why."""

from dataclasses import dataclass

from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, Role, TypedColumn
from segdesk.messages import Message


@dataclass(frozen=True)
class Case:
    """Which value of an outcome is the case: the one whose share is told for each segment.

    Attributes
    ----------
    value : str
        As the file has it.
    rarer_than : str or None
        The other value, where neither speaks of the event and this one is the case because it is rarer.
    """

    value: str
    rarer_than: str | None = None


@dataclass(frozen=True)
class ColumnChoice:
    """What a column is used for, and why.

    Attributes
    ----------
    name : str
    type : ColumnType
    role : Role
    reason : Message
    case : Case or None
        Of an outcome.
    """

    name: str
    type: ColumnType
    role: Role
    reason: Message
    case: Case | None = None


def of_single_customers(column: TypedColumn) -> Message:
    """Return why nothing is said of the values of a column that is nearly unique."""
    known = len(column.values) - column.n_missing
    return finding("roles.nearly_unique", distinct=column.n_distinct, known=known)
