"""How long from *Find segments* to the first segments on screen, drawn, and to the result, in a real window.

    python -m tests.benchmarks.first_segments [TIMES]

The least of TIMES (3) runs each, in seconds and in seconds of CPU, beside the most that the first are to take on a
quiet machine. The window is as after its start, with the file open.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from segdesk.app import jobs
from segdesk.app import main as starting
from segdesk.app.main import Desk
from segdesk.app.preferences import Preferences
from segdesk.engine.recipe.recipe import Recipe
from segdesk.progress import silent
from tests.benchmarks.small_files import small_files

MOST = {"sample": 1.5, "10,000 x 24 mixed": 3.0}


def until(condition: Callable[[], object]) -> None:
    """Let the window live until something holds."""
    loop = QEventLoop()
    while not condition():
        QTimer.singleShot(5, loop.quit)
        loop.exec()


def find(desk: Desk, path: Path) -> tuple[float, float, float, float]:
    """Return the seconds and CPU seconds until the first segments are drawn, and until the result is there."""
    document, lanes = desk.document, desk.controller.lanes
    desk.projects.give_up()
    desk.controller.open(jobs.open_file(path, Recipe(), silent))
    until(lambda: not lanes.quick.is_busy)
    begun, cpu = time.perf_counter(), time.process_time()
    desk.controller.find_segments()
    until(lambda: document.shown is not None and not lanes.draw.is_busy)
    first = time.perf_counter() - begun, time.process_time() - cpu
    until(lambda: document.run is not None)
    return (*first, time.perf_counter() - begun, time.process_time() - cpu)


def main(words: list[str]) -> None:
    """Print a line for each file."""
    times = int(words[0]) if words else 3
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        starting._guard()
        application = QApplication([])
        preferences = Preferences(QSettings(str(folder / "own.ini"), QSettings.Format.IniFormat))
        preferences.theme, preferences.language, preferences.tour_seen = "light", "en", True
        desk = Desk(application, preferences)
        desk.window.resize(1440, 900)
        desk.show()
        until(desk._executors[0].submit(jobs.load_libraries).done)
        print(f"{'file':<20} {'first, s':>9} {'CPU':>6} {'at most':>8} {'result, s':>10} {'CPU':>6}")
        for title, path in small_files(folder).items():
            if title in MOST:
                first, first_cpu, result, cpu = map(
                    min, zip(*(find(desk, path) for _ in range(times)), strict=True)
                )
                print(
                    f"{title:<20} {first:9.2f} {first_cpu:6.2f} {MOST[title]:8.1f} {result:10.2f} {cpu:6.2f}",
                    flush=True,
                )
        desk.projects.give_up()
        desk.window.close()
        desk.close()


if __name__ == "__main__":
    main(sys.argv[1:])
