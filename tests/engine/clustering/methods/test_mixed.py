"""Numbers and categories together: k-prototypes, PAM, k-means on weighed categories, and what the weight does."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from segdesk.engine.assigners.prototypes import PrototypeAssigner
from segdesk.engine.clustering.gower import gower_factors
from segdesk.engine.clustering.methods import pam as pam_method
from segdesk.engine.clustering.methods.kprototypes import default_gamma
from segdesk.engine.clustering.methods.registry import FitTask, find_method
from segdesk.engine.clustering.partition import number_by_size
from segdesk.engine.data.row_order import canonical_order
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.preparation.feature_groups import numbers_only
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.recipe.preparation import PrepareSpec, VariableSpec
from segdesk.engine.validation.category_effect import idle_categories
from segdesk.engine.validation.internal_indices import inertia
from segdesk.errors import UsageError
from segdesk.io.frames import table_from_frame
from tests.engine.frames import recipe, segmented, shop
from tests.engine.mixed import crossed, mixed_rows
from tests.reference.fitting import z_scores

MIXED = ("kmeans", "kprototypes", "pam")
# The lowest cost of 40 starts (20 by Huang, 20 by Cao) of kmodes 0.12.2 (MIT), on numbers with mean 0 and population
# standard deviation 1: KPrototypes(k, init=..., n_init=20, gamma=0.5, random_state=0).
KMODES = {
    "tea": {3: 1713.544722, 5: 1579.717618, 8: 1482.501563},
    "telco": {3: 1763.610701, 5: 1315.339857, 8: 1003.454006},
    "bank": {3: 2922.491462, 5: 2235.751686, 8: 1863.01654},
}


def table_of(folder, name):
    """Return numbers and categories of a real table."""
    if name == "tea":
        frame = pd.read_csv(folder / "tea/tea.csv")
        numbers = ["age"]
        words = [c for c in frame if not pd.api.types.is_numeric_dtype(frame[c])]
    elif name == "telco":
        frame = pd.read_csv(folder / "telco_churn/Telco-Customer-Churn.csv").head(1000)
        numbers = ["tenure", "MonthlyCharges"]
        words = [
            "Contract",
            "InternetService",
            "PaymentMethod",
            "OnlineSecurity",
            "TechSupport",
            "MultipleLines",
        ]
    else:
        frame = pd.read_csv(folder / "bank_marketing/bank-additional.csv", sep=";").head(1000)
        numbers = ["age", "campaign", "euribor3m"]
        words = ["job", "marital", "education", "contact", "month", "poutcome"]
    codes = np.column_stack([pd.factorize(frame[c], sort=True)[0] for c in words])
    return z_scores(frame[numbers].to_numpy(float)), codes


def cost_of(numbers, codes, labels, gamma):
    """Return the sum of squared distances to means, and gamma for each category that is not the most frequent."""
    total = 0.0
    for s in np.unique(labels):
        inside = labels == s
        total += ((numbers[inside] - numbers[inside].mean(axis=0)) ** 2).sum()
        for column in codes[inside].T:
            total += gamma * (inside.sum() - np.bincount(column).max())
    return total


def in_order(rows):
    return rows[canonical_order(rows)]


@pytest.mark.parametrize("name", KMODES)
def test_kprototypes_costs_no_more_than_the_best_of_forty_starts_of_kmodes(shared_data, name):
    numbers, codes = table_of(shared_data / "data", name)
    rows, feature_groups = mixed_rows(numbers, codes)
    order = canonical_order(rows)
    assert default_gamma(rows, feature_groups) == pytest.approx(0.5)
    fits = find_method("kprototypes").fit(
        FitTask(rows[order], (3, 5, 8), MethodSpec(), feature_groups=feature_groups)
    )
    for best, fit in zip(KMODES[name].values(), fits, strict=True):
        labels = fit.assigner.assign(rows[order]).labels
        assert cost_of(numbers[order], codes[order], labels, 0.5) <= best * (1 + 1e-6)


def test_without_categories_kprototypes_is_kmeans():
    rows = in_order(z_scores(np.random.default_rng(1).normal(size=(200, 3))))
    ours, kmeans = (
        find_method(name).fit(FitTask(rows, (4,), MethodSpec()))[0] for name in ("kprototypes", "kmeans")
    )
    reached = inertia(rows, number_by_size(ours, rows).assignment.labels)
    assert reached <= inertia(rows, number_by_size(kmeans, rows).assignment.labels) * 1.005
    assert "same as k-means" in str(ours.notes[0])


def test_without_numbers_segments_gather_around_the_most_frequent_values():
    random = np.random.default_rng(0)
    kinds = random.integers(0, 3, 240)
    usual = np.array([[0, 0, 0, 0], [1, 1, 1, 1], [2, 2, 2, 2]])
    codes = np.where(random.random((240, 4)) < 0.15, random.integers(0, 3, (240, 4)), usual[kinds])
    rows, feature_groups = mixed_rows(np.empty((240, 0)), codes)
    order = canonical_order(rows)
    for name in ("kprototypes", "pam"):
        (fit,) = find_method(name).fit(
            FitTask(rows[order], (3,), MethodSpec(), feature_groups=feature_groups)
        )
        labels = fit.assigner.assign(rows[order]).labels
        assert adjusted_rand_score(kinds[order], labels) > 0.9
        prototypes = fit.assigner.prototypes.reshape(3, 4, 3).argmax(axis=2)
        assert sorted(prototypes.tolist()) == usual.tolist()


@pytest.mark.parametrize("method", MIXED)
def test_groups_that_only_both_together_show_are_found(method):
    frame, kinds = crossed()
    both = segmented(frame, method=method, k="4")
    assert adjusted_rand_score(kinds, both.fit.labels) > 0.9
    assert not any("change no segment" in str(w) for w in both.provenance.warnings)
    numbers = segmented(frame, method=method, k="4", category_weight=0.0)
    words = segmented(frame, method=method, k="4", use=("plan", "channel", "sport"))
    assert adjusted_rand_score(kinds, numbers.fit.labels) < 0.6
    assert adjusted_rand_score(kinds, words.fit.labels) < 0.6


@pytest.mark.parametrize("method", [*MIXED, "hierarchical", "bisecting"])
def test_categories_that_change_nothing_are_named_and_more_weight_makes_them_count(method):
    frame, _ = crossed()
    few = frame[["income", "visits", "plan"]]
    low = segmented(few, method=method, k="2", category_weight=0.1)
    (told,) = [str(w) for w in low.provenance.warnings if "change no segment" in str(w)]
    assert "(Plan)" in told
    assert "--category-weight" in told
    high = segmented(few, method=method, k="2", category_weight=20.0)
    assert adjusted_rand_score(low.fit.labels, high.fit.labels) < 0.5
    assert not any("change no segment" in str(w) for w in high.provenance.warnings)


def test_categories_without_a_say_or_numbers_are_not_warned_of():
    frame, _ = crossed()
    for settings in (
        {"category_weight": 0.0},
        {"use": ("plan", "channel", "sport")},
        {"use": ("income", "visits")},
    ):
        found = segmented(frame, method="kmeans", k="2", **settings)
        assert not any("change no segment" in str(w) for w in found.provenance.warnings)


def test_categories_that_decided_which_groups_go_together_are_not_called_idle():
    # Four clumps in a rectangle: by the numbers alone they pair along its long side, with the categories across.
    random = np.random.default_rng(0)
    right, top = random.integers(0, 2, 400), random.integers(0, 2, 400)
    numbers = np.column_stack([2.4 * right, 2.0 * top]) + random.normal(0, 0.05, (400, 2))
    rows, feature_groups = mixed_rows(numbers - numbers.mean(axis=0), top[:, None])
    rows[:, 2:] -= rows[:, 2:].mean(axis=0)
    order = canonical_order(rows)
    method, spec = find_method("kmeans"), MethodSpec()
    partition = number_by_size(
        method.fit(FitTask(rows[order], (2,), spec, feature_groups=feature_groups))[0], rows[order]
    )
    assert adjusted_rand_score(top[order], partition.assignment.labels) == 1
    # Nobody moves when all get the same categories; found anew, the segments are others.
    assert idle_categories(rows[order], partition, method, spec, feature_groups) == ()
    assert idle_categories(rows[order], partition, method, spec, numbers_only(4)) == ()


def test_the_weight_multiplies_distances_between_categories_alike_in_all_methods():
    frame, _ = crossed(100)
    by_weight = {w: segmented(frame, method="kmeans", k="2", category_weight=w) for w in (1.0, 3.0)}
    words = ["=" in feature for feature in by_weight[1.0].fit.features]
    ratio = by_weight[3.0].fit.matrix[:, words] / by_weight[1.0].fit.matrix[:, words]
    assert ratio == pytest.approx(3.0)
    np.testing.assert_array_equal(by_weight[3.0].fit.matrix[:, :2], by_weight[1.0].fit.matrix[:, :2])
    for method in ("kprototypes", "pam"):
        factors = {}
        for weight in (1.0, 3.0):
            found = segmented(frame, method=method, k="2", category_weight=weight)
            apart = np.ptp(found.fit.matrix, axis=0) * found.fit.model.assigner.factors
            factors[weight] = apart[words].mean() / apart[:2].mean()
        assert factors[3.0] / factors[1.0] == pytest.approx(3.0)


def test_the_weight_is_told_and_replayed_and_leaves_ordered_categories_alone():
    frame = shop()
    variables = {
        "plan": VariableSpec(order=("basic", "plus", "gold"), weight=2.0),
        "colour": VariableSpec(weight=0.5),
    }
    spec = PrepareSpec(category_weight=4.0, variables=variables)
    wanted = replace(recipe(k="3", use=("age", "plan", "newsletter", "colour")), prepare=spec)
    found = segment(table_from_frame(frame), wanted)
    weights = {step.name: step.weight for step in found.fit.model.preparation.steps}
    assert weights == {"age": 1.0, "plan": 2.0, "newsletter": 4.0, "colour": 2.0}
    assert found.provenance.recipe.prepare.category_weight == 4.0
    assert found.provenance.recipe.prepare.variables["colour"].weight == 0.5
    assert any("count 4 times in" in str(step) for step in found.provenance.steps)
    again = segment(table_from_frame(frame), found.provenance.recipe)
    np.testing.assert_array_equal(again.fit.matrix, found.fit.matrix)


@pytest.mark.parametrize("weight", [-1.0, 101.0, float("nan"), "much", True])
def test_a_weight_that_is_none_is_refused(weight):
    with pytest.raises(UsageError, match="category-weight"):
        recipe(category_weight=weight)


def test_auto_says_how_it_takes_numbers_and_categories_together():
    frame, _ = crossed()
    found = segmented(frame, k="4")
    assert found.method == "kmeans"
    assert any("as in FAMD" in str(step) for step in found.provenance.steps)
    numbers = segmented(frame, k="4", use=("income", "visits"))
    assert not any("FAMD" in str(step) for step in numbers.provenance.steps)


def test_medoids_are_customers_and_many_rows_use_a_sample():
    random = np.random.default_rng(0)
    kinds = random.integers(0, 3, 9_000)
    numbers = random.normal(size=(9_000, 2)) + 8.0 * np.eye(3, 2)[kinds]
    rows, feature_groups = mixed_rows(numbers, kinds[:, None])
    order = canonical_order(rows)
    (fit,) = find_method("pam").fit(FitTask(rows[order], (3,), MethodSpec(), feature_groups=feature_groups))
    assert "8,000 customers drawn at random" in str(fit.notes[-1])
    assert (rows[:, None] == fit.assigner.prototypes).all(axis=2).any(axis=0).all()
    assert adjusted_rand_score(kinds[order], fit.assigner.assign(rows[order]).labels) > 0.95


def test_a_sample_of_many_equal_rows_still_holds_enough_different_ones():
    rows = np.vstack([np.zeros((20_000, 1)), np.arange(1.0, 7.0)[:, None]])
    (fit,) = find_method("pam").fit(FitTask(in_order(rows), (7,), MethodSpec()))
    assert np.unique(fit.assigner.assign(rows).labels).size == 7


@pytest.mark.parametrize("method", ["kprototypes", "pam"])
def test_as_many_segments_as_different_customers(method):
    frame, _ = crossed(60)
    few = frame[["plan", "channel"]].drop_duplicates()
    table = pd.concat([few] * 5, ignore_index=True).assign(points=7.5)
    found = segmented(table, method=method, k=str(len(few)))
    assert found.k == len(few)
    assert {segment.size for segment in found.description.segments} == {5}


def test_ties_go_to_the_same_prototype_whatever_its_number():
    prototypes = np.array([[0.0, 1.0], [1.0, 0.0]])
    assigner = PrototypeAssigner.of(prototypes, np.ones(2), 1.0)
    between = np.array([[0.5, 0.5]])
    assert assigner.assign(between).labels.tolist() == [1]
    assert assigner.assign(between).confidence.tolist() == [0.0]
    turned = assigner.renumbered([2, 1])
    assert turned.assign(between).labels.tolist() == [2]
    assert turned.assign(between).second.tolist() == [1]
    alone = assigner.renumbered([2])
    assert alone.n_segments == 1
    assert alone.assign(between).labels.tolist() == [1]


def test_gower_of_numbers_only_is_their_range():
    rows = np.array([[0.0, 10.0], [4.0, 10.0], [2.0, 10.0]])
    assert gower_factors(rows, numbers_only(2)).tolist() == [0.5 / 4, 0.0]
    assert pam_method.n_starts(8_000) == 1
    assert pam_method.n_starts(100) == 20
