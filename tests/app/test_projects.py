"""Work is kept: projects are saved and opened, copies come back after a crash, and nothing goes without a question."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from segdesk.app.autosaves import Autosave
from segdesk.app.dialogs.assign_file import AssignFileDialog
from segdesk.app.dialogs.delete_customer import DeleteCustomerDialog
from segdesk.app.dialogs.project_questions import KeepDataDialog, LeaveDialog
from segdesk.app.jobs import find_segments
from segdesk.app.project_jobs import save_project
from segdesk.app.project_lock import ProjectLock
from segdesk.io.project_file import read_project
from segdesk.io.staging import staging_prefix
from segdesk.progress import silent
from tests.app.driving import KEY, Drive, few_customers


@pytest.fixture
def worked(drive: Drive, few: Path) -> Drive:
    """A window with three segments, one of them renamed."""
    drive.segmented(few)
    drive.controller.rename({1: "Our best"})
    return drive


def answer(kind: type, press: str) -> None:
    """Press a button of the dialog that is open."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    if press == "stay":
        dialog.reject()
    else:
        getattr(dialog, press).click()


def named(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """The user picks this name in the system's own dialog, which no test can press."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **kwargs: (str(path), ""))


def save(drive: Drive, monkeypatch: pytest.MonkeyPatch, path: Path, keep: bool = True) -> None:
    named(monkeypatch, path)
    drive.action("save_project").trigger()
    drive.until(lambda: isinstance(QApplication.activeModalWidget(), KeepDataDialog))
    dialog = QApplication.activeModalWidget()
    dialog.keep.setChecked(keep)
    dialog._answer()
    drive.until(lambda: not drive.desk.projects.is_changed and path.is_file())


def test_the_title_has_a_dot_while_something_is_not_saved(worked: Drive, tmp_path, monkeypatch):
    assert worked.window.windowTitle() == "• few.csv – segdesk"
    save(worked, monkeypatch, tmp_path / "spring.segdesk")
    assert worked.window.windowTitle() == "spring – segdesk"
    worked.controller.rename({2: "Others"})
    assert worked.window.windowTitle() == "• spring – segdesk"
    worked.action("undo").trigger()
    assert worked.window.windowTitle() == "spring – segdesk"


def test_a_project_comes_back_with_names_results_and_settings(worked: Drive, tmp_path, monkeypatch):
    worked.controller.attempt("k", k="4")
    worked.find()
    worked.document.return_to(worked.document.runs[0])
    path = tmp_path / "spring.segdesk"
    save(worked, monkeypatch, path)
    before = worked.segmentation
    labels, names, recipe = before.fit.labels, worked.names, worked.document.recipe
    worked.take(few_customers(tmp_path, 150, "other.csv"))
    worked.window.files.open_paths([path])
    worked.until(lambda: worked.desk.projects.path == path)
    assert worked.names == names
    assert "Our best" in names
    assert [run.number for run in worked.document.runs] == [1, 2]
    assert worked.document.run.number == 1
    assert worked.document.recipe == recipe
    assert not worked.document.is_stale
    np.testing.assert_array_equal(worked.segmentation.fit.labels, labels)
    again = find_segments(worked.document.opened, worked.document.recipe, None, silent)
    assert again.segmentation.fit.labels.tobytes() == labels.tobytes()


def test_saving_again_asks_nothing_and_keeps_the_file_before(worked: Drive, tmp_path, monkeypatch):
    path = tmp_path / "spring.segdesk"
    save(worked, monkeypatch, path)
    first = path.read_bytes()
    worked.controller.rename({2: "Others"})
    worked.action("save_project").trigger()
    worked.until(lambda: not worked.desk.projects.is_changed)
    assert path.read_bytes() != first
    assert (tmp_path / "spring.segdesk.bak").read_bytes() == first
    assert [str(each.name) for each in read_project(path).run.segmentation.named][:2] == [
        "Our best",
        "Others",
    ]


def test_without_its_table_the_project_is_smaller_and_opens_beside_it(worked: Drive, tmp_path, monkeypatch):
    with_table, without = tmp_path / "with.segdesk", tmp_path / "without.segdesk"
    save(worked, monkeypatch, without, keep=False)
    worked.desk.projects.save_as(with_table, True)
    worked.until(lambda: with_table.is_file() and not worked.desk.projects._lane.is_busy)
    assert without.stat().st_size < with_table.stat().st_size
    assert str(read_project(without).run.segmentation.named[0].name) == "Our best"


@pytest.mark.parametrize("press", ["save", "discard", "stay"])
def test_closing_asks_only_where_work_would_be_lost(worked: Drive, tmp_path, monkeypatch, press):
    path = tmp_path / "spring.segdesk"
    save(worked, monkeypatch, path)
    saved = path.read_bytes()
    worked.controller.rename({1: "Renamed since"})
    worked.window.close()
    answer(LeaveDialog, press)
    worked.until(lambda: worked.window.isVisible() == (press == "stay"))
    assert (path.read_bytes() != saved) == (press == "save")


def test_closing_asks_nothing_of_a_file_that_was_only_opened(drive: Drive, few: Path):
    drive.take(few)
    drive.window.close()
    assert QApplication.activeModalWidget() is None
    assert not drive.window.isVisible()


@pytest.mark.parametrize("press", ["discard", "stay"])
def test_another_file_asks_before_it_takes_the_place(worked: Drive, tmp_path, press):
    other = few_customers(tmp_path, 150, "other.csv")
    worked.window.files.open_paths([other])
    worked.until(worked.page.shown.accept.isEnabled)
    worked.page.shown.accept.click()
    answer(LeaveDialog, press)
    name = "other.csv" if press == "discard" else "few.csv"
    worked.until(lambda: worked.document.opened.table.source.path.name == name)
    assert (worked.document.run is None) == (press == "discard")


def test_a_project_that_another_window_has_opens_as_a_copy(worked: Drive, tmp_path, monkeypatch):
    path = tmp_path / "spring.segdesk"
    save(worked, monkeypatch, path)
    code = (
        "import sys, time; from pathlib import Path; from segdesk.app.project_lock import ProjectLock;"
        "lock = ProjectLock(Path(sys.argv[1])); print(lock.is_held, flush=True); time.sleep(60)"
    )
    worked.take(few_customers(tmp_path, 150, "other.csv"))
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline().strip() == "True"
        worked.window.files.open_paths([path])
        worked.until(lambda: "open in another window" in worked.notice)
        assert worked.desk.projects.path is None
        assert "Our best" in worked.names
        other.kill()
    # The lock of a program that is no more keeps nobody away.
    lock = ProjectLock(path)
    assert lock.is_held
    lock.release()


def test_a_source_that_changed_since_is_told_and_updated_with_one_click(worked: Drive, tmp_path, monkeypatch):
    source = few_customers(tmp_path, 200, "month.csv")
    worked.segmented(source)
    save(worked, monkeypatch, tmp_path / "spring.segdesk")
    few_customers(tmp_path, 180, "month.csv")
    worked.take(few_customers(tmp_path, 150, "other.csv"))
    worked.window.files.open_paths([tmp_path / "spring.segdesk"])
    worked.until(lambda: "has changed since" in worked.notice)
    assert worked.segmentation.source.table.n_rows == 200
    worked.window.notices.notice.actions[0].run()
    worked.until(lambda: worked.document.run is not None and worked.segmentation.source.table.n_rows == 180)


def leave_a_crash(drive: Drive, few: Path, folder: Path) -> None:
    """Leave the copy of a window that is no more."""
    drive.segmented(few)
    drive.controller.rename({1: "Our best"})
    autosave = Autosave(folder)
    autosave.prepare()
    save_project(drive.document.project(), autosave.path, silent)
    autosave.close()
    # And what a process that was killed while it copied leaves.
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    prefix = staging_prefix(".copy").replace(f"-{os.getpid()}-", f"-{ended.pid}-")
    (folder / f"{prefix}abcd_123.segdesk").write_text("half", "utf-8")
    drive.desk.projects.give_up()


def test_after_a_crash_the_work_is_offered_and_comes_back(drive: Drive, few: Path, tmp_path):
    leave_a_crash(drive, few, tmp_path / "autosave")
    drive.take(few_customers(tmp_path, 150, "other.csv"))
    drive.desk.projects.offer_leftovers()
    drive.until(lambda: "few.csv" in drive.notice)
    drive.window.notices.notice.actions[0].run()
    drive.until(lambda: drive.document.run is not None)
    assert "Our best" in drive.names
    assert drive.window.windowTitle() == "• few.csv – segdesk"
    # It is safe again at once, in a copy of this window's own.
    drive.until(lambda: drive.desk.projects._autosave.path.is_file() and not drive.lanes[3].is_busy)
    assert len(list((tmp_path / "autosave").glob("*.segdesk"))) == 1


def test_work_that_is_discarded_is_not_offered_again(drive: Drive, few: Path, tmp_path):
    leave_a_crash(drive, few, tmp_path / "autosave")
    drive.desk.projects.offer_leftovers()
    drive.until(lambda: "few.csv" in drive.notice)
    drive.window.notices.notice.actions[1].run()
    drive.until(lambda: not drive.notice)
    left = [path.name for path in (tmp_path / "autosave").iterdir()]
    assert not [name for name in left if "segdesk" in name and not name.endswith(".lock")]


@pytest.mark.parametrize("damage", ["newest", "both"])
def test_the_copy_that_can_be_read_is_offered_whatever_its_date(drive: Drive, few: Path, tmp_path, damage):
    folder = tmp_path / "autosave"
    leave_a_crash(drive, few, folder)
    (copy,) = (path for path in folder.glob("*.segdesk") if not path.name.startswith("."))
    sound = copy.read_bytes()
    copy.with_name(f"{copy.name}.bak").write_bytes(sound if damage == "newest" else sound[:-100])
    copy.write_bytes(sound[: len(sound) // 2])
    drive.desk.projects.offer_leftovers()
    drive.until(lambda: bool(drive.notice))
    if damage == "newest":
        drive.window.notices.notice.actions[0].run()
        drive.until(lambda: drive.document.run is not None)
        assert "Our best" in drive.names
    else:
        assert "no copy of it can be read" in drive.notice
        assert len(list(folder.glob("*.unreadable"))) == 2


def test_a_closed_window_leaves_no_copy_and_no_lock(qapp, few: Path, tmp_path, monkeypatch):
    drive = Drive(qapp, tmp_path)
    try:
        drive.segmented(few)
        drive.desk.projects._note_change()
        drive.desk.projects.autosave()
        drive.until(lambda: drive.desk.projects._autosave.path.is_file() and not drive.lanes[3].is_busy)
        save(drive, monkeypatch, tmp_path / "spring.segdesk")
        assert not list((tmp_path / "autosave").glob("*.segdesk"))
    finally:
        drive.close()
    assert not list((tmp_path / "autosave").iterdir())
    assert sorted(each.name for each in tmp_path.glob("*segdesk*")) == ["segdesk.ini", "spring.segdesk"]


def test_a_disk_that_takes_no_copy_is_told(worked: Drive, tmp_path):
    worked.settle()
    shutil.rmtree(tmp_path / "autosave", ignore_errors=True)
    (tmp_path / "autosave").write_text("a file where the folder should be", "utf-8")
    worked.controller.rename({2: "Others"})
    worked.desk.projects.autosave()
    worked.until(lambda: "No copy of unsaved work" in worked.notice)
    assert worked.desk.projects.is_changed


def test_a_customer_is_deleted_with_every_copy(worked: Drive, tmp_path, monkeypatch):
    path = tmp_path / "spring.segdesk"
    save(worked, monkeypatch, path)
    worked.controller.rename({2: "Others"})
    worked.action("save_project").trigger()
    worked.until(lambda: not worked.desk.projects.is_changed)
    assert (tmp_path / "spring.segdesk.bak").is_file()
    worked.selection.select(np.arange(200) == 5)
    identifier = worked.document.inspection.table.column("customer_id").cells()[5]
    worked.action("delete_customer").trigger()
    dialog = worked.dialog(DeleteCustomerDialog)
    assert dialog.identifier.text() == identifier
    worked.until(dialog.identifier.hasFocus)
    worked.key(KEY.Key_Return)
    worked.until(lambda: worked.document.opened.table.n_rows == 199 and not worked.desk.projects.is_changed)
    assert not (tmp_path / "spring.segdesk.bak").exists()
    kept = read_project(path)
    assert identifier not in kept.table.column("customer_id").texts.tolist()
    assert worked.names[:2] == ["Our best", "Others"]
    assert "was deleted" in worked.notice
    assert worked.desk.projects.path == path


def test_what_columns_of_later_files_are_called_is_kept(worked: Drive, tmp_path, monkeypatch):
    path = tmp_path / "spring.segdesk"
    save(worked, monkeypatch, path)
    worked.action("assign").trigger()
    dialog = worked.dialog(AssignFileDialog)
    dialog.matched.emit({"spend": "Umsatz 2024"})
    dialog.reject()
    assert worked.desk.projects.is_changed
    worked.action("save_project").trigger()
    worked.until(lambda: not worked.desk.projects.is_changed)
    worked.take(few_customers(tmp_path, 150, "other.csv"))
    assert worked.document.matches == {}
    worked.window.files.open_paths([path])
    worked.until(lambda: worked.desk.projects.path == path)
    assert worked.document.matches == {"spend": "Umsatz 2024"}
