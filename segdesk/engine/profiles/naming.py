"""Names for segments: two parts at most, of the most telling differences, distinct in every language."""

from collections.abc import Iterator, Sequence

from segdesk.engine.data.finding import Finding, finding
from segdesk.engine.data.table import ColumnType
from segdesk.engine.profiles.spoken_headings import Capitalised, Variable
from segdesk.engine.profiles.traits import Trait, digits_of
from segdesk.engine.profiles.vocabulary import HOW_OFTEN, NO_BACKGROUND, Background, phrase_of
from segdesk.messages import LANGUAGES, Figure, Message, use_language

LONGEST = 40
# In the languages that are not in force a name may be a little longer: what is chosen well is not chosen anew.
LONGEST_ELSEWHERE = 48
# So many differences of a segment may make its name.
TELLING = 8
# What says the same of a segment, more and less strongly: it parts no two of them.
SAME_MEANING = {
    "names.big_spenders": "names.high_spend",
    "names.loyal": "names.many_orders",
    "names.one_time": "names.few_orders",
    "names.lapsed": "names.earlier_order",
    "names.later_order": "names.recently_active",
}
# A second part that is this much fainter than the first says little beside it.
FAINT_BESIDE = 0.1


def suggest_names(traits: Sequence[Sequence[Trait]], background: Background = NO_BACKGROUND) -> list[Message]:
    """Return a distinct name for each segment from its traits.

    Parameters
    ----------
    traits : sequence of sequence of Trait
        Of each segment 1..k, the most telling first.
    background : Background
    """
    alone = _by_level(traits)
    if alone is not None:
        return alone
    taken = _Taken()
    names: list[Message] = []
    for number, own in enumerate(traits, start=1):
        name = next(filter(taken.may_have, _candidates(own, background)), None)
        names.append(name or finding("names.segment", number=number))
        taken.add(names[-1])
    return names


class _Taken:
    """Names that segments have already, in every language."""

    def __init__(self) -> None:
        self._names: set[tuple[str, frozenset[str]]] = set()
        self._meanings: set[frozenset[str]] = set()

    def may_have(self, name: Message) -> bool:
        """Return whether a name is short enough and nobody has it, not even in another order."""
        forms = _forms(name)
        if len(str(name)) > LONGEST or any(len(text) > LONGEST_ELSEWHERE for text, _ in forms.values()):
            return False
        # Two parts that are one word in some language say it once.
        full = len(set(map(len, (parts for _, parts in forms.values())))) == 1
        return (
            full
            and _meaning(name) not in self._meanings
            and not any((language, parts) in self._names for language, (_, parts) in forms.items())
        )

    def add(self, name: Message) -> None:
        """Take a name."""
        self._names |= {(language, parts) for language, (_, parts) in _forms(name).items()}
        self._meanings.add(_meaning(name))


def _forms(name: Message) -> dict[str, tuple[str, frozenset[str]]]:
    """Return a name in every language, and its parts in small letters."""
    forms = {}
    for language in LANGUAGES:
        with use_language(language):
            parts = name.figures.values() if isinstance(name, Finding) else (name,)
            forms[language] = str(name), frozenset(str(part).casefold() for part in parts)
    return forms


def _meaning(name: Message) -> frozenset[str]:
    """Return what a name says, in no language: each part by what it means, with what it speaks of."""
    parts = name.figures.values() if isinstance(name, Finding) else (name,)
    phrases = [part.phrase if isinstance(part, Capitalised) else part for part in parts]
    return frozenset(
        f"{SAME_MEANING.get(phrase.code, phrase.code)} {phrase.figures}"
        if isinstance(phrase, Finding)
        else str(phrase)
        for phrase in phrases
    )


def _candidates(own: Sequence[Trait], background: Background) -> Iterator[Message]:
    """Yield names for a segment, the best first: two parts, one, and at last where its mean lies."""
    telling = [trait for trait in own if trait.is_notable][:TELLING]
    phrases = [phrase_of(trait, background) for trait in telling]
    for i, first in enumerate(phrases):
        for j, second in enumerate(phrases[i + 1 :], start=i + 1):
            is_faint = abs(telling[j].effect) < FAINT_BESIDE * abs(telling[i].effect)
            if not is_faint and not _repeats(telling[i], telling[j], first, second):
                yield finding("names.two_phrases", first=Capitalised(first), second=second)
        yield finding("names.one_phrase", first=Capitalised(first))
    if not phrases:
        yield finding("names.average_customers")
    for trait in own:
        if trait.profile.type is ColumnType.NUMBER:
            mean = _around(trait)
            yield finding("names.one_phrase", first=Capitalised(mean))
            for phrase in phrases:
                yield finding("names.two_phrases", first=Capitalised(phrase), second=mean)


def _repeats(one: Trait, other: Trait, first: Message, second: Message) -> bool:
    """Return whether two differences say one thing: few orders and rare orders, none and none online."""
    if {one.profile.variable, other.profile.variable} <= HOW_OFTEN:
        return True
    words, more = set(str(first).casefold().split()), set(str(second).casefold().split())
    return words <= more or more <= words


def _around(trait: Trait) -> Message:
    profile = trait.profile
    mean = float(profile.mean[trait.position])
    digits = 0 if profile.is_year else digits_of(profile)
    return finding("names.around_mean", variable=Variable(profile.heading), mean=Figure(mean, digits))


def _by_level(traits: Sequence[Sequence[Trait]]) -> list[Message] | None:
    """Return names by the mean where a single number is all there is to tell segments apart, else None."""
    variables = {t.profile.variable for own in traits for t in own}
    if len(variables) != 1 or len(traits) < 3 or not all(traits):
        return None
    if any(own[0].profile.type is not ColumnType.NUMBER for own in traits):
        return None
    names = [finding("names.one_phrase", first=Capitalised(_around(own[0]))) for own in traits]
    if any(len(str(name)) > LONGEST for name in names):
        return None
    return names if len({str(name) for name in names}) == len(names) else None
