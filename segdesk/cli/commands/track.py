"""`segdesk track`: a folder of monthly files, or purchases, month by month."""

import argparse
import datetime as dt
from pathlib import Path

from segdesk.cli.chosen_recipe import recipe_of
from segdesk.cli.printing import note, shorten, tell, tell_table
from segdesk.cli.progress import ProgressLine
from segdesk.delivery.folder import check_target
from segdesk.delivery.tracking import deliver_tracking, tracking_json
from segdesk.engine.tracking.findings import tracking_findings, tracking_headline
from segdesk.engine.tracking.tracking import Tracking
from segdesk.io.tracked_files import TrackRequest, track_files
from segdesk.messages import number_in_words, percent_in_words, say, use_language
from segdesk.progress import part

# Latest periods that the screen has room for.
_MOST_PERIODS = 6


def work(options: argparse.Namespace) -> None:
    """Follow customers through the periods, print what became of them, and write it."""
    recipe = recipe_of(options)
    folder = options.out or _default_folder(options.folder)
    with use_language(recipe.output.lang):
        check_target(folder, options.overwrite)
        request = TrackRequest(options.folder, recipe, options.model, options.found_in, dt.date.today())
        with ProgressLine(wanted=not options.quiet) as progress:
            tracking = track_files(request, part(progress, 0, 0.9))
            summary = deliver_tracking(tracking, folder, options.overwrite, part(progress, 0.9, 1))
        if options.json:
            print(tracking_json(summary), end="")
            return
        _print(tracking, options.verbose)
        tell(say("Written to {folder}:", folder=str(folder)))
        for file in summary["files"]:
            tell(f"  {file}")


def _default_folder(source: Path) -> Path:
    """Return `NAME-tracking` beside the folder or file."""
    path = source.resolve()
    return path.parent / f"{path.name if path.is_dir() else path.name.split('.')[0]}-tracking"


def _print(tracking: Tracking, verbose: bool) -> None:
    if verbose:
        for step in tracking.steps:
            tell(step)
        for snapshot in tracking.snapshots:
            for warning in snapshot.warnings:
                note(f"{snapshot.period.label}: {warning}")
        tell()
    for warning in tracking.warnings:
        note(say("Note: {warning}", warning=warning))
    tell(tracking_headline(tracking))
    for finding in tracking_findings(tracking):
        tell(finding)
    tell()
    shown = tracking.periods[-_MOST_PERIODS:]
    cells = {(row.key, row.period): row for row in tracking.history}
    rows = []
    for key in tracking.keys:
        row = [key, shorten(cells[key, shown[-1]].name, 40)]
        for period in shown:
            own = cells[key, period]
            row.append(f"{number_in_words(float(own.customers))} ({percent_in_words(own.share)})")
        rows.append(row)
    headings = [str(say("segment")), str(say("name")), *(period.label for period in shown)]
    tell_table(headings, rows, right=(0, *range(2, len(headings))))
    tell()
