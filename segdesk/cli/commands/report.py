"""`segdesk report`: reports made again from a project or the folder of a run."""

import argparse

from segdesk.cli.printing import tell
from segdesk.cli.progress import ProgressLine
from segdesk.delivery.reports import deliver_reports
from segdesk.engine.result.report_options import Audience, ReportOptions
from segdesk.messages import say
from segdesk.report.writers.report_formats import report_format_named


def work(options: argparse.Namespace) -> None:
    """Write the reports, and print what was written."""
    formats = [report_format_named(name) for name in options.report or ("html",)]
    wanted = ReportOptions(Audience(options.audience or Audience.ANALYST), options.title, options.author)
    with ProgressLine(wanted=not options.quiet) as progress:
        files = deliver_reports(
            options.source, options.out, formats, wanted, options.lang, options.overwrite, progress
        )
    tell(say("Written to {folder}:", folder=str(options.out)))
    for file in files:
        tell(f"  {file}")
