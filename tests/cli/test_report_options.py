"""`segdesk report` with choices: what is chosen stands in the file, and what cannot be is refused before work."""

import io
from pathlib import Path

import pytest
from docx import Document
from PIL import Image
from pypdf import PdfReader

from segdesk.io.project_file import read_project
from segdesk.report.presets import Preset, preset_text
from segdesk.samples import sample_path
from tests.cli.running import segdesk

QUICK = ("--kind", "customers", "--k", "3", "--draws", "0", "--criteria", "silhouette", "--quiet")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a run by a preset, its project, the preset and a logo."""
    place = tmp_path_factory.mktemp("choices")
    lines = sample_path("customers").read_text("utf-8-sig").splitlines()[:201]
    (place / "few.csv").write_text("\n".join(lines) + "\n", "utf-8")
    Image.new("RGB", (90, 30), "#0A5").save(place / "logo.jpg")
    choices = {"audience": "board", "author": "Vertrieb Süd", "accent": "#FFCC00", "left_out": ("overview",)}
    (place / "ours.toml").write_text(preset_text(Preset("Ours", choices)), "utf-8")
    done = segdesk(
        "run", place / "few.csv", "--out", place / "out", "--project", place / "few.segdesk",
        "--report", "pdf", "--preset", place / "ours.toml", *QUICK,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "too light" in done.stderr
    return place


def pdf_text(path: Path) -> str:
    pages = PdfReader(io.BytesIO(path.read_bytes())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_a_run_takes_a_preset_and_keeps_it_in_the_project(place: Path):
    text = pdf_text(place / "out" / "report.pdf")
    assert "Vertrieb Süd" in text
    assert "All segments side by side" not in text
    assert "Appendix" not in text
    kept = read_project(place / "few.segdesk").report
    assert (kept.author, kept.accent, kept.left_out) == ("Vertrieb Süd", "#FFCC00", ("overview",))


def test_from_a_folder_all_parts_are_there_again_and_in_any_order(place: Path, tmp_path: Path):
    done = segdesk(
        "report", place / "out", "--out", tmp_path / "a", "--report", "docx", "--title", "Ours", "--date", "2024-02-29",
        "--logo", place / "logo.jpg", "--order", "charts,segments", "--leave-out", "recipe,words", "--quiet",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    doc = Document(str(tmp_path / "a" / "report.docx"))
    heads = [p.text for p in doc.paragraphs if p.style.name.startswith("Heading")]
    assert heads.index("What the data show") < heads.index("All segments side by side")
    assert not {"The recipe", "Words used here"} & {*heads}
    title = " ".join(p.text for p in doc.tables[0].rows[0].cells[0].paragraphs)
    assert "Ours" in title
    # The author of the run's preset is still the author.
    assert "Vertrieb Süd · 29 February 2024" in title
    assert len(doc.tables[0].rows[0].cells[1]._tc.xpath(".//pic:pic")) == 1


def test_from_a_project_it_is_as_the_project_keeps_it_but_for_what_is_said(place: Path, tmp_path: Path):
    done = segdesk(
        "report", place / "few.segdesk", "--out", tmp_path / "a", "--report", "pdf", "--author", "Someone else",
        "--date", "none", "--accent", "06c", "--quiet",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "too light" not in done.stderr
    text = pdf_text(tmp_path / "a" / "report.pdf")
    assert "few.csv · Someone else " in text
    assert "Appendix" not in text


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--accent", "greenish"), 2, "#00AA55"),
        (("--order", "overview,nonsense"), 2, "overview"),
        (("--leave-out", "nonsense"), 2, "segment-1"),
        (("--date", "29.02.2024"), 2, "2026-01-31"),
        (("--lang", "fr"), 2, "none of"),
        (("--logo", "few.csv"), 3, "PNG or JPEG"),
        (("--logo", "nowhere.png"), 3, "nowhere.png"),
        (("--preset", "few.csv"), 3, "no preset"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(place: Path, tmp_path: Path, words, code, said):
    given = [place / word if "." in word and (place / word).exists() else word for word in words]
    done = segdesk("report", place / "out", "--out", tmp_path / "no", *given)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "no").exists()
