"""docs/methods.md, Stability and verdict: draws, similarities, and where one verdict ends and the next begins."""

import numpy as np
import pytest

from segdesk.engine.assigners.centres import CentreAssigner
from segdesk.engine.assigners.neighbours import NeighbourAssigner
from segdesk.engine.clustering.methods.registry import Fit, Method
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.validation.importance import Importance
from segdesk.engine.validation.repeated_values import jittered, without_heaps
from segdesk.engine.validation.separated_segments import _gap_between, separated_segments
from segdesk.engine.validation.stability import (
    best_jaccard,
    jaccard_across_k,
    pair_stability,
    segment_stability,
    stability_word,
)
from segdesk.engine.validation.structure import (
    assess_rule_structure,
    assess_structure,
)
from segdesk.messages import say


def mean_stability(*given, **more):
    return segment_stability(*given, **more).mean


def agreements(*given, **more):
    return {k: one.agreement for k, one in pair_stability(*given, **more).items()}


def recorded(name="halves"):
    """Return a method that cuts at 0, and the tasks that it was given."""
    tasks = []

    def fit(task):
        tasks.append(task)
        return [Fit(CentreAssigner(np.array([[-1.0], [1.0]])))]

    return Method(
        name=name, label=say("halves"), choice=say("halves"), fit=fit, is_slow=name != "halves"
    ), tasks


@pytest.mark.parametrize(
    ("name", "n_rows", "drawn"),
    [("halves", 400, 400), ("halves", 10_500, 10_000), ("gmm", 400, 400), ("pam", 3_500, 3_000)],
)
def test_customers_are_drawn_with_replacement_50_times_and_doubles_dropped(name, n_rows, drawn):
    matrix = np.linspace(-1, 1, n_rows)[:, None]
    labels = np.where(matrix[:, 0] < 0, 1, 2).astype(np.int32)
    method, tasks = recorded(name)
    found = mean_stability(matrix, labels, method, MethodSpec(), 2)
    assert found.tolist() == [1.0, 1.0]
    assert len(tasks) == 50
    assert len({task.spec.seed for task in tasks}) == 50
    for task in tasks:
        assert len(np.unique(task.matrix)) == len(task.matrix)
        assert task.ks == (2,)
        # Of n_rows that are drawn from `drawn` times, so many different ones are expected.
        assert len(task.matrix) == pytest.approx(n_rows * (1 - (1 - 1 / n_rows) ** drawn), rel=0.12)
    assert len({len(task.matrix) for task in tasks}) > 1


def test_the_number_of_draws_can_be_set():
    matrix = np.linspace(-1, 1, 40)[:, None]
    method, tasks = recorded()
    mean_stability(
        matrix, np.where(matrix[:, 0] < 0, 1, 2).astype(np.int32), method, MethodSpec(), 2, draws=7
    )
    assert len(tasks) == 7


def test_the_jaccard_similarity_is_that_to_the_most_similar_new_segment():
    labels = np.array([1, 1, 1, 1, 2, 2, 2, 3, 0], dtype=np.int32)
    others = np.array([1, 1, 1, 2, 2, 2, 2, 0, 2], dtype=np.int32)
    # 1: three of four are in new 1. 2: all three are in new 2, which has five. 3: only among the unassigned.
    assert best_jaccard(labels, others, 4)[:3].tolist() == [3 / 4, 3 / 5, 0.0]
    assert np.isnan(best_jaccard(labels, others, 4)[3])


def test_stability_is_the_mean_over_the_draws_that_hold_the_segment():
    """A method that finds one segment: a segment of share s is then similar to it by s, in every draw."""
    matrix = np.arange(200.0)[:, None]
    labels = np.repeat([1, 2], [150, 50]).astype(np.int32)
    method = Method(
        name="one",
        label=say("one"),
        choice=say("one"),
        fit=lambda task: [Fit(CentreAssigner(task.matrix.mean(axis=0)[None]))],
    )
    found = mean_stability(matrix, labels, method, MethodSpec(), 1)
    assert found == pytest.approx([0.75, 0.25], abs=0.02)
    assert found.sum() == pytest.approx(1.0)


def test_a_segment_that_few_draws_hold_is_averaged_over_those():
    matrix = np.arange(60.0)[:, None]
    labels = np.where(np.arange(60) < 59, 1, 2).astype(np.int32)
    method = Method(
        name="same",
        label=say("same"),
        choice=say("same"),
        fit=lambda task: [
            Fit(NeighbourAssigner(task.matrix, np.where(task.matrix[:, 0] < 59, 1, 2).astype(np.int32)))
        ],
    )
    assert mean_stability(matrix, labels, method, MethodSpec(), 2).tolist() == [1.0, 1.0]


def test_nobody_in_segments_has_no_stability():
    assert (
        mean_stability(np.ones((3, 1)), np.zeros(3, dtype=np.int32), recorded()[0], MethodSpec(), 2).size == 0
    )


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (0.0, "do not rely on it"),
        (0.5999, "do not rely on it"),
        (0.60, "a pattern, membership doubtful"),
        (0.7499, "a pattern, membership doubtful"),
        (0.75, "stable"),
        (0.8499, "stable"),
        (0.85, "very stable"),
        (1.0, "very stable"),
    ],
)
def test_stability_in_words(value, word):
    assert str(stability_word(value)) == word


def test_stability_of_a_number_leaves_out_what_a_draw_cannot_hold():
    matrix = np.repeat([[-1.0], [0.0], [1.0]], [1, 30, 1], axis=0)
    method = Method(
        name="same",
        label=say("same"),
        choice=say("same"),
        fit=lambda task: [Fit(CentreAssigner(np.array([[-1.0], [1.0], [9.0]][:k]))) for k in task.ks],
    )
    assert list(agreements(matrix, method, MethodSpec(), [1, 2, 3])) == [1]


def test_what_other_numbers_of_segments_keep_of_each():
    three = np.array([1, 1, 2, 2, 3, 3], dtype=np.int32)
    two = np.array([1, 1, 1, 1, 2, 2], dtype=np.int32)
    four = np.array([1, 2, 3, 3, 4, 4], dtype=np.int32)
    assert jaccard_across_k([two, three, four], 1) == [{2: 0.5, 4: 0.5}, {2: 0.5, 4: 1.0}, {2: 1.0, 4: 1.0}]


# The verdict


def cloud(sizes):
    """Return a single population cut into segments of these sizes, which no gap parts."""
    rows = np.sort(np.random.default_rng(0).normal(size=(sum(sizes), 1)), axis=0)
    return rows, np.repeat(np.arange(1, len(sizes) + 1), sizes).astype(np.int32)


@pytest.mark.parametrize(
    ("stability", "structure"),
    [
        ([0.75, 0.60], "reproducible"),
        ([0.7499, 0.60], "constructive"),
        ([0.75, 0.5999], "constructive"),
        ([0.60, 0.0], "constructive"),
        ([0.5999, 1.0], "none"),
    ],
)
def test_every_segment_of_0_60_and_most_in_segments_of_0_75_or_of_0_60(stability, structure):
    rows, labels = cloud([51, 49])
    assert assess_structure(rows, labels, np.array(stability)).structure == structure


@pytest.mark.parametrize("stability", [0.75, 0.60])
def test_half_of_the_customers_are_not_most(stability):
    rows, labels = cloud([50, 50])
    assert assess_structure(rows, labels, np.array([stability, 0.0])).structure == "none"


def separated(sizes, n_cloud=0):
    """Return groups far apart of these sizes, behind a cloud that is cut in two."""
    random = np.random.default_rng(1)
    rows = [random.normal(size=(n_cloud, 2))]
    labels = [np.where(rows[0][:, 0] < 0, len(sizes) + 1, len(sizes) + 2)]
    for number, size in enumerate(sizes, start=1):
        rows.append(random.normal(size=(size, 2)) + np.array([30.0 * number, 0.0]))
        labels.append(np.full(size, number))
    return np.concatenate(rows), np.concatenate(labels).astype(np.int32)


@pytest.mark.parametrize(("size", "structure"), [(101, "natural"), (100, "reproducible")])
def test_natural_where_most_customers_live_in_parted_segments(size, structure):
    rows, labels = separated([size], n_cloud=100)
    assert separated_segments(rows, labels).tolist() == [True, False, False]
    assert assess_structure(rows, labels, np.full(3, 0.75)).structure == structure


@pytest.mark.parametrize(
    ("weakest", "structure"), [(0.75, "natural"), (0.7499, "reproducible"), (0.5999, "constructive")]
)
def test_natural_needs_every_segment_to_be_stable(weakest, structure):
    rows, labels = separated([60, 60, 20])
    assert assess_structure(rows, labels, np.array([0.9, 0.9, weakest])).structure == structure


@pytest.mark.parametrize(("unassigned", "structure"), [(13, "natural"), (14, "reproducible")])
def test_natural_needs_nine_in_ten_customers_in_segments(unassigned, structure):
    rows, labels = separated([60, 60])
    rows = np.r_[rows, np.zeros((unassigned, 2))]
    labels = np.r_[labels, np.zeros(unassigned, dtype=np.int32)]
    assert assess_structure(rows, labels, np.full(2, 0.9)).structure == structure


def test_most_customers_in_no_segment_are_told_first():
    rows, labels = separated([60, 60])
    rows, labels = np.r_[rows, np.zeros((130, 2))], np.r_[labels, np.zeros(130, dtype=np.int32)]
    judged = assess_structure(rows, labels, np.full(2, 0.9))
    assert judged.structure == "none"
    assert str(judged.text[0]) == "Most customers (52%) belong to no segment."


@pytest.mark.parametrize(("on_border", "structure"), [(0.25, "natural"), (0.26, "reproducible")])
def test_natural_needs_three_in_four_customers_off_the_border(on_border, structure):
    rows, labels = separated([60, 60])
    judged = assess_structure(rows, labels, np.full(2, 0.9), on_border=on_border)
    assert judged.structure == structure
    assert any("about as near to another segment" in str(each) for each in judged.evidence)


@pytest.mark.parametrize(
    ("share", "without", "structure"),
    [(0.05, 0.49, "reproducible"), (0.05, 0.5, "natural"), (0.06, 0.49, "natural")],
)
def test_natural_needs_columns_of_little_share_to_decide_nothing(share, without, structure):
    rows, labels = separated([60, 60])
    known = (
        Importance("spend", 0.7, 0.9),
        Importance("visits", 0.3 - share, 0.9),
        Importance("age", share, without),
    )
    judged = assess_structure(rows, labels, np.full(2, 0.9), importance=known)
    assert judged.structure == structure
    assert any("without it other segments" in str(each) for each in judged.text) == (without < 0.5)


def test_gaps_that_no_line_shows_count_as_well():
    rows, labels = cloud([60, 40])
    no_gap = assess_structure(rows, labels, np.full(2, 0.8))
    gap = assess_structure(rows, labels, np.full(2, 0.8), density_gaps_around=np.array([True, False]))
    assert (no_gap.structure, gap.structure) == ("reproducible", "natural")
    assert gap.separated.tolist() == [True, False]


@pytest.mark.parametrize(("n", "structure"), [(29, "constructive"), (30, "natural")])
def test_of_fewer_than_30_customers_natural_and_reproducible_are_never_said(n, structure):
    rows, labels = separated([n - n // 2, n // 2])
    assert assess_structure(rows, labels, np.full(2, 0.99)).structure == structure
    rows, labels = cloud([n - n // 2, n // 2])
    assert assess_structure(rows, labels, np.full(2, 0.99)).structure == (
        "constructive" if n < 30 else "reproducible"
    )
    assert assess_structure(rows, labels, np.full(2, 0.59)).structure == "none"


def test_unassigned_rows_are_customers_in_no_segment():
    rows, labels = separated([15, 14])
    rows, labels = np.r_[rows, rows[:9]], np.r_[labels, np.zeros(9, dtype=np.int32)]
    assert assess_structure(rows, labels, np.full(2, 0.99)).structure == "constructive"
    rows, labels = cloud([51, 49])
    labels[:2] = 0
    # 49 of 100.
    assert assess_structure(rows, labels, np.array([0.9, 0.0])).structure == "none"


@pytest.mark.parametrize(("n", "told"), [(5_000, 2), (5_001, 3)])
def test_gaps_are_looked_for_among_5_000_customers(n, told):
    rows, labels = cloud([n - 2_500, 2_500])
    evidence = assess_structure(rows, labels, np.full(2, 0.9)).evidence
    assert len(evidence) == told
    if told == 3:
        assert str(evidence[2]) == "Gaps were looked for in a sample of 5,000 customers."


def test_the_evidence_names_the_figures():
    rows, labels = separated([60], n_cloud=40)
    evidence = [str(each) for each in assess_structure(rows, labels, np.array([0.8, 0.5, 0.61])).evidence]
    assert evidence == [
        "1 of 3 segments has a gap to every other one; 60% of the customers live in such segments.",
        "Drawn and segmented anew, the segments come back with a stability of 0.50 to 0.80 on a scale up to 1; "
        "60% of the customers live in stable ones (0.75 or more).",
        "Don't rely on segment 2: drawn anew, it comes back with a stability of 0.50 only.",
    ]
    assert str(assess_rule_structure(rows, labels).evidence[0]) == evidence[0]


def test_a_gap_must_part_the_segments_themselves():
    """Customers fall into two groups, but the segments were drawn by lot, or by a column that knows nothing of them."""
    random = np.random.default_rng(4)
    groups = np.repeat([-4.0, 4.0], 300)[:, None] + random.normal(size=(600, 1))
    by_lot = random.permutation(np.repeat([1, 2], 300)).astype(np.int32)
    assert not separated_segments(groups, by_lot).any()
    other = random.normal(size=(600, 1))
    assert not separated_segments(
        np.c_[groups, other], np.where(other[:, 0] > 0, 1, 2).astype(np.int32)
    ).any()
    yes = random.permutation(np.repeat([0.0, 1.0], 300))
    by_both = (1 + 2 * yes + (groups[:, 0] > 0)).astype(np.int32)
    assert not separated_segments(np.c_[groups, yes], by_both).any()
    assert separated_segments(groups, np.where(groups[:, 0] > 0, 1, 2).astype(np.int32)).all()


@pytest.mark.parametrize(("strayed", "parted"), [(0.05, True), (0.2, False)])
def test_nine_in_ten_of_a_segment_must_lie_on_its_side_of_the_valley(strayed, parted):
    """The line has two peaks either way; some customers of the right-hand group are counted to the left one."""
    random = np.random.default_rng(9)
    left, right = random.normal(-4, 1, 300), random.normal(4, 1, 300)
    n = int(strayed * 300)
    assert _gap_between(np.r_[left[n:], right[:n]], right[n:]) == parted


def test_a_border_through_the_middle_of_a_group_is_no_gap():
    random = np.random.default_rng(5)
    rows = np.repeat([-9.0, 0.0, 9.0], 200)[:, None] + random.normal(size=(600, 1))
    assert not separated_segments(rows, np.where(rows[:, 0] > 0, 1, 2).astype(np.int32)).any()
    assert separated_segments(rows, np.where(rows[:, 0] > -4.5, 1, 2).astype(np.int32)).all()


@pytest.mark.parametrize("bent", [1.0, 1.5])
def test_parts_of_a_curve_have_no_gaps_between_them(bent):
    """Seen from the side, customers who stand evenly on a curve pile up at its ends."""
    random = np.random.default_rng(6)
    along = random.uniform(0, bent * np.pi, 1_000)
    rows = np.c_[np.cos(along), np.sin(along)] + random.normal(size=(1_000, 2)) * 0.05
    for k in (2, 3, 4):
        labels = (1 + along * k // (bent * np.pi)).clip(max=k).astype(np.int32)
        assert not separated_segments(rows, labels).all()


def test_a_hole_beside_those_with_none_is_no_gap_between_groups():
    random = np.random.default_rng(7)
    spent = np.log1p(np.where(random.random((800, 3)) < 0.5, 0.0, random.lognormal(4, 0.5, (800, 3))))
    assert not separated_segments(spent, np.where(spent[:, 0] > 0, 1, 2).astype(np.int32)).any()
    # Groups among those who have some are groups all the same.
    beside = np.where(np.arange(800) < 400, -6.0, 6.0) + random.normal(size=800)
    assert separated_segments(np.c_[spent, beside], np.where(beside > 0, 1, 2).astype(np.int32)).all()


def test_heaps_are_dealt_out_over_the_other_values():
    random = np.random.default_rng(8)
    heaped = np.r_[np.zeros(300), random.uniform(5, 9, 700)][:, None]
    dealt = without_heaps(heaped)[:, 0]
    assert dealt.min() >= 5
    np.testing.assert_array_equal(dealt[300:], heaped[300:, 0])
    # Counts that fall off by and by, answers on a scale and two values are no heaps.
    for values in (random.poisson(1, 1_000), random.integers(1, 6, 1_000), random.integers(0, 2, 1_000)):
        column = values.astype(float)[:, None]
        np.testing.assert_array_equal(without_heaps(column), column)


def test_repeated_values_are_spread_by_half_the_way_to_their_neighbours():
    answers = np.repeat([1.0, 2.0, 3.0, 10.0], 200)[:, None]
    spread = jittered(answers)[:, 0]
    # Towards a gap in the scale by no more than the whole way to the other neighbour.
    expected = [(0.5, 1.5), (1.5, 2.5), (2.5, 4.0), (6.5, 13.5)]
    for value, (low, high) in zip([1.0, 2.0, 3.0, 10.0], expected, strict=True):
        own = spread[answers[:, 0] == value]
        assert low <= own.min() < low + 0.05 * (high - low)
        assert high - 0.05 * (high - low) < own.max() <= high


def test_columns_of_two_values_say_nothing_of_gaps_unless_there_are_only_such():
    coded = np.tile([0.0, 1.0], 20)
    assert not jittered(np.column_stack([coded, np.arange(40.0)]))[:, 0].any()
    assert jittered(coded[:, None]).any()
    assert not jittered(np.ones((40, 1))).any()
