"""docs/methods.md, Comparing two segmentations: customers, matches, agreement and value by hand."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from segdesk.engine.comparison.compare import compare, headline, remarks
from segdesk.engine.comparison.side import Side
from segdesk.engine.recipe.differences import recipe_differences
from segdesk.engine.recipe.recipe import Recipe

OLD = Side(
    "old.csv",
    np.array(list("abcdefghij")),
    np.array(["1", "1", "1", "1", "2", "2", "2", "3", "0", "3"]),
    {"0": "Unassigned", "1": "Big", "2": "Small", "3": "Lost"},
    np.arange(10.0),
)
NEW = Side(
    "new.csv",
    np.array(list("abcdefghikl")),
    np.array(["2", "2", "2", "1", "1", "1", "2", "2", "0", "4", "4"]),
    {"0": "Unassigned", "1": "Frequent", "2": "Rare", "4": "Fresh"},
    np.array([1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, np.nan, 512.0, 1024.0]),
    colours={"1": 7, "2": 1, "4": 3},
    value_column="spend",
)


def test_segments_match_so_that_as_many_as_possible_stay():
    found = compare(OLD, NEW)
    assert [(g.key, g.match, g.size) for g in found.old] == [
        ("1", "2", 4),
        ("2", "1", 3),
        ("3", None, 2),
        ("0", "0", 1),
    ]
    assert [(g.key, g.match, g.size) for g in found.new] == [
        ("1", "2", 3),
        ("2", "1", 5),
        ("4", None, 2),
        ("0", "0", 1),
    ]
    assert found.customers.tolist() == [[1, 3, 0, 0], [2, 1, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1]]


def test_a_pair_that_is_best_alone_may_have_to_give_way():
    """3 + 0 if the largest overlap is taken first, 2 + 2 otherwise."""
    one = Side("a", np.array(list("abcdefg")), np.array(list("1111122")), {})
    other = Side("b", np.array(list("abcdefg")), np.array(list("1112211")), {})
    assert [g.match for g in compare(one, other).old] == ["2", "1"]


def test_customers_on_one_side_only_are_counted_apart():
    found = compare(OLD, NEW)
    assert found.gone.tolist() == [0, 0, 1, 0]
    assert found.come.tolist() == [0, 0, 2, 0]
    assert (found.shared, found.stayed) == (9, 6)
    assert str(headline(found)) == "67% of customers stayed in a matching segment (6 of 9)."


def test_agreement_is_the_adjusted_rand_index_with_the_unassigned_as_a_group():
    found = compare(OLD, NEW)
    assert found.agreement == pytest.approx(
        adjusted_rand_score([1, 1, 1, 1, 2, 2, 2, 3, 0], [2, 2, 2, 1, 1, 1, 2, 2, 0])
    )


def test_value_is_that_of_the_new_side_and_of_those_gone_that_of_the_old():
    found = compare(OLD, NEW)
    assert found.values.tolist() == [[8, 7, 0, 0], [48, 64, 0, 0], [0, 128, 0, 0], [0, 0, 0, 0]]
    assert found.gone_values.tolist() == [0, 0, 9, 0]
    assert found.come_values.tolist() == [0, 0, 1536, 0]


def test_matching_segments_have_one_colour_and_what_is_no_more_one_of_its_own():
    found = compare(OLD, NEW)
    assert [g.colour for g in found.new] == [7, 1, 3, 0]
    assert [g.colour for g in found.old] == [1, 7, 8, 0]


def test_what_else_is_told():
    assert [str(each) for each in remarks(compare(OLD, NEW))] == [
        f"Agreement of the two (adjusted Rand index): {compare(OLD, NEW).agreement:.2f} on a scale up to 1.",
        "Old segments that no new one matches: 3 Lost.",
        "New segments that match no old one: 4 Fresh.",
        "1 customer is in the old segments only.",
        "2 customers are in the new segments only.",
        "Why customers moved can't be told: the two share no columns that form segments.",
        "Value is taken from “spend”.",
    ]


def test_nobody_in_both_has_no_agreement():
    found = compare(OLD, Side("x", np.array(["z"]), np.array(["1"]), {}))
    assert found.agreement is None
    assert str(headline(found)) == "No customer is in both."


def test_segments_stand_by_number_then_by_name_the_unassigned_last():
    side = Side("x", np.array(list("abcde")), np.array(["10", "2", "Gold", "0", "Blue"]), {})
    assert [g.key for g in compare(side, side).old] == ["2", "10", "Blue", "Gold", "0"]


def test_settings_that_decide_no_segment_are_not_compared():
    old = Recipe()
    assert recipe_differences(old, old.with_settings({"lang": "de", "decimal": ","})) == ()
    found = recipe_differences(old, old.with_settings({"lang": "de", "k": "4", "scale": "robust"}))
    assert [each.name for each in found] == ["prepare.scale", "method.k"]
    assert [(str(each.old), str(each.new)) for each in found] == [
        ("Choose for me", "Equally, by the middle half (robust)"),
        ("Choose for me", "4"),
    ]
