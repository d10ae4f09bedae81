"""Values of one customer are read as the cells of a file are, and typical ones are taken for those that are missing."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

import segdesk
from segdesk.engine.prediction.given_values import given_value, read_values, typical_values
from segdesk.errors import InputError, UsageError
from tests.engine.prediction.small_model import customers


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> segdesk.CustomerModel:
    rows = [
        f"{1_000 + 3_000 * (i % 2) + i:,}".replace(",", ".")
        + f",50 €;{5 + 30 * (i % 2)},5 %;{'ja' if i % 3 else 'nein'};{1 + i % 28:02}.{1 + i % 12:02}.2025;"
        + ("Nord" if i % 2 else "Süd")
        for i in range(120)
    ]
    path: Path = tmp_path_factory.mktemp("model") / "kunden.csv"
    path.write_text("\n".join(["Umsatz;Rabatt;Newsletter;Seit;Gebiet", *rows]) + "\n", "utf-8")
    use = ["Umsatz", "Rabatt", "Newsletter", "Seit", "Gebiet"]
    return segdesk.segment(path, use=use, k=2, criteria="silhouette", draws=0).model


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("umsatz", "1.234,50 €", 1234.5),
        ("UMSATZ", "1.234", 1234.0),
        ("Umsatz", "12,5", 12.5),
        ("Rabatt", "36 %", 36.0),
        ("Rabatt", "0,5", 0.5),
        ("newsletter", "ja", 1.0),
        ("newsletter", "no", 0.0),
        ("Seit", "03.04.2025", np.datetime64("2025-04-03", "s")),
        ("Seit", "2025-04-03", np.datetime64("2025-04-03", "s")),
        ("Gebiet", " Nord ", "Nord"),
        ("Umsatz", "", None),
        ("Seit", dt.date(2025, 4, 3), np.datetime64("2025-04-03", "s")),
        ("Newsletter", True, 1.0),
        ("Umsatz", np.int64(7), 7.0),
        ("Umsatz", float("nan"), None),
    ],
)
def test_values_are_read_as_cells_are(model, column, text, value):
    assert list(read_values(model.model, {column: text}).values()) == [value]


@pytest.mark.parametrize(
    ("values", "error", "said"),
    [
        ({"Umsatz": "viel"}, UsageError, "needs a number"),
        ({"Seit": "gestern"}, UsageError, "needs a date"),
        ({"Seit": 3.0}, UsageError, "needs a date"),
        ({"Newsletter": 3}, UsageError, "needs a yes/no"),
        ({"Umsatz": float("inf")}, UsageError, "needs a number"),
        ({"Umsatzz": "3"}, InputError, "Did you mean “Umsatz”"),
        ({"Umsatz": "3", "umsatz": "4"}, UsageError, "twice"),
    ],
)
def test_what_cannot_be_read_is_refused(model, values, error, said):
    with pytest.raises(error, match=said):
        read_values(model.model, values)


def test_typical_values_are_medians_and_the_most_frequent(model):
    usual = typical_values(model.model)
    assert set(usual) == set(model.model.inputs)
    assert 1_000 <= usual["Umsatz"] <= 4_200
    assert usual["Newsletter"] == 1.0
    assert usual["Gebiet"] in ("Nord", "Süd")
    assert isinstance(usual["Seit"], np.datetime64)


def test_values_are_said_with_their_units_and_words(model):
    def said(column, value):
        return str(given_value(model.model, column, value))

    assert said("Umsatz", 1234.5) == "€1,234.5"
    assert said("Umsatz", 12_000.0) == "€12,000"
    assert said("Rabatt", 36.0) == "36%"
    assert said("Newsletter", 0.0) == "nein"
    assert said("Seit", np.datetime64("2025-04-03", "s")) == "2025-04-03"
    assert said("Gebiet", "Nord") == "“Nord”"
    assert said("Umsatz", None) == "(empty)"


def test_the_api_places_one_customer_and_says_what_would_lead_elsewhere(model):
    here = model.which({"umsatz": "1.020", "rabatt": "5,5 %", "gebiet": "Süd"})
    other = 3 - here["segment"]
    assert here["typical"] == ["Newsletter", "Seit"]
    assert here["values"]["Umsatz"] == 1020
    assert here["what_if"] is None
    found = model.what_if({"umsatz": "1.020", "rabatt": "5,5 %", "gebiet": "Süd"}, to=other)
    assert found["segment"] == here["segment"]
    assert found["what_if"]["reached"]
    after = {**found["values"], **{each["column"]: each["after"] for each in found["what_if"]["changes"]}}
    assert model.which(after)["segment"] == other == found["what_if"]["then"]["segment"]
    one = model.what_if(found["values"], to=model.model.names[other - 1], change=["gebiet"])
    assert all(each["column"] == "Gebiet" for each in one["what_if"]["changes"])


def test_who_does_not_take_part_is_told_so_and_who_lacks_values_too():
    rows = customers()
    use = ["Annual Income", "Orders"]
    settings = {"use": use, "k": 2, "criteria": "silhouette", "draws": 0, "missing": "drop"}
    only_north = segdesk.segment(rows, where='Región = "Norte"', **settings).model
    assert only_north.which({"Región": "Norte"})["why_not"] is None
    there = only_north.which({"Región": "Sur"})
    assert there["segment"] == 0
    assert 'Región = "Norte"' in there["why_not"]
    assert there["what_if"] is None
    # Of what may change the condition is part.
    moved = only_north.what_if({"Región": "Sur"}, to=1)["what_if"]
    assert "Región" in [each["column"] for each in moved["changes"]] or not moved["reached"]
    empty = segdesk.segment(rows, **settings).model.which({"Orders": None})
    assert empty["segment"] == 0
    assert "lack of values" in empty["why_not"]
