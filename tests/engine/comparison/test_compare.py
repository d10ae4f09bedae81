"""Two segmentations compared: matching, counts, money, and what the recipes say otherwise."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from segdesk.engine.comparison.compare import compare, headline, remarks
from segdesk.engine.comparison.from_segmentation import sides_of
from segdesk.engine.comparison.side import UNASSIGNED_KEY, Side, checked_identifiers
from segdesk.engine.recipe.differences import recipe_differences
from segdesk.engine.recipe.preparation import PrepareSpec, VariableSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import InputError
from tests.engine.frames import USE, segmented, shop


def side(identifiers, segments, values=None, **more):
    return Side(
        "side",
        np.array([str(each) for each in identifiers]),
        np.array([str(each) for each in segments]),
        {UNASSIGNED_KEY: "Unassigned", "1": "Gold", "2": "Silver"},
        None if values is None else np.array(values, dtype=float),
        **more,
    )


def test_a_comparison_by_hand():
    old = side("abcdefg", [1, 1, 1, 2, 2, 0, 2], [1, 1, 1, 1, 1, 1, 9])
    new = side("bacdefh", [2, 2, 1, 1, 1, 0, 3], [10, 20, 30, 40, 50, 60, 70])
    found = compare(old, new)
    assert [group.key for group in found.old] == ["1", "2", "0"]
    assert [group.key for group in found.new] == ["1", "2", "3", "0"]
    assert found.customers.tolist() == [[1, 2, 0, 0], [2, 0, 0, 0], [0, 0, 0, 1]]
    assert found.values.tolist() == [[30, 30, 0, 0], [90, 0, 0, 0], [0, 0, 0, 60]]
    assert [group.match for group in found.old] == ["2", "1", "0"]
    assert [group.match for group in found.new] == ["2", "1", None, "0"]
    assert (found.gone.tolist(), found.come.tolist()) == ([0, 1, 0], [0, 0, 1, 0])
    assert (found.gone_values.tolist(), found.come_values.tolist()) == ([0, 9, 0], [0, 0, 70, 0])
    assert found.stayed == 5
    assert found.identifiers[found.has_moved].tolist() == ["c"]
    assert str(headline(found)) == "83% of customers stayed in a matching segment (5 of 6)."
    said = " ".join(str(remark) for remark in remarks(found))
    assert "New segments that match no old one: 3" in said
    assert "1 customer is in the old segments only." in said
    assert found.differences is None


def test_nobody_in_both_is_said():
    found = compare(side("ab", [1, 2]), side("cd", [1, 2]))
    assert str(headline(found)) == "No customer is in both."
    assert found.agreement is None
    assert all(group.match is None for group in (*found.old, *found.new))


LABELS = st.lists(st.integers(0, 4), min_size=1, max_size=40)


@settings(max_examples=80)
@given(st.data(), LABELS)
def test_no_other_matching_keeps_more_customers_and_nobody_is_lost(data, old):
    new = data.draw(st.lists(st.integers(0, 4), min_size=len(old), max_size=len(old)))
    ids = list(range(len(old)))
    found = compare(side(ids, old), side(ids[::-1], new[::-1]))
    assert int(found.customers.sum()) == len(old)
    assert found.agreement == pytest.approx(adjusted_rand_score(old, new))
    both_out = sum(a == b == 0 for a, b in zip(old, new, strict=True))
    best = max(
        sum(a > 0 and b > 0 and order[a - 1] == b for a, b in zip(old, new, strict=True))
        for order in itertools.permutations(range(1, 5))
    )
    assert found.stayed == best + both_out
    pairs = {group.key: group.match for group in found.old if group.match is not None}
    assert {group.key: group.match for group in found.new if group.match is not None} == {
        b: a for a, b in pairs.items()
    }
    colours = {group.key: group.colour for group in found.new}
    assert all(group.colour == colours[group.match] for group in found.old if group.match is not None)
    for groups in (found.old, found.new):
        assert len({group.colour for group in groups}) == len(groups)


def test_a_segmentation_compared_with_itself_stays_as_it_is():
    one = segmented(shop(), k="3", use=USE, criteria=("inertia",))
    found = compare(*sides_of(one, one, "a", "b"))
    assert found.stayed == found.shared == 240
    assert found.agreement == 1.0
    assert found.differences == ()
    assert found.identifiers[0] == "K00000"


def test_two_results_of_one_table_without_identifiers_are_compared_row_by_row():
    frame = shop().drop(columns="customer id")
    one = segmented(frame, k="3", use=USE, criteria=("inertia",))
    two = segmented(frame, k="4", use=USE, criteria=("inertia",))
    found = compare(*sides_of(one, two, "a", "b"))
    assert found.shared == 240
    assert found.agreement == pytest.approx(adjusted_rand_score(one.fit.labels, two.fit.labels))
    other = segmented(shop(200).drop(columns="customer id"), k="3", use=USE, criteria=("inertia",))
    with pytest.raises(InputError) as refused:
        sides_of(one, other, "a", "b")
    assert "--id" in str(refused.value)


@pytest.mark.parametrize(
    ("cells", "said"),
    [(["a", " a", "b"], "“a” stands in 2 rows"), (["a", " ", "b"], "1 customer has no identifier")],
)
def test_identifiers_that_do_not_tell_customers_apart_are_refused(cells, said):
    with pytest.raises(InputError) as refused:
        checked_identifiers(cells, "file.csv", "id")
    assert said in str(refused.value)
    assert "file.csv, column “id”" in str(refused.value)


def test_recipes_differ_in_plain_words():
    old = Recipe().with_settings({"k": "3", "use": ("a", "b"), "lang": "de", "outliers": "cap"})
    new = Recipe().with_settings({"k": "auto", "use": ("a",), "min_size": "5%"})
    new = Recipe(
        columns=new.columns, method=new.method, prepare=PrepareSpec(variables={"a": VariableSpec(weight=2.0)})
    )
    found = {d.name: (str(d.setting), str(d.old), str(d.new)) for d in recipe_differences(old, new)}
    assert found == {
        "columns.use": ("Form segments", "a and b", "a"),
        "prepare.outliers": ("Extreme values", "Soften them", "Choose for me"),
        "prepare.variables.a.weight": ("Weight of “a”", "not set", "2"),
        "method.k": ("How many segments?", "3", "Choose for me"),
        "method.min_size": ("Smallest segment", "No limit", "5%"),
    }
