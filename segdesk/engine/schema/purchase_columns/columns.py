"""Which columns of a purchases table say who bought what, when and for how much: by heading and by content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from segdesk.engine.data.column_matching import match_columns
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.schema.purchase_columns.column_finder import WEAK, ColumnFinder, ColumnMatch
from segdesk.engine.schema.purchase_columns.customer_key import customer_key
from segdesk.engine.schema.purchase_columns.discount import line_discount
from segdesk.engine.schema.purchase_columns.heading_words import rank
from segdesk.engine.schema.purchase_columns.key_columns import KEY_COLUMNS
from segdesk.engine.schema.purchase_columns.measure_columns import MEASURE_COLUMNS
from segdesk.engine.schema.purchase_columns.money_columns import MONEY_COLUMNS, total_of_order
from segdesk.engine.schema.purchase_columns.one_per_customer import (
    CustomerLines,
    changes_for_some,
    find_customer_columns,
    lines_of_customers,
)
from segdesk.engine.schema.purchase_columns.rivals import money_rivals_note, rivals_of
from segdesk.engine.schema.purchase_columns.status_columns import (
    StatusColumn,
    find_status_columns,
    status_notes,
)
from segdesk.errors import InputError
from segdesk.messages import Message, say

_RULES = {**KEY_COLUMNS, **MONEY_COLUMNS, **MEASURE_COLUMNS}
# So many lines per customer speak of purchases even if nothing else does; with an order number or money, fewer do.
MANY_LINES = 1.5
SOME_LINES = 1.05


@dataclass(frozen=True)
class TransactionColumns:
    """The columns of a purchases table; None where there is none of the kind.

    Attributes
    ----------
    customer, date, order, quantity, price, amount, refund, product, category, currency, country : str or None
        Names of columns.
    discount : str or None
        What is taken off quantity times price on each line.
    discount_whole : float or None
        Where discounts are shares, what they are shares of: 100 of percents, else 1. None for sums.
    once_per_order : bool
        Each line shows the amount of its whole order.
    status : tuple of StatusColumn
        Columns that say what became of an order.
    of_customer : tuple of str
        Columns that say something of the customer: one value on all lines of nearly every customer.
    rivals : mapping of str to tuple of str
        Other columns that might be the customer, date, order or amount, by these names.
    reasons : mapping of str to Message
        Why each was taken, or left, by the names above.
    warnings : tuple of Message
    """

    customer: str | None = None
    date: str | None = None
    order: str | None = None
    quantity: str | None = None
    price: str | None = None
    amount: str | None = None
    refund: str | None = None
    product: str | None = None
    category: str | None = None
    currency: str | None = None
    country: str | None = None
    discount: str | None = None
    discount_whole: float | None = None
    once_per_order: bool = False
    status: tuple[StatusColumn, ...] = ()
    of_customer: tuple[str, ...] = ()
    rivals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reasons: Mapping[str, Message] = field(default_factory=dict)
    warnings: tuple[Message, ...] = ()

    @property
    def has_money(self) -> bool:
        """Whether a line's money is known."""
        return self.amount is not None or self.price is not None

    def require(self) -> tuple[str, str]:
        """Return the names of the customer's and the date's column.

        Raises
        ------
        InputError
            If either was not found: what to say on the command line.
        """
        if self.customer is None:
            raise InputError(
                say("No column says which customer bought."),
                mend=say("Name it with --customer, or use --kind customers for one row per customer."),
            )
        if self.date is None and "date" in self.reasons:
            raise InputError(
                say("No column says when something was bought: {reason}.", reason=self.reasons["date"]),
                mend=say(
                    "Write days such as 2024-12-31, name another column with --date, or use --kind customers for one "
                    "row per customer."
                ),
            )
        if self.date is None:
            raise InputError(
                say("No column says when something was bought."),
                mend=say("Name it with --date, or use --kind customers for one row per customer."),
            )
        return self.customer, self.date


def find_columns(columns: Sequence[TypedColumn], spec: TransactionsSpec | None = None) -> TransactionColumns:
    """Find the columns of a purchases table.

    Parameters
    ----------
    columns : sequence of TypedColumn
    spec : TransactionsSpec, optional
        Columns that the user named; the others are found. No column serves twice.

    Raises
    ------
    InputError
        If a column that the user named does not exist or holds no dates or no numbers where these are needed.
    """
    rules = _by_name(spec or TransactionsSpec(), columns)
    finder = ColumnFinder(columns, rules, _RULES)
    found: dict[str, ColumnMatch | None] = {}
    for role in (
        "date", "order", "customer", "price", "quantity", "currency", "amount", "refund", "category", "product",
        "country",
    ):  # fmt: skip
        found[role] = finder.find(role)
    names = {role: each.name for role, each in found.items() if each is not None and each.name is not None}
    if names.get("amount") == names.get("price"):
        # The price is the money of the line.
        names.pop("price", None)
    once, amount_notes = (
        total_of_order(finder, finder.column(names["amount"])) if "amount" in names else (False, ())
    )
    rivals = rivals_of(finder, names)
    discount, discount_whole, discount_notes = line_discount(finder, names)
    lines, taken = _lines(finder), frozenset({*names.values(), *([discount] if discount else [])})
    status, unknown = find_status_columns(columns, taken, lines, rules)
    of_customer, customer_notes = _of_customer(finder, columns, taken | {each.name for each in status}, lines)
    return TransactionColumns(
        **names,
        discount=discount,
        discount_whole=discount_whole,
        once_per_order=once,
        status=status,
        of_customer=of_customer,
        rivals=rivals,
        reasons={role: each.reason for role, each in found.items() if each is not None},
        warnings=(
            *(warning for each in found.values() if each is not None for warning in each.warnings),
            *amount_notes,
            *discount_notes,
            *money_rivals_note(finder, names, rivals),
            *status_notes(status),
            *unknown,
            *customer_notes,
        ),
    )


def _of_customer(
    finder: ColumnFinder, columns: Sequence[TypedColumn], taken: frozenset[str], lines: CustomerLines | None
) -> tuple[tuple[str, ...], tuple[Message, ...]]:
    """Return the columns that say something of the customer, and what is to be said of these and of the key."""
    customer = finder.named("customer")
    if customer is None:
        return (), ()
    notes = customer_key(customer).notes(customer.name)
    if lines is None:
        return (), notes
    names, several = find_customer_columns(columns, taken, customer, lines)
    country = finder.named("country")
    return names, (*notes, *several, *(changes_for_some(country, lines) if country is not None else ()))


def _by_name(spec: TransactionsSpec, columns: Sequence[TypedColumn]) -> TransactionsSpec:
    """Return the settings with the columns of status as the table has them, and no refunds that are ignored."""
    refund = None if spec.refunds == "ignore" else spec.refund
    return replace(spec, status=match_columns(spec.status, columns), refund=refund)


def _lines(finder: ColumnFinder) -> CustomerLines | None:
    customer = finder.named("customer")
    return None if customer is None else lines_of_customers(customer, finder.named("order"), finder.days)


def looks_like_transactions(
    columns: Sequence[TypedColumn], spec: TransactionsSpec | None = None
) -> tuple[bool, Message]:
    """Return whether a table has many lines per customer, one per purchase, and why or why not.

    Raises
    ------
    InputError
        As `find_columns`.
    """
    finder = ColumnFinder(columns, spec or TransactionsSpec(), _RULES)
    date = finder.find("date")
    order = finder.find("order")
    customer = finder.find("customer")
    if customer is None or customer.name is None:
        return False, _why_no_customer(columns)
    column = finder.column(customer.name)
    known = len(column.values) - column.n_missing
    n_customers = len(customer_key(column).names)
    each = known / max(n_customers, 1)
    owner = finder.unique_person(customer.name)
    if owner is not None:
        return False, finding("purchase_columns.own_identifier_per_row", column=owner)
    strong = order is not None or any(
        finder.find(role) is not None for role in ("price", "quantity", "amount")
    )
    if each < (SOME_LINES if strong else MANY_LINES):
        return False, finding("purchase_columns.one_row_per_customer", column=customer.name)
    if date is None or date.name is None:
        return _without_days(finder, each), _why_no_day(columns, finder, each)
    return True, finding(
        "purchase_columns.lines_of_customers",
        rows=known,
        customers=n_customers,
        column=customer.name,
        date=date.name,
    )


def _without_days(finder: ColumnFinder, each: float) -> bool:
    """Whether a table is one of purchases all the same: orders and money of named customers who come back.

    The rows would be taken for customers otherwise, and nobody would know.
    """
    customer, order = finder.named("customer"), finder.named("order")
    assert customer is not None
    named = (at := rank("customer", customer.name)) is not None and at < WEAK
    numbered = order is not None and rank("order", order.name) is not None
    money = finder.named("amount") is not None or finder.named("price") is not None
    return named and numbered and money and each >= MANY_LINES


def _why_no_customer(columns: Sequence[TypedColumn]) -> Message:
    dated = any(column.type is ColumnType.DATE for column in columns)
    return finding("purchase_columns.no_repeated_customer" if dated else "purchase_columns.no_dates")


def _why_no_day(columns: Sequence[TypedColumn], finder: ColumnFinder, each: float) -> Message:
    date, customer = finder.find("date"), finder.named("customer")
    assert customer is not None
    if _without_days(finder, each):
        if date is not None:
            return finding("purchase_columns.lines_without_days", column=customer.name, reason=date.reason)
        return finding("purchase_columns.lines_without_date", column=customer.name)
    dated = any(column.type is ColumnType.DATE for column in columns)
    return finding("purchase_columns.no_purchase_date" if dated else "purchase_columns.no_dates")
