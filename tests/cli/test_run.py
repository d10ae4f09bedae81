"""`segdesk run`, from outside: files, cells, exit codes."""

import csv
import io
import json
import locale
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import openpyxl
import pytest

import segdesk as api
from segdesk.io.recipe_file import recipe_to_toml
from segdesk.resources import resource
from segdesk.samples import sample_path
from segdesk.threads import single_threaded
from tests.cli.running import Answer, segdesk, segdesk_process
from tests.counts import UNREPORTED, times
from tests.labeled_alone import labeled_csv
from tests.rules_by_hand import assert_same_figures, read_labeled

# Where it doesn't matter what comes out.
QUICK = ("--k", "2", "--draws", "0", "--criteria", "silhouette", "--formats", "csv", *UNREPORTED)
FILES = {
    "labeled.csv",
    "labeled.xlsx",
    "segments.csv",
    "report.html",
    "report.json",
    "model.segdesk",
    "recipe.toml",
    "rules.sql",
    "summary.json",
}


@pytest.fixture(scope="module")
def few_customers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first 250 customers of the sample, with cells that must come out as they went in."""
    lines = sample_path("customers").read_text("utf-8-sig").splitlines()[:251]
    heading = lines[0] + ",note,Segment"
    notes = ['"=1+1"', "-5.5", "007", '"a ""quoted"", word"', " padded ", "NA", "@cmd", "+49 228"]
    rows = [f"{line},{notes[i % len(notes)]},old-{i % 3}" for i, line in enumerate(lines[1:])]
    path = tmp_path_factory.mktemp("few") / "few.csv"
    path.write_text("\n".join([heading, *rows]) + "\n", "utf-8")
    return path


@pytest.fixture(scope="module")
def first_run(few_customers: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Answer]:
    """The folder that a run with three segments wrote, and what it said."""
    out = tmp_path_factory.mktemp("run") / "out"
    done = segdesk("run", few_customers, "--out", out, "--k", "3", "--formats", "csv,xlsx,parquet")
    assert done.returncode == 0, done.stderr
    return out, done


@pytest.fixture(scope="module")
def finished(first_run: tuple[Path, Answer]) -> Path:
    return first_run[0]


@pytest.fixture(scope="module")
def quick_run(
    few_customers: Path, finished: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Answer]:
    """The folder of a run in which nobody is drawn anew, with cells as they are, and all that it said.

    An earlier result, beside which lie files of the user's own, was there.
    """
    out = tmp_path_factory.mktemp("quick") / "out"
    shutil.copytree(finished, out)
    (out / "notes.txt").write_text("mine")
    (out / "charts" / "mine.png").write_text("mine too")
    done = segdesk("run", few_customers, "--out", out, *QUICK, "--raw", "--verbose", "--overwrite")
    assert done.returncode == 0, done.stderr
    return out, done


def read_csv(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def test_writes_every_promised_file_and_nothing_else(finished: Path):
    written = {p.relative_to(finished).as_posix() for p in finished.rglob("*") if p.is_file()}
    charts = {name for name in written if name.startswith("charts/")}
    lists = {name for name in written if name.startswith("lists/")}
    assert written - charts - lists == FILES | {"labeled.parquet"}
    assert lists == {"lists/most_valuable.csv", "lists/borderline.csv"}
    assert {"charts/sizes.png", "charts/heatmap.png", "charts/customer_map.png"} <= charts
    assert json.loads((finished / "summary.json").read_text("utf-8"))["files"] == sorted(written)


def test_leaves_no_temporary_folder_beside_the_output(finished: Path):
    assert [p.name for p in finished.parent.iterdir()] == ["out"]


def test_summary_follows_its_schema(finished: Path):
    schema = json.loads(resource("schemas", "summary.schema.json").read_text("utf-8"))
    summary = json.loads((finished / "summary.json").read_text("utf-8"))
    jsonschema.validate(summary, schema)
    assert summary["customers"] + sum(summary["left_out"].values()) == summary["input"]["rows"] == 250


def test_verdict_and_stability_stand_in_every_output(finished: Path):
    summary = json.loads((finished / "summary.json").read_text("utf-8"))
    assert summary["verdict"]["structure"] in ("natural", "reproducible", "constructive", "none")
    stability = [segment["stability"] for segment in summary["segments"]]
    assert all(0 < value <= 1 for value in stability)
    rows = read_csv(finished / "segments.csv")
    at = rows[0].index("stability")
    assert [float(row[at]) for row in rows[1:]] == pytest.approx(stability, abs=1e-4)
    html = (finished / "report.html").read_text("utf-8")
    assert "How solid these segments are" in html


def test_repetitions_can_be_left_out(quick_run: tuple[Path, Answer]):
    summary = json.loads((quick_run[0] / "summary.json").read_text("utf-8"))
    assert summary["verdict"] == {"structure": None, "text": None, "at_least": False}
    assert summary["segments"][0]["stability"] is None


def test_labeled_csv_gives_every_cell_back_letter_for_letter(few_customers: Path, finished: Path):
    before, after = read_csv(few_customers), read_csv(finished / "labeled.csv")
    assert len(after) == len(before)
    width = len(before[0])
    for old, new in zip(before, after, strict=True):
        unguarded = [
            n[1:] if n[:1] == "'" and o[:1] in tuple("=+-@") else n for o, n in zip(old, new, strict=False)
        ]
        assert unguarded == old
        assert len(new) == width + 3


def test_formula_cells_are_guarded_and_numbers_are_not(few_customers: Path, finished: Path):
    rows = read_csv(finished / "labeled.csv")
    note = [row[rows[0].index("note")] for row in rows[1:9]]
    assert note == ["'=1+1", "-5.5", "007", 'a "quoted", word', " padded ", "NA", "'@cmd", "+49 228"]
    summary = json.loads((finished / "summary.json").read_text("utf-8"))
    assert any("labeled.csv: 63 cells" in warning for warning in summary["warnings"])


def test_raw_leaves_formula_cells_alone(quick_run: tuple[Path, Answer]):
    rows = read_csv(quick_run[0] / "labeled.csv")
    assert rows[1][rows[0].index("note")] == "=1+1"


def test_columns_that_the_input_uses_already_are_numbered(finished: Path):
    heading = read_csv(finished / "labeled.csv")[0]
    assert heading[-3:] == ["segment_2", "segment_name", "segment_confidence"]
    assert "Segment" in heading


def test_workbook_holds_the_same_labels_and_no_formula(finished: Path):
    book = openpyxl.load_workbook(finished / "labeled.xlsx")
    sheet = book.worksheets[0]
    cells = list(sheet.iter_rows(values_only=True))
    rows = read_csv(finished / "labeled.csv")
    at = rows[0].index("segment_2")
    assert [str(row[at]) for row in cells[1:]] == [row[at] for row in rows[1:]]
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    assert cells[1][0] == rows[1][0]


def test_segments_csv_agrees_with_the_labeled_file(finished: Path):
    rows = read_csv(finished / "labeled.csv")
    labels = [row[rows[0].index("segment_2")] for row in rows[1:]]
    segments = read_csv(finished / "segments.csv")
    assert {s[0]: int(s[2]) for s in segments[1:]} == {s: labels.count(s) for s in set(labels)}
    sizes = [int(s[2]) for s in segments[1:]]
    assert sizes == sorted(sizes, reverse=True)


def test_rules_stand_in_every_output_with_the_figures_of_a_plain_filter(finished: Path, few_customers: Path):
    summary = json.loads((finished / "summary.json").read_text("utf-8"))
    # Neither draws nor criteria have a say in what the segments of a given number are.
    result = api.segment(few_customers, k=3, draws=0, criteria="silhouette").segmentation
    cells = read_labeled(finished / "labeled.csv")
    assert assert_same_figures(result, cells, "segment_2") == 3
    told = [
        (s["rule"], s["rule_matching"], s["rule_precision"], s["rule_coverage"], s["rule_held_out"])
        for s in summary["segments"]
    ]
    rules = [s.rule for s in result.description.segments]
    assert told == [(str(r.words), r.matching, r.precision, r.coverage, r.held_out) for r in rules]
    rows = read_csv(finished / "segments.csv")
    at = rows[0].index("rule")
    assert rows[0][at : at + 4] == ["rule", "rule_precision", "rule_coverage", "rule_held_out"]
    assert [row[at] for row in rows[1:]] == [str(r.words) for r in rules]
    assert [[float(c) for c in row[at + 1 : at + 4]] for row in rows[1:]] == [
        pytest.approx([r.precision, r.coverage, r.held_out], abs=1e-6) for r in rules
    ]
    sheet = openpyxl.load_workbook(finished / "labeled.xlsx")["Segments"]
    heads = [cell.value for cell in sheet[1]]
    assert [row[heads.index("Rule")].value for row in sheet.iter_rows(2, 4)] == [str(r.words) for r in rules]
    sql = (finished / "rules.sql").read_text("utf-8")
    assert all(f"THEN {s['segment']}\n" in sql for s in summary["segments"])


def test_run_prints_the_rules(first_run: tuple[Path, Answer]):
    out, done = first_run
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    for segment in summary["segments"]:
        (line,) = [line for line in done.stdout.splitlines() if segment["rule"] in line]
        assert line.split()[0] == str(segment["segment"])
        assert f"{segment['rule_precision']:.0%}" in line or "over 99%" in line


def test_recipe_gives_the_same_labels_again(few_customers: Path, finished: Path, tmp_path: Path):
    # That the command line does so too is held by test_replay.py.
    again = api.segment(few_customers, recipe=finished / "recipe.toml")
    assert labeled_csv(again, tmp_path) == (finished / "labeled.csv").read_bytes()
    assert recipe_to_toml(again.recipe) == (finished / "recipe.toml").read_text("utf-8")


def test_predict_with_the_model_gives_the_training_labels(
    few_customers: Path, finished: Path, tmp_path: Path
):
    target = tmp_path / "placed.csv"
    done = segdesk("predict", few_customers, "--model", finished / "model.segdesk", "--out", target)
    assert done.returncode == 0, done.stderr
    placed, trained = read_csv(target), read_csv(finished / "labeled.csv")
    assert placed[0][-5:] == [
        "segment_2", "segment_name", "segment_confidence", "segment_second", "segment_unlike",
    ]  # fmt: skip
    assert [row[-5:-2] for row in placed[1:]] == [row[-3:] for row in trained[1:]]
    assert {row[-1] for row in placed[1:]} == {"yes", "no"}


def test_json_prints_the_summary_and_nothing_else_and_quiet_only_notes(few_customers: Path, tmp_path: Path):
    copy = tmp_path / "my.customers.csv"
    copy.write_bytes(few_customers.read_bytes())
    done = segdesk("run", copy, *QUICK, "--json", "--quiet")
    # The folder that it has without being told is beside the file.
    out = tmp_path / "my.customers-segments"
    assert json.loads(done.stdout) == json.loads((out / "summary.json").read_text("utf-8"))
    assert (out / "report.json").exists()
    assert not [line for line in done.stderr.splitlines() if not line.startswith("Note:")]


def test_progress_goes_to_standard_error_one_line_a_stage(first_run: tuple[Path, Answer]):
    _, done = first_run
    assert "Reading few.csv" in done.stderr.splitlines()
    assert "Writing the report" in done.stderr.splitlines()


def test_verbose_tells_the_audit_trail(quick_run: tuple[Path, Answer]):
    out, done = quick_run
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    assert set(summary["steps"]) <= set(done.stdout.splitlines())


def test_a_folder_that_holds_anything_is_refused_before_any_work(few_customers: Path, tmp_path: Path):
    (tmp_path / "mine.txt").write_text("keep")
    done = segdesk("run", few_customers, "--out", tmp_path)
    assert done.returncode == 4
    assert "holds something" in done.stderr
    assert "Reading" not in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_overwrite_replaces_our_files_and_keeps_the_users(quick_run: tuple[Path, Answer]):
    out, _ = quick_run
    assert (out / "notes.txt").read_text() == "mine"
    assert (out / "charts" / "mine.png").read_text() == "mine too"
    assert not (out / "labeled.xlsx").exists()
    assert json.loads((out / "summary.json").read_text("utf-8"))["k"] == 2
    assert [p.name for p in out.parent.iterdir()] == ["out"]


def test_overwrite_leaves_a_folder_alone_that_is_no_result(few_customers: Path, tmp_path: Path):
    (tmp_path / "summary.json").write_text('{"files": ["mine.txt"]}')
    (tmp_path / "mine.txt").write_text("keep")
    done = segdesk("run", few_customers, "--out", tmp_path, "--overwrite")
    assert done.returncode == 4
    assert (tmp_path / "mine.txt").read_text() == "keep"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--k", "0"], 2, "--k"),
        (["--k", "several"], 2, "--k"),
        (["--method", "magic"], 2, "magic"),
        (["--nonsense"], 2, "--nonsense"),
        (["--formats", "docx"], 2, "docx"),
        (["--criteria", "beauty"], 2, "beauty"),
        (["--use", "age", "--ignore", "age"], 2, "two roles"),
        (["--use", "nobody"], 3, "nobody"),
        (["--id", "nobody"], 3, "nobody"),
        (["--k", "99", "--use", "age"], 3, "different customers"),
        (["--encoding", "klingon"], 3, "klingon"),
        (["--recipe", "missing.toml"], 3, "missing.toml"),
    ],
)
def test_wrong_words_and_unusable_input_are_told_in_a_sentence(
    few_customers: Path, tmp_path: Path, words: list[str], code: int, said: str
):
    done = segdesk("run", few_customers, "--out", tmp_path / "out", *words, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_output_that_cannot_be_written_is_exit_four(few_customers: Path, tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    done = segdesk("run", few_customers, "--out", blocked / "out", "--k", "2")
    assert done.returncode == 4, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for a child process")
@pytest.mark.parametrize(
    ("stop", "delay"),
    [*((signal.SIGINT, delay) for delay in (0.2, 1, 2, 3, 4)), (signal.SIGTERM, 1.5), (signal.SIGTERM, 3.5)],
)
def test_a_signal_leaves_the_whole_folder_or_none(
    few_customers: Path, tmp_path: Path, stop: signal.Signals, delay: float
):
    out = tmp_path / "out"
    # The first moments belong to the interpreter: the clock runs from where our program begins.
    begin = "print('begun', flush=True); from segdesk.__main__ import main; main()"
    running = subprocess.Popen(
        [sys.executable, "-c", begin, "run", str(few_customers), "--out", str(out)],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "begun\n"
    time.sleep(delay)
    running.send_signal(stop)
    _, said = running.communicate(timeout=120)
    assert running.returncode in (0, 130, -stop)
    if running.returncode == 0:
        assert (out / "summary.json").exists()
    else:
        assert not out.exists()
    assert not [p for p in tmp_path.iterdir() if p != out]
    assert "Traceback" not in said


@pytest.fixture
def plain_locale() -> Iterator[None]:
    """This process in the locale of no country, whatever the user's is."""
    before = locale.setlocale(locale.LC_ALL)
    locale.setlocale(locale.LC_ALL, "C")
    yield
    locale.setlocale(locale.LC_ALL, before)


@pytest.mark.usefixtures("plain_locale")
def test_labels_do_not_depend_on_locale_or_threads(few_customers: Path, tmp_path: Path):
    words = ("--k", "2..5", "--draws", str(times(5, 50)), "--formats", "csv", *UNREPORTED)
    with single_threaded():
        here = segdesk("run", few_customers, "--out", tmp_path / "here", *words)
    environment = {"LC_ALL": "de_DE.UTF-8", "OMP_NUM_THREADS": "2"}
    there = segdesk_process("run", few_customers, "--out", tmp_path / "there", *words, **environment)
    results = []
    for done, out in ((here, tmp_path / "here"), (there, tmp_path / "there")):
        assert done.returncode == 0, done.stderr
        summary = json.loads((out / "summary.json").read_text("utf-8"))
        results.append((summary["scores"], summary["scan"], (out / "labeled.csv").read_bytes()))
    assert results[0] == results[1]
