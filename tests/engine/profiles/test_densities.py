"""Curves of how numbers are spread."""

import numpy as np
import pytest
from scipy import stats

from segdesk.engine.profiles.densities import STEPS, densities, middles


def test_a_curve_is_that_of_a_kernel_density_with_the_same_bandwidth():
    values = np.random.default_rng(0).normal(10, 2, 2_000)
    curve = densities(values, np.zeros(2_000, dtype=np.intp), 1, 0.0, 20.0)[0]
    low, high = np.quantile(values, [0.25, 0.75])
    width = 0.9 * min(values.std(), (high - low) / 1.34) * 2_000**-0.2
    wanted = stats.gaussian_kde(values, width / values.std(ddof=1))(middles(0.0, 20.0))
    assert curve == pytest.approx(wanted, abs=0.003)


def test_every_curve_has_the_area_one():
    random = np.random.default_rng(1)
    values = np.concatenate([random.exponential(5, 300), np.full(50, 3.0)])
    groups = np.repeat([0, 1], [300, 50])
    curves = densities(values, groups, 3, 0.0, float(values.max()))
    assert curves.sum(axis=1) * values.max() / STEPS == pytest.approx([1, 1, 0])


def test_amounts_that_crowd_at_an_end_do_not_sink_there():
    values = np.random.default_rng(2).exponential(1.0, 5_000)
    curve = densities(values, np.zeros(5_000, dtype=np.intp), 1, 0.0, 6.0)[0]
    assert curve[:10].mean() == pytest.approx(1.0, abs=0.15)
