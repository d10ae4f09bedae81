"""Too little memory is told in a sentence before the work begins, and nothing is left behind."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from segdesk import memory

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of the process are Linux's")

# What is kept for what libraries and threads reserve.
RESERVED = memory._RESERVED + memory._RESERVED_BY_THREAD * (os.cpu_count() or 1)
# A process that may take as much as its first argument says, or so much beyond what it has once everything is loaded.
LIMITED = """
import resource, sys
from pathlib import Path
from segdesk.cli.main import run_command_line
most, beyond = int(sys.argv[1]), int(sys.argv[2])
if beyond:
    import segdesk.cli.commands.run, segdesk.engine.pipeline.pipeline
    most = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() + beyond
resource.setrlimit(resource.RLIMIT_AS, (most, most))
sys.exit(run_command_line(sys.argv[3:]))
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("little") / "clientes.csv"
    values = np.random.default_rng(0).normal(size=(20_000, 6)).round(3)
    pd.DataFrame(values, columns=list("abcdef")).to_csv(path, index=False)
    return path


def limited(folder: Path, *words: object, most: int = 0, beyond: int = 0) -> str:
    """Return what a process with so little memory complains of; it must end with 3 and leave nothing behind."""
    command = [sys.executable, "-c", LIMITED, most, beyond, *words]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert "defect" not in done.stderr
    assert done.stdout == ""
    assert not list(folder.iterdir())
    return done.stderr


@pytest.mark.parametrize("megabytes", [120, 200, 300, 400])
def test_too_little_to_load_anything(file, tmp_path, megabytes):
    said = limited(tmp_path, "run", file, "--out", tmp_path / "out", most=megabytes << 20)
    assert "before it begins" in said


def test_too_little_for_the_work(file, tmp_path):
    said = limited(tmp_path, "run", file, "--out", tmp_path / "out", "--quiet", beyond=RESERVED + (48 << 20))
    assert said.startswith("segdesk: clientes.csv: This would take about")
    assert "are free" in said


def test_reading_comes_before(file, tmp_path):
    said = limited(tmp_path, "run", file, "--out", tmp_path / "out", "--quiet", beyond=RESERVED)
    assert "Reading this would take about" in said


def test_whatever_is_left_it_ends_in_a_sentence(file, tmp_path):
    for megabytes in (450, 500, 550):
        assert "emory" in limited(tmp_path, "scan", file, most=megabytes << 20)
