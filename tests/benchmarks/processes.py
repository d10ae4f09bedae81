"""Whole processes, timed: what benchmarks of `segdesk run` share."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
# Runs the words after it, then prints what they took: seconds, those of the processor, and the most memory in MB
# (Linux: ru_maxrss is in kB).
_TIMED = """
import json, resource, subprocess, sys, time
begun = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
seconds = time.perf_counter() - begun
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


class Taken(NamedTuple):
    """What a process took: seconds, seconds of the processor (which other work does not add to), memory in MB."""

    seconds: float
    processor: float
    megabytes: float


def measured(words: Sequence[str | Path]) -> Taken:
    """Return what a process `python WORDS` takes."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(ROOT)
    command = [sys.executable, "-c", _TIMED, sys.executable, *words]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment).stdout
    return Taken(*json.loads(said))
