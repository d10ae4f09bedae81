"""Limits on the size of segments: they hold, what they cost is told, and what cannot be is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.prediction.predict import predict
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.size_limits import SizeLimits, limits_of
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.validation.internal_indices import inertia
from segdesk.engine.validation.silhouette import silhouettes
from segdesk.errors import InputError, UsageError
from segdesk.io.frames import table_from_frame
from segdesk.io.model_file import read_model, write_model
from segdesk.io.reading import read_table
from segdesk.io.recipe_file import recipe_from_toml, recipe_to_toml
from tests.engine.frames import USE, recipe, segmented, shop

ALLOWED = ("kmeans", "minibatch", "bisecting", "hierarchical", "gmm", "kprototypes", "pam")
LIMITS = {"min_size": "60", "max_size": "35%"}


def limited(method: str, frame=None, **settings: object) -> Segmentation:
    # One weight of categories, with limits and without.
    given = {"k": "3", "use": USE, "criteria": ("silhouette", "inertia"), "category_weight": 1.0}
    given |= {**LIMITS, **settings}
    return segmented(shop() if frame is None else frame, method=method, **given)


def sizes(found: Segmentation) -> np.ndarray:
    return np.bincount(found.segmented_labels)[1:]


@pytest.mark.parametrize("method", ALLOWED)
def test_every_segment_keeps_the_limits_and_the_figures_are_those_of_the_labels(method):
    found = limited(method)
    free = limited(method, min_size=None, max_size=None)
    assert sizes(free).min() < 60 or sizes(free).max() > 84
    assert found.k == 3
    assert sizes(found).min() >= 60
    assert sizes(found).max() <= 84
    kept = found.validation.size_limit_cost
    placed = found.fit.model.assigner.assign(found.fit.matrix).labels
    assert kept.moved == int((placed != found.segmented_labels).sum()) > 0
    assert kept.inertia == pytest.approx(inertia(found.fit.matrix, found.segmented_labels))
    assert kept.inertia == pytest.approx(found.validation.scores.inertia)
    assert kept.inertia_without == pytest.approx(free.validation.scores.inertia)
    order = np.lexsort(found.fit.matrix.T[::-1])
    fit = silhouettes(found.fit.matrix[order], [found.segmented_labels[order]], 0).mean(0)
    assert kept.silhouette == pytest.approx(fit)
    assert kept.silhouette_without == pytest.approx(free.validation.scores.silhouette)
    assert (kept.least, kept.most) == (60, 84)


@pytest.mark.parametrize("method", ALLOWED)
def test_limits_that_hold_anyway_change_nothing(method):
    found = limited(method, min_size="2", max_size=None)
    free = limited(method, min_size=None, max_size=None)
    np.testing.assert_array_equal(found.fit.labels, free.fit.labels)
    np.testing.assert_array_equal(found.fit.confidence, free.fit.confidence)
    assert found.validation.size_limit_cost.moved == 0
    assert "cost nothing" in str(found.validation.size_limit_cost.text)


def test_the_sentence_tells_the_cost_in_the_figures_of_the_result():
    found = limited("kmeans")
    kept = found.validation.size_limit_cost
    share = f"{(kept.inertia / kept.inertia_without - 1) * 100:.1f}%"
    assert f"cost {share} of the fit" in str(kept.text)
    assert f"{kept.moved} customers are not in the segment that would suit them best" in str(kept.text)
    assert f"fit is {kept.silhouette:.2f} with them and {kept.silhouette_without:.2f} without" in str(
        kept.text
    )
    assert kept.text in found.provenance.warnings


@pytest.mark.parametrize("method", ALLOWED)
def test_whom_the_limits_moved_is_not_sure_and_has_the_nearest_segment_as_second(method):
    found = limited(method)
    placed = found.fit.model.assigner.assign(found.fit.matrix).labels
    labels = found.segmented_labels
    moved = placed != labels
    assert (found.fit.confidence[found.fit.rows][moved] == 0).all()
    np.testing.assert_array_equal(found.fit.second[found.fit.rows][moved], placed[moved])
    assert (found.fit.second[found.fit.rows] != labels).all()


@pytest.mark.parametrize("method", ALLOWED)
def test_shuffled_rows_are_in_the_same_segments(method):
    frame = shop()
    # Equal customers whom only the identifier tells apart: limits may part them.
    frame.loc[100:170, list(USE)] = frame.loc[100, list(USE)].to_numpy()
    shuffled = frame.sample(frac=1, random_state=5)
    first, second = limited(method, frame), limited(method, shuffled)
    np.testing.assert_array_equal(second.fit.labels, first.fit.labels[shuffled.index])


@pytest.mark.parametrize("method", ["kmeans", "gmm"])
def test_the_written_recipe_keeps_the_limits_and_gives_the_same_labels(method):
    first = limited(method, k="2..4")
    again = segment(table_from_frame(shop()), recipe_from_toml(recipe_to_toml(first.provenance.recipe)))
    assert (again.provenance.recipe.method.min_size, again.provenance.recipe.method.max_size) == ("60", "35%")
    np.testing.assert_array_equal(again.fit.labels, first.fit.labels)


def test_k_means_ends_where_neither_members_nor_centres_can_improve():
    found = limited("kmeans")
    labels, matrix = found.segmented_labels, found.fit.matrix
    means = np.array([matrix[labels == s].mean(axis=0) for s in (1, 2, 3)])
    np.testing.assert_allclose(found.fit.model.assigner.centres, means)
    costs = ((matrix[:, None] - means) ** 2).sum(axis=2)
    # No two customers gain by changing places, and nobody by moving where there is room.
    own = costs[np.arange(len(matrix)), labels - 1]
    gain = own[:, None] - costs
    room, spare = sizes(found) < 84, sizes(found) > 60
    best = np.array([[gain[labels == a + 1, b].max() for b in range(3)] for a in range(3)])
    for a, b in [(0, 1), (0, 2), (1, 2)]:
        assert best[a, b] + best[b, a] <= 1e-6
    for a in range(3):
        for b in range(3):
            if a != b and spare[a] and room[b]:
                assert best[a, b] <= 1e-6


def test_a_model_of_limited_segments_says_that_it_places_without_limits(tmp_path):
    found = limited("kmeans")
    write_model(tmp_path / "m.segdesk", found.fit.model, found.provenance.recipe)
    model, _ = read_model(tmp_path / "m.segdesk")
    placed = predict(table_from_frame(shop()), model, ReadSpec())
    assert any("limits on their size" in str(w) for w in placed.warnings)
    np.testing.assert_array_equal(
        placed.placed.assignment.labels, found.fit.model.assigner.assign(found.fit.matrix).labels
    )
    free = limited("kmeans", min_size=None, max_size=None)
    placed = predict(table_from_frame(shop()), free.fit.model, ReadSpec())
    assert not any("limits on their size" in str(w) for w in placed.warnings)


def test_numbers_that_cannot_keep_the_limits_are_left_out_and_that_is_said():
    found = limited("kmeans", k="2..5", min_size="25%", max_size=None, criteria=("smallest",))
    assert [c.k for c in found.validation.scan.candidates] == [2, 3, 4]
    assert "5 can't keep the limits" in str(found.validation.scan.reason[-1])
    assert all(c.smallest >= 60 for c in found.validation.scan.candidates)


def test_what_the_scan_takes_without_the_limits_is_said():
    said = "taken without the limits"
    found = limited("kmeans", k="3..4", criteria=("stability",))
    assert said in " ".join(map(str, found.validation.scan.reason))
    assert said in " ".join(map(str, found.provenance.steps))
    assert said not in " ".join(map(str, limited("kmeans", k="3..4").validation.scan.reason))


def test_one_number_that_the_limits_leave_was_not_asked_for():
    (reason,) = limited("kmeans", k="2..3").validation.scan.reason
    assert (
        str(reason) == "Of the numbers of segments, 2 can't keep the limits on their size and were not tried."
    )


def test_stability_is_that_of_segments_with_limits():
    found = limited("kmeans", draws=10)
    assert all(0 < s.stability <= 1 for s in found.named)


@pytest.mark.parametrize(
    ("given", "error", "hint"),
    [
        ({"k": "3", "min_size": "90"}, InputError, "2 segments"),
        ({"k": "2..3", "max_size": "10"}, InputError, "24 to 240"),
        ({"k": "auto", "min_size": "110", "max_size": "115"}, InputError, "Lower --min-size"),
        ({"min_size": "20", "max_size": "10"}, UsageError, "raise --max-size"),
        ({"min_size": "20%", "max_size": "10%"}, UsageError, "raise --max-size"),
        ({"method": "dbscan", "min_size": "5"}, UsageError, "kmeans"),
        ({"method": "hdbscan", "max_size": "50%"}, UsageError, "kmeans"),
        ({"method": "rfm", "max_size": "50%"}, UsageError, "kmeans"),
        *(
            ({"min_size": text}, UsageError, "such as 5%")
            for text in ("0", "-3", "2.5", "0%", "101%", "5%x", "many", "")
        ),
    ],
)
def test_what_cannot_be_is_refused_with_a_hint(given, error, hint):
    with pytest.raises(error) as refused:
        segmented(shop(), use=USE, criteria=("inertia",), **given)
    assert hint in str(refused.value)


@given(st.integers(1, 10_000), st.decimals(0, 100, places=2), st.decimals(0, 100, places=2))
def test_shares_are_of_all_customers_and_never_rounded_past_the_limit(n, low, high):
    low, high = sorted((low, high))
    if low == 0 or high == 0:
        return
    limits = limits_of(MethodSpec(min_size=f"{low}%", max_size=f"{high}%"), n, n)
    assert limits.least * 100 >= low * n
    assert (limits.least - 1) * 100 < low * n or limits.least == 1
    assert limits.most * 100 <= high * n < (limits.most + 1) * 100


def test_sizes_are_written_as_people_write_them():
    assert limits_of(MethodSpec(min_size=" 2,5 %", max_size="40"), 200, 200) == SizeLimits(5, 40)
    assert limits_of(MethodSpec(min_size=7), 200, 190) == SizeLimits(7, 190)
    assert limits_of(MethodSpec(), 200, 200) is None


@given(st.integers(1, 12), st.integers(1, 500), st.integers(1, 400), st.data())
def test_scaled_limits_can_be_kept(k, of, n_rows, data):
    of, n_rows = max(of, k), max(n_rows, k)
    least = data.draw(st.integers(0, of // k))
    most = data.draw(st.integers(-(-of // k), of))
    assert SizeLimits(least, most).scaled(n_rows, of, k).allow(k, n_rows)


@settings(max_examples=15)
@given(st.integers(2, 6), st.sampled_from(ALLOWED), st.data())
def test_any_possible_limits_hold(k, method, data):
    least = data.draw(st.integers(1, 90 // k))
    most = data.draw(st.integers(-(-90 // k), 90))
    found = segmented(
        shop(90), method=method, k=str(k), use=("age", "visits"), criteria=("inertia",),
        min_size=str(least), max_size=str(most), outliers="none",
    )  # fmt: skip
    assert found.k == k or method == "gmm"
    assert sizes(found).min() >= least
    assert sizes(found).max() <= most


def test_real_customers_in_segments_of_equal_size(shared_data):
    table = read_table(shared_data / "data" / "credit_card" / "CC_GENERAL.csv")
    found = segment(
        table, recipe(k="8", method="kmeans", min_size="12.4%", max_size="12.6%", criteria=("inertia",))
    )
    assert sizes(found).min() >= 0.124 * table.n_rows
    assert sizes(found).max() <= 0.126 * table.n_rows
    assert found.validation.size_limit_cost.inertia > found.validation.size_limit_cost.inertia_without
