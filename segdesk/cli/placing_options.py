"""The words of the commands that place customers with a model."""

import argparse
from pathlib import Path

from segdesk.messages import say


def add_model(command: argparse.ArgumentParser) -> None:
    """Add `--model`."""
    command.add_argument(
        "--model", type=Path, required=True, metavar="M", help=str(say("model.segdesk of a run"))
    )


def add_map(command: argparse.ArgumentParser) -> None:
    """Add `--map`, which says what columns are called otherwise."""
    command.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="OLD=NEW",
        help=str(say("the column OLD of the file is what the model calls NEW; may be repeated")),
    )


def add_customer(command: argparse.ArgumentParser) -> None:
    """Add what describes one customer, and what of him may change."""
    command.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="COL=VALUE",
        help=str(say("a value of the customer; may be repeated; columns without one have a typical value")),
    )
    command.add_argument(
        "--to",
        metavar="SEGMENT",
        help=str(say("number or name of a segment: find the smallest change that leads there")),
    )
    command.add_argument(
        "--change",
        type=listed_names,
        metavar="COL[,COL]",
        help=str(say("columns that may change for it; default: all")),
    )


def listed_names(text: str) -> tuple[str, ...]:
    """Split a list of names; one that holds a comma is put in double quotes."""
    import csv  # noqa: PLC0415 - needed for lists only

    return tuple(name.strip() for name in next(csv.reader([text], skipinitialspace=True), []) if name.strip())
