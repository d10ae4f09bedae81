"""Whether a price beside a quantity is that of a piece, or the money of the whole line already."""

import re
from collections.abc import Sequence

import numpy as np

from segdesk.engine.data.arrays import Floats, Mask
from segdesk.engine.data.column_codes import Ints, combined
from segdesk.engine.schema.headings import words

# Fewer lines with several pieces say nothing.
_ENOUGH = 20
# Within a product the logarithm of a price of pieces keeps still while that of the quantity rises (slope 0);
# the money of lines rises with it (slope 1).
_PIECES, _LINES = 0.25, 0.75
# Nearly all prices of lines can be divided by the quantity; of prices of pieces hardly more than those of one piece.
_DIVISIBLE, _DIVISIBLE_ANYWAY = 0.99, 0.8

_OF_PIECE = re.compile(r"\b(?:unit|each|per|piece|pieza|einzel\w*|st[uü]ck\w*|unitario|unitaire|unidad)\b")


def is_line_money(
    heading: str, headings: Sequence[str], price: Floats, quantity: Floats, product: Ints | None
) -> bool:
    """Return whether a price has been multiplied by the quantity already.

    Parameters
    ----------
    heading : str
        Of the price.
    headings : sequence of str
        Of the whole table.
    price, quantity : float64 arrays of shape (n_lines,)
    product : int64 array of shape (n_lines,) or None
        Code of the product, -1 where missing.
    """
    if _as_amazon_reports(heading, headings):
        return True
    if _OF_PIECE.search(" ".join(words(heading))):
        return False
    several = (quantity > 1) & (quantity == np.floor(quantity)) & (price > 0)
    if several.sum() < _ENOUGH:
        return False
    slope = None if product is None else _slope(price, quantity, product)
    if slope is not None:
        return slope > _LINES
    return _divides(price, quantity, several)


def _as_amazon_reports(heading: str, headings: Sequence[str]) -> bool:
    """Whether the headings are those of Amazon's order reports, whose item-price is that of all pieces of a line."""
    known = {" ".join(words(each)) for each in headings}
    return " ".join(words(heading)) == "item price" and {"amazon order id", "order item id"} & known != set()


def _slope(price: Floats, quantity: Floats, product: Ints) -> float | None:
    """Return how the logarithm of the price follows that of the quantity within products; None if few say so."""
    usable = (price > 0) & (quantity > 0) & (product >= 0)
    code = combined([product[usable]])
    x, y = np.log(quantity[usable]), np.log(price[usable])
    n = np.maximum(np.bincount(code), 1)
    x = x - (np.bincount(code, weights=x) / n)[code]
    y = y - (np.bincount(code, weights=y) / n)[code]
    moved = np.abs(x) > 1e-9
    spread = float((x * x).sum())
    if moved.sum() < _ENOUGH or spread == 0.0:
        return None
    slope = float((x * y).sum()) / spread
    error = np.sqrt(float(((y - slope * x) ** 2).sum()) / len(x) / spread)
    sure = error < (_LINES - _PIECES) / 4
    return slope if sure and not _PIECES < slope < _LINES else None


def _divides(price: Floats, quantity: Floats, several: Mask) -> bool:
    """Whether prices can be divided by their quantities to the cent, and prices of one piece could not."""
    cents = np.round(price * 100)
    divisible = cents[several] % quantity[several] == 0
    single = cents[(quantity == 1) & (price > 0)]
    if len(single) < _ENOUGH or divisible.mean() < _DIVISIBLE:
        return False
    sizes, counts = np.unique(quantity[several], return_counts=True)
    anyway = sum(
        count * float((single % size == 0).mean())
        for size, count in zip(sizes.tolist(), counts.tolist(), strict=True)
    )
    return bool(anyway / several.sum() < _DIVISIBLE_ANYWAY)
