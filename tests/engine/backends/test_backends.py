"""What every backend answers, whatever it keeps the data in: the figures of plain pandas, numpy and scipy.

A new backend is one more entry of `BACKENDS`.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from segdesk.engine.backends.backend import Backend
from segdesk.engine.backends.memory import CHUNK_ROWS, MemoryBackend
from segdesk.engine.data.arrays import Mask
from segdesk.engine.data.table import TextColumn
from segdesk.io.columns import encoded

# Makes a backend of texts, numbers, and the rows that count.
Maker = Callable[[pd.DataFrame, pd.DataFrame, Mask | None], Backend]


def in_memory(texts: pd.DataFrame, numbers: pd.DataFrame, rows: Mask | None) -> Backend:
    return MemoryBackend(
        {name: TextColumn(name, *encoded(texts[name].tolist())) for name in texts},
        {name: numbers[name].to_numpy() for name in numbers},
        rows,
    )


BACKENDS = {"memory": in_memory}
SHARES = (0.0, 0.1, 0.25, 0.5, 0.75, 1.0)


@pytest.fixture(params=BACKENDS.values(), ids=BACKENDS.keys())
def make(request: pytest.FixtureRequest) -> Maker:
    maker: Maker = request.param
    return maker


@pytest.fixture(params=["every row", "some rows"])
def data(request: pytest.FixtureRequest) -> tuple[pd.DataFrame, pd.DataFrame, Mask | None]:
    random = np.random.default_rng(0)
    n = 501
    numbers = pd.DataFrame(
        {
            "age": random.integers(18, 90, n).astype(float),
            "spend": random.gamma(1.2, 300, n),
            "balance": random.normal(-5, 40, n),
            "far": 1e9 + random.normal(size=n),
            "huge": random.normal(size=n) * 1e200,
        }
    )
    numbers["spend"] = numbers["spend"].where(random.random(n) < 0.8)
    numbers["balance"] = (0.3 * numbers["age"] + numbers["balance"]).where(random.random(n) < 0.9)
    texts = pd.DataFrame({"plan": random.choice(["gold", " gold", "Plus", "", "ä"], n)})
    return texts, numbers, None if request.param == "every row" else random.random(n) < 0.6


class TestBackend:
    """The contract."""

    def test_distinct_texts_are_counted_as_written(self, make, data):
        texts, _, rows = data
        found = make(*data).distinct_texts("plan")
        counted = texts["plan"] if rows is None else texts["plan"][rows]
        assert dict(zip(found.texts, found.counts.tolist(), strict=True)) == counted.value_counts().to_dict()

    def test_a_text_that_no_row_holds_is_counted_as_none(self, make):
        texts = pd.DataFrame({"plan": ["gold", "plus", "gold"]})
        found = make(texts, pd.DataFrame(), np.array([True, False, True])).distinct_texts("plan")
        counts = dict(zip(found.texts, found.counts.tolist(), strict=True))
        assert counts["gold"] == 2
        assert counts.get("plus", 0) == 0

    @pytest.mark.parametrize("name", ["age", "spend", "balance", "far", "huge"])
    def test_figures_of_a_column_are_those_of_its_known_values(self, make, data, name):
        column = make(*data).numbers(name)
        known = values_of(data, name)
        scale = np.abs(known).max()
        assert column.n == len(known)
        assert (column.lowest, column.highest) == (known.min(), known.max())
        assert column.median() == pytest.approx(np.median(known), rel=1e-12)
        assert column.quantiles(SHARES) == pytest.approx(np.quantile(known, SHARES), rel=1e-12)
        mean, spread = column.mean_and_spread()
        assert mean == pytest.approx((known / scale).mean() * scale, rel=1e-12)
        assert spread == pytest.approx((known / scale).std() * scale, rel=1e-6)
        assert column.skewness() == pytest.approx(stats.skew((known - known[0]) / scale), rel=1e-6)
        lower, upper = np.quantile(known, [0.2, 0.7])
        assert column.n_outside(lower, upper) == ((known < lower) | (known > upper)).sum()
        assert column.n_outside(-np.inf, known.max()) == 0

    def test_the_order_of_rows_changes_no_digit(self, make, data):
        texts, numbers, rows = data
        back = slice(None, None, -1)
        other = make(texts[back], numbers[back], None if rows is None else rows[back])
        for name in numbers:
            one, turned = make(*data).numbers(name), other.numbers(name)
            assert one.mean_and_spread() == turned.mean_and_spread()
            assert one.skewness() == turned.skewness()
            assert one.quantiles(SHARES) == turned.quantiles(SHARES)

    @pytest.mark.parametrize("transform", ["none", "log", "yeo-johnson"])
    def test_a_transformed_column_has_the_figures_of_its_transformed_values(self, make, data, transform):
        column = make(*data).numbers("balance")
        known = values_of(data, "balance")
        exponent = column.yeo_johnson_exponent()
        assert exponent == pytest.approx(stats.yeojohnson_normmax(known), rel=1e-4)
        expected = {
            "none": known,
            "log": np.log1p(np.maximum(known, 0)),
            "yeo-johnson": stats.yeojohnson(known, exponent),
        }[transform]
        found = column.transformed(transform, exponent)
        assert found.n == len(known)
        assert found.quantiles(SHARES) == pytest.approx(np.quantile(expected, SHARES), rel=1e-9)
        assert found.skewness() == pytest.approx(stats.skew(expected), rel=1e-9)

    def test_a_value_that_does_not_vary_has_no_skewness_and_no_spread(self, make):
        column = make(pd.DataFrame(), pd.DataFrame({"a": [7.0, 7.0, np.nan]}), None).numbers("a")
        assert (column.n, column.lowest, column.highest, column.skewness()) == (2, 7, 7, 0)
        assert column.mean_and_spread() == (7, 0)

    def test_one_value_can_be_left_aside(self, make):
        column = make(pd.DataFrame(), pd.DataFrame({"a": [0.0, 3.0, 0.0, np.nan, 5.0]}), None).numbers("a")
        rest = column.without(0)
        assert rest is not None
        assert (rest.n, rest.lowest, rest.highest, rest.median()) == (2, 3, 5, 4)
        assert rest.without(3).without(5) is None

    def test_a_column_without_values_counts_as_a_single_zero(self, make):
        column = make(pd.DataFrame(), pd.DataFrame({"a": [np.nan, np.nan]}), None).numbers("a")
        assert (column.n, column.lowest, column.highest, column.median()) == (1, 0, 0, 0)

    def test_cross_products_give_the_correlations_over_the_rows_that_both_have(self, make, data):
        _, numbers, rows = data
        names = ["balance", "age", "spend", "far"]
        sums = make(*data).cross_products(names)
        frame = (numbers if rows is None else numbers[rows])[names]
        known = frame.notna().astype(float)
        np.testing.assert_array_equal(sums.n_both, known.T @ known)
        found = sums.products / np.sqrt(sums.squares * sums.squares.T)
        np.testing.assert_allclose(found, frame.corr(), atol=1e-6)
        np.testing.assert_array_equal(sums.products, sums.products.T)

    def test_columns_that_share_no_row_have_no_products(self, make):
        numbers = pd.DataFrame({"a": [1.0, 4.0, np.nan, np.nan], "b": [np.nan, np.nan, 2.0, 3.0]})
        sums = make(pd.DataFrame(), numbers, None).cross_products(["a", "b"])
        assert sums.n_both[0, 1] == 1
        assert sums.products[0, 1] == sums.squares[0, 1] == 0

    @pytest.mark.parametrize("n_rows", [1, 5, CHUNK_ROWS, 2 * CHUNK_ROWS + 7])
    def test_chunks_hold_every_row_that_counts_once_and_in_order(self, make, n_rows):
        random = np.random.default_rng(n_rows)
        numbers = pd.DataFrame({name: random.normal(size=n_rows) for name in "abc"})
        numbers.loc[random.random(n_rows) < 0.1, "b"] = np.nan
        counting = random.random(n_rows) < 0.7
        counting[0] = True
        for rows in (None, counting):
            chunks = list(make(pd.DataFrame(), numbers, rows).chunks(["c", "b"]))
            places = np.concatenate([at for at, _ in chunks])
            np.testing.assert_array_equal(
                places, np.flatnonzero(counting) if rows is not None else range(n_rows)
            )
            np.testing.assert_array_equal(
                np.vstack([part for _, part in chunks]), numbers[["c", "b"]].to_numpy()[places]
            )


def values_of(data: tuple[pd.DataFrame, pd.DataFrame, Mask | None], name: str) -> np.ndarray:
    """Return the known values of the rows that count."""
    _, numbers, rows = data
    column = numbers[name] if rows is None else numbers[name][rows]
    return column.dropna().to_numpy()
