"""The population stability index and its bins, against figures done by hand."""

from math import log

import numpy as np
import pytest

from segdesk.engine.drift.stability_index import shift


def test_the_index_is_the_sum_of_differences_of_shares_times_the_logarithm_of_their_ratio():
    found = shift([500, 300, 200], [200, 200, 100], is_ordered=True)
    expected = (0.4 - 0.5) * log(0.4 / 0.5) + (0.4 - 0.3) * log(0.4 / 0.3)
    assert found.psi == pytest.approx(expected)
    assert found.chance == pytest.approx(2 * (1 / 1000 + 1 / 500))


def test_empty_cells_are_a_bin_of_their_own():
    without, with_missing = (shift([50, 50], [50, 50], True, missing) for missing in ((0, 0), (0, 100)))
    assert without.psi == 0
    assert with_missing.psi == pytest.approx((0.5 - 0.005) * log(100) + 2 * (0.25 - 0.5) * log(0.5))


def test_bins_in_which_too_few_are_to_be_expected_are_merged_neighbours_with_neighbours():
    # Of 100 rows, 4 + 2 + 94 are to be expected: the first two become one.
    ordered = shift([40, 20, 940], [6, 0, 94], is_ordered=True)
    assert ordered.psi == pytest.approx(0.0)
    # And the last with the one before it.
    ending = shift([940, 20, 40], [94, 0, 6], is_ordered=True)
    assert ending.psi == pytest.approx(0.0)
    # Without an order all small ones become one.
    pooled = shift([20, 960, 20], [0, 96, 4], is_ordered=False)
    assert pooled.psi == pytest.approx(0.0)


def test_what_chance_gives_is_not_called_a_shift():
    rng = np.random.default_rng(0)
    psis, sure = [], 0
    before = rng.multinomial(1_000, [0.1] * 10)
    for _ in range(500):
        found = shift(
            rng.multinomial(1_000, [0.1] * 10).tolist(), rng.multinomial(300, [0.1] * 10).tolist(), True
        )
        psis.append(found.psi)
        sure += found.is_sure
    assert np.mean(psis) == pytest.approx(9 * (1 / 1_000 + 1 / 300), rel=0.1)
    assert sure <= 0.03 * 500
    assert shift(before.tolist(), before.tolist(), True).level == "none"


@pytest.mark.parametrize(
    ("now", "level"),
    [([350, 650], "none"), ([300, 700], "some"), ([270, 730], "some"), ([200, 800], "large")],
)
def test_a_tenth_beyond_chance_is_some_a_quarter_is_large(now: list[int], level: str):
    found = shift([5_000, 5_000], now, is_ordered=False)
    assert found.level == level
