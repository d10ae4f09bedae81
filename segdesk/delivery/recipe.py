"""Saving settings as a recipe file."""

from pathlib import Path

from segdesk.delivery.folder import new_file
from segdesk.engine.recipe.recipe import Recipe
from segdesk.io.recipe_file import recipe_to_toml


def deliver_recipe(recipe: Recipe, path: Path) -> None:
    """Write a recipe as it is asked for; a file that is there is replaced in one step.

    Raises
    ------
    OutputError
        If it cannot be written; what was there is as it was.
    """
    with new_file(path, replace=True) as staging:
        staging.write_text(recipe_to_toml(recipe), "utf-8", newline="\n")
