"""The rows of a table, a view or a SELECT as a database hands them over: the same from a file and from a server."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from segdesk.engine.data.table import Source
from segdesk.messages import Message


@dataclass(frozen=True, eq=False)
class DatabaseRows:
    """Rows that come piece by piece as long as the database is open.

    Attributes
    ----------
    source : Source
        Without the fingerprint.
    headings : list of str
    pieces : iterator of sequences of rows
    cell : callable
        Returns a value as one of the types that our columns know.
    steps : list of Message
    """

    source: Source
    headings: list[str]
    pieces: Iterator[Sequence[Sequence[Any]]]
    cell: Callable[[Any], object]
    steps: list[Message]
