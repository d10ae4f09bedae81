"""`segdesk export-sql`: a model's placing for programs without segdesk, as one SELECT or as JSON."""

import argparse

from segdesk.cli.printing import tell
from segdesk.delivery.model_files import deliver_placing
from segdesk.errors import UsageError
from segdesk.io.scoring.placing_json import placing_json
from segdesk.io.scoring.placing_sql import placing_sql
from segdesk.io.stored_model import read_stored_model
from segdesk.messages import say


def work(options: argparse.Namespace) -> None:
    """Print what places customers, or write it into a file."""
    if options.format == "sql" and options.dialect is None:
        raise UsageError(
            say("--dialect is missing."),
            mend=say("Say which SQL it is to be: --dialect duckdb, postgres, spark or ansi."),
        )
    if options.format != "sql" and options.dialect is not None:
        raise UsageError(say("--dialect goes with SQL only."), mend=say("Leave it out, or --format."))
    model, _ = read_stored_model(options.model)
    as_sql = options.format == "sql"
    written = placing_sql(model, options.dialect, options.table) if as_sql else placing_json(model)
    if options.out is None:
        print(written, end="")
        return
    deliver_placing(written, options.out)
    tell(say("Written to {file}.", file=str(options.out)))
