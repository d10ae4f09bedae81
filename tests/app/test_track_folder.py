"""Following a folder of monthly files in the real window."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

import segdesk
from segdesk.app.dialogs.track_folder import TrackFolderDialog
from tests.app.driving import KEY, Drive


@pytest.fixture
def months(tmp_path: Path) -> Path:
    """Two months of three groups, six customers of which spend much more in the second."""
    random = np.random.default_rng(1)
    first = pd.DataFrame(
        {
            "customer": [f"K{i:03d}" for i in range(60)],
            "spend": np.round(
                np.array([100.0, 300.0, 500.0])[np.arange(60) % 3] + random.normal(0, 5, 60), 1
            ),
        }
    )
    second = first.copy()
    second.loc[np.flatnonzero(first["spend"] < 150)[:6], "spend"] = 500.0
    folder = tmp_path / "months"
    folder.mkdir()
    first.to_csv(folder / "2024-01.csv", index=False)
    second.to_csv(folder / "2024-02.csv", index=False)
    return folder


def opened(drive: Drive) -> TrackFolderDialog:
    drive.action("track").trigger()
    return drive.dialog(TrackFolderDialog)


def rows_of(table) -> list[list[str]]:
    return [[table.item(y, x).text() for x in range(table.columnCount())] for y in range(table.rowCount())]


def test_the_dialog_shows_what_the_api_says_and_saves_it(
    drive: Drive, months: Path, tmp_path: Path, monkeypatch
) -> None:
    run = segdesk.segment(months / "2024-01.csv", k=3, use=["spend"], draws=0, criteria=["inertia"])
    model = tmp_path / "model.segdesk"
    run.model.save(model)
    dialog = opened(drive)
    assert not dialog.save.isEnabled()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(model), ""))
    # The last entry asks for a model.
    dialog.placing.setFocus()
    QTest.keyClick(dialog.placing, KEY.Key_End)
    assert dialog.placing.currentText() == "The segments of model.segdesk"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(months))
    dialog.choose.click()
    drive.until(dialog.save.isEnabled)
    expected = segdesk.track(months, model=model)
    assert dialog.sentence.text() == expected.text
    assert all(finding in dialog.told.text() for finding in expected.findings)
    assert len(rows_of(dialog.history)) == len(expected.history)
    assert sorted(row[1] for row in rows_of(dialog.reasons)) == sorted(expected.moved["identifier"])
    assert all(row[2].startswith("Spend: ") for row in rows_of(dialog.reasons))
    for area in (dialog.movement, dialog.flow, dialog.retention):
        assert not area.label.pixmap().isNull()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    dialog.save.click()
    folder = tmp_path / "months-tracking"
    drive.until((folder / "summary.json").exists)
    drive.run_ended()
    assert "months-tracking" in drive.notice
    expected.save(tmp_path / "api")
    for name in ("history.csv", "migration.csv", "moved.csv", "retention.csv"):
        assert (folder / name).read_bytes() == (tmp_path / "api" / name).read_bytes()


def test_a_folder_that_cannot_be_followed_is_refused_in_the_dialog(
    drive: Drive, months: Path, monkeypatch
) -> None:
    (months / "2024-02.csv").rename(months / "customers.csv")
    dialog = opened(drive)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(months))
    dialog.choose.click()
    drive.until(dialog._trouble.isVisible)
    assert "says no period: customers.csv" in dialog._trouble.text()
    assert not dialog.save.isEnabled()


def test_cancelling_stops_and_leaves_nothing(drive: Drive, months: Path) -> None:
    dialog = opened(drive)
    dialog.follow(months)
    assert dialog.job_line.isVisible()
    dialog.job_line.cancel.click()
    assert not dialog.job_line.isVisible()
    assert not drive.desk.controller.lanes.work.is_busy
    assert not dialog.save.isEnabled()
