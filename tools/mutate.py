#!/usr/bin/env python3
"""Change the code of `segdesk/engine` and `segdesk/io` in one place at a time and see whether a test notices.

    python tools/mutate.py CACHE                          200 mutants drawn with seed 0, two at a time
    python tools/mutate.py CACHE --seed 3 --count 50 --only segdesk/engine/gap.py

1. Each test file runs once alone and tells which lines of functions it executes. What it told is kept in CACHE until
   the file or the package changes.
2. Mutants are drawn from all places where an operator of `mutants.py` can change something. Sentences, declarations of
   settings, annotations and `__repr__` are left out.
3. Each mutant runs in a copy of the package against the test files that execute its line, those named like its module
   first, then those that execute little else, until one fails. Whatever takes longer than the limit counts as noticed
   (it hangs). A mutant on a line that no test executes has survived. Of the files of other names those beyond
   `--budget` seconds for one mutant are not run, so the score is rather too low than too high.

`CACHE/results.json` holds what is known of each mutant. A run that was interrupted goes on from there: what was killed
is not run again while its module is the same, and what survived only when the tests that execute it have changed.

Works by forking, so not on Windows. Needs the packages of requirements-dev.lock and nothing else.
"""

import argparse
import contextlib
import hashlib
import importlib
import json
import multiprocessing
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
from mutants import Mutant, mutants_of

ROOT = Path(__file__).resolve().parents[1]
MUTATED = ("segdesk/engine", "segdesk/io")
TESTS = ("tests/engine", "tests/io", "tests/methods", "tests/reference")
# Loaded once and shared by all runs; nothing of segdesk and nothing that pytest rewrites.
SHARED = ("pandas", "scipy.optimize", "scipy.stats", "sklearn.cluster", "sklearn.mixture", "duckdb")


def digest(*texts: str) -> str:
    """Return a short name of what these texts say."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


class Lines:
    """A pytest plugin that keeps the lines of functions of the mutated packages that are executed."""

    def __init__(self, root: Path) -> None:
        self.seen: dict[str, set[int]] = {}
        for folder in MUTATED:
            for file in (root / folder).rglob("*.py"):
                self.seen[str(file)] = set()
        self.failed = ""

    def start(self) -> None:
        """Look at every line from now on, in all threads."""
        threading.settrace(self._enter)
        sys.settrace(self._enter)

    def _enter(self, frame: Any, event: str, argument: object) -> Any:
        lines = self.seen.get(frame.f_code.co_filename)
        if lines is None:
            return None
        # Line 0 stands for the module itself, which is executed by whoever imports it.
        lines.add(0)
        if frame.f_code.co_name == "<module>" or not frame.f_code.co_flags & 0x2:
            return None

        def local(frame: Any, event: str, argument: object) -> Any:
            if event == "line":
                lines.add(frame.f_lineno)
            return local

        return local


class FirstFailure:
    """A pytest plugin that writes down which test failed."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Keep the name of a test that failed."""
        if report.failed:
            self.file.write_text(report.nodeid, encoding="utf-8")

    def pytest_collectreport(self, report: Any) -> None:
        """Keep the name of a file that could not be loaded."""
        self.pytest_runtest_logreport(report)


def run_tests(root: Path, tests: list[str], log: Path, lines: Lines | None, killer: Path) -> None:
    """Run test files in this process, which ends with pytest's exit code."""
    os.chdir(root)
    with log.open("w") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    sys.path.insert(0, str(root))
    options = ["-x", "-q", "-p", "no:cacheprovider", "--rootdir", str(root), *tests]
    if lines:
        lines.start()
    code = pytest.main(options, plugins=[FirstFailure(killer)])
    if lines:
        sys.settrace(None)
        kept = {str(Path(name).relative_to(root)): sorted(seen) for name, seen in lines.seen.items() if seen}
        killer.write_text(json.dumps(kept), encoding="utf-8")
    sys.stdout.flush()
    os._exit(int(code))


def forked(root: Path, tests: list[str], limit: float, with_lines: bool = False) -> tuple[int | None, str]:
    """Return the exit code of the tests in a fork of this process, None where it hangs, and what it left."""
    log, killer = root / "log.txt", root / "killer.txt"
    killer.write_text("", encoding="utf-8")
    lines = Lines(root) if with_lines else None
    process = multiprocessing.get_context("fork").Process(
        target=run_tests, args=(root, tests, log, lines, killer)
    )
    process.start()
    process.join(limit)
    if process.is_alive():
        process.kill()
        process.join()
        return None, ""
    return process.exitcode, killer.read_text(encoding="utf-8")


@contextlib.contextmanager
def copied() -> Iterator[Path]:
    """Give a copy of what the tests need, for the time of the block."""
    with tempfile.TemporaryDirectory(prefix="segdesk-mutants-") as folder:
        root = Path(folder).resolve()
        for name in ("segdesk", "tests", "resources", "tools", "docs"):
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE"):
            shutil.copy2(ROOT / name, root / name)
        yield root


@dataclass
class Coverage:
    """What one test file executes: lines by module, and how long it takes."""

    test: str
    seconds: float
    lines: dict[str, list[int]]

    @property
    def breadth(self) -> int:
        """How many lines it executes: the fewer, the more it has to say about each."""
        return sum(map(len, self.lines.values()))

    def executes(self, mutant: Mutant) -> bool:
        """Tell whether it could notice the mutant; of a constant, whether it executes its module at all."""
        lines = self.lines.get(mutant.path, [])
        return mutant.line in lines if mutant.in_function else len(lines) > 1


def covered(cache: Path, tests: list[str]) -> list[Coverage]:
    """Return what each test file executes, from the cache where neither it nor the package has changed."""
    package = digest(*(file.read_text(encoding="utf-8") for file in sorted((ROOT / "segdesk").rglob("*.py"))))
    found = []
    with copied() as root:
        for test in tests:
            name = digest(package, (ROOT / test).read_text(encoding="utf-8"), test)
            kept = cache / f"lines-{name}.json"
            if not kept.exists():
                print(f"looking at {test}", flush=True)
                begun = time.monotonic()
                code, lines = forked(root, [test], limit=1800, with_lines=True)
                if code not in {0, 5}:
                    sys.exit(f"{test} fails without any mutant:\n{(root / 'log.txt').read_text()[-3000:]}")
                seconds = time.monotonic() - begun
                kept.write_text(
                    json.dumps(asdict(Coverage(test, seconds, json.loads(lines)))), encoding="utf-8"
                )
            found.append(Coverage(**json.loads(kept.read_text(encoding="utf-8"))))
    return found


@dataclass(frozen=True)
class Job:
    """A mutant, the test files to run against it in this order, and the seconds they may take together."""

    mutant: Mutant
    tests: list[str]
    limit: float
    # Of the module and, where a mutant survived, of its tests: what the result holds for.
    module: str
    tested: str


def jobs_of(mutants: list[Mutant], coverage: list[Coverage], budget: float) -> list[Job]:
    """Choose the tests of each mutant."""
    jobs = []
    for mutant in mutants:
        stem = Path(mutant.path).stem
        chosen, others, total = [], 0.0, 0.0
        for each in sorted(coverage, key=lambda each: (stem not in each.test, each.breadth)):
            is_named = stem in each.test
            if each.executes(mutant) and (is_named or not chosen or others + each.seconds <= budget):
                chosen.append(each.test)
                total += each.seconds
                others += 0.0 if is_named else each.seconds
        texts = [(ROOT / test).read_text(encoding="utf-8") for test in chosen]
        module = digest((ROOT / mutant.path).read_text(encoding="utf-8"))
        jobs.append(Job(mutant, chosen, 30 + 3 * total, module, digest(*chosen, *texts)))
    return jobs


def is_known(job: Job, known: dict[str, dict[str, str]]) -> bool:
    """Tell whether an earlier run has said all that there is to say about a mutant."""
    result = known.get(job.mutant.key)
    if result is None or result["module"] != job.module:
        return False
    return bool(result["killed_by"]) or result["tested"] == job.tested


def work(jobs: list[Job], results: Any) -> None:
    """Run some of the mutants one after the other and put what killed each into `results`."""
    for name in SHARED:
        importlib.import_module(name)
    with copied() as root:
        for job in jobs:
            file, killed_by = root / job.mutant.path, ""
            source = file.read_text(encoding="utf-8")
            if job.tests:
                file.write_text(job.mutant.apply(source), encoding="utf-8")
                code, killer = forked(root, job.tests, job.limit)
                killed_by = "" if code == 0 else "the time limit" if code is None else killer or "an import"
                file.write_text(source, encoding="utf-8")
            results.put((job, killed_by))


def run(jobs: list[Job], workers: int, file: Path) -> dict[str, dict[str, str]]:
    """Run the mutants that `file` does not know yet, and keep what comes out there after each."""
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    waiting = [job for job in jobs if not is_known(job, known)]
    # New ones first: those that survived before often do so again, and take the longest.
    waiting.sort(key=lambda job: job.mutant.key in known)
    context = multiprocessing.get_context("fork")
    results = context.SimpleQueue()
    parts = [waiting[start::workers] for start in range(workers)]
    processes = [context.Process(target=work, args=(part, results)) for part in parts if part]
    for process in processes:
        process.start()
    for count in range(1, len(waiting) + 1):
        job, killed_by = results.get()
        known[job.mutant.key] = {"killed_by": killed_by, "module": job.module, "tested": job.tested}
        file.write_text(json.dumps(known, indent=1), encoding="utf-8")
        print(f"{count}/{len(waiting)} {job.mutant.key}: {killed_by or 'SURVIVED'}", flush=True)
    for process in processes:
        process.join()
    return known


def tell(jobs: list[Job], known: dict[str, dict[str, str]]) -> int:
    """Print the table and the score; return how many survived."""
    print("\n| place | operator | before | after | killed by |\n|---|---|---|---|---|")
    survived = 0
    for job in jobs:
        mutant, killed_by = job.mutant, known[job.mutant.key]["killed_by"]
        survived += not killed_by
        before = " ".join(mutant.before.split()).replace("|", "\\|")
        after = mutant.after.replace("|", "\\|")
        outcome = killed_by or ("SURVIVED" if job.tests else "SURVIVED: no test executes it")
        print(f"| {mutant.path}:{mutant.line} | {mutant.operator} | `{before}` | `{after}` | {outcome} |")
    killed = len(jobs) - survived
    print(f"\n{killed} of {len(jobs)} mutants were killed: {killed / max(len(jobs), 1):.1%}.")
    return survived


def main() -> int:
    """Draw mutants, run them and print what became of each."""
    summary, _, more = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        description=summary, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cache", type=Path, help="folder for what is known of tests and mutants")
    parser.add_argument("--seed", type=int, default=0, help="draws the mutants (default: %(default)s)")
    parser.add_argument("--count", type=int, default=200, help="how many to draw (default: %(default)s)")
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="PATH", help="draw from these modules or folders only"
    )
    parser.add_argument("--workers", type=int, default=2, help="mutants at a time (default: %(default)s)")
    parser.add_argument(
        "--budget", type=float, default=120, help="seconds of tests per mutant (default: %(default)s)"
    )
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    # One thread in each library, examples of Hypothesis always the same, and no stale byte code of a mutant.
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", CI="1", QT_QPA_PLATFORM="offscreen")
    os.environ.setdefault("SEGDESK_TEST_DATA", str(ROOT.parent / "shared"))
    sys.dont_write_bytecode = True
    files = sorted(file for folder in MUTATED for file in (ROOT / folder).rglob("*.py"))
    every = [
        mutant
        for path in (file.relative_to(ROOT).as_posix() for file in files)
        if not options.only or any(path.startswith(each.rstrip("/")) for each in options.only)
        for mutant in mutants_of(path, (ROOT / path).read_text(encoding="utf-8"))
    ]
    drawn = sorted(every, key=lambda each: each.lot(options.seed))[: options.count]
    drawn.sort(key=lambda each: (each.path, each.line, each.column))
    print(f"{len(drawn)} of {len(every)} mutants, seed {options.seed}")
    tests = sorted(
        file.relative_to(ROOT).as_posix() for folder in TESTS for file in (ROOT / folder).rglob("test_*.py")
    )
    jobs = jobs_of(drawn, covered(options.cache, tests), options.budget)
    return 1 if tell(jobs, run(jobs, options.workers, options.cache / "results.json")) else 0


if __name__ == "__main__":
    sys.exit(main())
