"""`segdesk predict`: place new customers."""

import argparse
import datetime as dt
import json
from dataclasses import replace

from segdesk.cli.chosen_recipe import recipe_of
from segdesk.cli.printing import note, tell
from segdesk.cli.progress import ProgressLine
from segdesk.delivery.drift_summary import drift_summary
from segdesk.delivery.table_file import deliver_prediction
from segdesk.engine.prediction.matching import apply_map
from segdesk.engine.prediction.predict import customers_to_place, predict
from segdesk.io.joining import joined_table
from segdesk.io.reading import read_table
from segdesk.io.source_summary import summarise_source
from segdesk.io.stored_model import read_stored_model
from segdesk.io.writers.exporter_registry import exporter_for
from segdesk.messages import in_words, say
from segdesk.progress import part
from segdesk.threads import single_threaded
from segdesk.version import VERSION


def work(options: argparse.Namespace) -> None:
    """Place the customers of a file and write it labeled."""
    recipe = recipe_of(options)
    exporter_for(options.out)
    with ProgressLine(wanted=not options.quiet) as progress:
        model, made_with = read_stored_model(options.model)
        table = read_table(options.files, recipe.read, part(progress, 0, 0.5))
        progress(say("Placing customers"), 0.5)
        with single_threaded():
            made_with = replace(made_with, read=recipe.read)
            mapped = apply_map(table, model, made_with, options.map)
            joined = joined_table(recipe.transactions.join)
            customers, spec = customers_to_place(mapped.table, model, made_with, joined, dt.date.today())
            prediction = predict(customers, model, spec, mapped.matches)
        notes = deliver_prediction(prediction, options.out, bool(recipe.output.raw), part(progress, 0.7, 1))
    steps = (*prediction.table.steps, *prediction.steps)
    warnings = (*prediction.table.warnings, *prediction.warnings, *notes)
    counts = prediction.placed.sizes(len(model.names))
    if options.json:
        summary = {
            "segdesk": VERSION,
            "input": summarise_source(table),
            "segments": [
                {"segment": i, "name": name, "size": int(counts[i])}
                for i, name in enumerate(model.names, start=1)
            ],
            "unassigned": int(counts[0]),
            "unlike": int(prediction.placed.unlike.sum()),
            "drift": drift_summary(prediction.drift, model.names),
            "steps": [str(step) for step in steps],
            "warnings": [str(w) for w in warnings],
            "files": [str(options.out)],
        }
        print(json.dumps(summary, ensure_ascii=False, indent=2))
        return
    for warning in warnings:
        note(say("Note: {warning}", warning=warning))
    for step in steps:
        tell(step)
    for i, name in enumerate(model.names, start=1):
        tell(f"  {i}  {name}: {in_words(int(counts[i]))}")
    if counts[0]:
        tell(f"  0  {say('Unassigned')}: {in_words(int(counts[0]))}")
    tell(say("Since the segments were made: {text}", text=prediction.drift.text))
    for reason in prediction.drift.reasons:
        tell(f"  {reason}")
    tell(say("Written to {file}.", file=str(options.out)))
