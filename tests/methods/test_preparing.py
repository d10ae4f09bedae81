"""docs/methods.md, Preparation: each figure and rule on columns small enough to work out by hand."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from segdesk.engine.assigners.neighbours import NeighbourAssigner
from segdesk.engine.clustering.methods.registry import Fit, Method
from segdesk.engine.clustering.partition import Partition
from segdesk.engine.preparation.apply import apply_preparation
from segdesk.engine.preparation.feature_groups import FeatureGroup
from segdesk.engine.preparation.fit import fit_preparation
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.recipe.preparation import PrepareSpec, VariableSpec
from segdesk.engine.validation.category_effect import idle_categories
from segdesk.messages import say
from tests.methods.columns import typed

PLAIN = PrepareSpec(missing="median", outliers="none", transform="none", scale="none")


def fitted(frame, names=None, **settings):
    """Return the first step and the matrix of a frame, prepared as the settings say."""
    columns = typed(frame)
    taken = {name: columns[name] for name in names or columns}
    found = fit_preparation(taken, replace(PLAIN, **settings), 0)
    return found.preparation.steps[0], apply_preparation(found.preparation, taken).matrix


def test_quantiles_are_of_type_7():
    # Of 1..10 the quartiles are 3.25, 5.5 and 7.75 by type 7; 2.75 and 8.25 by the commonest other one.
    step, _ = fitted({"a": np.arange(1.0, 11.0)}, scale="robust")
    assert (step.centre, step.spread) == (5.5, 4.5)
    step, _ = fitted({"a": np.arange(1.0, 11.0)}, outliers="mark")
    assert (step.lower, step.upper) == (3.25 - 1.5 * 4.5, 7.75 + 1.5 * 4.5)


def test_scaling_takes_the_standard_deviation_of_the_population():
    step, matrix = fitted({"a": [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]}, scale="standard")
    assert (step.centre, step.spread) == (5.0, 2.0)
    assert matrix[:, 0].tolist() == [-1.5, -0.5, -0.5, -0.5, 0.0, 0.0, 1.0, 2.0]


def test_minmax_scales_from_the_smallest_to_the_largest():
    step, matrix = fitted({"a": [10.0, 15.0, 30.0]}, scale="minmax")
    assert (step.centre, step.spread) == (10.0, 20.0)
    assert matrix[:, 0].tolist() == [0.0, 0.25, 1.0]


@pytest.mark.parametrize("scale", ["standard", "robust", "minmax"])
def test_a_column_that_does_not_vary_is_divided_by_1(scale):
    step, matrix = fitted({"a": [7.0] * 5, "b": range(5)}, ["a"], scale=scale)
    assert (step.centre, step.spread) == (7.0, 1.0)
    assert not matrix.any()


def test_a_weight_multiplies_the_column():
    frame = {"a": [0.0, 1.0, 4.0]}
    own = {"a": VariableSpec(weight=3.0)}
    assert fitted(frame, variables=own)[1][:, 0].tolist() == [0.0, 3.0, 12.0]


def skewed(wanted):
    """Return 100 values of 0 or more whose population skewness is `wanted`."""
    base = np.r_[np.linspace(5, 15, 95), np.full(5, 15.0)]
    low, high = 0.0, 100.0
    for _ in range(80):
        middle = (low + high) / 2
        values = base.copy()
        values[-5:] += middle
        low, high = (middle, high) if stats.skew(values) < wanted else (low, middle)
    return values


@pytest.mark.parametrize(("skewness", "transform"), [(0.999, "none"), (1.001, "log")])
def test_auto_takes_logarithms_above_a_population_skewness_of_1(skewness, transform):
    values = skewed(skewness)
    assert stats.skew(values) == pytest.approx(skewness, abs=1e-9)
    # That of a sample is above 1 both times.
    assert stats.skew(values, bias=False) > 1
    step, matrix = fitted({"a": values}, transform="auto")
    assert step.transform == transform
    np.testing.assert_allclose(matrix[:, 0], np.log(1 + values) if transform == "log" else values)


@pytest.mark.parametrize(("negative", "transform"), [(0, "log"), (2, "log"), (3, "none")])
def test_auto_takes_no_logarithms_where_over_2_in_100_values_are_negative(negative, transform):
    values = skewed(3.0)
    values[:negative] = -1.0
    step, matrix = fitted({"a": values}, transform="auto")
    assert step.transform == transform
    if transform == "log":
        assert matrix[:negative, 0].tolist() == [0.0] * negative


@pytest.mark.parametrize(
    ("outliers", "width", "rule"),
    [("auto", 3.0, "cap"), ("set-aside", 3.0, "set-aside"), ("cap", 1.5, "cap"), ("mark", 1.5, "mark")],
)
def test_fences_lie_at_3_or_1_and_a_half_interquartile_ranges(outliers, width, rule):
    # Of 0..100 the quartiles are 25 and 75; two values more far outside shift them by half a step.
    values = np.r_[np.arange(101.0), -400.0, 400.0]
    low, high = np.percentile(values, [25, 75])
    step, matrix = fitted({"a": values}, outliers=outliers)
    assert (step.outliers, step.lower, step.upper) == (
        rule,
        low - width * (high - low),
        high + width * (high - low),
    )
    expected = np.clip(values, step.lower, step.upper) if rule == "cap" else values
    np.testing.assert_array_equal(matrix[:, 0], expected)


def test_fences_lie_on_the_transformed_scale():
    values = np.r_[np.exp(np.linspace(0, 4, 99)), 1e9]
    low, high = np.quantile(np.log1p(values), [0.25, 0.75])
    step, matrix = fitted({"a": values}, transform="auto", outliers="auto")
    assert step.transform == "log"
    assert step.upper == pytest.approx(high + 3 * (high - low))
    assert matrix.max() == step.upper


def test_a_value_on_the_fence_is_not_extreme():
    # Quartiles 25 and 75: the upper fence of `set-aside` is 225, the lower -125.
    values = np.r_[np.arange(1.0, 100.0), 225.0, -125.0]
    assert np.percentile(values, [25, 75]).tolist() == [25.0, 75.0]
    columns = typed({"a": values})
    found = fit_preparation(columns, replace(PLAIN, outliers="set-aside"), 0)
    assert not apply_preparation(found.preparation, columns).unusable.set_aside.any()
    assert len(found.steps) == 1
    beyond = typed({"a": np.r_[values[:-2], 225.001, -125.001]})
    assert apply_preparation(found.preparation, beyond).unusable.set_aside.sum() == 2


@pytest.mark.parametrize("others", [19, 20])
def test_where_quartiles_coincide_fences_come_from_20_values_that_are_not_the_mode(others):
    rest = np.linspace(50.0, 69.0, others)
    values = np.r_[np.zeros(100), rest]
    step, _ = fitted({"a": values}, outliers="cap")
    if others < 20:
        assert step.lower is None
        assert step.upper is None
        return
    low, high = np.percentile(rest, [25, 75])
    # The mode itself stays inside.
    assert (step.lower, step.upper) == (0.0, high + 1.5 * (high - low))
    assert low - 1.5 * (high - low) > 0


def test_where_also_those_coincide_the_column_is_left_alone():
    step, _ = fitted({"a": np.r_[np.zeros(100), np.full(30, 5.0), 900.0]}, outliers="cap")
    assert step.lower is None


def test_the_mode_stays_inside_above_the_others_too():
    rest = np.linspace(1.0, 20.0, 20)
    step, _ = fitted({"a": np.r_[np.full(100, 500.0), rest]}, outliers="cap")
    low, high = np.percentile(rest, [25, 75])
    assert (step.lower, step.upper) == (low - 1.5 * (high - low), 500.0)


@pytest.mark.parametrize(("largest", "rule"), [(1.0, "none"), (1.001, "cap")])
def test_a_share_from_0_to_1_has_no_automatic_fence(largest, rule):
    step, _ = fitted({"a": np.r_[np.linspace(0, 0.1, 99), largest]}, outliers="auto")
    assert step.outliers == rule


def with_empty_cells(n_empty, correlated):
    """Return 200 rows with empty cells in `a`, which `b` goes along with or does not."""
    a = np.arange(200.0)
    a[:n_empty] = np.nan
    b = np.tile([0.0, 1.0], 100)
    if correlated:
        b[:n_empty] = 5.0
    return pd.DataFrame({"a": a, "b": b})


@pytest.mark.parametrize(
    ("n_empty", "correlated", "indicator"), [(10, True, False), (11, True, True), (40, False, False)]
)
def test_an_indicator_is_added_over_5_percent_empty_where_it_tells_of_another_variable(
    n_empty, correlated, indicator
):
    frame = with_empty_cells(n_empty, correlated)
    step, matrix = fitted(frame, missing="auto")
    assert (step.indicator is not None) == indicator
    if indicator:
        share = 11 / 200
        flags = frame["a"].isna().to_numpy()
        np.testing.assert_allclose(matrix[:, 1], (flags - share) / np.sqrt(share * (1 - share)))
    # Filled with the median either way.
    assert step.fill == np.nanmedian(frame["a"])


@pytest.mark.parametrize(("r", "indicator"), [(0.199, False), (0.201, True), (-0.201, True)])
def test_the_indicator_needs_a_correlation_of_a_fifth(r, indicator):
    random = np.random.default_rng(0)
    flags = np.repeat([1.0, 0.0], [40, 160])
    noise = random.normal(size=200)
    # What is uncorrelated with the flags, and as much of the flags as makes the correlation r.
    centred = flags - flags.mean()
    noise -= noise.mean() + centred * (noise @ centred) / (centred @ centred)
    b = r * centred / centred.std() + np.sqrt(1 - r**2) * noise / noise.std()
    assert np.corrcoef(flags, b)[0, 1] == pytest.approx(r)
    step, _ = fitted({"a": np.where(flags == 1, np.nan, np.arange(200.0)), "b": b}, missing="auto")
    assert (step.indicator is not None) == indicator


def test_a_category_is_coded_as_in_famd_and_has_variance_1():
    cells = ["north"] * 5 + ["south"] * 3 + ["west"] * 2
    step, matrix = fitted({"region": cells, "n": range(10)}, ["region"])
    assert step.levels == ("north", "south", "west")
    assert step.shares == (0.5, 0.3, 0.2)
    north = (np.array([1, 0, 0]) - [0.5, 0.3, 0.2]) / np.sqrt([0.5, 0.3, 0.2]) / np.sqrt(2)
    np.testing.assert_allclose(matrix[0], north)
    assert matrix.var(axis=0).sum() == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("missing", "n_empty", "levels", "resolved"),
    [
        ("auto", 5, ("north", "south"), "median"),
        # Over 5% empty: a level of their own.
        ("auto", 6, ("north", "south", "∅"), "category"),
        ("category", 5, ("north", "south", "∅"), "category"),
        ("median", 6, ("north", "south"), "median"),
        ("mean", 6, ("north", "south"), "median"),
        ("knn", 6, ("north", "south"), "median"),
        ("drop", 6, ("north", "south"), "drop"),
    ],
)
def test_empty_cells_of_a_category(missing, n_empty, levels, resolved):
    cells = [None] * n_empty + ["north"] * 60 + ["south"] * (40 - n_empty)
    columns = typed({"region": cells, "n": np.arange(100.0)})
    found = fit_preparation({"region": columns["region"]}, replace(PLAIN, missing=missing), 0)
    step = found.preparation.steps[0]
    assert step.levels == levels
    assert found.spec.variables["region"].missing == resolved
    assert step.missing == ("drop" if missing == "drop" else "fill")
    shares = {"∅": n_empty / 100, "north": 0.6, "south": (40 - n_empty) / 100}
    if len(levels) == 2 and missing != "drop":
        shares["north"] += shares.pop("∅")
    if missing == "drop":
        shares = {"north": 60 / 94, "south": 34 / 94}
    assert step.shares == pytest.approx([shares[level] for level in levels])
    assert step.fill == ("∅" if resolved == "category" else "north")


@pytest.mark.parametrize(
    ("cells", "missing", "said"),
    [
        (["yes"] * 8 + ["no", None], "median", "a: 1 of 10 empty, filled with the most frequent value, yes."),
        (
            ["no"] * 6 + ["yes"] * 3 + [None],
            "median",
            "a: 1 of 10 empty, filled with the most frequent value, no.",
        ),
        ([1.0, 2.0, 9.0, np.nan], "median", "a: 1 of 4 empty, filled with the median 2."),
        ([1.0, 2.0, 9.0, np.nan], "mean", "a: 1 of 4 empty, filled with the mean 4."),
        ([1.0, 2.0, 9.0, np.nan], "constant", "a: 1 of 4 empty, filled with 0."),
        ([1.0, 2.0, 9.0, np.nan], "drop", "a: 1 of 4 empty, those rows are left out."),
        ([1.0, 2.0, 9.0, np.nan], "knn", "a: 1 of 4 empty, filled from the five most similar customers."),
        (["x", "x", "y", None], "category", "a: 1 of 4 empty, kept as a group of their own."),
        (
            pd.to_datetime(["2024-05-10", "2024-05-20", None]),
            "median",
            "a: 1 of 3 empty, filled with the median 2024-05-15.",
        ),
    ],
)
def test_how_empty_cells_were_filled_is_told(cells, missing, said):
    columns = typed({"a": cells})
    found = fit_preparation(columns, replace(PLAIN, missing=missing), 0)
    assert str(found.steps[0]) == said


@pytest.mark.parametrize(("count", "grouped"), [(1, True), (2, False)])
def test_levels_under_1_percent_are_counted_together(count, grouped):
    cells = ["rare"] * count + ["scarce"] * count + ["common"] * (200 - 2 * count)
    step, _ = fitted({"a": cells, "n": range(200)}, ["a"])
    assert (step.levels == ("common", "…")) == grouped
    assert step.shares == ((0.99, 0.01) if grouped else (0.98, 0.01, 0.01))


def test_a_single_rare_level_stays_what_it_is():
    step, _ = fitted({"a": ["rare"] + ["common"] * 199, "n": range(200)}, ["a"])
    assert step.levels == ("common", "rare")
    assert step.shares == (0.995, 0.005)


@pytest.mark.parametrize("weight", [0.5, 2.0, 3.0])
def test_the_category_weight_counts_squared_in_the_squared_distance(weight):
    frame = {
        "member": ["yes", "no"] * 10,
        "region": ["a", "a", "b", "b"] * 5,
        "size": ["small", "large", "small", "small"] * 5,
        "n": np.arange(20.0),
    }
    own = {"size": VariableSpec(order=("small", "large"))}
    columns = typed(frame)

    def squared(category_weight):
        spec = replace(PLAIN, category_weight=category_weight, variables=own)
        matrix = apply_preparation(fit_preparation(columns, spec, 0).preparation, columns).matrix
        return (matrix[0] - matrix) ** 2

    plain, weighted = squared(1.0), squared(weight)
    # Columns: yes/no, two levels of the region, the rank of the size, the number.
    np.testing.assert_allclose(weighted[:, :3], weight**2 * plain[:, :3])
    np.testing.assert_array_equal(weighted[:, 3:], plain[:, 3:])


def groups_that_differ(n_rows, n_moved):
    """Return a method whose labels are two halves but for some rows, which are given to the other half."""
    labels = np.repeat([1, 2], n_rows // 2).astype(np.int32)
    labels[:n_moved] = 2

    def fit(task):
        order = np.argsort(task.matrix[:, 0])
        return [Fit(NeighbourAssigner(task.matrix[order], labels))]

    return Method(name="halves", label=say("halves"), choice=say("halves"), fit=fit)


@pytest.mark.parametrize(("n_moved", "idle"), [(0, True), (2, False)])
def test_categories_are_idle_from_an_adjusted_rand_index_of_0_999(n_moved, idle):
    # 2 of 4,000 customers elsewhere: (1 - 2 * 2 / 4000)² is 0.998.
    n_rows = 4_000
    matrix = np.column_stack([np.arange(n_rows, dtype=float), np.tile([-0.1, 0.1], n_rows // 2)])
    labels = np.repeat([1, 2], n_rows // 2).astype(np.int32)
    assigner = NeighbourAssigner(matrix, labels)
    feature_groups = (FeatureGroup("n", 0, 1, 1.0), FeatureGroup("member", 1, 2, 1.0, (0.2,)))
    partition = Partition(Fit(assigner), assigner.labels(matrix), 2, matrix)
    method = groups_that_differ(n_rows, n_moved)
    assert bool(idle_categories(matrix, partition, method, MethodSpec(), feature_groups)) == idle


@pytest.mark.parametrize(("n_moved", "looked_at"), [(8, True), (24, False)])
def test_categories_that_move_customers_are_not_looked_at_any_further(n_moved, looked_at):
    """Of 2,000 customers 8 who would move leave an index of 0.984, 24 of 0.953: below 0.98 nothing is fitted anew."""
    n_rows = 2_000
    flags = np.zeros(n_rows)
    flags[:n_moved] = 5_000.0
    matrix = np.column_stack([np.arange(n_rows, dtype=float), flags])
    labels = np.repeat([1, 2], n_rows // 2).astype(np.int32)
    labels[:n_moved] = 2
    assigner = NeighbourAssigner(
        np.r_[matrix, np.column_stack([np.arange(n_moved), np.zeros(n_moved)])],
        np.r_[labels, np.ones(n_moved, dtype=np.int32)].astype(np.int32),
    )
    feature_groups = (FeatureGroup("n", 0, 1, 1.0), FeatureGroup("member", 1, 2, 1.0, (5_000.0,)))
    asked = []

    def fit(task):
        asked.append(len(task.matrix))
        return [Fit(NeighbourAssigner(task.matrix, np.repeat([1, 2], n_rows // 2).astype(np.int32)))]

    partition = Partition(Fit(assigner), assigner.labels(matrix), 2, matrix)
    idle_categories(
        matrix,
        partition,
        Method(name="halves", label=say("halves"), choice=say("halves"), fit=fit),
        MethodSpec(),
        feature_groups,
    )
    assert bool(asked) == looked_at
