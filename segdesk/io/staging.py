"""Hidden places that results are written in before they are shown, and what a killed run left of them.

Their names tell whose they are: of this machine, and of which process. Where that process is no more, a later run
clears them away; they hold customers. What is not named so, or may still be in use, is never touched.
"""

import hashlib
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_NAME = re.compile(
    r"\.?(?P<target>.*)-segdesk(?P<host>[0-9a-f]{8})-(?P<process>\d{1,10})-[a-z0-9_]{8}(?:\.\w+)?"
)


def new_staging_folder(folder: Path, target: str) -> Path:
    """Make a hidden folder for the result of this name, open to this user only.

    Raises
    ------
    OSError
        If the disk does not take it.
    """
    return Path(tempfile.mkdtemp(prefix=staging_prefix(f".{target}"), dir=folder))


def new_staging_file(folder: Path, target: Path) -> Path:
    """Make a hidden file for a result of this name, open to this user only.

    Raises
    ------
    OSError
        If the disk does not take it.
    """
    descriptor, name = tempfile.mkstemp(
        prefix=staging_prefix(f".{target.stem}"), suffix=target.suffix, dir=folder
    )
    os.close(descriptor)
    return Path(name)


def staging_prefix(name: str) -> str:
    """Return how a temporary name begins that a later run knows to be ours."""
    return f"{name}-segdesk{_host()}-{os.getpid()}-"


def sweep(folder: Path) -> None:
    """Delete what runs on this machine left in a folder when they were killed."""
    for path, _ in abandoned(folder):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()


def abandoned(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield what killed runs left in a folder, each with the name of the result that it was meant for."""
    with suppress(OSError):
        for path in list(folder.iterdir()):
            found = _NAME.fullmatch(path.name)
            if found and found["host"] == _host() and not _is_running(int(found["process"])):
                yield path, found["target"]


def _host() -> str:
    # A folder may be shared by several machines, whose processes are not seen here.
    return hashlib.sha256(platform.node().encode("utf-8", "replace")).hexdigest()[:8]


if sys.platform == "win32":

    def _is_running(process: int) -> bool:
        import ctypes  # noqa: PLC0415 - for this system only

        may_ask, still_active = 0x1000, 259
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(may_ask, False, process)
        if not handle:
            return bool(kernel.GetLastError() == 5)  # access denied: there is one
        code = ctypes.c_ulong()
        known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return not known or code.value == still_active

else:

    def _is_running(process: int) -> bool:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        except (OSError, OverflowError):
            return True
        return True
