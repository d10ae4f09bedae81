"""Segments shaped by hand: what becomes of each customer, of new ones, and of the result that speaks of them."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from segdesk.api import load_model, segment
from segdesk.engine.data.finding import Finding
from segdesk.engine.recipe.by_hand import Lock, Merge, Move, Order, Split
from segdesk.errors import UsageError
from segdesk.io.recipe_file import recipe_from_toml, recipe_to_toml

CENTRES = ((0, 0), (12, 0), (0, 12), (12, 12))
SIZES = (60, 50, 40, 30)
QUICK = {"draws": 0, "criteria": ("silhouette",), "kind": "customers", "scale": "none", "transform": "none"}


def four_groups(seed=1):
    """Return four round groups of customers, the largest first, in a mixed order, one of them in two halves."""
    random = np.random.default_rng(seed)
    points = np.concatenate([random.normal(c, 0.8, (n, 2)) for c, n in zip(CENTRES, SIZES, strict=True)])
    points[: SIZES[0] // 2, 0] -= 5
    frame = pd.DataFrame(points.round(4), columns=["spend", "visits"])
    return frame.sample(frac=1, random_state=seed, ignore_index=True)


def shaped(*edits, data=None, **settings):
    return segment(four_groups() if data is None else data, edits=edits, **QUICK, **{"k": 4, **settings})


@pytest.fixture(scope="module")
def plain():
    found = segment(four_groups(), k=4, **QUICK)
    assert found.segments["size"].tolist() == list(SIZES)
    return found


def codes(messages):
    return [message.code for message in messages if isinstance(message, Finding)]


def test_merged_segments_are_one_and_numbers_follow_size(plain):
    found = shaped(Merge((2, 3)))
    assert found.segments["size"].tolist() == [90, 60, 30]
    assert set(np.flatnonzero(found.labels == 1)) == set(np.flatnonzero(np.isin(plain.labels, (2, 3))))
    assert [s.number for s in found.segmentation.named if s.by_hand] == [1]


def test_a_split_segment_becomes_its_two_halves(plain):
    found = shaped(Split(1))
    halves = found.labels[plain.labels == 1]
    assert sorted(np.unique(halves, return_counts=True)[1].tolist()) == [30, 30]
    left = four_groups()["spend"][plain.labels == 1] < -2.5
    assert len(np.unique(halves[left])) == len(np.unique(halves[~left])) == 1
    assert sum(s.by_hand for s in found.segmentation.named) == 2


def test_moved_customers_are_where_they_were_put_and_others_stay(plain):
    rows = np.flatnonzero(plain.labels == 1)[:5]
    found = shaped(Move(",".join(str(row + 1) for row in rows), to=4))
    changed = np.flatnonzero(found.labels != plain.labels)
    assert set(changed) >= set(rows)
    assert found.segments["size"].tolist() == [55, 50, 40, 35]
    assert (found.labels[rows] == 4).all()


def test_customers_may_be_put_into_a_segment_of_their_own_which_takes_in_new_ones_near_it(plain):
    data = four_groups()
    left = np.flatnonzero((plain.labels == 1) & (data["spend"] < -2.5))
    found = shaped(Move(",".join(str(row + 1) for row in left)))
    assert found.k == 5
    own = found.labels[left[0]]
    assert (found.labels == own).sum() == len(left) == 30
    new = found.predict(pd.DataFrame({"spend": [-5.0, 12.0], "visits": [0.1, 12.0]}))
    assert new.labels[0] == own
    assert any("moved by hand" in warning for warning in new.warnings)


def test_customers_whom_the_model_would_place_otherwise_are_counted(plain):
    rows = np.flatnonzero(plain.labels == 1)[:5]
    found = shaped(Move(",".join(str(row + 1) for row in rows), to=4))
    placed = found.predict(four_groups()).labels
    differ = int((placed != found.labels).sum())
    assert differ == 5
    (warning,) = (w for w in found.segmentation.provenance.warnings if "not_placed" in getattr(w, "code", ""))
    assert warning.figures["n"] == differ


def test_a_segment_that_everybody_left_is_gone(plain):
    everybody = ",".join(str(row + 1) for row in np.flatnonzero(plain.labels == 4))
    found = shaped(Move(everybody, to=3))
    assert found.segments["size"].tolist() == [70, 60, 50]


def test_a_locked_segment_stays_and_the_rest_is_found_anew(plain):
    found = shaped(Lock((1,), 2))
    assert found.k == 3
    same = found.labels[plain.labels == 1]
    assert len(np.unique(same)) == 1
    assert (found.labels == same[0]).sum() == 60
    assert sum(s.by_hand for s in found.segmentation.named) == 2


def test_an_order_is_kept_by_the_steps_after_it(plain):
    turned = shaped(Order((4, 3, 2, 1)))
    assert turned.segments["size"].tolist() == [30, 40, 50, 60]
    assert not any(s.by_hand for s in turned.segmentation.named)
    merged = shaped(Order((4, 3, 2, 1)), Merge((2, 3)))
    assert merged.segments["size"].tolist() == [30, 90, 60]


BY_THE_MODEL = (Merge((1, 2)), Split(1, 2), Lock((1,), 2), Order((3, 1, 2)))
BY_ROWS = (Split(1, 2), Move("1-9"), Merge((1, 3)))
METHODS = ("kmeans", "gmm", "hierarchical", "dbscan", "hdbscan", "bisecting", "pam", "kprototypes")


@pytest.mark.parametrize(
    ("method", "steps"),
    [*((method, BY_THE_MODEL) for method in METHODS), ("kmeans", BY_ROWS), ("dbscan", BY_ROWS)],
)
def test_the_recipe_and_the_model_give_the_same_segments_again(method, steps, tmp_path):
    found = shaped(*steps, method=method)
    again = segment(four_groups(), recipe=recipe_from_toml(recipe_to_toml(found.recipe)))
    assert again.labels.tobytes() == found.labels.tobytes()
    assert again.recipe == found.recipe
    found.model.save(tmp_path / "model.segdesk")
    placed = load_model(tmp_path / "model.segdesk").predict(four_groups())
    if steps is BY_THE_MODEL:
        assert placed.labels.tobytes() == found.labels.tobytes()
    np.testing.assert_array_equal(placed.labels, found.predict(four_groups()).labels)


def test_the_recipe_holds_rows_and_the_fingerprint_but_nothing_of_a_customer(plain):
    data = four_groups().assign(name=[f"Anna {i}" for i in range(sum(SIZES))])
    written = recipe_to_toml(shaped(Move("3-7"), data=data).recipe)
    assert 'move = "3-7"' in written
    assert "made_on" in written
    assert "Anna" not in written


def test_on_another_file_nobody_is_moved_and_that_is_said(plain):
    recipe = shaped(Merge((2, 3)), Move("1-5", to=1), Split(1)).recipe
    other = segment(four_groups(seed=2), recipe=recipe)
    assert [type(edit) for edit in other.recipe.by_hand.edits] == [Merge]
    assert other.segments["size"].tolist() == [90, 60, 30]
    (told,) = (w for w in other.segmentation.provenance.warnings if "another_file" in getattr(w, "code", ""))
    assert (told.figures["applied"], told.figures["total"]) == (1, 3)


def test_on_another_file_a_step_that_cannot_be_taken_ends_the_steps(plain):
    recipe = shaped(Split(4), Merge((4, 5))).recipe
    fewer = replace(recipe, method=replace(recipe.method, k="2"))
    other = segment(four_groups(seed=2), recipe=fewer)
    assert other.k == 2
    assert not other.recipe.by_hand.edits


@pytest.mark.parametrize(
    ("edits", "reason"),
    [
        ((Merge((2, 7)),), "no segment 7"),
        ((Split(9),), "no segment 9"),
        ((Lock((5,), 2),), "no segment 5"),
        ((Order((2, 1)),), "order of 2"),
        ((Move("900"),), "row 900"),
        ((Move("1", to=5),), "no segment 5"),
    ],
)
def test_a_step_that_cannot_be_taken_is_refused_with_the_reason(edits, reason):
    with pytest.raises(UsageError, match=reason):
        shaped(*edits)


def test_customers_without_a_segment_can_be_put_into_one():
    data = four_groups()
    data.loc[0] = [60.0, 60.0]
    alone = shaped(data=data, method="dbscan")
    assert alone.labels[0] == 0
    assert shaped(Move("1", to=2), data=data, method="dbscan").labels[0] > 0


def test_only_customers_who_take_no_part_cannot_be_moved():
    data = four_groups()
    data.loc[0] = [np.nan, np.nan]
    with pytest.raises(UsageError, match="takes part"):
        shaped(Move("1", to=2), data=data)
    moved = shaped(Move("1-3", to=2), data=data)
    assert "by_hand.nobody_to_move" in codes(moved.segmentation.provenance.steps)


def test_more_parts_than_different_customers_are_refused():
    data = pd.DataFrame({"spend": [1.0] * 10 + [5.0] * 8 + [9.0] * 6, "visits": [1.0] * 10 + [4.0] * 14})
    with pytest.raises(UsageError, match="1 different customer"):
        shaped(Split(1), data=data, k=3)


def test_names_that_rules_give_go_on_with_the_parts():
    days, orders = np.divmod(np.arange(400), 20)
    data = pd.DataFrame({"recency": days * 9 + 1.0, "orders": orders + 1.0, "money": 30.0 * orders + days})
    settings = {
        "method": "rfm", "k": "auto", "recency": "recency", "frequency": "orders", "value": "money",
    }  # fmt: skip
    plain = shaped(data=data, **settings)
    names = plain.segments["name"].tolist()
    found = shaped(Merge((1, 2)), Split(2), data=data, **settings)
    told = found.segments["name"].tolist()
    assert f"{names[0]} and {names[1]}" in told
    assert len(set(told)) == len(told) == plain.k
    assert found.predict(data).labels.tobytes() == found.labels.tobytes()


def test_the_verdict_names_what_was_made_by_hand_and_rests_on_measures_of_the_segments_as_they_are():
    found = segment(four_groups(), edits=(Merge((1, 4)),), k=4, **{**QUICK, "draws": 5})
    structure, text = found.verdict
    assert structure != "natural"
    assert "Made by hand: segment 1;" in text
    assert found.segments.loc[1, "stability"] < 0.75
    validation = found.segmentation.validation
    (tried,) = validation.scan.candidates
    assert (tried.k, found.k) == (4, 3)
    assert tried.silhouette > validation.scores.silhouette + 0.1
    assert all(each.without is None for each in validation.importance)
    assert not validation.alternatives


def test_slices_made_by_hand_are_not_called_those_of_the_method():
    random = np.random.default_rng(3)
    cloud = pd.DataFrame(random.normal(0, 1, (300, 2)).round(4), columns=["spend", "visits"])
    found = segment(cloud, edits=(Split(1, 2),), k=3, **{**QUICK, "draws": 5})
    structure, text = found.verdict
    assert structure == "constructive"
    assert "slices that the method made" not in text
    assert "made by the method and by hand" in text


def test_limits_on_sizes_hold_before_the_steps():
    found = shaped(Merge((3, 4)), min_size="40")
    assert found.segments["size"].min() >= 40
    assert found.size_limits["min"] == 40
    assert sum(found.segments["size"]) == sum(SIZES)
