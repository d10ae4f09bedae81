"""Which table of a database is meant: the same for a file and for a server."""

import re
from collections.abc import Sequence

from segdesk.errors import InputError, Where
from segdesk.io.name_lists import shortened
from segdesk.messages import say

_MOST_NAMED = 50
# A table of this name is the one to read where nobody says which.
CUSTOMERS = re.compile(r".*(?:customer|client|kunde|mitglied|member|socio)[a-z]*", re.IGNORECASE)


def named_table(names: Sequence[str], wanted: str, where: Where) -> str:
    """Return the table of this name, in any case where none is written exactly so.

    Raises
    ------
    InputError
        If there is none; the names that there are are given.
    """
    found = next((name for name in names if name == wanted), None) or next(
        (name for name in names if name.casefold() == wanted.casefold()), None
    )
    if found is None:
        raise InputError(
            say("There is no table “{table}”.", table=wanted),
            where,
            say("The tables are: {names}.", names=shortened(list(names), _MOST_NAMED)),
        )
    return found
