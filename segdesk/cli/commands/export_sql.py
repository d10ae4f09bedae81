"""`segdesk export-sql`: a model's placing for programs without segdesk, as one SELECT, as JSON or as a workbook."""

import argparse

from segdesk.cli.printing import tell
from segdesk.delivery.placing_files import deliver_placing, deliver_workbook
from segdesk.errors import UsageError
from segdesk.io.scoring.placing_json import placing_json
from segdesk.io.scoring.placing_sql import placing_sql
from segdesk.io.scoring.sql_dialects import DIALECTS
from segdesk.io.stored_model import read_stored_model
from segdesk.messages import say, say_n


def work(options: argparse.Namespace) -> None:
    """Print what places customers, or write it into a file."""
    _check(options)
    model, _ = read_stored_model(options.model)
    if options.format == "excel":
        room = deliver_workbook(model, options.out, options.rows)
        tell(say("Written to {file}.", file=str(options.out)))
        tell(say_n("There is room for {n} customer.", "There is room for {n} customers.", n=room))
        return
    as_sql = options.format == "sql"
    written = placing_sql(model, options.dialect, options.table) if as_sql else placing_json(model)
    if options.out is None:
        print(written, end="")
        return
    deliver_placing(written, options.out)
    tell(say("Written to {file}.", file=str(options.out)))


def _check(options: argparse.Namespace) -> None:
    """Refuse options that do not go together."""
    # The window has no control of these names, so sentences take them as values.
    if options.format == "sql" and options.dialect is None:
        raise UsageError(
            say("{option} is missing.", option="--dialect"),
            mend=say("Say which SQL it is to be: {names}.", names=", ".join(DIALECTS)),
        )
    if options.format != "sql" and options.dialect is not None:
        raise UsageError(say("{option} goes with SQL only.", option="--dialect"), mend=say("Leave it out."))
    if options.format != "excel" and options.rows is not None:
        raise UsageError(
            say("{option} goes with a workbook only.", option="--rows"), mend=say("Leave it out.")
        )
    if options.format == "excel" and options.out is None:
        raise UsageError(
            say("{option} is missing.", option="--out"), mend=say("A workbook needs the name of a file.")
        )
