"""This month's file, run with the settings of the result on screen in one click."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from segdesk.engine.pipeline.pipeline import segment
from segdesk.io.reading import read_table
from tests.app.driving import CTRL, KEY, SHIFT, Drive


@pytest.fixture
def later(few: Path) -> Path:
    """Return most of the customers and no others, their headings written otherwise, with semicolons."""
    heading, *lines = few.read_text("utf-8").splitlines()
    words = [word.replace("_", " ").upper() for word in heading.split(",")]
    path = few.parent / "diciembre.csv"
    path.write_text("\n".join([",".join(words), *lines[:170]]) + "\n", "utf-8")
    return path


def test_one_click_runs_the_settings_on_another_file_and_keeps_names_and_colours(
    drive: Drive, few: Path, later: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive.segmented(few)
    drive.controller.rename({1: "Stammkunden"})
    drive.controller.recolour(1, 7)
    recipe = drive.segmentation.provenance.recipe
    # Nothing is lost by leaving what is there.
    drive.window.projects.give_up()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_: (str(later), "")))
    QTest.keyClick(drive.window, KEY.Key_O, CTRL | SHIFT)
    drive.until(
        lambda: drive.document.opened is not None and drive.document.opened.table.source.path == later
    )
    found = drive.segmentation
    named = [each for each in found.named if each.named_by_user]
    assert [str(each.name) for each in named] == ["Stammkunden"]
    assert named[0].palette_place == 7
    # The very labels of the command line with the recipe.
    np.testing.assert_array_equal(
        found.fit.labels, segment(read_table(later, recipe.read), recipe).fit.labels
    )
    assert "few.csv" in drive.notice
    assert "written otherwise" in drive.notice
    assert not drive.document.is_stale


def test_a_file_that_cannot_be_used_leaves_the_result_as_it_is(
    drive: Drive, few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive.segmented(few)
    before = drive.document.run
    drive.window.projects.give_up()
    other = few.parent / "otro.csv"
    other.write_text("a,b\n" + "\n".join(f"{i},{i * i % 7}" for i in range(40)) + "\n", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_: (str(other), "")))
    drive.action("another").trigger()
    drive.until(lambda: "no column" in drive.notice)
    assert drive.document.run is before
    assert drive.document.opened.table.source.path == few
