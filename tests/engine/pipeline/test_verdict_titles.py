"""The verdict speaks of columns as charts do."""

import numpy as np
import pandas as pd

from segdesk.api import segment


def test_the_column_that_segments_rest_on_is_called_by_its_title():
    draw = np.random.default_rng(0)
    frame = pd.DataFrame(
        {
            "days_since_last_order": np.r_[draw.normal(10, 1, 100), draw.normal(60, 1, 100)],
            "items": draw.normal(5, 1, 200),
        }
    )
    found = segment(frame, k=2, draws=20, criteria=["silhouette"]).segmentation
    said = " ".join(str(each) for each in found.validation.verdict.evidence)
    assert "Days since last order" in said
    assert "days_since_last_order" not in said
