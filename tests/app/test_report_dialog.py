"""The report from the window: what is chosen is what is saved, and what the preview says."""

import datetime as dt
import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QColorDialog, QFileDialog, QInputDialog

import segdesk
from segdesk.app.dialogs.report_dialog import ReportDialog
from segdesk.engine.result.report_options import Audience, Dated, ReportOptions
from segdesk.io.project_file import read_project
from segdesk.report.presets import Preset, keep_preset, presets_in
from tests.app.driving import KEY, PLAIN, Drive, few_customers

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def drive(result: Drive) -> Iterator[Drive]:
    """The module's window with segments whose report nobody has touched."""
    yield result
    for dialog in result.dialogs(ReportDialog):
        close(result, dialog)
    shutil.rmtree(result.preferences.presets_folder, ignore_errors=True)


@pytest.fixture
def opened(drive: Drive) -> ReportDialog:
    return dialog_of(drive)


def dialog_of(drive: Drive) -> ReportDialog:
    drive.action("report").trigger()
    dialog = drive.dialog(ReportDialog)
    drive.until(lambda: dialog.parts.list.count() > 0)
    return dialog


def close(drive: Drive, dialog: ReportDialog) -> None:
    dialog.reject()
    drive.until(lambda: not drive.dialogs(ReportDialog))


def choose_audience(drive: Drive, dialog: ReportDialog, audience: Audience) -> None:
    dialog.audience.setCurrentIndex(dialog.audience.findData(audience.value))
    drive.until(lambda: ("About this report" in parts(dialog)) is (audience is Audience.BOARD))


def parts(dialog: ReportDialog) -> list[str]:
    return [dialog.parts.list.item(place).text() for place in range(dialog.parts.list.count())]


def go_to(drive: Drive, dialog: ReportDialog, part: str) -> None:
    """Click a part of the list."""
    item = dialog.parts.list.item(parts(dialog).index(part))
    dialog.parts.list.scrollToItem(item)
    drive.click(dialog.parts.list.viewport(), dialog.parts.list.visualItemRect(item).center())


def shown(dialog: ReportDialog) -> str:
    return dialog.preview.toPlainText()


def small_picture(tmp_path: Path) -> Path:
    Image.new("RGB", (90, 30), "#0A5").save(tmp_path / "logo.png")
    return tmp_path / "logo.png"


def test_what_is_chosen_is_what_is_saved(
    drive: Drive, opened: ReportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    choose_audience(drive, opened, Audience.BOARD)
    assert "Words used here" not in parts(opened)
    go_to(drive, opened, "About this report")
    drive.key(KEY.Key_Space)
    opened.head.title.setText("Our customers in autumn")
    opened.note.setPlainText("Ask the shops.")
    drive.until(lambda: "Ask the shops." in shown(opened))
    assert "Our customers in autumn" in shown(opened)
    assert "About this report" not in shown(opened)
    chosen = tmp_path / "board"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(chosen), ""))
    drive.click(opened.save)
    drive.settle()
    file = tmp_path / "board.pdf"
    drive.until(file.exists)
    reader = PdfReader(io.BytesIO(file.read_bytes()))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert reader.metadata.title == "Our customers in autumn"
    assert "Ask the shops." in text
    assert "About this report" not in text


def test_the_choices_are_there_again_and_another_file_begins_anew(
    drive: Drive, opened: ReportDialog, tmp_path: Path
):
    choose_audience(drive, opened, Audience.BOARD)
    opened.head.author.setText("A. Nalyst")
    opened.segment.setCurrentIndex(1)
    opened.note.setPlainText("Of the second.")
    close(drive, opened)
    again = dialog_of(drive)
    assert again.options().audience is Audience.BOARD
    assert again.head.author.text() == "A. Nalyst"
    assert again.options().notes == {2: "Of the second."}
    close(drive, again)
    drive.segmented(few_customers(tmp_path, name="others.csv"))
    assert drive.document.report_options == ReportOptions()


def test_parts_are_moved_by_keys_and_buttons_and_stay_chosen(drive: Drive, opened: ReportDialog):
    before = parts(opened)
    pages = drive.names
    go_to(drive, opened, "What the data show")
    drive.key(KEY.Key_Up, ALT)
    # Over the pages of all segments at once, which are one part.
    after = parts(opened)
    assert after.index("What the data show") == before.index(pages[0])
    assert [name for name in after if name in pages] == pages
    assert opened.parts.list.currentItem().text() == "What the data show"
    drive.click(opened.parts.up)
    assert parts(opened)[1] == "What the data show"
    drive.until(
        lambda: 0 < shown(opened).find("What the data show") < shown(opened).find("All segments side by side")
    )
    drive.click(opened.parts.down)
    assert parts(opened)[1:3] == ["All segments side by side", "What the data show"]
    close(drive, opened)
    assert drive.document.report_options.order[:2] == ("overview", "charts")


def test_the_first_page_stays_first(drive: Drive, opened: ReportDialog):
    before = parts(opened)
    go_to(drive, opened, "At a glance")
    assert not opened.parts.up.isEnabled()
    assert not opened.parts.down.isEnabled()
    drive.key(KEY.Key_Down, ALT)
    go_to(drive, opened, "All segments side by side")
    drive.key(KEY.Key_Up, ALT)
    assert parts(opened) == before


def test_evidence_is_moved_out_of_the_appendix(drive: Drive, opened: ReportDialog):
    before = parts(opened)
    first = before[before.index("Appendix") + 1]
    go_to(drive, opened, first)
    drive.key(KEY.Key_Up, ALT)
    assert parts(opened).index(first) < parts(opened).index("Appendix")
    drive.settle()
    assert parts(opened).index(first) < parts(opened).index("Appendix")


def test_a_part_is_dragged_to_its_place(drive: Drive, opened: ReportDialog):
    # What Qt does at a drop: the row is moved, and the list told of it.
    model = opened.parts.list.model()
    names = parts(opened)
    source, target = names.index("What the data show"), names.index(drive.names[1])
    assert model.moveRow(model.index(-1, -1), source, model.index(-1, -1), target)
    drive.until(lambda: opened.parts.order)
    # Into the midst of the segments is behind them.
    after = parts(opened)
    assert after.index("What the data show") == after.index(drive.names[-1]) + 1
    last = names.index(drive.names[2])
    assert model.moveRow(model.index(-1, -1), last, model.index(-1, -1), 1)
    drive.until(lambda: parts(opened)[1:4] == drive.names)


def test_rows_can_be_dragged_but_those_of_the_first_page(opened: ReportDialog):
    names = parts(opened)
    draggable = {
        name: bool(opened.parts.list.item(row).flags() & Qt.ItemFlag.ItemIsDragEnabled)
        for row, name in enumerate(names)
    }
    assert [name for name in names if not draggable[name]] == ["At a glance", "Appendix"]
    assert opened.parts.list.dragDropMode() is opened.parts.list.DragDropMode.InternalMove


def test_all_pages_of_segments_are_left_out_whatever_their_number(drive: Drive, opened: ReportDialog):
    for name in drive.names:
        go_to(drive, opened, name)
        drive.key(KEY.Key_Space)
    assert opened.options().left_out == ("segments",)
    go_to(drive, opened, drive.names[0])
    drive.key(KEY.Key_Space)
    assert opened.options().left_out == ("segment-2", "segment-3")


def test_a_choice_is_one_step_that_can_be_undone_and_changes_the_project(drive: Drive, opened: ReportDialog):
    drive.desk.projects.give_up()
    steps = drive.document.undo.count()
    close(drive, opened)
    assert drive.document.undo.count() == steps
    assert not drive.desk.projects.is_changed
    again = dialog_of(drive)
    again.head.author.setText("Ours")
    choose_audience(drive, again, Audience.BOARD)
    close(drive, again)
    assert drive.document.undo.count() == steps + 1
    assert drive.desk.projects.is_changed
    drive.action("undo").trigger()
    assert drive.document.report_options == ReportOptions()
    drive.action("redo").trigger()
    assert drive.document.report_options.author == "Ours"


def test_the_project_keeps_how_its_report_is_to_be(drive: Drive, opened: ReportDialog, tmp_path: Path):
    opened.head.read_logo(small_picture(tmp_path))
    drive.until(lambda: opened.options().logo)
    opened.head.colour.setText("#06c")
    opened.head.date.setCurrentIndex(opened.head.date.findData(Dated.NEVER.value))
    close(drive, opened)
    wanted = drive.document.report_options
    drive.desk.projects.save_as(tmp_path / "p.segdesk", True)
    drive.until(lambda: not drive.desk.projects.is_changed)
    assert read_project(tmp_path / "p.segdesk").report == wanted
    drive.segmented(few_customers(tmp_path, name="others.csv"))
    drive.desk.projects.give_up()
    drive.desk.projects.open(tmp_path / "p.segdesk")
    drive.until(lambda: drive.document.report_options == wanted)


def test_other_ways_to_save_a_report_take_the_same_choices(
    drive: Drive, opened: ReportDialog, tmp_path: Path
):
    opened.head.author.setText("Marketing «Süd»")
    choose_audience(drive, opened, Audience.BOARD)
    close(drive, opened)
    drive.controller.save_one("report", tmp_path / "one.html")
    drive.until(lambda: drive.notice.startswith("Saved one.html"))
    drive.controller.save_everything(tmp_path / "all", (), False)
    drive.until((tmp_path / "all" / "report.html").exists)
    for page in (tmp_path / "one.html", tmp_path / "all" / "report.html"):
        text = page.read_text("utf-8")
        assert "Marketing «Süd»" in text
        assert "About this report" in text


def test_a_logo_is_shown_and_one_that_cannot_be_is_refused_in_a_sentence(
    drive: Drive, opened: ReportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    opened.tabs.setCurrentWidget(opened.head)
    files = [small_picture(tmp_path), tmp_path / "no.png"]
    (tmp_path / "no.png").write_bytes(b"<svg/>")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *words: (str(files.pop(0)), ""))
    drive.click(opened.head.choose_logo)
    drive.until(opened.head.logo.isVisible)
    drive.until(lambda: "data:image/png" in opened.preview.toHtml())
    drive.click(opened.head.choose_logo)
    drive.until(opened.head.about_logo.isVisible)
    assert "no.png" in opened.head.about_logo.text()
    # The one before stays.
    assert opened.options().logo
    drive.click(opened.head.drop_logo)
    assert not opened.options().logo
    assert not opened.head.about_logo.isVisible()


def test_a_colour_is_written_or_picked_and_what_is_changed_is_said(drive: Drive, opened: ReportDialog):
    opened.tabs.setCurrentWidget(opened.head)
    opened.head.colour.setFocus()
    drive.write("#fe")
    assert "six digits" in opened.head.about_colour.text()
    assert opened.options().accent == ""
    drive.write("0")
    assert opened.options().accent == "#FFEE00"
    assert "too light" in opened.head.about_colour.text()
    drive.click(opened.head.pick)
    (picker,) = opened.findChildren(QColorDialog)
    picker.setCurrentColor("#7a1fa2")
    picker.accept()
    assert opened.options().accent == "#7A1FA2"
    assert not opened.head.about_colour.isVisible()
    drive.until(lambda: "#7a1fa2" in opened.preview.toHtml().lower())


def test_the_day_is_today_another_or_none(drive: Drive, opened: ReportDialog):
    opened.tabs.setCurrentWidget(opened.head)
    assert not opened.head.day.isVisible()
    opened.head.date.setCurrentIndex(1)
    assert opened.head.day.isVisible()
    opened.head.day.setDate(dt.date(2024, 2, 29))
    drive.until(lambda: "29 February 2024" in shown(opened))
    opened.head.date.setCurrentIndex(2)
    drive.until(lambda: "February" not in shown(opened))
    assert opened.options().date is Dated.NEVER


def test_the_report_speaks_another_language_than_the_window(drive: Drive, opened: ReportDialog):
    opened.head.language.setCurrentIndex(opened.head.language.findData("es"))
    drive.until(lambda: "segmentos de 200 clientes" in shown(opened))
    assert opened.windowTitle() == "Report"
    assert "Anexo" in parts(opened) or "Apéndice" in parts(opened)


def test_presets_are_kept_chosen_and_deleted(
    drive: Drive, opened: ReportDialog, monkeypatch: pytest.MonkeyPatch
):
    folder = drive.preferences.presets_folder
    opened.head.author.setText("Marketing")
    opened.head.colour.setText("#06c")
    monkeypatch.setattr(QInputDialog, "getText", lambda *words: ("Ours", True))
    opened.presets.keep.trigger()
    drive.until(lambda: opened.presets.box.currentText() == "Ours")
    assert [preset.name for preset in presets_in(folder)] == ["Ours"]
    opened.presets.box.setCurrentIndex(opened.presets.box.findText("Board"))
    opened.presets.box.activated.emit(opened.presets.box.currentIndex())
    drive.until(lambda: "About this report" in parts(opened))
    # Board says nothing of the house.
    assert opened.options().author == "Marketing"
    assert opened.options().audience is Audience.BOARD
    assert not opened.presets.delete.isEnabled()
    opened.presets.box.setCurrentIndex(opened.presets.box.findText("Ours"))
    opened.presets.box.activated.emit(opened.presets.box.currentIndex())
    drive.until(lambda: "Words used here" in parts(opened))
    assert opened.options().audience is Audience.ANALYST
    opened.presets.delete.trigger()
    drive.until(lambda: opened.presets.box.findText("Ours") < 0)
    assert presets_in(folder) == ()


def test_presets_are_handed_on_and_taken_in(
    drive: Drive, opened: ReportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(tmp_path / "for-you"), ""))
    opened.head.author.setText("Handed on")
    opened.presets.hand_on.trigger()
    drive.until((tmp_path / "for-you.toml").exists)
    opened.head.author.setText("")
    drive.settle()
    files = [tmp_path / "for-you.toml", tmp_path / "few.csv"]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *words: (str(files.pop(0)), ""))
    opened.presets.take_in.trigger()
    drive.until(lambda: opened.options().author == "Handed on")
    assert opened.presets.box.currentText() == "for-you"
    opened.presets.take_in.trigger()
    drive.until(opened.presets.told.isVisible)
    assert "few.csv" in opened.presets.told.text()


def test_presets_of_an_earlier_session_are_there(drive: Drive):
    keep_preset(drive.preferences.presets_folder, Preset("Earlier", {"author": "x"}))
    dialog = dialog_of(drive)
    drive.until(lambda: dialog.presets.box.findText("Earlier") >= 0)
    assert replace(dialog.options(), author="x") != dialog.options()


def test_it_all_fits_a_small_screen(drive: Drive, opened: ReportDialog):
    opened.resize(1000, 620)
    drive.live()
    for tab in range(opened.tabs.count()):
        opened.tabs.setCurrentIndex(tab)
        drive.live()
        for each in opened.tabs.currentWidget().children():
            if each.isWidgetType() and each.isVisible():
                bottom = each.mapTo(opened, QPoint(0, each.height())).y()
                assert bottom <= opened.save.mapTo(opened, QPoint(0, 0)).y()
    drive.key(KEY.Key_Escape, PLAIN)
    drive.until(lambda: not drive.dialogs(ReportDialog))


def test_the_report_tells_what_changed_since_an_earlier_run(
    drive: Drive, opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    earlier = segdesk.segment(
        few_customers(tmp_path, 150, "before.csv"), k=2, draws=0, kind="customers", report=()
    )
    earlier.save(tmp_path / "before")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    opened.since.choice.setFocus()
    drive.key(KEY.Key_End)
    opened.since.choice.activated.emit(opened.since.choice.currentIndex())
    drive.until(lambda: "holds no labeled file" in opened.since.trouble.text())
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "before"))
    opened.since.choice.activated.emit(1)
    drive.until(lambda: "What changed since before" in opened.preview.toPlainText())
    assert opened.since.trouble.isHidden()
    assert opened.since.choice.currentText() == "before"
    chosen = tmp_path / "since.html"
    opened.format.setCurrentIndex(opened.format.findData("html"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(chosen), ""))
    opened.save.click()
    drive.settle()
    drive.until(chosen.exists)
    page = chosen.read_text("utf-8")
    assert "What changed since before" in page
    # The fifty customers who have come since.
    assert "50 customers are in the new segments only." in page
