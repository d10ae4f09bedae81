"""The crash log: what a developer needs to find a defect, and no customer's data."""

import platform
import tempfile
import traceback
from datetime import datetime
from pathlib import Path

import platformdirs


def write_crash_log(error: BaseException) -> Path:
    """Write the traceback to the log folder and return the file.

    The texts of errors are left out, except segdesk's own: other libraries quote cells in them.
    """
    try:
        from segdesk.version import VERSION as version  # noqa: N811, PLC0415
    except Exception:  # a broken installation must not hide the first error
        version = "unknown"
    lines = [
        f"segdesk {version}, Python {platform.python_version()}, {platform.platform()}",
        *(line.rstrip() for line in traceback.format_tb(error.__traceback__)),
        type(error).__name__,
    ]
    name = f"crash-{datetime.now():%Y%m%d-%H%M%S}.log"
    for folder in (platformdirs.user_log_path("segdesk", appauthor=False), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
        except OSError:
            continue
        return folder / name
    return Path(name)
