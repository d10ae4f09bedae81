"""Scores against scikit-learn, and the gap statistic's rules against worked examples."""

import numpy as np
import pytest
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score, silhouette_samples

from segdesk.engine.clustering.methods.registry import find_method
from segdesk.engine.data.row_order import even_sample
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.validation.gap import (
    first_maximum,
    gap_choice,
    gap_curve,
    global_maximum,
    tibshirani_rule,
)
from segdesk.engine.validation.internal_indices import calinski_harabasz, davies_bouldin, inertia
from segdesk.engine.validation.silhouette import DOUBLE_ROWS, EXACT_ROWS, SAMPLE_ROWS, silhouettes


def labelled(n_rows, k, seed=0, n_features=3):
    random = np.random.default_rng(seed)
    labels = random.integers(0, k + 1, n_rows)
    # A segment of one, and everyone else in at least one.
    labels[:k] = np.arange(1, k + 1)
    labels[labels == k] = 0
    labels[k - 1] = k
    return random.normal(size=(n_rows, n_features)) + labels[:, None], labels.astype(np.int32)


@pytest.mark.parametrize("seed", range(5))
def test_scores_agree_with_scikit_learn_with_singletons_and_unassigned(seed):
    rows, labels = labelled(120, 5, seed)
    inside = labels > 0
    values = silhouettes(rows, [labels], 0).values[0]
    np.testing.assert_allclose(
        values[inside], silhouette_samples(rows[inside], labels[inside]), rtol=1e-10, atol=1e-12
    )
    assert np.isnan(values[~inside]).all()
    assert values[labels == 5] == 0
    assert calinski_harabasz(rows, labels) == pytest.approx(
        calinski_harabasz_score(rows[inside], labels[inside])
    )
    assert davies_bouldin(rows, labels) == pytest.approx(davies_bouldin_score(rows[inside], labels[inside]))


def test_scores_of_several_partitions_do_not_touch_each_other():
    rows, first = labelled(90, 4)
    _, second = labelled(90, 7, seed=3)
    together = silhouettes(rows, [first, np.ones(90, dtype=np.int32), second], 0)
    for i, alone in ((0, first), (2, second)):
        np.testing.assert_allclose(together.values[i], silhouettes(rows, [alone], 0).values[0], atol=1e-14)
    assert together.mean(1) is None
    assert together.standard_error(0) == 0


@pytest.mark.parametrize(
    ("name", "stretch", "shift", "decimals"),
    [
        ("standardised", 1.0, 0.0, 9),
        ("far from 0, as days or years are", 1.0, 20_000.0, 9),
        ("very large", 1e80, 0.0, None),
        ("few values, many equal rows", 1.0, 0.0, 0),
    ],
)
def test_single_precision_is_good_to_a_ten_thousandth(name, stretch, shift, decimals):
    rows, labels = labelled(DOUBLE_ROWS + 100, 4)
    rows = rows if decimals is None else np.round(rows, decimals)
    inside = labels > 0
    exact = np.full(len(rows), np.nan)
    exact[inside] = silhouette_samples(rows[inside], labels[inside])
    found = silhouettes(rows * stretch + shift, [labels], 0)
    assert found.exact
    assert found.mean(0) == pytest.approx(np.nanmean(exact), abs=1e-5)
    np.testing.assert_allclose(found.values[0], exact, atol=1e-3 if decimals == 0 else 1e-4)


def test_a_sample_stands_for_very_many_rows_within_its_standard_error():
    n_rows = EXACT_ROWS + 1
    rows, labels = labelled(n_rows, 3, n_features=2)
    found = silhouettes(rows, [labels], 0)
    assert len(found.positions) == SAMPLE_ROWS
    assert not found.exact
    assert 0 < found.standard_error(0) < 0.01
    other = silhouettes(rows, [labels], 1)
    assert abs(found.mean(0) - other.mean(0)) < 4 * found.standard_error(0)
    assert np.array_equal(found.positions, silhouettes(rows, [labels], 0).positions)


def test_a_segment_that_the_sample_misses_still_is_a_neighbour():
    rows = np.concatenate([np.linspace(-1, 1, EXACT_ROWS), [0.0, 5.0]])[:, None]
    labels = np.concatenate([np.repeat([1, 3], EXACT_ROWS // 2), [2, 3]]).astype(np.int32)
    drawn = {EXACT_ROWS in even_sample(len(rows), SAMPLE_ROWS, seed): seed for seed in range(9)}
    with_it, without_it = (silhouettes(rows, [labels], drawn[known]) for known in (True, False))
    assert without_it.mean(0) == pytest.approx(with_it.mean(0), abs=0.01)


def test_equal_rows_have_silhouette_nought_and_no_index():
    rows, labels = np.ones((6, 2)), np.array([1, 1, 1, 2, 2, 2], dtype=np.int32)
    assert silhouettes(rows, [labels], 0).values[0].tolist() == [0] * 6
    assert calinski_harabasz(rows, labels) is None
    assert davies_bouldin(rows, labels) is None


def test_inertia_leaves_the_unassigned_out():
    assert inertia(np.array([[0.0], [2.0], [99.0]]), np.array([1, 1, 0])) == 2.0


def test_gap_rules_agree_with_the_worked_example():
    gap = np.array([2, 3, 5, 4, 7, 8, 5, 4.0])
    error = np.array([0.5, 0.5, 1, 0.5, 0.5, 1.5, 0.5, 0.5])
    assert first_maximum(gap) + 1 == 3
    assert global_maximum(gap) + 1 == 6
    assert tibshirani_rule(gap, error) + 1 == 3


def test_gap_rules_on_a_curve_that_only_rises_take_the_last():
    gap, error = np.arange(5.0), np.full(5, 0.1)
    assert (first_maximum(gap), global_maximum(gap), tibshirani_rule(gap, error)) == (4, 4, 4)
    assert gap_choice(gap, error) == 4


def test_the_gap_statistic_sees_one_group_in_noise_and_three_in_three():
    random = np.random.default_rng(0)
    kmeans, spec = find_method("kmeans"), MethodSpec(method="kmeans")
    noise = gap_curve(random.uniform(size=(150, 2)), range(1, 6), kmeans, spec)
    assert noise.ks[gap_choice(noise.gap, noise.error)] == 1
    three = random.normal(size=(150, 2)) + np.repeat([[0, 0], [9, 0], [0, 9]], 50, axis=0)
    curve = gap_curve(three, range(1, 6), kmeans, spec)
    assert curve.ks[gap_choice(curve.gap, curve.error)] == 3


def test_the_gap_statistic_stops_at_the_different_rows_of_its_sample():
    rows = np.zeros((3000, 1))
    rows[:3, 0] = [1, 2, 3]
    curve = gap_curve(np.sort(rows, axis=0), range(1, 5), find_method("kmeans"), MethodSpec(method="kmeans"))
    assert len(curve.gap) == len(curve.ks) <= 4
    assert np.isfinite(curve.gap).all()


def test_a_segment_for_each_customer_has_no_ratios():
    rows, labels = np.random.default_rng(0).normal(size=(4, 2)), np.arange(1, 5, dtype=np.int32)
    assert calinski_harabasz(rows, labels) is None
    assert davies_bouldin(rows, labels) is None
