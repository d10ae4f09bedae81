"""`segdesk campaign`: lists to write to, and a part held back."""

import argparse
from pathlib import Path

from segdesk.cli.chosen_recipe import recipe_of
from segdesk.cli.printing import shorten, tell, tell_table
from segdesk.cli.progress import ProgressLine
from segdesk.delivery.campaign import campaign_json, deliver_campaign
from segdesk.delivery.folder import check_target
from segdesk.engine.campaign.findings import campaign_findings
from segdesk.engine.campaign.plan import Campaign, CampaignSpec, plan_campaign
from segdesk.io.campaign_files import read_source
from segdesk.messages import in_words, say, use_language
from segdesk.progress import part


def work(options: argparse.Namespace) -> None:
    """Plan a campaign, say whom it reaches, and write its lists."""
    recipe = recipe_of(options)
    folder = options.out or _default_folder(options.source)
    with use_language(recipe.output.lang):
        spec = CampaignSpec(
            segments=options.segments,
            columns=options.listed,
            tool=options.tool,
            email=options.email,
            control_share=options.control,
            base_rate=options.base_rate,
            keeps_personal=options.keep_personal,
            seed=recipe.method.seed,
        )
        check_target(folder, options.overwrite)
        with ProgressLine(wanted=not options.quiet) as progress:
            source = read_source(
                options.source, options.id, options.value, recipe.read, part(progress, 0, 0.7)
            )
            campaign = plan_campaign(source, spec)
            summary = deliver_campaign(campaign, folder, options.overwrite, part(progress, 0.7, 1))
        if options.json:
            print(campaign_json(summary), end="")
            return
        _print(campaign)
        tell(say("Written to {folder}:", folder=str(folder)))
        for file in summary["files"]:
            tell(f"  {file}")


def _default_folder(source: Path) -> Path:
    """Return `STEM-campaign` beside the source."""
    path = source.resolve()
    return path.parent / f"{path.name if path.is_dir() else path.stem}-campaign"


def _print(campaign: Campaign) -> None:
    for found in campaign_findings(campaign):
        tell(found)
    tell()
    headings = [
        str(say("segment")),
        str(say("name")),
        str(say("to be written to")),
        str(say("held back")),
    ]
    rows = [
        [segment.key, shorten(segment.name, 48), in_words(segment.n_test), in_words(segment.n_control)]
        for segment in campaign.segments
    ]
    tell_table(headings, rows, right=(0, 2, 3))
    tell()
