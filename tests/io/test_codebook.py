"""Codebooks: labels, units and meanings of codes from a table."""

import json

import pytest

from segdesk.engine.recipe.labels import CodeMeaning, ColumnLabel
from segdesk.errors import InputError
from segdesk.io.codebook import read_codebook
from tests.cli.running import segdesk
from tests.counts import UNREPORTED


@pytest.mark.parametrize(
    "lines",
    [
        ["column,label,unit,value,meaning", "sex,Gender,,1,Female", ",,,2,Male", "spend_eur,Spend,€,,"],
        [
            "Variable;Bezeichnung;Einheit;Wert;Bedeutung",
            "sex;Gender;;1;Female",
            "sex;;;2;Male",
            "spend_eur;Spend;€;;",
        ],
    ],
)
def test_rows_are_columns_or_codes(lines, tmp_path):
    path = tmp_path / "codebook.csv"
    path.write_text("\n".join(lines), "utf-8")
    assert read_codebook(path) == (
        ColumnLabel("sex", "Gender", None, (CodeMeaning("1", "Female"), CodeMeaning("2", "Male"))),
        ColumnLabel("spend_eur", "Spend", "€"),
    )


def test_a_table_without_names_of_columns_is_no_codebook(tmp_path):
    path = tmp_path / "codebook.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(InputError):
        read_codebook(path)


def test_labels_are_in_profiles_rules_and_report_and_in_the_recipe(tmp_path):
    rows = [f"K{i:03},{1 + i % 2},{20 + 100 * (i % 2) + i * 7 % 13},{18 + i * 31 % 50}" for i in range(120)]
    (tmp_path / "c.csv").write_text("\n".join(["id,sex,spend_eur,age_years", *rows]), "utf-8")
    codebook = tmp_path / "codebook.csv"
    codebook.write_text(
        "column,label,unit,value,meaning\nsex,Gender,,1,Female\n,,,2,Male\nspend_eur,Spend,€,,\nelsewhere,Other,,1,One",
        "utf-8",
    )
    quick = ("--k", "2", "--draws", "0", "--criteria", "silhouette", "--quiet")
    out, again = tmp_path / "out", tmp_path / "again"
    assert segdesk("run", tmp_path / "c.csv", "--labels", codebook, *quick, "--out", out).returncode == 0
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    assert "spend_eur" in summary["variables"]
    assert any("Spend" in (segment["rule"] or "") for segment in summary["segments"])
    report = (out / "report.html").read_text("utf-8")
    assert "Female" in report
    assert "Age years" in report
    recipe = ("--recipe", out / "recipe.toml", *UNREPORTED)
    assert segdesk("run", tmp_path / "c.csv", *recipe, "--out", again).returncode == 0
    assert (out / "labeled.csv").read_bytes() == (again / "labeled.csv").read_bytes()
    placed = tmp_path / "placed.csv"
    model = out / "model.segdesk"
    assert segdesk("predict", tmp_path / "c.csv", "--model", model, "--out", placed).returncode == 0
