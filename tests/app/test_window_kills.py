"""A window that is killed in the midst of work loses no more than what came after the last copy, and that is told."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from segdesk.io.project_file import read_project
from tests.app.driving import Drive
from tests.counts import times

INTERVAL_MS = 400
# Until a copy begins, is written, and the next action is told.
SLACK_S = 1.5


def killed_at_work(folder: Path, file: Path, seed: int) -> list[tuple[int, float]]:
    """Kill a window at a random moment; return its actions with their times, and last the moment of the kill."""
    words = [
        sys.executable,
        "-m",
        "tests.app.busy_window",
        str(folder),
        str(file),
        str(INTERVAL_MS),
        str(seed),
    ]
    log = folder / "actions.txt"
    with log.open("w") as out, subprocess.Popen(words, stdout=out) as window:
        deadline = time.monotonic() + 60
        while not log.read_text() and time.monotonic() < deadline:
            time.sleep(0.1)
        time.sleep(random.Random(seed).uniform(1.0, 5.0))
        window.kill()
        moment = time.time()
    told = [line.split() for line in log.read_text().splitlines()]
    return [*((int(words[0]), float(words[1])) for words in told if len(words) == 2), (0, moment)]


@pytest.mark.timeout(1200)
@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process in another way")
def test_after_a_kill_at_most_the_interval_of_work_is_missing(qapp, few: Path, tmp_path: Path):
    for seed in range(times(1, 50)):
        folder = tmp_path / str(seed)
        folder.mkdir()
        *actions, (_, moment) = killed_at_work(folder, few, seed)
        safe = max((n for n, at in actions if at < moment - INTERVAL_MS / 1000 - SLACK_S), default=0)
        saved = folder / "work.segdesk"
        if saved.is_file():
            assert read_project(saved).runs
        drive = Drive(qapp, folder)
        try:
            drive.until(lambda drive=drive: bool(drive.notice) or drive.desk.projects._lane.is_busy)
            drive.until(lambda drive=drive: not drive.desk.projects._lane.is_busy)
            found = -1
            if "can be restored" in drive.notice:
                drive.window.notices.notice.actions[0].run()
                drive.until(lambda drive=drive: drive.document.run is not None)
                found = int(drive.names[0].removeprefix("Action "))
            elif saved.is_file():
                # All was saved a moment before.
                found = int(str(read_project(saved).run.segmentation.named[0].name).removeprefix("Action "))
            assert found >= safe, f"seed {seed}: {found} of {actions[-1][0]}, {safe} were safe"
            if drive.document.run is not None:
                # The next save clears away what a save that was killed left beside the project.
                drive.desk.projects.save_as(saved, True)
                drive.until(lambda drive=drive: not drive.desk.projects.is_changed)
        finally:
            drive.close()
        left = [each.name for each in folder.rglob("*segdesk*-*") if each.name.startswith(".")]
        assert not left or drive.document.run is None, left
