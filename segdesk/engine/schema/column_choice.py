"""What a column is used for, and why."""

from dataclasses import dataclass

from segdesk.engine.data.table import ColumnType, Role
from segdesk.messages import Message


@dataclass(frozen=True)
class ColumnChoice:
    """What a column is used for, and why."""

    name: str
    type: ColumnType
    role: Role
    reason: Message
