"""The window and the command line are doors to the same rooms: same file, same settings, same bytes."""

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from segdesk.app.dialogs.export_dialog import ExportDialog
from segdesk.samples import sample_path
from tests.app.driving import few_customers
from tests.cli.running import segdesk
from tests.counts import FULL, times

# In the window a file is named by its whole path, and it takes another time.
_OF_THE_DOOR = ("seconds", "source")


def orders(folder: Path) -> Path:
    """Write the orders of some customers of the sample."""
    lines = gzip.decompress(sample_path("orders").read_bytes()).decode("utf-8-sig").splitlines()
    path = folder / "orders.csv"
    path.write_text("\n".join(lines[:3001]) + "\n", "utf-8")
    return path


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def through_the_window(drive, path: Path, out: Path, settings: dict[str, object]) -> None:
    """Open, check, find and export with the mouse."""
    drive.check(path)
    drive.click(drive.page.shown.accept)
    drive.controller.attempt("test", **settings)
    drive.click(drive.bench.settings.find_button)
    drive.until(lambda: drive.document.run is not None)
    drive.tool("export")
    dialog = drive.dialog(ExportDialog)
    dialog.folder.setText(str(out))
    drive.click(dialog.save)
    drive.until(lambda: drive.notice.startswith("Saved"))


@pytest.fixture(params=["customers", "orders"])
def both(request, drive, tmp_path):
    """The folders that window and command line wrote."""
    path = few_customers(tmp_path) if request.param == "customers" else orders(tmp_path)
    window, command = tmp_path / "window", tmp_path / "command"
    settings = {
        "k": "2..4" if FULL else "2..3",
        "method": "kmeans",
        "draws": times(3, 10),
        "criteria": ("silhouette", "inertia"),
        "lang": "en",
        # The names of the files of a report are held by the test of exporting everything (test_journey.py).
        "report": ("html",) if FULL or request.param == "orders" else (),
    }
    words = [
        word
        for name, value in settings.items()
        for word in (f"--{name}", ",".join(value) if isinstance(value, tuple) else value)
    ]
    through_the_window(drive, path, window, settings)
    done = segdesk("run", path, "--out", command, *words, "--quiet")
    assert done.returncode == 0, done.stderr
    return window, command


def test_files_of_a_run_are_the_same_through_window_and_command_line(both):
    window, command = both
    assert files_in(window) == files_in(command)
    for name in ("labeled.csv", "segments.csv", "rules.sql", "recipe.toml"):
        assert (window / name).read_bytes() == (command / name).read_bytes(), name
    with (
        zipfile.ZipFile(window / "model.segdesk") as one,
        zipfile.ZipFile(command / "model.segdesk") as other,
    ):
        assert one.namelist() == other.namelist()
        for name in one.namelist():
            assert one.read(name) == other.read(name), name
    told, same = (json.loads((folder / "summary.json").read_text("utf-8")) for folder in both)
    for name in _OF_THE_DOOR:
        told.pop(name, None)
        same.pop(name, None)
    assert told == same
