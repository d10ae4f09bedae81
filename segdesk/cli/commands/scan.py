"""`segdesk scan`: numbers of segments against every criterion."""

import argparse
import datetime as dt
import time

from segdesk.cli.chosen_recipe import recipe_of
from segdesk.cli.printing import tell, tell_table
from segdesk.cli.progress import ProgressLine
from segdesk.delivery.summary import CRITERIA, summarise_scan, to_json
from segdesk.engine.pipeline.pipeline import scan
from segdesk.engine.validation.k_scan import Candidate, Scan
from segdesk.io.joining import joined_table
from segdesk.messages import number_in_words
from segdesk.progress import part
from segdesk.scale.engine_choice import open_with_engine
from segdesk.version import VERSION

DECIMALS = {"inertia": 1, "calinski_harabasz": 1, "bic": 1, "smallest": 0}


def work(options: argparse.Namespace) -> None:
    """Scan the file and print the table."""
    recipe = recipe_of(options)
    begun = time.perf_counter()
    with ProgressLine(wanted=not options.quiet) as progress:
        joined, today = joined_table(recipe.transactions.join), dt.date.today()
        opened = open_with_engine(
            options.engine, options.files, recipe, joined, today, progress, options.master
        )
        training, resolved, result = scan(
            opened.table,
            recipe,
            part(progress, opened.done, 1),
            joined=joined,
            today=today,
            customers=opened.customers,
            foretell=progress.foretell,
        )
    if options.json:
        seconds = {"all": time.perf_counter() - begun}
        print(to_json(summarise_scan(training, resolved, result, VERSION, seconds)), end="")
        return
    if options.verbose:
        for step in (*training.inspection.table.steps, *training.fitted.steps):
            tell(step)
    print_scan(result.scan)


def print_scan(found: Scan) -> None:
    """Print the table of candidates, the pick marked, and the reason."""
    shown = [name for name in CRITERIA if any(getattr(c, name) is not None for c in found.candidates)]
    rows = [
        [f"{'>' if c.k == found.pick else ' '} {c.k}", *(_figure(c, name) for name in shown)]
        for c in found.candidates
    ]
    if rows:
        tell_table(["  k", *shown], rows, right=range(1, len(shown) + 1))
        tell()
    for sentence in found.reason:
        tell(sentence)


def _figure(candidate: Candidate, name: str) -> str:
    value = getattr(candidate, name)
    return "–" if value is None else number_in_words(float(value), DECIMALS.get(name, 4))
