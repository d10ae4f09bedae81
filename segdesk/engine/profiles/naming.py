"""Names, traits and descriptions of segments, made from their strongest differences."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.profiles.variable_profile import VariableProfile
from segdesk.messages import Figure, Message, Spoken, current_language

NOTABLE_EFFECT = 0.3
FAINT_EFFECT = 0.05
# Shares that differ by no more than this in every segment are one fact in two columns.
SAME_SHARES = 0.03
SAME_STORY = 0.7
TRAITS_SHOWN = 3
# A level that is missing from a segment speaks for it only when next to nobody has it and many others do.
RARITY, COMMON = 0.05, 0.3
# Columns that segdesk makes of purchases, in the words of a marketer: above average, below average.
MADE_OF_PURCHASES = {
    "recency_days": (finding("names.long_inactive"), finding("names.recently_active")),
    "frequency": (finding("names.many_orders"), finding("names.few_orders")),
    "purchase_lines": (finding("names.many_purchases"), finding("names.few_purchases")),
    "monetary": (finding("names.high_spend"), finding("names.low_spend")),
    "average_order": (finding("names.large_orders"), finding("names.small_orders")),
    "tenure_days": (finding("names.customer_for_long"), finding("names.new_customer")),
    "return_share": (finding("names.returns_much"), finding("names.returns_little")),
    "trend": (finding("names.spending_more"), finding("names.spending_less")),
    "distinct_products": (finding("names.many_products"), finding("names.few_products")),
    "probability_active": (finding("names.likely_active"), finding("names.likely_lost")),
}
SPEAKS_FOR_ITSELF = re.compile(r"[^\W\d_]{3}")
SAYS_NOTHING = {
    "yes",
    "no",
    "other",
    "others",
    "unknown",
    "none",
    "missing",
    "low",
    "medium",
    "high",
    "nonexistent",
}
RECENCY = re.compile(
    r"recency|(days|weeks|months)[ _]*since[ _]*(the[ _]*)?last|tage[ _]*seit|d[ií]as[ _]*desde", re.I
)


@dataclass(frozen=True)
class Variable(Spoken):
    """A column's heading as it reads inside a sentence."""

    heading: str

    def __str__(self) -> str:
        text = re.sub(r"\s*[(\[][^)\]]*[)\]]\s*$", "", self.heading)
        text = re.sub(r"(?<=[a-z])(?=[A-Z])|[_.]+", " ", text).strip() or self.heading
        if len(text) > 40:
            text = text[:39].rstrip() + "…"
        words = text.split()
        if self.heading.isupper() or "_" in self.heading:
            # Headings of programs shout or are all of a piece; short capitals are abbreviations.
            words = [w if w.isupper() and len(w) <= 3 and len(words) > 1 else w.lower() for w in words]
        text = " ".join(words)
        # German headings are nouns, which begin with a capital.
        return text[:1].upper() + text[1:] if current_language() == "de" else text


@dataclass(frozen=True)
class Level(Spoken):
    """A category as it reads in a name: alone where it is a word of its own, else with its heading."""

    heading: str
    level: str

    def __str__(self) -> str:
        if SPEAKS_FOR_ITSELF.search(self.level) and self.level.strip().casefold() not in SAYS_NOTHING:
            return self.level
        return f"{Variable(self.heading)} {self.level}"


@dataclass(frozen=True)
class Trait:
    """One difference of a segment from everyone.

    Attributes
    ----------
    profile : VariableProfile
    position : int
        The segment's place in the profile's arrays.
    """

    profile: VariableProfile
    position: int

    @property
    def effect(self) -> float:
        """Difference in standard deviations."""
        return float(self.profile.effect[self.position])

    def phrase(self) -> Message:
        """Return the difference in two or three words."""
        p, variable = self.profile, Variable(self.profile.variable)
        if p.type is ColumnType.CATEGORY:
            if self.effect < 0:
                return finding("names.not_level", level=Level(p.variable, p.level or ""))
            return finding("names.level", level=Level(p.variable, p.level or ""))
        if p.type is ColumnType.YES_NO:
            word = p.level if self.effect > 0 else p.opposite
            return finding("names.yes_no", variable=variable, word=word)
        if p.type is ColumnType.DATE:
            return (
                finding("names.late", variable=variable)
                if self.effect > 0
                else finding("names.early", variable=variable)
            )
        if p.variable in MADE_OF_PURCHASES:
            return MADE_OF_PURCHASES[p.variable][0 if self.effect > 0 else 1]
        if RECENCY.search(p.variable):
            return finding("names.long_inactive") if self.effect > 0 else finding("names.recently_active")
        return (
            finding("names.high", variable=variable)
            if self.effect > 0
            else finding("names.low", variable=variable)
        )

    def figures(self) -> Message:
        """Return the difference in figures: the segment's, and everyone's."""
        p = self.profile
        own, everyone = float(p.mean[self.position]), p.overall
        if p.type in (ColumnType.CATEGORY, ColumnType.YES_NO):
            return finding("names.level_figures", variable=p.variable, level=p.level, own=own, all=everyone)
        if p.type is ColumnType.DATE:
            return finding("names.day_figures", variable=p.variable, own=day(own), all=day(everyone))
        if p.is_year:
            return finding("names.year_figures", variable=p.variable, own=f"{own:.0f}", all=f"{everyone:.0f}")
        decimals = digits_of(p)
        return finding(
            "names.number_figures",
            variable=p.variable,
            own=Figure(own, decimals),
            all=Figure(everyone, decimals),
        )


@dataclass(frozen=True)
class Capitalised(Spoken):
    """A phrase at the start of a name."""

    phrase: Message

    def __str__(self) -> str:
        text = str(self.phrase)
        return text[:1].upper() + text[1:]


def digits_of(profile: VariableProfile) -> int | None:
    """Return how many decimals the means of a number get: the same on every card."""
    size = abs(profile.overall)
    if size < 1:
        return 2
    return 1 if size < 100 else 0


def day(days: float) -> str:
    """Return the ISO date that lies `days` after 1970-01-01."""
    return str(np.datetime64(0, "D") + np.timedelta64(round(days), "D"))


def strongest_traits(
    profiles: Sequence[VariableProfile], position: int, alike: Mapping[tuple[str, str], float]
) -> list[Trait]:
    """Return the differences of one segment, strongest first, one per variable.

    A category, and a yes or no, must hold for at least half of the segment to speak for it. Variables that tell the
    same story (correlation of 0.7 or more with a stronger one) come after the others, and descriptors after variables
    that formed the segments. Of a category, a level that is frequent in the segment speaks before one that is rare.
    """
    held = [Trait(p, position) for p in profiles if np.isfinite(p.effect[position]) and _holds(p, position)]
    traits = [t for t in held if abs(t.effect) >= NOTABLE_EFFECT]
    if not any(t.profile.role is Role.SEGMENTATION for t in traits):
        # A large segment near the average is still what it is by the columns that formed it.
        traits += [t for t in held if t.profile.role is Role.SEGMENTATION and abs(t.effect) >= FAINT_EFFECT]
    traits.sort(key=lambda t: (t.profile.role is not Role.SEGMENTATION, -abs(t.effect), t.profile.label))
    best: dict[str, Trait] = {}
    for trait in traits:
        name = trait.profile.variable
        is_rarity = trait.profile.type is ColumnType.CATEGORY and trait.effect < 0
        if name not in best or (
            best[name].profile.type is ColumnType.CATEGORY and best[name].effect < 0 and not is_rarity
        ):
            best[name] = trait
    own: list[Trait] = []
    echoes: list[Trait] = []
    for name, trait in best.items():
        same = any(
            abs(alike.get((name, t.profile.variable), 0.0)) >= SAME_STORY or _one_fact(trait, t) for t in own
        )
        (echoes if same else own).append(trait)
    return own + echoes


def _one_fact(a: Trait, b: Trait) -> bool:
    """Return whether two shares go together in every segment: no internet service, and no online backup without."""
    if a.profile.level is None or b.profile.level is None:
        return False
    one, other = a.profile.mean, b.profile.mean
    together = np.allclose(one, other, atol=SAME_SHARES) or np.allclose(one, 1 - other, atol=SAME_SHARES)
    return bool(together)


def _holds(profile: VariableProfile, position: int) -> bool:
    """Return whether a difference in shares is true of at least half of the segment."""
    share, effect = profile.mean[position], profile.effect[position]
    if profile.type is ColumnType.CATEGORY:
        return bool(share >= 0.5) if effect > 0 else bool(share <= RARITY and profile.overall >= COMMON)
    if profile.type is ColumnType.YES_NO:
        return bool(share >= 0.5) if effect > 0 else bool(share <= 0.5)
    return True


def suggest_names(traits: Sequence[Sequence[Trait]]) -> list[Message]:
    """Return a distinct name for each segment from its traits."""
    alone = _by_level(traits)
    if alone is not None:
        return alone
    taken: set[str] = set()
    names: list[Message] = []
    for number, own in enumerate(traits, start=1):
        phrases = [t.phrase() for t in own[:4]]
        # The two strongest first, then other pairs, then three at once.
        tries = [pair for size in (2, 3) for pair in combinations(phrases, size)] or [
            (phrase,) for phrase in phrases
        ]
        name = next((n for n in map(_joined, tries) if str(n) not in taken), None)
        if name is None:
            base = _joined(tries[0]) if tries else finding("names.average_customers")
            name = base
            while str(name) in taken:
                name = finding("names.numbered", name=name, number=number)
        taken.add(str(name))
        names.append(name)
    return names


def _by_level(traits: Sequence[Sequence[Trait]]) -> list[Message] | None:
    """Return names by the mean where a single number is all there is to tell segments apart, else None."""
    variables = {t.profile.variable for own in traits for t in own}
    if len(variables) != 1 or len(traits) < 3:
        return None
    profile = next(t.profile for own in traits for t in own)
    if profile.type is not ColumnType.NUMBER:
        return None
    names = [
        finding(
            "names.around_mean",
            variable=Capitalised(finding("names.variable", variable=Variable(profile.variable))),
            mean=Figure(float(mean), digits_of(profile)),
        )
        for mean in profile.mean
    ]
    return names if len({str(name) for name in names}) == len(names) else None


def _joined(phrases: Sequence[Message]) -> Message:
    if len(phrases) == 1:
        return finding("names.one_phrase", first=Capitalised(phrases[0]))
    if len(phrases) == 2:
        return finding("names.two_phrases", first=Capitalised(phrases[0]), second=phrases[1])
    return finding("names.three_phrases", first=Capitalised(phrases[0]), second=phrases[1], third=phrases[2])


def describe(traits: Sequence[Trait]) -> Message:
    """Return in a sentence, with figures, what sets a segment apart."""
    shown = [t.figures() for t in traits[:TRAITS_SHOWN]]
    if not shown:
        return finding("names.close_to_average")
    return finding("names.differences", differences=Listing(tuple(shown)))


@dataclass(frozen=True)
class Listing(Spoken):
    """Parts of a sentence, joined by semicolons."""

    parts: tuple[Message, ...]

    def __str__(self) -> str:
        return "; ".join(str(part) for part in self.parts)
