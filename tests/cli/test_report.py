"""`segdesk report`: reports made again from the folder of a run, its model, or a project."""

import io
import json
import shutil
from pathlib import Path

import pytest
from pptx import Presentation
from pypdf import PdfReader

from segdesk.samples import sample_path
from tests.cli.running import segdesk

QUICK = ("--kind", "customers", "--k", "3", "--draws", "0", "--criteria", "silhouette", "--quiet")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what a run of the first customers of the sample wrote, with a project beside it."""
    place = tmp_path_factory.mktemp("report")
    lines = sample_path("customers").read_text("utf-8-sig").splitlines()[:201]
    (place / "few.csv").write_text("\n".join(lines) + "\n", "utf-8")
    done = segdesk(
        "run", place / "few.csv", "--out", place / "out", "--project", place / "few.segdesk",
        "--report", "html,pdf", "--audience", "board", *QUICK,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return place


def pdf_text(path: Path) -> str:
    pages = PdfReader(io.BytesIO(path.read_bytes())).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def test_run_writes_the_formats_that_it_is_asked_for(folder: Path):
    files = json.loads((folder / "out" / "summary.json").read_text("utf-8"))["files"]
    assert {"report.html", "report.pdf", "report.json"} <= set(files)
    assert "report.pptx" not in files
    assert "Aboutthisreport" in pdf_text(folder / "out" / "report.pdf")
    assert "Appendix" not in pdf_text(folder / "out" / "report.pdf")


@pytest.mark.parametrize("source", ["out", "out/model.segdesk", "few.segdesk"])
def test_any_format_is_made_again(folder: Path, tmp_path: Path, source: str):
    out = tmp_path / "again"
    done = segdesk(
        "report", folder / source, "--out", out, "--report", "pdf,pptx", "--title", "For the board", "--quiet"
    )
    assert done.returncode == 0, done.stderr
    text = pdf_text(out / "report.pdf")
    assert "Fortheboard" in text
    # Without a word it is for analysts, whatever the run wrote.
    assert "Appendix" in text
    slides = Presentation(str(out / "report.pptx")).slides
    assert slides[0].shapes.title.text == "For the board"
    assert json.loads((out / "summary.json").read_text("utf-8"))["files"] == sorted(
        file.relative_to(out).as_posix() for file in out.rglob("*") if file.is_file()
    )


def test_what_is_made_again_says_what_the_run_said(folder: Path, tmp_path: Path):
    out = tmp_path / "again"
    assert (
        segdesk("report", folder / "out", "--out", out, "--report", "pdf", "--audience", "board").returncode
        == 0
    )
    assert pdf_text(out / "report.pdf") == pdf_text(folder / "out" / "report.pdf")


def test_from_a_project_it_speaks_another_language_and_from_a_folder_it_does_not(
    folder: Path, tmp_path: Path
):
    out = tmp_path / "deutsch"
    done = segdesk("report", folder / "few.segdesk", "--out", out, "--lang", "de", "--quiet")
    assert done.returncode == 0, done.stderr
    assert '<html lang="de">' in (out / "report.html").read_text("utf-8")
    refused = segdesk("report", folder / "out", "--out", tmp_path / "no", "--lang", "de")
    assert refused.returncode == 3
    assert not (tmp_path / "no").exists()


def test_a_folder_without_a_report_and_a_damaged_one_are_refused_in_a_sentence(folder: Path, tmp_path: Path):
    empty = tmp_path / "empty"
    empty.mkdir()
    done = segdesk("report", empty, "--out", tmp_path / "a")
    assert done.returncode == 3
    assert "report.json" in done.stderr
    copy = tmp_path / "copy"
    shutil.copytree(folder / "out", copy)
    (copy / "report.json").write_text('{"board": 1, "analyst": []}', "utf-8")
    damaged = segdesk("report", copy, "--out", tmp_path / "b")
    assert damaged.returncode == 3
    assert "Traceback" not in damaged.stderr
    shutil.rmtree(copy / "charts")
    shutil.copy(folder / "out" / "report.json", copy / "report.json")
    without = segdesk("report", copy, "--out", tmp_path / "c")
    assert without.returncode == 3
    assert not (tmp_path / "c").exists()


def test_a_format_that_does_not_exist_is_refused_before_work(folder: Path, tmp_path: Path):
    done = segdesk("run", folder / "few.csv", "--out", tmp_path / "x", "--report", "odt")
    assert done.returncode == 2
    assert "pdf" in done.stderr
    assert "Reading" not in done.stderr
    assert not (tmp_path / "x").exists()
