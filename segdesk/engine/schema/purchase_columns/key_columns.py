"""How the columns of customer, order and date are found."""

import re
from collections.abc import Sequence

import numpy as np

from segdesk.engine.data.column_codes import as_floats, codes_of, mostly_one, n_distinct
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.schema.headings import words
from segdesk.engine.schema.purchase_columns.column_finder import (
    CODES,
    MANY,
    WEAK,
    ColumnFinder,
    ColumnMatch,
    ColumnRule,
)
from segdesk.engine.schema.purchase_columns.customer_key import customer_key, share_without_customer
from segdesk.engine.schema.purchase_columns.heading_words import rank

_NO_HEADING = re.compile(r"column_\d+_*")
# Headings under which a table of orders may keep its order numbers, as Shopify's does '#1001' under 'Name'.
_NUMBER_HEADING = re.compile(
    r"name|number|nummer|no|nr|n[uú]mero|num[eé]ro|nº|n º|n°|id|uid|reference|ref|referenz|referencia|"
    r"r[eé]f[eé]rence|code"
)
_ORDER_NUMBER = re.compile(
    r"#?\s?[^\W\d_]{0,6}[-_/ ]?\d[\w\-/]*|(?:ch|py|pi|in|txn|ord|inv)_\w+|(?=[^\W_]*\d)[^\W_]{8,40}"
)


_MAIL = re.compile(r"mail|correo|courriel", re.I)
_NEARLY_ALL = 0.95
# Where more lines have no customer, guests bought, who have no number but an address.
_SPARSE = 0.2
# Headings before this rank name a customer, by number, word, address or name.
_CODE_OF_MANY = 3
# From this rank of a heading on, a product may as well be a remark on the whole payment: 'Description'.
_REMARK = 3
# Headings up to this rank name a day of purchase.
_NAMED_DAY = 3


def _date(finder: ColumnFinder) -> ColumnMatch | None:
    dates = finder.by_heading("date", ColumnType.DATE)
    if not dates:
        return _unreadable_days(finder)
    # Of days under headings that are alike, such as created and paid, those without gaps.
    at, column = min(dates, key=lambda each: (each[0], round(each[1].n_missing / len(each[1].values), 1)))
    named = at < _NAMED_DAY
    return ColumnMatch(
        column.name,
        finding("purchase_columns.date_heading") if named else finding("purchase_columns.holds_dates"),
    )


def _unreadable_days(finder: ColumnFinder) -> ColumnMatch | None:
    """Say of a column that is headed as the day of a purchase that its cells are no dates."""
    for at, column in finder.by_heading("date", *CODES):
        if at < _NAMED_DAY:
            texts = codes_of(column)[1]
            return ColumnMatch(
                None, finding("purchase_columns.no_days", column=column.name, examples=list(texts[:2]))
            )
    return None


def _order(finder: ColumnFinder) -> ColumnMatch | None:
    for _, column in finder.by_heading("order", *CODES):
        if column.n_distinct > 1:
            return ColumnMatch(column.name, finding("purchase_columns.order_heading", n=column.n_distinct))
    return _order_under_name(finder) or _order_by_content(finder)


def _order_under_name(finder: ColumnFinder) -> ColumnMatch | None:
    """Return numbers such as '#1001' under a heading such as 'Name', each of one customer and one day."""
    days, customer = finder.days, _named_customer(finder)
    if days is None or customer is None:
        return None
    goods = [at for at, _ in finder.by_heading("product", *CODES) if at < _REMARK]
    single = not goods and not finder.by_heading("quantity", ColumnType.NUMBER)
    for column in finder.free(*CODES):
        if column is customer or _NUMBER_HEADING.fullmatch(" ".join(words(column.name))) is None:
            continue
        codes, texts = codes_of(column)
        known = len(column.values) - column.n_missing
        numbers = len(texts) > 1 and sum(_ORDER_NUMBER.fullmatch(text) is not None for text in texts)
        if not numbers or numbers < _NEARLY_ALL * len(texts) or column.n_missing > 0.1 * len(column.values):
            continue
        repeats = len(texts) < known
        # A number for each line is that of its order only where a line is an order, and counts no rows.
        if not repeats and (not single or _counts_rows(texts)) and not texts[0].startswith("#"):
            continue
        if mostly_one(codes, days) and mostly_one(codes, customer_key(customer).codes):
            return ColumnMatch(column.name, finding("purchase_columns.order_numbers", n=len(texts)))
    return None


def _counts_rows(texts: Sequence[str]) -> bool:
    """Whether the numbers of all rows are 0 or 1 and so on, without a gap."""
    if not all(text.isdecimal() for text in texts):
        return False
    numbers = {int(text) for text in texts}
    return min(numbers) <= 1 and max(numbers) - min(numbers) == len(texts) - 1


def _order_by_content(finder: ColumnFinder) -> ColumnMatch | None:
    """Return codes that repeat over several lines, each on one day and with one customer."""
    days, customer = finder.days, _named_customer(finder)
    if days is None:
        return None
    n_days = n_distinct(days[days >= 0])
    for column in finder.free(ColumnType.IDENTIFIER, ColumnType.NUMBER, ColumnType.CATEGORY):
        known = len(column.values) - column.n_missing
        repeats = max(MANY, n_days) < column.n_distinct < 0.9 * known
        if column is customer or not repeats or not _is_key(column):
            continue
        codes = codes_of(column)[0]
        if not mostly_one(codes, days):
            continue
        if customer is None or mostly_one(codes, codes_of(customer)[0]):
            return ColumnMatch(column.name, finding("purchase_columns.order_codes", n=column.n_distinct))
    return None


def _named_customer(finder: ColumnFinder) -> TypedColumn | None:
    if finder.is_settled("customer"):
        return finder.named("customer")
    return next((c for r, c in finder.by_heading("customer", *CODES) if r < WEAK), None)


def _customer(finder: ColumnFinder) -> ColumnMatch | None:
    found = finder.by_heading("customer", *CODES)
    sparse = {column.name for _, column in found if share_without_customer(column) > _SPARSE}
    full = any(at < _CODE_OF_MANY and column.name not in sparse for at, column in found)
    for at, column in sorted(
        found,
        key=lambda pair: (
            full and pair[1].name in sparse,
            pair[0],
            pair[1].personal,
            pair[1].n_missing > 0.9 * len(pair[1].values),
            _MAIL.search(pair[1].name) is None,
        ),
    ):
        if column.n_distinct < 2 or (at >= WEAK and not _comes_back(finder, column)):
            continue
        if at > WEAK and finder.named("order") is None:
            # A household has one telephone; only beside orders does its number speak of who bought.
            continue
        known = len(column.values) - column.n_missing
        return ColumnMatch(
            column.name, finding("purchase_columns.customer_heading", n=column.n_distinct, lines=known)
        )
    return _customer_by_content(finder)


def _customer_by_content(finder: ColumnFinder) -> ColumnMatch | None:
    """Return codes that come back on other days; with orders, one for each order."""
    order = finder.named("order")
    orders = None if order is None else codes_of(order)[0]
    fitting = []
    for column in finder.free(ColumnType.IDENTIFIER, ColumnType.TEXT, ColumnType.NUMBER, ColumnType.CATEGORY):
        key = column.type in (ColumnType.IDENTIFIER, ColumnType.TEXT) or _is_key(column)
        if not key or column.n_distinct <= MANY or rank("product", column.name) is not None:
            continue
        if not _comes_back(finder, column):
            continue
        if orders is not None and not mostly_one(orders, codes_of(column)[0]):
            continue
        if orders is not None or column.type is ColumnType.IDENTIFIER:
            fitting.append(column)
    if not fitting:
        return None
    best = max(fitting, key=lambda c: c.n_distinct)
    return ColumnMatch(best.name, finding("purchase_columns.customer_codes", n=best.n_distinct))


def _comes_back(finder: ColumnFinder, column: TypedColumn) -> bool:
    """Whether values stand on several lines and days, as customers do."""
    known = len(column.values) - column.n_missing
    if known < 1.2 * column.n_distinct:
        return False
    return finder.days is None or not mostly_one(codes_of(column)[0], finder.days)


def _is_key(column: TypedColumn) -> bool:
    """Whether values are codes rather than amounts or words: identifiers, texts with digits.

    Whole numbers are taken for codes only in a column without a heading of its own.
    """
    if column.type is ColumnType.IDENTIFIER:
        return True
    if column.type is ColumnType.NUMBER:
        if not _NO_HEADING.fullmatch(column.name):
            return False
        values = as_floats(column)[~column.is_missing]
        return bool((values == np.floor(values)).all() and (values > 0).all())
    return all(any(map(str.isdigit, level)) for level in column.levels[:200])


KEY_COLUMNS: dict[str, ColumnRule] = {"date": _date, "order": _order, "customer": _customer}
