"""What makes each RFM score, in words."""

import numpy as np

from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.transactions.rfm.score_ranges import score_ranges
from segdesk.engine.transactions.rfm.scores import make_thresholds

OWN = {
    "rfm_bins": 3,
    "rfm_recency": ("30", "90.5"),
    "rfm_frequency": ("1", "1"),
    "rfm_monetary": ("20", "50.5"),
}
CUSTOMER = np.array([[10.0, 2.0, 30.0]])


def words(**settings):
    found = score_ranges(make_thresholds(CUSTOMER, TransactionsSpec(**{**OWN, **settings})))
    return {(each.measure, each.within): [r and str(r) for r in each.ranges] for each in found}


def test_bounds_belong_to_the_level_below_them():
    assert words() == {
        ("recency", ""): ["91 and more", "31 to 90", "up to 30"],
        ("frequency", ""): ["1", None, "2 and more"],
        ("monetary", ""): ["up to 20.00", "over 20.00, up to 50.50", "over 50.50"],
    }


def test_bounds_belong_to_the_level_above_them_as_in_r():
    assert words(rfm_preset="r-rfm") == {
        ("recency", ""): ["91 and more", "30 to 90", "up to 29"],
        ("frequency", ""): [None, None, "1 and more"],
        ("monetary", ""): ["under 20.00", "20.00 to under 50.50", "50.50 and more"],
    }


def test_nested_bounds_are_told_by_the_scores_before_them():
    nested = {"rfm_binning": "nested", "rfm_frequency": ("1: 1 2", "3: 4 9"), "rfm_monetary": ("32: 7 8",)}
    found = words(**nested)
    assert list(found) == [("recency", ""), ("frequency", "3"), ("frequency", "1"), ("monetary", "32")]
    assert found["frequency", "3"] == ["1 to 4", "5 to 9", "10 and more"]
