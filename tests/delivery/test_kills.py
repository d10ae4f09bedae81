"""A process that is killed while it saves or exports leaves the old or the new, and nothing that the next one keeps."""

import os
import subprocess
import sys

import pytest

from tests.counts import times


@pytest.mark.skipif(
    os.name == "nt", reason="Windows knows no fork; the faults of the disk are tried there, too"
)
def test_a_kill_at_any_moment_of_a_save_or_an_export_damages_nothing(tmp_path):
    words = [sys.executable, "-m", "tests.delivery.kills", str(tmp_path), str(times(8, 300)), "0"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=1800, check=False)
    assert "0 times damaged or left behind" in done.stdout, done.stdout + done.stderr
