#!/usr/bin/env python3
"""Set up segdesk in a virtual environment of its own and do one job. Needs Python 3.11 or newer and nothing else.

    python3 dev.py all      check and test: everything that must pass
    python3 dev.py demo     run the main job on the bundled sample data
    python3 dev.py test     run the tests (words after it go to pytest; --full tries everything, for an hour or two)
    python3 dev.py check    lint, format, types on all systems, import rules
    python3 dev.py app ...  show the window
    python3 dev.py run ...  run `segdesk ...`
    python3 dev.py python ...  run Python of the environment, such as `-m ruff format .`
    python3 dev.py libraries  name the Debian packages that Qt needs here and that are missing
    python3 dev.py spark    install Spark for the tests that start it, where there is Java (400 MB; `test` does it too)
    python3 dev.py audit    look up the packages of requirements.lock among known security advisories

The environment is `.venv` in this folder, or the folder that SEGDESK_VENV names. It is made once, and again when
the lock files change.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = Path(os.environ.get("SEGDESK_VENV", ROOT / ".venv"))
DEMO_OUTPUT = ROOT / "demo-segments"
LEAST_PYTHON = (3, 11)
NOT_AUDITED = 2
# Nobody has compiled it for Python 3.14 yet; there it is compiled from its source, which the lock names too.
MAY_BE_COMPILED = "fastcluster"
# Of Python and Java only, and published as an archive of its source.
IS_AN_ARCHIVE = "pyspark"
TALKS_TO_THE_SYSTEM = re.compile(
    r"^\s*(?:import|from) (?:ctypes|fcntl|multiprocessing|os|resource|signal|socket|stat|sys|winreg)\b",
    re.MULTILINE,
)


def main(words: list[str]) -> int:
    """Do the job that `words` name and return its exit code."""
    if sys.version_info < LEAST_PYTHON:
        print(f"segdesk needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    job, rest = (words[0], words[1:]) if words else ("help", [])
    if job == "demo":
        return demo(rest)
    if job == "all":
        return check() or test([])
    if job == "test":
        return test(rest)
    if job == "check":
        return check()
    if job == "python":
        return in_venv("requirements-dev.lock", rest)
    if job == "app":
        return in_venv("requirements.lock", ["-m", "segdesk", "app", *rest])
    if job == "run":
        return in_venv("requirements.lock", ["-m", "segdesk", *rest])
    if job == "libraries":
        print(" ".join(missing_libraries()))
        return 0
    if job == "spark":
        install_spark()
        return 0
    if job == "audit":
        return audit()
    print(__doc__)
    return 0 if job in ("help", "-h", "--help") else 2


def demo(rest: list[str]) -> int:
    """Segment the bundled sample customers into `demo-segments`."""
    sample = ROOT / "resources" / "samples" / "shop_customers.csv"
    words = ["-m", "segdesk", "run", str(sample), "--out", str(DEMO_OUTPUT)]
    if DEMO_OUTPUT.exists():
        words.append("--overwrite")
    code = in_venv("requirements.lock", [*words, *rest])
    if code == 0:
        print(f"\nOpen {DEMO_OUTPUT / 'report.html'} in a browser.")
    return code


def test(rest: list[str]) -> int:
    """Run the tests, or those that `rest` names to pytest; `--full` tries all there is to try."""
    prepare("requirements-dev.lock")
    install_system_libraries()
    install_spark()
    # Side by side on all cores; a module's tests stay together, because they share what they make. In the order of
    # their names: by their number, the few long ones would come last and one core would wait for the other.
    if "--full" in rest:
        os.environ["SEGDESK_FULL"] = "yes"
        rest = [word for word in rest if word != "--full"]
    # A worker that dies ends the run: with another in its place the run may never end.
    words = rest or [
        "-n",
        "auto",
        "--dist",
        "loadfile",
        "--no-loadscope-reorder",
        "--max-worker-restart",
        "0",
    ]
    return in_venv("requirements-dev.lock", ["-m", "pytest", *words])


def check() -> int:
    """Run the linters and checkers, all of them side by side, and return 0 only if all pass."""
    python = prepare("requirements-dev.lock")
    tools = (
        ["-m", "ruff", "check", "."],
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "mypy"],
        ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
    )

    def run(tool: list[str]) -> subprocess.CompletedProcess:
        return subprocess.run([python, *tool], cwd=ROOT, capture_output=True, text=True, check=False)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        codes = []
        for done in pool.map(run, (*tools, *types_elsewhere())):
            print(done.stdout + done.stderr, end="", flush=True)
            codes.append(done.returncode)
    return max(codes)


def types_elsewhere() -> list[list[str]]:
    """Return the words that check the types of the other systems, in the modules that talk to the system.

    What they import is not looked into: that is the same everywhere, was checked already, and takes minutes.
    """
    modules = [
        str(file.relative_to(ROOT))
        for file in sorted((ROOT / "segdesk").rglob("*.py"))
        if TALKS_TO_THE_SYSTEM.search(file.read_text(encoding="utf-8"))
    ]
    # Where all that comes from elsewhere is unknown, a list of such things has no type to tell, and what it returns
    # neither.
    untold = ["--disable-error-code", "var-annotated", "--disable-error-code", "no-any-return"]
    alone = ["--follow-imports", "skip", *untold, *modules]
    return [
        ["-m", "mypy", "--platform", system, "--cache-dir", f".mypy_cache/{system}", *alone]
        for system in ("linux", "win32", "darwin")
        if system != sys.platform
    ]


def audit() -> int:
    """Ask the data base of advisories about every locked package; 0 only if it knew each and had nothing against it.

    pip-audit gets an environment of its own for the time, because it is no part of segdesk and needs much itself.
    """
    with tempfile.TemporaryDirectory(prefix="segdesk-audit-") as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "pip-audit"]
        if subprocess.call(install):
            print("pip-audit could not be installed; is the package index reachable?", file=sys.stderr)
            return NOT_AUDITED
        report = Path(folder) / "report.json"
        words = ["--requirement", ROOT / "requirements.lock", "--require-hashes", "--disable-pip"]
        shown = ["--format", "json", "--output", report, "--progress-spinner", "off"]
        asked = subprocess.run(
            [python, "-m", "pip_audit", *words, *shown], capture_output=True, text=True, check=False
        )
        if not report.is_file():
            reason = (asked.stderr.strip().splitlines() or ["no answer"])[-1]
            print(f"The data base of advisories could not be asked: {reason}", file=sys.stderr)
            return NOT_AUDITED
        return tell_audit(json.loads(report.read_text(encoding="utf-8"))["dependencies"])


def tell_audit(packages: list[dict]) -> int:
    """Say what pip-audit found. It leaves with 0 even where it could ask about nothing at all; this does not."""
    unknown = sorted({each["name"] for each in packages if "skip_reason" in each})
    known = [each for each in packages if "skip_reason" not in each]
    bad = [each for each in known if each["vulns"]]
    for each in bad:
        names = ", ".join(found["id"] for found in each["vulns"])
        print(f"{each['name']} {each['version']}: {names}", file=sys.stderr)
    if unknown:
        print(
            f"The data base of advisories could not be asked about {len(unknown)} packages "
            f"({', '.join(unknown)}): they are not audited.",
            file=sys.stderr,
        )
    print(f"{len(known)} packages asked about, {len(bad)} with advisories.")
    if bad:
        return 1
    return NOT_AUDITED if unknown or not known else 0


def missing_libraries() -> list[str]:
    """Return the Debian packages that bring what Qt needs and does not find here."""
    asked = subprocess.run(
        [prepare("requirements.lock"), "-m", "segdesk.app.system_libraries"],
        capture_output=True,
        text=True,
        check=True,
    )
    return asked.stdout.split()


def install_system_libraries() -> None:
    """See to the libraries and fonts that Qt needs on Linux: install them as root on Debian, else name them."""
    packages = missing_libraries()
    if not packages:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print(f"Installing what Qt needs of the system: {' '.join(packages)} ...", file=sys.stderr)
        subprocess.call(["apt-get", "update", "-qq"])
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        if subprocess.call(command, env=quiet, stdout=subprocess.DEVNULL) == 0:
            return
    print(
        f"The tests need what is not installed here. Install it first: sudo {' '.join(command)}",
        file=sys.stderr,
    )
    sys.exit(2)


def install_spark() -> None:
    """Install Spark for the tests that start it; where Java is missing these say so and are skipped."""
    # On Windows it wants a program that nobody publishes.
    if os.name == "posix" and shutil.which("java"):
        prepare("requirements-spark.lock")


def in_venv(lock: str, words: list[str]) -> int:
    """Run Python of the virtual environment with `words`, after installing what `lock` pins."""
    python = prepare(lock)
    return subprocess.call([python, *words], cwd=Path.cwd() if words[:2] == ["-m", "segdesk"] else ROOT)


def prepare(lock: str) -> str:
    """Make the environment if it is not there or not of this lock file, and return its Python."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = VENV / f"{lock}.installed"
    wanted = hashlib.sha256((ROOT / lock).read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return str(python)
    if not python.exists():
        print(f"Making a virtual environment in {VENV} ...", file=sys.stderr)
        made = subprocess.run(
            [sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False
        )
        if made.returncode:
            print(made.stdout + made.stderr, file=sys.stderr)
            print(
                "Python cannot make a virtual environment here. On Debian and Ubuntu: apt install python3-venv",
                file=sys.stderr,
            )
            sys.exit(2)
    print(f"Installing what {lock} lists (a minute or two) ...", file=sys.stderr)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    names = re.findall(r"^([\w.-]+)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)
    ready_made = ",".join(name for name in names if name not in (MAY_BE_COMPILED, IS_AN_ARCHIVE))
    for arguments in (
        ["--require-hashes", "--only-binary", ready_made, "-r", str(ROOT / lock)],
        ["--no-deps", "-e", str(ROOT)],
    ):
        code = subprocess.call([*pip, *arguments])
        if code:
            print("The packages could not be installed; is the package index reachable?", file=sys.stderr)
            if sys.version_info >= (3, 14) and MAY_BE_COMPILED in names:
                print(
                    f"{MAY_BE_COMPILED} needs a C++ compiler for this Python; Python 3.11 to 3.13 need none.",
                    file=sys.stderr,
                )
            sys.exit(code)
    stamp.write_text(wanted)
    return str(python)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
