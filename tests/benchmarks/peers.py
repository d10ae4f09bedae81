"""Peers that benchmarks run beside segdesk, each in an environment of its own.

Nothing of them is in a lock file of ours: some are GPL, and what they pull in would quarrel with what we ship. An
environment is made on first use in the user's cache folder and stays there; SEGDESK_PEERS names another place.
"""

import json
import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

# What each environment holds. The versions are part of its folder's name, so another one is another environment.
PEERS = {
    "orange": ("Orange3==3.40.0",),
    "openpyxl": ("openpyxl==3.1.5",),
}


def peers_folder() -> Path:
    """Return the folder that holds all environments."""
    named = os.environ.get("SEGDESK_PEERS")
    return Path(named) if named else user_cache_path("segdesk-benchmarks", appauthor=False)


def peer_python(peer: str) -> Path:
    """Return the Python of a peer's environment, which is made if it is not there yet.

    Parameters
    ----------
    peer : str
        A key of `PEERS`.

    Raises
    ------
    subprocess.CalledProcessError
        If the packages can't be installed, such as without a network.
    """
    packages = PEERS[peer]
    folder = peers_folder() / "-".join(
        [peer, f"py{sys.version_info.major}{sys.version_info.minor}", *packages]
    )
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    complete = folder / "complete"
    if not complete.exists():
        print(f"Making an environment for {', '.join(packages)} in {folder}", file=sys.stderr, flush=True)
        venv.create(folder, clear=True, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-qq", *packages], check=True)
        complete.touch()
    return python


def ask_peer(peer: str, script: str, arguments: Sequence[str | Path] = ()) -> Any:
    """Run a script in a peer's environment, and return what it printed last, read as JSON.

    Parameters
    ----------
    peer : str
        A key of `PEERS`.
    script : str
        Python text; its arguments stand in `sys.argv[1:]`.
    arguments : sequence of str or Path, optional
    """
    # -I: nothing of this folder, nor of PYTHONPATH, gets into the peer.
    return _last_line([peer_python(peer), "-I"], script, arguments)


def ask_afresh(script: str, arguments: Sequence[str | Path] = ()) -> Any:
    """Do the same in a fresh process of this Python, for figures such as the most memory that a process took."""
    return _last_line([sys.executable], script, arguments)


def _last_line(python: Sequence[str | Path], script: str, arguments: Sequence[str | Path]) -> Any:
    command = [*python, "-W", "ignore", "-c", script, *arguments]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8").stdout
    return json.loads(said.strip().splitlines()[-1])


def largest_memory() -> int:
    """Return the most bytes that this process held so far; 0 where the system does not tell."""
    try:
        # Not `getrusage`: a process begins there with what the one that started it held.
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) << 10 for line in lines if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        return 0
