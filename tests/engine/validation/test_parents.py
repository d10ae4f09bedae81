"""Which group between gaps a finer segment lies in."""

import numpy as np

from segdesk.engine.validation.parents import parents


def labels(*counts):
    return np.concatenate([np.full(n, segment) for n, segment in counts]).astype(np.int32)


def test_a_segment_lies_in_a_group_that_holds_at_least_95_percent_of_it():
    fine = labels((100, 1), (100, 2), (20, 3))
    coarse = labels((95, 1), (5, 2), (94, 2), (6, 1), (20, 2))
    assert parents(fine, coarse) == [1, None, 2]


def test_customers_in_no_group_and_segments_without_customers_have_none():
    assert parents(labels((10, 1), (10, 3)), labels((10, 0), (10, 1))) == [None, None, 1]
