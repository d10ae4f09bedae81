"""The words of the commands that plan campaigns and tell what they brought."""

import argparse
from pathlib import Path

from segdesk.cli.placing_options import listed_names
from segdesk.engine.campaign.mailing_tools import MAILING_TOOLS
from segdesk.messages import say


def add_plan(command: argparse.ArgumentParser) -> None:
    """Add whom a campaign is for, what goes along, and how many are held back."""
    command.add_argument(
        "source",
        type=Path,
        metavar="SOURCE",
        help=str(say("a labeled file, the folder of a run, or a project")),
    )
    command.add_argument(
        "--segments",
        type=listed_names,
        default=(),
        metavar="A,B",
        help=str(say("segments to write to, by number; default: all")),
    )
    command.add_argument(
        "--columns",
        type=listed_names,
        default=(),
        dest="listed",
        metavar="A,B",
        help=str(
            say("columns that go along; default: all that are neither personal nor of single customers")
        ),
    )
    command.add_argument(
        "--keep-personal",
        action="store_true",
        help=str(say("also keep personal columns and those of single customers")),
    )
    command.add_argument(
        "--tool",
        choices=tuple(MAILING_TOOLS),
        default="",
        help=str(say("name columns as a mailing tool knows them")),
    )
    command.add_argument(
        "--email", metavar="COL", help=str(say("column of e-mail addresses; default: found by content"))
    )
    command.add_argument(
        "--control",
        type=share,
        default=0.1,
        metavar="SHARE",
        help=str(say("share of each segment that is held back; default: 10%%")),
    )
    command.add_argument(
        "--base-rate",
        type=share,
        metavar="SHARE",
        help=str(say("share that responds anyway, to say which effect would show")),
    )


def add_campaign_and_results(command: argparse.ArgumentParser) -> None:
    """Add the campaign, the file of what happened since, and which columns say what."""
    command.add_argument(
        "campaign",
        type=Path,
        metavar="CAMPAIGN",
        help=str(say("the folder that campaign wrote, or its groups.csv")),
    )
    command.add_argument(
        "results",
        type=Path,
        metavar="RESULTS",
        help=str(say("what happened since: one row per customer or per purchase")),
    )
    command.add_argument(
        "--response",
        metavar="COL",
        help=str(
            say("column that says who responded: yes and no, or numbers; default: who stands in the file did")
        ),
    )


def share(text: str) -> float:
    """Return a share that is written as 10% or as 0.1."""
    plain = text.strip().replace(",", ".")
    try:
        return float(plain.removesuffix("%")) / 100 if plain.endswith("%") else float(plain)
    except ValueError:
        raise argparse.ArgumentTypeError(
            str(say("“{text}” is no share; write one such as 10%.", text=text))
        ) from None
