"""`segdesk export-sql`: a model's placing as one SELECT, for databases without segdesk."""

import argparse

from segdesk.cli.printing import tell
from segdesk.delivery.model_files import deliver_sql
from segdesk.io.scoring.placing_sql import placing_sql
from segdesk.io.stored_model import read_stored_model
from segdesk.messages import say


def work(options: argparse.Namespace) -> None:
    """Print the statement, or write it into a file."""
    model, _ = read_stored_model(options.model)
    if options.out is None:
        print(placing_sql(model, options.dialect, options.table), end="")
        return
    deliver_sql(model, options.out, options.dialect, options.table)
    tell(say("Written to {file}.", file=str(options.out)))
