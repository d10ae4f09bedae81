"""The segments that a run hands out before it knows how good they are."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.pipeline.stage_cache import StageCache
from segdesk.engine.recipe.by_hand import ByHandSpec, Merge
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.codec import EncodedPart, encode
from segdesk.engine.result.renaming import renamed
from segdesk.engine.result.segmentation import Segmentation
from segdesk.errors import Cancelled, InputError
from segdesk.io.frames import table_from_frame
from segdesk.messages import Message
from tests.engine.frames import METHODS, USE, recipe, shop
from tests.engine.mixed import crossed

GAP = "Comparing with groupless data"
QUICK = {"k": "2..4", "draws": 5, "use": USE}


def run(
    chosen: Recipe, customers: pd.DataFrame | None = None, cache: StageCache | None = None
) -> tuple[list[Segmentation], Segmentation, list[str]]:
    """Return what was handed out first, the result, and the stages that were reported after the first segments."""
    first: list[Segmentation] = []
    after: list[str] = []

    def note(stage: Message, fraction: float) -> None:
        if first:
            after.append(str(stage))

    table = table_from_frame(shop() if customers is None else customers)
    done = segment(table, chosen, note, cache=cache, tell_first=first.append)
    return first, done, after


def groups(n_rows: int = 180, n_kinds: int = 3) -> pd.DataFrame:
    """Return customers of three kinds, or more, with gaps between them."""
    random = np.random.default_rng(3)
    kinds = np.arange(n_rows) % n_kinds
    values = np.array([[0.0, 0.0], [9.0, 1.0], [1.0, 9.0]])[kinds % 3] + 25 * (kinds // 3)[:, None]
    return pd.DataFrame((values + random.normal(size=values.shape)).round(3), columns=["spend", "visits"])


def assert_same(one: EncodedPart, other: EncodedPart) -> None:
    assert one.document == other.document
    assert one.arrays.keys() == other.arrays.keys()
    for name, values in one.arrays.items():
        np.testing.assert_array_equal(values, other.arrays[name])


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"k": "3"},
        *({"method": method} for method in METHODS),
        {"use": ("age", "income", "visits")},
        {"min_size": "40"},
    ],
    ids=str,
)
def test_the_first_segments_are_those_of_the_result(settings):
    chosen = recipe(**{**QUICK, **settings})
    (first,), done, after = run(chosen)
    assert not first.is_checked
    assert done.is_checked
    np.testing.assert_array_equal(first.fit.labels, done.fit.labels)
    assert [str(s.name) for s in first.named] == [str(s.name) for s in done.named]
    assert [s.size for s in first.description.segments] == [s.size for s in done.description.segments]
    # The window tells by this that the segments stayed the same.
    assert first.fit.labels is done.fit.labels
    assert_same(encode(first.fit), encode(done.fit))
    assert_same(*(encode(replace(each.description, segments=())) for each in (first, done)))
    assert first.validation.scores.silhouette == done.validation.scores.silhouette
    assert first.provenance.left_out == done.provenance.left_out
    assert first.provenance.recipe == done.provenance.recipe
    assert after


def test_segments_that_are_shaped_by_hand_are_handed_out_as_they_are_shaped():
    chosen = replace(recipe(**{**QUICK, "k": "3"}), by_hand=ByHandSpec((Merge((1, 2)),)))
    (first,), done, _ = run(chosen)
    assert first.k == done.k == 2
    np.testing.assert_array_equal(first.fit.labels, done.fit.labels)
    assert [s.by_hand for s in first.named] == [s.by_hand for s in done.named]
    assert first.validation.scores.silhouette == done.validation.scores.silhouette


def test_the_first_segments_say_nothing_of_how_good_they_are():
    (first,), done, _ = run(recipe(**QUICK))
    assert first.validation.verdict.structure is None
    assert first.validation.verdict.text is None
    assert first.validation.importance == ()
    assert first.provenance.warnings == ()
    assert {(s.stability, s.rule, s.action) for s in first.named} == {(None, None, None)}
    assert done.validation.verdict.structure is not None


def test_they_come_before_the_gap_statistic_where_that_decides_nothing():
    chosen = recipe(k="2..4", draws=5, criteria=("silhouette", "gap", "stability"))
    (_,), done, after = run(chosen, groups())
    assert done.validation.scan.gap_pick is not None
    assert GAP in after


def test_segments_that_the_gap_statistic_may_change_wait_for_it():
    random = np.random.default_rng(0)
    alike = pd.DataFrame(np.round(random.normal(0, 10, (120, 4)), 2), columns=["a", "b", "c", "d"])
    (first,), done, after = run(recipe(k="2..5"), alike)
    assert GAP not in after
    assert first.fit.labels is done.fit.labels


def test_segments_of_mixed_customers_are_those_of_the_result():
    frame, _ = crossed()
    (first,), done, _ = run(recipe(), frame)
    assert first.fit.labels is done.fit.labels
    assert first.provenance.recipe == done.provenance.recipe


def test_segments_of_an_earlier_comparison_are_handed_out_too():
    cache = StageCache()
    chosen = recipe(k="2..4", criteria=("silhouette", "gap"))
    run(chosen, groups(), cache)
    (first,), done, after = run(chosen, groups(), cache)
    assert GAP not in after
    assert first.fit.labels is done.fit.labels


def test_nothing_is_handed_out_where_no_segment_was_found():
    first: list[Segmentation] = []
    chosen = recipe(method="dbscan", k="auto", eps=0.0001, min_samples=50)
    with pytest.raises(InputError, match="no dense group"):
        segment(table_from_frame(groups(60)), chosen, tell_first=first.append)
    assert not first


@pytest.mark.parametrize(
    ("settings", "customers"),
    [
        (QUICK, shop()),
        # More numbers than a pick looks at: they are judged behind the first segments.
        ({"draws": 5, "use": USE}, shop()),
        ({"method": "minibatch"}, groups()),
        ({"k": "1..3"}, groups()),
        ({"k": "9..10"}, groups(360, 9)),
        ({}, groups(360, 9)),
        ({}, groups(360, 2)),
    ],
    ids=[
        "few numbers",
        "many numbers",
        "batches",
        "few that count",
        "none that counts",
        "nine groups",
        "two groups",
    ],
)
def test_whether_anybody_looks_changes_nothing(settings, customers):
    chosen = recipe(**settings)
    _, watched, _ = run(chosen, customers)
    alone = segment(table_from_frame(customers), chosen)
    for part in ("fit", "validation", "description"):
        assert_same(encode(getattr(watched, part)), encode(getattr(alone, part)))
    for name in ("recipe", "left_out", "steps", "warnings"):
        assert getattr(watched.provenance, name) == getattr(alone.provenance, name)


def test_they_bear_the_names_that_the_recipe_gives():
    done = segment(table_from_frame(shop()), recipe(**QUICK))
    (first,), again, _ = run(renamed(done, {1: "Faithful"}).provenance.recipe)
    assert str(first.segment(1).name) == str(again.segment(1).name) == "Faithful"


def test_a_stop_after_them_gives_no_result():
    first: list[Segmentation] = []

    def stop(stage: Message, fraction: float) -> None:
        if first:
            raise Cancelled

    with pytest.raises(Cancelled):
        segment(table_from_frame(shop()), recipe(**QUICK), stop, tell_first=first.append)
    assert len(first) == 1
