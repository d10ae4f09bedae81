"""What is told of segments: warnings, traits, and how much of each is there with other numbers."""

import numpy as np
import pandas as pd

from segdesk.engine.validation.stability import jaccard_across_k
from tests.engine.frames import segmented, shop
from tests.sample_results import orders


def warned(frame, **settings):
    return [str(each) for each in segmented(frame, **settings).provenance.warnings]


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
    assert "Nothing but City was left to form segments; codes and places seldom make useful ones." in told
    told = warned(pd.DataFrame({**cells, "spend": np.arange(60) % 7 + 0.5}), k="2")
    assert not [each for each in told if "was left to form segments" in each]


def test_what_is_a_name_of_other_segments_does_not_tell_what_one_is_like():
    result = orders()
    silent = {"probability_active", result.source.purchases.rfm_column}
    profiled = {profile.variable for profile in result.description.profiles}
    assert silent <= profiled
    told = " ".join(str(segment.description) for segment in result.description.segments)
    assert not [name for name in silent if name in told]
    said = {str(trait) for segment in result.description.segments for trait in segment.traits}
    assert not said & {"likely still active", "likely lost"}
    # Others that only describe do.
    assert said & {"large orders", "small orders", "customer for long", "new customer", "many products"}


def test_each_segment_knows_how_much_of_it_is_there_with_other_numbers():
    frame = shop(120)[["age", "income", "visits"]].fillna(30)
    two, three = (segmented(frame, k=k, criteria=("silhouette",)) for k in ("2", "3"))
    both = segmented(frame, k="2..3", criteria=("silhouette",))
    chosen, other = (two, three) if both.k == 2 else (three, two)
    np.testing.assert_array_equal(both.fit.labels, chosen.fit.labels)
    expected = jaccard_across_k([chosen.fit.labels, other.fit.labels], 0)
    assert [dict(segment.jaccard_across_k) for segment in both.named] == expected
