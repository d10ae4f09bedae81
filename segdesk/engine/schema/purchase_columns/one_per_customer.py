"""Which columns of a purchases table say something of the customer: the same on all of a customer's lines."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from segdesk.engine.data.arrays import Mask
from segdesk.engine.data.column_codes import Ints, codes_of
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.schema.headings import words
from segdesk.engine.schema.purchase_columns.customer_key import customer_key
from segdesk.engine.schema.purchase_columns.heading_words import rank
from segdesk.messages import Message

# How far beyond chance the values of a customer's purchases must agree, as Cohen's kappa: of any column, and of one
# whose heading speaks of persons or places.
_AGREE, _AGREE_OF_PERSON = 0.8, 0.4
# So unlikely is it that all purchases of each customer have the same state and that still is one of orders.
_UNLIKELY = 0.01
_OF_PERSON = re.compile(
    r"\b(?:name|vorname|nachname|nombre|apellidos?|nom|pr[eé]nom|e ?mail|mail|correo|phone|tel\w*|"
    r"mobil\w*|customer|client\w*|"
    r"kunden?\w*|member\w*|mitglied\w*|segment\w*|cluster|label|tier|level|city|stadt|ort|ciudad|ville|"
    r"town|zip|plz|"
    r"postcode|postal|street|stra[sß]+e|calle|rue|address|adresse|direcci[oó]n|company|firma|empresa|"
    r"region|state|bundesland|"
    r"provincia|country|land|pa[ií]s|pays|gender|geschlecht|sexo|age|alter|edad|birth\w*|geburts\w*)\b"
)


@dataclass(frozen=True, eq=False)
class CustomerLines:
    """The lines of a table, by customer and by order or day.

    Attributes
    ----------
    customer, occasion : int64 array of shape (n_lines,)
        Codes, negative where missing: whose line it is, and the order or day that it belongs to.
    """

    customer: Ints
    occasion: Ints

    @cached_property
    def _sorted(self) -> Ints:
        known = np.flatnonzero((self.customer >= 0) & (self.occasion >= 0))
        return known[np.lexsort((self.occasion[known], self.customer[known]))]

    def _pairs(self, column: TypedColumn) -> tuple[Mask, np.ndarray]:
        """Return whether one purchase of a customer and the next show the same, and the values of these."""
        rows = self._sorted[~column.is_missing[self._sorted]]
        values = column.values[rows]
        owner, occasion = self.customer[rows], self.occasion[rows]
        pair = (owner[1:] == owner[:-1]) & (occasion[1:] != occasion[:-1])
        return (values[1:] == values[:-1])[pair], values[1:][pair]

    def has_one_each(self, column: TypedColumn) -> bool:
        """Whether each customer has one value, though several purchases, and hardly by chance."""
        same, values = self._pairs(column)
        return bool(len(same) and same.all() and _by_chance(values) ** len(same) < _UNLIKELY)

    def agreement(self, column: TypedColumn) -> float | None:
        """Return how far purchases of one customer agree beyond chance, 1 for all of them; None without pairs."""
        same, values = self._pairs(column)
        if not len(same):
            return None
        if same.all():
            return 1.0
        chance = _by_chance(values)
        return (float(same.mean()) - chance) / (1 - chance) if chance < 1 else 0.0


def _by_chance(values: np.ndarray) -> float:
    """Return how likely two of the values are the same."""
    _, counts = np.unique(values, return_counts=True)
    return float(((counts / counts.sum()) ** 2).sum())


def lines_of_customers(
    customer: TypedColumn, order: TypedColumn | None, days: Ints | None
) -> CustomerLines | None:
    """Return the lines by customer and order, or day where there is no order number; None without either."""
    if order is None and days is None:
        return None
    occasion = codes_of(order)[0] if order is not None else days
    assert occasion is not None
    return CustomerLines(customer_key(customer).codes, occasion)


def find_customer_columns(
    columns: Sequence[TypedColumn], taken: Collection[str], customer: TypedColumn, lines: CustomerLines
) -> tuple[tuple[str, ...], tuple[Message, ...]]:
    """Return the columns that say something of the customer, and notes on those with several values for some.

    Parameters
    ----------
    columns : sequence of TypedColumn
    taken : collection of str
        Columns that say who, when, how much and the like.
    customer : TypedColumn
        What is the same as this says nothing more.
    lines : CustomerLines
    """
    found: list[str] = []
    notes: list[Message] = []
    for column in columns:
        of_person = _is_of_person(column.name)
        if column.name in taken or column.n_distinct < (1 if of_person else 2):
            continue
        if is_same(column, customer):
            continue
        agreement = lines.agreement(column)
        if agreement is None:
            if of_person and column.type is not ColumnType.NUMBER:
                found.append(column.name)
        elif agreement >= (_AGREE_OF_PERSON if of_person else _AGREE):
            found.append(column.name)
            notes += changes_for_some(column, lines)
    return tuple(found), tuple(notes)


def changes_for_some(column: TypedColumn, lines: CustomerLines) -> tuple[Message, ...]:
    """Say which value is taken where customers have several."""
    agreement = lines.agreement(column)
    if agreement is None or agreement == 1.0:
        return ()
    return (finding("purchase_columns.latest_is_taken", column=column.name),)


def is_same(one: TypedColumn, other: TypedColumn) -> bool:
    """Whether two columns say the same on each line."""
    if one.n_distinct != other.n_distinct or one.values.dtype != other.values.dtype:
        return False
    floats = one.values.dtype.kind in "fM"
    return one.levels == other.levels and np.array_equal(one.values, other.values, equal_nan=floats)


def _is_of_person(heading: str) -> bool:
    """Whether a heading speaks of persons or places: 'Last Name', but not 'Item Name'."""
    return rank("product", heading) is None and _OF_PERSON.search(" ".join(words(heading))) is not None
