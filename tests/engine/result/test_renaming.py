"""The user's names and colours: what may be given, and what outlives a new run."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segdesk.charts.palette import PALETTE
from segdesk.engine.result.renaming import N_COLOURS, carried_over, recoloured, renamed
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.errors import UsageError
from segdesk.messages import say
from tests.sample_results import changed, customers, survey


def with_labels(labels, like=None) -> Segmentation:
    """A result with these labels in the table of another; numbers 1..k."""
    like = customers() if like is None else like
    labels = np.asarray(labels, dtype=np.int32)
    segments = tuple(
        Segment(number, say("Group {n}", n=number), int((labels == number).sum()), 0.1, None, say("Some"))
        for number in range(1, int(labels.max()) + 1)
    )
    return changed(like, labels=labels, segments=segments)


def names_of(segmentation):
    return {segment.number: str(segment.name) for segment in segmentation.named}


def places_of(segmentation):
    return {segment.number: segment.palette_place for segment in segmentation.named}


def test_new_names_reach_the_model_and_leave_the_rest_alone():
    result = renamed(customers(), {2: "  Steady   regulars "})
    assert names_of(result) == {**names_of(customers()), 2: "Steady regulars"}
    assert result.fit.model.names == tuple(names_of(result).values())
    assert [segment.named_by_user for segment in result.named] == [number == 2 for number in names_of(result)]
    assert names_of(customers())[2] != "Steady regulars"


def test_names_can_be_exchanged():
    first, second, *_ = names_of(customers()).values()
    result = renamed(customers(), {1: second, 2: first})
    assert (names_of(result)[1], names_of(result)[2]) == (second, first)


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ({1: " "}, "A segment needs a name."),
        ({1: "x" * 61}, "This name has 61 letters; a name may have up to 60."),
        ({1: "Champions", 2: "CHAMPIONS"}, "Another segment is called “Champions” already."),
        ({1: "unassigned"}, "Another segment is called “Unassigned” already."),
        ({99: "Lost"}, "There is no segment 99."),
        ({0: "Rest"}, "The unassigned customers are no segment: they keep their name and colour."),
    ],
)
def test_names_that_cannot_be_are_refused_with_a_sentence(names, sentence):
    with pytest.raises(UsageError) as refused:
        renamed(customers(), names)
    assert str(refused.value) == sentence


def test_a_colour_that_is_taken_is_exchanged():
    result = recoloured(customers(), 1, 2)
    assert (places_of(result)[1], places_of(result)[2]) == (2, 1)
    assert places_of(recoloured(customers(), 1, 9))[1] == 9
    for number, colour in ((0, 3), (99, 3), (1, 0), (1, 13)):
        with pytest.raises(UsageError):
            recoloured(customers(), number, colour)


def test_there_are_as_many_colours_as_the_palette_has():
    assert len(PALETTE) == N_COLOURS


def test_a_rerun_that_only_numbers_otherwise_keeps_every_name_and_colour():
    labels = np.arange(len(customers().fit.labels)) % 6 + 1
    earlier = recoloured(renamed(with_labels(labels), {n: f"Name {n}" for n in range(1, 7)}), 3, 11)
    turned = np.array([0, 4, 6, 1, 2, 5, 3])
    later, fresh = carried_over(earlier, with_labels(turned[labels]))
    assert not fresh
    for number in range(1, 7):
        assert names_of(later)[turned[number]] == f"Name {number}"
        assert places_of(later)[turned[number]] == places_of(earlier)[number]


def test_suggested_names_are_not_carried_but_colours_are():
    labels = np.arange(len(customers().fit.labels)) % 3 + 1
    earlier = recoloured(with_labels(labels), 1, 7)
    later, _ = carried_over(earlier, with_labels(labels % 3 + 1))
    assert places_of(later)[2] == 7
    assert names_of(later)[2] == "Group 2"
    assert not later.segment(2).named_by_user


def test_half_of_both_is_the_same_segment_and_less_is_new():
    n = len(customers().fit.labels)
    labels = np.full(n, 2)
    labels[:100] = 1
    earlier = renamed(with_labels(labels), {1: "Champions"})
    for moved, same in ((50, True), (51, False)):
        changed = labels.copy()
        changed[:moved] = 2
        later, fresh = carried_over(earlier, with_labels(changed))
        assert (1 not in fresh) is same
        assert (names_of(later)[1] == "Champions") is same
    swallowed, fresh = carried_over(earlier, with_labels(np.ones(n)))
    assert fresh == frozenset()
    assert names_of(swallowed)[1] == "Group 1", "the larger one's, which had no name of the user's"


def test_a_suggestion_gives_way_to_the_same_name_of_the_user():
    labels = np.arange(len(customers().fit.labels)) % 2 + 1
    earlier = renamed(with_labels(labels), {1: "group 1", 2: "Group 2x"})
    later, _ = carried_over(earlier, with_labels(3 - labels))
    assert names_of(later) == {1: "Group 2x", 2: "group 1"}
    split = np.where(labels == 1, 2, np.arange(len(labels)) % 4 // 2 * 2 + 1)
    later, fresh = carried_over(earlier, with_labels(split))
    assert names_of(later)[2] == "group 1"
    assert len(fresh) == 1
    assert len({name.casefold() for name in names_of(later).values()}) == later.k


def test_other_rows_are_matched_by_identifier():
    earlier = renamed(customers(), {1: "Champions"})
    table = customers().source.table
    order = np.arange(table.n_rows)[::-1][:-200]
    columns = tuple(replace(column, codes=column.codes[order]) for column in table.columns)
    other = changed(customers(), table=replace(table, columns=columns), labels=customers().fit.labels[order])
    later, fresh = carried_over(earlier, other)
    assert names_of(later)[1] == "Champions"
    assert not fresh


def test_tables_with_nothing_in_common_share_no_names():
    later, fresh = carried_over(renamed(customers(), {1: "Champions"}), survey())
    assert "Champions" not in names_of(later).values()
    assert fresh == frozenset(range(1, survey().k + 1))


@settings(max_examples=60)
@given(before=st.integers(1, 14), after=st.integers(1, 14), kept=st.floats(0, 1), seed=st.integers(0, 999))
def test_names_and_colours_stay_distinct(before, after, kept, seed):
    random = np.random.default_rng(seed)
    n = len(customers().fit.labels)
    labels = random.permutation(np.arange(n) % before + 1)
    changed = np.where(
        random.random(n) < kept, (labels - 1) % after + 1, random.permutation(np.arange(n) % after + 1)
    )
    earlier = renamed(with_labels(labels), {number: f"group {number + 1}" for number in range(1, before + 1)})
    later, fresh = carried_over(earlier, with_labels(changed))
    names = {name.casefold() for name in names_of(later).values()}
    assert len(names) == later.k
    assert len(set(places_of(later).values())) == later.k
    if later.k <= N_COLOURS:
        assert max(places_of(later).values()) <= N_COLOURS
    assert fresh <= set(range(1, later.k + 1))


@pytest.mark.parametrize("colour", [1, N_COLOURS])
def test_the_ends_of_the_palette_are_colours(colour):
    painted = recoloured(customers(), 2, colour)
    assert painted.segment(2).palette_place == colour
    places = [segment.palette_place for segment in painted.named]
    assert len(set(places)) == len(places)
    for other in (0, N_COLOURS + 1):
        with pytest.raises(UsageError, match="The palette has colours"):
            recoloured(customers(), 2, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("High spend, recent", "Recent, high spend"),
        ("High spend, recent", "recent high spend"),
        ("Junge Kunden; treu", "Treu, junge Kunden"),
        ("Berlin  young", "Young Berlin"),
    ],
)
def test_the_same_words_in_another_order_are_no_other_name(one, other):
    with pytest.raises(UsageError) as refused:
        renamed(customers(), {1: one, 2: other})
    assert "already" in str(refused.value)


@pytest.mark.parametrize(
    ("one", "other"),
    [("High spend, low age", "Low spend, high age"), ("A+", "A-"), ("Big spenders", "Big spenders, loyal")],
)
def test_other_words_or_other_parts_are_another_name(one, other):
    assert [names_of(renamed(customers(), {1: one, 2: other}))[n] for n in (1, 2)] == [one, other]
