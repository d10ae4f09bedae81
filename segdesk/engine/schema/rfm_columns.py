"""The columns of a customers table that RFM rules go by: how recently, how often and for how much customers bought."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.column_matching import match_columns
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, Role, TypedColumn
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.schema.column_choice import ColumnChoice
from segdesk.engine.schema.kept_roles import is_kept
from segdesk.engine.schema.outcome_words import folded_words
from segdesk.errors import InputError
from segdesk.messages import say

_PURCHASE = (
    r"(?:orders?|purchases?|buy|transactions?|visits?|activity|\w*bestellung|\w*kauf|\w*einkauf|transaktion|besuch|"
    r"compra|pedido|visita|transaccion|achat|commande|visite|ordine|acquisto|encomenda|aankoop|bestelling|zakup|"
    r"zamowienie)"
)
_LAST = r"(?:last|latest|most recent|letzte\w{0,1}|ultim[oa]|dernier|derniere|laatste|ostatni\w*)"
_ARTICLE = r"(?:(?:of|the|der|dem|des|la|el|le|l|il|lo|de|del|della|du|d|van|het|o|a) )*"
_SPAN = r"(?:days?|weeks?|months?|tage|wochen|monate|dias|semanas|meses|jours|semaines|mois|giorni|dagen|dni)"
_RECENCY = re.compile(
    rf"(?:recency|recencia|rezenz|recence|recenza|recentie)(?: (?:in |en )?{_SPAN}n?)?|"
    rf"{_SPAN} (?:since|seit|desde|depuis|dal|dall|sinds|od) {_ARTICLE}(?:{_LAST} )?{_ARTICLE}{_PURCHASE}|"
    rf"{_SPAN} (?:since|seit|desde|depuis|dal|dall|sinds|od) {_ARTICLE}{_LAST}|"
    rf"{_LAST} {_PURCHASE} {_SPAN} ago"
)
_DAY = r"(?:date|datum|day|tag|fecha|dia|data|jour)"
_LAST_DAY = re.compile(
    rf"(?:{_DAY} )?{_ARTICLE}{_LAST} {_ARTICLE}{_PURCHASE}(?: (?:date|datum|day|am|on))?|"
    rf"{_LAST} (?:\w*(?:kauf|bestell|auftrags)(?:datum|tag)|{_DAY} {_ARTICLE}{_PURCHASE})"
)
_MANY = (
    r"(?:orders|purchases|transactions|visits|bestellungen|kaufe|einkaufe|transaktionen|besuche|pedidos|compras|"
    r"transacciones|visitas|commandes|achats|ordini|acquisti|encomendas|bestellingen|aankopen|zamowienia|zakupy)"
)
_COUNT = (
    r"(?:number of|no of|nr of|num|n|count of|total|total number of|anzahl|anzahl der|zahl der|numero de|num de|"
    r"cantidad de|nombre de|nb|numero di|aantal|liczba)"
)
# The surest first.
_FREQUENCY = (
    re.compile(
        r"frequency|frecuencia|frequenz|haufigkeit|kaufhaufigkeit|frequence|frequenza|frequencia|frequentie"
    ),
    re.compile(
        rf"{_COUNT} {_MANY}|{_MANY} (?:count|number|made|anzahl)|"
        r"(?:order|purchase|transaction|visit) (?:count|number|frequency)|"
        r"(?:bestell|kauf|auftrags)(?:anzahl|haufigkeit|frequenz)"
    ),
    re.compile(_MANY),
)


@dataclass(frozen=True)
class RfmColumns:
    """The columns that RFM rules go by.

    Attributes
    ----------
    recency, frequency : str
    money : str or None
    """

    recency: str
    frequency: str
    money: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the order of the rules."""
        return (self.recency, self.frequency, *((self.money,) if self.money is not None else ()))


def find_rfm_columns(
    columns: Sequence[TypedColumn], spec: ColumnsSpec, money: str | None
) -> RfmColumns | None:
    """Return the columns that RFM rules go by: those that the user named, else by heading; None without some.

    Parameters
    ----------
    columns : sequence of TypedColumn
        Of a customers table.
    spec : ColumnsSpec
    money : str or None
        The value column.

    Raises
    ------
    InputError
        If a column that the user named does not exist, or holds no such thing.
    """
    offered = match_columns(spec.use, columns)
    free = [c for c in columns if c.name != money and (not offered or c.name in offered)]
    recency = _named(spec.recency, columns, (ColumnType.NUMBER, ColumnType.DATE)) or _first(
        free, [partial(_is_recency, kind) for kind in (ColumnType.NUMBER, ColumnType.DATE)]
    )
    frequency = _named(spec.frequency, columns, (ColumnType.NUMBER,)) or _first(
        [c for c in free if c.name != recency],
        [partial(_is_count, pattern) for pattern in _FREQUENCY],
    )
    if recency is None or frequency is None or len({recency, frequency, money}) < 3:
        return None
    return RfmColumns(recency, frequency, money)


def _named(name: str | None, columns: Sequence[TypedColumn], kinds: tuple[ColumnType, ...]) -> str | None:
    if not name:
        return None
    exact = match_columns((name,), columns)[0]
    column = next(c for c in columns if c.name == exact)
    if column.type not in kinds:
        raise InputError(
            say("RFM rules can't go by column “{column}”: {reason}.", column=exact, reason=column.reason),
            mend=say("Name a column with numbers, or for recency with dates."),
        )
    return exact


def _first(columns: Sequence[TypedColumn], tests: Sequence[Callable[[TypedColumn], bool]]) -> str | None:
    """Return the first column that passes the first test that any passes."""
    return next((column.name for test in tests for column in columns if test(column)), None)


def _spoken(column: TypedColumn) -> str:
    return " ".join(folded_words(column.name))


def _is_recency(kind: ColumnType, column: TypedColumn) -> bool:
    if column.type is not kind:
        return False
    if kind is ColumnType.DATE:
        return _LAST_DAY.fullmatch(_spoken(column)) is not None
    return _RECENCY.fullmatch(_spoken(column)) is not None and bool((_known(column) >= 0).all())


def _is_count(pattern: re.Pattern[str], column: TypedColumn) -> bool:
    if column.type is not ColumnType.NUMBER or pattern.fullmatch(_spoken(column)) is None:
        return False
    values = _known(column)
    return bool((values >= 0).all() and (values == np.round(values)).all())


def _known(column: TypedColumn) -> Floats:
    return column.values[~column.is_missing].astype(np.float64)


def with_rfm_roles(
    choices: Sequence[ColumnChoice], found: RfmColumns, spec: ColumnsSpec
) -> tuple[ColumnChoice, ...]:
    """Return the roles where RFM rules make the segments: their columns form these, and others describe at most.

    What the user said of roles stands: whether the rules can live with it is seen when the columns are prepared.
    """
    spec = spec.as_asked()
    if spec.use:
        return tuple(choices)
    reasons = {
        found.recency: finding("rfm.tells_recency"),
        found.frequency: finding("rfm.tells_frequency"),
        found.money: finding("rfm.tells_money"),
    }
    said = {*spec.describe, *spec.ignore}
    return tuple(
        choice
        if choice.name in said
        else replace(choice, role=Role.SEGMENTATION, reason=reasons[choice.name])
        if choice.name in reasons
        else replace(choice, role=Role.DESCRIPTOR, reason=finding("rfm.describes_beside_rules"))
        if choice.role is Role.SEGMENTATION or (choice.role is Role.DESCRIPTOR and is_kept(choice.reason))
        else choice
        for choice in choices
    )
