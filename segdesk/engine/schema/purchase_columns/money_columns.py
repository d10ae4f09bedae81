"""How the columns of a line's money, of prices, pieces and refunds are found."""

import re
from collections.abc import Sequence

import numpy as np

from segdesk.engine.data.arrays import Floats, Mask
from segdesk.engine.data.column_codes import Ints, as_floats, codes_of, mostly_one
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.schema.headings import words
from segdesk.engine.schema.purchase_columns.column_finder import CODES, ColumnFinder, ColumnMatch, ColumnRule
from segdesk.engine.schema.purchase_columns.heading_words import rank
from segdesk.engine.schema.purchase_columns.line_money import is_line_money
from segdesk.messages import Message

_MONEY_UNIT = re.compile(r"[^%‰]+")
_NET = re.compile(r"\b(?:(?:net|netto|neto|nett)(?:betrag|wert|umsatz|summe)?|ht|hors taxes?)\b")
_GROSS = re.compile(r"\b(?:(?:gross|brutto|bruto|brut)(?:betrag|wert|umsatz|summe)?|ttc)\b")
_PART = re.compile(r"\b(?:sub|subtotal|zwischensumme|sous)\b")
_TOTAL = re.compile(r"\b(?:total|gesamt\w*|summe|totale?s?)\b")
_FEE = re.compile(r"\b(?:fees?|geb[uü]hr(?:en)?|tarifas?|comisi[oó]n|commission|frais|processing)\b")
_OF_ORDER = re.compile(
    r"\b(?:order|total|grand|gesamt\w*|summe|bestell\w*|auftrags\w*|rechnungs\w*|pedido|commande)\b"
)
_OF_LINE = re.compile(r"\b(?:line|lineitem|row|item|items|zeilen?\w*|positions?\w*|l[ií]nea|ligne)\b")
# From this rank of a heading on, money is that of a part of the order: quantity times price says more.
_PARTIAL = 4
# Lines in orders of several that are needed to tell an order's total from a line's money.
_ENOUGH_LINES = 10
_CENT = 0.011


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
    price, pieces = finder.named("price"), _pieces(finder)
    of_line = pieces is not None and _price_of_line(finder)
    for column in money_by_heading(finder):
        if pieces is not None and price is not None:
            if not of_line and repeats_the_order(finder, column, pieces):
                return ColumnMatch(
                    None, finding("purchase_columns.amount_is_order_total", column=column.name)
                )
            of_line = of_line or repeats_the_order(finder, column, as_floats(price))
            if of_line or _rank(column) >= _PARTIAL:
                break
        return ColumnMatch(column.name, finding("purchase_columns.amount_heading"))
    if of_line and price is not None:
        return _line_price(finder, price)
    return None if pieces is not None or price is not None else _amount_by_content(finder)


def money_by_heading(finder: ColumnFinder) -> list[TypedColumn]:
    """Return the free columns whose headings name money: net before gross, totals before parts of them."""
    found = [
        (at, column)
        for at, column in finder.by_heading("amount", ColumnType.NUMBER)
        if column.n_distinct > 1 or len(column.values) == 1
    ]
    after_fees = {column.name for _, column in found if _is_less_fees(finder, column, found)}
    return [
        column
        for _, column in sorted(
            found, key=lambda each: (each[1].name in after_fees, each[0], _preference(each[1].name))
        )
    ]


def _is_less_fees(
    finder: ColumnFinder, column: TypedColumn, money: Sequence[tuple[int, TypedColumn]]
) -> bool:
    """Whether money is what the shop keeps after the fees of a payment service, not what the customer paid."""
    if _NET.search(" ".join(words(column.name))) is None:
        return False
    fees = [c for c in finder.free(ColumnType.NUMBER) if _FEE.search(" ".join(words(c.name)))]
    net = as_floats(column)
    for fee in fees:
        off = np.abs(as_floats(fee))
        for _, other in money:
            paid = as_floats(other)
            known = ~np.isnan(net) & ~np.isnan(paid) & (off > 0)
            if known.sum() > 1 and (np.abs(np.abs(paid - net)[known] - off[known]) <= _CENT).mean() > 0.9:
                return True
    return False


def _preference(heading: str) -> tuple[int, int]:
    """Return how early money under a heading is taken among headings of one rank, the lowest first."""
    text = " ".join(words(heading))
    part = 2 if _PART.search(text) else 0 if _TOTAL.search(text) else 1
    return (part == 2) * 2 + (_GROSS.search(text) is not None) - (_NET.search(text) is not None), part


def _rank(column: TypedColumn) -> int:
    at = rank("amount", column.name)
    return _PARTIAL if at is None else at


def _line_price(finder: ColumnFinder, price: TypedColumn) -> ColumnMatch:
    quantity = finder.named("quantity")
    assert quantity is not None
    return ColumnMatch(
        price.name,
        finding("purchase_columns.price_of_line", quantity=quantity.name),
        (finding("purchase_columns.price_not_multiplied", column=price.name, quantity=quantity.name),),
    )


def _price_of_line(finder: ColumnFinder) -> bool:
    """Whether the price is the money of the line already."""
    quantity, price = finder.named("quantity"), finder.named("price")
    if quantity is None or price is None or finder.is_settled("price"):
        return False
    product = next((column for _, column in finder.by_heading("product", *CODES)), None)
    return is_line_money(
        price.name,
        finder.headings,
        as_floats(price),
        as_floats(quantity),
        None if product is None else codes_of(product)[0],
    )


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


def _lines_of_orders(finder: ColumnFinder, known: Mask) -> tuple[Ints, Mask] | None:
    """Return the orders as codes and which known lines belong to an order of several such lines."""
    order = finder.named("order")
    if order is None:
        return None
    codes = codes_of(order)[0]
    size = np.bincount(codes + 1, weights=known)[codes + 1]
    several = (size > 1) & (codes >= 0) & known
    return (codes, several) if several.sum() >= _ENOUGH_LINES else None


def repeats_the_order(finder: ColumnFinder, column: TypedColumn, money: Floats) -> bool:
    """Whether each line shows what the `money` of all lines of its order adds up to."""
    shown = as_floats(column)
    orders = _lines_of_orders(finder, ~np.isnan(shown))
    if orders is None:
        return False
    codes, several = orders
    total = np.bincount(codes + 1, weights=np.nan_to_num(money))[codes + 1]
    same_order = np.abs(shown - total)[several] <= _CENT
    same_line = np.abs(shown - money)[several] <= _CENT
    return bool(same_order.mean() > 0.9 and same_line.mean() < 0.9)


def total_of_order(finder: ColumnFinder, column: TypedColumn) -> tuple[bool, tuple[Message, ...]]:
    """Return whether a column of money shows the order's total on each line, and what is to be said of it."""
    if finder.amount_per != "auto":
        return finder.amount_per == "order" and finder.named("order") is not None, ()
    orders = _lines_of_orders(finder, ~column.is_missing)
    if orders is None or column.n_distinct < _ENOUGH_LINES:
        return False, ()
    codes, several = orders
    values = np.unique(column.values[several], return_inverse=True)[1].astype(np.int64)
    if not mostly_one(codes[several], values):
        return False, ()
    text = " ".join(words(column.name))
    named = _OF_ORDER.search(text) is not None and _OF_LINE.search(text) is None
    if named or _products_differ(finder, codes, several):
        return True, (finding("purchase_columns.amount_once_per_order", column=column.name),)
    return False, (finding("purchase_columns.amount_repeated", column=column.name),)


def _products_differ(finder: ColumnFinder, codes: Ints, several: Mask) -> bool:
    """Whether lines of one order are of different products, which hardly cost the same each time."""
    product = finder.named("product")
    return product is not None and not mostly_one(codes[several], codes_of(product)[0][several])


def _in_cents(column: TypedColumn) -> bool:
    """Whether numbers have two decimals at most, and many of them some."""
    values = as_floats(column)[~column.is_missing]
    fine = np.abs(values * 100 - np.round(values * 100)) < 1e-6 * np.maximum(1, np.abs(values * 100))
    broken = values != np.round(values)
    return bool(len(values) and fine.mean() > 0.99 and broken.mean() > 0.2 and (values > 0).mean() > 0.5)


def _refund(finder: ColumnFinder) -> ColumnMatch | None:
    """Return the column that says how much of the money went back, unless the money taken is less it already."""
    if finder.refunds == "ignore":
        return None
    for _, column in finder.by_heading("refund", ColumnType.NUMBER):
        back = np.abs(np.nan_to_num(as_floats(column)))
        if not back.any():
            continue
        amount = finder.named("amount")
        if amount is not None and _is_net_of(finder, as_floats(amount), back):
            return ColumnMatch(
                None, finding("purchase_columns.refund_taken_off", column=column.name, amount=amount.name)
            )
        return ColumnMatch(
            column.name,
            finding("purchase_columns.refund_heading"),
            (finding("purchase_columns.refund_subtracted", column=column.name),),
        )
    return None


def _is_net_of(finder: ColumnFinder, amount: Floats, back: Floats) -> bool:
    """Whether money is less the refunds already: nothing is left of it, or another column is what it was before."""
    there = (back > 0) & ~np.isnan(amount)
    if not there.any():
        return False
    if (np.abs(amount[there]) <= _CENT).mean() > 0.9:
        return True
    money = {c.name: np.nan_to_num(as_floats(c))[there] for c in finder.free(ColumnType.NUMBER)}
    less = [np.zeros(int(there.sum()))]
    less += [np.abs(v) for name, v in money.items() if re.search(r"disc|rabatt|descuento|remise", name, re.I)]
    after = amount[there] + back[there]
    return any(
        (np.abs(before - off - after) <= _CENT).mean() > 0.9 for before in money.values() for off in less
    )


MONEY_COLUMNS: dict[str, ColumnRule] = {
    "price": _price,
    "quantity": _quantity,
    "amount": _amount,
    "refund": _refund,
}
