"""`segdesk report`: reports made again from a project or the folder of a run."""

import argparse

from segdesk.cli.printing import note, tell
from segdesk.cli.progress import ProgressLine
from segdesk.delivery.reports import deliver_reports
from segdesk.messages import say
from segdesk.report.accent import darkened
from segdesk.report.choices import choices_of
from segdesk.report.writers.report_formats import report_format_named

_WORDS = ("audience", "title", "author", "date", "accent", "logo", "order", "left_out", "language")


def work(options: argparse.Namespace) -> None:
    """Write the reports, and print what was written."""
    formats = [report_format_named(name) for name in options.report or ("html",)]
    choices = choices_of({name: getattr(options, name) for name in _WORDS}, options.preset)
    with ProgressLine(wanted=not options.quiet) as progress:
        files = deliver_reports(options.source, options.out, formats, choices, options.overwrite, progress)
    darker = darkened(choices.get("accent", ""))
    if darker is not None:
        note(say("Note: {warning}", warning=darker))
    tell(say("Written to {folder}:", folder=str(options.out)))
    for file in files:
        tell(f"  {file}")
