"""docs/methods.md, What the segments are about, and Profiles: each figure worked out by hand or with SciPy."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from segdesk.engine.assigners.centres import CentreAssigner
from segdesk.engine.assigners.neighbours import NeighbourAssigner
from segdesk.engine.clustering.methods.registry import Fit, Method
from segdesk.engine.data.table import Role
from segdesk.engine.preparation.apply import apply_preparation
from segdesk.engine.preparation.feature_groups import FeatureGroup
from segdesk.engine.preparation.fit import fit_preparation
from segdesk.engine.profiles.profiling import (
    compare_descriptors,
    holm,
    profile_variables,
    v_test_of_counts,
    v_test_of_means,
)
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.recipe.preparation import PrepareSpec
from segdesk.engine.schema.column_choice import ColumnChoice
from segdesk.engine.validation.importance import (
    Importance,
    has_dominant_variable,
    importance,
    importance_findings,
)
from segdesk.engine.validation.imputation_sensitivity import (
    ImputationSensitivity,
    imputation_sensitivity,
    is_sensitive,
)
from segdesk.messages import say
from tests.methods.columns import typed

LABELS = np.array([1, 1, 1, 1, 2, 2, 2, 0], dtype=np.int32)


def profiled(cells, labels=LABELS, role=Role.SEGMENTATION):
    columns = list(typed({"a": cells}).values())
    choices = [ColumnChoice("a", columns[0].type, role, say("as given"))]
    return profile_variables(columns, choices, np.arange(len(labels)), labels, int(labels.max()))


def test_a_number_has_mean_quartiles_effect_lift_and_v_test_of_the_values_as_written():
    values = np.array([1.0, 2.0, 3.0, np.nan, 10.0, 20.0, 30.0, 4.0])
    (found,) = profiled(values)
    known = values[~np.isnan(values)]
    mean, spread = known.mean(), known.std()
    assert (found.overall, found.spread) == pytest.approx((mean, spread))
    np.testing.assert_allclose(found.mean, [2.0, 20.0])
    np.testing.assert_allclose(found.lower_quartile, [1.5, 15.0])
    np.testing.assert_allclose(found.median, [2.0, 20.0])
    np.testing.assert_allclose(found.upper_quartile, [2.5, 25.0])
    np.testing.assert_allclose(found.effect, (np.array([2.0, 20.0]) - mean) / spread)
    np.testing.assert_allclose(found.lift, 100 * np.array([2.0, 20.0]) / mean)
    assert found.missing.tolist() == [1, 0]
    # (mean_q - mean) / sqrt(s² / n_q · (N - n_q) / (N - 1)), over those with a value.
    error = np.sqrt(spread**2 / 3 * (7 - 3) / (7 - 1))
    np.testing.assert_allclose(found.v_test, (np.array([2.0, 20.0]) - mean) / error)
    assert found.strength == pytest.approx(np.abs(found.v_test).max())


def test_no_lift_of_what_is_not_above_0_on_average_or_of_days():
    (below,) = profiled(-np.arange(8.0))
    assert np.isnan(below.lift).all()
    (days,) = profiled(pd.to_datetime(["1970-01-03"] * 4 + ["1970-01-11"] * 4))
    assert days.mean.tolist() == [2.0, 10.0]
    assert np.isnan(days.lift).all()


def test_a_level_has_its_share_and_the_hypergeometric_tail():
    found = profiled(["x", "x", "x", "y", "x", "y", "y", "y"])
    assert [each.level for each in found] == ["x", "y"]
    share = found[0]
    assert (share.overall, share.spread) == (0.5, 0.5)
    np.testing.assert_allclose(share.mean, [3 / 4, 1 / 3])
    np.testing.assert_allclose(share.effect, [0.5, -1 / 3])
    np.testing.assert_allclose(share.lift, [150, 200 / 3])
    # Three or more of four, of eight of whom four have it; one or fewer of three.
    tails = stats.hypergeom(8, 4, 4).sf(2), stats.hypergeom(8, 4, 3).cdf(1)
    np.testing.assert_allclose(
        share.v_test, [-stats.norm.ppf(tails[0]), stats.norm.ppf(tails[1])], atol=1e-12
    )


def test_yes_and_no_are_one_share_of_those_who_answered():
    (found,) = profiled(["yes", "no", None, "yes", "no", "no", "no", "yes"])
    assert (found.level, found.opposite) == ("yes", "no")
    assert found.overall == pytest.approx(3 / 7)
    np.testing.assert_allclose(found.mean, [2 / 3, 0.0])
    assert found.missing.tolist() == [1, 0]
    assert found.spread == pytest.approx(np.sqrt(3 / 7 * 4 / 7))


def test_a_category_gives_its_30_most_frequent_levels():
    cells = [f"level {i:02}" for i in range(32) for _ in range(40 - i)]
    found = profiled(cells, np.ones(len(cells), dtype=np.int32))
    assert [each.level for each in found] == [f"level {i:02}" for i in range(30)]


def test_segmentation_variables_come_first_and_personal_ones_never():
    columns = list(typed({"a": [1.0, 2.0], "b": [3.0, 4.0], "c": [5.0, 6.0]}).values())
    roles = [Role.DESCRIPTOR, Role.SEGMENTATION, Role.IGNORED]
    choices = [
        ColumnChoice(c.name, c.type, role, say("as given")) for c, role in zip(columns, roles, strict=True)
    ]
    found = profile_variables(columns, choices, np.arange(2), np.array([1, 2], dtype=np.int32), 2)
    assert [(each.variable, each.role) for each in found] == [
        ("b", Role.SEGMENTATION),
        ("a", Role.DESCRIPTOR),
    ]


@pytest.mark.parametrize("n", [10_000, 10_002])
def test_above_10_000_customers_the_tail_is_a_normal_approximation(n):
    size, level, count = n // 4, n // 5, n // 20 + 40
    found = v_test_of_counts(np.array([float(count)]), np.array([size]), level, n)[0]
    if n > 10_000:
        expected = size * level / n
        variance = size * level / n * (1 - level / n) * (n - size) / (n - 1)
        assert found == pytest.approx((count - expected) / np.sqrt(variance), rel=1e-12)
    else:
        assert found == pytest.approx(
            -stats.norm.ppf(stats.hypergeom(n, level, size).sf(count - 1)), rel=1e-9
        )


def test_a_v_test_of_nobody_or_everybody_is_0():
    assert v_test_of_counts(np.array([0.0, 5.0]), np.array([0, 10]), 5, 10).tolist() == [0.0, 0.0]
    assert v_test_of_counts(np.array([3.0]), np.array([3]), 10, 10).tolist() == [0.0]
    assert v_test_of_means(np.array([2.0, np.nan]), 2.0, 1.0, np.array([10.0, 0.0]), 10).tolist() == [
        0.0,
        0.0,
    ]


def test_descriptors_are_tested_by_kruskal_wallis_or_chi_square():
    labels = np.array([1] * 6 + [2] * 6 + [0] * 3, dtype=np.int32)
    number = np.array([1, 2, 3, 4, 5, 6, 4.5, 7, 8, 9, 10, 11, 99, 99, 99])
    category = ["x"] * 5 + ["y"] + ["x"] + ["y"] * 5 + ["z"] * 3
    frame = {"n": number, "c": category, "same": np.ones(15), "forms": number}
    columns = list(typed(frame).values())
    roles = [Role.DESCRIPTOR] * 3 + [Role.SEGMENTATION]
    choices = [
        ColumnChoice(c.name, c.type, role, say("as given")) for c, role in zip(columns, roles, strict=True)
    ]
    found = compare_descriptors(columns, choices, np.arange(15), labels)
    kruskal = stats.kruskal(number[:6], number[6:12])
    chi = stats.chi2_contingency([[5, 1], [1, 5]])
    assert [(each.variable, each.test) for each in found] == [("n", "Kruskal-Wallis"), ("c", "chi-square")]
    assert [each.statistic for each in found] == pytest.approx([kruskal.statistic, chi.statistic])
    p = [kruskal.pvalue, chi.pvalue]
    assert [each.p_value for each in found] == pytest.approx(p)
    assert p[0] < p[1]
    assert [each.p_adjusted for each in found] == pytest.approx([2 * p[0], max(2 * p[0], p[1])])


def test_descriptors_have_a_strength_with_its_interval_beside_the_test():
    labels = np.repeat([1, 2], [40, 60]).astype(np.int32)
    random = np.random.default_rng(3)
    number = labels + random.normal(0, 1, 100)
    category = np.where(random.random(100) < 0.2 + 0.5 * (labels == 2), "x", "y")
    columns = list(typed({"n": number, "c": list(category)}).values())
    choices = [ColumnChoice(c.name, c.type, Role.DESCRIPTOR, say("as given")) for c in columns]
    of_number, of_category = compare_descriptors(columns, choices, np.arange(100), labels)
    table = pd.crosstab(category, labels).to_numpy()
    # Cramér's V of one degree of freedom, chance taken off, and where the noncentral distribution puts its ends.
    chi = stats.chi2_contingency(table, correction=False).statistic
    assert of_category.strength == pytest.approx(np.sqrt((chi - 1) / 100))
    for bound, tail in ((of_category.low, 0.975), (of_category.high, 0.025)):
        assert stats.ncx2.cdf(chi, 1, 100 * bound**2) == pytest.approx(tail, abs=1e-4)
    # An analysis of variance of the ranks: epsilon squared, and the ends of the noncentral F.
    ranks = stats.rankdata(number)
    f = stats.f_oneway(ranks[labels == 1], ranks[labels == 2]).statistic
    eta = f / (f + 98)
    assert of_number.strength == pytest.approx(np.sqrt(1 - (1 - eta) * 99 / 98))
    for bound, tail in ((of_number.low, 0.975), (of_number.high, 0.025)):
        noncentrality = 100 * bound**2 / (1 - bound**2)
        assert stats.ncf.cdf(f, 1, 98, noncentrality) == pytest.approx(tail, abs=1e-4)


def test_a_column_that_has_nothing_to_do_with_the_segments_has_an_interval_that_holds_none():
    random = np.random.default_rng(0)
    labels = np.tile([1, 2, 3], 200).astype(np.int32)
    columns = list(typed({"n": random.normal(size=600), "c": list(random.choice(["x", "y"], 600))}).values())
    choices = [ColumnChoice(c.name, c.type, Role.DESCRIPTOR, say("as given")) for c in columns]
    for test in compare_descriptors(columns, choices, np.arange(600), labels):
        assert test.low == 0.0 <= test.strength < test.high < 0.15
    # What says the same as the segments has all the strength there is.
    same = list(typed({"n": labels.astype(float), "c": [f"s{s}" for s in labels]}).values())
    choices = [ColumnChoice(c.name, c.type, Role.DESCRIPTOR, say("as given")) for c in same]
    for test in compare_descriptors(same, choices, np.arange(600), labels):
        assert test.strength == pytest.approx(1.0, abs=0.01)
        assert test.high == pytest.approx(1.0)


def test_holms_p_values():
    # Worked by hand: times 4, 3, 2, 1 from the smallest up, never falling, 1 at most.
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.6, 0.9]) == [1.0, 1.0]
    assert holm([0.02, 0.025]) == pytest.approx([0.04, 0.04])
    assert holm([]) == []


BLOCKS = (
    FeatureGroup("a", 0, 2, 1.0, (1.0, 1.0)),
    FeatureGroup("b", 2, 3, 1.0),
    FeatureGroup("c", 3, 4, 1.0),
)


def two_groups():
    """Return rows of which the first variable makes 8/9 of the sum of squares between the segments, the second 1/9."""
    random = np.random.default_rng(0)
    matrix = random.normal(size=(90, 4)) * 0.01
    matrix[:, 3] = 0
    labels = np.repeat([1, 2], [30, 60]).astype(np.int32)
    for segment in (1, 2):
        matrix[labels == segment] -= matrix[labels == segment].mean(axis=0)
    matrix[labels == 2] += [2.0, 2.0, 1.0, 0.0]
    return matrix, labels


def by_the_second(task):
    """Return the halves of the last column that varies."""
    return [Fit(NeighbourAssigner(task.matrix, np.where(task.matrix[:, -2] > 0.5, 2, 1).astype(np.int32)))]


def test_the_share_of_a_column_is_its_part_of_the_sum_of_squares_between_the_segments():
    matrix, labels = two_groups()
    method = Method(name="second", label=say("second"), choice=say("second"), fit=by_the_second)
    found = importance(matrix, labels, BLOCKS, method, MethodSpec())
    assert [each.variable for each in found] == ["a", "b", "c"]
    assert [each.share for each in found] == pytest.approx([8 / 9, 1 / 9, 0.0])
    # Unassigned rows take no part.
    more = np.r_[matrix, np.full((5, 4), 99.0)]
    again = importance(more, np.r_[labels, np.zeros(5, dtype=np.int32)], BLOCKS, method, MethodSpec())
    assert [each.share for each in again] == pytest.approx([8 / 9, 1 / 9, 0.0])


def test_without_a_column_as_many_segments_are_found_in_the_others_of_at_most_2_000_customers():
    random = np.random.default_rng(3)
    matrix = np.sort(random.normal(size=(2_400, 2)), axis=0)
    labels = np.where(matrix[:, 0] < 0, 1, 2).astype(np.int32)
    seen = []

    def fit(task):
        seen.append((task.matrix.shape, task.ks))
        return [Fit(CentreAssigner(np.array([[-1.0], [1.0]])))]

    feature_groups = (FeatureGroup("a", 0, 1, 1.0), FeatureGroup("b", 1, 2, 1.0))
    found = importance(
        matrix,
        labels,
        feature_groups,
        Method(name="m", label=say("m"), choice=say("m"), fit=fit),
        MethodSpec(),
    )
    assert seen == [((2_000, 1), (2,))] * 2
    assert all(0.9 < each.without <= 1 for each in found)


@pytest.mark.parametrize(("share", "mostly"), [(0.5, True), (0.4999, False)])
def test_segments_are_mostly_about_a_column_from_half_of_the_share_on(share, mostly):
    found = (Importance("income", share, 0.2), Importance("age", 1 - share, 0.2))
    assert has_dominant_variable(found) == mostly
    texts = [str(each) for each in importance_findings(found)]
    assert texts == (
        ["These segments are mostly about income: it makes 50% of what sets them apart."] if mostly else []
    )


@pytest.mark.parametrize(("without", "idle"), [(0.95, True), (0.9499, False), (None, False)])
def test_a_column_could_be_left_out_from_an_agreement_of_0_95_on(without, idle):
    found = (Importance("income", 0.49, 0.2), Importance("age", 0.3, without), Importance("city", 0.21, 0.1))
    texts = [str(each) for each in importance_findings(found)]
    assert len(texts) == idle
    if idle:
        assert texts[0].startswith("Without age, the segments would be the same")


def test_where_every_column_could_be_left_out_none_is_named():
    assert importance_findings((Importance("a", 0.4, 1.0), Importance("b", 0.3, 1.0))) == ()


@pytest.mark.parametrize(
    ("customers", "moved", "first"),
    [(20, 2, False), (19, 2, True), (20, 3, True), (9, 1, False), (100, 10, False)],
)
def test_guessed_cells_are_told_first_where_over_a_tenth_of_those_customers_would_move(
    customers, moved, first
):
    assert is_sensitive(ImputationSensitivity(customers, moved, borrowed=False)) == first


@pytest.mark.parametrize("missing", ["median", "knn"])
def test_empty_numbers_are_filled_the_other_way_and_those_who_move_are_counted(missing):
    # `b` follows `a`, so the five most similar of row 0 and 1 have 100 or so, while the median is 0 or so.
    a = np.r_[np.full(10, 10.0), np.zeros(21)] + np.arange(31) / 100
    b = np.r_[np.full(10, 100.0), np.zeros(21)]
    b[[0, 1]] = np.nan
    columns = typed({"a": a, "b": b})
    spec = PrepareSpec(missing=missing, outliers="none", transform="none", scale="none")
    preparation = fit_preparation(columns, spec, 0).preparation
    matrix = apply_preparation(preparation, columns).matrix
    assert matrix[0, 1] == (0.0 if missing == "median" else pytest.approx(100.0))
    assigner = CentreAssigner(np.array([[5.0, 0.0], [5.0, 100.0]]))
    found = imputation_sensitivity(columns, preparation, assigner, np.arange(31), matrix, 0)
    assert found == ImputationSensitivity(2, 2, borrowed=missing == "knn")
