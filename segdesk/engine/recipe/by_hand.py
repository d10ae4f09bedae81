"""What was done to the segments by hand, in the order in which it was done.

Numbers of segments are those in force when the step is taken: after each step segments are numbered by falling size
anew, unless an order was set. Customers are known by their row in the table of customers, counted from 1, never by
what stands in it: a recipe holds nothing of a customer.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from segdesk.engine.data.finding import finding
from segdesk.engine.recipe.settings import has_type, setting
from segdesk.errors import UsageError
from segdesk.messages import Message, say

MOST_PARTS = 20
_ROWS = re.compile(r"\s*\d{1,9}\s*(-\s*\d{1,9}\s*)?(,\s*\d{1,9}\s*(-\s*\d{1,9}\s*)?)*")


@dataclass(frozen=True)
class Merge:
    """Several segments become one."""

    merge: tuple[int, ...]

    @property
    def words(self) -> Message:
        """What was done."""
        return finding("by_hand.merged", numbers=list(self.merge))


@dataclass(frozen=True)
class Split:
    """A segment becomes several: k-means within it."""

    split: int
    parts: int = 2

    @property
    def words(self) -> Message:
        """What was done."""
        return finding("by_hand.split", number=self.split, parts=self.parts)


@dataclass(frozen=True)
class Move:
    """Customers go into another segment, or into one of their own.

    Attributes
    ----------
    move : str
        Rows of the customers table, counted from 1, such as `3,17-29`.
    to : int or None
        None: a new segment.
    """

    move: str
    to: int | None = None

    @property
    def n_rows(self) -> int:
        """How many customers are named."""
        return sum(last - first + 1 for first, last in row_ranges(self.move))

    @property
    def words(self) -> Message:
        """What was done."""
        if self.to is None:
            return finding("by_hand.moved_apart", n=self.n_rows)
        return finding("by_hand.moved", n=self.n_rows, number=self.to)


@dataclass(frozen=True)
class Lock:
    """Segments stay as they are, and all other customers are segmented anew."""

    lock: tuple[int, ...]
    rest: int

    @property
    def words(self) -> Message:
        """What was done."""
        return finding("by_hand.locked", n=self.rest, numbers=list(self.lock))


@dataclass(frozen=True)
class Order:
    """Segments are numbered in an order set by hand, and no longer by size."""

    order: tuple[int, ...]

    @property
    def words(self) -> Message:
        """What was done."""
        return finding("by_hand.ordered", numbers=list(self.order))


Edit = Merge | Split | Move | Lock | Order


@dataclass(frozen=True)
class ByHandSpec:
    """What was done to the segments by hand.

    Attributes
    ----------
    edits : tuple of Edit
    made_on : str or None
        Fingerprint of the file that it was done on; None: of any.
    """

    edits: tuple[Edit, ...] = setting(
        (),
        say("Made by hand"),
        say("segments merged, split, moved, locked and put in order by hand, step by step"),
    )
    made_on: str | None = None

    def __post_init__(self) -> None:
        _need(self.made_on is None or isinstance(self.made_on, str), "made_on", self.made_on)
        _need(has_type(self.edits, tuple[Edit, ...]), "edits", self.edits)
        for edit in self.edits:
            _check_edit(edit)

    @property
    def moves_customers(self) -> bool:
        """Whether customers are moved one by one."""
        return any(isinstance(edit, Move) for edit in self.edits)

    @property
    def sets_order(self) -> bool:
        """Whether segments are numbered in an order that was set, and not by size."""
        return any(isinstance(edit, Order) for edit in self.edits)


def rows_in_words(rows: Iterable[int]) -> str:
    """Return rising row numbers as a recipe has them: `3,17-29`."""
    parts: list[list[int]] = []
    for row in rows:
        if parts and row == parts[-1][1] + 1:
            parts[-1][1] = row
        else:
            parts.append([row, row])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in parts)


def row_ranges(text: str) -> Iterator[tuple[int, int]]:
    """Return the first and last row of each run of rows that a recipe names."""
    for part in text.split(","):
        first, _, last = part.partition("-")
        yield int(first), int(last or first)


def _check_edit(edit: Edit) -> None:
    """Refuse a step that no segments could take, whatever they are."""
    if isinstance(edit, Merge):
        _need(len(set(edit.merge)) == len(edit.merge) >= 2, "merge", edit.merge)
        _need(min(edit.merge) >= 1, "merge", edit.merge)
    elif isinstance(edit, Split):
        _need(edit.split >= 1, "split", edit.split)
        _need(2 <= edit.parts <= MOST_PARTS, "parts", edit.parts)
    elif isinstance(edit, Move):
        rising = _ROWS.fullmatch(edit.move) is not None and all(
            1 <= first <= last for first, last in row_ranges(edit.move)
        )
        _need(rising, "move", edit.move[:60])
        _need(edit.to is None or edit.to >= 1, "to", edit.to)
    elif isinstance(edit, Lock):
        _need(len(set(edit.lock)) == len(edit.lock) >= 1 and min(edit.lock) >= 1, "lock", edit.lock)
        _need(edit.rest >= 1, "rest", edit.rest)
    else:
        _need(sorted(edit.order) == list(range(1, len(edit.order) + 1)), "order", edit.order)


def _need(holds: bool, name: str, value: object) -> None:
    if not holds:
        raise UsageError(
            say("The recipe's setting “{name}” can't be {value}.", name=name, value=str(value)),
            mend=say(
                "Write merge = [2, 3], split = 1 with parts = 2, move = '3,17-29' with to = 1 or without, "
                "lock = [1] with rest = 3, or order = [2, 1, 3]."
            ),
        )
