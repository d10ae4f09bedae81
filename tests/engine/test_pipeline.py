"""What a run tells of its segments, their number and their limits, and when it is refused."""

import numpy as np
import pandas as pd
import pytest

from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.validation.stability import jaccard_across_k
from segdesk.errors import InputError
from tests.engine.frames import segmented, shop
from tests.sample_results import orders


def warned(frame, **settings):
    return [str(each) for each in segmented(frame, **settings).warnings]


def test_segments_of_hardly_anyone_are_named():
    frame = pd.DataFrame(
        {"a": np.r_[np.arange(60) / 100, 50.5, 51.5, 52.5, 53.5], "b": np.arange(64) % 7 / 10}
    )
    told = warned(frame, k="2", outliers="none", transform="none")
    assert "Segment 2 has only 4 customers." in told
    frame.loc[64] = [54.5, 0.1]
    assert not [
        each for each in warned(frame, k="2", outliers="none", transform="none") if "has only" in each
    ]


def test_codes_and_places_form_segments_only_where_nothing_else_is_left():
    cells = {"city": ["Bonn", "Ulm", "Jena"] * 20}
    told = warned(pd.DataFrame(cells), k="2")
    assert "Nothing but city was left to form segments; codes and places seldom make useful ones." in told
    told = warned(pd.DataFrame({**cells, "spend": np.arange(60) % 7 + 0.5}), k="2")
    assert not [each for each in told if "was left to form segments" in each]


def test_what_is_a_name_of_other_segments_does_not_tell_what_one_is_like():
    result = orders()
    silent = {"probability_active", result.purchases.rfm_column}
    profiled = {profile.variable for profile in result.profiles}
    assert silent <= profiled
    told = " ".join(str(segment.description) for segment in result.segments)
    assert not [name for name in silent if name in told]
    said = {str(trait) for segment in result.segments for trait in segment.traits}
    assert not said & {"likely still active", "likely lost"}
    # Others that only describe do.
    assert said & {"large orders", "small orders", "customer for long", "new customer", "many products"}


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
    frame = shop(90)[["age", "income", "visits"]].fillna(30)
    said = "The gap statistic and the stability of each number of segments were taken without the limits on size."

    def reasons(k, criteria):
        result = segmented(frame, k=k, min_size="10", criteria=criteria)
        return [str(each) for each in result.scan.reason]

    assert said in reasons("2..3", ("silhouette", "gap"))
    assert said not in reasons("3", ("silhouette", "gap"))
    assert said not in reasons("2..3", ("silhouette",))
    plain = segmented(frame, k="2..3", criteria=("silhouette", "gap"))
    assert said not in [str(each) for each in plain.scan.reason]


def test_each_segment_knows_how_much_of_it_is_there_with_other_numbers():
    frame = shop(120)[["age", "income", "visits"]].fillna(30)
    two, three = (segmented(frame, k=k, criteria=("silhouette",)) for k in ("2", "3"))
    both = segmented(frame, k="2..3", criteria=("silhouette",))
    chosen, other = (two, three) if both.k == 2 else (three, two)
    np.testing.assert_array_equal(both.labels, chosen.labels)
    expected = jaccard_across_k([chosen.labels, other.labels], 0)
    assert [dict(segment.jaccard_across_k) for segment in both.named] == expected


def test_progress_goes_from_nought_to_one_and_not_beyond():
    told = []
    recipe = Recipe().with_settings(
        {"kind": "transactions", "k": "3", "draws": 2, "criteria": ("silhouette",)}
    )
    segment(orders().source_table, recipe, lambda stage, share: told.append(share))
    assert (told[0], told[-1]) == (0.0, 1.0)
    assert all(0 <= share <= 1 for share in told)
