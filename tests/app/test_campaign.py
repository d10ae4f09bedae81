"""Campaigns from the window: what is chosen is what is written, and what it brought is told as the API does."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

import segdesk
from segdesk.app.dialogs.campaign_dialog import CampaignDialog
from segdesk.app.dialogs.uplift_dialog import UpliftDialog
from tests.app.driving import Drive, few_customers


@pytest.fixture
def planning(drive: Drive, few: Path) -> CampaignDialog:
    drive.segmented(few)
    drive.action("campaign").trigger()
    dialog = drive.dialog(CampaignDialog)
    drive.until(dialog.save.isEnabled)
    return dialog


def rows_of(table) -> list[list[str]]:
    return [[table.item(y, x).text() for x in range(table.columnCount())] for y in range(table.rowCount())]


def groups_in(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((folder / "groups.csv").read_text("utf-8-sig").splitlines()))


def test_what_is_chosen_is_what_is_written(drive: Drive, planning, tmp_path: Path, monkeypatch):
    assert [row[0] for row in rows_of(planning.table)] == drive.names
    planning.segments.item(0).setCheckState(Qt.CheckState.Unchecked)
    titles = [planning.columns.item(place).text() for place in range(planning.columns.count())]
    planning.columns.item(titles.index("City")).setCheckState(Qt.CheckState.Unchecked)
    planning.control.setValue(25)
    planning.base.setValue(8)
    drive.until(planning.save.isEnabled)
    expected = segdesk.campaign(
        segdesk.Result(drive.segmentation), segments=[2, 3], control=0.25, base_rate=0.08
    )
    assert [row[:3] for row in rows_of(planning.table)] == [
        [name, str(test), str(control)]
        for name, test, control in expected.segments[["name", "test", "control"]].to_numpy().tolist()
    ]
    assert all(row[3].endswith("points more") for row in rows_of(planning.table))
    assert "8.0% respond anyway" in planning.told.text()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    drive.click(planning.save)
    folder = tmp_path / "few-campaign"
    drive.until(folder.exists)
    drive.settle()
    assert "few-campaign" in drive.notice
    sides = {row["customer_id"]: row["group"] for row in groups_in(folder)}
    assert sides == expected.customers["group"].to_dict()
    first, *_ = sorted(folder.glob("segment-*.csv"))
    headings = first.read_text("utf-8-sig").splitlines()[0].split(",")
    assert "city" not in headings
    assert "gender" in headings


def test_what_cannot_be_is_said_and_cannot_be_saved(drive: Drive, planning):
    planning.tool.setCurrentIndex(planning.tool.findData("klaviyo"))
    drive.until(lambda: "No column holds e-mail addresses" in planning._trouble.text())
    assert not planning.save.isEnabled()
    planning.tool.setCurrentIndex(0)
    drive.until(planning.save.isEnabled)
    assert planning._trouble.isHidden()
    for place in range(planning.segments.count()):
        planning.segments.item(place).setCheckState(Qt.CheckState.Unchecked)
    drive.until(lambda: "at least one segment" in planning._trouble.text())
    assert not planning.save.isEnabled()


@pytest.fixture
def happened(tmp_path: Path) -> tuple[Path, Path]:
    """A campaign that was saved, and a file in which every other customer who was written to bought."""
    result = segdesk.segment(few_customers(tmp_path), k=2, draws=0, criteria=["silhouette"], kind="customers")
    folder = segdesk.campaign(result, control=0.4).save(tmp_path / "campaign")
    rows = groups_in(folder)
    test = [row["customer_id"] for row in rows if row["group"] == "test"]
    lines = ["Customer,Bought,Amount", *(f"{row['customer_id']},no,0" for row in rows)]
    lines += [f"{who},yes,{20 + place % 7}" for place, who in enumerate(test[::2])]
    (tmp_path / "january.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder, tmp_path / "january.csv"


def test_what_it_brought_is_told_as_the_api_does(drive: Drive, happened, tmp_path: Path, monkeypatch):
    campaign, results = happened
    drive.action("uplift").trigger()
    dialog = drive.dialog(UpliftDialog)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(campaign))
    drive.click(dialog.choose_campaign)
    assert not dialog.save.isEnabled()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(results), ""))
    drive.click(dialog.choose_results)
    # Everybody stands in the file, so that says nothing.
    drive.until(lambda: "standing there says nothing" in dialog._trouble.text())
    dialog.response.setCurrentIndex(dialog.response.findData("Bought"))
    drive.until(dialog.save.isEnabled)
    dialog.value.setCurrentIndex(dialog.value.findData("Amount"))
    drive.until(lambda: len(rows_of(dialog.table)) == 6 and dialog.save.isEnabled())
    expected = segdesk.uplift(campaign, results, response="Bought", value="Amount")
    assert dialog.sentence.text().replace("\n", " ") == expected.text
    shown = [int(row[2].replace(",", "")) for row in rows_of(dialog.table)]
    assert shown == expected.table["n_test"].tolist()
    assert not dialog.responses.label.pixmap().isNull()
    assert not dialog.money.label.pixmap().isNull()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    drive.click(dialog.save)
    drive.until((tmp_path / "january-uplift" / "uplift.csv").exists)
    drive.settle()
    assert "january-uplift" in drive.notice


def test_a_folder_that_is_no_campaign_is_refused_in_the_dialog(
    drive: Drive, happened, tmp_path: Path, monkeypatch
):
    drive.action("uplift").trigger()
    dialog = drive.dialog(UpliftDialog)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(happened[1]), ""))
    drive.click(dialog.choose_campaign)
    drive.click(dialog.choose_results)
    drive.until(lambda: "There is no file of groups" in dialog._trouble.text())
    assert not dialog.save.isEnabled()
    dialog.reject()
    drive.settle()
