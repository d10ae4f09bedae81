"""Calling the command line: in this process where only its answer matters, in one of its own where the process does."""

import contextlib
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from segdesk.cli.main import run_command_line


@dataclass(frozen=True)
class Answer:
    """What the command line gave back."""

    returncode: int
    stdout: str
    stderr: str


def segdesk(*words: object, cwd: Path | None = None) -> Answer:
    """Run `segdesk WORDS` here and return exit code and what it said."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.redirect_stdout(out))
        stack.enter_context(contextlib.redirect_stderr(err))
        if cwd is not None:
            stack.enter_context(contextlib.chdir(cwd))
        code = run_command_line([str(word) for word in words])
    return Answer(code, out.getvalue(), err.getvalue())


def segdesk_process(*words: object, **environment: str) -> Answer:
    """Run `segdesk WORDS` as a process of its own, with these environment variables."""
    done = subprocess.run(
        [sys.executable, "-m", "segdesk", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        timeout=240,
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)
