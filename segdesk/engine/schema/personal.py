"""Personal data: e-mail addresses, phone numbers, bank accounts and names of people."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from segdesk.engine.data.finding import finding
from segdesk.engine.schema import headings
from segdesk.messages import Message


@dataclass(frozen=True)
class Personal:
    """What personal data a column holds, in words, and whether it is names of people."""

    reason: Message
    is_name: bool = False


_EMAIL = re.compile(r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;]{2,}")
_PHONE = re.compile(r"(?:\+|00)?\s?\(?\d[\d\s()/.\-]{5,20}\d(?:\s?(?:x|ext\.?)\s?\d+)?")
_SURE_PHONE = re.compile(r"\+\d[\d\s()/.\-]{6,20}|\(\d{2,5}\)[\d\s/.\-]{5,15}|\d{3}[-. ]\d{3}[-. ]\d{4}")
_IBAN = re.compile(r"[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]){11,30}")
_NAME = re.compile(r"[^\W\d_][^\d_@/\\]*\d*")
_SAMPLE = 1000


def find_personal(heading: str, texts: Sequence[str], share_distinct: float) -> Personal | None:
    """Return what personal data a column holds, None if none is seen.

    Parameters
    ----------
    heading : str
    texts : sequence of str
        Distinct texts, missing ones left out.
    share_distinct : float
        Number of distinct texts over the number of rows that have one.
    """
    sample = [text.strip() for text in texts[:: max(1, len(texts) // _SAMPLE)]]
    phones = _PHONE if headings.is_phone(heading) else _SURE_PHONE
    found = None
    if _most(_EMAIL, sample):
        found = Personal(finding("schema.emails"))
    elif _most(_IBAN, sample) and sum(map(_is_iban, sample)) > len(sample) / 2:
        found = Personal(finding("schema.bank_accounts"))
    elif _most(phones, sample) and not _are_dates(sample):
        found = Personal(finding("schema.phone_numbers"))
    elif _most(_NAME, sample) and len(texts) > 1 and max(map(len, sample)) <= 80:
        full = sum(" " in text for text in sample) > len(sample) / 2
        if headings.is_own_name(heading):
            found = Personal(finding("schema.people_heading"), is_name=True)
        elif headings.is_name(heading) and full and (share_distinct > 0.5 or _are_people(sample)):
            found = Personal(finding("schema.names_heading"), is_name=True)
    return found


def _are_people(texts: list[str]) -> bool:
    """Whether texts look like 'Müller, Anna' or 'Anna Müller': two or three words, each with a capital."""
    return all(
        2 <= len(parts) <= 3 and all(part[0].isupper() for part in parts)
        for parts in (text.replace(",", " ").split() for text in texts)
    )


def _most(pattern: re.Pattern[str], texts: list[str]) -> bool:
    return sum(pattern.fullmatch(text) is not None for text in texts) >= 0.9 * len(texts)


def _are_dates(texts: list[str]) -> bool:
    return all(re.fullmatch(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}", text) for text in texts)


def _is_iban(text: str) -> bool:
    """Whether the check digits of an IBAN are right (ISO 7064, modulo 97)."""
    packed = text.replace(" ", "").upper()
    return packed.isascii() and int("".join(str(int(sign, 36)) for sign in packed[4:] + packed[:4])) % 97 == 1
