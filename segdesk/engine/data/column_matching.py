"""The columns that a user or a model names, found in a table however they are written there.

An exact name wins. Then case and outer blanks make no difference; then neither do blanks, underscores, hyphens, dots
and accents. Where two columns are left that could be meant, none is taken.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from segdesk.engine.data.table import TextColumn, TypedColumn
from segdesk.errors import InputError
from segdesk.messages import Message, say

# How alike two names must be for one to be what was perhaps meant.
_LIKE = 0.6
_SEPARATORS = re.compile(r"[\s_.\u00ad\u200b\u2060\ufeff\u2010-\u2015\u2212-]+")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)_(?=\d)")


def column_key(name: str) -> str:
    """Return what the spellings of one heading share: `Año de alta`, `ano_de_alta` and `AÑO-DE-ALTA` are one.

    Between digits something is kept: 1.5 is not 15. A heading of signs alone is itself.
    """
    apart = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    joined = _SEPARATORS.sub("_", plain).strip("_")
    key = _BETWEEN_DIGITS.sub("\0", joined).replace("_", "").replace("\0", "_")
    return key or name.strip()


def _loosely(name: str) -> str:
    return name.strip().casefold()


_WAYS: tuple[Callable[[str], str], ...] = (str, _loosely, column_key)


@dataclass(frozen=True)
class NameMatch:
    """Names that were looked for, with the columns that they are.

    Attributes
    ----------
    found : dict of str to str
        Column by name.
    rivals : dict of str to tuple of str
        Columns that a name could as well be, where there are several; it is none of them then.
    """

    found: dict[str, str] = field(default_factory=dict)
    rivals: dict[str, tuple[str, ...]] = field(default_factory=dict)


def match_names(names: Sequence[str], columns: Sequence[str]) -> NameMatch:
    """Return which column each name is, each column for one name at most; names without any are left out.

    Parameters
    ----------
    names : sequence of str
        What is looked for.
    columns : sequence of str
        The names that there are.
    """
    match = NameMatch()
    for way in _WAYS:
        taken = set(match.found.values())
        offered = _grouped([column for column in columns if column not in taken], way)
        waiting = _grouped(
            [name for name in names if name not in match.found and name not in match.rivals], way
        )
        for key, wanted in waiting.items():
            there = offered.get(key, ())
            if len(there) == len(wanted) == 1:
                match.found[wanted[0]] = there[0]
            elif there:
                match.rivals.update(dict.fromkeys(wanted, tuple(there)))
    return match


def _grouped(names: Iterable[str], way: Callable[[str], str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(way(name), []).append(name)
    return groups


def closest_name(name: str, columns: Iterable[str]) -> str | None:
    """Return the column whose name is most like one that there is not; None where none is like it."""
    by_key = {column_key(column): column for column in reversed(list(columns))}
    near = difflib.get_close_matches(column_key(name), list(by_key), 1, _LIKE)
    return by_key[near[0]] if near else None


def match_columns(
    names: Sequence[str], columns: Sequence[TypedColumn] | Sequence[TextColumn]
) -> tuple[str, ...]:
    """Return the exact names of columns that the user named, however he wrote them.

    Raises
    ------
    InputError
        If there is no such column, or two could be meant.
    """
    present = [column.name for column in columns]
    found = []
    for name in names:
        match = match_names((name,), present)
        if name in match.rivals:
            raise several_columns(name, match.rivals[name])
        if name not in match.found:
            raise InputError(
                say("The file has no column “{column}”.", column=name), mend=_way_out(name, present)
            )
        found.append(match.found[name])
    return tuple(found)


def several_columns(name: str, rivals: Sequence[str]) -> InputError:
    """Return the refusal to guess which of several columns is meant."""
    return InputError(
        say(
            "“{column}” could be each of these columns: {columns}.",
            column=name,
            columns=", ".join(f"“{_short(rival)}”" for rival in rivals),
        ),
        mend=say("Write the name exactly as one of them."),
    )


def _way_out(name: str, present: Sequence[str]) -> Message:
    near = closest_name(name, present)
    columns = ", ".join(_short(column) for column in present[:40])
    if near is None:
        return say("Its columns are: {columns}.", columns=columns)
    return say("Did you mean “{near}”? Its columns are: {columns}.", near=near, columns=columns)


def _short(heading: str) -> str:
    return heading if len(heading) <= 40 else heading[:39] + "…"
