"""What happens before the window shows: little is loaded, and where there can be no window a sentence says why."""

import os
import subprocess
import sys

import pytest

from segdesk.app import system_libraries
from segdesk.app.system_libraries import why_no_window
from segdesk.samples import sample_path

HEAVY = "{'numpy', 'pandas', 'scipy', 'sklearn', 'matplotlib', 'duckdb'}"
_OF_A_DISPLAY = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")

linux_only = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="about system libraries of Linux"
)


def python(*words: str, **environment: str) -> subprocess.CompletedProcess:
    """Run Python without a display but the one named."""
    clean = {name: value for name, value in os.environ.items() if name not in _OF_A_DISPLAY}
    return subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
        env={**clean, **environment},
    )  # fmt: skip


def test_the_window_shows_before_anything_heavy_is_loaded(tmp_path):
    script = (
        "import sys\n"
        "from PySide6.QtCore import QSettings\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from segdesk.app.main import Desk\n"
        "from segdesk.app.preferences import Preferences\n"
        f"settings = QSettings({str(tmp_path / 'own.ini')!r}, QSettings.Format.IniFormat)\n"
        "application = QApplication([])\n"
        "desk = Desk(application, Preferences(settings))\n"
        "desk.window.show()\n"
        "application.processEvents()\n"
        f"print('HEAVY', sorted({HEAVY} & set(sys.modules)))\n"
        "desk.window.close()\n"
        "desk.close()\n"
    )
    done = python("-c", script, QT_QPA_PLATFORM="offscreen")
    assert done.stdout.strip().endswith("HEAVY []"), done.stderr


@linux_only
@pytest.mark.parametrize("words", [("app",), ("app", str(sample_path("survey")))])
def test_without_a_display_a_sentence_says_so(words):
    done = python("-m", "segdesk", *words)
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "no display" in done.stderr
    assert "segdesk run FILE" in done.stderr


@linux_only
def test_the_desktop_starter_says_it_as_well():
    done = python("-c", "from segdesk.__main__ import desktop; desktop()")
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "no display" in done.stderr


@linux_only
def test_a_missing_library_is_named_with_the_package_that_brings_it(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert why_no_window() is None
    monkeypatch.setitem(system_libraries._ALWAYS, "libnowhere.so.9", "libnowhere9")
    reason = why_no_window()
    assert reason is not None
    assert "libnowhere.so.9" in reason
    assert reason.endswith("sudo apt install libnowhere9")


@linux_only
def test_libraries_of_x_are_asked_for_under_x_only(monkeypatch):
    monkeypatch.setitem(system_libraries._UNDER_X, "libnowhere.so.9", "libnowhere9")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert why_no_window() is None
    monkeypatch.delenv("WAYLAND_DISPLAY")
    assert "libnowhere9" in str(why_no_window())
