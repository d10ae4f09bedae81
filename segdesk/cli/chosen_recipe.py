"""The recipe that the words of a command line make."""

import argparse
from dataclasses import fields
from typing import Any

from segdesk.engine.recipe.recipe import STAGES, Recipe
from segdesk.errors import UsageError
from segdesk.messages import say


def chosen_settings(options: argparse.Namespace) -> dict[str, Any]:
    """Return the settings that were given on the command line."""
    names = {f.name for stage in STAGES for f in fields(getattr(Recipe(), stage))}
    return {name: value for name, value in vars(options).items() if name in names and value is not None}


def recipe_of(options: argparse.Namespace) -> Recipe:
    """Return the recipe: the file's, if one was named, with what the command line says on top.

    Raises
    ------
    UsageError, InputError
        If a setting is not allowed, or the recipe file cannot be used.
    """
    recipe = Recipe()
    if getattr(options, "recipe", None) is not None:
        from segdesk.io.recipe_file import read_recipe  # noqa: PLC0415 - needed for this option only

        recipe = read_recipe(options.recipe)
    settings = chosen_settings(options)
    if getattr(options, "codebook", None) is not None:
        from segdesk.io.codebook import read_codebook  # noqa: PLC0415 - needed for this option only

        settings["labels"] = (*read_codebook(options.codebook), *settings.get("labels", ()))
    if settings.get("delimiter") in ("tab", "\\t"):
        settings["delimiter"] = "\t"
    if len(settings.get("delimiter", ",")) != 1:
        raise UsageError(
            say("--delimiter can't be “{value}”.", value=settings["delimiter"]),
            mend=say("Write one character, or tab."),
        )
    return recipe.with_settings(settings)
