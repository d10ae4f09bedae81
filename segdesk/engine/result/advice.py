"""What to do next with the customers of each segment, and for whom of them RFM names or lists say otherwise.

Advice rests on what customers brought and on whether they still come, never on who they are.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.column_titles import ColumnTitle
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.profiles.actions import Worth, most_are, silent_by_column, worth_of
from segdesk.engine.profiles.heading_subjects import is_brought, is_personal_trait, tells_silence
from segdesk.engine.profiles.traits import NOTABLE_EFFECT
from segdesk.engine.result.customer_lists import CustomerList, customer_lists
from segdesk.engine.result.money import SegmentMoney, money_by_segment
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.transactions.lifetime.rhythm import LONG_SILENCE, Rhythm, rhythm_of
from segdesk.engine.validation.structure import NONE
from segdesk.messages import Message, Sentence, Value

Flags = npt.NDArray[np.bool_]

# The names of RFM cells, of segdesk's map and of the R package's rules, that say whether customers still come.
STILL_THERE = frozenset({
    "Champions", "Loyal", "Loyal Customers", "Potential Loyalist", "New", "New Customers", "Promising",
})  # fmt: skip
AWAY = frozenset({
    "About To Sleep", "At Risk", "Cannot Lose Them", "Can't Lose Them", "Hibernating", "Lost",
})  # fmt: skip
VALUABLE = frozenset({
    "Champions", "Loyal", "Loyal Customers", "At Risk", "Cannot Lose Them", "Can't Lose Them",
})  # fmt: skip
# Which RFM names and lists say the contrary of each piece of advice.
CONTRARY_NAMES = {
    "keep": AWAY,
    "grow": AWAY,
    "develop": AWAY,
    "remind": STILL_THERE,
    "win_back": STILL_THERE,
    "low_priority": STILL_THERE | VALUABLE,
}
CONTRARY_LISTS = {
    "keep": "slipping_away",
    "grow": "slipping_away",
    "develop": "slipping_away",
    "low_priority": "most_valuable",
}
# What each piece of advice is called, and what to do.
_WORDS: dict[str, tuple[Message, Message]] = {
    "keep": (finding("actions.keep"), finding("actions.keep_tip")),
    "grow": (finding("actions.grow"), finding("actions.grow_tip")),
    "develop": (finding("actions.develop"), finding("actions.develop_tip")),
    "remind": (finding("actions.remind"), finding("actions.remind_tip")),
    "win_back": (finding("actions.win_back"), finding("actions.win_back_tip")),
    "low_priority": (finding("actions.low_priority"), finding("actions.low_priority_tip")),
    "look_closer": (finding("actions.look_closer"), finding("actions.look_closer_tip")),
}
# Above this part of a segment, exceptions are the rule.
MOST_EXCEPTIONS = 0.5


@dataclass(frozen=True, eq=False)
class _Evidence:
    """What advice rests on: money, the time since customers were last there, and who is on lists; of all rows."""

    money: Floats
    worth: dict[int, SegmentMoney]
    rhythm: Rhythm | None
    ages: Floats
    ages_title: ColumnTitle | None
    lists: tuple[CustomerList, ...]


def advise(segmentation: Segmentation) -> tuple[Message | None, ...]:
    """Return what to do next with each of the segments 1..k, None for all where table or verdict give no ground.

    Parameters
    ----------
    segmentation : Segmentation
    """
    # Who is in a group that is none needs no treatment of their own.
    is_grouped = segmentation.k > 1 and segmentation.validation.verdict.structure != NONE
    evidence = _evidence(segmentation) if is_grouped else None
    if evidence is None:
        return (None,) * segmentation.k
    return tuple(_advice(segmentation, evidence, segment) for segment in segmentation.named)


def _evidence(segmentation: Segmentation) -> _Evidence | None:
    """Return the money and silence of a table that holds both, else None."""
    source = segmentation.source
    numbers = {
        column.name: column.values.astype(np.float64)
        for column in source.columns
        if column.type is ColumnType.NUMBER and not column.personal
    }
    if source.value_column not in numbers:
        return None
    money, worth = numbers[source.value_column], money_by_segment(segmentation)
    if not worth:
        return None
    if source.purchases is not None:
        rhythm = rhythm_of(source.columns)
        if rhythm is None:
            return None
        return _Evidence(money, worth, rhythm, rhythm.recency, None, customer_lists(segmentation))
    telling = [
        choice.name
        for choice in source.choices
        if choice.role in (Role.SEGMENTATION, Role.DESCRIPTOR)
        and choice.name in numbers
        and tells_silence(choice.name, source.table.names)
    ]
    if not telling or not is_brought(source.value_column):
        return None
    return _Evidence(
        money,
        worth,
        None,
        numbers[telling[0]],
        source.spoken_title_of(telling[0]),
        customer_lists(segmentation),
    )


def _advice(segmentation: Segmentation, evidence: _Evidence, segment: Segment) -> Message | None:
    personal = _personal_traits(segmentation, segment)
    if personal:
        return finding("actions.none_by_person", columns=personal)
    inside = segmentation.fit.labels == segment.number
    if np.isnan(evidence.money[inside]).all() or np.isnan(evidence.ages[inside]).all():
        return None
    everyone = np.zeros(len(inside), dtype=bool)
    everyone[segmentation.fit.rows] = True
    worth = worth_of(np.where(everyone, evidence.money, np.nan), inside)
    if evidence.rhythm is not None:
        is_silent = most_are(evidence.rhythm.is_silent[inside])
    else:
        is_silent = silent_by_column(np.where(everyone, evidence.ages, np.nan), inside)
    first = _word(worth, is_silent)
    word, exceptions = _least_contrary(segmentation, evidence, first, inside)
    head, tip = _WORDS[word]
    if word == "remind" != first:
        n = _exceptions(segmentation, evidence.lists, first, inside)[1]
        # The figures beside it tell how late they are by their own rhythm.
        in_rhythm = evidence.rhythm is not None and not is_silent
        tip = finding("actions.remind_in_rhythm_tip" if in_rhythm else "actions.remind_by_names_tip", n=n)
    parts = {
        "head": head,
        "value": _value(segmentation, evidence, segment, worth),
        "silence": _silence(evidence, inside, everyone),
        "tip": tip,
    }
    if not exceptions:
        return finding("actions.advice", **parts)
    if word == "look_closer":
        return finding("actions.advice_unlike_names", **parts, exceptions=exceptions)
    return finding("actions.advice_with_exceptions", **parts, exceptions=exceptions)


def _word(worth: Worth, is_silent: bool) -> str:
    """Return the advice for customers of some worth who still come, or don't."""
    if is_silent:
        return {Worth.HIGH: "win_back", Worth.LEVEL: "remind", Worth.LOW: "low_priority"}[worth]
    return {Worth.HIGH: "keep", Worth.LEVEL: "grow", Worth.LOW: "develop"}[worth]


def _least_contrary(
    segmentation: Segmentation, evidence: _Evidence, word: str, inside: Flags
) -> tuple[str, list[Message]]:
    """Return the advice, a milder one where RFM names or lists say the contrary for most, and the exceptions from it.

    Who comes as often as ever may still come later than the others do: a reminder suits both.
    """
    for mildest in (word, "remind"):
        exceptions, n = _exceptions(segmentation, evidence.lists, mildest, inside)
        if n <= MOST_EXCEPTIONS * inside.sum():
            return mildest, exceptions
    return "look_closer", _exceptions(segmentation, evidence.lists, word, inside)[0]


def _personal_traits(segmentation: Segmentation, segment: Segment) -> list[ColumnTitle]:
    """Return the columns that set a segment apart where all of them say who customers are, else nothing."""
    at = segment.number - 1
    apart = {
        profile.variable
        for profile in segmentation.description.profiles
        if profile.role is Role.SEGMENTATION and abs(np.nan_to_num(profile.effect[at])) >= NOTABLE_EFFECT
    }
    if not all(map(is_personal_trait, apart)):
        return []
    return [segmentation.source.spoken_title_of(name) for name in sorted(apart)]


def _value(segmentation: Segmentation, evidence: _Evidence, segment: Segment, worth: Worth) -> Message:
    times = evidence.worth[segment.number].times
    figures: dict[str, Value] = {"times": times, "share": segment.value_share}
    if segmentation.source.purchases is None:
        figures["column"] = segmentation.source.value_title
        return finding("actions.level_column" if worth is Worth.LEVEL else "actions.column", **figures)
    return finding("actions.level_worth" if worth is Worth.LEVEL else "actions.worth", **figures)


def _silence(evidence: _Evidence, inside: Flags, everyone: Flags) -> Message:
    rhythm = evidence.rhythm
    if rhythm is None:
        return finding(
            "actions.silence_by_column",
            column=evidence.ages_title,
            own=float(np.nanmedian(evidence.ages[inside])),
            all=float(np.nanmedian(evidence.ages[everyone])),
        )
    return finding(
        "actions.silence_by_rhythm",
        days=float(np.median(rhythm.recency[inside])),
        gap=float(np.median(rhythm.gap[inside])),
        silent=float(rhythm.is_silent[inside].mean()),
        times=LONG_SILENCE,
    )


def _exceptions(
    segmentation: Segmentation, lists: tuple[CustomerList, ...], word: str, inside: Flags
) -> tuple[list[Message], int]:
    """Return how many customers each RFM name and list holds that says the contrary of an advice, and how many in all.

    RFM names come first, the largest of them ahead.
    """
    excepted = np.zeros(len(inside), dtype=bool)
    found: list[Message] = []
    by_name = [
        (name, inside & members)
        for name, members in _by_rfm_name(segmentation)
        if name in CONTRARY_NAMES[word]
    ]
    for name, members in sorted(by_name, key=lambda pair: (-int(pair[1].sum()), pair[0])):
        if members.any():
            n = int(members.sum())
            found.append(finding("actions.exception_by_name", n=n, name=Sentence(name)))
            excepted |= members
    for listed in lists:
        n = int(inside[listed.rows].sum())
        if listed.name == CONTRARY_LISTS.get(word) and n:
            found.append(finding("actions.exception_by_list", n=n, title=listed.title))
            excepted[listed.rows] |= inside[listed.rows]
    return found, int(excepted.sum())


def _by_rfm_name(segmentation: Segmentation) -> list[tuple[str, Flags]]:
    """Return who has each RFM name: by the scores of purchases, else by the segments that the rules made."""
    purchases = segmentation.source.purchases
    if purchases is not None:
        return [(name, purchases.rfm.segment == code) for code, name in enumerate(purchases.rfm.segments)]
    if not segmentation.provenance.recipe.method.by_rules:
        return []
    return [
        (segment.name.template, segmentation.fit.labels == segment.number)
        for segment in segmentation.named
        if isinstance(segment.name, Sentence)
    ]
