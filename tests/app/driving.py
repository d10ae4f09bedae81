"""A hand at the real window: it clicks, types, waits, and knows where things are."""

import time
from collections.abc import Callable
from concurrent.futures import wait
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QEventLoop,
    QLocale,
    QMimeData,
    QPoint,
    QPointF,
    QSettings,
    Qt,
    QTimer,
    QUrl,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from segdesk.app import jobs
from segdesk.app.jobs import FoundSegments, Opened
from segdesk.app.main import Desk
from segdesk.app.pages.check_page import CheckPage
from segdesk.app.pages.workbench import Workbench
from segdesk.app.preferences import Preferences
from segdesk.app.window import Window
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import speak
from segdesk.progress import silent
from segdesk.samples import sample_path

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
# Enough for a slow machine; nothing waits this long unless it hangs.
PATIENCE = 90.0

QUICK = {"kind": "customers", "k": "3", "draws": 0, "criteria": ("silhouette", "inertia")}
"""Settings that give three segments at once, where how they are found is not the subject."""


_OPENED: dict[str, Opened] = {}
_FOUND: dict[str, FoundSegments] = {}


def few_customers(folder: Path, count: int = 200, name: str = "few.csv") -> Path:
    """Write the first customers of the sample."""
    lines = sample_path("customers").read_text("utf-8-sig").splitlines()[: count + 1]
    path = folder / name
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


class Drive:
    """A real desk with real threads, and a hand that uses it.

    Parameters
    ----------
    application : QApplication
    folder : Path
        For the preferences.
    tour : bool
        Whether the tour is still to come.
    """

    def __init__(self, application: QApplication, folder: Path, *, tour: bool = False) -> None:
        self.application = application
        self._look = application.font(), application.palette(), application.styleSheet()
        self.preferences = Preferences(QSettings(str(folder / "segdesk.ini"), QSettings.Format.IniFormat))
        self.preferences.language = "en"
        self.preferences.theme = "light"
        self.preferences.tour_seen = not tour
        # At the size of the tests the table would be folded.
        self.preferences.shows_customers = True
        self.desk = Desk(application, self.preferences, folder / "autosave")
        # A thread begins with its first job; whoever looks for threads left behind shall find them all begun.
        wait([executor.submit(int) for executor in self.desk._executors])
        self.window.resize(1280, 720)
        self.desk.show()
        self.until(self.window.isActiveWindow)

    # Where things are

    @property
    def window(self) -> Window:
        return self.desk.window

    @property
    def document(self):
        return self.desk.document

    @property
    def controller(self):
        return self.desk.controller

    @property
    def selection(self):
        return self.desk.selection

    @property
    def bench(self) -> Workbench:
        assert self.window.pages.workbench is not None
        return self.window.pages.workbench

    @property
    def page(self) -> CheckPage:
        assert self.window.pages.check_page is not None
        return self.window.pages.check_page

    @property
    def segmentation(self) -> Segmentation:
        assert self.document.segmentation is not None
        return self.document.segmentation

    @property
    def lanes(self):
        lanes = self.controller.lanes
        return lanes.work, lanes.draw, lanes.quick, lanes.keep

    @property
    def names(self) -> list[str]:
        return [str(segment.name) for segment in self.segmentation.named]

    @property
    def notice(self) -> str:
        notice = self.window.notices.notice
        return "" if notice is None else notice.text

    def action(self, name: str):
        return self.window.actions_[name]

    # Waiting

    def live(self) -> None:
        """Let the window answer what has come, and the threads behind it work for a moment."""
        # QTest.qWait would sleep with Python's lock in its hands, and processEvents deletes nothing that is due.
        loop = QEventLoop()
        QTimer.singleShot(5, loop.quit)
        loop.exec()

    def until(self, condition: Callable[[], object], seconds: float = PATIENCE) -> None:
        """Let the window live until something holds."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, f"waited {seconds:.0f} s for nothing"
            self.live()

    def settle(self) -> None:
        """Wait until nothing is computed or drawn."""
        self.until(lambda: not any(lane.is_busy for lane in self.lanes))
        if self.window.pages.workbench is not None and self.bench.isVisible():
            charts = self.bench.charts
            if charts._rest.isActive():
                # Nobody changes the size or the look any more: what waits for that is drawn at once.
                charts._rest.stop()
                charts.redraw()
            self.until(lambda: not charts._rest.isActive())
            self.until(lambda: not any(lane.is_busy for lane in self.lanes))
        self.live()

    def run_ended(self) -> None:
        self.until(lambda: not self.controller.lanes.work.is_busy)

    # Doing

    def click(self, widget: QWidget, at: QPoint | None = None, modifier=PLAIN, button=LEFT) -> None:
        assert widget.isVisible(), "nobody can click what is not shown"
        assert widget.isEnabled(), "nobody can click what is disabled"
        QTest.mouseClick(widget, button, modifier, at or widget.rect().center())

    def drag(self, widget: QWidget, begin: QPoint, end: QPoint, modifier=PLAIN) -> None:
        QTest.mousePress(widget, LEFT, modifier, begin)
        for part in (1, 2, 3):
            QTest.mouseMove(widget, begin + (end - begin) * part / 3)
        QTest.mouseRelease(widget, LEFT, modifier, end)

    def key(self, key: Qt.Key, modifier=PLAIN) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.application.focusWidget() or self.window, key, modifier)

    def write(self, text: str) -> None:
        QTest.keyClicks(self.application.focusWidget(), text)

    def tool(self, name: str) -> None:
        """Click a button of the tool bar."""
        self.click(self.window.tool_bar.widgetForAction(self.action(name)))

    def drop(self, widget: QWidget, *paths: Path) -> bool:
        """Drop files, and return whether they were taken."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        middle, copy = widget.rect().center(), Qt.DropAction.CopyAction
        enter = QDragEnterEvent(middle, copy, data, LEFT, PLAIN)
        enter.ignore()
        self.application.sendEvent(widget, enter)
        if enter.isAccepted():
            self.application.sendEvent(widget, QDropEvent(QPointF(middle), copy, data, LEFT, PLAIN))
        return enter.isAccepted()

    def dialog(self, kind: type[QDialog]) -> QDialog:
        """Wait for a dialog of a kind and return it."""
        self.until(lambda: self.dialogs(kind))
        return self.dialogs(kind)[-1]

    def dialogs(self, kind: type[QDialog] = QDialog) -> list[QDialog]:
        return [each for each in self.window.findChildren(kind) if each.isVisible()]

    def check(self, path: Path) -> None:
        """Open a file as far as the page that checks it."""
        self.window.files.open_path(path)
        self.run_ended()

    def take(self, path: Path, **settings: object) -> Opened:
        """Have a file open that was checked."""
        recipe = self.controller.start_recipe().with_settings(settings)
        opened = jobs.open_file(path, recipe, silent)
        self.desk.projects.give_up()
        self.controller.open(opened)
        return opened

    def find(self) -> Segmentation:
        """Find segments with the settings as they are."""
        before = self.document.run
        self.controller.find_segments()
        self.until(lambda: self.document.run is not before)
        return self.segmentation

    def segmented(self, path: Path, **settings: object) -> Segmentation:
        """Have a file open and its segments on screen, charts drawn.

        What a file of these settings was understood as, and which segments were found, is remembered for the next
        window: it is given the result as at the end of a run.
        """
        recipe = self.controller.start_recipe().with_settings({**QUICK, **settings})
        key = repr((path, path.stat().st_mtime_ns, recipe))
        if key not in _OPENED:
            _OPENED[key] = jobs.open_file(path, recipe, silent)
        self.desk.projects.give_up()
        self.controller.open(_OPENED[key])
        if key not in _FOUND:
            _FOUND[key] = jobs.find_segments(_OPENED[key], self.document.recipe, None, silent)
        found = _FOUND[key]
        self.selection.clear()
        self.document.add_run(found.segmentation, self.document.recipe, found.seconds, found.new, found.today)
        self.settle()
        return found.segmentation

    def close(self) -> None:
        """Close the window as its user does, and leave the application as it was found."""
        window = self.window
        # Nobody wants what a test did.
        self.desk.projects.give_up()
        window.close()
        self.desk.close()
        for translator in self.desk._translators:
            self.application.removeTranslator(translator)
        window.deleteLater()
        self.desk.deleteLater()
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QLocale.setDefault(QLocale("en_US"))
        speak("en")
        font, palette, style = self._look
        # Qt's style sheets keep what they measured of a widget before it was first shown, even when it is gone,
        # and would look at it again; without a sheet they forget (`Theme` changes its own that way too).
        self.application.setStyleSheet("")
        self.application.setFont(font)
        self.application.setPalette(palette)
        self.application.setStyleSheet(style)
