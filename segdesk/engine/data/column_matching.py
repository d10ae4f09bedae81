"""The columns that a user named, found in a table."""

from collections.abc import Sequence

from segdesk.engine.data.table import TextColumn, TypedColumn
from segdesk.errors import InputError
from segdesk.messages import say


def match_columns(
    names: Sequence[str], columns: Sequence[TypedColumn] | Sequence[TextColumn]
) -> tuple[str, ...]:
    """Return the exact names of columns that the user named, in any case and with any outer blanks.

    Raises
    ------
    InputError
        If there is no such column.
    """
    exact = {column.name for column in columns}
    loose = {column.name.strip().casefold(): column.name for column in columns}
    found = []
    for name in names:
        hit = name if name in exact else loose.get(name.strip().casefold())
        if hit is None:
            raise InputError(
                say("The file has no column “{column}”.", column=name),
                mend=say(
                    "Its columns are: {columns}.", columns=", ".join(_short(c.name) for c in columns[:40])
                ),
            )
        found.append(hit)
    return tuple(found)


def _short(heading: str) -> str:
    return heading if len(heading) <= 40 else heading[:39] + "…"
