"""The customers table that is joined to purchases."""

from pathlib import Path

from segdesk.engine.data.table import Table
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.errors import InputError
from segdesk.io.databases import is_url
from segdesk.io.reading import read_table
from segdesk.messages import say


def joined_table(join: str | None) -> Table | None:
    """Read the file that the setting `join` names, as it is found to be written; None where it names none.

    Raises
    ------
    InputError
        If it cannot be read.
    """
    if join is None:
        return None
    if is_url(join):
        # The recipe is written down with the result, and the URL may hold a password.
        raise InputError(
            say("A table to join is read from a file, not from a database."),
            mend=say("Join it in the database with --query."),
        )
    return read_table(Path(join), ReadSpec())
