"""`segdesk compare`: who moved from which segment to which."""

import argparse
from pathlib import Path

from segdesk.cli.chosen_recipe import recipe_of
from segdesk.cli.printing import note, shorten, tell, tell_table
from segdesk.cli.progress import ProgressLine
from segdesk.delivery.comparison import comparison_json, deliver_comparison
from segdesk.delivery.folder import check_target
from segdesk.engine.comparison.compare import Comparison, compare, headline, remarks
from segdesk.io.compared_files import read_sides
from segdesk.messages import number_in_words, say, use_language


def work(options: argparse.Namespace) -> None:
    """Compare two segmentations, print what became of the customers, and write it."""
    recipe = recipe_of(options)
    folder = options.out or _default_folder(options.new)
    with use_language(recipe.output.lang):
        check_target(folder, options.overwrite)
        with ProgressLine(wanted=not options.quiet) as progress:
            old, new = read_sides(
                options.old,
                options.new,
                options.data or (),
                identifier=options.id,
                value=options.value,
                spec=recipe.read,
                progress=progress,
            )
        comparison = compare(old, new)
        summary = deliver_comparison(comparison, folder, options.overwrite)
        if options.json:
            print(comparison_json(summary), end="")
            return
        _print(comparison)
        tell(say("Written to {folder}:", folder=str(folder)))
        for file in summary["files"]:
            tell(f"  {file}")


def _default_folder(new: Path) -> Path:
    """Return `STEM-comparison` beside the new file or folder."""
    name = new.resolve().name if new.is_dir() else new.stem
    return new.absolute().parent / f"{name}-comparison"


def _print(comparison: Comparison) -> None:
    tell(headline(comparison))
    for remark in remarks(comparison):
        tell(remark)
    tell()
    partner = {group.key: group.label for group in comparison.new}
    rows = []
    for i, group in enumerate(comparison.old):
        counts = [number_in_words(float(n)) if n else "" for n in comparison.customers[i].tolist()]
        match = "–" if group.match is None else shorten(partner[group.match], 28)
        rows.append([shorten(group.label, 28), match, *counts])
    heads = [str(say("from")), str(say("matches")), *(shorten(group.label, 16) for group in comparison.new)]
    tell_table(heads, rows, right=range(2, len(heads)))
    tell()
    if comparison.differences is None:
        note(say("Note: The settings can't be compared, because a labeled file doesn't hold them."))
        return
    for difference in comparison.differences:
        tell(
            say(
                "{setting}: {old} before, {new} now.",
                setting=difference.setting,
                old=difference.old,
                new=difference.new,
            )
        )
