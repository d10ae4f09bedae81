"""Names that tell segments apart, and sentences whose figures are those of the profile."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.profiles.naming import Trait, strongest_traits, suggest_names
from segdesk.engine.profiles.variable_profile import VariableProfile
from segdesk.messages import LANGUAGES, number_in_words, percent_in_words, use_language
from tests.engine.frames import USE, segmented, shop

HEADINGS = st.sampled_from(
    ["a", "A", "a (2)", "a_b", "a b", "x" * 60, "x" * 61, "Days since last order", "(k$)", "ß"]
)
LEVELS = st.sampled_from(["yes", "gold", "gold (2)", "gold (3)", "1", "", "x (2)", "low"])


def a_profile(variable, level, kind, role, effects):
    effects = np.array(effects)
    none = np.full(len(effects), np.nan)
    return VariableProfile(
        variable,
        level,
        kind,
        role,
        1.0,
        1.0,
        1 + effects,
        none,
        none,
        none,
        none,
        effects,
        effects,
        np.zeros(len(effects), dtype=np.int64),
    )


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


@settings(max_examples=300)
@given(profiles(), st.sampled_from(sorted(LANGUAGES)))
def test_names_are_always_distinct(profiles_of_k, language):
    k, made = profiles_of_k
    with np.errstate(invalid="ignore"), use_language(language):
        names = suggest_names([strongest_traits(made, s, {}) for s in range(k)])
        texts = [str(name) for name in names]
    assert len(set(texts)) == len(texts) == k
    assert all(text.strip() for text in texts)


def test_names_of_many_segments_of_a_real_table_are_distinct_in_every_language():
    for language in LANGUAGES:
        with use_language(language):
            found = segmented(shop(), k="12", use=USE, criteria=("inertia",))
            names = [str(segment.name) for segment in found.description.segments]
        assert len(set(names)) == 12


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


def test_traits_say_in_which_direction():
    up = a_profile("income", None, ColumnType.NUMBER, Role.SEGMENTATION, [2.0, -2.0])
    assert [str(Trait(up, s).phrase()) for s in (0, 1)] == ["high income", "low income"]
    recency = a_profile("Days since last order", None, ColumnType.NUMBER, Role.SEGMENTATION, [2.0, -2.0])
    assert [str(Trait(recency, s).phrase()) for s in (0, 1)] == ["inactive for long", "active recently"]
