"""Rules asked one after the other, counted against the model's segments."""

import numpy as np
import pandas as pd

from segdesk.engine.rules.agreement import agreement
from segdesk.engine.rules.condition import Bound, Condition, Operator
from segdesk.engine.rules.rule import Rule
from tests.engine.frames import columns_of


def above(bound: float) -> Rule:
    return Rule((Condition("x", Operator.ABOVE, Bound(bound)),), 0, 1.0, 1.0, 1.0)


COLUMNS = list(columns_of(pd.DataFrame({"x": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0], "y": list("abcdef")})).values())
EVERYONE = np.arange(6)


def test_the_first_rule_that_fits_counts():
    # 6 is given to segment 1, as the model does; 5, 4 and 3 to segment 2, of which one is right.
    labels = np.array([3, 3, 2, 1, 0, 1], dtype=np.int32)
    found = agreement([(1, above(5)), (2, above(2))], COLUMNS, labels, EVERYONE)
    assert (found.alike, found.otherwise, found.unplaced, found.customers) == (2, 2, 2, 6)
    assert (found.rest, found.alike_with_rest) == (3, 4)


def test_customers_without_a_segment_are_counted_and_are_no_rest():
    labels = np.array([0, 0, 2, 1, 1, 1], dtype=np.int32)
    found = agreement([(1, above(3))], COLUMNS, labels, EVERYONE)
    assert (found.alike, found.otherwise, found.unplaced, found.unplaced_by_both) == (3, 0, 3, 2)
    assert (found.rest, found.alike_with_rest) == (2, 4)
    nobody = agreement([(1, above(3))], COLUMNS, np.array([0, 0, 0, 1, 1, 1], dtype=np.int32), EVERYONE)
    assert (nobody.rest, nobody.alike_with_rest) == (None, 3)


def test_only_the_rows_that_take_part_count():
    labels = np.array([1, 1, 2, 2, 2, 2], dtype=np.int32)
    found = agreement([(2, above(2))], COLUMNS, labels, EVERYONE[1:4])
    assert (found.alike, found.unplaced, found.customers) == (2, 1, 3)


def test_without_rules_everyone_is_unplaced():
    labels = np.array([1, 1, 2, 2, 2, 1], dtype=np.int32)
    found = agreement([], COLUMNS, labels, EVERYONE)
    assert (found.alike, found.unplaced, found.rest, found.alike_with_rest) == (0, 6, 1, 3)
