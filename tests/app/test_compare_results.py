"""Comparing two kept results in the real window."""

import csv
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

import segdesk
from segdesk.app.dialogs.compare_results import CompareResultsDialog
from tests.app.driving import KEY, Drive


@pytest.fixture
def two_results(drive: Drive, few: Path) -> Drive:
    drive.segmented(few)
    drive.document.edit("number", {"k": "5"})
    drive.find()
    drive.settle()
    return drive


def opened(drive: Drive) -> CompareResultsDialog:
    drive.action("compare").trigger()
    dialog = drive.dialog(CompareResultsDialog)
    drive.until(dialog.save.isEnabled)
    return dialog


def rows_of(table) -> list[list[str]]:
    return [[table.item(y, x).text() for x in range(table.columnCount())] for y in range(table.rowCount())]


def test_one_result_is_compared_with_the_labeled_file_of_an_earlier_one(
    drive: Drive, few: Path, tmp_path: Path, monkeypatch
) -> None:
    assert not drive.action("compare").isEnabled()
    # Of the folder only the labeled file, recipe and model are looked at.
    segdesk.Result(drive.segmented(few, report=())).save(tmp_path / "january")
    drive.action("compare").trigger()
    dialog = drive.dialog(CompareResultsDialog)
    assert "to compare with" in dialog.sentence.text()
    assert not dialog.save.isEnabled()
    labeled = tmp_path / "january" / "labeled.csv"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(labeled), ""))
    dialog.old.setFocus()
    for _ in range(2):
        QTest.keyClick(dialog.old, KEY.Key_Down)
    drive.until(dialog.save.isEnabled)
    assert dialog.old.currentText() == "january / labeled.csv"
    assert "100% of customers stayed" in dialog.sentence.text()
    # Recipe and model lie beside the file.
    assert rows_of(dialog.settings)[0][0] == "The settings are the same."


def test_the_dialog_says_why_customers_moved(two_results: Drive) -> None:
    dialog = opened(two_results)
    old, new = (segdesk.Result(run.segmentation) for run in two_results.document.runs)
    moved = segdesk.compare(old, new).moved
    assert [row[:2] for row in rows_of(dialog.reasons)] == [
        [row.identifier, row.reason] for row in moved.head(200).itertuples()
    ]
    assert set(moved["reason"]) == {"the segments changed, not the customer"}


def test_the_dialog_says_what_the_api_says(two_results: Drive) -> None:
    dialog = opened(two_results)
    old, new = (segdesk.Result(run.segmentation) for run in two_results.document.runs)
    expected = segdesk.compare(old, new)
    assert dialog.sentence.text() == expected.text
    moves = rows_of(dialog.moves)
    assert sum(int(row[2]) for row in moves) == len(old.labels)
    stayed = sum(int(row[2]) for row in moves if row[3] == "stayed")
    assert stayed == expected.comparison.stayed
    sizes = {row[0]: row[3] for row in rows_of(dialog.sizes) if row[0] != "no longer there"}
    assert sorted(map(int, sizes.values())) == sorted(new.segments["size"])
    assert ["How many segments?", "3", "5"] in rows_of(dialog.settings)
    assert not dialog.flow.pixmap().isNull()
    assert "stayed" in dialog.flow.accessibleDescription()


def test_another_choice_is_compared_at_once(two_results: Drive) -> None:
    dialog = opened(two_results)
    dialog.new.setCurrentIndex(0)
    two_results.until(lambda: "100%" in dialog.sentence.text())
    assert rows_of(dialog.settings)[0][0] == "The settings are the same."
    assert all(row[3] == "stayed" for row in rows_of(dialog.moves))


@pytest.mark.parametrize(("k", "is_drawn"), [("7", True), ("15", False)])
def test_many_segments_are_drawn_as_a_matrix_and_too_many_told(
    drive: Drive, few: Path, k: str, is_drawn: bool
) -> None:
    drive.segmented(few)
    drive.document.edit("number", {"k": k})
    drive.find()
    drive.settle()
    dialog = opened(drive)
    assert dialog.flow.pixmap().isNull() != is_drawn
    assert ("14" in dialog.flow.text()) != is_drawn


def test_what_is_saved_is_what_the_api_saves(two_results: Drive, tmp_path: Path, monkeypatch) -> None:
    dialog = opened(two_results)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    dialog.save.click()
    folder = tmp_path / "comparison-1-2"
    two_results.until((folder / "summary.json").exists)
    two_results.run_ended()
    assert "comparison-1-2" in two_results.notice
    old, new = (segdesk.Result(run.segmentation) for run in two_results.document.runs)
    segdesk.compare(old, new).save(tmp_path / "api")
    for name in ("migration.csv", "moved.csv"):
        assert (folder / name).read_bytes() == (tmp_path / "api" / name).read_bytes()
    with (folder / "moved.csv").open(encoding="utf-8-sig", newline="") as file:
        found = {row["identifier"] for row in csv.DictReader(file)}
    table = new.segmentation.source.table
    assert found <= set(table.column(new.segmentation.identifier.name).cells())
    assert len(found) == len(old.labels) - segdesk.compare(old, new).comparison.stayed


def test_a_folder_that_is_there_is_refused_in_the_dialog(
    two_results: Drive, tmp_path: Path, monkeypatch
) -> None:
    dialog = opened(two_results)
    taken = tmp_path / "comparison-1-2"
    taken.mkdir()
    (taken / "mine.txt").write_text("mine")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    dialog.save.click()
    two_results.until(dialog._trouble.isVisible)
    assert "holds something" in dialog._trouble.text()
    assert [p.name for p in taken.iterdir()] == ["mine.txt"]


def test_limits_are_set_in_the_expert_form_and_hold(drive: Drive, few: Path) -> None:
    drive.segmented(few)
    drive.bench.settings._fold.setChecked(True)
    expert = drive.bench.settings.expert
    form = expert.forms["method"]
    line = form.editor("min_size")
    assert line.placeholderText() == "No limit"
    line.setText("30%")
    line.editingFinished.emit()
    assert drive.document.recipe.method.min_size == "30%"
    found = drive.find()
    assert min(segment.size for segment in found.named) >= 0.3 * len(found.fit.labels)
    line.setText("lots")
    line.editingFinished.emit()
    assert "such as 5%" in form._troubles["min_size"].text()
    assert drive.document.recipe.method.min_size == "30%"
