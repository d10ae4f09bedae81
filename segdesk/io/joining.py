"""The customers table that a recipe joins to purchases."""

from pathlib import Path

from segdesk.engine.recipe import ReadSpec, Recipe
from segdesk.engine.table import Table
from segdesk.io.reading import read_table


def joined_table(recipe: Recipe) -> Table | None:
    """Read the file that the recipe's `join` names, as it is found to be written; None where it names none.

    Raises
    ------
    InputError
        If it cannot be read.
    """
    if recipe.transactions.join is None:
        return None
    return read_table(Path(recipe.transactions.join), ReadSpec())
