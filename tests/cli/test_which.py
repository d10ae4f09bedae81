"""`segdesk which`: one customer on the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.running import segdesk
from tests.engine.prediction.small_model import small_model


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("model") / "model.segdesk"
    small_model().save(path)
    return path


def test_it_says_where_a_customer_belongs_what_decides_and_what_was_assumed(model):
    done = segdesk("which", "--model", model, "--set", "orders=25", "--set", "annual_income=71,000")
    assert done.returncode == 0, done.stderr
    names = small_model().model.names
    placed = small_model().which({"Orders": 25, "Annual Income": 71_000})
    assert f"Closest: {placed['segment']} {names[placed['segment'] - 1]}." in done.stdout
    assert "What decides: " in done.stdout
    assert "Typical values were taken for what was not given: Región" in done.stdout


def test_the_change_that_it_names_leads_where_it_says(model):
    words = ("which", "--model", model, "--json", "--set", "Orders=4", "--set", "Annual Income=31000")
    start = json.loads(segdesk(*words).stdout)
    other = 3 - start["segment"]
    asked = segdesk(*words, "--to", other, "--change", "orders,annual income")
    found = json.loads(asked.stdout)["what_if"]
    assert found["reached"]
    assert found["changes"]
    sets = {each["column"]: each["after"] for each in found["changes"]}
    again = [
        "--set",
        f"Orders={sets.get('Orders', 4)}",
        "--set",
        f"Annual Income={sets.get('Annual Income', 31_000)}",
    ]
    assert json.loads(segdesk("which", "--model", model, "--json", *again).stdout)["segment"] == other
    said = segdesk(*words[:3], *words[4:], "--to", found["to_name"])
    assert f"this customer would be in “{found['to_name']}”" in said.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--set", "Orders"], 2, "COL=VALUE"),
        (["--set", "Orders=many"], 2, "needs a number"),
        (["--set", "Ordres=4"], 3, "Did you mean “Orders”"),
        (["--to", "Champions"], 2, "no segment “Champions”"),
        (["--to", "9"], 2, "no segment 9"),
        (["--change", "Orders"], 2, "--to"),
        (["--to", "1", "--change", "Umsatz"], 3, "no column “Umsatz”"),
    ],
)
def test_wrong_words_are_refused_in_a_sentence(model, words, code, said):
    done = segdesk("which", "--model", model, *words)
    assert done.returncode == code
    assert said in done.stderr
