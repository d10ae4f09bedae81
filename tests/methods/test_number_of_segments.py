"""docs/methods.md, How many: silhouette, elbow, gap statistic, and each rule of the pick."""

import numpy as np
import pytest

from segdesk.engine.assigners.centres import CentreAssigner
from segdesk.engine.assigners.neighbours import NeighbourAssigner
from segdesk.engine.clustering.methods.registry import Fit, Method, find_method
from segdesk.engine.data.knee import knee
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.validation.gap import gap_choice, gap_curve, tibshirani_rule
from segdesk.engine.validation.k_scan import scan_numbers
from segdesk.engine.validation.k_selection import pick_number
from segdesk.engine.validation.silhouette import Silhouettes, silhouettes
from segdesk.engine.validation.stability import pair_stability
from segdesk.messages import say


def agreements(*given, **more):
    return {k: one.agreement for k, one in pair_stability(*given, **more).items()}


def picked(fits, *, smallest=None, n_rows=100, elbow=None, gap=None):
    """Return the number that is picked of numbers with these silhouettes."""
    sizes = [n_rows // k for k in fits] if smallest is None else [smallest.get(k, n_rows) for k in fits]
    return pick_number(list(fits), list(fits.values()), sizes, n_rows, elbow, gap)[0]


def test_the_best_silhouette_wins_where_it_stands_out():
    assert picked({3: 0.60, 4: 0.70, 5: 0.65}) == 4
    assert picked({2: 0.70, 3: 0.60, 4: 0.50}) == 2
    assert picked({8: 0.60, 9: 0.70, 10: 0.50}) == 9


@pytest.mark.parametrize(
    ("best", "level", "not_level"),
    [
        # Above 0.5 a fit 0.02 below is level.
        (0.60, 0.5801, 0.5799),
        (0.501, 0.4811, 0.4809),
        # From 0.5 down a quarter,
        (0.50, 0.3751, 0.3749),
        (0.40, 0.3001, 0.2999),
        (0.251, 0.1884, 0.1881),
        # from 0.25 down half,
        (0.25, 0.1251, 0.1249),
        (0.10, 0.0501, 0.0499),
        # and 0.02 at the least.
        (0.03, 0.0101, 0.0099),
        (-0.01, -0.0299, -0.0301),
    ],
)
def test_how_much_lower_a_fit_is_level_with_the_best(best, level, not_level):
    # Two segments are the best; three are preferred where they are level.
    assert picked({2: best, 3: level}) == 3
    assert picked({2: best, 3: not_level}) == 2


@pytest.mark.parametrize(("best", "chosen"), [(2, 3), (3, 3), (8, 8), (9, 8), (10, 8)])
def test_3_to_8_are_preferred_among_level_ones(best, chosen):
    level = {2: 0.59, 3: 0.588, 8: 0.589, 9: 0.59, 10: 0.59, best: 0.6}
    if chosen == 3:
        level[8] = 0.1
    assert picked(level) == chosen


def test_without_any_of_3_to_8_among_them_the_level_ones_are_left():
    assert picked({2: 0.600, 9: 0.599, 10: 0.595}) == 2
    assert picked({2: 0.600, 9: 0.599, 10: 0.595}, elbow=9) == 9


@pytest.mark.parametrize(
    ("elbow", "gap", "chosen"),
    [(None, None, 5), (3, None, 3), (None, 4, 4), (3, 4, 4), (4, 4, 4), (4, 3, 4), (6, 6, 5), (1, 1, 5)],
)
def test_then_the_numbers_that_elbow_or_gap_point_to_then_the_better_silhouette(elbow, gap, chosen):
    # 6 is not level with 5.
    fits = {3: 0.595, 4: 0.596, 5: 0.60, 6: 0.55}
    assert picked(fits, elbow=elbow, gap=gap) == chosen


def test_a_number_that_both_point_to_goes_before_one_that_one_points_to():
    assert picked({3: 0.590, 4: 0.595, 5: 0.60}, elbow=3, gap=3) == 3


def test_of_equal_silhouettes_the_smaller_number_is_picked():
    assert picked({3: 0.6, 4: 0.6, 5: 0.6}) == 3
    assert picked({9: 0.6, 10: 0.6}) == 9


@pytest.mark.parametrize(("n_rows", "least"), [(1_000, 20), (500, 10), (250, 5), (100, 5)])
def test_numbers_whose_smallest_segment_holds_under_2_percent_are_passed_over(n_rows, least):
    fits = {3: 0.6, 4: 0.7}
    assert picked(fits, smallest={4: least}, n_rows=n_rows) == 4
    assert picked(fits, smallest={4: least - 1}, n_rows=n_rows) == 3
    # Unless no other is left.
    assert picked(fits, smallest={3: 1, 4: 1}, n_rows=n_rows) == 4


def test_a_number_without_a_silhouette_is_not_picked():
    assert picked({3: None, 4: 0.1, 5: None}) == 4
    assert picked({3: None, 4: None}) == 3
    assert picked({7: None}) == 7


def test_the_silhouette_of_rousseeuw_and_0_for_a_segment_of_one_row():
    rows = np.array([[0.0], [1.0], [5.0], [7.0], [20.0]])
    labels = np.array([1, 1, 2, 2, 3], dtype=np.int32)
    # a: mean distance to the others of the own segment, b: to the nearest other segment.
    a = np.array([1.0, 1.0, 2.0, 2.0])
    b = np.array([6.0, 5.0, 4.5, 6.5])
    found = silhouettes(rows, [labels], 0)
    np.testing.assert_allclose(found.values[0], [*((b - a) / np.maximum(a, b)), 0.0])
    assert found.mean(0) == pytest.approx(((b - a) / b).sum() / 5)
    assert found.standard_error(0) == 0


def test_the_standard_error_of_a_sampled_silhouette():
    values = np.array([0.1, 0.4, np.nan, 0.7])
    sampled = Silhouettes(np.arange(4), (values,), exact=False)
    assert sampled.mean(0) == pytest.approx(0.4)
    assert sampled.standard_error(0) == pytest.approx(np.sqrt(0.06) / np.sqrt(3))
    assert Silhouettes(np.arange(4), (values,), exact=True).standard_error(0) == 0


def test_silhouettes_are_exact_up_to_20_000_rows_then_of_the_same_10_000():
    for n_rows, expected in ((20_000, 20_000), (20_001, 10_000)):
        rows = np.linspace(0, 1, n_rows)[:, None]
        halves = (rows[:, 0] > 0.5).astype(np.int32) + 1
        thirds = (rows[:, 0] * 2.999).astype(np.int32) + 1
        found = silhouettes(rows, [halves, thirds], 0)
        assert [len(values) for values in found.values] == [expected] * 2
        assert len(found.positions) == expected
        assert found.exact == (n_rows == 20_000)


@pytest.mark.parametrize(("corner", "found"), [(3, 3), (5, 5), (8, 8), (9, None)])
def test_the_elbow_is_kneedles_with_sensitivity_1(corner, found):
    """From the corner the curve falls back towards the chord; one average step of x confirms it, less does not."""
    x = np.arange(11.0)
    rising = np.minimum(x / corner, 1.0)
    assert knee(x, rising, convex=False, increasing=True) == found
    assert knee(x, 1 - rising, convex=True, increasing=False) == found
    # Twice the fall that the corner at 8 leaves.
    assert knee(x, rising, convex=False, increasing=True, sensitivity=2) == (found if corner < 8 else None)


def test_a_straight_line_and_two_points_have_no_elbow():
    x = np.arange(9.0)
    assert knee(x, 3 - x, convex=True, increasing=False) is None
    assert knee(x, np.ones(9), convex=True, increasing=False) is None
    assert knee(x[:2], np.array([4.0, 1.0]), convex=True, increasing=False) is None


def in_one_group():
    """Return a method that puts everyone into the given number of groups around the mean."""
    return Method(
        name="one",
        label=say("one"),
        choice=say("one"),
        fit=lambda task: [Fit(CentreAssigner(task.matrix.mean(axis=0)[None])) for _ in task.ks],
    )


def test_the_gap_statistic_is_that_of_tibshirani_walther_and_hastie():
    rows = np.random.default_rng(5).normal(size=(40, 2)) @ np.array([[2.0, 1.0], [0.0, 0.5]])
    rows = rows[np.lexsort(rows.T[::-1])]
    found = gap_curve(rows, [1], in_one_group(), MethodSpec(seed=3))
    centred = rows - rows.mean(axis=0)
    turned = centred @ np.linalg.eigh(centred.T @ centred)[1]
    # Twenty references in the box of the principal components, squared distances.
    logs = []
    for draw in range(1, 21):
        box = np.random.default_rng([3, draw]).uniform(turned.min(axis=0), turned.max(axis=0), size=(40, 2))
        logs.append(np.log(((box - box.mean(axis=0)) ** 2).sum()))
    assert found.gap[0] == pytest.approx(np.mean(logs) - np.log((centred**2).sum()))
    assert found.error[0] == pytest.approx(np.std(logs) * np.sqrt(1 + 1 / 20))
    assert found.ks == (1,)


@pytest.mark.parametrize(("n_rows", "taken"), [(999, 999), (1_000, 1_000), (1_001, 1_000)])
def test_the_gap_statistic_looks_at_1_000_rows_at_most(n_rows, taken):
    rows = np.sort(np.random.default_rng(0).normal(size=(n_rows, 1)), axis=0)
    assert gap_curve(rows, [1], in_one_group(), MethodSpec()).n_rows == taken


@pytest.mark.parametrize(
    ("gap", "error", "position"),
    [
        # The error of the next number counts, not the own one.
        ([1.0, 1.5, 1.4], [1.0, 0.1, 0.1], 1),
        ([1.0, 1.5, 1.4], [0.1, 0.5, 0.1], 0),
        # On the border it is within.
        ([1.0, 1.25, 2.0], [0.0, 0.25, 0.0], 0),
        ([1.0, 1.251, 2.0], [0.0, 0.25, 0.0], 2),
        ([1.0, 2.0, 3.0], [0.1, 0.1, 0.1], 2),
    ],
)
def test_tibshiranis_rule(gap, error, position):
    assert tibshirani_rule(np.array(gap), np.array(error)) == position


@pytest.mark.parametrize(
    ("gap", "error", "position"),
    [
        # Tibshirani's rule says 1, and a later one is clearly better: the first within one error of the highest.
        ([3.0, 2.9, 2.5, 5.0, 5.5], [0.1, 0.1, 0.1, 0.1, 0.1], 4),
        ([3.0, 2.9, 2.5, 5.0, 5.5], [0.1, 0.1, 0.1, 0.1, 0.5], 3),
        # Not clearly: within its error of the first.
        ([3.0, 2.9, 2.5, 5.0, 5.5], [0.1, 0.1, 0.1, 0.1, 2.5], 0),
        ([3.0, 2.9, 2.5, 5.0, 5.5], [0.1, 0.1, 0.1, 0.1, 2.499], 3),
        # Where the rule says more than 1 it stands.
        ([1.0, 3.0, 2.9, 9.0], [0.1, 0.1, 0.1, 0.1], 1),
    ],
)
def test_the_gaps_number_is_tibshiranis_except_where_a_later_one_is_clearly_better(gap, error, position):
    assert gap_choice(np.array(gap), np.array(error)) == position


def test_stability_per_number_is_the_mean_adjusted_rand_index_of_ten_pairs():
    matrix = np.sort(np.random.default_rng(1).normal(size=(2_500, 1)), axis=0)
    tasks = []

    def fit(task):
        tasks.append(task)
        # Cut at 0, or by every second seed at the median of the negative ones.
        cut = -0.67 if task.spec.seed % 2 else 0.0
        return [Fit(NeighbourAssigner(task.matrix, np.where(task.matrix[:, 0] < cut, 1, 2).astype(np.int32)))]

    found = agreements(
        matrix, Method(name="cut", label=say("cut"), choice=say("cut"), fit=fit), MethodSpec(), [2]
    )
    assert len(tasks) == 20
    assert len({task.spec.seed for task in tasks}) == 20
    # Of 2,000 rows drawn with replacement 1 - 1/e are different.
    assert all(1_200 < len(task.matrix) < 1_330 for task in tasks)
    assert 0 < found[2] < 1
    always = Method(
        name="halves",
        label=say("halves"),
        choice=say("halves"),
        fit=lambda task: [Fit(CentreAssigner(np.array([[-1.0], [1.0]]))) for _ in task.ks],
    )
    assert agreements(matrix, always, MethodSpec(), [2]) == {2: 1.0}


def test_gaps_come_first_and_the_other_number_is_told_beside():
    """Five groups, two pairs of them nearer to each other: silhouette alone picks three."""
    random = np.random.default_rng(2)
    places = ([0, 0], [0, 9], [40, 0], [40, 9], [20, 60])
    rows = np.concatenate([random.normal(size=(60, 2)) + place for place in places])
    rows = rows[np.lexsort(rows.T[::-1])]
    found = scan_numbers(
        rows, range(2, 8), find_method("kmeans"), MethodSpec(method="kmeans"), ("silhouette",)
    ).scan
    by_fit = max(found.candidates, key=lambda each: each.silhouette).k
    assert by_fit == 3
    assert found.pick == 5
    assert str(found.reason[0]).startswith(
        "5 is the largest number of segments with gaps between all of them"
    )
    assert found.separated == 5
    assert str(found.reason[1]).startswith("More segments cut through these groups and come back less surely")


CRITERIA = ("inertia", "silhouette", "calinski_harabasz", "davies_bouldin", "gap", "stability", "smallest")


@pytest.mark.parametrize("criterion", CRITERIA)
def test_only_the_criteria_that_are_asked_for_are_given(criterion):
    rows = np.sort(np.r_[np.arange(20.0), 100 + np.arange(20.0)])[:, None]
    found = scan_numbers(rows, [2, 3], find_method("kmeans"), MethodSpec(method="kmeans"), (criterion,)).scan
    for each in found.candidates:
        assert [name for name in CRITERIA if getattr(each, name) is not None] == [criterion]
    if criterion == "smallest":
        assert [each.smallest for each in found.candidates] == [20, 10]
    if criterion == "inertia":
        assert found.candidates[0].inertia == pytest.approx(2 * 20 * np.arange(20.0).var())


def test_the_mixture_has_a_bic_and_no_gap():
    rows = np.sort(np.r_[np.arange(20.0), 100 + np.arange(20.0)])[:, None]
    found = scan_numbers(rows, [2, 3], find_method("gmm"), MethodSpec(method="gmm"), ("gap", "bic")).scan
    assert all(each.bic is not None and each.gap is None for each in found.candidates)
    assert found.gap_pick is None


@pytest.mark.parametrize(
    ("elbow", "gap", "said"),
    [
        (None, None, "The spread falls evenly with the number, without a clear elbow."),
        (4, None, "The elbow of the spread is at 4."),
        (None, 4, "The gap statistic points to 4; the spread has no clear elbow."),
        (3, 3, "The elbow of the spread and the gap statistic both point to 3."),
        (5, 5, "The elbow of the spread and the gap statistic both point to 5."),
        (3, 5, "For comparison, the elbow of the spread is at 3 and the gap statistic points to 5."),
        (None, 1, "The spread has no clear elbow, and the gap statistic sees no groups at all: take the number as a "
                  "convenience."),
        (4, 1, "The elbow of the spread is at 4, but the gap statistic sees no groups at all: take the number as a "
               "convenience."),
    ],
)  # fmt: skip
def test_what_elbow_and_gap_add_to_the_pick(elbow, gap, said):
    chosen, reason = pick_number([2, 3, 5], [0.2, 0.9, 0.3], [50, 30, 20], 100, elbow, gap)
    assert (chosen, str(reason[1])) == (3, said)


@pytest.mark.parametrize(
    ("fits", "elbow", "said"),
    [
        ({2: 0.7, 3: 0.3}, None, "2 segments fit the customers best: fit 0.70 on a scale up to 1."),
        (
            {2: 0.71, 3: 0.70},
            None,
            "2 segments would fit closer (fit 0.71 against 0.70 on a scale up to 1), but 3 to 8 are easier to work "
            "with, and 3 fit best among those.",
        ),
        (
            {4: 0.71, 3: 0.70},
            3,
            "4 segments would fit closer (fit 0.71 against 0.70 on a scale up to 1), but the elbow of the spread "
            "is at 3.",
        ),
        (
            {4: 0.701, 3: 0.700},
            3,
            "4 segments would fit equally (fit 0.70 on a scale up to 1), but the elbow of the spread is at 3.",
        ),
    ],
)
def test_why_a_number_was_picked(fits, elbow, said):
    _, reason = pick_number(list(fits), list(fits.values()), [30] * len(fits), 100, elbow, None)
    assert str(reason[0]) == said
