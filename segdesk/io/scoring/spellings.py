"""Which texts of a table count as which level of a category."""

from collections.abc import Sequence

from segdesk.engine.data.level_key import level_key
from segdesk.engine.preparation.steps import CategoryStep, NumberStep
from segdesk.engine.recipe.computed import MergedLevels


def spellings_of(step: NumberStep | CategoryStep, merged: Sequence[MergedLevels]) -> dict[str, list[str]]:
    """Return the texts that count as each level."""
    levels = step.levels if isinstance(step, CategoryStep) else step.order
    found = {level: [level] for level in levels}
    # The last merge decides, so that values go on to where the one that they were merged into went.
    for merge in reversed([each for each in merged if each.column == step.name]):
        into = level_key(merge.into)
        gone = {level_key(level) for level in merge.levels} - {into}
        takes = next((level for level, texts in found.items() if into in map(level_key, texts)), None)
        found = {level: [t for t in texts if level_key(t) not in gone] for level, texts in found.items()}
        if takes is not None:
            found[takes] += merge.levels
    return found
