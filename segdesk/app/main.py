"""Starting the window: build the objects, hand them to each other, show it, and load the libraries behind it."""

import faulthandler
import gc
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

import platformdirs
from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QSettings, Qt, QTimer, QTranslator, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from segdesk.app import jobs
from segdesk.app.autosaves import Autosave, autosave_folder
from segdesk.app.controller import Controller, Lanes
from segdesk.app.document import Document
from segdesk.app.file_open_requests import Application, FileOpenRequests
from segdesk.app.garbage import GarbageCollection
from segdesk.app.notices import notice_of
from segdesk.app.preferences import Preferences
from segdesk.app.projects import Projects
from segdesk.app.selection import Selection
from segdesk.app.single_instance import SingleInstance
from segdesk.app.start_times import StartTimes, write_moment
from segdesk.app.tasks import Lane
from segdesk.app.theme import Theme
from segdesk.app.window import Window
from segdesk.engine.recipe.control_names import control_name
from segdesk.messages import LANGUAGES, speak
from segdesk.option_names import name_options_by
from segdesk.resources import resource

# Threads take turns this often (seconds): the window stays lively while a worker computes.
_TURN = 0.001
# New objects before a young, a middle and a full garbage collection: tables make many at once, and none in circles.
_COLLECT_AFTER = (50_000, 20, 100)


class Desk(QObject):
    """The program while it runs: one document, its lanes, and the window that shows it.

    Parameters
    ----------
    application : QApplication
    preferences : Preferences
    autosaves : Path, optional
        Folder of the copies of unsaved work; by default this user's.
    """

    _loaded = Signal()
    """What is heavy is loaded, or could not be."""

    def __init__(
        self, application: QApplication, preferences: Preferences, autosaves: Path | None = None
    ) -> None:
        super().__init__()
        self._garbage = GarbageCollection(self)
        self._application = application
        self._preferences = preferences
        self._executors = [
            ThreadPoolExecutor(1, thread_name_prefix=name) for name in ("work", "draw", "quick", "keep")
        ]
        lanes = Lanes(*(Lane(executor, self) for executor in self._executors))
        theme = Theme(application, preferences.theme, preferences.text_size)
        self.document = Document(self)
        self.selection = Selection(self)
        self.controller = Controller(self.document, self.selection, lanes, preferences, theme, self)
        self.projects = Projects(self.controller, Autosave(autosaves or autosave_folder()), self)
        application.commitDataRequest.connect(self.projects.autosave_now)
        self._translators: list[QTranslator] = []
        self._speak()
        self.controller.language_wanted.connect(self.speak)
        self._loaded.connect(self._garbage.begin)
        self.window = Window(self.controller, self.projects)

    def show(self, files: Sequence[Path] = ()) -> None:
        """Show the window, then load what is heavy behind it, then open a file, or several as one table."""
        StartTimes(self.window)
        self.window.show()
        # After the first paint: importing holds Python's lock in long stretches.
        QTimer.singleShot(50, self._load)
        QTimer.singleShot(100, self.projects, self.projects.offer_leftovers)
        if files:
            QTimer.singleShot(60, self.window, lambda: self.window.files.open_paths(files))

    def tell_defect(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Answer an exception that nobody expected: a crash log and a notice; the document stays as it is."""
        if isinstance(error, Exception):
            self.controller.tell(notice_of(error))
        else:
            self._application.quit()

    def close(self) -> None:
        """Stop all work and wait until its threads have ended."""
        lanes = self.controller.lanes
        for lane in (lanes.work, lanes.draw, lanes.quick, lanes.keep):
            lane.cancel()
        for executor in self._executors:
            executor.shutdown(wait=True, cancel_futures=True)
        self.projects.close()
        self.controller.theme.close()
        name_options_by(None)
        self._garbage.end()
        # What was spared from collection is let go in order, or extension modules complain of leaks at the end.
        gc.unfreeze()

    def speak(self, language: str) -> None:
        """Change the language: the same document in a new window."""
        self._preferences.language = language
        self._speak()
        earlier = self.window
        self.window = Window(self.controller, self.projects)
        self.window.take_place_of(earlier)

    def _load(self) -> None:
        work = self._executors[0]
        work.submit(_load_behind).add_done_callback(lambda _: self._loaded.emit())

    def _speak(self) -> None:
        language = self._preferences.language
        if language not in LANGUAGES:
            language = QLocale.system().name().split("_")[0]
        if language not in LANGUAGES:
            language = "en"
        for translator in self._translators:
            self._application.removeTranslator(translator)
        self._translators = []
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in (("qtbase", qt), ("segdesk", str(resource("translations")))):
            translator = QTranslator(self)
            if translator.load(f"{name}_{language}", folder):
                self._application.installTranslator(translator)
                self._translators.append(translator)
        system = QLocale.system()
        # Numbers follow the language of the words; the country's ways are kept where they agree.
        same = system.name().split("_")[0] == language
        QLocale.setDefault(system if same else QLocale(language))
        speak(language)
        name_options_by(control_name)


def _load_behind() -> None:
    """Load what every job needs, and spare the garbage collector from ever looking through it."""
    # A full collection holds Python's lock, and with it the window, in one stretch: the longer, the more there is. And
    # of what is loaded nothing is garbage; nothing is collected before it is all there.
    jobs.load_libraries()
    gc.freeze()
    write_moment("ready")


def start(files: Sequence[Path], first: SingleInstance | None = None) -> int:
    """Show the window, with files opened, and return when it is closed.

    Parameters
    ----------
    files : sequence of Path
    first : SingleInstance, optional
        The right to be given the files of later starts.
    """
    _guard()
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    QApplication.setApplicationName("segdesk")
    QApplication.setOrganizationName("segdesk")
    QApplication.setDesktopFileName("segdesk")
    application = Application([sys.argv[0]])
    application.setWindowIcon(QIcon(str(resource("icons", "segdesk.svg"))))
    desk = Desk(application, Preferences(QSettings()))
    sys.excepthook = desk.tell_defect
    requests = FileOpenRequests(application, lambda: desk.window, desk)
    application.file_given.connect(requests.arrived)
    desk.show(files)
    if first is not None:
        first.answer(requests.arrived.emit)
    code = application.exec()
    if first is not None:
        first.close()
    desk.close()
    return code


def _guard() -> None:
    """Prepare the process: no process pools, short turns of threads, and a file for hard crashes."""
    # joblib, which scikit-learn brings, would start a process just to count cores.
    os.environ.setdefault("LOKY_MAX_CPU_COUNT", str(os.cpu_count() or 1))
    # Nor is it to try for semaphores, and to complain on the screen where there are none.
    os.environ.setdefault("JOBLIB_MULTIPROCESSING", "0")
    sys.setswitchinterval(_TURN)
    gc.set_threshold(*_COLLECT_AFTER)
    folder = platformdirs.user_log_path("segdesk", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # In a windowed program there is no standard error; the file stays open as long as the program.
        log = (folder / "faults.log").open("a", encoding="utf-8")
    except OSError:
        return
    faulthandler.enable(log)
