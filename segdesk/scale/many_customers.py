"""Customers who are too many for memory: the database knows who is who, and they are summarised some at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from segdesk.engine.data.column_codes import Ints
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.schema.purchase_columns.customer_key import (
    CustomerKey,
    are_addresses,
    customer_key,
    without_capitals,
)
from segdesk.messages import Message
from segdesk.scale.dialect import ScaleDialect
from segdesk.scale.raw_files import RAW
from segdesk.scale.session import Session
from segdesk.scale.sources import ScaleSource
from segdesk.scale.texts import Texts, is_plain_code, too_many_texts

# Who each text of the customer's column is: its text, the customer's name and code. Codes are in no order, so that
# every n-th customer is one drawn evenly.
PEOPLE = "people"
_KNOWN, _SPELLED, _NAMED = "people_known", "people_spelled", "people_named"
_WHOLE = "[0-9]{1,15}([.]0+)?"


@dataclass(frozen=True, eq=False)
class FewCustomers:
    """Customers whom memory holds.

    Attributes
    ----------
    key : CustomerKey
        Whose each text of the column is.
    n, n_lines, notes
        As of `ManyCustomers`.
    """

    key: CustomerKey
    n: int
    n_lines: int
    notes: tuple[Message, ...]


@dataclass(frozen=True, eq=False)
class ManyCustomers:
    """Customers whom the database knows, in the table `PEOPLE`.

    Attributes
    ----------
    n : int
    n_lines : int
        Lines that say who bought.
    notes : tuple of Message
        What is to be said of spellings and of guests.
    """

    n: int
    n_lines: int
    notes: tuple[Message, ...]


def known_customers(column: TypedColumn, texts: Texts) -> FewCustomers:
    """Return whose each text of the customer's column is, where all texts are known.

    Parameters
    ----------
    column : TypedColumn
        The customer's, with a row for each text.
    texts : Texts
    """
    key = customer_key(column)
    lines = int(texts.counts[~column.is_missing].sum())
    return FewCustomers(key, len(key.names), lines, key.notes(column.name))


def know_customers(
    column: TypedColumn, texts: Texts, source: ScaleSource, session: Session, words: ScaleDialect
) -> ManyCustomers:
    """Make the table of who each text of the customer's column is.

    Texts that are written plainly are customers of their own, as far as capitals of e-mail addresses and the `.0` of
    spreadsheets let them; what others are is known.

    Parameters
    ----------
    column : TypedColumn
        The customer's, with a row for each text that is known.
    texts : Texts
    source : ScaleSource
    session : Session
    words : ScaleDialect

    Raises
    ------
    InputError
        If the texts are such that memory must hold all of them.
    """
    key = customer_key(column)
    rule = _Rule.of(column, key)
    alike = without_capitals(key.names) if rule.by_address else key.names
    known = {
        "k": _by_code(alike, key.codes),
        "name": _by_code(key.names, key.codes),
        # Guests say who bought, though they are no customer.
        "says": ~column.is_missing,
    }
    session.load(_KNOWN, pd.DataFrame({"t": texts.joins, **known}))
    own, plain = rule.key("t.text", words), rule.is_plain("t.text", words)
    session.run(
        f"CREATE TABLE {_SPELLED} AS SELECT t.text, t.n, d.t IS NOT NULL AS is_known, d.says, "
        f"CASE WHEN {plain} THEN {own} ELSE d.k END AS k, CASE WHEN {plain} THEN t.text ELSE d.name END AS name "
        f"FROM (SELECT {texts.key} AS text, COUNT(*) AS n FROM {RAW} GROUP BY {texts.key}) AS t "
        f"LEFT JOIN {_KNOWN} AS d ON d.t = t.text"
    )
    if session.number(f"SELECT COUNT(*) FROM {_SPELLED} WHERE k IS NULL AND NOT is_known"):
        raise too_many_texts(column.name, source, session.engine)
    name = "k" if rule.is_number or rule.has_decimals else f"MIN_BY(name, {words.together(['-n', 'name'])})"
    session.run(
        f"CREATE TABLE {_NAMED} AS SELECT k, name, ROW_NUMBER() OVER (ORDER BY {words.fingerprint(['k'])}, k) - 1 "
        f"AS code FROM (SELECT k, {name} AS name FROM {_SPELLED} WHERE k IS NOT NULL GROUP BY k) AS everyone"
    )
    session.run(
        f"CREATE TABLE {PEOPLE} AS SELECT s.text, p.name, {words.as_whole('p.code')} AS code "
        f"FROM {_SPELLED} AS s JOIN {_NAMED} AS p ON p.k = s.k"
    )
    found = _counted(column, replace(key, n_merged=0, n_alike=0, n_decimals=0), rule, session)
    session.drop(_KNOWN, _SPELLED, _NAMED)
    return found


@dataclass(frozen=True)
class _Rule:
    """What of a text that is written plainly says who it is.

    Attributes
    ----------
    is_number : bool
        The column holds numbers: 007 is 7.
    has_decimals : bool
        Its numbers are texts, some of them with `.0` behind.
    by_address : bool
        E-mail addresses are the same in any capitals.
    folds : bool
        Texts that differ in capitals only are the same.
    """

    is_number: bool
    has_decimals: bool
    by_address: bool
    folds: bool

    @classmethod
    def of(cls, column: TypedColumn, key: CustomerKey) -> "_Rule":
        """Return the rule of a column, by those of its customers who are known."""
        is_number = column.type is ColumnType.NUMBER
        by_address = not is_number and are_addresses(key.names)
        folds = by_address or column.type is ColumnType.CATEGORY
        return cls(is_number, key.n_decimals > 0, by_address, folds)

    def is_plain(self, text: str, words: ScaleDialect) -> str:
        """Return the condition that a text says by itself who it is."""
        if self.is_number or self.has_decimals:
            return words.matches(text, _WHOLE)
        return is_plain_code(text, words)

    def key(self, text: str, words: ScaleDialect) -> str:
        """Return what is the same for all texts of one customer."""
        if self.is_number:
            return f"CONCAT('', {words.as_whole(words.before(text, '.'))})"
        if self.has_decimals:
            return words.before(text, ".")
        return f"LOWER({text})" if self.folds else text


def _by_code(names: Sequence[str], codes: Ints) -> ExtensionArray:
    return pd.array(np.array([*names, None], dtype=object)[codes], dtype="string")


def _counted(column: TypedColumn, key: CustomerKey, rule: _Rule, session: Session) -> ManyCustomers:
    """Count customers and their spellings."""
    n, n_apart, spellings, lines = session.row(
        f"SELECT COUNT(DISTINCT k), COUNT(DISTINCT LOWER(k)), COUNT(DISTINCT name), "
        f"SUM(CASE WHEN k IS NOT NULL OR says THEN n ELSE 0 END) FROM {_SPELLED}"
    )
    if rule.by_address:
        key = replace(key, n_merged=int(spellings - n))
    elif rule.has_decimals:
        key = replace(key, n_decimals=int(spellings - n))
    elif not rule.folds:
        key = replace(key, n_alike=int(n - n_apart))
    return ManyCustomers(int(n), int(lines), key.notes(column.name, int(n)))
