"""What the tests of building share: the scripts as processes of their own, as the build calls them."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def script(name: str, *words: object) -> subprocess.CompletedProcess:
    """Run a script of the repository."""
    return subprocess.run(
        [sys.executable, ROOT / name, *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="session")
def licences(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of licences as a build makes it, without libraries of the system."""
    folder = tmp_path_factory.mktemp("licences")
    target = folder / "THIRD-PARTY-LICENCES.txt"
    done = script("tools/make_licences.py", target)
    assert done.returncode == 0, done.stderr
    return target
