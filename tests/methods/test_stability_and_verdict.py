"""docs/methods.md, Stability and verdict: draws, similarities, and where one verdict ends and the next begins."""

import numpy as np
import pytest

from segdesk.engine.assigners.centres import CentreAssigner
from segdesk.engine.assigners.neighbours import NeighbourAssigner
from segdesk.engine.clustering.methods.registry import Fit, Method
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.validation.dip import dip, dip_p_value
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
    jittered,
    separated_segments,
)
from segdesk.messages import say


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
    found = segment_stability(matrix, labels, method, MethodSpec(), 2)
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
    segment_stability(
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
    found = segment_stability(matrix, labels, method, MethodSpec(), 1)
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
    assert segment_stability(matrix, labels, method, MethodSpec(), 2).tolist() == [1.0, 1.0]


def test_nobody_in_segments_has_no_stability():
    assert (
        segment_stability(np.ones((3, 1)), np.zeros(3, dtype=np.int32), recorded()[0], MethodSpec(), 2).size
        == 0
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
    assert list(pair_stability(matrix, method, MethodSpec(), [1, 2, 3])) == [1]


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
        ([0.75, 0.0], "reproducible"),
        ([0.7499, 0.0], "constructive"),
        ([0.60, 0.0], "constructive"),
        ([0.5999, 1.0], "none"),
    ],
)
def test_most_live_in_segments_of_0_75_or_of_0_60(stability, structure):
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


@pytest.mark.parametrize(("size", "structure"), [(101, "natural"), (100, "none")])
def test_natural_where_most_customers_live_in_parted_segments(size, structure):
    rows, labels = separated([size], n_cloud=100)
    assert separated_segments(rows, labels).tolist() == [True, False, False]
    assert assess_structure(rows, labels, np.array([0.5, 0.5, 0.5])).structure == structure


@pytest.mark.parametrize(("stability", "structure"), [(0.40, "natural"), (0.3999, "none")])
def test_natural_needs_most_in_segments_of_0_40(stability, structure):
    rows, labels = separated([60, 60])
    assert assess_structure(rows, labels, np.full(2, stability)).structure == structure


def test_gaps_that_no_line_shows_count_as_well():
    rows, labels = cloud([60, 40])
    no_gap = assess_structure(rows, labels, np.full(2, 0.5))
    gap = assess_structure(rows, labels, np.full(2, 0.5), density_gaps_around=np.array([True, False]))
    assert (no_gap.structure, gap.structure) == ("none", "natural")
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


def test_unassigned_rows_are_not_among_the_customers():
    rows, labels = separated([15, 14])
    rows, labels = np.r_[rows, rows[:9]], np.r_[labels, np.zeros(9, dtype=np.int32)]
    assert assess_structure(rows, labels, np.full(2, 0.99)).structure == "constructive"
    rows, labels = cloud([51, 49])
    labels[:2] = 0
    # 49 of 98.
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
    ]
    assert str(assess_rule_structure(rows, labels).evidence[0]) == evidence[0]


def with_a_dip(wanted):
    """Return two groups of 100 on a line, so far apart that the dip test just gives a chance near `wanted`."""
    middle = np.linspace(-1, 1, 100) ** 3
    low, high = 0.0, 3.0
    for _ in range(60):
        apart = (low + high) / 2
        values = np.sort(np.r_[middle - apart, middle + apart])
        low, high = (apart, high) if dip_p_value(dip(values), 200) > wanted else (low, apart)
    return np.r_[middle - high, middle + high][:, None]


@pytest.mark.parametrize(
    ("chance", "alone", "among_three"), [(0.002, False, False), (0.0007, True, False), (0.0002, True, True)]
)
def test_the_dip_test_rejects_at_a_thousandth_divided_by_the_number_of_pairs(chance, alone, among_three):
    rows = with_a_dip(chance)
    assert dip_p_value(dip(np.sort(rows[:, 0])), 200) == pytest.approx(chance, rel=0.35)
    labels = np.repeat([1, 2], 100).astype(np.int32)
    assert separated_segments(rows, labels).tolist() == [alone] * 2
    # A third segment far away makes three pairs.
    away = np.r_[rows, 1_000 + rows[:100]]
    found = separated_segments(away, np.r_[labels, np.full(100, 3)].astype(np.int32))
    assert found.tolist() == [among_three, among_three, True]


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
