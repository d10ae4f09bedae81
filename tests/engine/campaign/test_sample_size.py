"""How many customers a campaign takes."""

import numpy as np
import pytest
from scipy import stats

from segdesk.engine.campaign.sample_size import POWER, customers_needed, smallest_lift


def test_the_number_is_that_of_the_textbook():
    # Fleiss, Levin & Paik 2003, section 4.2, with both sides alike: 0.60 against 0.70 takes 356 on each side, before
    # the correction for continuity (which makes 376 of them).
    assert customers_needed(0.60, 0.10, 0.5) == pytest.approx(2 * 356, abs=2)


@pytest.mark.parametrize(("base", "lift", "control"), [(0.03, 0.02, 0.5), (0.1, 0.05, 0.2), (0.3, -0.1, 0.5)])
def test_a_campaign_of_that_size_shows_in_four_of_five_cases(base: float, lift: float, control: float):
    n = customers_needed(base, lift, control)
    n_control = round(n * control)
    rng = np.random.default_rng(0)
    x = rng.binomial(n - n_control, base + lift, 20_000) / (n - n_control)
    y = rng.binomial(n_control, base, 20_000) / n_control
    mean = (x * (n - n_control) + y * n_control) / n
    z = (x - y) / np.sqrt(mean * (1 - mean) * (1 / n_control + 1 / (n - n_control)))
    assert np.mean(np.abs(z) > stats.norm.ppf(0.975)) == pytest.approx(POWER, abs=0.03)


def test_the_smallest_lift_is_the_one_that_takes_all_customers():
    lift = smallest_lift(0.05, 2_000, 0.2, 3)
    assert lift is not None
    assert customers_needed(0.05, lift, 0.2, 3) <= 2_000 < customers_needed(0.05, lift * 0.999, 0.2, 3)


def test_more_segments_take_a_larger_effect():
    lifts = [smallest_lift(0.05, 2_000, 0.2, n) for n in (1, 3, 8)]
    assert lifts == sorted(lifts, key=lambda lift: lift or 0)


def test_a_handful_of_customers_shows_nothing():
    assert smallest_lift(0.5, 6, 0.5) is None
