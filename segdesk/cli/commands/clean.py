"""`segdesk clean`: the table as it was understood, for any other program."""

import argparse
import datetime as dt
import json

from segdesk.cli.chosen_recipe import recipe_of
from segdesk.cli.printing import note, tell
from segdesk.cli.progress import ProgressLine
from segdesk.delivery.table_file import deliver_clean
from segdesk.engine.pipeline.pipeline import customers_of
from segdesk.engine.schema.clean_table import clean_table
from segdesk.io.joining import joined_table
from segdesk.io.reading import read_table
from segdesk.io.source_summary import summarise_source
from segdesk.io.writers.exporter_registry import exporter_for
from segdesk.messages import say, say_n
from segdesk.progress import part
from segdesk.threads import single_threaded
from segdesk.version import VERSION


def work(options: argparse.Namespace) -> None:
    """Understand a file and write it in one plain way."""
    recipe = recipe_of(options)
    exporter_for(options.out)
    with ProgressLine(wanted=not options.quiet) as progress, single_threaded():
        table = read_table(options.files, recipe.read, part(progress, 0, 0.5))
        customers, purchases = customers_of(
            table, recipe, joined_table(recipe.transactions.join), dt.date.today(), part(progress, 0.5, 0.8)
        )
        clean = clean_table(customers)
        notes = deliver_clean(clean, options.out, bool(recipe.output.raw), part(progress, 0.8, 1))
    warnings = (*customers.warnings, *notes)
    if options.json:
        summary = {
            "segdesk": VERSION,
            "input": summarise_source(table),
            "kind": "customers" if purchases is None else "transactions",
            "columns": [{"name": c.name, "type": str(c.type)} for c in customers.columns],
            "rows": clean.table.n_rows,
            "steps": [str(step) for step in customers.table.steps],
            "warnings": [str(warning) for warning in warnings],
            "files": [str(options.out)],
        }
        print(json.dumps(summary, ensure_ascii=False, indent=2))
        return
    for warning in warnings:
        note(say("Note: {warning}", warning=warning))
    for step in customers.table.steps if options.verbose or purchases is not None else ():
        tell(step)
    tell(
        say_n(
            "Written to {file}: {n} row, {columns} columns.",
            "Written to {file}: {n} rows, {columns} columns.",
            n=clean.table.n_rows,
            file=str(options.out),
            columns=len(clean.columns),
        )
    )
