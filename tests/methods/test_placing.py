"""docs/methods.md, Confidence, and how segments are numbered."""

import numpy as np
import pytest
from scipy import stats

from segdesk.engine.assigners.centres import CentreAssigner
from segdesk.engine.assigners.mixture import MixtureAssigner
from segdesk.engine.assigners.neighbours import NeighbourAssigner
from segdesk.engine.assigners.prototypes import PrototypeAssigner
from segdesk.engine.assigners.tree import TreeAssigner
from segdesk.engine.clustering.methods.registry import Fit, FitTask, all_methods
from segdesk.engine.clustering.partition import number_by_size
from segdesk.engine.clustering.size_limits import keep_size_limits
from segdesk.engine.prediction.model import assign_customers, fit_model
from segdesk.engine.preparation.fit import fit_preparation
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.recipe.preparation import PrepareSpec
from segdesk.engine.recipe.size_limits import SizeLimits, limits_of
from tests.methods.columns import typed


def test_confidence_is_the_relative_margin_between_the_two_nearest_centres():
    assigner = CentreAssigner(np.array([[0.0], [10.0], [30.0]]))
    found = assigner.assign(np.array([[0.0], [2.0], [5.0], [18.0], [21.0], [40.0]]))
    assert found.labels.tolist() == [1, 1, 1, 2, 3, 3]
    assert found.second.tolist() == [2, 2, 2, 3, 2, 2]
    # (d2 - d1) / d2
    np.testing.assert_allclose(
        found.confidence, [1.0, (8 - 2) / 8, 0.0, (12 - 8) / 12, (11 - 9) / 11, (30 - 10) / 30]
    )


def test_confidence_measures_distances_in_all_columns():
    assigner = CentreAssigner(np.array([[0.0, 0.0], [6.0, 8.0]]))
    found = assigner.assign(np.array([[3.0, 0.0]]))
    assert found.confidence[0] == pytest.approx((np.hypot(3, 8) - 3) / np.hypot(3, 8))


def test_with_one_segment_everyone_is_sure_of_it_and_nobody_has_a_second():
    found = CentreAssigner(np.array([[0.0]])).assign(np.array([[0.0], [9.0]]))
    assert (found.confidence.tolist(), found.second.tolist()) == ([1.0, 1.0], [0, 0])


def test_who_lies_on_two_equal_centres_is_not_sure_at_all():
    found = CentreAssigner(np.array([[4.0], [4.0]])).assign(np.array([[4.0]]))
    assert (found.labels[0], found.second[0], found.confidence[0]) == (1, 2, 0.0)


def test_the_confidence_of_a_mixture_is_the_posterior_probability():
    weights, means = np.array([0.3, 0.7]), np.array([[0.0, 0.0], [3.0, 1.0]])
    covariances = np.array([[[1.0, 0.5], [0.5, 2.0]], [[0.5, 0.0], [0.0, 1.0]]])
    factors = np.array([np.linalg.inv(np.linalg.cholesky(c)).T for c in covariances])
    rows = np.array([[0.0, 0.0], [1.5, 1.0], [3.0, 0.0], [9.0, 9.0]])
    densities = np.column_stack(
        [
            w * stats.multivariate_normal(m, c).pdf(rows)
            for w, m, c in zip(weights, means, covariances, strict=True)
        ]
    )
    found = MixtureAssigner(weights, means, factors).assign(rows)
    posterior = densities / densities.sum(axis=1, keepdims=True)
    assert found.labels.tolist() == (posterior.argmax(axis=1) + 1).tolist()
    assert found.second.tolist() == (posterior.argmin(axis=1) + 1).tolist()
    np.testing.assert_allclose(found.confidence, posterior.max(axis=1))
    alone = MixtureAssigner(weights[:1], means[:1], factors[:1]).assign(rows)
    assert (alone.second.tolist(), alone.confidence.tolist()) == ([0] * 4, [1.0] * 4)


@pytest.mark.parametrize("order", [[2, 3, 1], [3, 1, 2]])
def test_segments_can_be_numbered_anew_in_every_kind_of_placer(order):
    rows = np.array([[0.0], [10.0], [30.0]])
    labels = np.arange(1, 4, dtype=np.int32)
    assigners = (
        CentreAssigner(rows),
        NeighbourAssigner(rows, labels),
        PrototypeAssigner.of(rows, np.ones(1), 2.0),
        MixtureAssigner(np.full(3, 1 / 3), rows, np.ones((3, 1, 1))),
    )
    expected = [order.index(number) + 1 for number in (1, 2, 3)]
    for assigner in assigners:
        assert assigner.assign(rows).labels.tolist() == [1, 2, 3]
        turned = assigner.renumbered(order)
        assert turned.assign(rows).labels.tolist() == expected
        assert turned.n_segments == 3


def known_rows():
    rows = np.r_[np.arange(7.0), 20 + np.arange(6.0), 50 + np.arange(3.0)][:, None]
    return rows, np.repeat([1, 2, 3], [7, 6, 3]).astype(np.int32)


def test_segments_of_any_shape_go_by_the_nearest_row_and_are_sure_by_the_fifth_nearest():
    assigner = NeighbourAssigner(*known_rows())
    found = assigner.assign(np.array([[0.0], [8.0], [14.0], [40.0]]))
    assert found.labels.tolist() == [1, 1, 2, 3]
    assert found.second.tolist() == [2, 2, 1, 2]
    # The fifth nearest of the first segment is row 4, 8 - 2 and so on; the third has three rows only.
    np.testing.assert_allclose(
        found.confidence, [(24 - 4) / 24, (16 - 6) / 16, (12 - 10) / 12, (19 - 12) / 19]
    )


def test_rows_beyond_reach_are_unassigned():
    assigner = NeighbourAssigner(*known_rows(), reach=2.0)
    found = assigner.assign(np.array([[8.0], [8.001], [18.0]]))
    assert found.labels.tolist() == [1, 0, 2]
    assert np.isnan(found.confidence[1])
    assert found.second[1] == 0


def test_a_tree_leads_to_the_nearer_of_two_centres_at_each_fork():
    assigner = TreeAssigner(
        np.array([[[0.0], [10.0]], [[8.0], [14.0]]]),
        np.array([[-1, 1], [-2, -3]], dtype=np.int32),
        np.array([[0.0], [8.0], [14.0]]),
    )
    found = assigner.assign(np.array([[4.0], [6.0], [11.5]]))
    assert found.labels.tolist() == [1, 2, 3]
    assert found.second.tolist() == [2, 1, 2]
    np.testing.assert_allclose(found.confidence, [0.0, (6 - 2) / 6, (3.5 - 2.5) / 3.5])
    turned = assigner.renumbered([3, 1, 2])
    assert turned.assign(np.array([[4.0], [6.0], [11.5]])).labels.tolist() == [2, 3, 1]


@pytest.mark.parametrize(("power", "to_second"), [(1.0, 9.0), (2.0, np.hypot(5, 4))])
def test_prototypes_go_by_the_sum_of_differences_or_by_their_squares(power, to_second):
    assigner = PrototypeAssigner.of(np.array([[0.0, 0.0], [8.0, 2.0]]), np.array([1.0, 2.0]), power)
    found = assigner.assign(np.array([[3.0, 0.0]]))
    assert (found.labels[0], found.second[0]) == (1, 2)
    assert found.confidence[0] == pytest.approx((to_second - 3) / to_second)


def test_who_is_equally_near_to_two_prototypes_belongs_to_the_first_in_the_order_of_their_values():
    assigner = PrototypeAssigner.of(np.array([[2.0], [0.0], [4.0]]), np.ones(1), 2.0)
    for numbered in (assigner, assigner.renumbered([3, 2, 1])):
        found = numbered.assign(np.array([[1.0], [3.0]]))
        first, middle, last = (numbered.assign(np.array([[x]])).labels[0] for x in (0.0, 2.0, 4.0))
        assert found.labels.tolist() == [first, middle]
        assert len({first, middle, last}) == 3


def test_unlike_is_further_from_the_centre_than_99_percent_of_the_training_rows():
    # Distances from the centre, which is 0, are 0, 1, 1, 2, 2, ... 100, 100: type 7's 99th percentile is 99.
    values = np.r_[np.arange(-100.0, 101.0)]
    columns = typed({"a": values})
    spec = PrepareSpec(outliers="none", transform="none", scale="none")
    preparation = fit_preparation(columns, spec, 0).preparation
    matrix, labels = values[:, None], np.ones(201, dtype=np.int32)
    model = fit_model(
        list(columns.values()), preparation, CentreAssigner(np.zeros((1, 1))), ["all"], matrix, labels
    )
    assert model.limits.tolist() == [np.quantile(np.abs(values), 0.99)] == [99.0]
    placed = assign_customers(model, typed({"a": [0.0, 99.0, -99.0, 99.001, -99.001, 500.0, np.nan]}))
    assert placed.unlike.tolist() == [False, False, False, True, True, True, True]
    # Without any value nobody is placed, nor like anyone.
    assert placed.not_placed.tolist() == [False] * 6 + [True]
    assert placed.assignment.labels.tolist() == [1] * 6 + [0]


def test_each_segment_has_a_99th_percentile_of_its_own():
    values = np.r_[np.arange(-100.0, 101.0), 1_000 + np.arange(-10.0, 11.0)]
    labels = np.repeat([1, 2], [201, 21]).astype(np.int32)
    columns = typed({"a": values})
    preparation = fit_preparation(
        columns, PrepareSpec(outliers="none", transform="none", scale="none"), 0
    ).preparation
    assigner = CentreAssigner(np.array([[0.0], [1_000.0]]))
    model = fit_model(list(columns.values()), preparation, assigner, ["a", "b"], values[:, None], labels)
    np.testing.assert_allclose(model.limits, [99.0, np.quantile(np.abs(np.arange(-10.0, 11.0)), 0.99)])
    placed = assign_customers(model, typed({"a": [99.0, 1_009.0, 1_011.0, 99.5]}))
    assert placed.unlike.tolist() == [False, False, True, True]


def test_who_is_unassigned_is_unlike():
    columns = typed({"a": [0.0, 1.0, 2.0]})
    spec = PrepareSpec(outliers="none", transform="none", scale="none")
    preparation = fit_preparation(columns, spec, 0).preparation
    matrix = np.arange(3.0)[:, None]
    assigner = NeighbourAssigner(matrix, np.ones(3, dtype=np.int32), reach=1.0)
    model = fit_model(
        list(columns.values()), preparation, assigner, ["all"], matrix, np.ones(3, dtype=np.int32)
    )
    placed = assign_customers(model, typed({"a": [1.0, 3.5]}))
    assert placed.unlike.tolist() == [False, True]
    assert placed.not_placed.tolist() == [False, False]


def test_segments_are_numbered_by_falling_size_ties_by_the_first_differing_centre_coordinate():
    centres = np.array([[0.0, 5.0], [20.0, 9.0], [20.0, 1.0], [60.0, 0.0], [900.0, 0.0]])
    rows = np.repeat(centres, [2, 3, 3, 4, 0], axis=0)
    found = number_by_size(Fit(CentreAssigner(centres)), rows)
    # The largest is at 60, two of three rows differ in the second column, the empty one is dropped.
    assert found.k == 4
    np.testing.assert_array_equal(found.fit.assigner.centres, centres[[3, 2, 1, 0]])
    assert found.assignment.labels.tolist() == [4] * 2 + [3] * 3 + [2] * 3 + [1] * 4


def test_who_was_moved_by_limits_has_confidence_0_and_the_segment_that_suits_best_as_second():
    rows = np.array([[0.0], [1.0], [2.0], [3.0], [10.0], [11.0]])
    labels = np.array([1, 1, 1, 1, 2, 2], dtype=np.int32)
    assigner = NeighbourAssigner(rows, labels)
    found = number_by_size(Fit(assigner), rows, limits=SizeLimits(3, 3))
    # The row at 3 costs least to move.
    moved = found.assignment.labels != found.fit.assigner.assign(rows).labels
    assert moved.tolist() == [False, False, False, True, False, False]
    assert found.assignment.confidence[3] == 0
    assert np.bincount(found.assignment.labels)[1:].tolist() == [3, 3]
    assert found.assignment.second[3] == found.fit.assigner.assign(rows).labels[3]
    assert found.unlimited.tolist() == labels.tolist()


def test_limits_that_are_kept_already_change_nothing():
    rows = np.array([[0.0], [1.0], [10.0], [11.0]])
    labels = np.array([1, 1, 2, 2], dtype=np.int32)
    assigner = CentreAssigner(np.array([[0.4], [10.6]]))
    same, kept = keep_size_limits(assigner, rows, labels, SizeLimits(2, 2))
    assert same is assigner
    assert kept is labels


@pytest.mark.parametrize(
    ("least", "most", "n_customers", "n_rows", "bounds"),
    [
        # Shares are of all customers of the table, rounded inwards.
        ("5%", None, 101, 90, (6, 90)),
        ("5%", "30%", 101, 101, (6, 30)),
        ("10%", "33.4%", 1_000, 900, (100, 334)),
        ("7", "40", 101, 90, (7, 40)),
        (None, "50%", 99, 99, (1, 49)),
        ("0.1%", None, 100, 100, (1, 100)),
    ],
)
def test_limits_are_shares_of_all_customers_rounded_inwards(least, most, n_customers, n_rows, bounds):
    found = limits_of(MethodSpec(min_size=least, max_size=most), n_customers, n_rows)
    assert (found.least, found.most) == bounds


def test_without_limits_there_are_none_and_numbers_of_segments_must_allow_them():
    assert limits_of(MethodSpec(), 100, 100) is None
    assert [SizeLimits(20, 40).allow(k, 100) for k in (2, 3, 5, 6)] == [False, True, True, False]
    # Drawn anew the same shares hold, as far as so few rows can keep them.
    assert SizeLimits(20, 40).scaled(63, 100, 3) == SizeLimits(12, 26)
    assert SizeLimits(30, 34).scaled(10, 100, 3) == SizeLimits(3, 4)


@pytest.mark.parametrize(
    ("method", "limits"),
    [
        pytest.param(method, limits, id=f"{method.name} {'free' if limits is None else 'limited'}")
        for method in all_methods()
        for limits in (None, SizeLimits(10, 30))
        if method.name != "rfm" and (limits is None or method.supports_size_limits)
    ],
)
def test_labels_alone_are_those_that_stand_beside_confidence(method, limits):
    """On a grid, where many are as near to one as to another."""
    rows = np.array([(i, j) for i in range(6) for j in range(7)], dtype=float)
    for fit in method.fit(FitTask(rows, (2, 3, 4), MethodSpec(method=method.name))):
        found = number_by_size(fit, rows, limits=limits)
        np.testing.assert_array_equal(found.labels, found.assignment.labels)
        assigner = found.fit.assigner
        np.testing.assert_array_equal(assigner.labels(rows), assigner.assign(rows).labels)
        if limits is None:
            np.testing.assert_array_equal(found.labels, assigner.labels(rows))
