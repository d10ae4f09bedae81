"""An assigner that was shaped by hand says what its base says, led through the steps."""

import numpy as np
import pytest

from segdesk.engine.assigners.centres import CentreAssigner
from segdesk.engine.assigners.shaped import ASKED, Annex, Route, ShapedAssigner

CENTRES = np.array([[0.0], [10.0], [20.0]])
ROWS = np.array([[0.0], [1.0], [9.0], [11.0], [19.0], [21.0]])
NO_CHILD = np.zeros(1, dtype=np.int32)


def ints(*numbers):
    return np.array(numbers, dtype=np.int32)


def merged():
    """Segments 2 and 3 are one."""
    step = Route(ints(0, 1, 2, 2), None, NO_CHILD)
    return ShapedAssigner(CentreAssigner(CENTRES), (step,), np.array([[0.5], [15.0]]))


def test_merged_segments_hold_whoever_was_in_one_of_them():
    assert merged().assign(ROWS).labels.tolist() == [1, 1, 2, 2, 2, 2]


def test_whoever_had_a_merged_segment_next_is_measured_anew_and_others_keep_their_figures():
    base, found = CentreAssigner(CENTRES).assign(ROWS), merged().assign(ROWS)
    # 11 lay nearer to 20 than to 0; both of its segments are one now, and the next is that around 0.5.
    assert base.second.tolist() == [2, 2, 1, 3, 2, 2]
    assert found.second.tolist() == [2, 2, 1, 1, 1, 1]
    np.testing.assert_array_equal(found.confidence[:3], base.confidence[:3])
    assert found.confidence[3] == pytest.approx((10.5 - 4) / 10.5)


def test_a_split_segment_is_parted_by_its_own_assigner():
    child = CentreAssigner(np.array([[9.0], [11.0]]))
    step = Route(ints(0, 1, ASKED, 4), child, ints(0, 2, 3))
    assigner = ShapedAssigner(CentreAssigner(CENTRES), (step,), np.array([[0.5], [9.0], [11.0], [20.0]]))
    found = assigner.assign(ROWS)
    assert found.labels.tolist() == [1, 1, 2, 3, 4, 4]
    assert found.second[2:4].tolist() == [3, 2]


def test_a_segment_of_chosen_customers_takes_in_whoever_is_nearer_to_it():
    assigner = ShapedAssigner(
        CentreAssigner(CENTRES), (Annex(np.array([[0.5], [10.0], [20.0], [11.5]])),), np.zeros((4, 1))
    )
    assert assigner.assign(ROWS).labels.tolist() == [1, 1, 2, 4, 3, 3]


def test_placing_one_customer_gives_what_placing_all_of_them_gives():
    for assigner in (merged(), merged().renumbered([2, 1])):
        together = assigner.assign(ROWS)
        for i in range(len(ROWS)):
            alone = assigner.assign(ROWS[[i]])
            assert (alone.labels[0], alone.second[0]) == (together.labels[i], together.second[i])
            assert alone.confidence[0] == together.confidence[i]


def test_a_new_numbering_gives_the_same_segments_under_other_numbers():
    first, second = merged().assign(ROWS), merged().renumbered([2, 1]).assign(ROWS)
    assert (3 - first.labels).tolist() == second.labels.tolist()
    np.testing.assert_array_equal(first.confidence, second.confidence)


def test_the_unassigned_stay_so_unless_a_step_finds_them_anew():
    class Nobody:
        n_segments = 1

        def assign(self, rows):
            found = CentreAssigner(np.zeros((1, 1))).assign(rows)
            found.labels[:] = 0
            return found

    kept = ShapedAssigner(Nobody(), (Route(ints(0, 1), None, NO_CHILD),), np.zeros((1, 1)))
    found = kept.assign(ROWS)
    assert not found.labels.any()
    assert np.isnan(found.confidence).all()
    assert not found.second.any()
    anew = Route(ints(ASKED, 1), CentreAssigner(CENTRES), ints(0, 2, 3, 4))
    asked = ShapedAssigner(Nobody(), (anew,), np.array([[5.0], [0.0], [10.0], [20.0]]))
    assert asked.assign(ROWS).labels.tolist() == [2, 2, 3, 3, 4, 4]
