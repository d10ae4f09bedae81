"""How long the frozen programs take to start, and what weighs what in the bundle.

    python tests/benchmarks/startup.py BUNDLE [RUNS]

Medians of RUNS (5) starts after one that warms the disk's cache: until the window is painted first, until it is ready
for a file (all libraries are loaded behind it), and of `segdesk --help`. The window is offscreen unless
QT_QPA_PLATFORM says otherwise. Each start is that of an ordinary user on a system where segdesk was never run.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SUFFIX = ".exe" if sys.platform == "win32" else ""
PATIENCE_S = 60.0
MEGABYTE = 1e6
TARGETS = {"painted": 1.0, "ready": 6.0, "help": 0.5}


def start_window(bundle: Path) -> dict[str, float]:
    """Return the seconds from the start of the window until it is painted and ready."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "times.txt"
        environment = {
            "QT_QPA_PLATFORM": "offscreen",
            **os.environ,
            "SEGDESK_START_TIMES": str(log),
            "HOME": folder,
            "XDG_RUNTIME_DIR": folder,
        }
        begun = time.time()
        with subprocess.Popen([bundle / f"segdesk-desktop{SUFFIX}"], env=environment) as running:
            try:
                while not log.exists() or "ready" not in log.read_text(encoding="utf-8"):
                    if time.time() - begun > PATIENCE_S or running.poll() is not None:
                        raise SystemExit("the window did not start")
                    time.sleep(0.02)
            finally:
                running.kill()
        lines = [line.split() for line in log.read_text(encoding="utf-8").splitlines()]
        return {what: float(moment) - begun for what, moment in lines}


def call_help(bundle: Path) -> float:
    """Return the seconds that `segdesk --help` takes."""
    begun = time.perf_counter()
    subprocess.run([bundle / f"segdesk{SUFFIX}", "--help"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def weights(bundle: Path) -> dict[str, float]:
    """Return the megabytes of each folder and each large file of the bundle, links not counted."""
    inner = bundle / "_internal"
    sizes: dict[str, float] = {}
    for file in bundle.rglob("*"):
        if file.is_symlink() or not file.is_file():
            continue
        place = file.relative_to(inner if file.is_relative_to(inner) else bundle).parts[0]
        name = place.removesuffix(".libs") if file.parent != inner else place.partition(".")[0]
        sizes[name] = sizes.get(name, 0.0) + file.stat().st_size / MEGABYTE
    return sizes


def main() -> None:
    """Print both tables."""
    bundle = Path(sys.argv[1]).absolute()
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    start_window(bundle)
    starts = [start_window(bundle) for _ in range(runs)]
    found = {what: [start[what] for start in starts] for what in ("painted", "ready")}
    call_help(bundle)
    found["help"] = [call_help(bundle) for _ in range(runs)]
    for what, seconds in found.items():
        listed = " ".join(f"{each:.2f}" for each in sorted(seconds))
        print(f"{what:<8} {statistics.median(seconds):5.2f} s   at most {TARGETS[what]} s   ({listed})")
    sizes = weights(bundle)
    print(f"bundle   {sum(sizes.values()):5.0f} MB")
    for name in sorted(sizes, key=lambda each: -sizes[each])[:25]:
        print(f"  {name:<32} {sizes[name]:6.1f} MB")


if __name__ == "__main__":
    main()
