"""Lines as numbers: the texts of each column replaced by what they mean, by way of a dictionary of each column."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from segdesk.engine.data.arrays import Mask
from segdesk.engine.data.column_codes import NOT_A_DAY, Ints, as_floats, codes_of, days_of
from segdesk.engine.data.level_key import level_key
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.schema.numbers import NumberTexts
from segdesk.engine.schema.purchase_columns.status_columns import StatusColumn, status_texts
from segdesk.engine.transactions.reconciliation.lines import are_credit_notes
from segdesk.engine.transactions.reconciliation.order_status import is_counted_refund, state_code
from segdesk.scale.decisions import Decisions
from segdesk.scale.dialect import ScaleDialect
from segdesk.scale.many_customers import PEOPLE, FewCustomers
from segdesk.scale.raw_files import RAW
from segdesk.scale.session import Session
from segdesk.scale.sources import ScaleSource
from segdesk.scale.texts import WHOLE_CODE, Texts, is_plain_code

# Values with gaps.
Meanings = ExtensionArray

TYPED = "typed"
_PLAIN_NUMBER = {".": r"-?[0-9]+([.][0-9]+)?", ",": r"-?[0-9]+(,[0-9]+)?"}
# Credit notes among order numbers that are too many for a dictionary.
_CREDIT_NOTE = "(?i)(C|CN|CM|CR|GS|GU|RMA|STO|STORNO|RET|ABONO)[-_ /]?[0-9].*"


@dataclass(frozen=True)
class TypedLines:
    """The table of typed lines.

    Attributes
    ----------
    has_order : bool
        Whether there are order numbers.
    others : tuple of str
        Names of the columns other than customer and day.
    currencies, products, places, categories : tuple of str
        What the codes of each stand for.
    status : tuple of StatusColumn
        Columns `s0`, `s1` ... hold the state of each, `w0` ... whether a refund counts whole, `k0` ... whether the
        cell says anything.
    own : tuple of str
        Columns that say something of the customer: `o0`, `o1` ... hold which text, `v0` ... which value and `r0` ...
        how it ranks among others of one day.
    """

    has_order: bool
    others: tuple[str, ...]
    currencies: tuple[str, ...]
    products: tuple[str, ...]
    places: tuple[str, ...]
    categories: tuple[str, ...]
    status: tuple[StatusColumn, ...]
    own: tuple[str, ...]


class _Making:
    """The parts of the statement that makes the table: an expression for each column, a dictionary joined for it."""

    def __init__(self, decided: Decisions, session: Session, words: ScaleDialect) -> None:
        self._decided = decided
        self._session = session
        self._words = words
        self.columns: list[tuple[str, str]] = []
        self._joins: list[tuple[str, str, str]] = []

    def dictionary(self, name: str, meanings: Mapping[str, Meanings]) -> str:
        """Load what each text of a column means; return how the dictionary is called in the statement."""
        texts = self._decided.texts[name]
        place = f"dictionary_{len(self._joins)}"
        frame = pd.DataFrame({"t": texts.joins, **meanings})
        known = ~frame.drop(columns="t").isna().all(axis=1)
        self._session.load(place, frame[known])
        self._joins.append((place, "t", texts.key))
        return place

    def add(self, column: str, expression: str) -> None:
        """Add a column."""
        self.columns.append((column, expression))

    def code(self, column: str, name: str, codes: Ints) -> None:
        """Add a column of codes, -1 being none."""
        place = self.dictionary(name, {"v": _optional(codes, codes < 0)})
        self.add(column, f"CAST({place}.v AS INTEGER)")

    def customer(self, name: str) -> None:
        """Add the customer, whom the database knows by text."""
        self._joins.append((PEOPLE, "text", self._decided.texts[name].key))
        self.add("customer", f"{PEOPLE}.code")

    def number(self, column: str, name: str) -> None:
        """Add a column of numbers."""
        texts, values = self._decided.texts[name], as_floats(self._decided.values[name])
        place = self.dictionary(name, {"v": pd.array(values, dtype="Float64")})
        number = f"{place}.v"
        if not texts.are_all:
            mark = self._decided.values[name].format.decimal or "."
            plain = texts.key if mark == "." else f"REPLACE({texts.key}, ',', '.')"
            number = (
                f"CASE WHEN {self._words.matches(texts.key, _PLAIN_NUMBER[mark])} "
                f"THEN {self._words.base.number(plain)} ELSE {place}.v END"
            )
        self.add(column, number)

    def make(self) -> None:
        """Make the table."""
        chosen = ", ".join(f"{expression} AS {name}" for name, expression in self.columns)
        joins = " ".join(f"LEFT JOIN {place} ON {place}.{text} = {key}" for place, text, key in self._joins)
        self._session.run(
            f"CREATE TABLE {TYPED} AS SELECT {RAW}.{self._words.row_number} AS line, {chosen} "
            f"FROM {RAW} {joins}"
        )
        self._session.drop(*(place for place, _, _ in self._joins if place != PEOPLE))


def make_typed_lines(
    source: ScaleSource, decided: Decisions, session: Session, words: ScaleDialect
) -> TypedLines:
    """Make the table of typed lines.

    Its columns are `line`, its number; `customer`, `day`, `ord`; `credit`,
    whether the order number is a credit note's; `quantity`, `price`, `amount`, `refund`, `off` as numbers; `product`,
    `category`, `place`, `currency` as codes; and those of status and of customers.
    """
    chosen, values = decided.chosen, decided.values
    who, when = chosen.require()
    making = _Making(decided, session, words)
    if isinstance(decided.customers, FewCustomers):
        making.code("customer", who, decided.customers.key.codes)
    else:
        making.customer(who)
    days = days_of(values[when])
    place = making.dictionary(when, {"v": _optional(days, days == NOT_A_DAY)})
    making.add("day", f"CAST({place}.v AS INTEGER)")
    _order(making, decided, session, words)
    for column, name in (
        ("quantity", chosen.quantity),
        ("price", chosen.price),
        ("amount", chosen.amount),
        ("refund", chosen.refund),
        ("off", chosen.discount),
    ):
        if name is not None:
            making.number(column, name)
    named: dict[str, tuple[str, ...]] = {}
    for column, name in (
        ("product", chosen.product), ("category", chosen.category), ("place", chosen.country),
    ):  # fmt: skip
        named[column] = ()
        if name is not None:
            codes, named[column] = codes_of(values[name])
            making.code(column, name, codes)
    currencies = _currency(making, decided)
    for i, status in enumerate(chosen.status):
        _status(making, i, status, values[status.name])
    for i, name in enumerate(chosen.of_customer):
        _own(making, i, name, values[name])
    making.make()
    others = ("line", *(name for name, _ in making.columns if name not in ("customer", "day")))
    return TypedLines(
        chosen.order is not None, others, currencies, named["product"], named["place"], named["category"],
        chosen.status, chosen.of_customer,
    )  # fmt: skip


def _optional(values: Ints, missing: Mask) -> Meanings:
    found = pd.array(np.where(missing, 0, values), dtype="Int64")
    found[missing] = pd.NA
    return found


def _order(making: _Making, decided: Decisions, session: Session, words: ScaleDialect) -> None:
    """Add the order of each line, and whether its number is one of a credit note."""
    name = decided.chosen.order
    if name is None:
        return
    texts, column = decided.texts[name], decided.values[name]
    codes, names = codes_of(column)
    if texts.are_all:
        notes = np.append(are_credit_notes(names), False)[codes]
        place = making.dictionary(
            name, {"v": _optional(codes, codes < 0), "c": pd.array(notes, dtype="boolean")}
        )
        making.add("ord", f"CAST({place}.v AS INTEGER)")
        making.add("credit", f"COALESCE({place}.c, FALSE)")
        return
    _many_orders(making, texts, column, session, words)


def _many_orders(
    making: _Making, texts: Texts, column: TypedColumn, session: Session, words: ScaleDialect
) -> None:
    """Add orders that are too many for a dictionary: those that are written plainly are their own key."""
    codes, names = codes_of(column)
    key = texts.key
    if column.type is ColumnType.NUMBER:
        place = making.dictionary(column.name, {"v": pd.array(as_floats(column), dtype="Float64")})
        plain = words.matches(key, _PLAIN_NUMBER["."])
        making.add("ord", f"CASE WHEN {plain} THEN {words.base.number(key)} ELSE {place}.v END")
        making.add("credit", "FALSE")
        return
    others = session.number(
        f"SELECT COUNT(*) FROM {RAW} WHERE {key} <> '' AND NOT {words.matches(key, WHOLE_CODE)}"
    )
    if not others:
        making.add("ord", f"CASE WHEN {key} <> '' THEN {words.as_whole(key)} END")
        making.add("credit", "FALSE")
        return
    folded = column.type is ColumnType.CATEGORY
    known = [level_key(names[code]) if folded else names[code] for code in codes.tolist() if code >= 0]
    meant = np.full(len(codes), None, dtype=object)
    meant[codes >= 0] = known
    place = making.dictionary(column.name, {"v": pd.array(meant, dtype="string")})
    own = f"LOWER({key})" if folded else key
    number = f"CASE WHEN {is_plain_code(key, words)} THEN {own} ELSE {place}.v END"
    making.add("ord", number)
    are_notes = words.matches(number, _CREDIT_NOTE)
    share = session.row(
        f"SELECT COUNT(*), SUM(CASE WHEN {words.matches('t', _CREDIT_NOTE)} THEN 1 ELSE 0 END) "
        f"FROM (SELECT DISTINCT {key} AS t FROM {RAW} WHERE {key} <> '') AS numbers"
    )
    making.add("credit", f"COALESCE({are_notes}, FALSE)" if 0 < (share[1] or 0) < 0.5 * share[0] else "FALSE")


def _currency(making: _Making, decided: Decisions) -> tuple[str, ...]:
    """Add the currency of each line, where there are several or a column says so."""
    chosen, values = decided.chosen, decided.values
    if not chosen.has_money:
        return ()
    if chosen.currency is not None:
        codes, names = codes_of(values[chosen.currency])
        making.code("currency", chosen.currency, codes)
        return names
    money = chosen.amount or chosen.price
    assert money is not None
    texts = decided.texts[money].column
    if not values[money].format.unit or texts.native is ColumnType.NUMBER:
        return ()
    numbers = NumberTexts(list(texts.texts))
    found = numbers.currencies()
    if len(found) < 2:
        return ()
    position = {unit: i for i, unit in enumerate(found)}
    codes = np.array([position.get(unit or "", -1) for unit in numbers.currency_of_each()], dtype=np.int64)
    making.code("currency", money, codes)
    return tuple(found)


def _status(making: _Making, i: int, status: StatusColumn, column: TypedColumn) -> None:
    codes, names = status_texts(column)
    by_text = {word.text: word for word in status.words}
    said = [by_text.get(name) for name in names]
    states = [0 if word is None else state_code(word) for word in said]
    whole = [word is not None and is_counted_refund(word) for word in said]
    meanings: dict[str, Meanings] = {
        "s": pd.array(np.array([*states, 0])[codes], dtype="Int8"),
        "w": pd.array(np.array([*whole, False])[codes], dtype="boolean"),
        "k": pd.array(codes >= 0, dtype="boolean"),
    }
    place = making.dictionary(status.name, meanings)
    making.add(f"s{i}", f"COALESCE({place}.s, 0)")
    making.add(f"w{i}", f"COALESCE({place}.w, FALSE)")
    making.add(f"k{i}", f"COALESCE({place}.k, FALSE)")


def _own(making: _Making, i: int, name: str, column: TypedColumn) -> None:
    """Add which text a line has, the value of that text, and how it ranks among others of one day."""
    values = column.values
    missing = column.is_missing
    if column.levels:
        same = values.astype(np.int64)
        rank = -same.astype(np.float64)
    else:
        numbers = values.astype(np.int64 if values.dtype.kind == "M" else np.float64)
        same = np.unique(np.where(missing, 0, numbers), return_inverse=True)[1].astype(np.int64)
        rank = np.where(missing, 0, numbers).astype(np.float64)
    place = making.dictionary(
        name,
        {
            "t_at": _optional(np.arange(len(values)), missing),
            "v": _optional(same, missing),
            "r": pd.array(np.where(missing, np.nan, rank), dtype="Float64"),
        },
    )
    making.add(f"o{i}", f"CAST({place}.t_at AS INTEGER)")
    making.add(f"v{i}", f"CAST({place}.v AS INTEGER)")
    making.add(f"r{i}", f"{place}.r")


def changing_columns(decided: Decisions, typed: TypedLines, session: Session) -> list[str]:
    """Return the columns of which some customers show several values, one purchase another than the one before."""
    columns = {name: f"v{i}" for i, name in enumerate(typed.own)}
    if decided.chosen.country is not None:
        columns[decided.chosen.country] = "place"
    occasion = "ord" if typed.has_order else "day"
    found = []
    for name, column in columns.items():
        known = f"customer IS NOT NULL AND {occasion} IS NOT NULL AND {column} IS NOT NULL"
        several = (
            f"SELECT customer FROM {TYPED} WHERE {known} GROUP BY customer "
            f"HAVING MIN({column}) <> MAX({column})"
        )
        in_order = f"OVER (PARTITION BY customer ORDER BY {occasion}, line)"
        if session.number(
            f"SELECT COUNT(*) FROM (SELECT {column} AS now, LAG({column}) {in_order} AS before, "
            f"{occasion} AS one, LAG({occasion}) {in_order} AS other "
            f"FROM {TYPED} WHERE {known} AND customer IN ({several})) AS steps "
            "WHERE one <> other AND now <> before"
        ):
            found.append(name)
    return found
