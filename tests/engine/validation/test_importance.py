"""What the segments are about: shares by hand, and what leaving a column out does to planted groups."""

import numpy as np
import pytest

from segdesk.engine.clustering.methods.registry import find_method
from segdesk.engine.data.row_order import canonical_order
from segdesk.engine.preparation.feature_groups import FeatureGroup
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.validation.importance import (
    Importance,
    has_dominant_variable,
    importance,
    importance_findings,
)
from tests.sample_results import customers, orders

BLOCKS = (FeatureGroup("telling", 0, 1, 1.0), FeatureGroup("noise", 1, 3, 1.0))


def planted(seed=0):
    """Three groups far apart in the first column, nothing in the second and third."""
    random = np.random.default_rng(seed)
    matrix = random.normal(size=(600, 3))
    matrix[:, 0] += np.repeat([0.0, 12.0, 24.0], 200)
    labels = np.repeat([1, 2, 3], 200).astype(np.int32)
    order = canonical_order(matrix)
    return matrix[order], labels[order]


def found_in(matrix, labels):
    return importance(matrix, labels, BLOCKS, find_method("kmeans"), MethodSpec())


def test_the_shares_are_those_of_the_sum_of_squares_between_segments():
    matrix, labels = planted()
    found = found_in(matrix, labels)
    between = {
        name: sum(
            (labels == s).sum() * (matrix[labels == s, column].mean() - matrix[:, column].mean()) ** 2
            for s in (1, 2, 3)
            for column in columns
        )
        for name, columns in {"telling": (0,), "noise": (1, 2)}.items()
    }
    assert [each.variable for each in found] == ["telling", "noise"]
    for each in found:
        assert each.share == pytest.approx(between[each.variable] / sum(between.values()))


def test_without_the_telling_column_nothing_of_the_segments_is_left():
    telling, noise = found_in(*planted())
    assert telling.without < 0.1
    assert noise.without > 0.99


def test_it_is_said_what_they_are_mostly_about_and_what_could_be_left_out():
    found = found_in(*planted())
    assert has_dominant_variable(found)
    mostly, idle = map(str, importance_findings(found))
    assert mostly.startswith("These segments are mostly about telling")
    assert idle.startswith("Without noise")


def test_of_many_columns_that_could_be_left_out_a_few_are_named():
    found = [Importance("telling", 0.4, 0.1), *(Importance(f"idle {i}", 0.06, 1.0) for i in range(10))]
    (told,) = map(str, importance_findings(found))
    assert "idle 5 and 4 more (each alone)" in told
    assert "idle 6" not in told


def test_one_column_or_one_segment_has_nothing_to_share_out():
    matrix, labels = planted()
    kmeans = find_method("kmeans")
    assert importance(matrix[:, :1], labels, BLOCKS[:1], kmeans, MethodSpec()) == ()
    assert importance(matrix, np.ones_like(labels), BLOCKS, kmeans, MethodSpec()) == ()


def test_a_column_without_which_too_few_different_customers_are_left_is_not_left_out():
    random = np.random.default_rng(3)
    matrix = np.column_stack([random.normal(size=90), random.integers(0, 2, 90)])
    matrix = matrix[canonical_order(matrix)]
    labels = np.repeat([1, 2, 3], 30).astype(np.int32)
    feature_groups = (FeatureGroup("telling", 0, 1, 1.0), FeatureGroup("answer", 1, 2, 1.0))
    found = {
        each.variable: each
        for each in importance(matrix, labels, feature_groups, find_method("kmeans"), MethodSpec())
    }
    assert found["telling"].without is None
    assert found["answer"].without is not None


def test_every_variable_of_a_result_has_its_share():
    for result in (customers(), orders()):
        assert sorted(each.variable for each in result.validation.importance) == sorted(result.variables)
        assert sum(each.share for each in result.validation.importance) == pytest.approx(1)
        assert all(each.without is not None and each.without <= 1 for each in result.validation.importance)


def test_rules_have_fixed_columns_and_nothing_is_left_out():
    assert all(each.without is None for each in orders("rfm").validation.importance)
