"""`segdesk run FOLDER` and `segdesk run A B C`: the labels of one file, and every file named."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

import segdesk as api
from segdesk.resources import resource
from segdesk.samples import sample_path
from tests.cli.running import segdesk
from tests.counts import UNREPORTED
from tests.io.files import put
from tests.labeled_alone import labeled_again

QUICK = ("--k", "3", "--draws", "0", "--formats", "csv", *UNREPORTED)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three files, beside `whole.csv` that holds the same rows."""
    folder = tmp_path_factory.mktemp("several")
    lines = sample_path("customers").read_text("utf-8-sig").splitlines()[:241]
    put(folder / "whole.csv", "\n".join(lines) + "\n")
    (folder / "year").mkdir()
    for i in range(3):
        put(folder / "year" / f"{i + 9}.csv", "\n".join([lines[0], *lines[1 + i * 80 : 81 + i * 80]]) + "\n")
    return folder / "year"


def labels(folder: Path) -> list[str]:
    text = (folder / "labeled.csv").read_text("utf-8-sig")
    return [row["segment"] for row in csv.DictReader(io.StringIO(text, newline=""))]


def test_a_folder_is_run_like_one_file(year: Path):
    done = segdesk("run", year, *QUICK)
    assert done.returncode == 0, done.stderr
    out = year.parent / "year-segments"
    one = api.segment(year.parent / "whole.csv", k=3, draws=0)
    assert labels(out) == [str(label) for label in one.labels]
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    jsonschema.validate(summary, json.loads(resource("schemas", "summary.schema.json").read_text("utf-8")))
    assert [Path(f["path"]).name for f in summary["input"]["files"]] == ["9.csv", "10.csv", "11.csv"]
    assert [f["rows"] for f in summary["input"]["files"]] == [80, 80, 80]
    assert "source_file" not in summary["variables"]
    assert "10.csv (80 rows)" in (out / "report.json").read_text("utf-8")


def test_a_list_of_files_its_recipe_again_and_predict(year: Path, tmp_path: Path):
    files = sorted(year.iterdir())
    assert segdesk("run", *files, "--out", tmp_path / "a", *QUICK).returncode == 0
    recipe = tmp_path / "a" / "recipe.toml"
    assert labeled_again(files, recipe, tmp_path) == (tmp_path / "a" / "labeled.csv").read_bytes()
    # Next month there may be one file only.
    assert api.segment(files[0], recipe=recipe).k == 3
    model = tmp_path / "a" / "model.segdesk"
    placed = segdesk("predict", *files, "--model", model, "--out", tmp_path / "placed.csv")
    assert placed.returncode == 0, placed.stderr
    text = (tmp_path / "placed.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["segment"] for row in rows] == labels(tmp_path / "a")


def test_inspect_and_scan_take_folders(year: Path):
    found = json.loads(segdesk("inspect", year, "--json", "--quiet").stdout)
    assert found["input"]["rows"] == 240
    assert found["columns"][-1]["name"] == "source_file"
    assert segdesk("scan", year, "--k", "2..3", "--draws", "0").returncode == 0


def test_an_empty_folder_is_one_sentence(tmp_path: Path):
    done = segdesk("run", tmp_path)
    assert done.returncode == 3
    assert "The folder holds no table." in done.stderr
