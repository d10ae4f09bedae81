"""`segdesk run --project` keeps results where the window finds them."""

import shutil
from pathlib import Path

import pytest

from segdesk.cli.main import run_command_line
from segdesk.io.project_file import read_project
from segdesk.samples import sample_path
from tests.counts import UNREPORTED

QUICK = [
    "--draws", "0", "--criteria", "silhouette", "--formats", "csv", "--quiet", "--kind", "customers",
    *UNREPORTED,
]  # fmt: skip


def few_customers(folder, count=150, name="few.csv"):
    lines = sample_path("customers").read_text("utf-8-sig").splitlines()[: count + 1]
    (folder / name).write_text("\n".join(lines) + "\n", "utf-8")
    return folder / name


def run(file, out, project, k):
    words = ["run", str(file), "--out", str(out), "--project", str(project), "--k", str(k), *QUICK]
    return run_command_line(words)


@pytest.fixture(scope="module")
def first_run(tmp_path_factory):
    """A folder with a file, the project that a run kept its result in, and the run's own folder `a`."""
    folder = tmp_path_factory.mktemp("first")
    assert run(few_customers(folder), folder / "a", folder / "p.segdesk", 3) == 0
    return folder


@pytest.fixture
def project(first_run, tmp_path):
    """A copy of that project."""
    return Path(shutil.copy(first_run / "p.segdesk", tmp_path))


def test_results_of_one_file_are_kept_one_after_the_other(first_run, project, tmp_path, capsys):
    file = first_run / "few.csv"
    assert run(file, tmp_path / "b", project, 4) == 0
    assert "p.segdesk" in capsys.readouterr().out
    kept = read_project(project)
    assert [run.segmentation.k for run in kept.runs] == [3, 4]
    assert kept.shown == 2
    labeled = (tmp_path / "b" / "labeled.csv").read_text("utf-8-sig").splitlines()
    column = labeled[0].split(",").index("segment")
    assert [int(line.split(",")[column]) for line in labeled[1:]] == kept.run.segmentation.fit.labels.tolist()


@pytest.mark.parametrize("kind", ["other table", "broken"])
def test_a_project_that_does_not_fit_is_refused_before_any_work(project, tmp_path, capsys, kind):
    file = few_customers(tmp_path, 160, "other.csv")
    if kind == "broken":
        project.write_bytes(b"PK nonsense")
    before = project.read_bytes()
    assert run(file, tmp_path / "b", project, 3) == 3
    assert "p.segdesk" in capsys.readouterr().err
    assert not (tmp_path / "b").exists()
    assert project.read_bytes() == before


def test_predict_takes_a_project_for_a_model(first_run, project, tmp_path):
    file = first_run / "few.csv"
    words = ["predict", str(file), "--model", str(project), "--out", str(tmp_path / "placed.csv"), "--quiet"]
    assert run_command_line(words) == 0
    same = ["predict", str(file), "--model", str(first_run / "a" / "model.segdesk"), "--quiet"]
    assert run_command_line([*same, "--out", str(tmp_path / "other.csv")]) == 0
    assert (tmp_path / "placed.csv").read_bytes() == (tmp_path / "other.csv").read_bytes()


def test_forget_deletes_a_customer_and_says_what_stays(project, capsys):
    who = read_project(project).table.column("customer_id").cells()[7]
    assert run_command_line(["forget", str(project), "--customer", who, "--quiet"]) == 0
    told = capsys.readouterr()
    assert "was deleted" in told.out
    assert "exported before" in told.err
    assert who not in read_project(project).table.column("customer_id").texts.tolist()
    assert run_command_line(["forget", str(project), "--customer", who, "--quiet"]) == 3
