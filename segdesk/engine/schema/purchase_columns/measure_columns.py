"""How the columns of currencies, products and places are found."""

from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType
from segdesk.engine.schema.purchase_columns.column_finder import (
    CODES,
    MANY,
    ColumnFinder,
    ColumnMatch,
    ColumnRule,
)

_ISO = frozenset(
    "EUR USD GBP CHF JPY CNY INR RUB PLN CZK HUF SEK NOK DKK RON BGN TRY BRL MXN ARS CLP COP PEN CAD AUD NZD SGD HKD "  # noqa: SIM905 - a list would be 60 lines
    "ZAR KRW THB AED ILS UAH ISK RSD MAD EGP SAR QAR KWD IDR MYR PHP VND TWD PKR NGN KES UYU BOB PYG DOP CRC".split()
)


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
    "currency": _currency,
    "product": _product,
    "category": _category,
    "country": _country,
}
