"""Rules of a line or two, each at its border: names, matching, what is told of number, limits and segments."""

import numpy as np
import pandas as pd
import pytest

from segdesk.engine.data.column_matching import match_columns
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.profiles.naming import correlations
from segdesk.engine.recipe.method import MethodSpec, parse_k
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.renaming import N_COLOURS, recoloured
from segdesk.engine.result.rfm_tables import rfm_crosstab, rfm_grid
from segdesk.engine.validation.k_selection import pick_number
from segdesk.engine.validation.stability import jaccard_across_k
from segdesk.errors import InputError, UsageError
from tests.engine.frames import segmented, shop
from tests.methods.columns import typed
from tests.sample_results import changed, customers, orders


def test_a_column_is_found_in_any_case_and_long_headings_are_cut_where_they_are_listed():
    columns = list(typed({"Spend ": [1.5], "a" * 40: [1.5], "b" * 41: [2.5]}).values())
    assert match_columns(("spend",), columns) == ("Spend ",)
    with pytest.raises(InputError) as caught:
        match_columns(("nothing",), columns)
    assert f"Spend , {'a' * 40}, {'b' * 39}…." in str(caught.value.mend)


def test_correlations_are_those_of_the_rows_where_both_are_known():
    a = np.array([1.0, 2.0, 4.0, np.nan, 8.0])
    b = np.array([2.0, 1.0, 7.0, 5.0, np.nan])
    c = np.full(5, 3.0)
    d = np.array([np.nan, np.nan, np.nan, 1.0, np.nan])
    found = correlations({"a": a, "b": b, "c": c, "d": d})
    assert found["a", "b"] == found["b", "a"] == pytest.approx(np.corrcoef(a[:3], b[:3])[0, 1])
    # One that never varies, or is known in a row or none beside, correlates with nothing.
    assert set(found) == {("a", "b"), ("b", "a")}
    assert correlations({"a": a}) == {}


@pytest.mark.parametrize(
    ("elbow", "gap", "said"),
    [
        (None, None, "The spread falls evenly with the number, without a clear elbow."),
        (4, None, "The elbow of the spread is at 4."),
        (None, 4, "The gap statistic points to 4; the spread has no clear elbow."),
        (3, 3, "The elbow of the spread and the gap statistic point to the same number."),
        (5, 5, "For comparison, the elbow of the spread is at 5 and the gap statistic points to 5."),
        (3, 5, "For comparison, the elbow of the spread is at 3 and the gap statistic points to 5."),
        (None, 1, "The spread has no clear elbow, and the gap statistic sees no groups at all: take the number as a "
                  "convenience."),
        (4, 1, "The elbow of the spread is at 4, but the gap statistic sees no groups at all: take the number as a "
               "convenience."),
    ],
)  # fmt: skip
def test_what_elbow_and_gap_add_to_the_pick(elbow, gap, said):
    chosen, reason = pick_number([2, 3, 5], [0.2, 0.9, 0.3], [50, 30, 20], 100, elbow, gap)
    assert (chosen, str(reason[1])) == (3, said)


@pytest.mark.parametrize(
    ("fits", "elbow", "said"),
    [
        ({2: 0.7, 3: 0.3}, None, "2 segments fit the customers best: fit 0.70 on a scale up to 1."),
        (
            {2: 0.71, 3: 0.70},
            None,
            "2 segments would fit closer (fit 0.71 against 0.70 on a scale up to 1), but 3 to 8 are easier to work "
            "with, and 3 fit best among those.",
        ),
        (
            {4: 0.71, 3: 0.70},
            3,
            "4 segments would fit closer (fit 0.71 against 0.70 on a scale up to 1), but the way the spread falls "
            "speaks for 3.",
        ),
        (
            {4: 0.701, 3: 0.700},
            3,
            "4 segments would fit equally (fit 0.70 on a scale up to 1), but the way the spread falls speaks for 3.",
        ),
    ],
)
def test_why_a_number_was_picked(fits, elbow, said):
    _, reason = pick_number(list(fits), list(fits.values()), [30] * len(fits), 100, elbow, None)
    assert str(reason[0]) == said


@pytest.mark.parametrize(
    ("text", "ks"),
    [("5", (5,)), ("1", (1,)), ("3..5", (3, 4, 5)), ("2..101", tuple(range(2, 102))), ("auto", None)],
)
def test_numbers_of_segments_as_they_are_written(text, ks):
    assert parse_k(text) == ks


@pytest.mark.parametrize("text", ["0", "5..3", "2..102", "3..", "..3", "x", "-1", "2.5", ""])
def test_what_is_no_number_of_segments(text):
    with pytest.raises(UsageError):
        parse_k(text)


@pytest.mark.parametrize(
    ("least", "most", "fits"),
    [("5%", "5%", True), ("6%", "5%", False), ("50", "49", False), ("50", "5%", True), ("1", "0.5%", True)],
)
def test_the_smallest_segment_cannot_be_larger_than_the_largest(least, most, fits):
    if fits:
        assert MethodSpec(min_size=least, max_size=most).limits_sizes
    else:
        with pytest.raises(UsageError, match="can't be larger"):
            MethodSpec(min_size=least, max_size=most)


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
    assert "Nothing but city was left to form segments; codes and places seldom make useful ones." in told
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
    assert said


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
        return [str(each) for each in result.validation.scan.reason]

    assert said in reasons("2..3", ("silhouette", "gap"))
    assert said not in reasons("3", ("silhouette", "gap"))
    assert said not in reasons("2..3", ("silhouette",))
    plain = segmented(frame, k="2..3", criteria=("silhouette", "gap"))
    assert said not in [str(each) for each in plain.validation.scan.reason]


def test_each_segment_knows_how_much_of_it_is_there_with_other_numbers():
    frame = shop(120)[["age", "income", "visits"]].fillna(30)
    two, three = (segmented(frame, k=k, criteria=("silhouette",)) for k in ("2", "3"))
    both = segmented(frame, k="2..3", criteria=("silhouette",))
    chosen, other = (two, three) if both.k == 2 else (three, two)
    np.testing.assert_array_equal(both.fit.labels, chosen.fit.labels)
    expected = jaccard_across_k([chosen.fit.labels, other.fit.labels], 0)
    assert [dict(segment.jaccard_across_k) for segment in both.named] == expected


def test_rfm_tables_count_every_customer_once_with_their_money():
    result = orders()
    scores, money = result.source.purchases.rfm, result.source.columns
    value = next(column.values for column in money if column.name == result.source.value_column)
    grid = rfm_grid(result)
    assert grid.customers.sum() == len(value)
    inside = (scores.frequency == 5) & (scores.recency == 4)
    assert grid.customers[4, 3] == inside.sum()
    assert grid.money[4, 3] == pytest.approx(value[inside].sum())
    table = rfm_crosstab(result)
    frame = table.frame()
    assert (frame.index.name, frame.columns.name) == ("rfm_segment", "segment")
    assert frame.to_numpy().dtype.kind == "i"
    assert frame.to_numpy().sum() == len(value)
    assert frame.sum(axis=1).is_monotonic_decreasing
    assert table.shares.sum(axis=1) == pytest.approx(np.ones(len(frame)))
    name = table.names[0]
    segment = scores.segments.index(name.template)
    assert (
        frame.iloc[0, 0]
        == ((scores.segment == segment) & (result.fit.labels == table.segments[0].number)).sum()
    )
    assert rfm_grid(changed(result, purchases=None)) is None


@pytest.mark.parametrize("colour", [1, N_COLOURS])
def test_the_ends_of_the_palette_are_colours(colour):
    painted = recoloured(customers(), 2, colour)
    assert painted.segment(2).palette_place == colour
    places = [segment.palette_place for segment in painted.named]
    assert len(set(places)) == len(places)
    for other in (0, N_COLOURS + 1):
        with pytest.raises(UsageError, match="The palette has colours"):
            recoloured(customers(), 2, other)


def test_progress_goes_from_nought_to_one_and_not_beyond():
    told = []
    recipe = Recipe().with_settings(
        {"kind": "transactions", "k": "3", "draws": 2, "criteria": ("silhouette",)}
    )
    segment(orders().source_table, recipe, lambda stage, share: told.append(share))
    assert (told[0], told[-1]) == (0.0, 1.0)
    assert all(0 <= share <= 1 for share in told)
