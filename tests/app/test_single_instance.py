"""A second start with files: real programs, offscreen, that meet in a folder of their own."""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from segdesk.app.file_open_requests import FileOpenRequests
from segdesk.app.notices import Kind
from segdesk.app.single_instance import claim_single_instance, hand_over
from tests.app.driving import few_customers

# A window that writes down what it is given, and does nothing else with it.
FIRST = """
import sys
from pathlib import Path
from segdesk.app import single_instance
held = single_instance.claim_single_instance()
assert held is not None
def take(files):
    with open(sys.argv[1], "a", encoding="utf-8") as log:
        log.write("\\n".join(map(str, files)) + "\\n")
held.answer(take)
print("ready", flush=True)
sys.stdin.read()
held.close()
"""

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about sockets in a folder")


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place to meet that no other window of this machine knows."""
    # Not in the test's own folder: the system allows a socket a path of 107 bytes.
    with tempfile.TemporaryDirectory(prefix="segdesk-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
        yield Path(folder) / "segdesk"


@contextlib.contextmanager
def first_program(log: Path) -> Iterator[subprocess.Popen]:
    with subprocess.Popen(
        [sys.executable, "-c", FIRST, str(log)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        try:
            assert running.stdout is not None
            assert running.stdout.readline() == "ready\n"
            yield running
        finally:
            running.kill()


def desktop(*files: object, cwd: Path) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", "from segdesk.__main__ import desktop; desktop()", *map(str, files)], cwd=cwd
    )


def until(condition, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds:.0f} s for nothing"
        time.sleep(0.02)


@linux_only
def test_a_second_start_hands_its_files_over_and_ends(place, tmp_path):
    log = tmp_path / "log.txt"
    with first_program(log):
        second = desktop("here.csv", tmp_path / "Größe ñ.csv", cwd=tmp_path)
        assert second.wait(60) == 0
        assert log.read_text("utf-8").splitlines() == [
            str(tmp_path / "here.csv"),
            str(tmp_path / "Größe ñ.csv"),
        ]


@linux_only
def test_three_at_once_make_one_window(place, tmp_path):
    """A file manager starts one program per file."""
    files = [few_customers(tmp_path, 30, f"{name}.csv") for name in "abc"]
    running = [desktop(file, cwd=tmp_path) for file in files]
    try:
        until(lambda: sum(each.poll() is None for each in running) == 1)
        assert [each.poll() for each in running].count(0) == 2
    finally:
        for each in running:
            each.kill()
            each.wait()


@linux_only
def test_what_a_killed_window_left_behind_stands_in_nobodys_way(place, tmp_path):
    with first_program(tmp_path / "log.txt") as running:
        running.kill()
        running.wait()
    assert list(place.glob("*.socket"))
    held = claim_single_instance()
    assert held is not None
    held.close()


@linux_only
def test_only_the_user_can_reach_it(place):
    held = claim_single_instance()
    assert held is not None
    assert place.stat().st_mode & 0o777 == 0o700
    held.close()
    assert not list(place.glob("*.socket"))


@linux_only
def test_a_folder_that_others_can_look_into_is_not_used(place):
    place.mkdir()
    place.chmod(0o755)
    assert claim_single_instance() is None
    assert not hand_over([Path("a.csv")])


@linux_only
def test_nonsense_is_ignored_and_the_next_one_is_heard(place, tmp_path):
    log = tmp_path / "log.txt"
    with first_program(log):
        (socket,) = place.glob("*.socket")
        for nonsense in (b"\xff\x00", json.dumps({"a": 1}).encode(), b"[1, 2]"):
            with Client(str(socket), "AF_UNIX") as caller:
                caller.send_bytes(nonsense)
        with Client(str(socket), "AF_UNIX"):
            pass
        assert hand_over([tmp_path / "a.csv"])
        assert log.read_text("utf-8").splitlines() == [str(tmp_path / "a.csv")]


@linux_only
def test_another_screen_has_a_window_of_its_own(place, monkeypatch):
    held = claim_single_instance()
    assert held is not None
    monkeypatch.setenv("DISPLAY", ":77")
    other = claim_single_instance()
    assert other is not None
    other.close()
    held.close()


@linux_only
def test_a_window_without_files_is_always_a_new_one(place, tmp_path):
    with first_program(tmp_path / "log.txt"):
        second = desktop(cwd=tmp_path)
        time.sleep(3)
        assert second.poll() is None
        second.kill()
        second.wait()
    assert not (tmp_path / "log.txt").exists()


@pytest.fixture
def requests(drive) -> FileOpenRequests:
    return FileOpenRequests(drive.application, lambda: drive.window, drive.desk)


def test_files_that_arrive_are_opened_in_a_window_that_comes_up(drive, requests, tmp_path):
    drive.window.showMinimized()
    drive.live()
    requests.arrived.emit([few_customers(tmp_path)])
    drive.until(lambda: not drive.window.isMinimized())
    drive.until(lambda: drive.window.pages.check_page is not None and drive.page.isVisible())
    drive.run_ended()


def test_files_wait_while_segments_are_being_found(drive, requests, tmp_path):
    few = few_customers(tmp_path)
    drive.take(few, k="3", draws=0)
    drive.controller.find_segments()
    assert drive.controller.lanes.work.is_busy
    requests.arrived.emit([few_customers(tmp_path, 50, "late.csv")])
    drive.until(lambda: "late.csv" in drive.notice)
    assert drive.window.notices.notice.kind == Kind.INFO
    drive.until(lambda: drive.document.run is not None)
    drive.until(lambda: drive.window.pages.check_page is not None and drive.page.isVisible())
    assert drive.segmentation.k == 3
    drive.run_ended()


def test_files_wait_behind_an_open_dialog(drive, requests, tmp_path):
    drive.action("guide").trigger()
    guide = drive.dialogs()[0]
    requests.arrived.emit([few_customers(tmp_path)])
    end = time.monotonic() + 0.5
    drive.until(lambda: time.monotonic() > end)
    assert drive.window.pages.check_page is None
    guide.reject()
    drive.until(lambda: drive.window.pages.check_page is not None and drive.page.isVisible())
    drive.run_ended()


def test_what_macos_gives_is_taken():
    script = (
        "from PySide6.QtCore import QUrl\n"
        "from PySide6.QtGui import QFileOpenEvent\n"
        "from segdesk.app.file_open_requests import Application\n"
        "application = Application([])\n"
        "application.file_given.connect(lambda files: print(files[0].name))\n"
        "application.sendEvent(application, QFileOpenEvent(QUrl.fromLocalFile('/somewhere/a.csv')))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.stdout == "a.csv\n", done.stderr
