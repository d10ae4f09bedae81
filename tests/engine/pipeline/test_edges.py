"""Tables at the edge of what can be segmented: a result that makes sense, or a refusal in words."""

import numpy as np
import pandas as pd
import pytest

from segdesk.engine.clustering.methods.hierarchical import linkage_tree
from segdesk.engine.clustering.methods.registry import FitTask, find_method
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.recipe.preparation import PrepareSpec, VariableSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import InputError
from segdesk.io.frames import table_from_frame
from tests.engine.frames import METHODS, segmented

CENTRED = tuple(method for method in METHODS if method not in ("dbscan", "hdbscan"))


def cloud(n_rows, seed=0):
    random = np.random.default_rng(seed)
    return pd.DataFrame({"a": random.normal(size=n_rows), "b": random.normal(size=n_rows)})


def checked(frame, **settings):
    """Return the segmentation after the promises that hold for every one."""
    found = segmented(frame, **{"use": tuple(frame), "criteria": ("silhouette", "gap"), **settings})
    assert len(found.fit.rows) + sum(count for _, count in found.provenance.left_out) == len(frame)
    assert len(found.fit.labels) == len(frame)
    assert sorted(np.unique(found.fit.labels[found.fit.labels > 0])) == list(range(1, found.k + 1))
    assert len({str(segment.name) for segment in found.description.segments}) == len(
        found.description.segments
    )
    assert np.isfinite(found.fit.matrix).all()
    return found


@pytest.mark.parametrize("method", CENTRED)
@pytest.mark.parametrize("n_rows", [3, 4, 31])
def test_few_customers_can_be_segmented(method, n_rows):
    assert 2 <= checked(cloud(n_rows), method=method, k="2..4" if n_rows > 4 else "auto").k < n_rows


def test_two_customers_are_too_few():
    with pytest.raises(InputError, match="too few"):
        checked(cloud(2))


@pytest.mark.parametrize("method", METHODS)
def test_customers_who_are_all_the_same_are_one_segment(method):
    found = checked(pd.DataFrame({"a": [5.5] * 40, "b": [2.5] * 40}), method=method)
    assert found.k == 1
    assert (found.fit.labels == 1).all()
    assert any("nothing tells them apart" in str(warning) for warning in found.provenance.warnings)


@pytest.mark.parametrize("method", METHODS)
def test_two_kinds_of_customers_are_two_segments(method):
    found = checked(pd.DataFrame({"a": [1.5] * 22 + [2.5] * 20, "b": [1.5] * 22 + [3.5] * 20}), method=method)
    assert found.fit.labels.tolist() == [1] * 22 + [2] * 20


@pytest.mark.parametrize("method", METHODS)
def test_one_variable_is_enough(method):
    values = np.concatenate([np.linspace(0, 1, 40), np.linspace(9, 10.5, 30)])
    found = checked(pd.DataFrame({"a": values}), method=method, k="2")
    assert set(found.fit.labels[:40]) - {0} == {1}
    assert set(found.fit.labels[40:]) - {0} == {2}


@pytest.mark.parametrize("method", CENTRED)
def test_more_segments_than_different_customers_are_refused_with_the_number_that_works(method):
    frame = pd.DataFrame({"a": [1.5, 2.5, 2.5, 7.5, 7.5, 7.5]})
    with pytest.raises(InputError, match="3 segments at most"):
        checked(frame, method=method, k="4")
    assert checked(frame, method=method, k="3").k == 3


@pytest.mark.parametrize("method", CENTRED)
def test_everyone_a_segment_of_their_own_can_be_asked_for(method):
    found = checked(pd.DataFrame({"a": [1.5, 2.5, 4.5, 7.5, 11.5]}), method=method, k="5")
    assert sorted(found.fit.labels) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("method", CENTRED)
def test_one_segment_and_ranges_from_one_can_be_asked_for(method):
    one = checked(cloud(50), method=method, k="1")
    assert (one.k, one.validation.scores.silhouette, one.validation.scores.calinski_harabasz) == (
        1,
        None,
        None,
    )
    several = checked(cloud(50), method=method, k="1..3")
    assert [candidate.k for candidate in several.validation.scan.candidates] == [1, 2, 3]
    assert several.validation.scan.pick in (2, 3)


@pytest.mark.parametrize("method", METHODS)
def test_huge_and_tiny_numbers_are_segmented_as_if_in_another_unit(method):
    frame = cloud(60) + np.repeat([[0, 0], [7, 0], [0, 7]], 20, axis=0)
    plain = checked(frame, method=method, k="3")
    for unit in (2.0**990, 2.0**-900):
        other = checked(frame * [unit, 1], method=method, k="3")
        np.testing.assert_array_equal(other.fit.labels, plain.fit.labels)
        assert other.validation.scores.silhouette == pytest.approx(plain.validation.scores.silhouette)


@pytest.mark.parametrize("method", METHODS)
def test_denormal_numbers_do_no_harm(method):
    frame = cloud(60).assign(a=np.random.default_rng(0).integers(1, 9, 60) * 5e-324)
    checked(frame, method=method, k="2")
    checked(frame, method=method, k="2", scale="none")


def test_unscaled_huge_numbers_are_refused():
    with pytest.raises(InputError, match="too large"):
        checked(cloud(60) * 1e200, scale="none")


@pytest.mark.parametrize("method", METHODS)
def test_columns_that_say_the_same_do_no_harm(method):
    # The covariances of a mixture are singular here.
    a = np.random.default_rng(0).normal(size=80)
    checked(pd.DataFrame({"a": a, "b": 2 * a, "c": -a}), method=method, k="2..4")


@pytest.mark.parametrize("method", METHODS)
def test_a_column_that_is_constant_once_capped_does_no_harm(method):
    frame = pd.DataFrame(
        {"a": [1.5] * 150 + [*np.linspace(2, 2.001, 30), 900.5], "b": np.arange(181) % 13 + 0.5}
    )
    checked(frame, method=method, outliers="cap", k="2..3")


@pytest.mark.parametrize("method", METHODS)
def test_thousands_of_equal_customers_do_no_harm(method):
    # A sample of them holds fewer different ones than segments are tried.
    random = np.random.default_rng(0)
    rare = np.where(np.arange(3000) < 3, 2.5, 1.5)
    checked(pd.DataFrame({"a": rare, "b": random.choice([1.5, 2.5], 3000)}), method=method, scale="minmax")


def test_a_deep_tree_is_cut_without_recursion():
    # Single linkage on a line joins one row after the other.
    rows = np.cumsum(np.linspace(1, 2, 6000))[:, None]
    labels = (
        find_method("hierarchical")
        .fit(FitTask(rows, (3,), MethodSpec(method="hierarchical", linkage="single")))[0]
        .assigner.assign(rows)
        .labels
    )
    assert sorted(np.bincount(labels)[1:]) == [1, 1, 5998]
    assert len(linkage_tree(rows, "single")) == 5999


def test_scattered_customers_are_refused_by_dbscan_with_a_way_out():
    with pytest.raises(InputError, match="no dense group"):
        checked(cloud(30), method="dbscan", eps=1e-9)


def test_a_row_without_values_is_left_out_and_counted():
    frame = cloud(40)
    frame.loc[7] = np.nan
    found = checked(frame, k="2")
    assert found.fit.labels[7] == 0
    assert np.isnan(found.fit.confidence[7])
    assert [count for _, count in found.provenance.left_out] == [1]


def test_a_column_without_values_does_no_harm_beside_another():
    found = checked(cloud(40).assign(c=np.nan)[["a", "b", "c"]], use=("a", "b"), k="2")
    assert found.variables == ("a", "b")


def test_words_for_infinity_are_no_numbers():
    frame = cloud(60)
    texts = frame["a"].round(3).astype(str).where(np.arange(60) % 20 > 0, "inf")
    found = checked(frame.assign(a=texts), k="2", use=("b",))
    assert np.isfinite(found.fit.matrix).all()
    column = next(c for c in found.source.columns if c.name == "a")
    assert column.values.dtype.kind != "f" or not np.isinf(column.values.astype(float)).any()


def test_a_mixture_says_when_fewer_groups_are_anyones():
    values = np.r_[np.zeros(40), np.ones(40)] + np.tile([0, 1e-6, 2e-6, 3e-6], 20)
    found = checked(pd.DataFrame({"a": values}), method="gmm", k="6")
    assert found.provenance.recipe.method.k == "6"
    assert found.k == 2
    assert any("6 groups" in str(step) and "only 2" in str(step) for step in found.provenance.steps)


def test_numbers_beyond_the_different_customers_are_told():
    result = checked(pd.DataFrame({"visits": [1, 2, 3, 4, 5] * 10}), k="3..8")
    assert [c.k for c in result.validation.scan.candidates] == [3, 4, 5]
    assert any("only 5 different customers" in str(w) for w in result.provenance.warnings)


def test_a_setting_for_a_column_that_is_not_there_is_refused():
    recipe = Recipe(prepare=PrepareSpec(variables={"Income": VariableSpec(weight=2.0)}))
    with pytest.raises(InputError, match="Income"):
        segment(table_from_frame(cloud(40)), recipe)
