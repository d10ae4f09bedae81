"""A window at work until it is killed: it finds segments, renames them, undoes, saves, and tells what it has done.

python -m tests.app.busy_window FOLDER FILE INTERVAL_MS SEED
"""

import random
import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.app.driving import Drive


def main(folder: Path, file: Path, interval_ms: int, seed: int) -> None:
    """Work without an end."""
    draw = random.Random(seed)
    application = QApplication(["segdesk"])
    drive = Drive(application, folder)
    projects = drive.desk.projects
    projects._timer.setInterval(interval_ms)
    drive.segmented(file)
    done = 0
    while True:
        action = draw.random()
        if action < 0.1:
            drive.controller.attempt("k", k=str(draw.choice((2, 3, 4))))
            drive.find()
        elif action < 0.2 and projects.path is not None:
            projects.save()
        elif action < 0.3:
            projects.save_as(folder / "work.segdesk", True)
        done += 1
        drive.controller.rename({1: f"Action {done}"})
        print(done, time.time(), flush=True)
        end = time.monotonic() + draw.uniform(0.02, 0.3)
        while time.monotonic() < end:
            drive.live()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
