"""A run that goes on from an earlier one: its report tells what became of the customers since."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

import segdesk as api
from tests.cli.running import segdesk
from tests.counts import UNREPORTED

QUICK = ("--k", "3", "--criteria", "silhouette", "--draws", "0", "--quiet", "--formats", "csv")


def customers(path: Path, seed: int, left_out: int) -> Path:
    """Write customers of three kinds, of whom a few are gone and some have changed."""
    n = 90
    spend = [100 + 5 * (i % 7) + 400 * (i % 3) for i in range(n)]
    visits = [2 + i % 2 + 10 * (i % 3) for i in range(n)]
    if seed:
        # Some of the first kind buy like the third now.
        for i in range(0, 30, 3):
            spend[i], visits[i] = 900 + i, 22
    frame = pd.DataFrame({"customer_id": [f"K{i}" for i in range(n)], "spend": spend, "visits": visits})
    frame[left_out:].to_csv(path, index=False)
    return path


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("months")
    first = customers(folder / "june.csv", 0, 0)
    second = customers(folder / "july.csv", 1, 6)
    for words in (
        (first, "--out", folder / "june", *UNREPORTED),
        (second, "--out", folder / "july", "--like", folder / "june", "--report", "html"),
    ):
        done = segdesk("run", *words, *QUICK)
        assert done.returncode == 0, done.stderr
    return folder / "june", folder / "july"


def test_the_report_tells_who_moved_as_compare_does(runs: tuple[Path, Path]):
    june, july = runs
    compared = api.compare(june, july)
    stored = json.loads((july / "report.json").read_text("utf-8"))
    for audience in ("board", "analyst"):
        sections = {each["anchor"]: each for each in stored[audience]["report"]["sections"]}
        change = json.dumps(sections["change"], ensure_ascii=False)
        assert sections["change"]["title"] == "What changed since june"
        assert compared.text in change
        assert "6 customers are in the old segments only." in change
        assert ("Rand" in change) is (audience == "analyst")
    page = (july / "report.html").read_text("utf-8")
    assert "What changed since june" in page
    moved = compared.table.to_numpy().sum() - round(compared.stayed * compared.table.to_numpy().sum())
    # Two of the ten who changed are gone.
    assert moved == 8
    assert (july / "charts" / "flow.png").is_file()


def test_a_report_made_again_tells_it_as_well(runs: tuple[Path, Path], tmp_path: Path):
    done = segdesk("report", runs[1], "--out", tmp_path / "again", "--report", "html", "--audience", "board")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "again" / "report.html").read_text("utf-8")
    assert re.search(r"<h2[^>]*>[^<]*What changed since june", page)


def test_a_model_alone_carries_names_over_and_compares_nothing(runs: tuple[Path, Path], tmp_path: Path):
    done = segdesk(
        "run",
        runs[1].parent / "july.csv",
        "--out",
        tmp_path / "out",
        "--like",
        runs[0] / "model.segdesk",
        *QUICK,
    )
    assert done.returncode == 0, done.stderr
    assert "What changed since" not in (tmp_path / "out" / "report.html").read_text("utf-8")


def test_a_folder_without_a_model_is_refused_before_any_work(runs: tuple[Path, Path], tmp_path: Path):
    done = segdesk("run", runs[1].parent / "july.csv", "--out", tmp_path / "out", "--like", tmp_path, *QUICK)
    assert done.returncode == 3
    assert "no model" in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_api_says_the_same(runs: tuple[Path, Path], tmp_path: Path):
    results = [
        api.segment(runs[0].parent / name, k=3, criteria=["silhouette"], draws=0)
        for name in ("june.csv", "july.csv")
    ]
    page = results[1].save_report(tmp_path / "report.html", since=results[0]).read_text("utf-8")
    assert "What changed since june.csv" in page
    assert api.compare(*results).text in page
