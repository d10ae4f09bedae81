"""Make pictures of the window from the real program, in every look that is promised.

    xvfb-run -s "-screen 0 3840x2160x24" python tools/make_window_screenshots.py FOLDER   all looks into FOLDER
    xvfb-run -s "-screen 0 3840x2160x24" python tools/make_window_screenshots.py          those of README and docs

All looks are 1280x720 and 1920x1080, light and dark, 100% and 200%, in English, German and Spanish: welcome, check,
result, each chart, each dialog. Each look is a program of its own, because the scale is settled when Qt starts.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog

from segdesk.app.main import Desk
from segdesk.app.preferences import Preferences
from segdesk.charts.chart_registry import tabs
from segdesk.samples import sample_path

IMAGES = Path(__file__).parents[1] / "docs" / "images"
# Size of the window in pixels of a screen of 100%, and the scale.
SIZES = ((1280, 720, 1), (1920, 1080, 1), (1280, 720, 2), (960, 540, 2))
THEMES = ("light", "dark")
LANGUAGES = ("en", "de", "es")
PATIENCE = 180
REST = 0.5


def main(words: list[str]) -> int:
    """Make all pictures, or with `--one`, those of one look."""
    if words[:1] == ["--one"]:
        photograph(**json.loads(words[1]))
        return 0
    if words:
        for (wide, high, scale), theme, language in product(SIZES, THEMES, LANGUAGES):
            folder = Path(words[0]) / f"{wide}x{high}-{scale}00-{theme}-{language}"
            start(folder, wide, high, scale, theme, language)
        return 0
    with tempfile.TemporaryDirectory() as name:
        start(Path(name), 1360, 850, 1, "light", "en")
        start(Path(name) / "dark", 1360, 850, 1, "dark", "en")
        IMAGES.mkdir(parents=True, exist_ok=True)
        for source, target in (
            ("result.png", "window.png"),
            ("check-orders.png", "window-check.png"),
            ("dark/chart-customer_map.png", "window-map-dark.png"),
            ("which.png", "window-which.png"),
        ):
            (IMAGES / target).write_bytes((Path(name) / source).read_bytes())
    return 0


def start(folder: Path, wide: int, high: int, scale: int, theme: str, language: str) -> None:
    """Photograph one look in a new program."""
    look = {"folder": str(folder), "wide": wide, "high": high, "theme": theme, "language": language}
    environment = {**os.environ, "QT_SCALE_FACTOR": str(scale)}
    subprocess.run([sys.executable, __file__, "--one", json.dumps(look)], check=True, env=environment)
    print(folder)


class Photographer:
    """Drives a real window and takes pictures of it."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self._desk, self._folder = desk, folder
        self.window = desk.window

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the window live until something is so."""
        begun = time.monotonic()
        while not until():
            QApplication.processEvents()
            time.sleep(0.005)
            if time.monotonic() - begun > PATIENCE:
                raise TimeoutError(str(self._folder))

    def settle(self) -> None:
        """Wait until everything is drawn."""
        begun = time.monotonic()
        lanes = self._desk.controller.lanes
        self.wait(lambda: time.monotonic() - begun > REST)
        self.wait(lambda: not any(lane.is_busy for lane in (lanes.work, lanes.draw, lanes.quick)))
        self.wait(lambda: time.monotonic() - begun > 2 * REST)

    def shoot(self, name: str) -> None:
        """Take a picture of the window."""
        self.settle()
        self.window.grab().save(str(self._folder / f"{name}.png"))

    def shoot_dialog(self, name: str, show: Callable[[], None]) -> None:
        """Take a picture of the dialog that `show` opens, and close it."""
        show()
        self.settle()
        dialog = next(each for each in self.window.findChildren(QDialog) if each.isVisible())
        dialog.grab().save(str(self._folder / f"{name}.png"))
        dialog.reject()
        self.settle()

    def check(self, name: str, sample: str) -> None:
        """Take a picture of the page that checks a sample's file."""
        self.window.files.open_path(sample_path(sample))
        self.wait(lambda: not self._desk.controller.lanes.work.is_busy)
        self.shoot(name)


def photograph(folder: str, wide: int, high: int, theme: str, language: str) -> None:
    """Take all pictures of one look."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        # Preferences of their own: the pictures must not depend on who takes them.
        preferences = Preferences(QSettings(f"{name}/segdesk.ini", QSettings.Format.IniFormat))
        preferences.theme, preferences.language, preferences.tour_seen = theme, language, True
        desk = Desk(application, preferences)
        desk.window.resize(wide, high)
        desk.show()
        tour(Photographer(desk, target), desk)
        desk.close()


def tour(photographer: Photographer, desk: Desk) -> None:
    """Go through pages, charts and dialogs."""
    window, shoot, shoot_dialog = desk.window, photographer.shoot, photographer.shoot_dialog
    shoot("welcome")
    photographer.check("check-orders", "orders")
    photographer.check("check", "customers")
    window.tour_guide.open_sample()
    photographer.wait(lambda: desk.document.run is not None)
    shoot("result")
    bench, segmentation = window.pages.workbench, desk.document.segmentation
    assert bench is not None
    assert segmentation is not None
    for place, chart in enumerate(tabs()):
        bench.charts.turn_to(place)
        shoot(f"chart-{chart.name}")
    bench.charts.turn_to(0)
    desk.selection.select(segmentation.fit.labels == 2)
    shoot("selected")
    desk.selection.clear()
    shoot_dialog("export", window.dialogs.export)
    shoot_dialog("which", window.dialogs.which_segment)
    shoot_dialog("assign", window.dialogs.assign_file)
    shoot_dialog("database", window.files.open_database)
    shoot_dialog("rename", window.dialogs.rename_all)
    shoot_dialog("guide", window.dialogs.show_guide)
    shoot_dialog("chart-table", bench.charts.show_as_table)
    found = desk.document.run
    desk.document.edit("k", {"k": "4"})
    desk.controller.find_segments()
    photographer.wait(lambda: desk.document.run is not found)
    shoot_dialog("compare", window.dialogs.compare_results)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
