"""`segdesk predict`: columns that are called otherwise, and what the summary says."""

import json
from pathlib import Path

import pytest

from tests.cli.running import segdesk
from tests.engine.prediction.small_model import customers, small_model


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("model") / "model.segdesk"
    small_model().save(path)
    return path


def test_columns_are_renamed_on_the_way_in_and_written_as_they_were(model, tmp_path):
    path, out = tmp_path / "june.csv", tmp_path / "placed.csv"
    customers().rename(columns={"Annual Income": "Earned", "Orders": "No. of buys"}).to_csv(path, index=False)
    words = ("predict", path, "--model", model, "--out", out, "--quiet")
    refused = segdesk(*words)
    assert refused.returncode == 3
    assert "“Annual Income”" in refused.stderr
    # Either way round, and however they are written.
    done = segdesk(*words, "--map", "Earned=Annual Income", "--map", "Orders=no of buys")
    assert done.returncode == 0, done.stderr
    heading = out.read_text("utf-8-sig").splitlines()[0]
    assert heading.startswith("Kundennr,Earned,No. of buys,Región,segment,segment_name")


@pytest.mark.parametrize("entry", ["Orders", "=Orders", "Orders="])
def test_a_map_without_two_names_is_a_wrong_word(model, tmp_path, entry):
    path = tmp_path / "june.csv"
    customers().to_csv(path, index=False)
    done = segdesk("predict", path, "--model", model, "--out", tmp_path / "out.csv", "--map", entry)
    assert done.returncode == 2
    assert "OLD=NEW" in done.stderr


def placed(model: Path, path: Path, out: Path) -> dict:
    done = segdesk("predict", path, "--model", model, "--out", out, "--json", "--quiet")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_summary_says_what_has_changed_and_what_to_do(model, tmp_path):
    path = tmp_path / "july.csv"
    customers(400, seed=1).to_csv(path, index=False)
    same = placed(model, path, tmp_path / "a.csv")["drift"]
    assert same["advice"] == "keep"
    assert same["reasons"] == []
    assert [each["level"] for each in same["variables"]] == ["none"] * 3
    assert [each["segment"] for each in same["segments"]] == [1, 2]
    assert same["unlike_expected"] == pytest.approx(0.01, abs=0.01)
    more = customers(400, seed=1)
    more["Orders"] += 5
    more.loc[:30, "Región"] = "Este"
    more.to_csv(path, index=False)
    drift = placed(model, path, tmp_path / "b.csv")["drift"]
    assert drift["advice"] == "refit"
    assert [each["variable"] for each in drift["variables"] if each["level"] == "large"] == [
        "Orders",
        "Región",
    ]
    assert drift["new_categories"] == [{"variable": "Región", "values": ["Este"], "share": 31 / 400}]
    done = segdesk("predict", path, "--model", model, "--out", tmp_path / "c.csv", "--quiet")
    assert "Find the segments again: Orders and Región have changed much" in done.stdout
    assert "“Orders”: typically" in done.stdout


def test_its_own_customers_are_as_often_unlike_as_chance_gives_and_no_warning(model, tmp_path):
    path = tmp_path / "own.csv"
    customers().to_csv(path, index=False)
    summary = placed(model, path, tmp_path / "out.csv")
    assert not [warning for warning in summary["warnings"] if "farther" in warning]
    told = [step for step in summary["steps"] if "farther from" in step]
    assert len(told) == 1
    assert f"{summary['unlike']} of 240 customers" in told[0]
