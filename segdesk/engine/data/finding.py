"""What a stage found, as a code and the figures that it rests on; the words for it stand in `engine/narrative`.

So a sentence can be tested against its evidence, translated, shortened, and written down in a file: what is kept of it
is what was found.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from segdesk.messages import Figure, Message, Percent, Sentence, Value, times_figure

Format = Callable[[Any], Value]


@dataclass(frozen=True)
class Finding(Message):
    """Something that was found.

    Attributes
    ----------
    code : str
        Such as `structure.natural`: where its words stand, and what it is.
    figures : mapping of str to Value
        What it rests on, by the names of the placeholders in its words; shares as shares, numbers unrounded.
    """

    code: str
    figures: Mapping[str, Value] = field(default_factory=dict)

    def sentence(self) -> Sentence:
        """Return the words for it, with its figures."""
        return WORDINGS[self.code].sentence(self.figures)

    def __hash__(self) -> int:
        return hash(self.code)


@dataclass(frozen=True)
class Wording:
    """The words for a finding.

    Attributes
    ----------
    template : str
        English text with the finding's figures as placeholders.
    plural : str or None
        Template for counts other than one; then the figure `n` decides.
    formats : mapping of str to callable
        How figures are written that are not written as numbers usually are.
    """

    template: str
    plural: str | None = None
    formats: Mapping[str, Format] = field(default_factory=dict)

    def sentence(self, figures: Mapping[str, Value]) -> Sentence:
        """Return the sentence that speaks of these figures."""
        shown = {
            name: self.formats[name](value) if name in self.formats else value
            for name, value in figures.items()
        }
        return Sentence(self.template, shown, self.plural)


WORDINGS: dict[str, Wording] = {}


def finding(code: str, /, **figures: Value) -> Message:
    """Return a finding; its words are those of `code` in `engine/narrative`."""
    return Finding(code, figures)


def wording(template: str, /, **formats: Format) -> Wording:
    """Return words; `template` is extracted into the catalogue."""
    return Wording(template, formats=formats)


def wording_n(singular: str, plural: str, /, **formats: Format) -> Wording:
    """Return words that depend on the count `n`; both templates are extracted into the catalogue."""
    return Wording(singular, plural, formats)


def word(subject: str, **wordings: Wording) -> None:
    """Give the findings of a subject their words: the code of each is `subject.name`."""
    for name, each in wordings.items():
        WORDINGS[f"{subject}.{name}"] = each


def decimals(digits: int) -> Format:
    """Write a number with so many digits after the mark."""
    return lambda value: None if value is None else Figure(value, digits)


def times() -> Format:
    """Write how many times another number something is."""
    return lambda value: None if value is None else times_figure(value)


def percent(digits: int = 0) -> Format:
    """Write a share of one as a percentage."""
    return lambda value: None if value is None else Percent(value, digits)
