"""What to do next: from value and activity, and only where the table tells of both."""

import numpy as np
import pandas as pd

from segdesk.api import segment

WORDS = {(True, False): "Keep", (True, True): "Win back", (False, False): "Develop", (False, True): "Leave"}


def table(seed=0):
    """Four groups: rich or poor, active or silent."""
    random = np.random.default_rng(seed)
    rich = np.repeat([1, 1, 0, 0], 100)
    silent = np.tile(np.repeat([1, 0], 100), 2)
    return pd.DataFrame(
        {
            "total_spend": 50 + 1000 * rich + random.normal(0, 5, 400),
            "days_since_last_order": 10 + 300 * silent + random.normal(0, 2, 400),
        }
    ).round(2)


def test_value_and_silence_decide():
    frame = table()
    result = segment(frame, k=4, draws=0, criteria="silhouette", value="total_spend")
    for number, row in result.segments.iterrows():
        own = frame[result.labels == number]
        key = (own["total_spend"].mean() > 500, own["days_since_last_order"].median() > 100)
        assert row["action"].startswith(f"{WORDS[key]}:"), row["action"]


def test_its_figures_are_those_of_the_segment():
    frame = table()
    result = segment(frame, k=4, draws=0, criteria="silhouette", value="total_spend")
    for number, row in result.segments.iterrows():
        own = frame[result.labels == number]
        times = own["total_spend"].mean() / frame["total_spend"].mean()
        assert f"{times:.1f} times" in row["action"]
        assert f"{own['days_since_last_order'].median():.0f} days" in row["action"]


def test_without_money_or_activity_nothing_is_advised():
    frame = table()
    frame["logins"] = np.tile(np.arange(20), 20)
    for left in ("total_spend", "days_since_last_order"):
        result = segment(frame.drop(columns=left), k=2, draws=0, criteria="silhouette")
        assert result.segments["action"].isna().all()
