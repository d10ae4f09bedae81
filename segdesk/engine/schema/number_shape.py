"""One number as somebody wrote it, taken apart: 1'234.-, $(1,234.50), 14.080,79- EUR, '-47, ="12.50", 4,2 Mio. €."""

import re
import unicodedata
from typing import NamedTuple

from segdesk.engine.schema.number_units import (
    CURRENCY,
    MEASURE,
    PERCENT,
    SCALE,
    SCALED_CURRENCY,
    SECONDS,
    Measure,
    currency_name,
    measure_of,
    scale_of,
)

_LONGEST = 100
_MINUS = "-−–"
_CORE = r"[0-9][0-9.,'’\s]*|[.,][0-9]+"
# What most numbers look like; whatever does not is looked at piece by piece.
_USUAL = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[-+−])?\s*(?P<before>{CURRENCY})?\s*(?P<inner>[-+−])?\s*"
    rf"(?P<core>{_CORE})(?P<power>[eE][-+]?[0-9]{{1,3}})?"
    rf"\s*(?P<after>[%‰]|{CURRENCY})?\s*(?P<trailing>[-−])?\s*(?P<close>\))?",
    re.IGNORECASE,
)
_HEAD = re.compile(
    rf"\s*(?:(?P<open>\()|(?P<sign>[-+−–])|(?P<scale>{SCALED_CURRENCY})|(?P<currency>{CURRENCY})|"
    r"(?P<percent>%))\s*",
    re.IGNORECASE,
)
_BODY = re.compile(rf"(?P<core>{_CORE})(?P<power>[eE][-+]?[0-9]{{1,3}})?")
# A dash in the place of the cents says that there are none.
_NO_CENTS = re.compile(r"(?<=[.,])[-–—]{1,2}|:[-–—]")
_TAIL = re.compile(
    rf"\s*(?:(?P<close>\))|(?P<sign>[-−–])|(?P<percent>{PERCENT})|(?P<scaled>{SCALED_CURRENCY})|"
    rf"(?P<currency>{CURRENCY})|(?P<scale>{SCALE})|(?P<measure>{MEASURE}))\s*",
    re.IGNORECASE,
)
_DURATION = re.compile(r"(-?)(\d{1,4}):([0-5]\d):([0-5]\d(?:[.,]\d+)?)", re.ASCII)
_ZERO = re.compile(rf"(?:(?P<before>{CURRENCY})\s*[-–—]|[-–—]\s*(?P<after>{CURRENCY}))", re.IGNORECASE)
_EXCEL_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_GUARDED = re.compile(r"['’](?=[-+=@(0-9$€£¥.−])")
_SPACES = re.compile(r"\s")
# Arabic writes a decimal mark and a mark of thousands of its own.
_ARABIC = str.maketrans({"٫": ".", "٬": "'", "،": ",", "٪": "%"})


class NumberShape(NamedTuple):
    """The parts of a number.

    Attributes
    ----------
    core : str
        Its digits and marks, blanks and apostrophes made alike.
    negative : bool
    power : str
        Such as `e-05`, else empty.
    currency : str or None
    percent : str or None
        `%` or `‰`.
    scale : float
        A thousand for 12k, else one.
    measure : Measure or None
        What is counted: months.
    in_brackets : bool
        Negative as accountants write it.
    is_dash : bool
        Nothing, as accountants write it: `$ -`.
    is_duration : bool
        Hours, minutes and seconds, counted in seconds.
    """

    core: str
    negative: bool = False
    power: str = ""
    currency: str | None = None
    percent: str | None = None
    scale: float = 1.0
    measure: Measure | None = None
    in_brackets: bool = False
    is_dash: bool = False
    is_duration: bool = False


def unguarded(text: str) -> str:
    """Return a text without what keeps a spreadsheet from taking it for a number or a formula: ="007", '-47."""
    if text.startswith("=") and (found := _EXCEL_TEXT.fullmatch(text)) is not None:
        return found[1].replace('""', '"')
    return text[1:] if _GUARDED.match(text) else text


def number_shape(text: str) -> NumberShape | None:
    """Return the parts of a number, None if a text is none.

    Parameters
    ----------
    text : str
        Without white space around it.
    """
    # Nobody writes a number so long, and in a long text the patterns would go back and forth for ever.
    if len(text) > _LONGEST:
        return None
    found = _USUAL.fullmatch(text)
    if found is not None and not _needs_a_closer_look(found):
        return _usual(found)
    text = _latin(unguarded(text)).strip()
    if not any(map(str.isdigit, text)):
        zero = _ZERO.fullmatch(text)
        if zero is None:
            return None
        return NumberShape("0", currency=currency_name(zero["before"] or zero["after"]), is_dash=True)
    duration = _DURATION.fullmatch(text)
    if duration is not None:
        sign, hours, minutes, seconds = duration.groups()
        total = int(hours) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))
        written = str(int(total)) if total == int(total) else f"{total:.3f}"
        return NumberShape(written, bool(sign), measure=SECONDS, is_duration=True)
    return _unusual(text)


def _needs_a_closer_look(found: re.Match[str]) -> bool:
    """Whether what looks like a usual number has a dash for its cents, or two currencies."""
    no_cents = found["trailing"] and found["core"].rstrip()[-1:] in ".,"
    return bool(no_cents or (found["before"] and found["after"] not in (None, "%", "‰")))


def _usual(found: re.Match[str]) -> NumberShape | None:
    # Millions of them are looked at: one call gives all parts.
    opened, sign, before, inner, core, power, after, trailing, closed = found.groups()
    if (opened is None) != (closed is None):
        return None
    signs = (sign is not None) + (inner is not None) + (trailing is not None)
    if signs > 1 or (opened and signs):
        return None
    core = _plain_core(core)
    if power and not _may_have_power(core, power):
        return None
    percent = after if after in ("%", "‰") else None
    currency = before or (None if percent else after)
    return NumberShape(
        core,
        opened is not None or (signs == 1 and (sign or inner or trailing) != "+"),
        power or "",
        None if currency is None else currency_name(currency),
        percent,
        in_brackets=opened is not None,
    )


def _unusual(text: str) -> NumberShape | None:
    """Take a number apart piece by piece: whatever order they stand in, none may come twice."""
    pieces: dict[str, str] = {}
    at = _gather(text, 0, _HEAD, pieces)
    sign = pieces.get("currency")
    if sign is not None and not any(map(str.isalpha, sign)):
        # The code behind says which dollars these are: $1,241.69 MXN.
        del pieces["currency"]
    body = None if at is None else _BODY.match(text, at)
    if at is None or body is None:
        return None
    end = body.end()
    cents = _NO_CENTS.match(text, len(text[:end].rstrip()))
    core = _plain_core(body["core"])
    if cents is not None:
        end = cents.end()
    stopped = _gather(text, end, _TAIL, pieces)
    if stopped != len(text) or not _may_have_power(core, body["power"]):
        return None
    if (
        sign is not None
        and not pieces.setdefault("currency", sign)[:1].isalpha()
        and pieces["currency"] != sign
    ):
        return None
    return _assembled(core, body["power"] or "", pieces)


def _gather(text: str, at: int, pattern: re.Pattern[str], pieces: dict[str, str]) -> int | None:
    """Collect what stands before or behind the digits; return where that ends, None if a piece comes twice."""
    while (found := pattern.match(text, at)) is not None:
        kind = found.lastgroup or ""
        name = "scale" if kind == "scaled" else kind
        if name in pieces:
            return None
        pieces[name] = found[kind].strip()
        at = found.end()
    return at


def _assembled(core: str, power: str, pieces: dict[str, str]) -> NumberShape | None:
    in_brackets = "open" in pieces
    if in_brackets != ("close" in pieces) or (in_brackets and "sign" in pieces):
        return None
    currency = pieces.get("currency")
    word = pieces.get("measure")
    scale: float | None = 1.0
    if "scale" in pieces:
        scale = scale_of(pieces["scale"], currency is not None)
        if scale is None:
            # A small m without money is a metre.
            word, scale = (pieces["scale"], 1.0) if word is None else (None, None)
    measure = None if word is None else measure_of(word)
    if scale is None or (word is not None and measure is None):
        return None
    percent = pieces.get("percent")
    return NumberShape(
        core,
        in_brackets or pieces.get("sign", "+") in _MINUS,
        power,
        None if currency is None else currency_name(currency),
        None if percent is None else "‰" if percent == "‰" else "%",
        scale,
        measure,
        in_brackets,
    )


def _plain_core(core: str) -> str:
    core = core.strip()
    if not core.isascii() or "\t" in core or "’" in core:
        core = _SPACES.sub(" ", core).replace("’", "'")
    return core


def _may_have_power(core: str, power: str | None) -> bool:
    """Whether a power is one: 12E4 is an article number; 1.2E4 and 12E-4 are what programs write."""
    return not power or any(mark in core for mark in ".,") or power[1] in "+-"


def _latin(text: str) -> str:
    """Return a text with the digits and signs of any script as the Latin ones."""
    if text.isascii():
        return text
    return latin_digits(unicodedata.normalize("NFKC", text.translate(_ARABIC)))


def latin_digits(text: str) -> str:
    """Return a text with the digits of any script as the Latin ones."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
