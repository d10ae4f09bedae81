"""`segdesk forget`: take a customer out of a project."""

import argparse

from segdesk.cli.printing import note, tell
from segdesk.cli.progress import ProgressLine
from segdesk.delivery.project import deliver_without_customer
from segdesk.messages import say


def work(options: argparse.Namespace) -> None:
    """Delete a customer from a project, its copy before the last save and the models in it."""
    with ProgressLine(wanted=not options.quiet) as progress:
        forgotten = deliver_without_customer(options.project, options.customer, progress)
    tell(forgotten.words)
    note(say("Note: {warning}", warning=forgotten.what_stays))
