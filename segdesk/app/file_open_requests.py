"""Files that come from outside while the window is open: from a second start of the program, or from the system."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from segdesk.app.notices import Kind, Notice
from segdesk.app.window import Window

_LOOK_AGAIN_MS = 200


class Application(QApplication):
    """The application, which macOS gives files to while it runs; elsewhere a second start brings them."""

    file_given = Signal(object)
    """A list of one file."""

    def event(self, event: QEvent) -> bool:
        """Pass on the file that an event brings."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_given.emit([Path(event.file())])
            return True
        return super().event(event)


class FileOpenRequests(QObject):
    """Opens files that come from outside as soon as nothing stands against it.

    The window comes to the front at once. A job under way is never replaced by what somebody double-clicked meanwhile,
    and no page changes behind an open dialog: the files wait.

    Parameters
    ----------
    application : QApplication
    window : callable
        Returns the window of the moment: a change of language makes a new one.
    parent : QObject
    """

    arrived = Signal(object)
    """A list of files; may be emitted from any thread."""

    def __init__(self, application: QApplication, window: Callable[[], Window], parent: QObject) -> None:
        super().__init__(parent)
        self._application, self._window = application, window
        self._waiting: list[Path] = []
        self._again = QTimer(self)
        self._again.setInterval(_LOOK_AGAIN_MS)
        self._again.timeout.connect(self._open)
        self.arrived.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    def _receive(self, files: Sequence[Path]) -> None:
        window = self._window()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        # Where a program may not take the foreground by itself, its entry in the task bar asks for a look.
        self._application.alert(window)
        # What came last is what is wanted now.
        self._waiting = list(files)
        if self._must_wait(window):
            name = files[0].name
            text = self.tr("{file} opens when the work under way is done.").format(file=name)
            window.controller.tell(Notice(Kind.INFO, text))
            self._again.start()
        else:
            self._open()

    def _open(self) -> None:
        window = self._window()
        if self._must_wait(window):
            return
        self._again.stop()
        files, self._waiting = self._waiting, []
        window.files.open_paths(files)

    def _must_wait(self, window: Window) -> bool:
        return window.controller.lanes.work.is_busy or self._application.activeModalWidget() is not None
