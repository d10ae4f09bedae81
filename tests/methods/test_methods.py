"""docs/methods.md, Methods: defaults and conventions of each method, checked on tables that can be worked out."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import cdist, pdist
from sklearn.mixture import GaussianMixture

from segdesk.engine.clustering.evolved_centres import exchange
from segdesk.engine.clustering.genie import genie_tree
from segdesk.engine.clustering.lloyd import lowest_inertia
from segdesk.engine.clustering.lloyd import n_starts as kmeans_starts
from segdesk.engine.clustering.methods.dbscan import default_min_samples, knee_distance
from segdesk.engine.clustering.methods.hierarchical import linkage_tree
from segdesk.engine.clustering.methods.kprototypes import MixedRows, default_gamma, iterate, prototype_factors
from segdesk.engine.clustering.methods.kprototypes import n_starts as prototype_starts
from segdesk.engine.clustering.methods.pam import n_starts as pam_starts
from segdesk.engine.clustering.methods.registry import FitTask, find_method
from segdesk.engine.clustering.tree_cut import cut_tree
from segdesk.engine.data.nearest import kth_nearest
from segdesk.engine.preparation.feature_groups import FeatureGroup
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.validation.nonconvex_groups import (
    borders,
    density_gaps_around,
    number_of_nonconvex_groups,
)


@pytest.mark.parametrize(
    ("n_rows", "n_features", "starts"),
    [
        (100, 2, 120),
        (1_000, 5, 60),
        (2_000, 3, 30),
        (2_000, 16, 18),
        (5_000, 15, 30),
        (5_000, 16, 15),
        (5_001, 2, 8),
    ],
)
def test_k_means_has_many_starts_where_they_cost_little(n_rows, n_features, starts):
    assert kmeans_starts(n_rows, n_features, 10) == starts
    # The more centres, the less likely all of them begin well.
    assert kmeans_starts(n_rows, n_features, 20) == max(starts, 100)


def test_single_rows_are_exchanged_as_long_as_that_lowers_the_inertia():
    rows = np.array([[0.0], [1.0], [5.0], [6.0], [7.0]])
    centres = np.array([[2.0], [6.5]])
    # The groups 0 1 5 and 6 7 have 14 + 0.5; with 5 moved over 0.5 + 2.
    moved = exchange(rows, centres)
    assert sorted(moved[:, 0]) == [0.5, 6.0]


def test_k_means_finds_the_partition_of_the_lowest_inertia():
    rows = np.array([[0.0], [1.0], [10.0], [11.0], [30.0]])
    assert sorted(lowest_inertia(rows, 3, 0, 10)[:, 0]) == [0.5, 10.5, 30.0]


def test_wards_heights_are_distances_as_in_scipys_ward():
    rows = np.random.default_rng(0).normal(size=(30, 3))
    for name in ("ward", "single", "average", "complete"):
        found = linkage_tree(rows, name)
        np.testing.assert_allclose(np.sort(found[:, 2]), np.sort(linkage(pdist(rows), name)[:, 2]))
    assert linkage_tree(np.array([[0.0], [3.0]]), "ward")[0, 2] == 3.0


def test_a_tree_is_cut_into_exactly_k():
    tree = linkage_tree(np.array([[0.0], [0.0], [0.0], [5.0], [5.0], [50.0]]), "ward")
    for k in range(1, 7):
        assert len(np.unique(cut_tree(tree, k))) == k
    assert cut_tree(tree, 2).tolist() == [1, 1, 1, 1, 1, 2]
    assert cut_tree(tree, 3).tolist() == [1, 1, 1, 2, 2, 3]


@pytest.mark.parametrize(("columns", "least"), [(1, 5), (2, 5), (3, 6), (10, 20)])
def test_min_samples_is_5_or_twice_the_columns(columns, least):
    assert default_min_samples(columns) == least


def test_eps_lies_at_the_knee_of_the_distances_to_the_min_samples_th_neighbour():
    # 95 customers a step of 1 apart have their third neighbour (themselves the first) at 1, the ends at 2, and five
    # lonely ones far away at more and more.
    line = np.arange(95.0)
    lonely = 1_000.0 * 2 ** np.arange(5)
    rows = np.r_[line, lonely][:, None]
    curve = np.sort(np.sort(cdist(rows, rows), axis=1)[:, 2])
    x = np.linspace(0, 1, 100)
    y = (curve - curve[0]) / (curve[-1] - curve[0])
    # The knee of a rising, convex curve lies furthest below the chord.
    assert knee_distance(kth_nearest(rows, rows, 3).distance) == curve[int(np.argmax(x - y))]


def test_a_core_point_counts_itself():
    # Three customers within 1 of each other: cores with 3, none with 4.
    rows = np.array([[0.0], [0.5], [1.0], [9.0]])
    dense = find_method("dbscan")
    for min_samples, n_segments in ((3, 1), (4, 0)):
        fit = dense.fit(FitTask(rows, (), MethodSpec(eps=1.0, min_samples=min_samples)))[0]
        assert fit.assigner.n_segments == n_segments
        assert fit.assigner.assign(rows).labels.tolist() == [n_segments] * 3 + [0]
        assert fit.settings == {"eps": 1.0, "min_samples": min_samples}


def test_a_border_point_belongs_to_its_nearest_core_point():
    # 3.4 is within 1.5 of both groups, and nearer to the second.
    rows = np.array([[0.0], [0.5], [1.0], [1.5], [2.0], [3.4], [4.7], [5.2], [5.7], [6.2], [6.7]])
    for order in (np.arange(11), np.arange(11)[::-1]):
        fit = find_method("dbscan").fit(FitTask(rows[order], (), MethodSpec(eps=1.45, min_samples=4)))[0]
        labels = np.empty(11, dtype=int)
        labels[order] = fit.assigner.assign(rows[order]).labels
        assert labels[5] == labels[6] != labels[4]


def test_the_mixture_has_full_covariances_with_1e_4_added_and_scikit_learns_bic():
    random = np.random.default_rng(1)
    rows = random.normal(size=(60, 2)) @ np.array([[1.0, 0.8], [0.0, 0.4]])
    fit = find_method("gmm").fit(FitTask(rows, (1,), MethodSpec(method="gmm")))[0]
    covariance = np.cov(rows.T, bias=True) + 1e-4 * np.eye(2)
    factor = fit.assigner.precision_factors[0]
    np.testing.assert_allclose(np.linalg.inv(factor @ factor.T), covariance, rtol=1e-6)
    log_likelihood = fit.assigner.log_densities(rows).sum()
    # Two means and three covariances; one weight is not free.
    assert fit.bic == pytest.approx(-2 * log_likelihood + 5 * np.log(60))


NUMBER, REGION, MEMBER = (
    FeatureGroup("n", 0, 1, 1.0),
    FeatureGroup("region", 1, 4, 1.0, (2.0, 3.0, 4.0)),
    FeatureGroup("member", 4, 5, 2.0, (2.5,)),
)


def test_gamma_is_half_the_mean_variance_of_the_numbers_their_weights_taken_off():
    matrix = np.column_stack([[0.0, 2.0], [0.0, 12.0], [5.0, 5.0], [0.0, 9.0]])
    feature_groups = (
        FeatureGroup("a", 0, 1, 1.0),
        FeatureGroup("b", 1, 2, 3.0),
        FeatureGroup("same", 2, 3, 1.0),
        FeatureGroup("c", 3, 4, 1.0, (9.0,)),
    )
    # Variances 1 and 36 / 9; the column that does not vary and the category have no say.
    assert default_gamma(matrix, feature_groups) == (1 + 4) / 2 / 2
    assert default_gamma(matrix, feature_groups[3:]) == 1.0


def test_another_category_adds_gamma_times_the_square_of_its_weight():
    factors = prototype_factors(5, (NUMBER, REGION, MEMBER), 0.5)
    here, there = np.array([1.0, 2.0, 0.0, 0.0, 0.0]), np.array([4.0, 0.0, 3.0, 0.0, 2.5])
    apart = (here - there) * factors
    # 3² for the number, gamma for the region, gamma · 2² for the answer.
    assert (apart**2).sum() == pytest.approx(9 + 0.5 + 0.5 * 4)


def test_a_prototype_holds_means_and_most_frequent_levels():
    rows = np.array([[1.0, 0.8, -0.2], [3.0, 0.8, -0.2], [8.0, -0.5, 0.5], [0.0, -0.5, 0.5]])
    layout = (FeatureGroup("n", 0, 1, 1.0), FeatureGroup("c", 1, 3, 1.0, (1.3, 0.7)))
    middles = MixedRows.of(rows, layout).middles(np.array([0, 0, 0, 1]), 2)
    np.testing.assert_allclose(middles, [[4.0, 0.8, -0.2], [0.0, -0.5, 0.5]])


def test_a_group_that_loses_everyone_gets_the_customer_furthest_from_its_prototype():
    rows = MixedRows.of(np.array([[0.0], [1.0], [2.0], [30.0], [40.0]]), (NUMBER,))
    # Nobody is nearest to the third: of the second, who has two, the one further off, which lies alone then.
    prototypes, cost = iterate(rows, np.array([[1.0], [33.0], [900.0]]))
    assert sorted(prototypes[:, 0]) == [1.0, 30.0, 40.0]
    assert cost == pytest.approx(2.0)
    # Whoever is alone in a group stays there, however far off.
    lonely = MixedRows.of(np.array([[5.0], [5.25], [6.0]]), (NUMBER,))
    prototypes, cost = iterate(lonely, np.array([[5.0], [5.75], [14.0]]))
    assert sorted(prototypes[:, 0]) == [5.0, 5.25, 6.0]
    assert cost == 0.0


def test_one_customer_twice_has_the_same_mixture():
    fit = find_method("gmm").fit(FitTask(np.array([[1.0, 5.0]]), (1,), MethodSpec(method="gmm")))[0]
    np.testing.assert_allclose(fit.assigner.means, [[1.0, 5.0]])
    factor = fit.assigner.precision_factors[0]
    np.testing.assert_allclose(np.linalg.inv(factor @ factor.T), 1e-4 * np.eye(2), atol=1e-12)


def test_the_likeliest_of_several_starts_is_taken():
    """Noise hides the groups from the k-means centres, and not from a mixture grown along the axes."""
    random = np.random.default_rng(0)
    rows = np.column_stack(
        [np.repeat([0.0, 9.0], 100) + random.normal(size=200), random.normal(size=(200, 5)) * 12]
    )
    rows = rows[np.lexsort(rows.T[::-1])]
    task = FitTask(rows, (2,), MethodSpec(method="gmm"))
    centres = lowest_inertia(rows, 2, 0, 10)
    # Its first memberships are drawn; of eight seeds seven are led astray.
    from_centres = GaussianMixture(2, means_init=centres, reg_covar=1e-4, random_state=1).fit(rows)
    for one in (task, replace(task, quick=True)):
        fit = find_method("gmm").fit(one)[0]
        assert fit.bic < from_centres.bic(rows) - 100
        labels = fit.assigner.assign(rows).labels
        assert sorted(np.bincount(labels)[1:]) == [100, 100]
        assert (labels[rows[:, 0] < 4.5] == labels[rows[:, 0].argmin()]).all()


@pytest.mark.parametrize(
    ("n_rows", "starts"), [(10, 120), (1_000, 120), (1_001, 119), (4_000, 30), (12_000, 10), (20_000, 10)]
)
def test_k_prototypes_has_120_starts_up_to_1_000_rows_30_at_4_000_and_10_from_12_000_on(n_rows, starts):
    assert prototype_starts(n_rows) == starts


@pytest.mark.parametrize(
    ("n_rows", "starts"), [(50, 20), (1_732, 20), (1_733, 19), (5_477, 2), (5_478, 1), (8_000, 1)]
)
def test_pam_has_up_to_20_starts_where_rows_are_few(n_rows, starts):
    assert pam_starts(n_rows) == starts


def test_genie_joins_the_smallest_groups_while_sizes_are_uneven():
    """A chain of ten, a pair and a single one: nearest members alone would leave the single one to the end."""
    rows = np.r_[np.arange(10.0), 30.0, 31.5, 100.0][:, None]
    tree = genie_tree(rows)
    assert (np.diff(tree[:, 2]) >= 0).all()
    # While all are alone the Gini index is 0: the first join is of nearest members; each join of two raises it.
    sizes = np.ones(13)
    gini = []
    members = dict.fromkeys(range(13), 1)
    for step, (left, right, _, size) in enumerate(tree):
        sizes = np.sort(np.array(list(members.values()), dtype=float))
        n = len(sizes)
        uneven = (2 * (np.arange(1, n + 1) * sizes).sum() / sizes.sum() - (n + 1)) / (n - 1) if n > 1 else 0.0
        gini.append(uneven)
        joined = members[int(left)], members[int(right)]
        if uneven > 0.3:
            assert sizes[0] in joined
        members[13 + step] = members.pop(int(left)) + members.pop(int(right))
        assert members[13 + step] == size
    assert max(gini) > 0.3
    assert len(members) == 1


def two_rings(n=150):
    random = np.random.default_rng(3)
    angle = np.sort(random.uniform(0, 2 * np.pi, 2 * n))
    radius = np.tile([1.0, 6.0], n)
    rows = (
        np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
        + random.normal(size=(2 * n, 2)) * 0.15
    )
    return rows, np.tile([1, 2], n).astype(np.int32)


def test_a_border_is_measured_against_a_cut_through_the_middle():
    rows, labels = two_rings()
    assert borders(rows, labels, 0).max() == 0.0
    # Halves of one cloud: about as many neighbours lie beyond the border as beyond a cut.
    cloud = np.random.default_rng(0).normal(size=(400, 2))
    halves = np.where(cloud[:, 0] < 0, 1, 2).astype(np.int32)
    assert borders(cloud, halves, 0).min() > 0.62


@pytest.mark.parametrize(("n", "found"), [(19, [np.inf]), (20, [0.0])])
def test_a_segment_of_under_20_has_no_inside_to_compare_with(n, found):
    """Beside a group one step away: its neighbours lie outside as soon as ten are asked for of so few."""
    rows = np.r_[np.arange(float(n)), 18.5 + np.arange(200) / 50 if n == 19 else 5_000 + np.arange(200.0)][
        :, None
    ]
    labels = np.r_[np.ones(n), np.full(200, 2)].astype(np.int32)
    assert borders(rows, labels, 0)[:1].tolist() == found


def test_a_small_segment_is_parted_where_no_neighbour_lies_beyond():
    rows = np.r_[np.arange(15.0), 5_000 + np.arange(200.0)][:, None]
    labels = np.r_[np.ones(15), np.full(200, 2)].astype(np.int32)
    assert borders(rows, labels, 0).tolist() == [0.0, 0.0]
    assert density_gaps_around(np.column_stack([rows, rows]), labels, 0).tolist() == [True, True]


@pytest.mark.parametrize(
    ("alike", "distinct", "found"), [(30, 0, 2), (32, 0, None), (32, 150, 2), (32, 149, None)]
)
def test_columns_with_few_values_and_many_of_one_leave_gaps_that_say_nothing(alike, distinct, found):
    rows, _ = two_rings()
    order = np.argsort(rows[:, 0])
    # Customers side by side in a column get one value there, and pairs of the others one each.
    kept = rows[order, 0].copy()
    rows[order, 0] = np.repeat(kept[::2], 2)
    rows[order[:alike], 0] = kept[0]
    apart = distinct - len(np.unique(rows[:, 0]))
    for i in range(alike, alike + 2 * max(apart, 0), 2):
        rows[order[i + 1], 0] = kept[i + 1]
    assert number_of_nonconvex_groups(rows, range(2, 5), 0) == found


def test_values_that_are_rounded_hide_no_groups():
    rows = np.round(two_rings()[0], 1)
    assert len(np.unique(rows[:, 0])) < 150
    assert number_of_nonconvex_groups(rows, range(2, 5), 0) == 2


def test_genies_groups_must_come_back_and_lie_in_two_columns_of_60_customers():
    rows, _ = two_rings()
    assert number_of_nonconvex_groups(rows, range(2, 5), 0) == 2
    assert number_of_nonconvex_groups(rows[:, :1], range(2, 5), 0) is None
    few = np.random.default_rng(0).normal(size=(59, 2)) + np.repeat(
        [[0.0, 0.0], [60.0, 60.0]], [30, 29], axis=0
    )
    assert number_of_nonconvex_groups(few, range(2, 5), 0) is None
    enough = np.random.default_rng(0).normal(size=(60, 2)) + np.repeat([[0.0, 0.0], [60.0, 60.0]], 30, axis=0)
    assert number_of_nonconvex_groups(enough, range(2, 5), 0) == 2
    assert number_of_nonconvex_groups(np.random.default_rng(0).normal(size=(300, 2)), range(2, 5), 0) is None
