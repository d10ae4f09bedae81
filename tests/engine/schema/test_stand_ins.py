"""What programs write where there is no date or no answer, and what only looks like it."""

import numpy as np
import pytest

from segdesk.engine.schema.stand_in_days import is_stand_in
from segdesk.engine.schema.stand_in_numbers import stand_in


def once(texts):
    return np.array(texts, dtype="datetime64[s]"), np.ones(len(texts), dtype=np.int64)


@pytest.mark.parametrize("day", ["9999-12-31", "2999-12-31", "1900-01-01", "1753-01-01", "0001-01-01"])
def test_a_known_day_far_from_all_others_stands_for_none(day):
    assert is_stand_in(*once([day, "2023-05-04", "2020-01-01", "NaT"])).tolist() == [
        True,
        False,
        False,
        False,
    ]


def test_a_day_near_others_is_one():
    assert not is_stand_in(*once(["1900-01-01", "1903-05-04", "1990-01-01"])).any()
    assert not is_stand_in(*once(["9999-12-31", "NaT"])).any()
    # The clock of computers begins there, and so does a life.
    days, counts = once(["1970-01-01", "2015-05-04", "2020-01-01"])
    assert not is_stand_in(days, counts).any()
    assert is_stand_in(days, counts * 2).tolist() == [True, False, False]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([-99, 20, 35, 0], (-99.0, 3)),
        ([999, 1, 2, 5], (999.0, 3)),
        # Others are negative as well, or nearly as large.
        ([-99, -20, 35, 0], None),
        ([999, 1, 2, 870], None),
        ([500, 1, 2, 5], None),
    ],
)
def test_a_number_alone_and_far_off_stands_for_no_answer(values, found):
    counts = np.full(len(values), 3)
    assert stand_in(np.array(values, dtype=np.float64), counts) == found


def test_a_number_that_stands_there_once_may_be_true():
    assert stand_in(np.array([999.0, 1.0, 2.0, np.nan]), np.array([1, 4, 4, 2])) is None
