"""How long the window's event loop is held while it refuses files, and whether it stays open.

    python tests/benchmarks/refused_files.py FOLDER

Opens each file of the folder in the window, one after the other, and prints a line for each. The target: 300 ms.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from segdesk.app import main as starting
from segdesk.app.main import Desk
from segdesk.app.preferences import Preferences
from tests.benchmarks.event_loop import Phases, Pulse


def main(folder: Path) -> None:
    """Print the longest stall for each file of a folder."""
    with tempfile.TemporaryDirectory() as name:
        starting._guard()
        application = QApplication([])
        preferences = Preferences(QSettings(str(Path(name) / "own.ini"), QSettings.Format.IniFormat))
        preferences.theme, preferences.language, preferences.tour_seen = "light", "en", True
        desk = Desk(application, preferences)
        pulse = Pulse()
        phases = Phases(desk, pulse)
        phases.run("show the window", desk.show)
        phases.run("load libraries", lambda: None, desk._executors[0].submit(int).done)
        for path in sorted(folder.iterdir()):
            phases.run(path.name[:28], lambda path=path: desk.window.files.open_path(path))
            assert desk.window.isVisible()
        pulse.end()
        desk.window.close()
        desk.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
