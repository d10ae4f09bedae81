"""One role after the other: the column that the user named, else the best heading, else what the values say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from segdesk.engine.data.column_codes import NOT_A_DAY, Ints, days_of
from segdesk.engine.data.column_matching import match_columns
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.schema.headings import is_source
from segdesk.engine.schema.purchase_columns.heading_words import rank
from segdesk.errors import InputError
from segdesk.messages import Message, say

CODES = (ColumnType.IDENTIFIER, ColumnType.TEXT, ColumnType.CATEGORY, ColumnType.NUMBER)
# A key without a telling heading has more values than this; fewer are groups.
MANY = 50
_NUMBERS = ("quantity", "price", "amount", "refund")
# From this rank of a heading on, only the values can tell whether it is the customer: ID, name.
WEAK = 4


@dataclass(frozen=True)
class ColumnMatch:
    """A column found for a role, or the reason why a likely one was left (`name` None).

    Attributes
    ----------
    name : str or None
    reason : Message
    warnings : tuple of Message
    once_per_order : bool
        For money: the column shows the total of the order on each of its lines.
    """

    name: str | None
    reason: Message
    warnings: tuple[Message, ...] = ()
    once_per_order: bool = False


class ColumnFinder:
    """Finds one role after the other and remembers what is taken.

    Parameters
    ----------
    columns : sequence of TypedColumn
    spec : TransactionsSpec
        What the user named.
    rules : mapping of str to callable
        How each role is found.

    Raises
    ------
    InputError
        If a column that the user named does not exist, or holds no dates or numbers where these are needed.
    """

    def __init__(
        self, columns: Sequence[TypedColumn], spec: TransactionsSpec, rules: Mapping[str, "ColumnRule"]
    ) -> None:
        self._rules = rules
        self._all = {column.name: column for column in columns}
        self._columns = [
            column
            for column in columns
            if column.n_missing < len(column.values) and not is_source(column.name)
        ]
        self._found: dict[str, ColumnMatch | None] = {}
        self._settled: dict[str, str] = {}
        self.amount_per = spec.amount_per
        self.refunds = spec.refunds
        for role in (
            "customer", "date", "order", "quantity", "price", "amount", "refund", "product", "category", "country",
        ):  # fmt: skip
            self._settle(role, getattr(spec, role), columns)
        self._settle("currency", spec.currency_column, columns)

    def _settle(self, role: str, name: str | None, columns: Sequence[TypedColumn]) -> None:
        if name is None:
            return
        column = self._all[match_columns((name,), columns)[0]]
        wanted = ColumnType.DATE if role == "date" else ColumnType.NUMBER if role in _NUMBERS else column.type
        # A column that was found in one file may be empty in the next.
        if column.type is not wanted and (role != "refund" or column.n_missing < len(column.values)):
            raise InputError(
                say(
                    "Column “{column}” can't be the {role}: {reason}.",
                    column=column.name,
                    role=_LABELS[role],
                    reason=column.reason,
                ),
                mend=say("Choose a column with dates.")
                if role == "date"
                else say("Choose a column with numbers."),
            )
        self._settled[role] = column.name
        self._found[role] = ColumnMatch(column.name, finding("purchase_columns.named_by_user"))

    def find(self, role: str) -> ColumnMatch | None:
        """Return the column for a role, None if there is none; each role is decided once."""
        if role not in self._found:
            self._found[role] = self._rules[role](self)
        return self._found[role]

    def is_settled(self, role: str) -> bool:
        """Whether the user named the column."""
        return role in self._settled

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of all columns."""
        return tuple(self._all)

    def column(self, name: str) -> TypedColumn:
        """Return the column of this name."""
        return self._all[name]

    def unique_person(self, besides: str) -> str | None:
        """Return another column that names persons and differs in every row: then the rows are persons.

        A plain ID, which may number lines as well, does so only where no heading names the customer of `besides`.
        """
        at = rank("customer", besides)
        least = 2 if at is not None and at < WEAK else WEAK + 1
        for column in self._columns:
            if column.name == besides or column.type is not ColumnType.IDENTIFIER:
                continue
            at = rank("customer", column.name)
            if at is not None and at < least and column.n_distinct == len(column.values) > 1:
                return column.name
        return None

    def free(self, *types: ColumnType) -> list[TypedColumn]:
        """Return the columns of these types that nothing else uses."""
        taken = {each.name for each in self._found.values() if each is not None} | set(self._settled.values())
        return [c for c in self._columns if c.name not in taken and c.type in types]

    def by_heading(self, role: str, *types: ColumnType) -> list[tuple[int, TypedColumn]]:
        """Return free columns whose headings name the role, best first, in the order of the table."""
        ranked = [(rank(role, c.name), i, c) for i, c in enumerate(self.free(*types))]
        return [(r, c) for r, _, c in sorted((r, i, c) for r, i, c in ranked if r is not None)]

    def named(self, role: str) -> TypedColumn | None:
        """Return the column found for a role, None without one."""
        found = self.find(role)
        return None if found is None or found.name is None else self.column(found.name)

    @cached_property
    def days(self) -> Ints | None:
        """Days of the purchases counted from the first, -1 where there is none."""
        date = self.named("date")
        if date is None:
            return None
        days = days_of(date)
        known = days != NOT_A_DAY
        return np.where(known, days - (days[known].min() if known.any() else 0), -1)


ColumnRule = Callable[[ColumnFinder], ColumnMatch | None]
_LABELS = {
    "customer": finding("purchase_columns.customer"),
    "date": finding("purchase_columns.date"),
    "order": finding("purchase_columns.order"),
    "quantity": finding("purchase_columns.quantity"),
    "price": finding("purchase_columns.price"),
    "amount": finding("purchase_columns.amount"),
    "refund": finding("purchase_columns.refund"),
    "product": finding("purchase_columns.product"),
    "category": finding("purchase_columns.category"),
    "currency": finding("purchase_columns.currency"),
    "country": finding("purchase_columns.country"),
}
