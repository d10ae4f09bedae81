"""Which code page an 8-bit text of Latin letters was written in, by the letters that each language has."""

import re
from functools import cache

# Letters beyond ASCII, without which words of these languages can't be written.
_ALPHABETS = {
    "western": {
        "German": "äöüß", "French": "àâæçéèêëîïôœùûüÿ", "Spanish": "áéíóúüñ", "Portuguese": "áâãàçéêíóôõúü",
        "Italian": "àèéìíòóùú", "Dutch": "áéëïóöüè", "Catalan": "àçèéíïòóúü", "Danish, Norwegian": "æøåé",
        "Swedish, Finnish": "åäöé", "Icelandic": "áéíóúýðþæö", "Estonian": "äöõüšž",
    },
    "central": {
        "Polish": "ąćęłńóśźż", "Czech": "áčďéěíňóřšťúůýž", "Slovak": "áäčďéíĺľňóôŕšťúýž", "Hungarian": "áéíóöőúüű",
        "Romanian": "ăâîșțşţ", "Croatian, Slovenian": "čćđšž", "German": "äöüß",
    },
    "Turkish": {"Turkish": "âçğıîöşüûİ"},
    "Baltic": {"Lithuanian": "ąčęėįšųūž", "Latvian": "āčēģīķļņšūž", "Estonian": "äöõüšž"},
}  # fmt: skip
# In this order: the first of equals is taken.
_PAGES = {
    "cp1252": "western", "cp1250": "central", "iso8859_2": "central", "cp1254": "Turkish", "cp1257": "Baltic",
    "mac_roman": "western",
    "cp850": "western", "cp852": "central", "cp437": "western",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_SIGN_INSIDE = re.compile(r"[^\W\d_][^\x00-\x7f\w\s’‘–—­·®™©´`°.\-][^\W\d_]")
_CONTROL = re.compile("[\x80-\x9f]")
# What stands beside words and numbers in tables; other signs were meant as letters.
_SIGNS = frozenset("€£¥§©®™°±²³´µ·«»‘’‚“”„†‡•…–—\u00a0\u00ad¡¿½¼¾×ªº‰‹›№")


@cache
def _letters(family: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(text + text.upper()) for text in _ALPHABETS[family].values())


def find_code_page(sample: bytes) -> str | None:
    """Return the code page in which nearly all letters are those of one language; None if none does it well.

    Parameters
    ----------
    sample : bytes
        Lines with bytes beyond ASCII.
    """
    fits = {page: _fit(sample, page, family) for page, family in _PAGES.items()}
    best = max(_PAGES, key=lambda page: fits[page])
    if fits[best] < 0.95 or fits["cp1252"] >= fits[best] - 0.03:
        return None
    return best


def _fit(sample: bytes, page: str, family: str) -> float:
    """Return the share of the letters beyond ASCII that belong to the language which has most of them."""
    try:
        text = sample.decode(page)
    except UnicodeDecodeError:
        return 0.0
    if _CONTROL.search(text):
        return 0.0
    foreign = [sign for sign in text if not sign.isascii()]
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    letters = [letter for word in words for letter in word if not letter.isascii()]
    # In words of foreign letters throughout, another script was read as this one.
    if not letters or len(letters) > 0.6 * sum(map(len, words)):
        return 0.0
    strange = sum(not sign.isalpha() and sign not in _SIGNS for sign in foreign)
    strange += len(_SIGN_INSIDE.findall(text)) + sum(map(_is_crooked, words))
    known = max(sum(letter in alphabet for letter in letters) for alphabet in _letters(family))
    return known / (len(letters) + strange)


def _is_crooked(word: str) -> bool:
    """Whether a capital stands among small letters, as where a code page was mistaken."""
    capital = any(letter.isupper() and not letter.isascii() for letter in word[1:])
    return capital and any(map(str.islower, word))
