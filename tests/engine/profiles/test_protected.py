"""Protected attributes: found by their headings in three languages, and measured as the descriptor tests measure."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from segdesk.engine.data.table import Role
from segdesk.engine.profiles.protected import Attribute, attribute_of, protected_attributes
from segdesk.engine.schema.column_choice import ColumnChoice
from segdesk.messages import say
from tests.engine.frames import columns_of

N = 400
SEGMENTS = (np.arange(N) % 2 + 1).astype(np.int32)
SEXES = np.where(SEGMENTS == 1, "female", "male")
AGES = np.arange(N) % 61 + 18
WORDS = np.array(["one", "two", "three", "four"])[np.arange(N) % 4]


def protected(frame: pd.DataFrame, role: Role = Role.IGNORED, labels=SEGMENTS):
    columns = list(columns_of(frame).values())
    choices = [ColumnChoice(column.name, column.type, role, say("why")) for column in columns]
    return protected_attributes(columns, choices, np.arange(len(frame)), labels)


@pytest.mark.parametrize(
    ("heading", "values", "attribute"),
    [
        ("Gender", SEXES, Attribute.SEX),
        ("Geschlecht", SEXES, Attribute.SEX),
        ("sexo_cliente", SEXES, Attribute.SEX),
        ("Anrede", np.where(SEGMENTS == 1, "Frau", "Herr"), Attribute.SEX),
        ("Genre", SEXES, Attribute.SEX),
        ("Title", np.where(SEGMENTS == 1, "Mrs", "Mr"), Attribute.SEX),
        ("Age", AGES, Attribute.AGE),
        ("Alter (Jahre)", AGES, Attribute.AGE),
        ("Altersgruppe", WORDS, Attribute.AGE),
        ("edad", AGES, Attribute.AGE),
        ("Geburtsjahr", 2000 - AGES, Attribute.AGE),
        ("Year_Birth", 2000 - AGES, Attribute.AGE),
        ("SeniorCitizen", SEGMENTS - 1, Attribute.AGE),
        ("fecha_nacimiento", [f"{2000 - age}-03-01" for age in AGES], Attribute.AGE),
        ("Staatsangehörigkeit", WORDS, Attribute.ORIGIN),
        ("país de nacimiento", WORDS, Attribute.ORIGIN),
        ("country_of_birth", WORDS, Attribute.ORIGIN),
        ("religión", WORDS, Attribute.BELIEF),
        ("Schwerbehinderung", SEGMENTS - 1, Attribute.HEALTH),
        ("MaritalStatus", WORDS, Attribute.MARITAL_STATUS),
        ("estado_civil", WORDS, Attribute.MARITAL_STATUS),
        ("Kinder", np.arange(N) % 4, Attribute.CHILDREN),
        ("PLZ", [f"{10000 + 7 * i}" for i in range(N)], Attribute.POSTCODE),
        ("código postal", [f"{28000 + i % 40}" for i in range(N)], Attribute.POSTCODE),
    ],
)
def test_headings_in_three_languages_name_the_attribute(heading, values, attribute):
    (column,) = columns_of(pd.DataFrame({heading: values})).values()
    assert attribute_of(column) is attribute


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("account_age", AGES),
        ("Vertragsalter Tage", AGES * 30),
        ("age", AGES * 30),  # nobody is 600 years old
        ("Partner", [f"Company {i}" for i in range(N)]),
        ("average spend", AGES),
        ("package", WORDS),
        ("A4. Love children", AGES % 6 + 1),
        ("Ich mag Kinder", AGES % 5 + 1),
        ("Me gustan los hijos de otros", AGES % 5 + 1),
        ("Genre", np.where(SEGMENTS == 1, "Rock", "Jazz")),
        ("effect_on_health", WORDS),  # what tea is thought to do
        ("Herkunft", WORDS),  # in a German file as likely where a lead came from
        ("sexy_score", AGES),
    ],
)
def test_what_only_looks_like_an_attribute_is_none(heading, values):
    (column,) = columns_of(pd.DataFrame({heading: values})).values()
    assert attribute_of(column) is None


def test_a_label_of_the_codebook_names_an_attribute_that_the_heading_hides():
    frame = pd.DataFrame({"v17": SEXES})
    (column,) = columns_of(frame).values()
    assert attribute_of(column) is None
    assert attribute_of(replace(column, label="Gender of the respondent")) is Attribute.SEX


def test_strengths_lie_at_their_ends_for_what_is_the_segment_and_what_has_nothing_to_do_with_it():
    frame = pd.DataFrame({"age": np.random.default_rng(3).permutation(AGES), "gender": SEXES})
    followed, free = protected(frame)
    assert (followed.variable, followed.measure, followed.customers) == ("gender", "cramers_v", N)
    assert followed.association.strength > 0.98
    assert (free.variable, free.measure) == ("age", "rank_eta")
    assert free.association.low == 0.0 <= free.association.strength < free.association.high < 0.2


def test_unassigned_customers_and_empty_cells_take_no_part():
    labels = SEGMENTS.copy()
    labels[:100] = 0
    sexes = SEXES.astype(object)
    sexes[100:150] = None
    (found,) = protected(pd.DataFrame({"gender": sexes}), labels=labels)
    assert found.customers == N - 150


def test_postcodes_that_nearly_everyone_has_alone_are_compared_by_region():
    # The first digits are the segment; each code is there once, so that a table of codes would say nothing.
    codes = [f"{segment}0{i:03d}" for i, segment in enumerate(SEGMENTS)]
    (found,) = protected(pd.DataFrame({"Postleitzahl": codes}))
    assert found.is_by_region
    assert found.association.strength > 0.98
    (few,) = protected(pd.DataFrame({"Postleitzahl": [f"{segment}0115" for segment in SEGMENTS]}))
    assert not few.is_by_region


def test_one_segment_leaves_nothing_to_compare():
    (found,) = protected(pd.DataFrame({"gender": SEXES}), labels=np.ones(N, dtype=np.int32))
    assert found.association is None


def test_the_use_of_the_column_is_told():
    for role in (Role.SEGMENTATION, Role.DESCRIPTOR, Role.IGNORED):
        (found,) = protected(pd.DataFrame({"gender": SEXES}), role)
        assert found.role is role
