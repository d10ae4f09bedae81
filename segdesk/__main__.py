"""`segdesk` and `python -m segdesk`."""

import sys

STOPPED = 130


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        # Imported here, so that Ctrl-C in the first moments is answered like any other.
        from segdesk.cli.main import run_command_line  # noqa: PLC0415
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    sys.exit(run_command_line(sys.argv[1:]))


if __name__ == "__main__":
    main()
