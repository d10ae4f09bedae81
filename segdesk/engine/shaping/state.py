"""Segments on the way from how a method made them to how they are wanted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.assigners.assigner import Assigner
from segdesk.engine.assigners.shaped import Route, Step
from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.data.centres import centres_of
from segdesk.engine.data.finding import finding
from segdesk.messages import Message

NOBODY = np.zeros(1, dtype=np.int32)


@dataclass(frozen=True, eq=False)
class State:
    """Segments 1..k in the middle of being shaped.

    Attributes
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Training rows.
    labels : int32 array of shape (n_rows,)
    by_hand : tuple of bool
        Of each segment: whether it is no longer as the method made it.
    names : tuple of Message
        Where the method names segments; empty otherwise.
    steps : tuple of Route or Annex
        What was done so far, for new customers.
    is_ordered : bool
        Whether an order was set by hand, so that segments are not numbered by size.
    """

    matrix: Floats
    labels: Labels
    by_hand: tuple[bool, ...]
    names: tuple[Message, ...]
    steps: tuple[Step, ...] = ()
    is_ordered: bool = False

    @property
    def k(self) -> int:
        """Number of segments."""
        return len(self.by_hand)

    def name(self, number: int) -> Message:
        """Return the name that the method gave to a segment."""
        return self.names[number - 1]


def numbers_in_place(k: int) -> Labels:
    """Return targets that leave every segment as it is, the unassigned included."""
    return np.arange(k + 1, dtype=np.int32)


def routed(
    state: State,
    targets: Labels,
    by_hand: Sequence[bool],
    names: Sequence[Message],
    child: Assigner | None = None,
    child_targets: Labels = NOBODY,
) -> State:
    """Return the state after a step, its segments numbered by falling size unless an order was set.

    Parameters
    ----------
    state : State
    targets, child, child_targets
        Of the step, in numbers that keep the places of the segments.
    by_hand : sequence of bool
        Of the segments after the step, by these numbers.
    names : sequence of Message
        The same; empty where the method has no names.
    """
    step = Route(targets.astype(np.int32), child, child_targets.astype(np.int32))
    labels = step.apply(state.labels, state.matrix)
    order = list(range(1, len(by_hand) + 1))
    if not state.is_ordered:
        sizes, centres = np.bincount(labels, minlength=len(order) + 1), centres_of(state.matrix, labels)
        order.sort(key=lambda s: (-sizes[s], *centres[s - 1].tolist()))
    return put_in_order(
        replace(state, labels=labels, by_hand=tuple(by_hand), names=tuple(names)), step, order
    )


def put_in_order(state: State, step: Route, order: Sequence[int]) -> State:
    """Return the state with segment `order[i]` as number i + 1, after a step that is not yet among its steps."""
    new_number = np.zeros(len(order) + 1, dtype=np.int32)
    new_number[np.asarray(order)] = np.arange(1, len(order) + 1)
    numbered = Route(
        np.where(step.targets > 0, new_number[np.maximum(step.targets, 0)], step.targets).astype(np.int32),
        step.child,
        new_number[step.child_targets],
    )
    return replace(
        state,
        labels=new_number[state.labels],
        by_hand=tuple(state.by_hand[s - 1] for s in order),
        names=_distinct([state.names[s - 1] for s in order] if state.names else []),
        steps=(*state.steps, numbered),
    )


def _distinct(names: Sequence[Message]) -> tuple[Message, ...]:
    """Return the names, those that stand there already told apart by a number."""
    taken: set[str] = set()
    told = []
    for name in names:
        one, part = name, 1
        while str(one).casefold() in taken:
            part += 1
            one = finding("by_hand.part_name", name=name, number=part)
        taken.add(str(one).casefold())
        told.append(one)
    return tuple(told)
