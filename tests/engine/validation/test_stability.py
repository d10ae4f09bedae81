"""Stability of segments and of numbers of segments when customers are drawn anew."""

import numpy as np
import pytest

from segdesk.engine.clustering.methods.registry import FitTask, find_method
from segdesk.engine.clustering.partition import number_by_size
from segdesk.engine.data.row_order import canonical_order
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.validation.stability import (
    best_jaccard,
    pair_stability,
    segment_stability,
    stability_word,
)
from segdesk.errors import Cancelled
from tests.counts import times
from tests.engine.frames import METHODS


def mean_stability(*given, **more):
    return segment_stability(*given, **more).mean


def agreements(*given, **more):
    return {k: one.agreement for k, one in pair_stability(*given, **more).items()}


KMEANS = find_method("kmeans")


def in_order(rows):
    return rows[canonical_order(rows)]


def planted(n_each=60, n_features=3, seed=0):
    random = np.random.default_rng(seed)
    centres = 9.0 * np.eye(3, n_features)
    rows = np.concatenate([centre + random.normal(size=(n_each, n_features)) for centre in centres])
    return in_order(rows / rows.std(axis=0))


def cloud(seed, n_rows=300, n_features=4):
    return in_order(np.random.default_rng([5, seed]).normal(size=(n_rows, n_features)))


def labels_of(rows, method, k, spec=MethodSpec()):  # noqa: B008
    fit = method.fit(FitTask(rows, () if method.determines_k else (k,), spec))[0]
    return number_by_size(fit, rows).assignment.labels


def test_best_jaccard_by_hand():
    labels = np.array([1, 1, 1, 2, 2, 0], dtype=np.int32)
    others = np.array([2, 2, 1, 1, 1, 2], dtype=np.int32)
    # Segment 1 = {0,1,2} against {0,1,5}: 2 of 4; segment 2 = {3,4} against {2,3,4}: 2 of 3; segment 3 has no rows.
    np.testing.assert_allclose(best_jaccard(labels, others, 3), [2 / 4, 2 / 3, np.nan])
    np.testing.assert_allclose(best_jaccard(labels, np.zeros(6, np.int32), 2), [0, 0])


@pytest.mark.parametrize(
    "name", ["kmeans", "minibatch", "bisecting", "hierarchical", "gmm", "hdbscan", "kprototypes", "pam"]
)
def test_planted_groups_are_very_stable_with_every_method(name):
    method, rows = find_method(name), planted()
    labels = labels_of(rows, method, 3)
    found = mean_stability(rows, labels, method, MethodSpec(), 3, draws=8)
    assert found.shape == (labels.max(),)
    assert found.min() >= 0.85


@pytest.mark.parametrize("name", METHODS)
def test_a_draw_may_hold_one_customer_only(name):
    method, rows = find_method(name), np.array([[0.0, 0.0], [0.1, 0.0], [5.0, 5.0]])
    labels = np.array([1, 1, 2], dtype=np.int32)
    found = mean_stability(rows, labels, method, MethodSpec(), 2, draws=40)
    assert ((found >= 0) & (found <= 1)).all()


def test_dbscan_has_one_value_per_segment():
    method, rows = find_method("dbscan"), planted()
    labels = labels_of(rows, method, 0)
    found = mean_stability(rows, labels, method, MethodSpec(), 0, draws=4)
    assert found.shape == (labels.max(),)
    assert ((found >= 0) & (found <= 1)).all()


def test_slices_of_one_round_cloud_are_not_all_stable():
    lowest = []
    for seed in range(times(10, 20)):
        rows = cloud(seed)
        lowest.append(
            mean_stability(rows, labels_of(rows, KMEANS, 3), KMEANS, MethodSpec(), 3, draws=10).min()
        )
    # 5% would be one of 20.
    assert sum(value >= 0.75 for value in lowest) <= 1
    assert np.median(lowest) < 0.7


def test_draws_in_which_a_segment_is_lost_are_counted_beside_the_mean():
    # Four groups at the corners of a square are halved this way or that: a half comes back whole or as a third.
    corner = np.random.default_rng(3).normal(size=(25, 2)) + 3
    corner = np.concatenate([corner, corner[:, ::-1]])
    rows = in_order(np.concatenate([corner * side for side in ([1, 1], [1, -1], [-1, 1], [-1, -1])]))
    found = segment_stability(rows, labels_of(rows, KMEANS, 2), KMEANS, MethodSpec(), 2, draws=30)
    assert found.draws == 30
    assert (found.recovered + found.dissolved == 30).all()
    assert ((found.recovered > 3) & (found.dissolved > 3)).all()


def test_one_group_of_several_can_be_stable_alone():
    rows = in_order(np.concatenate([cloud(1) * 2, cloud(2, 100) * 0.3 + 15]))
    labels = labels_of(rows, KMEANS, 4)
    far = labels[rows[:, 0] > 10]
    assert len(set(far)) == 1
    found = mean_stability(rows, labels, KMEANS, MethodSpec(), 4, draws=10)
    assert found[far[0] - 1] > 0.95
    assert np.delete(found, far[0] - 1).max() < 0.9


def test_the_seed_decides_and_nothing_else():
    rows = cloud(3)
    labels = labels_of(rows, KMEANS, 3)
    once, again = (mean_stability(rows, labels, KMEANS, MethodSpec(), 3, draws=5) for _ in range(2))
    np.testing.assert_array_equal(once, again)
    other = mean_stability(rows, labels, KMEANS, MethodSpec(seed=1), 3, draws=5)
    assert (once != other).any()
    assert agreements(rows, KMEANS, MethodSpec(), [2, 3], 3) == agreements(
        rows, KMEANS, MethodSpec(), [2, 3], 3
    )


def test_pairs_agree_most_at_the_planted_number():
    found = agreements(planted(), KMEANS, MethodSpec(), range(2, 7), pairs=6)
    assert list(found) == [2, 3, 4, 5, 6]
    assert max(found, key=found.get) == 3
    assert found[3] > 0.97
    assert found[5] < 0.9


def test_pairs_leave_out_numbers_that_a_draw_has_no_customers_for():
    rows = in_order(np.repeat(np.arange(4.0), 10)[:, None])
    found = agreements(rows, KMEANS, MethodSpec(), [2, 3, 4, 5, 6], pairs=3)
    assert set(found) <= {2, 3, 4}
    assert 2 in found


@pytest.mark.parametrize("name", ["kmeans", "pam", "hierarchical"])
def test_pairs_leave_out_a_draw_without_enough_customers_for_any_number(name):
    rows = np.array([[0.0, 0.0], [0.1, 0.0], [5.0, 5.0]])
    found = agreements(rows, find_method(name), MethodSpec(), [2, 3], pairs=12)
    assert all(0 <= agreement <= 1 for agreement in found.values())


def test_a_method_that_finds_the_number_gives_one_value():
    found = agreements(planted(), find_method("hdbscan"), MethodSpec(), [3], pairs=3)
    assert found[3] > 0.9


def test_progress_reaches_the_end_and_a_stop_is_obeyed():
    rows, seen = cloud(4), []
    labels = labels_of(rows, KMEANS, 2)
    mean_stability(rows, labels, KMEANS, MethodSpec(), 2, 4, lambda stage, done: seen.append(done))
    assert seen == sorted(seen)
    assert seen[-1] == 1

    def stop(stage, done):
        raise Cancelled

    with pytest.raises(Cancelled):
        mean_stability(rows, labels, KMEANS, MethodSpec(), 2, 4, stop)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (0.5999, "do not rely on it"),
        (0.60, "a pattern, membership doubtful"),
        (0.7499, "a pattern, membership doubtful"),
        (0.75, "stable"),
        (0.8499, "stable"),
        (0.85, "very stable"),
    ],
)
def test_words_begin_at_their_thresholds(value, word):
    assert str(stability_word(value)) == word
