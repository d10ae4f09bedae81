"""`segdesk predict`: place new customers."""

import argparse
import json

from segdesk.cli.chosen_recipe import recipe_of
from segdesk.cli.printing import note, tell
from segdesk.cli.progress import ProgressLine
from segdesk.delivery.drift_summary import drift_summary
from segdesk.delivery.placed_file import place_file
from segdesk.io.source_summary import summarise_source
from segdesk.io.stored_model import read_stored_model
from segdesk.io.writers.exporter_registry import exporter_for
from segdesk.messages import in_words, say
from segdesk.version import VERSION


def work(options: argparse.Namespace) -> None:
    """Place the customers of a file and write it labeled."""
    recipe = recipe_of(options)
    exporter_for(options.out)
    with ProgressLine(wanted=not options.quiet) as progress:
        model, made_with = read_stored_model(options.model)
        placed = place_file(
            options.files,
            model,
            made_with,
            recipe,
            options.out,
            engine=options.engine,
            master=options.master,
            entries=options.map,
            progress=progress,
        )
    prediction = placed.prediction
    counts = prediction.counts
    if options.json:
        summary = {
            "segdesk": VERSION,
            "input": summarise_source(placed.table),
            "segments": [
                {"segment": i, "name": name, "size": counts.sizes[i]}
                for i, name in enumerate(model.names, start=1)
            ],
            "unassigned": counts.sizes[0],
            "unlike": counts.unlike,
            "drift": drift_summary(prediction.drift, model.names),
            "steps": [str(step) for step in placed.steps],
            "warnings": [str(w) for w in placed.warnings],
            "files": [str(options.out)],
        }
        print(json.dumps(summary, ensure_ascii=False, indent=2))
        return
    for warning in placed.warnings:
        note(say("Note: {warning}", warning=warning))
    for step in placed.steps:
        tell(step)
    for i, name in enumerate(model.names, start=1):
        tell(f"  {i}  {name}: {in_words(counts.sizes[i])}")
    if counts.sizes[0]:
        tell(f"  0  {say('Unassigned')}: {in_words(counts.sizes[0])}")
    tell(say("Since the segments were made: {text}", text=prediction.drift.text))
    for reason in prediction.drift.reasons:
        tell(f"  {reason}")
    tell(say("Written to {file}.", file=str(options.out)))
