"""Codes of columns and of pairs, against plain counts of the pairs themselves."""

import numpy as np
import pytest

from segdesk.engine.data.column_codes import mostly_one, pair_codes


def pairs(inner, outer):
    return len(set(zip(inner.tolist(), outer.tolist(), strict=True)))


@pytest.mark.parametrize("odd", [0, 1, 40, 3000])
@pytest.mark.parametrize("spread", [1, 10**9])
def test_pairs_share_a_code_exactly_where_both_are_equal(odd, spread):
    random = np.random.default_rng(odd)
    inner = random.integers(0, 500, 3000)
    outer = inner // 3
    outer[:odd] = random.integers(0, 200, odd)
    codes, bound = pair_codes(inner * spread - spread, outer)
    assert codes.min() >= 0
    assert codes.max() < bound
    assert pairs(inner, outer) == pairs(inner * 1000 + outer, codes) == len(np.unique(codes))


@pytest.mark.parametrize("odd", [0, 9, 11, 300])
def test_an_order_mostly_has_one_customer_up_to_two_in_a_hundred(odd):
    inner = np.repeat(np.arange(500), 2)
    outer = inner // 7
    outer[: 2 * odd : 2] = 999
    assert mostly_one(inner, outer) == (500 + odd <= 1.02 * 500)


def test_rows_without_either_are_not_looked_at():
    inner = np.array([-1, 0, 0, 1, 1, -1])
    assert mostly_one(inner, np.array([5, 3, 3, 4, -1, 6]))
    assert not mostly_one(inner, np.array([5, 3, 4, 4, -1, 6]))
    assert not mostly_one(inner, np.full(6, -1))
