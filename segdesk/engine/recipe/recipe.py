"""The recipe: everything that decides a result except the data.

Each setting is declared once, with `setting`: the command line's options, the checks, the TOML file, the manual and the
window's forms are all made from these declarations.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from segdesk.engine.recipe.by_hand import ByHandSpec, Edit, Order
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.recipe.output import OutputSpec
from segdesk.engine.recipe.preparation import PrepareSpec
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.scan import ScanSpec
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.errors import UsageError
from segdesk.messages import say

RECIPE_VERSION = 1


@dataclass(frozen=True)
class Recipe:
    """Everything that decides a result except the data, one spec per stage."""

    read: ReadSpec = field(default_factory=ReadSpec)
    columns: ColumnsSpec = field(default_factory=ColumnsSpec)
    transactions: TransactionsSpec = field(default_factory=TransactionsSpec)
    prepare: PrepareSpec = field(default_factory=PrepareSpec)
    method: MethodSpec = field(default_factory=MethodSpec)
    scan: ScanSpec = field(default_factory=ScanSpec)
    by_hand: ByHandSpec = field(default_factory=ByHandSpec)
    output: OutputSpec = field(default_factory=OutputSpec)
    version: int = RECIPE_VERSION

    def with_settings(self, settings: Mapping[str, Any]) -> "Recipe":
        """Return a recipe with some settings changed, named as on the command line with underscores.

        Raises
        ------
        UsageError
            If a setting does not exist or its value is not allowed.
        """
        recipe = self
        for stage in STAGES:
            spec = getattr(recipe, stage)
            names = {f.name for f in fields(spec) if "setting" in f.metadata}
            changes = {name: value for name, value in settings.items() if name in names}
            if changes:
                recipe = replace(recipe, **{stage: replace(spec, **changes)})
        known = set(setting_names())
        for name in settings:
            if name not in known:
                raise UsageError(
                    say("There is no setting “{name}”.", name=name),
                    mend=say("Settings are: {names}.", names=", ".join(sorted(known))),
                )
        return recipe


STAGES = ("read", "columns", "transactions", "prepare", "method", "scan", "by_hand", "output")


def with_edit(recipe: Recipe, taken: ByHandSpec, edit: Edit) -> Recipe:
    """Return the recipe with a further step by hand.

    Parameters
    ----------
    recipe : Recipe
        As a result was asked for.
    taken : ByHandSpec
        The steps that were taken for it. Of two orders in a row only what comes of both is kept.
    edit : Edit
    """
    edits = taken.edits
    last = edits[-1] if edits else None
    if isinstance(edit, Order) and isinstance(last, Order) and len(edit.order) == len(last.order):
        edits, edit = edits[:-1], Order(tuple(last.order[number - 1] for number in edit.order))
    return replace(recipe, by_hand=replace(taken, edits=(*edits, edit)))


def setting_names() -> list[str]:
    """Return the names of all settings, in the order of the stages."""
    recipe = Recipe()
    return [f.name for stage in STAGES for f in fields(getattr(recipe, stage)) if "setting" in f.metadata]
