"""How the columns of money, pieces, products and places are found."""

import re

import numpy as np

from segdesk.engine.data.arrays import Floats, Mask
from segdesk.engine.data.column_codes import Ints, as_floats, codes_of, mostly_one
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.schema.purchase_columns.column_finder import (
    CODES,
    MANY,
    ColumnFinder,
    ColumnMatch,
    ColumnRule,
)
from segdesk.messages import Message

_ISO = frozenset(
    "EUR USD GBP CHF JPY CNY INR RUB PLN CZK HUF SEK NOK DKK RON BGN TRY BRL MXN ARS CLP COP PEN CAD AUD NZD SGD HKD "  # noqa: SIM905 - a list would be 60 lines
    "ZAR KRW THB AED ILS UAH ISK RSD MAD EGP SAR QAR KWD IDR MYR PHP VND TWD PKR NGN KES UYU BOB PYG DOP CRC".split()
)
_MONEY_UNIT = re.compile(r"[^%‰]+")


def _price(finder: ColumnFinder) -> ColumnMatch | None:
    for _, column in finder.by_heading("price", ColumnType.NUMBER):
        return ColumnMatch(column.name, finding("purchase_columns.price_heading"))
    return None


def _quantity(finder: ColumnFinder) -> ColumnMatch | None:
    for _, column in finder.by_heading("quantity", ColumnType.NUMBER):
        return ColumnMatch(column.name, finding("purchase_columns.quantity_heading"))
    return None


def _amount(finder: ColumnFinder) -> ColumnMatch | None:
    if finder.is_settled("price") and finder.is_settled("quantity"):
        return None
    pieces = _pieces(finder)
    for _, column in finder.by_heading("amount", ColumnType.NUMBER):
        if column.n_distinct == 1 < len(column.values):
            continue
        if pieces is not None and _repeats_the_order(finder, column, pieces):
            return ColumnMatch(None, finding("purchase_columns.amount_is_order_total", column=column.name))
        return ColumnMatch(
            column.name, finding("purchase_columns.amount_heading"), _warn_repeated(finder, column, pieces)
        )
    if pieces is not None or finder.find("price") is not None:
        return None
    return _amount_by_content(finder)


def _amount_by_content(finder: ColumnFinder) -> ColumnMatch | None:
    free = finder.free(ColumnType.NUMBER)
    with_unit = [c for c in free if c.format.unit and _MONEY_UNIT.fullmatch(c.format.unit)]
    if with_unit:
        return ColumnMatch(with_unit[0].name, finding("purchase_columns.amount_with_currency"))
    cents = [c for c in free if _in_cents(c)]
    if len(cents) == 1:
        return ColumnMatch(cents[0].name, finding("purchase_columns.amount_with_two_decimals"))
    return None


def _pieces(finder: ColumnFinder) -> Floats | None:
    """Quantity times price of each line, None without both columns."""
    quantity, price = finder.named("quantity"), finder.named("price")
    if quantity is None or price is None:
        return None
    return as_floats(quantity) * as_floats(price)


def _several_lines(finder: ColumnFinder) -> tuple[Ints, Mask] | None:
    """Return the orders as codes and which lines belong to an order of several lines."""
    order = finder.named("order")
    if order is None:
        return None
    codes = codes_of(order)[0]
    size = np.bincount(codes + 1)[codes + 1]
    several = (size > 1) & (codes >= 0)
    return (codes, several) if several.sum() >= 10 else None


def _repeats_the_order(finder: ColumnFinder, column: TypedColumn, pieces: Floats) -> bool:
    """Whether each line shows what all lines of its order add up to."""
    orders = _several_lines(finder)
    if orders is None:
        return False
    codes, several = orders
    total = np.bincount(codes + 1, weights=np.nan_to_num(pieces))[codes + 1]
    shown = as_floats(column)
    same_order = np.abs(shown - total)[several] <= 0.011
    same_line = np.abs(shown - pieces)[several] <= 0.011
    return bool(same_order.mean() > 0.9 and same_line.mean() < 0.9)


def _warn_repeated(finder: ColumnFinder, column: TypedColumn, pieces: Floats | None) -> Message | None:
    """Warn where the lines of every order show the same amount: it may be the order's total, counted often."""
    orders = _several_lines(finder)
    if orders is None or pieces is not None:
        return None
    codes, several = orders
    values = np.unique(column.values[several], return_inverse=True)[1].astype(np.int64)
    if column.n_distinct < 10 or not mostly_one(codes[several], values):
        return None
    return finding("purchase_columns.amount_repeated", column=column.name)


def _in_cents(column: TypedColumn) -> bool:
    """Whether numbers have two decimals at most, and many of them some."""
    values = as_floats(column)[~column.is_missing]
    fine = np.abs(values * 100 - np.round(values * 100)) < 1e-6 * np.maximum(1, np.abs(values * 100))
    broken = values != np.round(values)
    return bool(len(values) and fine.mean() > 0.99 and broken.mean() > 0.2 and (values > 0).mean() > 0.5)


def _currency(finder: ColumnFinder) -> ColumnMatch | None:
    for _, column in finder.by_heading("currency", ColumnType.CATEGORY, ColumnType.IDENTIFIER):
        return ColumnMatch(column.name, finding("purchase_columns.currency_heading"))
    for column in finder.free(ColumnType.CATEGORY):
        if column.levels and all(level.upper() in _ISO and len(level) == 3 for level in column.levels):
            return ColumnMatch(column.name, finding("purchase_columns.currency_codes"))
    return None


def _product(finder: ColumnFinder) -> ColumnMatch | None:
    for _, column in finder.by_heading("product", *CODES):
        if column.n_distinct > 1 and not column.personal:
            return ColumnMatch(column.name, finding("purchase_columns.product_heading", n=column.n_distinct))
    return None


def _category(finder: ColumnFinder) -> ColumnMatch | None:
    for _, column in finder.by_heading("category", ColumnType.CATEGORY):
        if 1 < column.n_distinct <= MANY:
            return ColumnMatch(column.name, finding("purchase_columns.category_heading"))
    return None


def _country(finder: ColumnFinder) -> ColumnMatch | None:
    for _, column in finder.by_heading("country", ColumnType.CATEGORY):
        return ColumnMatch(column.name, finding("purchase_columns.country_heading"))
    return None


MEASURE_COLUMNS: dict[str, ColumnRule] = {
    "price": _price,
    "quantity": _quantity,
    "amount": _amount,
    "currency": _currency,
    "product": _product,
    "category": _category,
    "country": _country,
}
