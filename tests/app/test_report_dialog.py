"""The report from the window: what is chosen is what is saved, and what the preview says."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from segdesk.engine.result.report_options import Audience
from tests.app.driving import CTRL, KEY, Drive, few_customers


@pytest.fixture
def opened(drive: Drive, tmp_path: Path):
    drive.segmented(few_customers(tmp_path))
    drive.key(KEY.Key_R, CTRL)
    (dialog,) = drive.dialogs()
    drive.until(lambda: dialog.sections.count() > 0)
    return dialog


def choose_audience(drive: Drive, dialog, audience: Audience) -> None:
    dialog.audience.setCurrentIndex(dialog.audience.findData(audience.value))
    drive.until(lambda: dialog.sections.count() > 0)


def parts(dialog) -> list[str]:
    return [dialog.sections.item(place).text() for place in range(dialog.sections.count())]


def test_what_is_chosen_is_what_is_saved(
    drive: Drive, opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    choose_audience(drive, opened, Audience.BOARD)
    assert "About this report" in parts(opened)
    assert "Words used here" not in parts(opened)
    opened.sections.item(parts(opened).index("About this report")).setCheckState(Qt.CheckState.Unchecked)
    opened.title.setText("Our customers in autumn")
    opened.note.setPlainText("Ask the shops.")
    drive.until(lambda: "Ask the shops." in opened.preview.toPlainText())
    assert "Our customers in autumn" in opened.preview.toPlainText()
    assert "About this report" not in opened.preview.toPlainText()
    chosen = tmp_path / "board"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(chosen), ""))
    opened.save.click()
    drive.settle()
    file = tmp_path / "board.pdf"
    drive.until(file.exists)
    reader = PdfReader(io.BytesIO(file.read_bytes()))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert reader.metadata.title == "Our customers in autumn"
    assert "Ask the shops." in text
    assert "About this report" not in text


def test_the_choices_are_there_again_and_another_file_begins_anew(drive: Drive, opened, tmp_path: Path):
    choose_audience(drive, opened, Audience.BOARD)
    opened.author.setText("A. Nalyst")
    opened.segment.setCurrentIndex(1)
    opened.note.setPlainText("Of the second.")
    opened.reject()
    drive.until(lambda: not drive.dialogs())
    drive.action("report").trigger()
    (again,) = drive.dialogs()
    assert again.options().audience is Audience.BOARD
    assert again.author.text() == "A. Nalyst"
    assert again.options().notes == {2: "Of the second."}
    again.reject()
    drive.until(lambda: not drive.dialogs())
    drive.segmented(few_customers(tmp_path, name="others.csv"))
    assert drive.document.report_options.author == ""
