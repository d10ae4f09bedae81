"""The triangle of retention: who was there so much later, and what is not known."""

import numpy as np

from segdesk.engine.tracking.period import Period, Unit
from segdesk.engine.tracking.retention import NOT_SEEN, retention_triangle


def months(*numbers):
    return [Period(Unit.MONTH, number) for number in numbers]


def test_a_triangle_by_hand():
    seen = {0: "abc", 1: "ab", 2: "adde", 3: "be"}
    who = np.array(["abcde".index(c) for place in seen for c in seen[place]])
    when = np.array([place for place in seen for _ in seen[place]])
    found = retention_triangle(months(10, 11, 12, 13), who, when, by_purchases=False)
    assert [period.number for period in found.cohorts] == [10, 12]
    assert found.customers.tolist() == [3, 2]
    assert found.active.tolist() == [[3, 2, 1, 1], [2, 1, NOT_SEEN, NOT_SEEN]]
    assert found.curve == ((1, 5, 3), (2, 3, 1), (3, 3, 1))


def test_a_missing_month_leaves_a_hole_and_moves_no_later_one():
    who, when = np.array([0, 1, 0, 1, 0]), np.array([0, 0, 1, 1, 2])
    found = retention_triangle(months(10, 11, 13), who, when, by_purchases=True)
    assert found.offsets.tolist() == [0, 1, 2, 3]
    assert found.active.tolist() == [[2, 2, NOT_SEEN, 1]]
    assert found.curve == ((1, 2, 2), (3, 2, 1))
