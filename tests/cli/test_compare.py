"""`segdesk compare`, from outside: what is taken, what is written, and what is refused."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pandas as pd
import pytest

import segdesk as api
from segdesk.resources import resource
from segdesk.samples import sample_path
from tests.cli.running import segdesk
from tests.counts import UNREPORTED

QUICK = (
    "--criteria", "silhouette", "--draws", "0", "--quiet", "--formats", "csv,xlsx,parquet", *UNREPORTED
)  # fmt: skip


@pytest.fixture(scope="module")
def customers(tmp_path_factory) -> Path:
    """The first 600 customers of the sample."""
    lines = sample_path("customers").read_text("utf-8-sig").splitlines()[:601]
    path = tmp_path_factory.mktemp("customers") / "customers.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.fixture(scope="module")
def runs(customers, tmp_path_factory) -> tuple[Path, Path]:
    """Folders of two runs on these customers, with four and five segments."""
    folder = tmp_path_factory.mktemp("runs")
    for k in ("4", "5"):
        done = segdesk("run", customers, "--out", folder / f"k{k}", "--k", k, *QUICK)
        assert done.returncode == 0, done.stderr
    return folder / "k4", folder / "k5"


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def labeled(folder: Path) -> pd.DataFrame:
    return pd.read_csv(folder / "labeled.csv", dtype=str)


def test_two_folders_say_who_moved_and_what_was_set_otherwise(runs, tmp_path):
    out = tmp_path / "out"
    done = segdesk("compare", *runs, "--out", out, "--json", "--quiet")
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    schema = json.loads(resource("schemas", "comparison.schema.json").read_text("utf-8"))
    jsonschema.validate(summary, schema)
    assert (out / "summary.json").read_text("utf-8") == done.stdout
    assert summary["files"] == sorted(summary["files"]) == sorted(p.name for p in out.iterdir())
    old, new = (labeled(run) for run in runs)
    assert summary["customers"] == len(old)
    crosstab = pd.crosstab(old["segment"], new["segment"])
    migration = read(out / "migration.csv")
    assert list(migration[0]) == ["from", "to", "customers", "value"]
    assert {(r["from"], r["to"]): int(r["customers"]) for r in migration} == {
        pair: n for pair, n in crosstab.stack().items() if n
    }
    match = {s["segment"]: s["match"] for s in summary["old_segments"]}
    moved = old[[match[a] != b for a, b in zip(old["segment"], new["segment"], strict=True)]]
    assert sorted(r["identifier"] for r in read(out / "moved.csv")) == sorted(moved["customer_id"])
    assert summary["stayed"] == len(old) - len(moved)
    assert {d["name"]: (d["old"], d["new"]) for d in summary["differences"]} == {"method.k": ("4", "5")}


def test_value_is_the_money_of_the_new_file_to_the_cent(runs, tmp_path):
    done = segdesk("compare", *runs, "--out", tmp_path / "out", "--quiet")
    assert done.returncode == 0, done.stderr
    column = "spend"
    assert f"Value is taken from “{column}”." in done.stdout
    total = pd.to_numeric(labeled(runs[1])[column]).sum()
    found = sum(float(r["value"]) for r in read(tmp_path / "out" / "migration.csv"))
    assert found == pytest.approx(total)


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "parquet"])
def test_labeled_files_of_every_format_give_the_same_as_folders(runs, tmp_path, suffix):
    files = [run / f"labeled.{suffix}" for run in runs]
    done = segdesk("compare", *files, "--id", "customer_id", "--out", tmp_path / "files", "--quiet")
    assert done.returncode == 0, done.stderr
    assert "settings can't be compared" in done.stderr
    assert segdesk("compare", *runs, "--out", tmp_path / "folders", "--quiet").returncode == 0
    for name in ("migration.csv", "moved.csv"):
        assert (tmp_path / "files" / name).read_bytes() == (tmp_path / "folders" / name).read_bytes()


def test_two_models_on_one_file_and_on_two(runs, customers, tmp_path):
    models = [run / "model.segdesk" for run in runs]
    done = segdesk("compare", *models, "--data", customers, "--out", tmp_path / "one", "--json", "--quiet")
    assert done.returncode == 0, done.stderr
    one = json.loads(done.stdout)
    assert segdesk("compare", *runs, "--out", tmp_path / "runs", "--quiet").returncode == 0
    assert (tmp_path / "one" / "moved.csv").read_bytes() == (tmp_path / "runs" / "moved.csv").read_bytes()
    lines = customers.read_text("utf-8").splitlines()
    later = tmp_path / "later.csv"
    later.write_text("\n".join([lines[0], *lines[101:]]) + "\n", "utf-8")
    done = segdesk(
        "compare",
        *models,
        "--data",
        customers,
        later,
        "--out",
        tmp_path / "two",
        "--json",
        "--quiet",
    )
    two = json.loads(done.stdout)
    assert (two["old_only"], two["new_only"]) == (100, 0)
    assert two["customers"] == one["customers"] - 100
    assert sum(row["customers"] for row in two["migration"] if row["to"] is None) == 100


def test_the_screen_tells_the_sentence_and_the_settings_in_the_language_asked_for(runs, tmp_path):
    done = segdesk("compare", *runs, "--out", tmp_path / "en", "--quiet")
    assert "of customers stayed in a matching segment" in done.stdout
    assert "How many segments?: 4 before, 5 now." in done.stdout
    done = segdesk("compare", *runs, "--out", tmp_path / "de", "--quiet", "--lang", "de")
    assert "der Kunden" in done.stdout


def test_only_an_earlier_result_is_overwritten(runs, tmp_path):
    out = tmp_path / "out"
    assert segdesk("compare", *runs, "--out", out, "--quiet").returncode == 0
    assert segdesk("compare", *runs, "--out", out, "--quiet").returncode == 4
    assert segdesk("compare", *runs, "--out", out, "--quiet", "--overwrite").returncode == 0
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.txt").write_text("mine")
    assert segdesk("compare", *runs, "--out", other, "--quiet", "--overwrite").returncode == 4
    assert [p.name for p in other.iterdir()] == ["mine.txt"]


def test_what_cannot_be_compared_is_refused_with_place_and_hint(runs, customers, tmp_path):
    def refused(*words, code=3):
        done = segdesk("compare", *words, "--out", tmp_path / "out", "--quiet")
        assert done.returncode == code, done.stderr
        assert not (tmp_path / "out").exists()
        return done.stderr

    assert "no column “segment”" in refused(customers, runs[1])
    twice = tmp_path / "twice.csv"
    text = (runs[0] / "labeled.csv").read_text("utf-8-sig")
    twice.write_text(text + text.splitlines()[1] + "\n", "utf-8")
    said = refused(twice, runs[1], "--id", "customer_id")
    assert "twice.csv, column “customer_id”" in said
    assert "stands in 2 rows" in said
    assert "nobody" in refused(*(run / "labeled.csv" for run in runs), "--id", "nobody")
    assert "no labeled file" in refused(tmp_path, runs[1])
    assert "There is no such file" in refused(tmp_path / "gone.csv", runs[1])
    model = runs[0] / "model.segdesk"
    assert "--data" in refused(model, runs[1] / "model.segdesk", code=2)
    assert "--data" in refused(*runs, "--data", customers, code=2)
    assert "segdesk predict" in refused(model, runs[1], code=2)


def test_the_api_compares_results_files_and_frames(runs, customers, tmp_path):
    files = api.compare(*(str(run) for run in runs))
    assert segdesk("compare", *runs, "--out", tmp_path / "cli", "--quiet").returncode == 0
    files.save(tmp_path / "api")
    for path in (tmp_path / "cli").iterdir():
        assert path.read_bytes() == (tmp_path / "api" / path.name).read_bytes(), path.name
    frames = api.compare(labeled(runs[0]), labeled(runs[1]), id="customer_id")
    assert frames.table.to_numpy().tolist() == files.table.to_numpy().tolist()
    assert frames.stayed == files.stayed
    settings = {"criteria": "silhouette", "draws": 0}
    two = [api.segment(customers, k=k, **settings) for k in (4, 5)]
    side_by_side = api.compare(*two)
    assert side_by_side.moved.equals(files.moved)
    assert side_by_side.differences["name"].tolist() == ["method.k"]
    assert side_by_side.flow.axes
    assert files.text in repr(side_by_side)
