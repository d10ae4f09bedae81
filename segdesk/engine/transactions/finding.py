"""One role after the other: the column that the user named, else the best heading, else what the values say."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from segdesk.engine.matching import match_columns
from segdesk.engine.table import ColumnType, TypedColumn
from segdesk.engine.transactions.codes import (
    NOT_A_DAY,
    Flags,
    Ints,
    codes_of,
    days_of,
    mostly_one,
    n_distinct,
)
from segdesk.engine.transactions.spec import TransactionsSpec
from segdesk.engine.transactions.words import rank
from segdesk.errors import InputError
from segdesk.messages import Message, say

_CODES = (ColumnType.IDENTIFIER, ColumnType.TEXT, ColumnType.CATEGORY, ColumnType.NUMBER)
_NUMBERS = ("quantity", "price", "amount")
_ISO = frozenset(
    [
        "EUR",
        "USD",
        "GBP",
        "CHF",
        "JPY",
        "CNY",
        "INR",
        "RUB",
        "PLN",
        "CZK",
        "HUF",
        "SEK",
        "NOK",
        "DKK",
        "RON",
        "BGN",
        "TRY",
        "BRL",
        "MXN",
        "ARS",
        "CLP",
        "COP",
        "PEN",
        "CAD",
        "AUD",
        "NZD",
        "SGD",
        "HKD",
        "ZAR",
        "KRW",
        "THB",
        "AED",
        "ILS",
        "UAH",
        "ISK",
        "HRK",
        "RSD",
        "MAD",
        "EGP",
        "SAR",
        "QAR",
        "KWD",
        "IDR",
        "MYR",
        "PHP",
        "VND",
        "TWD",
        "PKR",
        "NGN",
        "KES",
        "UYU",
        "BOB",
        "PYG",
        "DOP",
        "CRC",
        "GTQ",
    ]
)
_MONEY_UNIT = re.compile(r"[^%‰]+")
_NO_HEADING = re.compile(r"column_\d+_*")
# A key without a telling heading has so many values; fewer are groups.
_MANY = 50
# From this rank of a heading on, only the values can tell whether it is the customer: ID, name.
_WEAK = 4


@dataclass(frozen=True)
class Found:
    """A column found for a role, or the reason why a likely one was left (`name` None)."""

    name: str | None
    reason: Message
    warning: Message | None = None


class Finder:
    """Finds one role after the other and remembers what is taken.

    Parameters
    ----------
    columns : sequence of TypedColumn
    spec : TransactionsSpec
        What the user named.

    Raises
    ------
    InputError
        If a column that the user named does not exist, or holds no dates or numbers where these are needed.
    """

    def __init__(self, columns: Sequence[TypedColumn], spec: TransactionsSpec) -> None:
        self._columns = [column for column in columns if column.n_missing < len(column.values)]
        self._found: dict[str, Found | None] = {}
        self._named: dict[str, str] = {}
        for role in (
            "customer", "date", "order", "quantity", "price", "amount", "product", "category", "country",
        ):  # fmt: skip
            self._settle(role, getattr(spec, role), columns)
        self._settle("currency", spec.currency_column, columns)

    def _settle(self, role: str, name: str | None, columns: Sequence[TypedColumn]) -> None:
        if name is None:
            return
        column = next(c for c in columns if c.name == match_columns((name,), columns)[0])
        wanted = ColumnType.DATE if role == "date" else ColumnType.NUMBER if role in _NUMBERS else column.type
        if column.type is not wanted:
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
        self._named[role] = column.name
        self._found[role] = Found(column.name, say("you said so"))

    def find(self, role: str) -> Found | None:
        """Return the column for a role, None if there is none; each role is decided once."""
        if role not in self._found:
            self._found[role] = _RULES[role](self)
        return self._found[role]

    def column(self, name: str) -> TypedColumn:
        """Return the column of this name."""
        return next(column for column in self._columns if column.name == name)

    def unique_person(self, besides: str) -> str | None:
        """Return another column that names persons and differs in every row: then the rows are persons.

        A plain ID, which may number lines as well, does so only where no heading names the customer of `besides`.
        """
        at = rank("customer", besides)
        least = 2 if at is not None and at < _WEAK else _WEAK + 1
        for column in self._columns:
            others = column.name != besides and column.n_distinct == len(column.values) > 1
            at = rank("customer", column.name)
            if others and column.type is ColumnType.IDENTIFIER and at is not None and at < least:
                return column.name
        return None

    # Candidates and evidence.

    def _free(self, *types: ColumnType) -> list[TypedColumn]:
        taken = {each.name for each in self._found.values() if each is not None} | set(self._named.values())
        return [c for c in self._columns if c.name not in taken and c.type in types]

    def _by_heading(self, role: str, *types: ColumnType) -> list[tuple[int, TypedColumn]]:
        """Return free columns whose headings name the role, best first, in the order of the table."""
        ranked = [(rank(role, c.name), i, c) for i, c in enumerate(self._free(*types))]
        return [(r, c) for r, _, c in sorted((r, i, c) for r, i, c in ranked if r is not None)]

    def _codes(self, column: TypedColumn) -> Ints:
        return codes_of(column)[0]

    @cached_property
    def _days(self) -> Ints | None:
        """Days of the purchases counted from the first, -1 where there is none."""
        date = self.find("date")
        if date is None or date.name is None:
            return None
        days = days_of(self.column(date.name))
        known = days != NOT_A_DAY
        return np.where(known, days - days[known].min(initial=0), -1)

    # One rule per role.

    def _date(self) -> Found | None:
        dates = self._by_heading("date", ColumnType.DATE)
        if not dates:
            return None
        at, column = dates[0]
        named = at < 3
        return Found(
            column.name, say("the heading names the day of a purchase") if named else say("it holds dates")
        )

    def _order(self) -> Found | None:
        for _, column in self._by_heading("order", *_CODES):
            if column.n_distinct > 1:
                return Found(
                    column.name,
                    say("the heading names an order; {n} different ones", n=column.n_distinct),
                )
        return self._order_by_content()

    def _order_by_content(self) -> Found | None:
        """Return codes that repeat over several lines, each on one day and with one customer."""
        days, customer = self._days, self._named.get("customer") or self._named_customer()
        if days is None:
            return None
        n_days = n_distinct(days[days >= 0])
        for column in self._free(ColumnType.IDENTIFIER, ColumnType.NUMBER, ColumnType.CATEGORY):
            known = len(column.values) - column.n_missing
            repeats = max(_MANY, n_days) < column.n_distinct < 0.9 * known
            if column.name == customer or not repeats or not _is_key(column):
                continue
            codes = self._codes(column)
            if not mostly_one(codes, days):
                continue
            if customer is None or mostly_one(codes, self._codes(self.column(customer))):
                return Found(
                    column.name,
                    say(
                        "{n} codes over several lines each, always of one day and customer",
                        n=column.n_distinct,
                    ),
                )
        return None

    def _named_customer(self) -> str | None:
        return next((c.name for r, c in self._by_heading("customer", *_CODES) if r < _WEAK), None)

    def _customer(self) -> Found | None:
        for at, column in sorted(
            self._by_heading("customer", *_CODES),
            key=lambda pair: (pair[0], pair[1].personal, pair[1].n_missing > 0.9 * len(pair[1].values)),
        ):
            if column.n_distinct < 2 or (at >= _WEAK and not self._comes_back(column)):
                continue
            known = len(column.values) - column.n_missing
            return Found(
                column.name,
                say(
                    "the heading names customers; {n} customers on {lines} lines",
                    n=column.n_distinct,
                    lines=known,
                ),
            )
        return self._customer_by_content()

    def _customer_by_content(self) -> Found | None:
        """Return codes that come back on other days; with orders, one for each order."""
        order = self.find("order")
        orders = self._codes(self.column(order.name)) if order is not None and order.name else None
        fitting = []
        for column in self._free(
            ColumnType.IDENTIFIER, ColumnType.TEXT, ColumnType.NUMBER, ColumnType.CATEGORY
        ):
            key = column.type in (ColumnType.IDENTIFIER, ColumnType.TEXT) or _is_key(column)
            if not key or column.n_distinct <= _MANY or rank("product", column.name) is not None:
                continue
            if not self._comes_back(column):
                continue
            if orders is not None and not mostly_one(orders, self._codes(column)):
                continue
            if orders is not None or column.type is ColumnType.IDENTIFIER:
                fitting.append(column)
        if not fitting:
            return None
        best = max(fitting, key=lambda c: c.n_distinct)
        return Found(best.name, say("{n} codes that come back on other days", n=best.n_distinct))

    def _comes_back(self, column: TypedColumn) -> bool:
        """Whether values stand on several lines and days, as customers do."""
        known = len(column.values) - column.n_missing
        if known < 1.2 * column.n_distinct:
            return False
        return self._days is None or not mostly_one(self._codes(column), self._days)

    def _price(self) -> Found | None:
        for _, column in self._by_heading("price", ColumnType.NUMBER):
            return Found(column.name, say("the heading names the price of a piece"))
        return None

    def _quantity(self) -> Found | None:
        for _, column in self._by_heading("quantity", ColumnType.NUMBER):
            return Found(column.name, say("the heading names a number of pieces"))
        return None

    def _amount(self) -> Found | None:
        if {"price", "quantity"} <= set(self._named):
            return None
        pieces = self._pieces()
        for _, column in self._by_heading("amount", ColumnType.NUMBER):
            if column.n_distinct == 1 < len(column.values):
                continue
            if pieces is not None and self._repeats_the_order(column, pieces):
                return Found(
                    None,
                    say(
                        "“{column}” is the total of the whole order on each of its lines, so that quantity times "
                        "price is taken",
                        column=column.name,
                    ),
                )
            return Found(column.name, say("the heading names money"), self._warn_repeated(column, pieces))
        if pieces is not None or self.find("price") is not None:
            return None
        return self._amount_by_content()

    def _amount_by_content(self) -> Found | None:
        free = self._free(ColumnType.NUMBER)
        with_unit = [c for c in free if c.format.unit and _MONEY_UNIT.fullmatch(c.format.unit)]
        if with_unit:
            return Found(with_unit[0].name, say("its values are written with a currency"))
        cents = [c for c in free if _in_cents(c)]
        if len(cents) == 1:
            return Found(cents[0].name, say("its values have two decimals, as money has"))
        return None

    def _pieces(self) -> np.ndarray | None:
        """Quantity times price of each line, None without both columns."""
        quantity, price = self.find("quantity"), self.find("price")
        if quantity is None or price is None or quantity.name is None or price.name is None:
            return None
        return self.column(quantity.name).values * self.column(price.name).values

    def _several_lines(self) -> tuple[Ints, Flags] | None:
        """Return the orders as codes and which lines belong to an order of several lines."""
        order = self.find("order")
        if order is None or order.name is None:
            return None
        codes = self._codes(self.column(order.name))
        size = np.bincount(codes + 1)[codes + 1]
        several = (size > 1) & (codes >= 0)
        return (codes, several) if several.sum() >= 10 else None

    def _repeats_the_order(self, column: TypedColumn, pieces: np.ndarray) -> bool:
        """Whether each line shows what all lines of its order add up to."""
        orders = self._several_lines()
        if orders is None:
            return False
        codes, several = orders
        total = np.bincount(codes + 1, weights=np.nan_to_num(pieces))[codes + 1]
        shown = column.values.astype(np.float64)
        same_order = np.abs(shown - total)[several] <= 0.011
        same_line = np.abs(shown - pieces)[several] <= 0.011
        return bool(same_order.mean() > 0.9 and same_line.mean() < 0.9)

    def _warn_repeated(self, column: TypedColumn, pieces: np.ndarray | None) -> Message | None:
        """Warn where the lines of every order show the same amount: it may be the order's total, counted often."""
        orders = self._several_lines()
        if orders is None or pieces is not None:
            return None
        codes, several = orders
        values = np.unique(column.values[several], return_inverse=True)[1].astype(np.int64)
        if column.n_distinct < 10 or not mostly_one(codes[several], values):
            return None
        return say(
            "“{column}” is the same on all lines of an order: if it is the order's total, it is counted once per line.",
            column=column.name,
        )

    def _currency(self) -> Found | None:
        for _, column in self._by_heading("currency", ColumnType.CATEGORY, ColumnType.IDENTIFIER):
            return Found(column.name, say("the heading names currencies"))
        for column in self._free(ColumnType.CATEGORY):
            if column.levels and all(level.upper() in _ISO and len(level) == 3 for level in column.levels):
                return Found(column.name, say("its values are codes of currencies"))
        return None

    def _product(self) -> Found | None:
        for _, column in self._by_heading("product", *_CODES):
            if column.n_distinct > 1 and not column.personal:
                return Found(
                    column.name, say("the heading names products; {n} different ones", n=column.n_distinct)
                )
        return None

    def _category(self) -> Found | None:
        for _, column in self._by_heading("category", ColumnType.CATEGORY):
            if 1 < column.n_distinct <= _MANY:
                return Found(column.name, say("the heading names groups of products"))
        return None

    def _country(self) -> Found | None:
        for _, column in self._by_heading("country", ColumnType.CATEGORY):
            return Found(column.name, say("the heading names a place"))
        return None


def _is_key(column: TypedColumn) -> bool:
    """Whether values are codes rather than amounts or words: identifiers, texts with digits.

    Whole numbers are taken for codes only in a column without a heading of its own.
    """
    if column.type is ColumnType.IDENTIFIER:
        return True
    if column.type is ColumnType.NUMBER:
        if not _NO_HEADING.fullmatch(column.name):
            return False
        values = column.values[~column.is_missing]
        return bool((values == np.floor(values)).all() and (values > 0).all())
    return all(any(map(str.isdigit, level)) for level in column.levels[:200])


def _in_cents(column: TypedColumn) -> bool:
    """Whether numbers have two decimals at most, and many of them some."""
    values = column.values[~column.is_missing].astype(np.float64)
    fine = np.abs(values * 100 - np.round(values * 100)) < 1e-6 * np.maximum(1, np.abs(values * 100))
    broken = values != np.round(values)
    return bool(len(values) and fine.mean() > 0.99 and broken.mean() > 0.2 and (values > 0).mean() > 0.5)


_RULES: dict[str, Callable[[Finder], Found | None]] = {
    "date": Finder._date,
    "order": Finder._order,
    "customer": Finder._customer,
    "price": Finder._price,
    "quantity": Finder._quantity,
    "amount": Finder._amount,
    "currency": Finder._currency,
    "category": Finder._category,
    "product": Finder._product,
    "country": Finder._country,
}
_LABELS = {
    "customer": say("customer"),
    "date": say("date"),
    "order": say("order number"),
    "quantity": say("quantity"),
    "price": say("price"),
    "amount": say("amount"),
    "product": say("product"),
    "category": say("product category"),
    "currency": say("currency"),
    "country": say("country"),
}
