"""Hartigan's dip against the definition and against figures of another implementation."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from segdesk.engine.validation.dip import dip, dip_p_value


def normal(n, seed):
    return np.random.default_rng(seed).normal(size=n)


def two_peaks():
    return np.r_[np.random.default_rng(3).normal(0, 1, 60), np.random.default_rng(4).normal(4, 1, 90)]


# Made with diptest 0.12.0 in an environment of its own: diptest.diptest(values), which returns dip and p-value.
REFERENCE = [
    (normal(50, 1), 0.032714327557166495, 0.9812766487544063),
    (normal(400, 2), 0.011774010053729, 0.9901299011808816),
    (two_peaks(), 0.04907401429076407, 0.009346642759513135),
    (np.random.default_rng(5).integers(1, 8, 200).astype(float), 0.08125, 0.0),
    (np.random.default_rng(6).random(100), 0.033395838219245785, 0.6115583096190162),
    # Counts that rise along a straight line are nowhere wider apart than at their ends but for rounding.
    (np.array([-8.0, -8.0, 0.0, 7.0, 18.0, 18.0]), 1 / 6, 0.046049699032040814),
]


@pytest.mark.parametrize(("values", "expected", "p_value"), REFERENCE)
def test_dip_and_p_value_agree_with_diptest(values, expected, p_value):
    assert dip(values) == pytest.approx(expected, abs=1e-12)
    assert dip_p_value(dip(values), len(values)) == pytest.approx(p_value, abs=0.01)


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=60))
@example([0, -7, 8, 8, -18, -18])
def test_dip_stays_the_same_when_values_are_mirrored_moved_or_stretched(values):
    found = dip(np.array(values, dtype=float))
    for changed in (-np.array(values), 4.0 * np.array(values) + 1024):
        assert dip(np.asarray(changed, dtype=float)) == pytest.approx(found, abs=1e-12)
    assert 0 <= found <= 0.25
    if len(set(values)) > 1:
        assert found >= 1 / (2 * len(values)) - 1e-15


def test_two_far_points_reach_the_largest_dip():
    near = np.linspace(0, 1e-6, 500)
    assert dip(np.concatenate([near, 1 + near])) == pytest.approx(0.25, abs=1e-3)
    assert dip(np.ones(10)) == 0.0
    # The quantiles of a distribution with one peak: as near to it as rows allow.
    assert dip(np.linspace(0, 1, 200) ** 2) == pytest.approx(1 / 400)


def test_values_of_any_size_do_not_overflow():
    values = two_peaks()
    assert dip(values * 1e300) == pytest.approx(dip(values), abs=1e-12)
    assert dip(values * 1e-300) == pytest.approx(dip(values), abs=1e-12)


@pytest.mark.parametrize("n", [12, 75, 1_500])
def test_p_values_of_uniform_samples_are_even(n):
    random = np.random.default_rng([9, n])
    p_values = np.array([dip_p_value(dip(random.random(n)), n) for _ in range(400)])
    for level in (0.05, 0.25, 0.5, 0.75):
        # 3 standard errors of a share of 400 draws
        assert abs((p_values <= level).mean() - level) < 3 * np.sqrt(level * (1 - level) / 400)


def test_p_value_falls_as_the_dip_grows_and_goes_on_beyond_the_table():
    p_values = [dip_p_value(value, 300) for value in np.linspace(0, 0.25, 60)]
    assert p_values[0] == 1.0
    assert all(a >= b for a, b in pairwise(p_values))
    assert 0 <= p_values[-1] < 1e-9
    # 1 in 10,000 of the simulated samples of 1,000 rows reached 0.80475 / sqrt(1000).
    assert dip_p_value(0.80475 / np.sqrt(1_000), 1_000) == pytest.approx(1e-4, rel=0.5)
    assert dip_p_value(0.2, 3) == 1.0
