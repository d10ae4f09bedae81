"""How long the window's event loop is held, phase by phase, with 100,000 customers.

    python tests/benchmarks/event_loop.py [ROWS] [NUMBERS]

A timer ticks every 5 ms; the longest gap between two ticks is how long the window did not answer, and what ran in a gap
of more than 50 ms is named. The targets: 50 ms at most, and 150 ms for one chart. Not for Windows, which has no alarm.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import numpy as np
from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from segdesk.app import main as starting
from segdesk.app.main import Desk
from segdesk.app.preferences import Preferences

_TICK_MS = 5
_LATE = 0.05
_PATIENCE = 900.0


def write_customers(folder: Path, rows: int, numbers: int) -> Path:
    """Write customers of four kinds with a text and `numbers` columns of numbers."""
    rng = np.random.default_rng(7)
    kinds = rng.integers(0, 4, rows)
    centres = rng.normal(0, 3, (4, numbers))
    values = np.round(np.exp(0.3 * (centres[kinds] + rng.normal(size=(rows, numbers)))) * 20, 2)
    regions = np.array(["North", "South", "East", "West"])[rng.integers(0, 4, rows)]
    path = folder / "many.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(["customer", *(f"measure_{i}" for i in range(numbers)), "region"]) + "\n")
        for number, (row, region) in enumerate(zip(values.tolist(), regions.tolist(), strict=True)):
            file.write(f"C{number:06d},{','.join(map(str, row))},{region}\n")
    return path


class Pulse:
    """Measures the gaps between the ticks of a timer, and notes where the window was in a gap that is long.

    An alarm that every tick puts off rings in a long gap. Python answers it on the window's own thread, between two
    of its steps: what Qt alone takes long for is noted as such.
    """

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self.longest = 0.0
        self.late: Counter[str] = Counter()
        signal.signal(signal.SIGALRM, self._note)
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_TICK_MS)

    def begin(self) -> None:
        """Forget what was measured so far."""
        self._last = time.perf_counter()
        self.longest = 0.0
        self.late = Counter()

    def end(self) -> None:
        """Stop measuring."""
        self._timer.stop()
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now
        signal.setitimer(signal.ITIMER_REAL, _LATE, _LATE)

    def _note(self, number: int, frame: FrameType | None) -> None:
        steps = [f for f in traceback.extract_stack(frame) if "/segdesk/" in f.filename]
        place = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in steps[:-5:-1])
        self.late[place or "Qt"] += 1


class Phases:
    """Drives the window through phases and prints a line for each."""

    def __init__(self, desk: Desk, pulse: Pulse) -> None:
        self._desk, self._pulse = desk, pulse
        self._loop = QEventLoop()
        print(f"{'phase':<28} {'seconds':>8} {'longest stall, ms':>18}  what held it")

    def run(self, name: str, begin: Callable[[], object], done: Callable[[], object] | None = None) -> None:
        """Do something, wait until it is done and nothing is drawn or computed, and print what was measured."""
        self._pulse.begin()
        begun = time.perf_counter()
        QTimer.singleShot(0, begin)
        self._wait(0.2)
        while not ((done is None or done()) and self._is_idle()):
            if time.perf_counter() - begun > _PATIENCE:
                print(f"{name:<28} did not end")
                return
            self._wait(0.02)
        seconds = max(0.0, time.perf_counter() - begun - 0.2)
        late = "; ".join(f"{place} ({n}x)" for place, n in self._pulse.late.most_common(2))
        print(f"{name:<28} {seconds:8.2f} {1000 * self._pulse.longest:18.0f}  {late}", flush=True)

    def _is_idle(self) -> bool:
        lanes = self._desk.controller.lanes
        bench = self._desk.window.pages.workbench
        resting = bench is not None and bench.charts._rest.isActive()
        return not resting and not any(lane.is_busy for lane in (lanes.work, lanes.draw, lanes.quick))

    def _wait(self, seconds: float) -> None:
        QTimer.singleShot(round(1000 * seconds), self._loop.quit)
        self._loop.exec()


def drive(desk: Desk, phases: Phases, path: Path, out: Path) -> None:
    """Open, check, find, look, sort, search, export."""
    window = desk.window

    def click_accept() -> None:
        window.pages.check_page.shown.accept.click()

    phases.run("begin to load libraries", lambda: None, lambda: "pandas" in sys.modules)
    # On the lane that loads them whatever comes later waits until they are loaded.
    phases.run("load libraries", lambda: None, desk._executors[0].submit(int).done)
    phases.run("open and check", lambda: window.files.open_path(path))
    phases.run("accept the file", click_accept)
    phases.run("find segments", desk.controller.find_segments, lambda: desk.document.run)
    bench = window.pages.workbench
    labels = desk.document.segmentation.fit.labels
    phases.run("select a segment", lambda: desk.selection.select(labels == 1))
    phases.run("clear the selection", desk.selection.clear)
    phases.run("sort by a number", lambda: bench.data.sort(2, True))
    phases.run("sort by segment", lambda: bench.data.sort(0, False))
    phases.run("back to file order", lambda: bench.data.sort(0, None))
    phases.run("search", lambda: bench.data.head.search.setText("0123"))
    phases.run("clear the search", lambda: bench.data.head.search.setText(""))
    for place in range(bench.charts.tabs.count()):
        name = bench.charts.tabs.tabText(place)
        phases.run(f"chart: {name}", lambda place=place: bench.charts.turn_to(place))
    map_place = next(i for i in range(bench.charts.tabs.count()) if bench.charts.tabs.tabText(i) == "Map")
    phases.run("turn to the map", lambda: bench.charts.turn_to(map_place))
    phases.run("select on the map", lambda: desk.selection.select(labels == 2))
    phases.run("rename", lambda: desk.controller.rename({1: "Another name"}))
    phases.run("undo", desk.document.undo.undo)
    phases.run("toggle a column", lambda: desk.controller.attempt("x", ignore=("measure_3",)))
    phases.run("undo that", desk.document.undo.undo)
    phases.run("dark theme", lambda: desk.controller.choose_theme("dark"))
    phases.run("export everything", lambda: desk.controller.save_everything(out, ("csv",), False))


def main(words: list[str]) -> None:
    """Print a table of phases."""
    rows = int(words[0]) if words else 100_000
    numbers = int(words[1]) if len(words) > 1 else 10
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        starting._guard()
        application = QApplication([])
        preferences = Preferences(QSettings(str(folder / "own.ini"), QSettings.Format.IniFormat))
        preferences.theme, preferences.language, preferences.tour_seen = "light", "en", True
        path = write_customers(folder, rows, numbers)
        print(f"{rows:,} customers, {numbers} numbers and a text")
        desk = Desk(application, preferences)
        desk.window.resize(1440, 900)
        pulse = Pulse()
        phases = Phases(desk, pulse)
        phases.run("show the window", desk.show)
        drive(desk, phases, path, folder / "out")
        pulse.end()
        desk.window.close()
        desk.close()


if __name__ == "__main__":
    main(sys.argv[1:])
