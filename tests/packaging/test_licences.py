"""The licences of what the bundle contains: every package, every text, and no gap that nobody notices."""

import re
import sys
from pathlib import Path

import pytest

from tests.cli.running import segdesk
from tests.packaging.conftest import ROOT, script

debian_only = pytest.mark.skipif(
    not Path("/var/lib/dpkg/status").exists(), reason="asks Debian's data base of packages"
)


def test_every_package_of_the_lock_is_there_with_a_licence_and_a_text(licences):
    text = licences.read_text("utf-8")
    locked = re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    for name in sorted(set(locked)):
        listed = re.search(rf"^{re.escape(name)} +(\S+) +(\S.*)$", text, re.MULTILINE)
        assert listed, f"{name} is not listed with a licence"
        assert listed[2] != "see its text"
        assert f"\n{name} {listed[1]}: " in text, f"{name} has no text"


def test_qt_comes_with_the_lgpl_and_how_to_replace_it(licences):
    text = licences.read_text("utf-8")
    assert re.search(r"^pyside6-essentials +\S+ +LGPL-3.0-only$", text, re.MULTILINE)
    # Once each: Shiboken's are said to be the same as PySide6's.
    assert text.count("This version of the GNU Lesser General Public License incorporates") == 1
    assert text.count("shiboken6 6.") == 2 + len(list((ROOT / "packaging/licences/qt-parts").iterdir()))
    assert "_internal/PySide6/Qt/lib" in text
    assert "qt-everywhere-src-" in text


def test_the_bootloader_comes_with_its_exception(licences):
    text = licences.read_text("utf-8")
    assert re.search(r"^pyinstaller +\S+ +GPL-2.0-or-later WITH Bootloader-exception$", text, re.MULTILINE)
    assert "Bootloader Exception" in text


def test_python_tells_its_own(licences):
    assert re.search(r"^cpython +3\.\d+\.\d+ +PSF-2\.0$", licences.read_text("utf-8"), re.MULTILINE)
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in licences.read_text("utf-8")


@debian_only
def test_libraries_of_the_system_are_told_by_the_package_that_owns_them(tmp_path):
    found = sorted(Path("/usr/lib").glob("*-linux-gnu/libz.so.1"))
    listed, target = tmp_path / "libraries.txt", tmp_path / "out.txt"
    listed.write_text(f"{found[0]}\n{sys.executable}\n", "utf-8")
    assert script("tools/make_licences.py", target, "--libraries", listed).returncode == 0
    text = target.read_text("utf-8")
    assert re.search(r"^zlib1g +\S+ +see its text$", text, re.MULTILINE)
    assert "Jean-loup Gailly" in text


def test_a_library_that_nobody_owns_is_a_gap(tmp_path):
    listed, target = tmp_path / "libraries.txt", tmp_path / "out.txt"
    listed.write_text(f"{tmp_path / 'libmystery.so.1'}\n", "utf-8")
    done = script("tools/make_licences.py", target, "--libraries", listed)
    assert done.returncode == 1
    assert "libmystery.so.1: no licence text" in done.stderr
    assert not target.exists()


def test_a_library_under_the_gpl_alone_is_refused(tmp_path):
    listed, target = tmp_path / "libraries.txt", tmp_path / "out.txt"
    listed.write_text(f"{tmp_path / 'libreadline.so.8'}\n", "utf-8")
    done = script("tools/make_licences.py", target, "--libraries", listed)
    assert done.returncode == 1
    assert "under the GPL alone" in done.stderr


def test_the_command_line_tells_licences():
    done = segdesk("--licences")
    assert done.returncode == 0
    assert "MIT licence" in done.stdout
