"""The differences of a segment from everyone, strongest first, and their figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.profiles.answers import holding
from segdesk.engine.profiles.heading_subjects import is_activity, is_money, is_personal_trait
from segdesk.engine.profiles.spoken_headings import is_negated, is_wordlike, speaks_for_itself
from segdesk.engine.profiles.variable_profile import VariableProfile
from segdesk.engine.schema.headings import is_kind
from segdesk.messages import Message, Spoken, reader_figure

NOTABLE_EFFECT = 0.3
FAINT_EFFECT = 0.05
# Shares that differ by no more than this in every segment are one fact in two columns.
SAME_SHARES = 0.03
SAME_STORY = 0.7
TRAITS_SHOWN = 3
# So much of a segment has to share what the segment is called by.
NAMING_SHARE = 0.6
# What weighs more or less than its strength, and from which share on a level speaks for a segment without reserve.
MONEY, ACTIVITY, PERSON, NEGATIVE, VAGUE = 2.0, 1.5, 0.75, 0.85, 0.5
CLEAR_MAJORITY = 2 / 3
# A level that is missing from a segment speaks for it only when next to nobody has it and many others do.
RARITY, COMMON = 0.05, 0.3


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

    @property
    def is_notable(self) -> bool:
        """Whether the difference is large enough to name the segment by, and the middle customers do not deny it."""
        if abs(self.effect) < NOTABLE_EFFECT:
            return False
        if self.profile.type in (ColumnType.CATEGORY, ColumnType.YES_NO):
            share = float(self.profile.mean[self.position])
            return (share if self.effect > 0 else 1 - share) >= NAMING_SHARE
        middles = self.profile.median[np.isfinite(self.profile.median)]
        if not len(middles) or middles.min() == middles.max():
            return True
        own = self.profile.median[self.position]
        return bool(own > middles.min() if self.effect > 0 else own < middles.max())

    def figures(self) -> Message:
        """Return the difference in figures: the segment's, and everyone's."""
        p = self.profile
        own, everyone = float(p.mean[self.position]), p.overall
        said = holding(p)
        if said is not None:
            return finding("names.answer_figures", answer=said, own=own, all=everyone)
        if p.level_says_all:
            return finding("names.own_level_figures", level=p.level, own=own, all=everyone)
        if p.type in (ColumnType.CATEGORY, ColumnType.YES_NO):
            return finding(
                "names.level_figures", variable=p.spoken_title, level=p.level, own=own, all=everyone
            )
        if p.type is ColumnType.DATE:
            return finding("names.day_figures", variable=p.spoken_title, own=day(own), all=day(everyone))
        if p.is_year:
            return finding(
                "names.year_figures", variable=p.spoken_title, own=f"{own:.0f}", all=f"{everyone:.0f}"
            )
        return finding(
            "names.number_figures",
            variable=p.spoken_title,
            own=reader_figure(own),
            all=reader_figure(everyone),
        )


def digits_of(profile: VariableProfile) -> int | None:
    """Return how many decimals the means of a number get in names."""
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
    """Return the differences of one segment, strongest first by strength times prominence, one per variable.

    A category, and a yes or no, must hold for at least half of the segment to speak for it. Variables that tell the
    same story (correlation of 0.7 or more with a stronger one) come after the others, and descriptors after variables
    that formed the segments. Of a category, a level that is frequent in the segment speaks before one that is rare.
    """
    held = [Trait(p, position) for p in profiles if np.isfinite(p.effect[position]) and _holds(p, position)]
    traits = [t for t in held if abs(t.effect) >= NOTABLE_EFFECT]
    if not any(t.profile.role is Role.SEGMENTATION for t in traits):
        # A large segment near the average is still what it is by the columns that formed it.
        traits += [t for t in held if t.profile.role is Role.SEGMENTATION and abs(t.effect) >= FAINT_EFFECT]
    traits.sort(key=_order)
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
            abs(alike.get((name, t.profile.variable), 0.0)) >= SAME_STORY
            or one_fact(trait.profile, t.profile)
            for t in own
        )
        (echoes if same else own).append(trait)
    return own + echoes


def _order(trait: Trait) -> tuple[bool, float, str]:
    strength = abs(trait.effect) * prominence(trait.profile, trait.position)
    named = f"{trait.profile.variable} {trait.profile.level or ''}"
    return trait.profile.role is not Role.SEGMENTATION, -strength, named


def prominence(profile: VariableProfile, position: int) -> float:
    """Return how much a difference weighs beside others as strong, for whoever acts on the segment.

    Money and activity weigh most, and who somebody is weighs less. Codes say little, and so does what a third of the
    segment does not share, or what is not so.
    """
    heading = profile.heading
    if profile.type is ColumnType.NUMBER and is_money(heading):
        return MONEY
    if profile.type is ColumnType.NUMBER and is_activity(heading):
        return ACTIVITY
    weight = PERSON if is_personal_trait(heading) else 1.0
    if not is_wordlike(heading):
        weight *= VAGUE
    if profile.type in (ColumnType.CATEGORY, ColumnType.YES_NO):
        share = profile.mean[position]
        is_code = not speaks_for_itself(profile.level or "")
        if profile.type is ColumnType.YES_NO:
            is_code = is_kind(heading) and (profile.level or "").isdigit()
        if is_code or max(share, 1 - share) < CLEAR_MAJORITY:
            weight *= VAGUE
        if is_negated(profile.level or "") or profile.effect[position] < 0:
            weight *= NEGATIVE
    return weight


def one_fact(a: VariableProfile, b: VariableProfile) -> bool:
    """Return whether two shares go together in every segment: no internet service, and no online backup without."""
    if a.level is None or b.level is None:
        return False
    together = np.allclose(a.mean, b.mean, atol=SAME_SHARES) or np.allclose(
        a.mean, 1 - b.mean, atol=SAME_SHARES
    )
    return bool(together)


def _holds(profile: VariableProfile, position: int) -> bool:
    """Return whether a difference in shares is true of at least half of the segment."""
    share, effect = profile.mean[position], profile.effect[position]
    if profile.type is ColumnType.CATEGORY:
        return bool(share >= 0.5) if effect > 0 else bool(share <= RARITY and profile.overall >= COMMON)
    if profile.type is ColumnType.YES_NO:
        return bool(share >= 0.5) if effect > 0 else bool(share <= 0.5)
    return True


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
