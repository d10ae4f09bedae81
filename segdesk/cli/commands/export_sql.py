"""`segdesk export-sql`: a model's placing for programs without segdesk, as one SELECT or as JSON."""

import argparse

from segdesk.cli.printing import tell
from segdesk.delivery.model_files import deliver_placing
from segdesk.errors import UsageError
from segdesk.io.scoring.placing_json import placing_json
from segdesk.io.scoring.placing_sql import placing_sql
from segdesk.io.scoring.sql_dialects import DIALECTS
from segdesk.io.stored_model import read_stored_model
from segdesk.messages import say


def work(options: argparse.Namespace) -> None:
    """Print what places customers, or write it into a file."""
    # The window has no control of these names, so sentences take them as values.
    if options.format == "sql" and options.dialect is None:
        raise UsageError(
            say("{option} is missing.", option="--dialect"),
            mend=say("Say which SQL it is to be: {names}.", names=", ".join(DIALECTS)),
        )
    if options.format != "sql" and options.dialect is not None:
        raise UsageError(say("{option} goes with SQL only.", option="--dialect"), mend=say("Leave it out."))
    model, _ = read_stored_model(options.model)
    as_sql = options.format == "sql"
    written = placing_sql(model, options.dialect, options.table) if as_sql else placing_json(model)
    if options.out is None:
        print(written, end="")
        return
    deliver_placing(written, options.out)
    tell(say("Written to {file}.", file=str(options.out)))
