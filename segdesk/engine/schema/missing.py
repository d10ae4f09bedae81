"""Texts that stand for a missing value."""

import re
import string
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

# Whatever a column holds, each of these can only mean that there is no value.
_CERTAIN = frozenset({
    "#N/A", "#NA", "#N/V", "#NV", "#NULL!", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#NUM!", "#WERT!",
    "#BEZUG!", "NaN", "nan", "-nan", "<NA>", "<null>", "(null)", "(NULL)", "NaT", "\\N",
})  # fmt: skip
# Among numbers, dates and answers of yes or no these mean it too; among words, NA may be Namibia.
_WORDS = frozenset({
    "na", "n/a", "n.a.", "n.a", "n/d", "nd", "n.d.", "s/d", "s.d.", "k.a.", "null", "none", "nil",
    "nan", "nat", "k. a.",
})  # fmt: skip
# These say that something is unknown, which is an answer where others are words.
_OPEN = frozenset({
    "unknown", "unbekannt", "desconocido", "missing", "(blank)", "(leer)", "blank", "empty", "leer",
    "undefined", "inf", "-inf", "not_available", "keine angabe", "nicht bekannt", "no data",
    "not applicable", "not available", "sin dato", "sin datos",
})  # fmt: skip
# A day that databases write where there is none: 0000-00-00 00:00:00, 00.00.0000.
_NO_DAY = re.compile(
    r"(?:0000[-./]00[-./]00|00[-./]00[-./](?:00)?00)(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?", re.ASCII
)

# Where a text begins and ends with these, it is no mark. The empty text is in both, and it is none either.
_PLAIN, _DIGITS = string.ascii_letters + "123456789+-", string.digits

# Codes of countries and regions are no longer; so much of a column must be something else to be words.
_LONGEST_CODE, _MOST = 3, 0.8


def is_blank(texts: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Return which texts hold nothing but white space, shape (n_texts,)."""
    return np.array([not text or text.isspace() for text in texts], dtype=bool)


def is_mark(texts: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Return which texts stand for missing in a column of numbers or dates; blanks not among them."""
    return _where(texts, _doubtful(texts), _is_mark)


def is_open(texts: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Return which texts say 'unknown', which is missing for a number but an answer to a question."""
    return _where(texts, _doubtful(texts), lambda text: text.casefold() in _OPEN)


def is_certain_mark(texts: Sequence[str], elsewhere: frozenset[str] = frozenset()) -> npt.NDArray[np.bool_]:
    """Return which texts stand for missing in a column of words as well; blanks not among them.

    Signs such as - and ?, and NULL as databases write it, count only in a column without blank cells: one that leaves
    cells empty needs no other way to say that a value is missing.

    Parameters
    ----------
    texts : sequence of str
        Distinct texts of the column.
    elsewhere : frozenset of str
        Marks, as written, that mean missing in the number and date columns of the same table: what writes a
        missing number as NULL writes a missing word as NULL too.
    """
    doubtful = _doubtful(texts)
    stripped = {texts[i].strip() for i in doubtful}
    signs = "" not in texts and stripped.isdisjoint(("", "+"))
    marked = _where(
        texts,
        doubtful,
        lambda text: text in _CERTAIN or _is_no_day(text) or (signs and (_is_signs(text) or text == "NULL")),
    )
    if elsewhere:
        marked |= np.array([text.strip() in elsewhere for text in texts], dtype=bool)
    return marked


def na_is_missing(texts: Sequence[str]) -> bool:
    """Whether NA stands for missing among words: beside EU and AS it is North America, beside Paris it is nothing."""
    stripped = list(map(str.strip, texts))
    if "NA" not in stripped:
        return False
    others = [text for text in stripped if text and text != "NA"]
    words = [text for text in others if len(text) > _LONGEST_CODE or not text.isupper()]
    return len(words) >= _MOST * len(others) > 0


def _doubtful(texts: Sequence[str]) -> list[int]:
    """Return the places of the texts that may be marks: of these only days of zeros end with a digit.

    There may be a million texts, codes or numbers, and hardly one of them is left here.
    """
    return [i for i, text in enumerate(texts) if text[-1:] not in _DIGITS or text[:1] not in _PLAIN]


def _where(texts: Sequence[str], places: Sequence[int], test: Callable[[str], bool]) -> npt.NDArray[np.bool_]:
    """Return which texts are at these places and pass a test without the white space around them."""
    flags = np.zeros(len(texts), dtype=bool)
    flags[[i for i in places if test(texts[i].strip())]] = True
    return flags


def _is_mark(text: str) -> bool:
    folded = text.casefold()
    return text in _CERTAIN or folded in _WORDS or folded in _OPEN or _is_signs(text) or _is_no_day(text)


def _is_no_day(text: str) -> bool:
    return text[:2] == "00" and _NO_DAY.fullmatch(text) is not None


def _is_signs(text: str) -> bool:
    """Whether a text is made of one of the signs that people leave in empty cells: - -- ? *** . …"""
    return bool(text) and len(set(text)) == 1 and text[0] in "-–—?*.…_/#"
