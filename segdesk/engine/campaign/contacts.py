"""Which columns say how a customer is reached: e-mail address, names, telephone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Mask
from segdesk.engine.data.table import Table, TypedColumn
from segdesk.engine.schema.headings import is_phone, words

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_FIRST = re.compile(r"(?:first|given|fore)name|vorname|rufname|(?:primer)?nombres?(?:depila)?|prénom|prenom")
_LAST = re.compile(r"(?:last|family|sur)name|(?:nach|familien|zu)name|(?:primer)?apellidos?|nomdefamille|nom")
# So many of its cells at least, of those that are filled, are addresses in a column of addresses.
_MOST = 0.8


@dataclass(frozen=True)
class Contacts:
    """The columns of a table that say how a customer is reached; None where there is none."""

    email: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    phone: str | None = None


def find_contacts(table: Table, columns: Sequence[TypedColumn], email: str | None = None) -> Contacts:
    """Return what is found by content (addresses, telephone numbers) and by heading (names).

    Parameters
    ----------
    table : Table
    columns : sequence of TypedColumn
        Those of the table, understood.
    email : str, optional
        Where the user says which column holds addresses.
    """
    return Contacts(
        email or next((name for name in table.names if _holds_addresses(table, name)), None),
        _named(columns, _FIRST),
        _named(columns, _LAST),
        next((column.name for column in columns if column.personal and is_phone(column.name)), None),
    )


def reachable(addresses: Sequence[str]) -> Mask:
    """Return who can be written to: one customer for each address that is one; the first who has it.

    Parameters
    ----------
    addresses : sequence of str, one per customer
    """
    seen: set[str] = set()
    found = np.zeros(len(addresses), dtype=bool)
    for place, text in enumerate(addresses):
        address = text.strip().casefold()
        found[place] = _EMAIL.fullmatch(address) is not None and address not in seen
        seen.add(address)
    return found


def _holds_addresses(table: Table, name: str) -> bool:
    texts = [text.strip() for text in table.column(name).texts.tolist() if text.strip()]
    return bool(texts) and sum(_EMAIL.fullmatch(text) is not None for text in texts) >= _MOST * len(texts)


def _named(columns: Sequence[TypedColumn], heading: re.Pattern[str]) -> str | None:
    return next((column.name for column in columns if heading.fullmatch("".join(words(column.name)))), None)
