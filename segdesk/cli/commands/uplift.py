"""`segdesk uplift`: what a campaign brought."""

import argparse
from pathlib import Path

from segdesk.charts.uplift import difference_in_words, level_in_words, row_name
from segdesk.cli.chosen_recipe import recipe_of
from segdesk.cli.printing import shorten, tell, tell_table
from segdesk.cli.progress import ProgressLine
from segdesk.delivery.campaign_result import campaign_result_json, deliver_campaign_result
from segdesk.delivery.folder import check_target
from segdesk.engine.campaign.findings import judged, result_headlines
from segdesk.engine.campaign.results import CampaignResult, ResultColumns
from segdesk.engine.campaign.uplift import Measured
from segdesk.io.campaign_files import evaluate_files
from segdesk.messages import in_words, say, use_language
from segdesk.progress import part


def work(options: argparse.Namespace) -> None:
    """Compare those written to with those held back, say what came of it, and write it."""
    recipe = recipe_of(options)
    folder = options.out or _default_folder(options.results)
    with use_language(recipe.output.lang):
        check_target(folder, options.overwrite)
        wanted = ResultColumns(options.id, options.response, options.value)
        with ProgressLine(wanted=not options.quiet) as progress:
            result = evaluate_files(
                options.campaign, options.results, wanted, recipe.read, part(progress, 0, 0.6)
            )
            summary = deliver_campaign_result(
                result, folder, options.overwrite, recipe.output.report, part(progress, 0.6, 1)
            )
        if options.json:
            print(campaign_result_json(summary), end="")
            return
        for note in result.notes:
            tell(note)
        for headline, measured in zip(result_headlines(result), result.measures, strict=True):
            tell()
            tell(headline)
            _print(result, measured)
        tell()
        tell(say("Written to {folder}:", folder=str(folder)))
        for file in summary["files"]:
            tell(f"  {file}")


def _default_folder(results: Path) -> Path:
    """Return `STEM-uplift` beside the results."""
    return results.absolute().parent / f"{results.stem}-uplift"


def _print(result: CampaignResult, measured: Measured) -> None:
    headings = [
        str(say("segment")),
        str(say("written to")),
        str(say("held back")),
        str(say("difference")),
        str(say("95% interval")),
        str(say("judged")),
    ]
    rows = [
        [
            shorten(row_name(result, effect), 40),
            f"{level_in_words(measured, effect.test)} ({in_words(effect.n_test)})",
            f"{level_in_words(measured, effect.control)} ({in_words(effect.n_control)})",
            difference_in_words(measured, effect.difference),
            str(
                say(
                    "{low} to {high}",
                    low=difference_in_words(measured, effect.low),
                    high=difference_in_words(measured, effect.high),
                )
            ),
            str(judged(result, effect)),
        ]
        for effect in measured.effects
    ]
    tell_table(headings, rows, right=(1, 2, 3))
