"""One group of customers, as charts, report and files speak of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from segdesk.engine.data.arrays import UNASSIGNED
from segdesk.engine.profiles.outcomes import SegmentOutcome
from segdesk.engine.rules.rule import Rule
from segdesk.messages import Message


@dataclass(frozen=True)
class Segment:
    """One group of customers.

    Attributes
    ----------
    number : int
        1 is the largest, unless an order was set by hand; 0 collects the unassigned.
    name : Message
        Suggested or given by the user; distinct from the others.
    size : int
    share : float
        Of all customers of the table, 0 to 1.
    value_share : float or None
        Share of the money column that its customers bring, where there is one.
    description : Message
        A sentence or two in plain words.
    traits : tuple of Message
        Its strongest differences, strongest first, one short phrase each.
    typical : tuple of int
        Row positions of the three customers nearest its centre.
    stability : float or None
        None where it was not judged.
    recovered, dissolved : int or None
        In how many of the draws that the stability is of it came back nearly whole (Jaccard above 0.75), and was lost
        (0.5 or less).
    parent : int or None
        Of finer segments: the number of the group between gaps that it lies in, by falling size; None where the
        segments are those groups, or the segment lies in no single one.
    rule : Rule or None
        None where no short rule sets it apart.
    named_by_user : bool
        The name was given by the user.
    jaccard_across_k : mapping of int to float
        By the other numbers of segments that were tried, its Jaccard similarity to the segment there most like it.
    action : Message or None
        What to do next with its customers, where the table tells of value and activity.
    outcomes : tuple of SegmentOutcome
        What became of its customers, one per outcome of the table.
    colour : int or None
        Place in the palette, from 1; None: its number. A segment so keeps its colour when a new run numbers it
        otherwise.
    by_hand : bool
        It is not as the method made it: merged, split, customers moved in or out, or found anew beside others.
    """

    number: int
    name: Message
    size: int
    share: float
    value_share: float | None
    description: Message
    traits: tuple[Message, ...] = ()
    typical: tuple[int, ...] = ()
    stability: float | None = None
    rule: Rule | None = None
    named_by_user: bool = False
    colour: int | None = None
    jaccard_across_k: Mapping[int, float] = field(default_factory=dict)
    action: Message | None = None
    recovered: int | None = None
    dissolved: int | None = None
    parent: int | None = None
    outcomes: tuple[SegmentOutcome, ...] = ()
    by_hand: bool = False

    @property
    def palette_place(self) -> int:
        """Place of its colour in the palette, from 1; 0 for the unassigned."""
        return self.number if self.colour is None or self.number == UNASSIGNED else self.colour
