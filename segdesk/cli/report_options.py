"""The words that say how a report is to be."""

import argparse
from pathlib import Path

from segdesk.cli.placing_options import listed_names
from segdesk.messages import LANGUAGES, say


def add_preset(command: argparse.ArgumentParser) -> None:
    """Add `--preset`."""
    command.add_argument(
        "--preset",
        type=Path,
        metavar="FILE",
        help=str(say("choices for the report, saved in the dialog of the window")),
    )


def add_report_options(command: argparse.ArgumentParser) -> None:
    """Add what the report is called, whom it is from, and what stands in it where."""
    add_preset(command)
    for flag, metavar, text in (
        ("--title", "TEXT", say("title of the report; default: what was found")),
        ("--author", "TEXT", say("whom the report is from")),
        ("--date", "DATE", say("date of the report as 2026-01-31, or none; default: today")),
        ("--accent", "COLOUR", say("colour of headings and rules, such as #00AA55")),
    ):
        command.add_argument(flag, metavar=metavar, help=str(text))
    command.add_argument(
        "--logo", type=Path, metavar="FILE", help=str(say("a PNG or JPEG picture for the first page"))
    )
    command.add_argument(
        "--order",
        type=listed_names,
        metavar="LIST",
        help=str(say("parts in the order wanted, comma-separated; the others follow")),
    )
    command.add_argument(
        "--leave-out",
        dest="left_out",
        type=listed_names,
        metavar="LIST",
        help=str(say("parts to leave out, comma-separated; a wrong name lists all")),
    )
    command.add_argument(
        "--lang",
        dest="language",
        choices=tuple(LANGUAGES),
        help=str(say("language of the report; default: that of the run")),
    )
