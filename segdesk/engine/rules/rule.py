"""A rule: conditions that all hold, with how often it is right and how much of its segment it finds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Mask
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import TypedColumn
from segdesk.engine.rules.condition import Condition
from segdesk.messages import Message


@dataclass(frozen=True)
class Rule:
    """A short rule for one segment.

    Attributes
    ----------
    conditions : tuple of Condition
        One to three; all of them hold.
    matching : int
        Customers of the labeled file whom it fits, those who take no part in the segments included.
    precision : float
        Share of those who are in the segment, 0 to 1.
    coverage : float
        Share of the segment's customers whom it fits, 0 to 1.
    held_out : float
        Precision on customers that had no say in making the rule, 0 to 1.
    """

    conditions: tuple[Condition, ...]
    matching: int
    precision: float
    coverage: float
    held_out: float

    @property
    def words(self) -> Message:
        """The rule in words: `Income over 51,000 and Orders at most 3`."""
        return finding("rules.all_conditions", conditions=[condition.words for condition in self.conditions])

    @property
    def figures(self) -> Message:
        """How far the rule can be trusted, in a sentence."""
        return finding(
            "rules.figures", precision=self.precision, coverage=self.coverage, held_out=self.held_out
        )


def fits(conditions: Sequence[Condition], columns: Sequence[TypedColumn]) -> Mask:
    """Return the customers whom all conditions fit, shape (n_rows,)."""
    by_name = {column.name: column for column in columns}
    found: Mask = np.ones(len(columns[0].values), dtype=np.bool_)
    for condition in conditions:
        found &= condition.fits(by_name[condition.column])
    return found
