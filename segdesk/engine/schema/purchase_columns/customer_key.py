"""Who bought: codes of customers, of e-mail addresses without regard to capitals and blanks."""

import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.data.column_codes import Ints, codes_of
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import TypedColumn
from segdesk.messages import Message

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_NUMBER = re.compile(r"(?P<whole>\d+)(?:\.0)?")
_MOSTLY = 0.8
# What tills and shops write for whoever did not say who they are.
_NOBODY = re.compile(
    r"guest(?: (?:customer|user|checkout|buyer))?|walk[- ]?in(?: (?:customer|guest))?|"
    r"(?:cash|default|anonymous) customer|"
    r"cash sale|anonymous|no customer|gast(?:kunde|bestellung)?|laufkund(?:e|schaft)|barverkauf|barkunde|"
    r"anonym(?:er kunde)?|"
    r"invitad[oa]|cliente (?:general|gen[eé]rico|final|an[oó]nimo|de contado|mostrador)|"
    r"p[uú]blico (?:en )?general|"
    r"consumidor final|an[oó]nim[oa]|client (?:de )?(?:passage|comptoir|anonyme)|invit[eé]e?|anonyme|"
    r"cliente occasionale|passant"
)


@dataclass(frozen=True, eq=False)
class CustomerKey:
    """The customer of each line.

    Attributes
    ----------
    codes : int64 array of shape (n_lines,)
        Position in `names`, -1 where missing.
    names : tuple of str
        Each as it is written most often.
    n_merged : int
        Spellings that are another customer's in other capitals, taken for the same.
    n_alike : int
        Spellings that differ from another one in capitals only and are kept apart, because they are no addresses.
    n_decimals : int
        Numbers that are written with `.0` in some lines, as spreadsheets do beside empty cells, and without in others.
    nobody : str or None
        The word that stands for whoever did not say who they are, whose lines are no customer's.
    """

    codes: Ints
    names: tuple[str, ...]
    n_merged: int = 0
    n_alike: int = 0
    n_decimals: int = 0
    nobody: str | None = None

    def notes(self, column: str, n_customers: int | None = None) -> tuple[Message, ...]:
        """Return what is to be said of spellings and of guests; by default of as many customers as there are names."""
        if self.nobody is not None:
            known = replace(self, nobody=None).notes(column, n_customers)
            return (finding("purchase_columns.nobody", column=column, word=self.nobody), *known)
        if self.n_decimals:
            return (finding("purchase_columns.decimals_merged", column=column, n=self.n_decimals),)
        if self.n_merged:
            return (
                finding(
                    "purchase_columns.emails_merged",
                    column=column,
                    n=self.n_merged,
                    customers=len(self.names) if n_customers is None else n_customers,
                ),
            )
        return (
            (finding("purchase_columns.keys_alike", column=column, n=self.n_alike),) if self.n_alike else ()
        )


def customer_key(column: TypedColumn) -> CustomerKey:
    """Return the customer of each line; the same e-mail address in other capitals is the same customer.

    A word such as 'Guest' or 'Laufkundschaft' is no customer.
    """
    key = _without_spellings(column)
    nobody = _nobodies(key.names)
    if not any(nobody) or all(nobody):
        return key
    kept = [i for i, each in enumerate(nobody) if not each]
    position = np.full(len(nobody) + 1, -1, dtype=np.int64)
    position[kept] = np.arange(len(kept))
    return replace(
        key,
        codes=position[key.codes],
        names=tuple(key.names[i] for i in kept),
        nobody=key.names[nobody.index(True)],
    )


def share_without_customer(column: TypedColumn) -> float:
    """Return the share of lines without a customer: empty, the word for a guest, or the number 0 of one."""
    codes, names = codes_of(column)
    nobody = [is_word or name in ("0", "-1") for name, is_word in zip(names, _nobodies(names), strict=True)]
    return float(np.array([*nobody, True])[codes].mean()) if len(codes) else 0.0


def _nobodies(names: Sequence[str]) -> list[bool]:
    # Numbers and codes, of which there may be very many, are no such words. Nor is the empty text, which is in any.
    if "".join(names).isdecimal():
        return [False] * len(names)
    return [
        name[-1:] not in string.digits and _NOBODY.fullmatch(name.strip().casefold()) is not None
        for name in names
    ]


def _without_spellings(column: TypedColumn) -> CustomerKey:
    codes, names = codes_of(column)
    if not column.levels:
        return CustomerKey(codes, names)
    numbers = _as_numbers(codes, names)
    if numbers is not None:
        return numbers
    together = "".join(names)
    have_blanks = _BLANKS.search(together) is not None
    if not have_blanks and together.casefold() == together:
        # Nothing to take away: there are no other spellings.
        return CustomerKey(codes, names)
    plain = without_capitals(names, have_blanks)
    n_same = len(plain) - len(set(plain))
    if not n_same:
        return CustomerKey(codes, names)
    if not are_addresses(plain):
        return CustomerKey(codes, names, n_alike=n_same)
    # Levels stand by falling frequency: the first of several spellings is the commonest.
    first = {text: i for i, text in reversed(list(enumerate(plain)))}
    kept = sorted(first.values())
    merged = _merged(plain, first, kept)
    return CustomerKey(merged[codes], tuple(names[i] for i in kept), n_merged=n_same)


def without_capitals(names: Sequence[str], have_blanks: bool = True) -> list[str]:
    """Return texts without blanks and capitals: spellings of one e-mail address are the same then."""
    return [(_BLANKS.sub("", name) if have_blanks else name).casefold() for name in names]


def are_addresses(names: Sequence[str]) -> bool:
    """Return whether nearly all of some texts are e-mail addresses."""
    return sum(_EMAIL.fullmatch(name) is not None for name in names) >= _MOSTLY * len(names)


def _as_numbers(codes: Ints, names: Sequence[str]) -> CustomerKey | None:
    """Return the customers of whole numbers that are written with `.0` and without; None where that is not so."""
    if ".0\n" not in "\n".join(names) + "\n":
        return None
    found = [_NUMBER.fullmatch(name) for name in names]
    if sum(map(bool, found)) < _MOSTLY * len(names):
        return None
    plain = [each["whole"] if each else name for each, name in zip(found, names, strict=True)]
    first = {text: i for i, text in reversed(list(enumerate(plain)))}
    n_decimals = len(plain) - len(first)
    if not n_decimals:
        return None
    kept = sorted(first.values())
    merged = _merged(plain, first, kept)
    return CustomerKey(merged[codes], tuple(plain[i] for i in kept), n_decimals=n_decimals)


def _merged(plain: Sequence[str], first: Mapping[str, int], kept: Sequence[int]) -> Ints:
    """Return the position of each text's first spelling among those kept, and -1 behind for what is missing."""
    position = {level: i for i, level in enumerate(kept)}
    return np.array([position[first[text]] for text in plain] + [-1], dtype=np.int64)
