"""The focus goes where the next thing is done, and moving it changes nothing."""

from pathlib import Path

from PySide6.QtWidgets import QAbstractItemView, QFileDialog

from segdesk.app.dialogs.assign_file import AssignFileDialog
from tests.app.driving import KEY


def test_going_through_the_panes_selects_no_customers(drive, few):
    drive.segmented(few)
    reached = []
    for _ in range(5):
        drive.key(KEY.Key_F6)
        focused = drive.application.focusWidget()
        reached.append(focused)
        if isinstance(focused, QAbstractItemView):
            assert focused.currentIndex().isValid()
    assert {drive.bench.segments.list, drive.bench.settings.columns} <= set(reached)
    assert drive.selection.rows is None


def test_an_arrow_key_selects_the_next_segment_from_there(drive, few):
    drive.segmented(few)
    while drive.application.focusWidget() is not drive.bench.segments.list:
        drive.key(KEY.Key_F6)
    drive.settle()
    drive.key(KEY.Key_Down)
    drive.until(lambda: drive.selection.count == drive.segmentation.segment(2).size, 10)


def test_the_file_to_assign_has_the_focus(result):
    result.action("assign").trigger()
    dialog = result.dialog(AssignFileDialog)
    result.until(dialog.choose.hasFocus)
    dialog.reject()


def test_open_starts_in_the_folder_used_last(drive, few, monkeypatch, tmp_path):
    """Qt's own dialog cannot be shown here: the user's answer to it is put in its place."""
    asked: list[str] = []
    chosen = tmp_path / "customers of may" / "few.csv"
    chosen.parent.mkdir()
    chosen.write_bytes(few.read_bytes())

    def answer(parent, title, folder, kinds):
        asked.append(folder)
        return [str(chosen)], kinds

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", answer)
    drive.window.files.choose_file()
    drive.run_ended()
    drive.window.files.choose_file()
    drive.run_ended()
    assert Path(asked[1]) == chosen.parent
    assert drive.preferences.last_folder == chosen.parent
    chosen.unlink()
    chosen.parent.rmdir()
    assert drive.preferences.last_folder.is_dir()
