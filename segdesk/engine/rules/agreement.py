"""How the short rules, asked one after the other, place customers beside how the model does."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import UNASSIGNED, Labels, Positions
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import TypedColumn
from segdesk.engine.rules.rule import Rule, fits
from segdesk.messages import Message


@dataclass(frozen=True)
class Agreement:
    """Customers counted by what the rules make of them.

    Attributes
    ----------
    alike : int
        In the segment that the model gives them.
    otherwise : int
        In another, or in one where the model gives none.
    unplaced : int
        Whom no rule fits.
    unplaced_by_both : int
        Those of them to whom the model gives no segment either.
    rest : int or None
        The segment that most of those are in whom no rule fits, the lowest number first; None without any.
    alike_with_rest : int
        Customers placed as the model does if whom no rule fits are given to `rest`.
    """

    alike: int
    otherwise: int
    unplaced: int
    unplaced_by_both: int
    rest: int | None
    alike_with_rest: int

    @property
    def customers(self) -> int:
        """All of them."""
        return self.alike + self.otherwise + self.unplaced

    @property
    def counts(self) -> tuple[Message, ...]:
        """How many customers the rules place as the model does, otherwise, and not at all."""
        told = [
            finding(
                "rules.placed_as_by_the_model",
                customers=self.customers,
                alike=self.alike,
                share=self.alike / self.customers,
                otherwise=self.otherwise,
            ),
            finding("rules.left_null", n=self.unplaced),
        ]
        if self.unplaced_by_both:
            told.append(finding("rules.left_null_by_both", n=self.unplaced_by_both))
        return tuple(told)

    @property
    def offer(self) -> Message | None:
        """What comes of giving those whom no rule fits to the rest; None without any."""
        if self.rest is None:
            return None
        return finding(
            "rules.rest",
            number=self.rest,
            alike=self.alike_with_rest,
            customers=self.customers,
            share=self.alike_with_rest / self.customers,
        )


def agreement(
    ruled: Sequence[tuple[int, Rule]], columns: Sequence[TypedColumn], labels: Labels, rows: Positions
) -> Agreement:
    """Place customers by the first rule that fits, and count.

    Parameters
    ----------
    ruled : sequence of (int, Rule)
        Segments with their rules, in the order in which they are asked.
    columns : sequence of TypedColumn
        Of all rows.
    labels : int32 array of shape (n_rows,)
        Of the model; 0 for customers without a segment.
    rows : int array
        The rows that count.
    """
    placed = np.full(len(labels), UNASSIGNED, dtype=np.int32)
    for number, rule in reversed(ruled):
        placed[fits(rule.conditions, columns)] = number
    by_rules, by_model = placed[rows], labels[rows]
    is_open = by_rules == UNASSIGNED
    alike = int((~is_open & (by_rules == by_model)).sum())
    counts = np.bincount(by_model[is_open])
    # Whom the model gives no segment is in none that could be the rest.
    counts[:1] = 0
    rest = int(counts.argmax()) if counts.any() else None
    return Agreement(
        alike,
        int((~is_open).sum()) - alike,
        int(is_open.sum()),
        int((is_open & (by_model == UNASSIGNED)).sum()),
        rest,
        alike + (0 if rest is None else int(counts[rest])),
    )
