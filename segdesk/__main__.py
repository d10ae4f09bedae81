"""`segdesk`, `python -m segdesk` and `segdesk-desktop`: the only file that knows both command line and window."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

STOPPED = 130
NO_WINDOW = 3


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        # Imported here, so that Ctrl-C in the first moments is answered like any other.
        from segdesk.cli.main import run_command_line  # noqa: PLC0415

        code = run_command_line(sys.argv[1:], open_window, check_window)
    except KeyboardInterrupt:
        # The words are still being read, or all is done and tidied: a command at work answers the key itself.
        code = STOPPED
    sys.exit(code)


def desktop() -> None:
    """Show the window, with the files that the command line names."""
    sys.exit(open_window([Path(word) for word in sys.argv[1:]]))


def open_window(files: Sequence[Path]) -> int:
    """Show the window until it is closed; say so in a sentence where there can be none.

    Files are given to a window that is open already, if there is one; without files this is always a new window.
    """
    # Qt is loaded only for the window, and only where it can start.
    from segdesk.app.system_libraries import why_no_window  # noqa: PLC0415

    reason = why_no_window()
    if reason is not None:
        print(f"segdesk: {reason}", file=sys.stderr)
        return NO_WINDOW
    from segdesk.app.single_instance import claim_single_instance, hand_over  # noqa: PLC0415

    first = claim_single_instance()
    if first is None and files and hand_over(files):
        return 0
    from segdesk.app.main import start  # noqa: PLC0415

    return start(files, first)


def check_window(folder: Path) -> str:
    """Try the window without a screen on a small file in a folder, and return a word on it."""
    # Whatever screen there is, nothing is to flicker on it.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from segdesk.app.system_libraries import why_no_window  # noqa: PLC0415

    reason = why_no_window()
    if reason is not None:
        return f"not tried: {reason}"
    from segdesk.app.self_check import check  # noqa: PLC0415

    return check(folder)


if __name__ == "__main__":
    main()
