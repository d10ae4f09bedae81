"""Somebody's earlier segments, scores and outcomes describe; attributes of customers are none of these."""

import pytest

from segdesk.engine.data.table import Role
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.schema.earlier_results import is_earlier_result
from segdesk.engine.schema.roles import infer_schema
from segdesk.engine.schema.types import type_columns
from tests.engine.schema.tables import table_of, typed


@pytest.mark.parametrize(
    "heading",
    [
        "segment", "Kundensegment", "customer_segment", "Segmento", "Cluster", "cluster_id", "Cluster-Nr", "RFM",
        "rfm_score", "churn", "Churn Flag", "Attrition_Flag", "Abwanderung", "gekündigt", "Étiquette", "label",
        "ABC-Klasse", "Clase ABC", "monetary_score", "Predicted class", "Résilié", "y", "Exited",
    ],
)  # fmt: skip
def test_headings_of_earlier_results(heading):
    assert is_earlier_result(typed(heading, ["a", "b", "c"] * 9))


@pytest.mark.parametrize(
    "heading",
    [
        "Channel",
        "Tier",
        "Score",
        "Spending Score (1-100)",
        "Class size",
        "Persons",
        "Target group age",
        "Classic",
    ],
)
def test_headings_of_attributes(heading):
    assert not is_earlier_result(typed(heading, ["a", "b", "c"] * 9))


@pytest.mark.parametrize(
    "levels",
    [
        ("Champions", "At Risk", "Hibernating", "Others"),
        ("Campeones", "En riesgo", "Perdidos"),
        ("Treue Kunden", "Gefährdet", "Verloren"),
        ("Can't Lose Them", "Loyal Customers"),
        ("Cluster 1", "Cluster 2", "Cluster 3"),
        ("Segment A", "Segment B"),
    ],
)
def test_values_that_are_called_as_groups_of_customers_are(levels):
    assert is_earlier_result(typed("Einstufung", list(levels) * 9))


@pytest.mark.parametrize(
    "levels", [("Lost", "Found"), ("Group A", "Group B"), ("promising", "poor", "fair", "good", "best")]
)
def test_other_words_are_no_groups(levels):
    assert not is_earlier_result(typed("Zustand", list(levels) * 9))


def test_they_form_only_where_the_user_says_so():
    columns = type_columns(
        table_of(
            {
                "Kundennr": [f"K{i:03}" for i in range(60)],
                "Umsatz": [str(100 + i * 37 % 91) for i in range(60)],
                "Kundensegment": ["A", "B", "C"] * 20,
            }
        )
    )
    assert infer_schema(columns, ColumnsSpec()).names(Role.SEGMENTATION) == ("Umsatz",)
    forced = infer_schema(columns, ColumnsSpec(use=("Kundensegment",)))
    assert forced.names(Role.SEGMENTATION) == ("Kundensegment",)
