"""Who is held back: by lot, the same lots for the same seed, and the same share of every segment and of its money."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from segdesk.engine.campaign.split import held_back


def customers(sizes: list[int]) -> tuple[list[str], np.ndarray]:
    segments = np.repeat([str(i) for i in range(1, len(sizes) + 1)], sizes)
    return [f"c{i}" for i in range(len(segments))], segments


@given(st.lists(st.integers(0, 60), min_size=1, max_size=4), st.floats(0, 0.9), st.integers(0, 2**31))
def test_each_segment_has_its_share_to_the_customer(sizes: list[int], share: float, seed: int):
    identifiers, segments = customers(sizes)
    control = held_back(identifiers, segments, share, seed)
    for place, n in enumerate(sizes, start=1):
        assert abs(control[segments == str(place)].sum() - n * share) < 1


def test_the_order_of_the_customers_has_no_say():
    identifiers, segments = customers([200, 100])
    money = np.random.default_rng(0).lognormal(3, 1, 300)
    control = held_back(identifiers, segments, 0.2, 5, money)
    order = np.random.default_rng(1).permutation(300)
    again = held_back([identifiers[i] for i in order], segments[order], 0.2, 5, money[order])
    assert again.tolist() == control[order].tolist()
    assert held_back(identifiers, segments, 0.2, 6, money).tolist() != control.tolist()


def test_both_sides_are_alike_in_money_within_each_segment():
    identifiers, segments = customers([400])
    money = np.arange(400.0)
    for seed in range(20):
        control = held_back(identifiers, segments, 0.25, seed, money)
        for quarter in range(4):
            assert abs(control[quarter * 100 : (quarter + 1) * 100].sum() - 25) <= 1


def test_customers_whose_money_is_unknown_are_split_as_well():
    identifiers, segments = customers([100])
    money = np.where(np.arange(100) < 40, np.nan, 1.0)
    control = held_back(identifiers, segments, 0.5, 0, money)
    assert abs(control[:40].sum() - 20) <= 1


def test_nobody_is_held_back_where_nobody_is_to_be():
    identifiers, segments = customers([50])
    assert not held_back(identifiers, segments, 0.0, 0).any()


def test_every_customer_has_the_same_chance_to_be_held_back():
    identifiers, segments = customers([23])
    counts = sum(held_back(identifiers, segments, 0.3, seed).astype(int) for seed in range(2_000))
    # Six standard deviations of a share of 0.3 in 2,000 draws.
    assert np.abs(counts / 2_000 - 0.3).max() < 6 * np.sqrt(0.21 / 2_000)
