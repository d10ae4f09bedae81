"""The one catalogue for everything that the engine says: names, sentences, errors, report.

A `Sentence` is a template in English plus the values that it speaks of. It is put into words only when it is shown, in
the language in force there, so a result can be reported in any language and each sentence can be traced to its figures.
Templates are marked for extraction by `say` and `say_n`. What the engine found is a `Message` too, of a code and
figures (`engine/data/finding.py`), whose template is looked up in `engine/narrative` when it is shown.
"""

import gettext
import math
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

from segdesk.option_names import option_named, with_controls
from segdesk.resources import resource

LANGUAGES = {"en": "English", "de": "Deutsch", "es": "Español"}

_language: ContextVar[str] = ContextVar("segdesk_language", default="en")

# Thousands separator and decimal mark, as business documents in each language write them.
_MARKS = {"en": (",", "."), "de": (".", ","), "es": (".", ",")}
# What is quoted from a file may be of any length; a person wants to recognise it, no more.
_IN_QUOTES = re.compile(r"“\{(\w+)\}”")
_FIRST = re.compile(r"\{(\w+)\}")
_LONGEST_QUOTE = 80
_LONGEST_VALUE = 4_000
_MOST_LISTED = 200
# What would end a line, colour a terminal, or turn the direction of writing.
_LAST_WORD = re.compile(r"\S+\Z")
# What would hang before an ellipsis.
_LOOSE_ENDS = " \t\n,;:–-("
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_LISTS = {"en": "and", "de": "und", "es": "y"}
# Spanish has no article before "más del 99 %" and "menos del 1 %".
_ARTICLES = {"El": "", "el": "", "Del": "De ", "del": "de ", "Al": "A ", "al": "a "}
_ARTICLE = re.compile(r"\b([Ee]l|[Dd]el|[Aa]l) \{(\w+)\}")
# German joins a preposition to the article that follows.
_JOINED = {"an": "am", "bei": "beim", "in": "im", "von": "vom", "zu": "zum"}
_PREPOSITION = re.compile(rf"\b({'|'.join(_JOINED)}) \{{(\w+)\}}", re.IGNORECASE)
# Spanish says "e" for "y" before the same sound.
_LIKE_I = re.compile(r"\W*(i|í|h[ií](?![aeo]))", re.I)


@contextmanager
def use_language(language: str) -> Iterator[None]:
    """Put messages into words in this language (`en`, `de`, `es`) inside the block.

    A language whose catalogue is not installed falls back to English, numbers included: half of one and half of the
    other would be worse than either.
    """
    token = _language.set(language if has_catalogue(language) else "en")
    try:
        yield
    finally:
        _language.reset(token)


def speak(language: str) -> None:
    """Put messages into words in this language from now on, on this thread: for programs that run until closed.

    Falls back to English as `use_language` does.
    """
    _language.set(language if has_catalogue(language) else "en")


def has_catalogue(language: str) -> bool:
    """Return whether sentences can be put into this language."""
    return (
        language == "en" or (resource() / "translations" / language / "LC_MESSAGES" / "segdesk.mo").is_file()
    )


def current_language() -> str:
    """Return the language in force."""
    return _language.get()


class Spoken(ABC):
    """A value that puts itself into words, in the language in force."""

    @abstractmethod
    def __str__(self) -> str:
        """Return the words."""


# All that a message may speak of; `engine/result/codec.py` can write each of them down and read it again.
Value = bool | int | float | str | date | Spoken | Sequence["Value"] | None


class Message(Spoken):
    """What can be said: a sentence, or a finding that has one."""

    @abstractmethod
    def sentence(self) -> "Sentence":
        """Return the template with the values that it speaks of."""

    def __str__(self) -> str:
        return self.sentence().in_words()


@dataclass(frozen=True)
class Sentence(Message):
    """A template and the values that it speaks of.

    Attributes
    ----------
    template : str
        English text with named placeholders, the key in the catalogue.
    values : mapping of str to Value
        Values for the placeholders; numbers are written in the language's way, other messages inside too.
    plural : str or None
        Template for counts other than one; then `values["n"]` decides.
    """

    template: str
    values: Mapping[str, Value] = field(default_factory=dict)
    plural: str | None = None

    def sentence(self) -> "Sentence":
        """Return itself."""
        return self

    def in_words(self) -> str:
        """Return the sentence in the language in force."""
        catalogue = _catalogue(current_language())
        if self.plural is None:
            text = catalogue.gettext(self.template)
        else:
            count = self.values["n"]
            assert isinstance(count, int)
            text = catalogue.ngettext(self.template, self.plural, count)
        quoted = set(_IN_QUOTES.findall(self.template))
        words = {
            key: shortened(
                in_words(value),
                _LONGEST_QUOTE if key in quoted else _LONGEST_VALUE,
                has_lines=isinstance(value, Spoken),
            )
            for key, value in self.values.items()
        }
        shares = {key: words[key] for key, value in self.values.items() if isinstance(value, Percent)}
        text = with_controls(text)
        if current_language() == "es":
            text = _without_articles(text, shares)
        if current_language() == "de":
            said = {key: words[key] for key, value in self.values.items() if isinstance(value, Message)}
            text = _with_joined_articles(text, said)
        first = _FIRST.match(text)
        text = text.format(**words)
        return text[:1].upper() + text[1:] if first and first[1] in shares else text

    def __hash__(self) -> int:
        return hash((self.template, self.plural))


def _without_articles(template: str, shares: Mapping[str, str]) -> str:
    """Return a Spanish template without the articles that shares such as "más del 99 %" cannot have."""

    def written(found: re.Match[str]) -> str:
        article, share = found[1], shares.get(found[2], "")
        if not share[:1].isalpha():
            return found[0]
        return f"{_ARTICLES[article]}{share[:1].upper() + share[1:] if article == 'El' else share}"

    return _ARTICLE.sub(written, template)


def _with_joined_articles(template: str, said: Mapping[str, str]) -> str:
    """Return a German template with "vom Umsatz" for "von" before a message that is "dem Umsatz"."""

    def written(found: re.Match[str]) -> str:
        phrase = said.get(found[2], "")
        if not phrase.startswith("dem "):
            return found[0]
        joined = _JOINED[found[1].lower()]
        rest = phrase.removeprefix("dem ").replace("{", "{{").replace("}", "}}")
        return f"{joined.capitalize() if found[1][0].isupper() else joined} {rest}"

    return _PREPOSITION.sub(written, template)


def say(template: str, /, **values: Value) -> Message:
    """Return a sentence; `template` is extracted into the catalogue."""
    return Sentence(template, values)


def say_n(singular: str, plural: str, /, n: int, **values: Value) -> Message:
    """Return a sentence whose wording depends on the count `n`; both templates go into the catalogue."""
    return Sentence(singular, {"n": n, **values}, plural)


def shortened(text: str, most: int = _LONGEST_QUOTE, has_lines: bool = True) -> str:
    """Return a text that fits a sentence: cut where it is longer, control characters shown by their pictures.

    A text that `has_lines` of its own keeps them where there is room for more than a quotation.
    """
    if len(text) > most:
        text = cut_at_word(text, most)
    if has_lines and most > _LONGEST_QUOTE and "\n" in text:
        # What we wrote ourselves may have lines.
        return text
    return _CONTROLS.sub(_picture, text)


def cut_at_word(text: str, most: int) -> str:
    """Return a text of so many letters at most: words from its end give way to an ellipsis, parts of words never.

    Only a word that fills most of the room by itself is cut.
    """
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    whole = kept if text[most - 1].isspace() else _LAST_WORD.sub("", kept)
    if len(whole.rstrip()) > most // 2:
        kept = whole
    return f"{kept.rstrip(_LOOSE_ENDS)}…"


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 32 else "␡" if code == 127 else "�"


def in_words(value: Value) -> str:
    """Write a value as a person in the current language would: grouped thousands, decimal mark, lists.

    Floats are written with as many digits as tell them apart in business use: whole above 1,000, at most
    one decimal above 100, two above 1, three significant digits below.
    """
    if value is None:
        return "–"
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return _grouped(f"{value:,}")
    if isinstance(value, float):
        return number_in_words(value)
    if isinstance(value, list | tuple):
        items = [
            shortened(item) if isinstance(item, str) else in_words(item) for item in value[:_MOST_LISTED]
        ]
        return list_in_words(items if len(value) <= _MOST_LISTED else [*items, "…"])
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def number_in_words(value: float, decimals: int | None = None) -> str:
    """Write one number with the language's marks; `decimals` fixes the digits after the mark."""
    if math.isnan(value):
        return "–"
    if decimals is None:
        size = abs(value)
        if size >= 1000 or value == round(value):
            decimals = 0
        elif size >= 1:
            decimals = 1 if size >= 100 else 2
        else:
            decimals = 3
        text = f"{value:,.{decimals}f}"
        if "." in text:
            text = text.rstrip("0").rstrip(".")
    else:
        text = f"{value:,.{decimals}f}"
    if text.strip("-0.,") == "":
        text = text.lstrip("-")
    return _grouped(text).replace("-", "−", 1) if text.startswith("-") else _grouped(text)


def percent_in_words(share: float, decimals: int = 0) -> str:
    """Write a share of one as a percentage: 0.25 is '25%' in English, '25 %' in German and Spanish."""
    gap = "" if current_language() == "en" else "\u00a0"
    return f"{number_in_words(share * 100, decimals)}{gap}%"


@dataclass(frozen=True)
class Figure(Spoken):
    """A number inside a message that is written with a given number of decimals; in words only when the message is."""

    value: float
    decimals: int | None

    def __str__(self) -> str:
        """Return the number with the marks of the language in force."""
        return number_in_words(self.value, self.decimals)


def reader_figure(value: float) -> Figure:
    """Return a number as a reader of a table takes it in: about three digits, whole from 100 up."""
    size = abs(value)
    if value == round(value) or size >= 100:
        return Figure(value, 0)
    if size >= 10:
        return Figure(value, 1)
    return Figure(value, 2 if size >= 0.1 else None)


def times_figure(times: float) -> Figure:
    """Return how many times another number something is: one digit after the mark, more where that would be none."""
    return Figure(times, 1 if times >= 0.1 or times <= 0 else math.ceil(-math.log10(times)))


@dataclass(frozen=True)
class Option(Spoken):
    """A setting inside a message: `--delimiter` on the command line, the name of its control in the window."""

    name: str

    def __str__(self) -> str:
        """Return what the setting is called where the message is shown."""
        return option_named(self.name)


@dataclass(frozen=True)
class Percent(Spoken):
    """A share of one inside a message, put into words as a percentage only when the message is.

    What is above nothing or below everything never reads as a whole 0% or 100%.
    """

    share: float
    decimals: int = 0

    def __str__(self) -> str:
        """Return the percentage in the language in force."""
        shown = round(self.share * 100, self.decimals)
        step = 0.1**self.decimals / 100
        if shown == 0 < self.share:
            return str(say("under {percent}", percent=percent_in_words(step, self.decimals)))
        if shown == 100 and self.share < 1:
            return str(say("over {percent}", percent=percent_in_words(1 - step, self.decimals)))
        return percent_in_words(self.share, self.decimals)


def list_in_words(items: list[str]) -> str:
    """Join texts as in a sentence: 'a, b and c'."""
    if len(items) <= 1:
        return "".join(items)
    joint = _LISTS[current_language()]
    if joint == "y" and _LIKE_I.match(items[-1]):
        joint = "e"
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"


def _grouped(text: str) -> str:
    thousands, decimal = _MARKS[current_language()]
    return text.replace(",", "\0").replace(".", decimal).replace("\0", thousands)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("segdesk", resource() / "translations", languages=[language])
