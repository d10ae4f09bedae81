"""Which column identifies the customer and which is the money, with the others that may be."""

import pytest

from segdesk.engine.recipe.columns import NO_COLUMN, ColumnsSpec
from segdesk.engine.schema.inspection import inspect
from tests.engine.schema.tables import table_of

N = 60
SOCIOS = {
    "Nº socio": [f"S{i:04d}" for i in range(N)],
    "Tarjeta": [f"T-{9 * i + 70000}" for i in range(N)],
    "Importe neto": [f"{i * 7 % 53}.{i % 10}5" for i in range(N)],
    "Importe total": [f"{i * 11 % 59}.{i % 10}1" for i in range(N)],
    "Edad": [str(20 + i % 40) for i in range(N)],
}


def schema(**settings):
    return inspect(table_of(SOCIOS), ColumnsSpec(kind="customers", **settings)).schema


def role(found, name):
    return str(next(each.role for each in found.choices if each.name == name))


def test_what_was_taken_has_rivals():
    found = schema()
    assert role(found, "Nº socio") == "identifier"
    assert found.value_column == "Importe neto"
    assert found.rivals == {"id": ("Tarjeta",), "value": ("Importe total",)}


def test_what_the_user_takes_makes_a_rival_of_what_was_found():
    found = schema(id="tarjeta", value="Importe total")
    assert role(found, "Tarjeta") == "identifier"
    assert found.value_column == "Importe total"
    assert found.rivals == {"id": ("Nº socio",), "value": ("Importe neto",)}


def test_there_may_be_no_identifier_and_no_money():
    found = schema(id=NO_COLUMN, value=NO_COLUMN)
    assert "identifier" not in {str(each.role) for each in found.choices}
    assert found.value_column is None
    assert found.rivals["value"] == ("Importe neto", "Importe total")


def test_a_column_that_is_left_out_is_no_rival():
    assert schema(ignore=("Tarjeta",)).rivals["id"] == ()


@pytest.mark.parametrize("heading", ["Order count", "Anzahl Umsatz", "Spend share"])
def test_counts_and_shares_are_no_rivals_of_money(heading):
    table = table_of({**SOCIOS, heading: [str(i) for i in range(N)]})
    assert heading not in inspect(table, ColumnsSpec(kind="customers")).schema.rivals["value"]
