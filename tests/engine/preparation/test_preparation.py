"""How variables are made comparable: every rule by its figures, and the same again from the resolved spec."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from scipy import stats

from segdesk.engine.preparation.apply import apply_preparation
from segdesk.engine.preparation.fit import fit_preparation
from segdesk.engine.preparation.steps import MISSING_LEVEL, OTHER_LEVEL
from segdesk.engine.recipe.preparation import PrepareSpec, VariableSpec
from segdesk.errors import InputError
from tests.engine.frames import columns_of, segmented, shop

SYMMETRIC = [1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5] * 4


def prepared(frame, seed=0, **settings):
    """Return the fitted preparation of all columns of a frame, and the matrix with its masks."""
    columns = columns_of(frame)
    fitted = fit_preparation(columns, PrepareSpec(**settings), seed)
    return fitted, apply_preparation(fitted.preparation, columns)


def only_step(fitted):
    (step,) = fitted.preparation.steps
    return step


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("median", np.median(SYMMETRIC[3:])), ("mean", np.mean(SYMMETRIC[3:])), ("constant", 0.0)],
)
def test_empty_numbers_are_filled_by_their_rule(rule, expected):
    frame = pd.DataFrame({"a": [np.nan] * 3 + SYMMETRIC[3:]})
    fitted, result = prepared(frame, missing=rule, scale="none", outliers="none")
    assert only_step(fitted).fill == pytest.approx(expected)
    assert result.matrix[:3, 0] == pytest.approx([expected] * 3)
    np.testing.assert_array_equal(result.matrix[3:, 0], SYMMETRIC[3:])
    assert "3 of 36 empty" in " ".join(map(str, fitted.steps))


def test_a_constant_is_the_value_that_the_recipe_gives():
    frame = pd.DataFrame({"a": [np.nan, *SYMMETRIC], "b": ["x", None, *["x", "y"] * 17, "x"]})
    variables = {
        "a": VariableSpec(missing="constant", fill=-4),
        "b": VariableSpec(missing="constant", fill="none"),
    }
    fitted, _ = prepared(frame, variables=variables)
    number, category = fitted.preparation.steps
    assert number.fill == -4
    assert (category.fill, category.levels) == ("none", ("x", "y", "none"))


def test_a_constant_may_be_a_date_or_a_yes():
    frame = pd.DataFrame(
        {
            "when": pd.to_datetime(["2024-01-05", None, *["2024-02-03", "2024-05-20"] * 10]),
            "on": ["yes", None, *["no", "yes"] * 10],
        }
    )
    variables = {
        "when": VariableSpec(missing="constant", fill="1970-01-11"),
        "on": VariableSpec(missing="constant", fill="no"),
    }
    fitted, _ = prepared(frame, variables=variables)
    assert [step.fill for step in fitted.preparation.steps] == [10.0, 0.0]


def test_a_constant_of_another_type_is_refused_by_column():
    frame = pd.DataFrame({"amount": [np.nan, *SYMMETRIC]})
    with pytest.raises(InputError, match="amount"):
        prepared(frame, variables={"amount": VariableSpec(missing="constant", fill="lots")})


def test_neighbours_lend_the_mean_of_the_five_nearest_as_in_scikit_learn():
    from sklearn.impute import KNNImputer

    random = np.random.default_rng(0)
    values = random.normal(size=(60, 3)) @ random.normal(size=(3, 3)) + 5
    gaps = values.copy()
    gaps[random.random(values.shape) < 0.15] = np.nan
    gaps = gaps[~np.isnan(gaps).all(axis=1)]
    _, result = prepared(
        pd.DataFrame(gaps, columns=list("abc")), missing="knn", scale="none", outliers="none"
    )
    standard = (gaps - np.nanmean(gaps, axis=0)) / np.nanstd(gaps, axis=0)
    expected = KNNImputer(n_neighbors=5).fit_transform(standard) * np.nanstd(gaps, axis=0) + np.nanmean(
        gaps, axis=0
    )
    np.testing.assert_allclose(result.matrix, expected, rtol=1e-9)


def test_only_the_variables_with_that_rule_borrow_from_neighbours():
    random = np.random.default_rng(0)
    frame = pd.DataFrame(random.normal(size=(50, 3)), columns=list("abc"))
    frame.loc[:5, "a"] = np.nan
    frame.loc[3:9, "b"] = np.nan
    variables = {"a": VariableSpec(missing="knn")}
    _, result = prepared(frame, missing="median", scale="none", outliers="none", variables=variables)
    assert np.unique(result.matrix[3:10, 1]).tolist() == [frame["b"].median()]
    assert len(np.unique(result.matrix[:6, 0])) > 1


def test_rows_are_dropped_and_counted():
    frame = pd.DataFrame({"a": [np.nan, *SYMMETRIC], "b": [*SYMMETRIC, np.nan], "c": [np.nan, *SYMMETRIC]})
    fitted, result = prepared(frame, variables={"a": VariableSpec(missing="drop")})
    assert result.unusable.dropped.tolist() == [True] + [False] * 36
    assert "those rows are left out" in " ".join(map(str, fitted.steps))
    found = segmented(frame, missing="drop", use=("a", "b", "c"), k="2")
    assert len(found.fit.rows) == 35
    assert len(found.fit.rows) + sum(count for _, count in found.provenance.left_out) == 37
    assert found.fit.labels[[0, 36]].tolist() == [0, 0]


def test_empty_categories_become_the_most_frequent_or_a_group_of_their_own():
    few = pd.DataFrame({"b": [None] * 2 + ["x"] * 60 + ["y"] * 40})
    many = pd.DataFrame({"b": [None] * 20 + ["x"] * 60 + ["y"] * 40})
    assert only_step(prepared(few)[0]).levels == ("x", "y")
    assert only_step(prepared(few)[0]).shares == (62 / 102, 40 / 102)
    assert only_step(prepared(many)[0]).levels == ("x", "y", MISSING_LEVEL)
    assert only_step(prepared(few, missing="category")[0]).levels == ("x", "y", MISSING_LEVEL)


def test_being_empty_counts_where_it_goes_with_another_variable():
    random = np.random.default_rng(0)
    other = random.normal(size=200)
    telling = np.where(other > 0.8, np.nan, random.normal(size=200))
    blank = np.where(random.random(200) < 0.2, np.nan, random.normal(size=200))
    for values, expected in ((telling, True), (blank, False)):
        fitted, result = prepared(pd.DataFrame({"a": values, "b": other}))
        assert (fitted.preparation.steps[0].indicator is not None) == expected
        np.testing.assert_allclose(result.matrix.mean(axis=0), 0, atol=1e-12)
        np.testing.assert_allclose(result.matrix.std(axis=0), 1)
        assert result.matrix.shape[1] == len(fitted.preparation.features) == 2 + expected


def with_extremes():
    """Return 100 even values and three far away, and the type-7 quartiles of all of them."""
    values = np.concatenate([np.linspace(-5.05, 4.95, 100), [60.0, -80.0, 9.0]])
    return pd.DataFrame({"a": values}), *np.quantile(values, [0.25, 0.75])


@pytest.mark.parametrize(("rule", "width"), [("auto", 3.0), ("cap", 1.5)])
def test_extreme_values_are_capped_at_the_fences(rule, width):
    frame, q1, q3 = with_extremes()
    fitted, result = prepared(frame, outliers=rule, scale="none")
    low, high = q1 - width * (q3 - q1), q3 + width * (q3 - q1)
    np.testing.assert_allclose(result.matrix[:, 0], np.clip(frame["a"], low, high))
    assert result.beyond == {"a": 2}
    assert "2 extreme values (1.9%)" in " ".join(map(str, fitted.steps))


def test_extreme_values_are_marked_and_kept():
    frame, *_ = with_extremes()
    _, result = prepared(frame, outliers="mark", scale="none")
    np.testing.assert_array_equal(result.matrix[:, 0], frame["a"])
    assert result.beyond == {"a": 2}
    assert result.usable.all()


def test_extreme_values_are_set_aside_as_segment_nought_and_counted():
    frame, *_ = with_extremes()
    found = segmented(frame.assign(b=np.arange(103) % 7 + 0.5), outliers="set-aside", use=("a", "b"), k="2")
    assert found.fit.labels[[100, 101]].tolist() == [0, 0]
    assert (found.fit.labels[:100] > 0).all()
    assert sum(count for _, count in found.provenance.left_out) == 2
    assert len(found.fit.rows) == 101
    np.testing.assert_allclose(found.fit.matrix.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(found.fit.matrix.std(axis=0), 1)


def test_extreme_values_may_stay():
    frame, *_ = with_extremes()
    fitted, result = prepared(frame, outliers="none", scale="none")
    np.testing.assert_array_equal(result.matrix[:, 0], frame["a"])
    assert only_step(fitted).lower is None


def test_a_column_of_mostly_one_value_gets_its_fence_from_the_others_or_none():
    rest = np.linspace(1.25, 3.25, 30)
    many = pd.DataFrame({"a": [0.0] * 100 + [*rest, 500.0]})
    fitted, result = prepared(many, transform="none", scale="none")
    q1, q3 = np.quantile([*rest, 500.0], [0.25, 0.75])
    assert result.matrix.max() == pytest.approx(q3 + 3 * (q3 - q1))
    assert (result.matrix[:100] == 0).all()
    few = pd.DataFrame({"a": [0.0] * 100 + [1.5, 2.5, 500.0]})
    fitted, result = prepared(few, transform="none", scale="none")
    assert result.matrix.max() == 500
    assert "most values are the same" in " ".join(map(str, fitted.steps))


def test_logarithms_are_taken_of_skewed_columns_without_negative_values():
    random = np.random.default_rng(0)
    skewed = random.lognormal(size=300)
    assert stats.skew(skewed) > 1
    fitted, result = prepared(pd.DataFrame({"a": skewed}), scale="none", outliers="none")
    assert only_step(fitted).transform == "log"
    np.testing.assert_allclose(result.matrix[:, 0], np.log1p(skewed))
    for values in (skewed - 5, random.normal(5, 1, 300), random.uniform(size=300)):
        assert only_step(prepared(pd.DataFrame({"a": values}))[0]).transform == "none"
    refused, _ = prepared(pd.DataFrame({"a": skewed - 5}), transform="log")
    assert only_step(refused).transform == "none"
    assert "below zero" in " ".join(map(str, refused.steps))


def test_the_logarithm_begins_above_a_skewness_of_one():
    for skew, expected in ((0.9, "none"), (1.1, "log")):
        values = stats.gamma.ppf((np.arange(4000) + 0.5) / 4000, 4 / skew**2)
        assert only_step(prepared(pd.DataFrame({"a": values}))[0]).transform == expected


def test_yeo_johnson_is_that_of_scipy():
    values = np.random.default_rng(0).gamma(2, size=200) - 1
    fitted, result = prepared(
        pd.DataFrame({"a": values}), transform="yeo-johnson", scale="none", outliers="none"
    )
    expected, exponent = stats.yeojohnson(values)
    assert only_step(fitted).exponent == pytest.approx(exponent, rel=1e-6)
    np.testing.assert_allclose(result.matrix[:, 0], expected, rtol=1e-5)


def test_scales_are_what_their_names_say():
    values = np.array(SYMMETRIC) * 3
    frame = pd.DataFrame({"a": values})
    q1, middle, q3 = np.quantile(values, [0.25, 0.5, 0.75])
    expected = {
        "auto": (values - values.mean()) / values.std(),
        "standard": (values - values.mean()) / values.std(),
        "robust": (values - middle) / (q3 - q1),
        "minmax": (values - values.min()) / (values.max() - values.min()),
        "none": values,
    }
    for scale, matrix in expected.items():
        np.testing.assert_allclose(prepared(frame, scale=scale)[1].matrix[:, 0], matrix, err_msg=scale)


@pytest.mark.parametrize("scale", ["standard", "robust", "minmax"])
def test_a_constant_column_stays_finite(scale):
    _, result = prepared(pd.DataFrame({"a": [0.1] * 40, "b": SYMMETRIC + [1.5] * 4}), scale=scale)
    assert np.ptp(result.matrix[:, 0]) == 0
    assert np.isfinite(result.matrix).all()


def test_weights_stretch_numbers_and_categories():
    frame = shop()[["age", "plan"]]
    plain = prepared(frame)[1].matrix
    weights = {"age": VariableSpec(weight=2), "plan": VariableSpec(weight=0.5)}
    np.testing.assert_allclose(prepared(frame, variables=weights)[1].matrix, plain * [2, 0.5, 0.5, 0.5])


@pytest.mark.parametrize("missing", ["auto", "knn", "median", "mean", "category"])
def test_numbers_have_mean_nought_and_spread_one_and_categories_total_variance_one(missing):
    fitted, result = prepared(
        shop()[["age", "income", "visits", "plan", "newsletter", "since"]], missing=missing
    )
    np.testing.assert_allclose(result.matrix.mean(axis=0), 0, atol=1e-9)
    variances = dict(zip(fitted.preparation.features, result.matrix.var(axis=0), strict=True))
    plan = [v for name, v in variances.items() if name.startswith("plan=")]
    assert sum(plan) == pytest.approx(1)
    assert [v for name, v in variances.items() if not name.startswith("plan=")] == pytest.approx(
        [1] * (len(variances) - len(plan))
    )


def test_rare_levels_are_counted_together():
    frame = pd.DataFrame({"b": ["x"] * 600 + ["y"] * 390 + ["r1"] * 4 + ["r2"] * 6})
    fitted, result = prepared(frame)
    step = only_step(fitted)
    assert step.levels == ("x", "y", OTHER_LEVEL)
    assert step.shares == (0.6, 0.39, 0.01)
    assert result.matrix.var(axis=0).sum() == pytest.approx(1)
    assert "2 rare values" in " ".join(map(str, fitted.steps))


def test_ordered_categories_count_by_position_and_unknown_ones_are_counted():
    frame = pd.DataFrame({"size": ["S", "M", "L", "XL"] * 10})
    order = {"size": VariableSpec(order=("S", "M", "L"))}
    fitted, result = prepared(frame, variables=order, scale="none", missing="median")
    assert result.matrix[:4, 0].tolist() == [0, 1, 2, 1]
    assert result.unknown == {"size": 10}
    assert only_step(fitted).order == ("S", "M", "L")


def test_dropping_counts_values_outside_the_order_as_empty_in_fit_and_use_alike():
    frame = pd.DataFrame({"size": ["S", "M", "L", "XL"] * 10, "a": [0.5, 1.5, 2.5, 99.5] * 10})
    order = {"size": VariableSpec(order=("S", "M", "L"), missing="drop")}
    _, result = prepared(frame, variables=order)
    assert result.unusable.dropped.sum() == 10
    np.testing.assert_allclose(result.matrix[result.usable].mean(axis=0), 0, atol=1e-12)


def test_dates_count_in_days():
    frame = pd.DataFrame({"when": pd.to_datetime(["1970-01-02", "1970-01-11", "2024-02-29"] * 5)})
    _, result = prepared(frame, scale="none", outliers="none")
    assert result.matrix[:3, 0].tolist() == [1, 10, (pd.Timestamp("2024-02-29") - pd.Timestamp(0)).days]


def test_very_large_and_very_small_numbers_keep_their_differences():
    values = np.array(SYMMETRIC)
    plain = prepared(pd.DataFrame({"a": values}))[1].matrix
    for unit in (2.0**990, 2.0**-1000):
        np.testing.assert_allclose(prepared(pd.DataFrame({"a": values * unit}))[1].matrix, plain, rtol=1e-12)


CELLS = {
    "number": st.one_of(
        st.none(), st.floats(-1e6, 1e6).map(lambda v: round(v, 3)), st.sampled_from([0.0, 0.0, 1.5])
    ),
    "category": st.sampled_from(["a1x", "b2y", "c3z", None]),
    "flag": st.sampled_from(["yes", "no", None]),
}
CHOICES = {
    "missing": st.sampled_from(["auto", "median", "mean", "constant", "knn", "drop", "category"]),
    "outliers": st.sampled_from(["auto", "cap", "mark", "set-aside", "none"]),
    "transform": st.sampled_from(["auto", "log", "none"]),
    "scale": st.sampled_from(["auto", "standard", "robust", "minmax", "none"]),
}


@st.composite
def tables_and_specs(draw):
    n_rows = draw(st.integers(4, 40))
    frame = pd.DataFrame(
        {
            "n": draw(st.lists(CELLS["number"], min_size=n_rows, max_size=n_rows)),
            "m": draw(st.lists(CELLS["number"], min_size=n_rows, max_size=n_rows)),
            "c": draw(st.lists(CELLS["category"], min_size=n_rows, max_size=n_rows)),
            "f": draw(st.lists(CELLS["flag"], min_size=n_rows, max_size=n_rows)),
        }
    )
    whole = {name: draw(choice) for name, choice in CHOICES.items()}
    own = draw(st.fixed_dictionaries({}, optional={**CHOICES, "weight": st.floats(0.1, 10)}))
    return frame, PrepareSpec(**whole, variables={"n": VariableSpec(**own)})


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(tables_and_specs(), st.integers(0, 3))
# A category of which every cell is empty, and whose empty cells are to be dropped.
@example(
    (
        pd.DataFrame({"n": [0.5, 1.5, 9.5, 2.5], "m": [1.5] * 4, "c": [None] * 4, "f": ["yes", "no"] * 2}),
        PrepareSpec(missing="drop"),
    ),
    0,
)
def test_the_resolved_spec_gives_the_identical_preparation(table_and_spec, seed):
    frame, spec = table_and_spec
    columns = {
        n: c for n, c in columns_of(frame).items() if str(c.type) in ("number", "category", "yes/no", "date")
    }
    if not columns:
        return
    fitted = fit_preparation(columns, spec, seed)
    again = fit_preparation(columns, fitted.spec, seed)
    assert again.preparation == fitted.preparation
    assert again.spec == fitted.spec
    result = apply_preparation(fitted.preparation, columns)
    assert np.isfinite(result.matrix).all()
    assert result.matrix.shape == (len(frame), len(fitted.preparation.features))
    assert not (result.unusable.empty & result.unusable.dropped).any()


def test_numbers_too_large_on_both_sides_are_told_to_have_no_yeo_johnson_transform():
    values = np.array([-3e299, -2e299, 1e299, 4e299, 9e299] * 8)
    fitted, result = prepared(pd.DataFrame({"saldo": values}), transform="yeo-johnson")
    assert np.isfinite(result.matrix).all()
    assert fitted.preparation.steps[0].transform == "none"


def test_the_bounds_of_extreme_years_are_written_as_years():
    years = np.concatenate([np.arange(1950, 2000).repeat(8), [1700.0]])
    for heading, values, bounds in (("born", years, "1887 … 1999"), ("size", years * 10, "18,870 … 19,990")):
        fitted, _ = prepared(pd.DataFrame({heading: values}), transform="none")
        (told,) = [str(step) for step in fitted.steps if "extreme" in str(step)]
        assert bounds in told
