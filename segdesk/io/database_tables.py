"""Which table of a database is meant: the same for a file and for a server."""

import re
from collections.abc import Callable, Sequence

from segdesk.errors import InputError, Where
from segdesk.io.name_lists import shortened
from segdesk.messages import say

_MOST_NAMED = 50
# A table of this name is the one to read where nobody says which.
CUSTOMERS = re.compile(r".*(?:customer|client|kunde|mitglied|member|socio)[a-z]*", re.IGNORECASE)
_SUBJECT = r"(?:customer|client|kunde|mitglied|member|socio)"
_ALONE = re.compile(
    rf"(?:.*[._ ])?(?:dim|tbl|tab|t|the|all|alle|stg|crm)?[_ ]?{_SUBJECT}(?:s|es|e|n|en|er|os)?"
    r"(?:stamm|_?master|_?data|_?daten|_?list|_?lookup)?",
    re.IGNORECASE,
)
_CUSTOMERS_WITHIN = re.compile(_SUBJECT, re.IGNORECASE)
_BOUGHT = re.compile(
    r"order|sale|invoice|purchase|transaction|bestell|auftr|rechnung|beleg|umsatz|verkauf|k[aä]ufe|pedido|venta|"
    r"factura|compra|commande|zam[oó]wien",
    re.IGNORECASE,
)
# Tables of what a column may hold, or of what a program keeps for itself.
_LISTS = re.compile(
    r".*(?:types?|status|statuses|categor(?:y|ies)|kategorien?|categor[ií]as?|groups?|gruppen?|grupos?|roles?|rollen?|"
    r"settings?|config|migrations?|logs?|log_entries|sessions?|tokens?|permissions?|audit|schema|version|sequence|"
    r"metadata|codes?|countries|l[aä]nder|pa[ií]ses|currenc(?:y|ies)|demographics?)",
    re.IGNORECASE,
)
_PURCHASES, _NAMED_LIKE, _CUSTOMERS = 2, 3, 4
_FEW, _MANY = 10, 100


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


def likeliest_table(names: Sequence[str], n_rows: Callable[[str], int]) -> str:
    """Return the table that most likely holds customers, else purchases, else most rows; an empty one never first.

    Parameters
    ----------
    names : sequence of str
        At least one.
    n_rows : callable
        Returns how many rows a table has.
    """
    sizes = {name: n_rows(name) for name in names}
    many = max(sizes.values()) >= _MANY

    def rank(name: str) -> tuple[bool, int, int]:
        kind = _kind(name)
        # A few customers beside many purchases are a trial, or settings.
        if many and kind > _PURCHASES and sizes[name] < _FEW:
            kind = 0
        return sizes[name] > 0, kind, sizes[name]

    return max(names, key=rank)


def _kind(name: str) -> int:
    """Return what a table seems to hold: customers, what is named like them, purchases, anything, or a mere list."""
    if _ALONE.fullmatch(name):
        return _CUSTOMERS
    if _LISTS.fullmatch(name):
        return 0
    if CUSTOMERS.fullmatch(name) or _CUSTOMERS_WITHIN.search(name):
        return _NAMED_LIKE
    return _PURCHASES if _BOUGHT.search(name) else 1
