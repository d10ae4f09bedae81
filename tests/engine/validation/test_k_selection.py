"""Which number of segments is picked, and why."""

import pytest

from segdesk.engine.validation.k_selection import Evidence, pick_k
from segdesk.engine.validation.latent_classes import LatentClasses
from segdesk.engine.validation.stability import NumberStability


def evidence(agreements, weakest=None, fits=None, smallest=None, **more):
    """Return what speaks for the numbers of `agreements`; every segment comes back as the number does."""
    ks = tuple(agreements)
    return Evidence(
        ks,
        tuple((fits or {}).get(k, 0.3) for k in ks),
        tuple((smallest or {}).get(k, 100) for k in ks),
        1_000,
        {k: NumberStability(a, (weakest or {}).get(k, a)) for k, a in agreements.items()},
        **more,
    )


def picked(given):
    chosen, reason = pick_k(given)
    return chosen, [each.code.removeprefix("k_selection.") for each in reason]


def test_without_gaps_the_largest_number_about_as_stable_as_the_best():
    assert picked(evidence({2: 1.0, 3: 0.90, 4: 0.80, 5: 0.86, 6: 0.84, 7: 0.70})) == (
        5,
        ["about_as_stable", "no_gaps_and_other_fit"],
    )
    assert picked(evidence({3: 0.95, 4: 0.80}, fits={3: 0.5}))[1] == ["most_stable", "no_gaps_but_best_fit"]


def test_a_number_with_a_segment_that_does_not_come_back_is_passed_over():
    assert picked(evidence({3: 0.9, 4: 0.9}, weakest={4: 0.59}))[0] == 3
    assert picked(evidence({3: 0.9, 4: 0.9}, weakest={4: 0.60}))[0] == 4


def test_a_number_with_a_tiny_segment_is_passed_over_and_said_where_it_fits_best():
    chosen, codes = picked(evidence({3: 0.9, 4: 0.9}, smallest={4: 19}, fits={4: 0.6}))
    assert (chosen, codes[1]) == (3, "best_fit_is_tiny")


def test_where_none_comes_back_fit_and_spread_decide():
    chosen, codes = picked(evidence({2: 0.5, 3: 0.5, 4: 0.55}, fits={3: 0.45}))
    assert chosen == 3
    assert codes[1] == "none_comes_back"


@pytest.mark.parametrize(("agreement", "expected"), [(0.94, 5), (0.93, 2)])
def test_finer_segments_as_stable_as_the_groups_between_gaps_are_preferred(agreement, expected):
    given = evidence({2: 0.96, 3: 0.80, 5: agreement, 6: 0.70}, separated=2)
    chosen, codes = picked(given)
    assert chosen == expected
    assert codes == (
        ["groups_between_gaps", "finer_and_as_stable"]
        if expected == 5
        else ["gaps_between_all", "finer_less_stable"]
    )


def test_groups_that_stand_clearly_apart_are_kept():
    given = evidence({2: 0.96, 3: 0.96}, fits={2: 0.6}, separated=2)
    assert picked(given) == (2, ["gaps_between_all", "finer_cut_through"])
    given = evidence({2: 0.96, 3: 0.96}, weakest={3: 0.5}, separated=2)
    assert picked(given) == (2, ["gaps_between_all", "only_finer_not_whole"])


def test_answers_have_as_many_as_latent_classes():
    latent = LatentClasses(4, {3: 120.0, 4: 100.0, 5: 110.0})
    given = evidence({2: 0.9, 3: 0.9, 4: 0.5, 5: 0.9}, separated=2, latent=latent)
    chosen, reason = pick_k(given)
    assert chosen == 4
    assert str(reason[0]) == (
        "The answers speak for 4 classes of customers: a latent class model has its lowest BIC there (100; 110 with 5)."
    )
    one = LatentClasses(1, {1: 100.0, 2: 110.0})
    chosen, codes = picked(evidence({3: 0.9, 4: 0.7}, latent=one))
    assert (chosen, codes[1]) == (3, "one_latent_class")


def test_one_number_asked_for_is_taken_as_it_is():
    assert picked(evidence({7: 0.1})) == (7, ["one_number_asked"])
