"""What the bundle is made of besides segdesk: packages of the lock file, Python, and libraries of the build system."""

import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
DEVELOPMENT_LOCK = ROOT / "requirements-dev.lock"
TEXTS = ROOT / "packaging" / "licences"
SYSTEM_DOCUMENTS = Path("/usr/share/doc")

# Packages whose metadata name their licence in prose, or in words that are no SPDX identifier.
_LICENCES = {
    "contourpy": "BSD-3-Clause",
    "cycler": "BSD-3-Clause",
    "defusedxml": "PSF-2.0",
    "duckdb": "MIT",
    # Offered under either; segdesk takes the first.
    "fastcluster": "BSD-2-Clause",
    "jinja2": "BSD-3-Clause",
    "kiwisolver": "BSD-3-Clause",
    "matplotlib": "LicenseRef-Matplotlib",
    # Only before 2.3, as the check under Wine takes it.
    "numpy": "BSD-3-Clause",
    # Only its bootloader is in the bundle, and the exception is about that.
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "reportlab": "BSD-3-Clause",
    "scipy": "BSD-3-Clause",
    "tomli-w": "MIT",
}
# Wheels of Qt carry no licence text. Of the three licences offered segdesk uses the LGPL, which builds on the GPL.
_QT = ("pyside6-essentials", "shiboken6")
_QT_LICENCE = "LGPL-3.0-only"
_QT_TEXTS = ("LGPL-3.0.txt", "GPL-3.0.txt")
# Libraries under the GPL alone: nothing of what is given away may contain them.
_REFUSED = ("libreadline",)
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_CODE = (".py", ".pyc", ".pyi", ".h", ".so", ".pyd")
_IDENTIFIER = re.compile(r"[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*")


@dataclass(frozen=True)
class Part:
    """One thing that somebody else made.

    Attributes
    ----------
    kind : str
        `pypi`, `generic` (Python) or `deb`, as package URLs name them.
    name, version : str
    licence : str
        SPDX expression; empty where only the texts tell.
    texts : tuple of (str, str)
        Name and content of each licence file.
    hashes : tuple of str
        SHA-256 of the files that the lock file allows, in hexadecimal.
    """

    kind: str
    name: str
    version: str
    licence: str
    texts: tuple[tuple[str, str], ...]
    hashes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Locked:
    """One package as the lock file pins it."""

    name: str
    version: str
    hashes: tuple[str, ...]


def bundle_parts(libraries: Iterable[Path] = ()) -> list[Part]:
    """Return everything that is in the bundle besides segdesk, given the shared libraries that were collected."""
    bootloader = [each for each in locked_packages(DEVELOPMENT_LOCK) if each.name == "pyinstaller"]
    return [
        python_part(),
        *package_parts([*locked_packages(), *bootloader]),
        *system_parts(libraries),
    ]


def locked_packages(lock: Path = LOCK) -> list[Locked]:
    """Return what the lock file pins for this Python and this system, sorted by name."""
    found = []
    for line in lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        pinned, *hashes = re.split(r"\s+--hash=sha256:", line.strip())
        requirement = Requirement(pinned)
        if requirement.marker is not None and not requirement.marker.evaluate():
            continue
        (version,) = (each.version for each in requirement.specifier)
        found.append(Locked(requirement.name, version, tuple(sorted(each.strip() for each in hashes))))
    return sorted(found, key=lambda each: each.name)


def package_parts(packages: Iterable[Locked]) -> Iterator[Part]:
    """Return the part that each package is, as it is installed here.

    Raises
    ------
    SystemExit
        If one is not installed, or in another version: the texts would be those of something else.
    """
    for package in packages:
        try:
            installed = distribution(package.name)
        except PackageNotFoundError:
            raise SystemExit(
                f"{package.name} is not installed: install requirements-dev.lock first."
            ) from None
        if installed.version != package.version:
            raise SystemExit(
                f"{package.name} {installed.version} is installed, the lock file pins {package.version}."
            )
        texts = tuple(_qt_texts()) if package.name in _QT else tuple(_texts_of(installed))
        yield Part("pypi", package.name, package.version, _licence_of(installed), texts, package.hashes)


def _licence_of(installed: Distribution) -> str:
    name = installed.metadata["Name"].lower().replace("_", "-")
    if name in _QT:
        return _QT_LICENCE
    for stated in (
        # An SPDX expression by its definition; the older field is whatever the package wrote.
        installed.metadata.get("License-Expression"),
        _LICENCES.get(name),
        installed.metadata.get("License"),
    ):
        if stated and _IDENTIFIER.fullmatch(stated.strip()):
            return stated.strip()
    return ""


def _texts_of(installed: Distribution) -> Iterator[tuple[str, str]]:
    seen = set()
    for file in sorted(installed.files or [], key=str):
        if not _LICENCE_FILE.search(file.name) and "/licenses/" not in file.as_posix():
            continue
        if file.suffix in _CODE:
            continue
        text = Path(str(file.locate())).read_text(encoding="utf-8", errors="replace").strip()
        if text and text not in seen:
            seen.add(text)
            yield file.as_posix(), text


def _qt_texts() -> Iterator[tuple[str, str]]:
    for path in [TEXTS / name for name in _QT_TEXTS] + sorted((TEXTS / "qt-parts").glob("*.txt")):
        yield path.relative_to(TEXTS).as_posix(), path.read_text(encoding="utf-8").strip()


def python_part() -> Part:
    """Return Python itself; its text also holds the licences of what it contains."""
    folders = [Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix)]
    files = [folder / name for folder in folders for name in ("LICENSE.txt", "LICENSE")]
    found = [file for file in files if file.is_file()][:1]
    texts = tuple((file.name, file.read_text(encoding="utf-8").strip()) for file in found)
    version = ".".join(str(number) for number in sys.version_info[:3])
    return Part("generic", "cpython", version, "PSF-2.0", texts)


def system_parts(libraries: Iterable[Path]) -> list[Part]:
    """Return the system's packages that shared libraries of the bundle come from.

    Elsewhere than on Linux there are none: the build takes nothing of Windows but the C library, which Python's own
    text covers, and nothing of macOS. What belongs to Python or to an installed package is left out: `package_parts`
    and `python_part` tell of it. A library that no package owns comes back as a part of its own without version and
    texts, for the check to name.
    """
    if not sys.platform.startswith("linux"):
        return []
    of_python = [Path(sysconfig.get_path("purelib")), Path(sys.prefix), Path(sys.base_prefix)]
    if Path(sys.base_prefix) == Path("/usr"):
        # Python of the system: its prefix is everybody's.
        of_python = [Path(sysconfig.get_path("purelib")), Path(sysconfig.get_path("platstdlib"))]
    foreign = [path for path in libraries if not any(path.is_relative_to(place) for place in of_python)]
    parts = {}
    for path in sorted(foreign):
        part = _owner_of(path)
        parts[part.name] = part
    return [parts[name] for name in sorted(parts)]


def _owner_of(path: Path) -> Part:
    nobody = Part("generic", path.name, "", "", ())
    if shutil.which("dpkg-query") is None:
        return nobody
    real = path.resolve()
    # Where /lib is a link to /usr/lib, packages still say /lib.
    for candidate in (path, real, Path("/", *real.parts[2:]), Path("/usr", *real.parts[1:])):
        asked = _told("dpkg-query", "--search", str(candidate))
        if asked:
            name = asked.partition(":")[0]
            copyright_file = SYSTEM_DOCUMENTS / name / "copyright"
            if not copyright_file.is_file():
                return nobody
            version = _told("dpkg-query", "--show", "--showformat=${Version}\n", name).splitlines()[0]
            text = copyright_file.read_text(encoding="utf-8", errors="replace").strip()
            return Part("deb", name, version, "", (("copyright", text),))
    return nobody


def _told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def gaps(parts: Iterable[Part]) -> list[str]:
    """Return a sentence for each part whose licence or text is not known, or whose licence forbids to ship it."""
    found = []
    for part in parts:
        title = f"{part.name} {part.version}".strip()
        if not part.texts:
            found.append(f"{title}: no licence text")
        if part.kind == "pypi" and not part.licence:
            found.append(f"{title}: its metadata name no licence that is an SPDX identifier")
        if part.name.startswith(_REFUSED):
            found.append(f"{title}: under the GPL alone, so it may not be in the bundle")
    return found


def library_list(file: Path | None) -> list[Path]:
    """Return the paths that a file lists one a line; none without a file."""
    if file is None:
        return []
    return [Path(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
