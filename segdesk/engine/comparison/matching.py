"""Which segment of one side is which of the other."""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from segdesk.engine.comparison.shared_values import SharedValues
from segdesk.engine.comparison.side import UNASSIGNED_KEY, Side
from segdesk.engine.data.distances import to_centres

# Fewer shared customers than so many for each segment say too little of which segment is which, unless they are most
# of the customers that there are.
ENOUGH_PER_SEGMENT, MOST = 10, 0.5


class Matched(StrEnum):
    """What segments were matched by."""

    CUSTOMERS = "customers"
    CENTRES = "centres"
    NUMBERS = "numbers"


Matches = dict[str, str]


def match_segments(
    customers: npt.NDArray[np.int64],
    sides: tuple[Side, Side],
    keys: tuple[Sequence[str], Sequence[str]],
    values: SharedValues | None,
) -> tuple[Matches, Matched]:
    """Return the new segment by old segment, and what they were matched by.

    By the customers in both, so that as many as possible stay in a matching segment; where these are too few and both
    sides know the values, by the segments' middles, so that the middles move as little as possible in all.
    """
    old, new = ([key for key in side if key != UNASSIGNED_KEY] for side in keys)
    shared, fewest = int(customers.sum()), min(len(side.identifiers) for side in sides)
    too_few = shared < min(ENOUGH_PER_SEGMENT * max(len(old), len(new)), MOST * fewest)
    if values is not None and too_few:
        found, by = _by_centres(sides, old, new, values), Matched.CENTRES
    else:
        found, by = _by_customers(customers, keys, old, new), Matched.CUSTOMERS
    if UNASSIGNED_KEY in keys[0] and UNASSIGNED_KEY in keys[1]:
        found[UNASSIGNED_KEY] = UNASSIGNED_KEY
    return found, by


def _by_customers(
    customers: npt.NDArray[np.int64],
    keys: tuple[Sequence[str], Sequence[str]],
    old: Sequence[str],
    new: Sequence[str],
) -> Matches:
    """Match so that most customers stay; pairs that share none do not match."""
    at_old, at_new = ([every.index(key) for key in own] for every, own in zip(keys, (old, new), strict=True))
    shared = customers[np.ix_(at_old, at_new)]
    pairs = zip(*linear_sum_assignment(shared, maximize=True), strict=True)
    return {old[i]: new[j] for i, j in pairs if shared[i, j]}


def _by_centres(
    sides: tuple[Side, Side], old: Sequence[str], new: Sequence[str], values: SharedValues
) -> Matches:
    """Match so that the middles move least; none matches that is farther off than another old segment is."""
    if not old or not new:
        return {}
    before = np.array([values.centre(key, sides[0], values.old_matrix) for key in old])
    after = np.array([values.centre(key, sides[1], values.new_matrix) for key in new])
    distance = to_centres(before, after)
    apart = to_centres(before, before)
    np.fill_diagonal(apart, np.inf)
    nearest = apart.min(axis=1)
    pairs = zip(*linear_sum_assignment(distance), strict=True)
    return {old[i]: new[j] for i, j in pairs if distance[i, j] <= nearest[i]}
