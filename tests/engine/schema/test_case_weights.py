"""Case weights form no segment; the weight of a person or a parcel does."""

import pytest

from segdesk.engine.data.table import Role
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.schema.case_weights import is_case_weight
from segdesk.engine.schema.inspection import inspect
from tests.engine.schema.tables import table_of, typed

AROUND_1 = ["0.62", "0.88", "1.04", "1.31", "1.15"] * 12
MANY = [f"{800 + i * 37 % 900}.25" for i in range(60)]
BODIES = [f"{52 + i * 7 % 45}.5" for i in range(60)]
PARCELS = [f"{(3 + i * 7 % 90) / 10}" for i in range(60)]


@pytest.mark.parametrize(
    "heading", ["weight", "Weights", "wt", "WGT", "Gewicht", "peso", "Poids", "pond", "weight_1"]
)
def test_weights_around_1(heading):
    assert is_case_weight(typed(heading, AROUND_1))


@pytest.mark.parametrize(
    "heading",
    [
        "sampling weight", "pweight", "SurveyWeight", "final_weight", "fnlwgt", "Gewichtungsfaktor", "Gewichtung",
        "Hochrechnungsfaktor", "factor de expansión", "ponderación", "peso muestral", "Pondération",
        "coefficient de pondération", "weighting factor",
    ],
)  # fmt: skip
def test_headings_that_leave_no_doubt_whatever_the_size(heading):
    assert is_case_weight(typed(heading, MANY))
    assert is_case_weight(typed(heading, AROUND_1))


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("weight", BODIES),
        ("Gewicht", PARCELS),
        ("body weight", BODIES),
        ("weight (kg)", [f"{cell} kg" for cell in AROUND_1]),
        ("product weight", AROUND_1),
        ("peso", MANY),
        ("overweight", AROUND_1),
        ("importance weighting of price", AROUND_1),
        ("wt", ["0", "2.0", "1.0"] * 20),
    ],
)
def test_other_weights(heading, cells):
    assert not is_case_weight(typed(heading, cells))


def test_they_are_left_out_and_told_and_the_user_has_the_last_word():
    table = table_of({"spend": BODIES, "age": [str(20 + i % 41) for i in range(60)], "Gewicht": AROUND_1})
    inspection = inspect(table, ColumnsSpec())
    assert inspection.schema.names(Role.IGNORED) == ("Gewicht",)
    assert any(
        "“Gewicht” looks like case weights: it forms no segments" in str(w) for w in inspection.warnings
    )
    forced = inspect(table, ColumnsSpec(use=("Gewicht",)))
    assert forced.schema.names(Role.SEGMENTATION) == ("Gewicht",)
    assert not forced.warnings
