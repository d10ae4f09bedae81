"""The command line: words to command, errors to exit codes.

Nothing heavy is imported here: `segdesk --help` answers at once, and each command imports what it needs.
"""

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from segdesk.cli.arguments import language_of
from segdesk.cli.interrupt import remembered_interrupts
from segdesk.cli.parser import build_parser
from segdesk.cli.printing import complain
from segdesk.crash_log import write_crash_log
from segdesk.errors import Cancelled, InputError, SegdeskError, UsageError
from segdesk.memory import is_out_of_memory
from segdesk.messages import say, use_language

STOPPED = 130

# Shows the window with files, if any, and returns the exit code when it is closed.
OpenWindow = Callable[[Sequence[Path]], int]
# Tries the window with a small file in a folder, and returns a word on what was tried.
CheckWindow = Callable[[Path], str]


def run_command_line(
    arguments: Sequence[str],
    open_window: OpenWindow | None = None,
    check_window: CheckWindow | None = None,
) -> int:
    """Run `segdesk ARGUMENTS` and return the exit code.

    Parameters
    ----------
    arguments : sequence of str
    open_window : callable, optional
        What `segdesk app` and `segdesk FILE` call; the command line itself knows nothing of windows, and without
        this there are none.
    check_window : callable, optional
        What `segdesk selftest` tries the window with; without this it tries everything else.

    0 done, 1 a defect of segdesk, 2 wrong words, 3 unusable input, 4 unwritable output, 130 stopped by the user.
    """
    # joblib, which scikit-learn brings, would start a process just to count cores; ours are counted without.
    os.environ.setdefault("LOKY_MAX_CPU_COUNT", str(os.cpu_count() or 1))
    # Nor is it to try for semaphores, and to complain on the screen where there are none.
    os.environ.setdefault("JOBLIB_MULTIPROCESSING", "0")
    for stream in (sys.stdout, sys.stderr):
        prepare_stream(stream, windows=sys.platform == "win32")
    words = list(arguments)
    with use_language(language_of(words)):
        return _answer(words, open_window, check_window)


def _answer(words: list[str], open_window: OpenWindow | None, check_window: CheckWindow | None) -> int:
    """Parse the words and do what they say, in the language in force."""
    parser = build_parser()
    if len(words) == 1 and "." in words[0] and Path(words[0]).is_file():
        # A file alone: the window opens on it. A file that is called like a command is named with its folder.
        words.insert(0, "app")
    try:
        options = parser.parse_args(words)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 2
    except BrokenPipeError:
        return _answer_nobody()
    except UsageError as error:
        complain(error)
        return error.exit_code
    if options.command is None:
        parser.print_help()
        return 0
    if options.command == "app":
        if open_window is None:
            complain(say("There is no window here."))
            return InputError.exit_code
        return open_window(options.files)
    options.check_window = check_window
    with remembered_interrupts():
        return _guarded(options)


def prepare_stream(stream: TextIO, windows: bool) -> None:
    """Make a stream take every sentence: a terminal that knows no “ or € must not stop the program.

    Into a file or another program Windows would write in the code page of the country, which has not every letter and
    which JSON must not be in: there it is UTF-8, unless the user asked for something else.
    """
    # What stands in for a stream in a test or a notebook may lack both.
    with contextlib.suppress(AttributeError, ValueError):
        if windows and not stream.isatty() and "PYTHONIOENCODING" not in os.environ:
            stream.reconfigure(encoding="utf-8")  # type: ignore[attr-defined]
        stream.reconfigure(errors="replace")  # type: ignore[attr-defined]


def _guarded(options: argparse.Namespace) -> int:
    """Run the command; whatever goes wrong becomes a sentence and an exit code."""
    try:
        options.work(options)
        sys.stdout.flush()
    except (KeyboardInterrupt, Cancelled):
        complain(say("Stopped. Nothing was written."))
        return STOPPED
    except SegdeskError as error:
        complain(error)
        return error.exit_code
    except BrokenPipeError:
        return _answer_nobody()
    except Exception as error:
        if is_out_of_memory(error):
            complain(
                InputError(
                    say("There is too little memory for this table."),
                    mend=say("Close other programs, or name fewer columns with --use."),
                )
            )
            return InputError.exit_code
        place = write_crash_log(error)
        complain(
            say(
                "segdesk has a defect and had to stop ({error}). Nothing was written. Details are in {place}.",
                error=type(error).__name__,
                place=str(place),
            )
        )
        return 1
    return 0


def _answer_nobody() -> int:
    """Whoever read our output has gone (`segdesk inspect FILE | head`); that is no defect."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
