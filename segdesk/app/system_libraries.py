"""What Qt needs of a Linux system: named in a sentence before Qt fails without it. Needs no Qt itself.

`python -m segdesk.app.system_libraries` prints the Debian packages that are missing here: for the tests, and for a
bundle, which takes these libraries along.
"""

import ctypes
import os
import sys
from pathlib import Path

_LINUX = sys.platform.startswith("linux")
# Library to load, and the Debian package that brings it.
_ALWAYS = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
}
_UNDER_X = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


def why_no_window() -> str | None:
    """Return why no window can be shown here, and what to do; None if nothing is in the way.

    In English: it is asked before Qt, and with it the translations, can be loaded.
    """
    if not _LINUX:
        return None
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    wayland = bool(os.environ.get("WAYLAND_DISPLAY"))
    if not platform and not wayland and not os.environ.get("DISPLAY"):
        return (
            "There is no display to show a window on. Start segdesk on a desktop, or use the command line: "
            "segdesk run FILE"
        )
    missing = missing_from_system(under_x=platform == "xcb" or (not platform and not wayland))
    if not missing:
        return None
    return (
        f"The window needs what is not installed on this system: {', '.join(missing)}. "
        f"On Debian and Ubuntu: sudo apt install {' '.join(missing.values())}"
    )


def missing_from_system(under_x: bool) -> dict[str, str]:
    """Return what Qt lacks here, each with the Debian package that brings it.

    Parameters
    ----------
    under_x : bool
        For windows of an X server; without it, for Wayland and for tests without a screen.
    """
    if not _LINUX:
        return {}
    needed = {**_ALWAYS, **_UNDER_X} if under_x else _ALWAYS
    missing = {library: package for library, package in needed.items() if not _loads(library)}
    if not any(_has_fonts(Path(folder).expanduser()) for folder in _FONT_FOLDERS):
        missing["fonts"] = "fontconfig fonts-dejavu-core"
    return missing


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_fonts(folder: Path) -> bool:
    return any(next(folder.rglob(f"*.{ending}"), None) for ending in ("ttf", "otf", "ttc"))


if __name__ == "__main__":
    print(" ".join(missing_from_system(under_x=True).values()))
