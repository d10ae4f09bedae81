"""A window that is tried without a screen: what `segdesk selftest` does with it."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QWidget

from segdesk.app import jobs
from segdesk.app.file_open_requests import Application
from segdesk.app.main import Desk
from segdesk.app.preferences import Preferences
from segdesk.engine.recipe.recipe import Recipe
from segdesk.messages import current_language
from segdesk.progress import silent

_PATIENCE_S = 120.0


class WindowError(Exception):
    """The window does not do what it must: a defect of this installation."""


def check(folder: Path) -> str:
    """Open `few.csv` of a folder, find segments, draw every chart and close; return a word on what was seen.

    Raises
    ------
    WindowError
        If something is not shown, or takes longer than any machine needs.
    """
    failures: list[BaseException] = []

    def note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        failures.append(error)

    earlier, sys.excepthook = sys.excepthook, note
    application = Application([sys.argv[0]])
    preferences = Preferences(QSettings(str(folder / "preferences.ini"), QSettings.Format.IniFormat))
    preferences.language = current_language()
    preferences.tour_seen = True
    desk = Desk(application, preferences)
    try:
        seen = _walk(desk, folder / "few.csv", failures)
    finally:
        desk.window.close()
        desk.close()
        sys.excepthook = earlier
    return seen


def _walk(desk: Desk, file: Path, failures: list[BaseException]) -> str:
    desk.show()
    desk.window.resize(1280, 800)
    recipe = desk.controller.start_recipe(Recipe().with_settings({"k": "3", "draws": 0}))
    desk.controller.open(jobs.open_file(file, recipe, silent))
    desk.controller.find_segments()
    _until(lambda: desk.document.run is not None, failures)
    bench = desk.window.pages.workbench
    if bench is None:
        raise WindowError("the page with the segments did not show")
    charts = bench.charts.offered
    for place in charts:
        bench.charts.turn_to(place)
        _until(lambda: not desk.controller.lanes.draw.is_busy, failures)
        if not _shows_something(bench.charts):
            raise WindowError(f"chart {place + 1} was not drawn")

    return f"{len(charts)} charts drawn without a screen"


def _until(condition: Callable[[], bool], failures: list[BaseException]) -> None:
    """Let the window live until something holds."""
    end = time.monotonic() + _PATIENCE_S
    while not condition():
        if failures:
            raise failures[0]
        if time.monotonic() > end:
            raise WindowError(f"the window did not answer within {_PATIENCE_S:.0f} s")
        loop = QEventLoop()
        QTimer.singleShot(10, loop.quit)
        loop.exec()


def _shows_something(widget: QWidget) -> bool:
    """Tell a picture from a plain surface: it has many colours."""
    picture = widget.grab().toImage()
    places = ((x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3))
    return len({picture.pixel(x, y) for x, y in places}) > 10
