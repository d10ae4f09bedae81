"""Limits on the size of segments through the command line and the API."""

import csv
import io
import json
from collections import Counter

import jsonschema
import pytest

import segdesk as api
from segdesk.resources import resource
from segdesk.samples import sample_path
from tests.cli.running import segdesk
from tests.counts import UNREPORTED

QUICK = ("--k", "4", "--criteria", "silhouette", "--draws", "0", "--quiet", *UNREPORTED)


@pytest.fixture(scope="module")
def limited(tmp_path_factory):
    """The folder of a run whose segments hold 24% to 26% of the customers."""
    out = tmp_path_factory.mktemp("limits") / "out"
    done = segdesk(
        "run", sample_path("survey"), "--out", out, *QUICK, "--min-size", "24%", "--max-size", "26%"
    )
    assert done.returncode == 0, done.stderr
    assert "The limits on the size of segments cost" in done.stderr
    return out


def test_the_labeled_file_keeps_the_limits_and_every_file_tells_the_cost(limited):
    text = (limited / "labeled.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    sizes = Counter(row["segment"] for row in rows)
    assert all(0.24 * len(rows) <= size <= 0.26 * len(rows) for size in sizes.values())
    summary = json.loads((limited / "summary.json").read_text("utf-8"))
    jsonschema.validate(summary, json.loads(resource("schemas", "summary.schema.json").read_text("utf-8")))
    told = summary["size_limits"]
    assert told["moved"] == sum(row["segment_confidence"] in ("0", "0,0", "0.0") for row in rows) > 0
    assert told["text"] in summary["warnings"]
    assert told["inertia"] == summary["scores"]["inertia"]
    report = (limited / "report.json").read_text("utf-8")
    assert "Largest segment allowed" in report
    assert told["text"].split(" (")[0] in report


def test_the_api_gives_the_same(limited):
    result = api.segment(
        sample_path("survey"), k=4, criteria="silhouette", draws=0, min_size="24%", max_size="26%"
    )
    summary = json.loads((limited / "summary.json").read_text("utf-8"))
    assert dict(result.size_limits) == summary["size_limits"]
    assert [s["size"] for s in summary["segments"]] == result.segments["size"].tolist()
    assert api.segment(sample_path("survey"), k=2, criteria="silhouette", draws=0).size_limits is None


def test_predict_says_that_it_places_without_limits(limited, tmp_path):
    done = segdesk(
        "predict",
        sample_path("survey"),
        "--model",
        limited / "model.segdesk",
        "--out",
        tmp_path / "new.csv",
        "--quiet",
    )
    assert done.returncode == 0
    assert "made with limits on their size" in done.stderr


def test_limits_that_contradict_each_other_or_the_data_have_their_exit_codes(tmp_path):
    run = ("run", sample_path("survey"), "--out", tmp_path / "out")
    assert segdesk(*run, "--min-size", "9", "--max-size", "8").returncode == 2
    assert segdesk(*run, "--max-size", "9", "--method", "hdbscan").returncode == 2
    impossible = segdesk(*run, "--k", "3", "--min-size", "40%")
    assert impossible.returncode == 3
    assert "2 segments" in impossible.stderr
    assert not (tmp_path / "out").exists()
