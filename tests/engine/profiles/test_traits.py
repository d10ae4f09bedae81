"""What sets segments apart, strongest first, and sentences whose figures are those of the profile."""

from dataclasses import replace

import numpy as np
import pytest

from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.profiles.traits import Trait, describe, prominence, strongest_traits
from segdesk.messages import number_in_words, percent_in_words
from tests.engine.frames import USE, segmented, shop
from tests.engine.profiles.made_profiles import a_number, a_profile, a_share


def test_figures_in_the_descriptions_are_the_computed_means():
    found = segmented(shop(), k="3", use=USE, criteria=("inertia",))
    checked = 0
    for position, segment in enumerate(found.named):
        for trait in strongest_traits(found.description.profiles, position, {})[:1]:
            profile = trait.profile
            own, overall = float(profile.mean[position]), profile.overall
            if profile.type is ColumnType.NUMBER:
                decimals = 1 if max(abs(own), abs(overall)) < 10 else None
                figures = [number_in_words(own, decimals), number_in_words(overall, decimals)]
            elif profile.type is ColumnType.DATE:
                figures = [str(np.datetime64(round(own), "D"))]
            else:
                figures = [percent_in_words(own), percent_in_words(overall)]
            text = str(segment.description)
            assert all(figure in text for figure in figures), (figures, text)
            checked += 1
    assert checked == 3


def test_the_strongest_difference_comes_first_and_echoes_come_last():
    strong = a_profile("income", None, ColumnType.NUMBER, Role.SEGMENTATION, [2.0])
    echo = a_profile("salary", None, ColumnType.NUMBER, Role.SEGMENTATION, [1.9])
    weak = a_profile("age", None, ColumnType.NUMBER, Role.SEGMENTATION, [0.5])
    nothing = a_profile("visits", None, ColumnType.NUMBER, Role.SEGMENTATION, [0.2])
    describing = a_profile("region", "north", ColumnType.CATEGORY, Role.DESCRIPTOR, [3.0])
    alike = {("salary", "income"): 0.9, ("income", "salary"): 0.9}
    traits = strongest_traits([nothing, describing, weak, echo, strong], 0, alike)
    assert [t.profile.variable for t in traits] == ["income", "age", "region", "salary"]


def named(*profiles, position=0):
    return [t.profile.label for t in strongest_traits(profiles, position, {})]


def test_differences_count_from_0_3_standard_deviations_on():
    assert named(a_number("age", [0.3]), a_number("spend", [0.299])) == ["Age"]
    # Without any, what there is from 0.05 on.
    assert named(a_number("age", [0.05]), a_number("spend", [0.049])) == ["Age"]
    assert named(a_number("age", [-0.3]), a_number("spend", [0.31])) == ["Spend", "Age"]


@pytest.mark.parametrize(
    ("kind", "effect", "share", "overall", "speaks"),
    [
        (ColumnType.CATEGORY, 1.0, 0.5, 0.2, True),
        (ColumnType.CATEGORY, 1.0, 0.499, 0.2, False),
        # Missing from a segment: next to nobody has it, and many others do.
        (ColumnType.CATEGORY, -1.0, 0.05, 0.3, True),
        (ColumnType.CATEGORY, -1.0, 0.051, 0.3, False),
        (ColumnType.CATEGORY, -1.0, 0.05, 0.299, False),
        (ColumnType.YES_NO, 1.0, 0.5, 0.2, True),
        (ColumnType.YES_NO, 1.0, 0.499, 0.2, False),
        (ColumnType.YES_NO, -1.0, 0.5, 0.9, True),
        (ColumnType.YES_NO, -1.0, 0.501, 0.9, False),
    ],
)
def test_a_share_speaks_where_it_is_true_of_half_of_the_segment(kind, effect, share, overall, speaks):
    assert bool(named(a_share("plan", "gold", effect, share, overall, kind))) == speaks


@pytest.mark.parametrize(
    ("r", "order"), [(0.7, ["a", "c", "b"]), (0.699, ["a", "b", "c"]), (-0.7, ["a", "c", "b"])]
)
def test_what_tells_the_same_story_comes_last(r, order):
    made = [a_number("a", [3.0]), a_number("b", [2.0]), a_number("c", [1.0])]
    found = strongest_traits(made, 0, {("b", "a"): r, ("a", "b"): r})
    assert [t.profile.variable for t in found] == order


@pytest.mark.parametrize(("apart", "one_fact"), [(0.029, True), (0.031, False)])
def test_shares_that_go_together_are_one_fact(apart, one_fact):
    made = [
        replace(a_share("internet", "no", 3.0, 0.9, 0.2), mean=np.array([0.9, 0.1])),
        replace(a_share("backup", "none", 2.0, 0.9, 0.2), mean=np.array([0.9 - apart, 0.1])),
        a_number("c", [1.0, -1.0]),
    ]
    made = [replace(p, effect=np.array([p.effect[0], -p.effect[0]])) for p in made]
    order = [t.profile.variable for t in strongest_traits(made, 0, {})]
    assert order == (["internet", "c", "backup"] if one_fact else ["internet", "backup", "c"])
    # The opposite of it is one too.
    made[1] = replace(made[1], mean=1 - made[1].mean, effect=np.array([2.0, -2.0]))
    made[1] = replace(made[1], mean=np.array([0.1 + apart, 0.9]), effect=np.array([-2.0, 2.0]), overall=0.5)
    assert len(strongest_traits(made, 0, {})) == 2


def test_of_a_category_the_level_that_is_there_speaks_before_one_that_is_missing():
    made = [a_share("plan", "gold", -3.0, 0.01, 0.5), a_share("plan", "basic", 1.0, 0.9, 0.4)]
    assert named(*made) == ["Plan: basic"]


@pytest.mark.parametrize(
    ("profile", "figures"),
    [
        (a_number("spend", [1.0], [0.456], 0.123), "Spend 0.46 (everyone 0.12)"),
        (a_number("spend", [1.0], [45.67], 12.34), "Spend 45.7 (everyone 12.3)"),
        (a_number("spend", [1.0], [0.0149], 4.246), "Spend 0.015 (everyone 4.25)"),
        (a_number("spend", [1.0], [456.7], 123.4), "Spend 457 (everyone 123)"),
        (a_number("spend", [1.0], [3.0], 1.0), "Spend 3 (everyone 1)"),
        (a_number("spend", [1.0], [3.0], 100.0), "Spend 3 (everyone 100)"),
        (
            a_share("HasCrCard", "1", 1.0, 0.9, 0.4, ColumnType.YES_NO, "0"),
            "with credit card 90% (everyone 40%)",
        ),
        (a_share("Aktiv", "ja", 1.0, 0.9, 0.4, ColumnType.YES_NO, "nein"), "aktiv 90% (everyone 40%)"),
        (
            a_share("marital_status", "1", 1.0, 0.9, 0.4, ColumnType.YES_NO, "0"),
            "Marital status “1” 90% (everyone 40%)",
        ),
        (a_share("Credit card", "No credit card", 1.0, 0.9, 0.4), "“No credit card” 90% (everyone 40%)"),
        (a_share("plan", "gold", 1.0, 0.9, 0.4), "Plan “gold” 90% (everyone 40%)"),
    ],
)
def test_figures_have_the_digits_that_tables_show(profile, figures):
    assert str(Trait(profile, 0).figures()) == figures


def test_days_and_years_are_written_as_such():
    days = replace(
        a_profile("since", None, ColumnType.DATE, Role.SEGMENTATION, [1.0]),
        mean=np.array([19_000.6]),
        overall=10.0,
    )
    assert str(Trait(days, 0).figures()) == "Since 2022-01-09 (everyone 1970-01-11)"
    years = a_number("born", [1.0], [1985.4], 1990.0)
    years = replace(years, lower_quartile=np.array([1850.0]), upper_quartile=np.array([2100.0]))
    assert str(Trait(years, 0).figures()) == "Born 1985 (everyone 1990)"
    two = replace(years, lower_quartile=np.array([1990.0, 1990.0]), upper_quartile=np.array([2000.0, 2101.0]))
    assert not two.is_year
    assert not replace(
        two, lower_quartile=np.array([1849.0, 1990.0]), upper_quartile=np.full(2, 2000.0)
    ).is_year
    for low, high in ((1849.0, 2000.0), (1990.0, 2101.0)):
        other = replace(years, lower_quartile=np.array([low]), upper_quartile=np.array([high]))
        assert str(Trait(other, 0).figures()) == "Born 1,985 (everyone 1,990)"


def test_at_most_three_differences_are_told():
    traits = [Trait(a_number(name, [1.0], [2.0]), 0) for name in "abcd"]
    assert str(describe(traits)) == ("On average: A 2 (everyone 1); B 2 (everyone 1); C 2 (everyone 1).")
    assert str(describe([])) == "Close to the average in every column."


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        # Money comes first, then activity, then the rest, then who somebody is; codes and what is not so come last.
        (a_number("total_spend", [1.0]), a_number("orders", [1.32])),
        (a_number("orders", [1.0]), a_number("rooms", [1.49])),
        (a_number("rooms", [1.0]), a_number("age", [1.32])),
        (a_number("rooms", [1.0]), a_number("emp.var.rate", [1.99])),
        (a_number("rooms", [1.0]), a_share("shop", "gold", 1.99, 0.66, 0.2)),
        (a_share("shop", "gold", 1.0, 0.7, 0.2), a_share("size", "S", 1.99, 0.9, 0.2)),
        (a_share("shop", "gold", 1.0, 0.7, 0.2), a_share("plan", "Not.blue", 1.17, 0.9, 0.2)),
    ],
)
def test_of_differences_of_comparable_strength_the_more_telling_comes_first(stronger, weaker):
    assert named(weaker, stronger)[0] == stronger.label
    assert prominence(stronger, 0) > prominence(weaker, 0)
