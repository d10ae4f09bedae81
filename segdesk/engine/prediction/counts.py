"""How many customers were placed where: what adds up over the pieces of a large file."""

from collections.abc import Mapping
from dataclasses import dataclass

from segdesk.engine.prediction.model import AssignedCustomers


@dataclass(frozen=True)
class PlacedCounts:
    """Counts of rows that were placed.

    Attributes
    ----------
    rows, participants : int
        All of them, and those who take part.
    sizes : tuple of int
        Of those who take part, how many are in segments 0, the unassigned, to k.
    unlike : int
        Who is unlike those that the segments were made from, or unassigned.
    far : int
        Who is in a segment, and farther from it than nearly all of those.
    not_placed : int
        Who takes part and cannot be placed.
    unknown : mapping of str to int
        Cells with categories never seen before, per variable.
    """

    rows: int
    participants: int
    sizes: tuple[int, ...]
    unlike: int
    far: int
    not_placed: int
    unknown: Mapping[str, int]

    @property
    def placed(self) -> int:
        """Who is in a segment."""
        return sum(self.sizes[1:])

    def __add__(self, other: "PlacedCounts") -> "PlacedCounts":
        names = {**self.unknown, **other.unknown}
        return PlacedCounts(
            self.rows + other.rows,
            self.participants + other.participants,
            tuple(map(sum, zip(self.sizes, other.sizes, strict=True))),
            self.unlike + other.unlike,
            self.far + other.far,
            self.not_placed + other.not_placed,
            {name: self.unknown.get(name, 0) + other.unknown.get(name, 0) for name in names},
        )


def counts_of(placed: AssignedCustomers, k: int) -> PlacedCounts:
    """Count customers who were placed.

    Parameters
    ----------
    placed : AssignedCustomers
    k : int
        Segments of the model.
    """
    inside = placed.assignment.labels > 0
    return PlacedCounts(
        len(inside),
        int(placed.participants.sum()),
        tuple(placed.sizes(k).tolist()),
        int(placed.unlike.sum()),
        int((placed.unlike & inside).sum()),
        int((placed.not_placed & placed.participants).sum()),
        dict(placed.unknown),
    )
