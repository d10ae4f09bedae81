#!/usr/bin/env python3
"""Feed segdesk damaged and hostile files, and name those that it neither reads nor refuses in a sentence.

    python tools/fuzz_files.py [--files 2000] [--seed 0] [--workers 2] [--keep FOLDER] [--kind xlsx]

Small files of every kind are made by the real writers and then changed (`tools/file_mutations.py`). Each goes through
the command line in a process of its own kind: under a limit on memory of 1 GB over what the program takes by itself,
and of 10 seconds. A fault is an end of the process, a traceback, an exit code other than 0, 2 and 3, or one of the
limits. Files with faults are kept. The same seed gives the same files.
"""

import argparse
import contextlib
import io
import json
import os
import queue
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 10.0
MEMORY = 1 << 30
TABLES = ("csv", "gz", "zip", "xlsx", "ods", "xls", "xlsb", "parquet", "sqlite")
KINDS = (*TABLES, "recipe", "model", "project")


@dataclass(frozen=True)
class Seed:
    """A valid file: its kind, its name and its bytes."""

    kind: str
    name: str
    data: bytes


@dataclass(frozen=True)
class Outcome:
    """What became of a file: the verdict, and what was said."""

    verdict: str
    code: int | None
    seconds: float
    megabytes: int
    said: str


def main() -> int:
    """Make, change and try the files; return 1 if there is a fault."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-faults"))
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--show", action="store_true", help="print what was said of each file")
    parser.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker is not None:
        work(options.worker)
        return 0
    with tempfile.TemporaryDirectory(prefix="segdesk-fuzz-") as name:
        kinds = KINDS if options.kind is None else (options.kind,)
        faults = 0
        found: dict[str, Counter[str]] = {kind: Counter() for kind in kinds}
        slowest: tuple[float, str] = (0.0, "")
        largest: tuple[int, str] = (0, "")
        for path, kind, outcome in tried(Path(name), options.files, options.seed, options.workers, kinds):
            found[kind][outcome.verdict] += 1
            slowest = max(slowest, (outcome.seconds, path.name))
            largest = max(largest, (outcome.megabytes, path.name))
            if options.show:
                print(f"{path.name}: {outcome.verdict}: {outcome.said.strip()[-200:]!r}")
            if outcome.verdict.startswith("FAULT"):
                faults += 1
                options.keep.mkdir(exist_ok=True)
                (options.keep / path.name).write_bytes(path.read_bytes())
                print(
                    f"{path.name}: {outcome.verdict} ({outcome.seconds:.1f} s): {outcome.said[-300:]}",
                    flush=True,
                )
        for kind, counts in found.items():
            print(f"{kind:8}", ", ".join(f"{n} {verdict}" for verdict, n in sorted(counts.items())))
        print(
            f"slowest {slowest[0]:.1f} s ({slowest[1]}), most memory {largest[0]} MB over the base ({largest[1]})"
        )
        print(f"{faults} faults")
    return int(faults > 0)


def tried(
    folder: Path, n_files: int, seed: int, n_workers: int, kinds: tuple[str, ...] = KINDS
) -> Iterator[tuple[Path, str, Outcome]]:
    """Yield each changed file with its kind and what became of it."""
    from file_mutations import mutated  # noqa: PLC0415 - beside this script

    seeds = made_seeds(folder / "seeds")
    todo = iter(range(n_files))
    done: queue.Queue[tuple[Path, str, Outcome]] = queue.Queue()

    def drive() -> None:
        worker = Worker(folder)
        for i in todo:
            kind = kinds[i % len(kinds)]
            own = random.Random(f"{seed} {i}")
            base = own.choice([each for each in seeds if each.kind == kind])
            path = folder / f"{kind}-{i:05d}-{base.name}"
            path.write_bytes(mutated(base.kind, base.data, own))
            done.put((path, kind, worker.outcome(path, kind)))
        worker.close()

    threads = [threading.Thread(target=drive, daemon=True) for _ in range(n_workers)]
    for thread in threads:
        thread.start()
    for _ in range(n_files):
        path, kind, outcome = done.get()
        yield path, kind, outcome
        path.unlink()
    for thread in threads:
        thread.join()


class Worker:
    """A process that tries files one after the other; a new one where it ended or had to be ended."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None

    def outcome(self, path: Path, kind: str) -> Outcome:
        """Return what became of a file."""
        process = self._process or self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        started = time.monotonic()
        clock = threading.Timer(3 * SECONDS, process.kill)
        clock.start()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(json.dumps([str(path), kind]) + "\n")
            process.stdin.flush()
        line = process.stdout.readline()
        clock.cancel()
        seconds = time.monotonic() - started
        if not line:
            self.close()
            what = "FAULT time" if seconds > SECONDS else f"FAULT process ended ({process.returncode})"
            return Outcome(what, process.returncode, seconds, 0, "")
        # By the clock of the process: this one may have been busy with the next file.
        code, seconds, megabytes, said = json.loads(line)
        return Outcome(verdict(code, seconds, megabytes, said), code, seconds, megabytes, said)

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            with contextlib.suppress(BrokenPipeError):
                self._process.communicate()
            self._process = None

    def _started(self) -> "subprocess.Popen[str]":
        self._process = subprocess.Popen(
            [sys.executable, __file__, "--worker", str(self._folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "OMP_NUM_THREADS": "1",
                "XDG_STATE_HOME": str(self._folder / "state"),
            },
        )
        assert self._process.stdout is not None
        self._process.stdout.readline()  # ready
        return self._process


def verdict(code: int, seconds: float, megabytes: int, said: str) -> str:
    """Return what to call an outcome."""
    if "Traceback" in said or "panicked" in said:
        return "FAULT traceback"
    if code not in (0, 2, 3):
        return f"FAULT exit {code}"
    if seconds > SECONDS:
        return "FAULT time"
    if megabytes << 20 > MEMORY:
        return "FAULT memory"
    return "read" if code == 0 else "refused"


def work(folder: Path) -> None:
    """Try the files that are named on standard input, and tell on standard output what became of each."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    seeds = folder / "seeds"
    for name, kind in (("kunden.csv", "csv"), ("kunden.xlsx", "xlsx"), ("kunden.parquet", "parquet")):
        answer(seeds / name, kind, folder)
    answer(seeds / "kmeans.segdesk", "model", folder)
    limit_memory()
    print("ready", file=answers, flush=True)
    for line in sys.stdin:
        name, kind = json.loads(line)
        print(json.dumps(answer(Path(name), kind, folder)), file=answers, flush=True)


def answer(path: Path, kind: str, folder: Path) -> tuple[int, float, int, str]:
    """Return the exit code for a file, the seconds and megabytes that it took, and what was said."""
    from segdesk.cli.main import run_command_line  # noqa: PLC0415 - in the worker only

    good = str(folder / "seeds" / "kunden.csv")
    out = folder / f"out-{os.getpid()}"
    placing = ["predict", good, "--model", str(path), "--out", f"{out}.csv"]
    words = {
        "recipe": ["run", good, "--recipe", str(path), "--out", str(out), "--quiet", "--formats", "csv"],
        "model": placing,
        "project": placing,
    }.get(kind, ["inspect", str(path)])
    told = io.StringIO()
    # Of the processor: how busy the machine is besides says nothing of the file.
    before, started = reset_peak(), time.process_time()
    with tempfile.TemporaryFile() as raw, descriptor_into(raw.fileno(), 2):
        with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
            code = run_command_line(words)
        raw.seek(0)
        below = raw.read().decode("utf-8", "replace")
    if out.is_dir():
        shutil.rmtree(out)
    Path(f"{out}.csv").unlink(missing_ok=True)
    seconds = time.process_time() - started
    said = told.getvalue() + below
    return code, seconds, max(0, peak() - before), said if len(said) < 4000 else said[:2000] + said[-2000:]


@contextlib.contextmanager
def descriptor_into(target: int, which: int) -> Iterator[None]:
    """Let what libraries write past Python, such as words of Rust, go into another file."""
    kept = os.dup(which)
    os.dup2(target, which)
    try:
        yield
    finally:
        os.dup2(kept, which)
        os.close(kept)


def limit_memory() -> None:
    """Limit the address space to what is taken now and the memory that a file may cost."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - for this system only

        size = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_AS, (size + MEMORY, size + MEMORY))


def reset_peak() -> int:
    """Begin to measure anew; return the megabytes in use."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
    return peak()


def peak() -> int:
    """Return the megabytes that were in use at most; 0 where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    return int(status.partition("VmHWM:")[2].split()[0]) >> 10


def made_seeds(folder: Path) -> list[Seed]:
    """Write valid files of every kind, and return them."""
    sys.path.insert(0, str(ROOT))
    from segdesk.cli.selftest_files import WRITERS  # noqa: PLC0415 - heavy

    folder.mkdir()
    lines = [["kunde", "umsatz", "besuche", "seit", "ort", "newsletter"]]
    draw = random.Random(7)
    for i in range(60):
        day = f"20{draw.randint(10, 24)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        lines.append([f"K{i:03}", f"{draw.gammavariate(2, 50):.2f}", str(draw.randint(1, 30)), day,
                      draw.choice(["Köln", "Łódź", "Málaga"]), draw.choice(["ja", "nein", ""])])  # fmt: skip
    names = {"text": "csv", "gzip": "gz", **{kind: kind for kind in TABLES}}
    seeds = []
    for kind, (suffix, write) in WRITERS.items():
        if kind in names:
            path = folder / f"kunden{suffix}"
            write(path, lines)
            seeds.append(Seed(names[kind], path.name, path.read_bytes()))
    (folder / "plain.csv").unlink(missing_ok=True)
    path = folder / "tabla.csv"
    path.write_bytes("\r\n".join(";".join(line) for line in lines).replace(".", ",").encode("cp1250"))
    seeds.append(Seed("csv", path.name, path.read_bytes()))
    path = folder / "typed.xlsx"
    write_typed_workbook(path, lines)
    seeds.append(Seed("xlsx", path.name, path.read_bytes()))
    seeds += method_seeds(folder, folder / "kunden.csv")
    return [*seeds, project_seed(folder, folder / "kunden.csv")]


def method_seeds(folder: Path, table: Path) -> list[Seed]:
    """Write the model and the recipe of several methods, as a run without a report writes them."""
    import segdesk  # noqa: PLC0415 - heavy
    from segdesk.io.recipe_file import recipe_to_toml  # noqa: PLC0415 - heavy

    seeds = []
    for method in ("kmeans", "hdbscan", "gmm", "hierarchical", "kprototypes", "pam"):
        number = {} if method == "hdbscan" else {"k": 3}
        result = segdesk.segment(table, method=method, draws=2, formats=("csv",), report=(), **number)
        model = folder / f"{method}.segdesk"
        result.model.save(model)
        seeds.append(Seed("model", model.name, model.read_bytes()))
        seeds.append(Seed("recipe", f"{method}.toml", recipe_to_toml(result.recipe).encode()))
    return seeds


def project_seed(folder: Path, table: Path) -> Seed:
    """Write a project of two results."""
    import segdesk  # noqa: PLC0415 - heavy

    path = folder / "projekt.segdesk"
    results = [segdesk.segment(table, k=k, draws=0) for k in (3, 4)]
    segdesk.save_project(path, results)
    return Seed("project", path.name, path.read_bytes())


def write_typed_workbook(path: Path, lines: list[list[str]]) -> None:
    """Write a workbook with numbers, dates, formulas, an error and a second sheet."""
    import xlsxwriter  # noqa: PLC0415 - heavy

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Kunden")
        sheet.write_row(0, 0, lines[0])
        for row, (name, money, visits, _, town, _) in enumerate(lines[1:], 1):
            sheet.write_row(row, 0, [name, float(money), int(visits)])
            sheet.write_datetime(row, 3, datetime(2020, 1, 1 + row % 28))
            sheet.write_string(row, 4, town)
            sheet.write_formula(row, 5, "=1/0", None, "#DIV/0!" if row % 9 == 0 else row)
        book.add_worksheet("Notiz").write_string(3, 3, "nur eine Zelle")


if __name__ == "__main__":
    sys.exit(main())
