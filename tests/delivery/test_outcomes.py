"""What became of customers stands in every file with the same figures."""

import csv
import json

import jsonschema
import pytest
from python_calamine import CalamineWorkbook

from segdesk.cli.main import run_command_line
from segdesk.delivery.summary import summarise, to_json
from segdesk.engine.audit.audit import audit
from segdesk.io.writers.segments_file import write_segments
from segdesk.io.writers.xlsx import write_labeled_xlsx
from segdesk.report.front import findings
from segdesk.resources import resource
from tests.engine.frames import segmented, shop

FIGURES = ("rate", "rate_low", "rate_high", "lift", "share_of_cases")


def with_churn():
    frame = shop(120)
    frame["churn"] = (frame["age"] > 50).map({True: "yes", False: "no"})
    return frame


@pytest.fixture(scope="module")
def result():
    return segmented(with_churn(), k="3")


@pytest.fixture(scope="module")
def summary(result):
    return json.loads(to_json(summarise(result, "1", ["segments.csv"], audit(result))))


def test_the_summary_keeps_to_its_schema_and_counts_every_case_once(summary):
    jsonschema.validate(summary, json.loads(resource("schemas", "summary.schema.json").read_text("utf-8")))
    told = [segment["outcomes"][0] for segment in summary["segments"]]
    assert {(each["variable"], each["case"]) for each in told} == {("churn", "yes")}
    assert sum(each["share_of_cases"] for each in told) == pytest.approx(1)
    assert [c["role"] for c in summary["columns"] if c["name"] == "churn"] == ["outcome"]


def test_the_table_of_segments_has_rate_interval_lift_and_share(result, summary, tmp_path):
    write_segments(tmp_path / "segments.csv", result)
    with (tmp_path / "segments.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row, segment in zip(rows, summary["segments"], strict=True):
        outcome = segment["outcomes"][0]
        for name in FIGURES:
            assert float(row[f"churn_{name}"]) == pytest.approx(outcome[name], abs=1e-5)


def test_the_workbook_has_the_same(result, summary, tmp_path):
    write_labeled_xlsx(tmp_path / "labeled.xlsx", result)
    book = CalamineWorkbook.from_path(str(tmp_path / "labeled.xlsx"))
    heads, *rows = book.get_sheet_by_name("Segments").to_python()
    at = heads.index("Churn: “yes”")
    assert heads[at + 1 : at + 5] == ["Churn: from", "Churn: to", "Churn: lift", "Churn: share of all cases"]
    for row, segment in zip(rows, summary["segments"], strict=False):
        outcome = segment["outcomes"][0]
        assert row[at : at + 5] == pytest.approx([outcome[name] for name in FIGURES])
    everyone = summary["segments"][0]["outcomes"][0]["rate_everyone"]
    assert rows[len(summary["segments"])][at] == pytest.approx(everyone)


def test_the_report_says_it_in_its_first_lines(result):
    assert any(str(sentence).startswith("“Churn” is “yes” for ") for sentence in findings(result))


def test_inspect_says_what_a_run_would_tell(tmp_path, capsys):
    with_churn().to_csv(tmp_path / "customers.csv", index=False)
    assert run_command_line(["inspect", str(tmp_path / "customers.csv"), "--quiet"]) == 0
    said = "It would tell how often this outcome is there in each segment: “churn” (“yes”)."
    assert said in capsys.readouterr().out
