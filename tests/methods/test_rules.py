"""docs/methods.md, Rules: what may be a condition, what the search prefers, and when there is no rule."""

import datetime as dt
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.rules.cuts import day_cuts, number_cuts
from segdesk.engine.rules.find_rules import find_rules
from segdesk.engine.rules.offers import offered_conditions
from segdesk.engine.rules.search import search
from segdesk.engine.schema.types import type_columns
from segdesk.io.frames import table_from_frame


def rules_of(frame, labels, seed=0):
    table = table_from_frame(pd.DataFrame(frame))
    return find_rules(table, type_columns(table, Recipe().read), np.asarray(labels, dtype=np.int32), seed)


def offered(cells):
    """Return what each condition on a column says, without the column."""
    table = table_from_frame(pd.DataFrame({"it": cells, "n": np.arange(len(cells)) + 0.5}))
    found = offered_conditions(table.column("it"), type_columns(table, Recipe().read)[0])
    return [str(each.words).removeprefix("It ") for each in found]


def test_numbers_are_over_or_at_most_a_bound():
    assert offered([0.5, 0.5, 2.5, 9.5] * 5) == ["over 2", "at most 2", "over 5", "at most 5"]


def test_days_are_from_or_before_the_first_of_a_year_a_quarter_or_a_month():
    days = pd.to_datetime(
        ["2022-03-05", "2023-11-20", "2024-02-10", "2024-05-02", "2024-06-30", "2024-07-01"] * 4
    )
    first = [
        dt.date(2023, 1, 1),
        dt.date(2024, 1, 1),
        dt.date(2024, 4, 1),
        dt.date(2024, 6, 1),
        dt.date(2024, 7, 1),
    ]
    assert day_cuts(days.to_numpy()) == first
    assert offered(days.strftime("%Y-%m-%d"))[:2] == ["from 2023-01-01 on", "before 2023-01-01"]


def test_of_several_years_the_one_nearest_the_middle_is_taken():
    days = np.array(["2010-06-01", "2020-06-01"], dtype="datetime64[s]")
    assert day_cuts(days) == [dt.date(2015, 1, 1)]
    assert day_cuts(np.array(["2024-01-02", "2024-01-20"], dtype="datetime64[s]")) == [dt.date(2024, 1, 20)]


@pytest.mark.parametrize(("first", "n"), [("1900-03-01", 2), ("1900-02-28", 0)])
def test_days_before_march_1900_are_in_no_rule(first, n):
    assert len(offered([first, "2000-05-05"] * 10)) == n


def test_values_alone_and_two_or_three_together_and_anything_but_one():
    assert offered(["north", "south", "west", "east"] * 10) == [
        "is east", "is north", "is south", "is west",
        "is not east", "is not north", "is not south", "is not west",
        "is east or north", "is east or south", "is east or west",
        "is north or south", "is north or west", "is south or west",
    ]  # fmt: skip


def test_with_empty_cells_nothing_is_anything_but_a_value():
    found = offered(["north", "south", "west", None] * 10)
    assert found == [
        "is north",
        "is south",
        "is west",
        "is north or south",
        "is north or west",
        "is south or west",
    ]


def test_of_many_values_12_are_offered_alone_and_6_together():
    cells = [f"place {chr(97 + i)}" for i in range(14) for _ in range(40 - i)]
    found = offered(cells)
    assert sum(each.count(" or ") == 0 and each.startswith("is place") for each in found) == 12
    assert sum(each.startswith("is not") for each in found) == 12
    together = [each for each in found if " or " in each]
    # Two and three of six.
    assert len(together) == 15 + 20
    assert all(f"place {letter}" not in each for each in together for letter in "ghijkl")


@pytest.mark.parametrize(
    "odd",
    ["=sum", "+a", "-a", "@a", "'a", "x" * 61, "two\nlines"],
    ids=["=", "+", "-", "@", "'", "61", "line"],
)
def test_what_not_everyone_would_filter_alike_is_in_no_rule(odd):
    found = offered([odd, "plain", "other"] * 10)
    assert found
    assert not [each for each in found if odd in each]
    assert "is plain" in found


def test_60_letters_are_not_too_long_and_spellings_that_differ_are_in_no_rule():
    assert f"is {'x' * 60}" in offered(["x" * 60, "plain"] * 10)
    mixed = offered(["north", "North", "south", "west"] * 10)
    assert "is south" in mixed
    assert not [each for each in mixed if "orth" in each]


def test_up_to_47_values_have_a_bound_between_any_two():
    values = np.arange(47.0)
    assert number_cuts(np.repeat(values, 3)) == values[:-1].tolist()


def test_more_are_cut_into_32_parts_the_outermost_2_percent_and_the_widest_gaps():
    values = np.arange(10_001.0)
    edges = np.unique(np.r_[np.linspace(0, 1, 33), 0.003, 0.01, 0.02, 0.98, 0.99, 0.997] * 10_000).round()
    cuts = number_cuts(values)
    assert len(cuts) == len(edges) - 1 == 38
    for cut, (low, high) in zip(cuts, pairwise(edges), strict=True):
        assert low <= cut < high
    # A gap wider than a part of evenly spread values gets a bound of its own; four at most.
    gappy = np.r_[values, 20_000 + values]
    inside = [cut for cut in number_cuts(gappy) if 10_000 <= cut < 20_000]
    assert inside == [10_000]


def searched(masks, inside):
    """Return the conditions found for one segment among rows that all count."""
    masks = np.array(masks, dtype=np.float32)
    found = search(
        masks, np.array(inside, dtype=np.float32)[:, None], np.ones(masks.shape[1], dtype=np.float32)
    )
    return found[0]


def flags(n, *members):
    row = np.zeros(n)
    for first, last in members:
        row[first:last] = 1
    return row


def test_precision_counts_twice_as_much_as_coverage():
    """F with beta² = 0.5: 1.5 · hits / (0.5 · segment + matching)."""
    inside = flags(200, (0, 40))
    # Finds all 40 among 52: 60 / 72 = 0.833. Finds 31 and nobody else: 46.5 / 51 = 0.912.
    assert searched([flags(200, (0, 52)), flags(200, (0, 31))], inside) == (1,)
    # 24 and nobody else: 36 / 44 = 0.818.
    assert searched([flags(200, (0, 52)), flags(200, (0, 24))], inside) == (0,)


def test_a_condition_must_add_a_hundredth():
    """All 100 and one more alone; a second condition would take that one away: 150/151 against 1, too little."""
    inside = flags(400, (0, 100))
    assert searched([flags(400, (0, 101)), flags(400, (0, 100), (200, 400))], inside) == (0,)
    # With four more it is worth it.
    assert set(searched([flags(400, (0, 104)), flags(400, (0, 100), (200, 400))], inside)) == {0, 1}


def test_sets_of_at_least_75_percent_precision_come_first():
    inside = flags(1_000, (0, 100))
    # All of them, and 74 of 100 right: 150 / 185 = 0.81. Thirty, and 75 of 100 right: 45 / 90 = 0.5.
    wide, narrow = flags(1_000, (0, 100), (500, 535)), flags(1_000, (0, 30), (500, 510))
    assert wide @ inside / wide.sum() < 0.75
    assert searched([wide, narrow], inside) == (1,)
    wide = flags(1_000, (0, 100), (500, 533))
    assert searched([wide, narrow], inside) == (0,)


def test_three_conditions_at_most():
    n = 1_600
    # Four halves, of which the segment is what all share.
    halves = [(np.arange(n) // 2**i % 2).astype(float) for i in range(4)]
    assert len(searched(halves, np.prod(halves, axis=0))) == 3


@pytest.mark.parametrize(("size", "has_rule"), [(9, False), (10, True)])
def test_a_segment_of_fewer_than_10_has_no_rule(size, has_rule):
    frame = {"x": np.arange(100) + 0.5}
    assert (2 in rules_of(frame, np.where(np.arange(100) < size, 2, 1))) == has_rule


def test_a_segment_of_everyone_has_no_rule():
    assert rules_of({"x": np.arange(100) + 0.5}, np.ones(100)) == {}


@pytest.mark.parametrize(("right", "has_rule"), [(72, True), (67, False)])
def test_a_rule_whose_held_out_precision_is_under_70_percent_is_none(right, has_rule):
    """A yes/no column that `right` of 100 in the segment and few others answer with yes."""
    answers = ["yes"] * 200 + ["no"] * 300
    labels = np.r_[np.full(2 * right, 2), np.full(200 - 2 * right, 1), np.full(300, 1)]
    rule = rules_of({"member": answers}, labels).get(2)
    assert (rule is not None) == has_rule
    if rule is not None:
        assert rule.precision == right / 100
        assert rule.held_out == pytest.approx(right / 100, abs=0.02)
        assert rule.coverage == 1.0
        assert rule.matching == 200


def test_precision_is_of_all_rows_that_match_segment_0_included():
    labels = np.where(np.arange(200) < 100, 1, 2)
    labels[105::5] = 0
    rule = rules_of({"x": np.arange(200) + 0.5}, labels)[2]
    assert (rule.matching, rule.precision, rule.coverage) == (100, 0.81, 1.0)


def test_personal_columns_are_in_no_rule():
    table = table_from_frame(
        pd.DataFrame({"email": [f"{i}@example.com" for i in range(60)], "n": np.arange(60) + 0.5})
    )
    assert offered_conditions(table.column("email"), type_columns(table, Recipe().read)[0]) == []
