"""The verdict on tables whose structure is known. tests/benchmarks/calibration.py has many more."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from segdesk.api import segment
from segdesk.engine.clustering.diagonal_mixture import MixtureGrowth
from segdesk.engine.clustering.methods.registry import FitTask, find_method
from segdesk.engine.clustering.partition import number_by_size
from segdesk.engine.data.row_order import canonical_order
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.validation.repeated_values import jittered
from segdesk.engine.validation.separated_groups import (
    groups_hidden_from_kmeans,
    groups_of_mixture,
    separated_numbers,
)
from segdesk.engine.validation.separated_segments import separated_segments
from segdesk.engine.validation.structure import (
    CONSTRUCTIVE,
    assess_rule_structure,
    assess_structure,
)
from tests.benchmarks.populations import SINGLES, groups, single


def prepared(values):
    values = values[:, values.std(axis=0) > 0]
    rows = (values - values.mean(axis=0)) / values.std(axis=0)
    return rows[canonical_order(rows)]


def partitions(rows, ks):
    fits = find_method("kmeans").fit(FitTask(rows, tuple(ks), MethodSpec(), quick=True))
    return [number_by_size(fit, rows).assignment.labels for fit in fits]


def judged(rows, labels, stability):
    return assess_structure(rows, labels, np.full(labels.max(), stability))


@pytest.mark.parametrize("kind", SINGLES)
def test_single_populations_are_not_called_natural(kind):
    rows = prepared(single(kind, 901))
    found = partitions(rows, (2, 4, 7))
    assert [judged(rows, labels, 0.9).structure for labels in found] == ["reproducible"] * 3
    assert not list(separated_numbers(rows, found))
    assert groups_of_mixture(rows) is None


@pytest.mark.parametrize("k", [2, 4, 6])
@pytest.mark.parametrize("noise", [False, True])
def test_well_parted_groups_are_natural_and_counted_right(k, noise):
    rows = prepared(groups(k, noise, 901))
    hidden = groups_of_mixture(rows)
    assert hidden is not None
    assert hidden.k == k
    assert judged(rows, hidden.mixture.assigner.assign(rows).labels, 0.8).structure == "natural"
    seen = list(separated_numbers(rows, partitions(rows, range(2, 9))))
    assert all(each <= k for each in seen)
    assert noise or seen[0] == k


def test_noise_that_k_means_cuts_along_does_not_hide_the_groups():
    random = np.random.default_rng(0)
    member = np.repeat(np.arange(6), 100)
    one = np.column_stack([member * 10 + random.normal(size=600), random.normal(size=(600, 3))])
    rows = prepared(one)
    assert 6 not in separated_numbers(rows, partitions(rows, range(2, 9)))
    found = groups_of_mixture(rows)
    assert found is not None
    assert found.k == 6


def test_the_mixture_does_not_depend_on_the_columns_units():
    rows = prepared(groups(4, True, 903))
    wide = rows * np.array([1e4] + [1.0] * (rows.shape[1] - 1)) + 1e5
    one, other = (MixtureGrowth(values).upto(4)[-1] for values in (rows, wide))
    # The same groups, in whatever order.
    assert adjusted_rand_score(one.assigner.assign(rows).labels, other.assigner.assign(wide).labels) == 1
    assert one.bic == pytest.approx(other.bic, rel=1e-6)
    constant = MixtureGrowth(np.column_stack([rows, np.ones(len(rows))])).upto(4)[-1]
    np.testing.assert_array_equal(
        one.assigner.assign(rows).labels,
        constant.assigner.assign(np.column_stack([rows, np.ones(len(rows))])).labels,
    )
    assert groups_hidden_from_kmeans(np.ones((20, 2))) is None


def test_verdict_without_gaps_follows_the_stability():
    rows = prepared(np.random.default_rng(1).normal(size=(400, 3)))
    labels = partitions(rows, [3])[0]
    words = [judged(rows, labels, s).structure for s in (0.9, 0.75, 0.7, 0.6, 0.59)]
    assert words == ["reproducible", "reproducible", "constructive", "constructive", "none"]
    verdict = judged(rows, labels, 0.9)
    assert len(verdict.text) == 2
    assert all(str(sentence).endswith(".") for sentence in (*verdict.text, *verdict.evidence))
    assert not verdict.separated.any()


@pytest.mark.parametrize("n", [6, 12, 28])
def test_of_few_customers_nothing_is_promised(n):
    random = np.random.default_rng(7)
    # Even groups as far apart as this one are not claimed.
    rows = np.concatenate([random.normal(0, 1, (n // 2, 2)), random.normal(40, 1, (n // 2, 2))])
    labels = np.repeat([1, 2], n // 2).astype(np.int32)
    verdict = judged(rows, labels, 0.99)
    assert verdict.structure == "constructive"
    assert str(verdict.text[0]).startswith(f"{n} customers are too few")
    assert judged(np.repeat(rows, 5, axis=0), np.repeat(labels, 5), 0.99).structure != "constructive"


def test_only_the_segment_beyond_a_gap_is_parted():
    random = np.random.default_rng(2)
    cloud = random.normal(size=(600, 2))
    away = random.normal(size=(60, 2)) * 0.4 + [9, 9]
    rows = np.concatenate([cloud, away])
    labels = np.where(cloud[:, 0] > 0, 1, 2)
    labels = np.concatenate([labels, np.full(60, 3)]).astype(np.int32)
    assert separated_segments(rows, labels).tolist() == [False, False, True]
    # Nine in ten customers live in the cloud.
    assert judged(rows, labels, 0.65).structure == "constructive"


def test_a_small_group_is_seen_beside_a_large_one():
    random = np.random.default_rng(3)
    rows = np.concatenate([random.normal(size=(2_000, 3)), random.normal(size=(40, 3)) + 7])
    labels = np.r_[np.full(2_000, 1), np.full(40, 2)].astype(np.int32)
    assert separated_segments(rows, labels).tolist() == [True, True]


def test_one_segment_and_unassigned_rows():
    rows = np.random.default_rng(4).normal(size=(50, 2))
    alone = assess_structure(rows, np.ones(50, dtype=np.int32), np.ones(1))
    assert alone.structure == "none"
    assert alone.separated.tolist() == [False]
    assert separated_segments(rows, np.ones(50, dtype=np.int32)).tolist() == [False]
    nobody = assess_structure(rows, np.zeros(50, dtype=np.int32), np.zeros(0))
    assert nobody.structure == "none"
    # The rows between two groups would fill the gap if they were asked.
    line = np.linspace(0, 1, 300)[:, None]
    labels = np.where(line[:, 0] < 0.3, 1, np.where(line[:, 0] > 0.7, 2, 0)).astype(np.int32)
    assert separated_segments(line, labels).tolist() == [True, True]


@pytest.mark.parametrize("k", [1, 3])
def test_rules_are_constructive_whatever_the_customers_are_like(k):
    rows = groups(3, noise=False, seed=4) if k == 3 else np.ones((30, 2))
    labels = (np.arange(len(rows)) % k + 1).astype(np.int32)
    judged = assess_rule_structure(rows, labels)
    assert judged.structure == CONSTRUCTIVE
    assert len(judged.evidence) == (k > 1)


@pytest.mark.filterwarnings("error")
def test_segments_of_equal_customers_are_judged_without_a_warning():
    rows = np.repeat([[0.0, 1.0], [1e100, 2.0], [3.0, -1e100]], 4, axis=0)
    assert len(separated_segments(rows, np.repeat([1, 2, 3], 4).astype(np.int32))) == 3


def test_whole_numbers_are_no_gaps_but_gaps_in_the_scale_are():
    random = np.random.default_rng(5)
    answers = np.concatenate([random.integers(1, 3, 200), random.integers(6, 8, 200)]).astype(float)[:, None]
    labels = np.r_[np.ones(200), np.full(200, 2)].astype(np.int32)
    assert separated_segments(answers, labels).all()
    answers = np.sort(random.binomial(6, 0.5, 400) + 1).astype(float)[:, None]
    labels = np.where(answers[:, 0] < 4, 1, 2).astype(np.int32)
    assert not separated_segments(answers, labels).any()
    spread = jittered(answers)
    assert np.abs(spread - answers).max() <= 0.5


def test_a_column_of_yes_and_no_makes_no_natural_groups():
    random = np.random.default_rng(6)
    rows = np.column_stack([random.normal(size=400), np.repeat([-1.0, 1.0], 200)])
    assert not separated_segments(rows, np.repeat([1, 2], 200).astype(np.int32)).any()


def test_the_same_rows_give_the_same_verdict():
    rows = prepared(groups(3, True, 902))
    labels = partitions(rows, [3])[0]
    one, two = (assess_structure(rows, labels, np.ones(3), seed=4) for _ in range(2))
    assert one.structure == two.structure
    np.testing.assert_array_equal(one.separated, two.separated)


def test_a_low_fit_of_natural_segments_is_explained():
    """Two groups that one column in eight tells apart: a clear gap, and a low silhouette all the same."""
    random = np.random.default_rng(0)
    values = random.normal(size=(600, 12))
    values[:300, :2] += 6.0
    table = pd.DataFrame(values, columns=[f"c{i}" for i in range(12)]).round(3)
    result = segment(table, k=2, draws=10, method="kmeans").segmentation
    assert result.validation.verdict.structure == "natural"
    assert result.validation.scores.silhouette <= 0.25
    assert "low all the same" in str(result.validation.verdict.evidence[-1])


def test_shares_that_miss_the_whole_by_rounding_leave_nobody_without_a_segment():
    """533 + 415 + 401 + 281 + 192 + 178 of 2,000 are all of them, though these shares sum up to a little less."""
    sizes = [533, 415, 401, 281, 192, 178]
    assert sum(size / 2000 for size in sizes) < 1
    labels = np.repeat(np.arange(1, 7), sizes).astype(np.int32)
    rows = prepared(np.random.default_rng(0).normal(size=(2000, 3)))
    evidence = judged(rows, labels, 0.9).evidence
    told = {each.code: each.figures for each in evidence}
    assert "structure.in_no_segment" not in told
    assert told["structure.stability_range"]["share"] == 1
    some = judged(rows, np.where(np.arange(2000) < 20, 0, labels).astype(np.int32), 0.9).evidence
    assert {each.code: each.figures for each in some}["structure.in_no_segment"] == {"share": 0.01}
