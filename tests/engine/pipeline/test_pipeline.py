"""What a run makes of the numbers of segments that it is asked for, and when it is refused."""

import numpy as np
import pandas as pd
import pytest

from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import InputError
from tests.counts import times
from tests.engine.frames import segmented, shop
from tests.sample_results import orders


def warned(frame, **settings):
    return [str(each) for each in segmented(frame, **settings).provenance.warnings]


def test_more_segments_than_different_customers_are_refused_or_not_tried():
    frame = pd.DataFrame({"a": np.tile([1.5, 2.5, 9.5], 20)})
    with pytest.raises(InputError, match="4 segments can't be made of 3 different customers"):
        segmented(frame, k="4")
    told = warned(frame, k="2..5")
    assert "There are only 3 different customers, so more than 3 segments were not tried." in told
    assert not [each for each in warned(frame, k="2..3") if "were not tried" in each]
    same = pd.DataFrame({"a": [1.5] * 20})
    assert segmented(same, k="3").k == 1


def test_that_gap_and_stability_know_no_limits_is_told_where_they_were_taken():
    frame = shop(times(60, 90))[["age", "income", "visits"]].fillna(30)
    said = "The gap statistic and the stability of each number of segments were taken without the limits on size."

    def reasons(k, criteria):
        result = segmented(frame, k=k, min_size="10", criteria=criteria)
        return [str(each) for each in result.validation.scan.reason]

    assert said in reasons("2..3", ("silhouette", "gap"))
    assert said not in reasons("3", ("silhouette", "gap"))
    assert said not in reasons("2..3", ("silhouette",))
    plain = segmented(frame, k="2..3", criteria=("silhouette", "gap"))
    assert said not in [str(each) for each in plain.validation.scan.reason]


def test_progress_goes_from_nought_to_one_and_not_beyond():
    told = []
    recipe = Recipe().with_settings(
        {"kind": "transactions", "k": "3", "draws": 2, "criteria": ("silhouette",)}
    )
    segment(orders().source_table, recipe, lambda stage, share: told.append(share))
    assert (told[0], told[-1]) == (0.0, 1.0)
    assert all(0 <= share <= 1 for share in told)
