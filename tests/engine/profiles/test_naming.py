"""Names that tell segments apart in every language: two parts at most, never cut, never against the figures."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.profiles.naming import LONGEST, LONGEST_ELSEWHERE, suggest_names
from segdesk.engine.profiles.traits import Trait, strongest_traits
from segdesk.messages import LANGUAGES, use_language
from tests.engine.frames import USE, segmented, shop
from tests.engine.profiles.made_profiles import a_number, a_profile, a_share

HEADINGS = st.sampled_from(
    [
        "a",
        "A",
        "a (2)",
        "a_b",
        "a b",
        "x" * 60,
        "x" * 61,
        "Days since last order",
        "(k$)",
        "ß",
        "has_cr_card",
        "_",
    ]
)
LEVELS = st.sampled_from(["yes", "gold", "gold (2)", "gold (3)", "1", "", "x (2)", "low"])


@st.composite
def profiles(draw):
    k = draw(st.integers(1, 8))
    effects = st.lists(st.sampled_from([0.0, 0.1, 0.5, -0.5, 2.0, -2.0]), min_size=k, max_size=k)
    kinds = st.sampled_from([ColumnType.NUMBER, ColumnType.DATE, ColumnType.YES_NO, ColumnType.CATEGORY])
    made = []
    for _ in range(draw(st.integers(0, 6))):
        kind = draw(kinds)
        level = draw(LEVELS) if kind is ColumnType.CATEGORY else "yes" if kind is ColumnType.YES_NO else None
        role = draw(st.sampled_from([Role.SEGMENTATION, Role.DESCRIPTOR]))
        made.append(a_profile(draw(HEADINGS), level, kind, role, draw(effects)))
    return k, made


@settings(max_examples=200)
@given(profiles(), st.sampled_from(sorted(LANGUAGES)))
def test_names_are_distinct_in_every_language_and_never_too_long(profiles_of_k, language):
    k, made = profiles_of_k
    with np.errstate(invalid="ignore"), use_language(language):
        names = suggest_names([strongest_traits(made, s, {}) for s in range(k)])
        assert all(len(str(name)) <= LONGEST and "…" not in str(name) for name in names)
    for each in LANGUAGES:
        with use_language(each):
            texts = [str(name) for name in names]
        assert len(set(texts)) == len(texts) == k
        assert all(text.strip() and len(text) <= LONGEST_ELSEWHERE for text in texts)


def test_names_of_many_segments_of_a_real_table_are_distinct_in_every_language():
    for language in LANGUAGES:
        with use_language(language):
            found = segmented(shop(), k="12", use=USE, criteria=("inertia",))
            names = [str(segment.name) for segment in found.description.segments]
        assert len(set(names)) == 12


def names_of(*segments, **rest):
    return [str(name) for name in suggest_names(list(segments), **rest)]


def test_names_are_made_of_the_two_strongest_then_of_other_pairs_then_of_one():
    a, b, c = (a_number(name, [effect] * 5) for name, effect in (("aaaa", 3.0), ("bbbb", 2.0), ("cccc", 1.0)))
    assert names_of(*([Trait(p, s) for p in (a, b, c)] for s in range(5))) == [
        "High aaaa, high bbbb",
        "High aaaa, high cccc",
        "High aaaa",
        "High bbbb, high cccc",
        "High bbbb",
    ]


def test_the_same_parts_in_another_order_are_no_other_name():
    a, b = a_number("aaaa", [3.0, 3.0]), a_number("bbbb", [2.0, 2.0])
    assert names_of([Trait(a, 0), Trait(b, 0)], [Trait(b, 1), Trait(a, 1)]) == [
        "High aaaa, high bbbb",
        "High bbbb",
    ]


def test_high_spend_and_big_spenders_part_no_two_segments():
    money = a_number("monetary", [0.6, 2.0], [14.0, 30.0], 10.0)
    orders, returns = a_number("frequency", [0.4, 0.4]), a_number("satisfaction", [0.35, 0.35])
    assert names_of(*([Trait(p, s) for p in (money, orders, returns)] for s in range(2))) == [
        "High spend, many orders",
        "Big spenders, high satisfaction",
    ]


def test_a_second_part_adds_something_to_the_first():
    none = {"lower_quartile": np.zeros(1), "upper_quartile": np.zeros(1)}
    bought, online = (
        replace(a_number(name, [effect], [0.1]), **none)
        for name, effect in (("PURCHASES_FREQUENCY", -2.0), ("ONLINE_PURCHASES_FREQUENCY", -1.9))
    )
    visits = a_number("visits", [-1.0])
    assert names_of([Trait(p, 0) for p in (bought, online, visits)]) == ["Hardly any purchases, few visits"]
    often, monthly = a_number("frequency", [1.0]), a_number("orders_per_month", [0.9])
    assert names_of([Trait(often, 0), Trait(monthly, 0)]) == ["Many orders"]


def test_where_words_do_not_part_two_segments_their_means_do():
    a = a_number("visits", [1.0, 1.5], [10.0, 12.0], 5.0)
    assert names_of([Trait(a, 0)], [Trait(a, 1)]) == ["Many visits", "Visits around 12.0"]
    same = replace(a, mean=np.array([10.0, 10.0]))
    assert names_of(*([Trait(same, s)] for s in (0, 1, 1))) == [
        "Many visits",
        "Visits around 10.0",
        "Many visits, visits around 10.0",
    ]


def test_what_differs_faintly_makes_no_name():
    faint = a_number("income", [0.1, 0.2], [11.0, 12.0], 10.0)
    assert names_of([Trait(faint, 0)], [Trait(faint, 1)]) == ["Average customers", "Income around 12.0"]
    strong, faint = a_number("income", [9.0]), a_number("visits", [0.4])
    assert names_of([Trait(strong, 0), Trait(faint, 0)]) == ["High income"]
    assert names_of([], []) == ["Average customers", "Segment 2"]


def test_a_name_never_says_what_the_middle_customer_denies():
    # The mean of the first is above everyone's by a few very large values only.
    skewed = a_number("income", [0.4, -0.2, -0.2], [14.0, 9.0, 9.0], 10.0)
    skewed = replace(skewed, median=np.array([5.0, 9.0, 9.0]))
    other = a_number("visits", [0.4, -0.2, -0.2], [9.0, 4.0, 4.0], 5.0)
    assert names_of([Trait(skewed, 0), Trait(other, 0)]) == ["Many visits"]


def test_a_level_that_hardly_more_than_half_have_names_nobody():
    visits = a_number("visits", [0.4])
    for share, name in ((0.59, "Many visits"), (0.6, "Gold, many visits")):
        assert names_of([Trait(a_share("plan", "gold", 3.0, share, 0.2), 0), Trait(visits, 0)]) == [name]


def test_what_is_too_long_is_left_out_and_never_cut():
    long = a_share("answer", "I would recommend the shop to everybody I know", 3.0, 0.9, 0.2)
    assert names_of([Trait(long, 0), Trait(a_number("visits", [0.5]), 0)]) == ["Many visits"]
    assert names_of([Trait(long, 0)]) == ["Segment 1"]


def test_of_a_long_question_the_words_that_carry_something_make_the_name():
    question = a_number("How satisfied were you with our delivery service on the whole?", [3.0])
    assert names_of([Trait(question, 0)]) == ["Satisfied delivery service: high"]


def test_a_single_number_names_three_segments_by_their_means():
    a = a_number("TotalTime", [-1.0, 0.1, 2.0], [5.25, 20.0, 90.0], 30.0)
    assert names_of(*([Trait(a, s)] for s in range(3))) == [
        "Total time around 5.2",
        "Total time around 20.0",
        "Total time around 90.0",
    ]
    # Not where two would have one name, nor of two segments.
    same = replace(a, mean=np.array([5.01, 5.02, 90.0]))
    assert names_of(*([Trait(same, s)] for s in range(3)))[0] == "Low total time"
    assert names_of(*([Trait(a, s)] for s in range(2)))[0] == "Low total time"


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_agree_with_the_figures_of_a_real_table(language):
    with use_language(language):
        found = segmented(shop(), k="4", use=USE, criteria=("inertia",))
    income = next(p for p in found.description.profiles if p.variable == "income")
    for segment in found.named:
        name, mean = str(segment.name).casefold(), income.mean[segment.number - 1]
        assert not ("high income" in name and mean <= income.overall)
        assert not ("low income" in name and mean >= income.overall)
