"""Profiles against pandas and SciPy."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from segdesk.engine.data.arrays import UNASSIGNED
from segdesk.engine.profiles.correlations import correlations
from segdesk.engine.profiles.profiling import compare_descriptors, holm, v_test_of_counts, v_test_of_means
from segdesk.engine.schema.near_duplicates import near_duplicates
from segdesk.messages import use_language
from tests.engine.frames import segmented, shop
from tests.engine.profiles.made_profiles import a_share


@pytest.fixture(scope="module")
def result():
    use = ("age", "income", "visits", "plan", "newsletter", "since")
    return shop(), segmented(shop(), k="3", use=use, describe=("colour",))


def test_numbers_in_the_profile_are_those_of_a_plain_groupby(result):
    frame, found = result
    profile = found.profile_table().set_index(["variable", "level", "segment"])
    for name in ("age", "income", "visits"):
        for segment in (1, 2, 3):
            row = profile.loc[(name, np.nan, segment)]
            own = frame.loc[found.fit.labels == segment, name]
            assert row["mean"] == pytest.approx(own.mean(), rel=1e-12)
            assert row["median"] == pytest.approx(own.median(), rel=1e-12)
            assert row["lower_quartile"] == pytest.approx(own.quantile(0.25), rel=1e-12)
            assert row["upper_quartile"] == pytest.approx(own.quantile(0.75), rel=1e-12)
            assert row["overall"] == pytest.approx(frame[name].mean(), rel=1e-12)
            assert row["lift"] == pytest.approx(100 * own.mean() / frame[name].mean(), rel=1e-12)
            assert row["effect"] == pytest.approx((own.mean() - frame[name].mean()) / frame[name].std(ddof=0))
            assert row["missing"] == own.isna().sum()


def test_shares_and_dates_in_the_profile_are_those_of_plain_pandas(result):
    frame, found = result
    profile = found.profile_table().set_index(["variable", "level", "segment"])
    for segment in (1, 2, 3):
        own = frame[found.fit.labels == segment]
        for level in ("basic", "plus", "gold"):
            expected = (own["plan"] == level).sum() / own["plan"].notna().sum()
            assert profile.loc[("plan", level, segment), "mean"] == pytest.approx(expected, rel=1e-12)
        assert profile.loc[("newsletter", "yes", segment), "mean"] == pytest.approx(
            (own["newsletter"] == "yes").mean()
        )
        days = (own["since"] - pd.Timestamp(0)).dt.days
        assert profile.loc[("since", np.nan, segment), "mean"] == pytest.approx(days.mean(), rel=1e-12)


def test_sizes_shares_and_left_out_add_up(result):
    frame, found = result
    assert sum(s.size for s in found.description.segments) == len(found.fit.rows)
    assert sum(s.share for s in found.description.segments) == pytest.approx(1)
    assert len(found.fit.rows) + sum(n for _, n in found.provenance.left_out) == len(frame)
    assert [s.size for s in found.named] == np.bincount(found.fit.labels)[1:].tolist()
    assert UNASSIGNED not in [s.number for s in found.description.segments]


def test_v_test_of_a_mean_is_the_formula():
    values = np.arange(1.0, 11)
    v = v_test_of_means(np.array([2.0]), values.mean(), values.std(), np.array([3.0]), 10)
    assert v[0] == pytest.approx((2 - 5.5) / np.sqrt(8.25 / 3 * 7 / 9), rel=1e-12)


def test_v_test_of_a_mean_that_takes_everyone_or_does_not_vary_is_nought():
    assert v_test_of_means(np.array([5.0]), 5.0, 2.0, np.array([10.0]), 10).tolist() == [0]
    assert v_test_of_means(np.array([5.0]), 5.0, 0.0, np.array([3.0]), 10).tolist() == [0]


def test_v_test_of_a_count_is_the_hypergeometric_tail():
    counts, sizes = np.array([7, 1]), np.array([10, 20])
    v = v_test_of_counts(counts, sizes, 8, 30)
    upper = stats.hypergeom.sf(6, 30, 8, 10)
    lower = stats.hypergeom.cdf(1, 30, 8, 20)
    assert v[0] == pytest.approx(stats.norm.isf(upper), rel=1e-9)
    assert v[1] == pytest.approx(stats.norm.ppf(lower), rel=1e-9)


def test_v_test_of_a_count_stays_finite_where_the_tail_underflows():
    v = v_test_of_counts(np.array([4000, 0]), np.array([4000, 5000]), 4000, 9000)
    assert np.isfinite(v).all()
    assert v[0] > 60 > -60 > v[1]


def test_holm_adjusts_as_by_hand():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []
    assert holm([0.6, 0.7]) == [1, 1]


def test_descriptors_are_tested_as_scipy_does():
    frame = shop()
    found = segmented(frame, k="3", use=("age", "income"), describe=("visits", "colour", "since"))
    tests = {
        t.variable: t
        for t in compare_descriptors(
            found.source.columns, found.source.choices, found.fit.rows, found.segmented_labels
        )
    }
    labels = found.fit.labels
    kruskal = stats.kruskal(*[frame["visits"][labels == s] for s in (1, 2, 3)])
    assert tests["visits"].statistic == pytest.approx(kruskal.statistic)
    assert tests["visits"].p_value == pytest.approx(kruskal.pvalue)
    chi = stats.chi2_contingency(pd.crosstab(frame["colour"], labels))
    assert tests["colour"].p_value == pytest.approx(chi.pvalue)
    assert {t.variable for t in found.description.tests} & {"age", "income"} == set()
    adjusted = holm([t.p_value for t in found.description.tests])
    assert [t.p_adjusted for t in found.description.tests] == pytest.approx(adjusted)


def test_correlations_are_over_the_rows_where_both_are_known():
    frame = shop()[["age", "income", "visits"]]
    frame.loc[::3, "visits"] = np.nan
    found = correlations({name: frame[name].to_numpy() for name in frame})
    expected = frame.corr()
    for (a, b), r in found.items():
        assert r == pytest.approx(expected.loc[a, b], rel=1e-10)
    assert len(found) == 6


@given(st.floats(1e-290, 1e290), st.floats(-1e6, 1e6))
def test_correlations_do_not_depend_on_the_unit(unit, shift):
    random = np.random.default_rng(0)
    a = random.normal(size=50)
    b = a + random.normal(size=50)
    r = np.corrcoef(a, b)[0, 1]
    assert correlations({"a": a * unit, "b": b + shift})["a", "b"] == pytest.approx(r, rel=1e-6)


def test_columns_that_never_vary_or_hold_nothing_have_no_correlation():
    numbers = {"a": np.arange(5.0), "b": np.full(5, 0.1), "c": np.full(5, np.nan)}
    assert correlations(numbers) == {}


def test_variables_that_say_the_same_are_named_once_as_a_group():
    random = np.random.default_rng(0)
    base = random.normal(size=200)
    numbers = {f"y{i}": base + 0.01 * random.normal(size=200) for i in range(5)}
    numbers |= {"a": random.normal(size=200), "b": random.normal(size=200)}
    told = near_duplicates(correlations(numbers))
    assert len(told) == 1
    assert "y0, y1, y2, y3 and y4 say nearly the same" in str(told[0])
    assert "counts 5 times" in str(told[0])
    assert near_duplicates(correlations({"a": numbers["a"], "b": numbers["b"]})) == []


def test_correlations_are_those_of_the_rows_where_both_are_known():
    a = np.array([1.0, 2.0, 4.0, np.nan, 8.0])
    b = np.array([2.0, 1.0, 7.0, 5.0, np.nan])
    c = np.full(5, 3.0)
    d = np.array([np.nan, np.nan, np.nan, 1.0, np.nan])
    found = correlations({"a": a, "b": b, "c": c, "d": d})
    assert found["a", "b"] == found["b", "a"] == pytest.approx(np.corrcoef(a[:3], b[:3])[0, 1])
    # One that never varies, or is known in a row or none beside, correlates with nothing.
    assert set(found) == {("a", "b"), ("b", "a")}
    assert correlations({"a": a}) == {}


def test_names_of_rfm_cells_are_said_in_the_language_in_force():
    cell, own = (a_share(name, "At Risk", 1.0, 0.9, 0.4) for name in ("rfm_segment", "status"))
    with use_language("de"):
        assert cell.label == "RFM-Segment: Gefährdet"
        assert own.label == "Status: At Risk"
    assert a_share("rfm_segment", "{x}", 1.0, 0.9, 0.4).label == "RFM segment: {x}"
