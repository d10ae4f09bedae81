"""The words for differences: those that marketers use where figures earn them, else the heading's own."""

import re
from dataclasses import dataclass

from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType
from segdesk.engine.profiles.answers import answer, is_worded_answer
from segdesk.engine.profiles.heading_subjects import (
    is_activity,
    is_age,
    is_bargain,
    is_birth,
    is_count_of_contacts,
    is_joining,
    is_money,
    is_sex,
    is_spend,
    tells_silence,
)
from segdesk.engine.profiles.spoken_headings import (
    Level,
    Subject,
    Variable,
    is_counted,
    is_frequency,
    is_negated,
    is_no,
    is_statement,
    is_sum_of,
    is_yes,
    speaks_for_itself,
)
from segdesk.engine.profiles.traits import Trait
from segdesk.messages import Message

# A word for a whole segment has to be earned: by half a standard deviation, and by half as much again as everyone.
MARKED_EFFECT = 0.5
HALF_AGAIN = 1.5
# Numbers that reach this far are no codes.
SURELY_AMOUNTS = 20
# So many silent customers are still few.
FEW_SILENT = 0.25
MEN = frozenset(
    {"male", "man", "men", "männlich", "mann", "masculino", "hombre", "homme", "masculin", "h", "m"}
)
# M is masculino beside F, and mujer beside H.
_EITHER_M = re.compile(r"sexo|g[eé]nero", re.IGNORECASE)
WOMEN = frozenset(
    {"female", "woman", "women", "weiblich", "frau", "femenino", "mujer", "femme", "féminin", "f", "w"}
)


@dataclass(frozen=True)
class Silence:
    """How many customers of each segment are silent by the rhythm of their purchases.

    Attributes
    ----------
    shares : tuple of float
        Of the segments 1..k.
    is_lapsed : tuple of bool
        Whether most of a segment are silent, beyond chance.
    """

    shares: tuple[float, ...]
    is_lapsed: tuple[bool, ...]


@dataclass(frozen=True)
class Background:
    """What words for a segment rest on besides the difference itself.

    Attributes
    ----------
    headings : tuple of str
        Of the whole table.
    is_of_purchases : bool
        Whether segdesk made the columns of purchases.
    silence : Silence or None
        Where the rhythm of purchases is known.
    """

    headings: tuple[str, ...] = ()
    is_of_purchases: bool = False
    silence: Silence | None = None


NO_BACKGROUND = Background()


def phrase_of(trait: Trait, background: Background = NO_BACKGROUND) -> Message:
    """Return a difference in two or three words.

    Parameters
    ----------
    trait : Trait
    background : Background
    """
    profile, is_high = trait.profile, trait.effect > 0
    if profile.type is ColumnType.CATEGORY:
        return _of_level(trait)
    if profile.type is ColumnType.YES_NO:
        return _of_answer(trait)
    if profile.type is ColumnType.DATE:
        return _of_date(profile.heading, is_high)
    known = _of_purchases(trait, background)
    return _of_number(trait, background) if known is None else known


def _of_level(trait: Trait) -> Message:
    heading, level = trait.profile.heading, trait.profile.level or ""
    if trait.effect < 0:
        if is_worded_answer(level) and is_yes(level):
            return answer(heading, False, level)
        if is_no(level) or is_negated(level):
            return finding("names.other_than", variable=Variable(heading), level=level)
        return finding("names.not_level", level=Level(heading, level))
    if is_worded_answer(level):
        return answer(heading, is_yes(level), level)
    return _of_sex(heading, level) or finding("names.level", level=Level(heading, level))


def _of_sex(heading: str, level: str) -> Message | None:
    word = level.strip().casefold()
    if len(word) == 1 and (not is_sex(heading) or (word == "m" and _EITHER_M.search(heading))):
        return None
    if word in MEN:
        return finding("names.men")
    return finding("names.women") if word in WOMEN else None


def _of_answer(trait: Trait) -> Message:
    profile, is_high = trait.profile, trait.effect > 0
    word = (profile.level if is_high else profile.opposite) or ""
    if profile.is_plain_answer:
        return answer(profile.heading, is_high, word)
    if sex := _of_sex(profile.heading, word):
        return sex
    if speaks_for_itself(word):
        return finding("names.level", level=Level(profile.heading, word))
    return finding("names.yes_no", variable=Variable(profile.heading), word=word)


def _of_date(heading: str, is_late: bool) -> Message:
    if is_birth(heading):
        return finding("names.younger") if is_late else finding("names.older")
    if is_joining(heading):
        return finding("names.newer_customers") if is_late else finding("names.customers_for_long")
    if is_late:
        return finding("names.late", variable=Variable(heading))
    return finding("names.early", variable=Variable(heading))


def _of_number(trait: Trait, background: Background) -> Message:
    """Return words for a number by what its heading speaks of."""
    profile, heading, is_high = trait.profile, trait.profile.heading, trait.effect > 0
    if is_age(heading) or is_birth(heading):
        return finding("names.older") if is_high == is_age(heading) else finding("names.younger")
    if tells_silence(heading, background.headings or (heading,)):
        return finding("names.long_inactive") if is_high else finding("names.recently_active")
    if is_bargain(heading) and trait.effect >= MARKED_EFFECT:
        return finding("names.bargain_hunters")
    subject = Subject(heading)
    if not is_high and _has_none(trait):
        has_some = profile.mean[trait.position] != 0
        return finding("names.hardly_any" if has_some else "names.without", subject=subject)
    if is_spend(heading):
        return _of_spend(trait)
    if is_sum_of(heading):
        if is_high:
            return finding("names.much_spent_on", subject=subject)
        return finding("names.little_spent_on", subject=subject)
    if is_counted(heading) or is_count_of_contacts(heading):
        return finding("names.many", subject=subject) if is_high else finding("names.few", subject=subject)
    if is_frequency(heading):
        return (
            finding("names.often", subject=subject) if is_high else finding("names.rarely", subject=subject)
        )
    variable = Variable(heading)
    if profile.is_year:
        return (
            finding("names.late", variable=variable) if is_high else finding("names.early", variable=variable)
        )
    if is_statement(heading):
        return (
            finding("names.yes_to", variable=variable)
            if is_high
            else finding("names.no_to", variable=variable)
        )
    return finding("names.high", variable=variable) if is_high else finding("names.low", variable=variable)


def _of_spend(trait: Trait) -> Message:
    if trait.effect < 0:
        return finding("names.low_spend")
    return finding("names.big_spenders") if _is_marked(trait) else finding("names.high_spend")


def _has_none(trait: Trait) -> bool:
    """Return whether at least three quarters of a segment have nothing of what others have.

    Where few whole numbers may be codes, such as the size of a town, 0 is not nothing.
    """
    profile, at = trait.profile, trait.position
    heading = profile.heading
    is_amount = (
        is_activity(heading)
        or is_money(heading)
        or is_counted(heading)
        or is_frequency(heading)
        or bool(profile.upper_quartile.max() >= SURELY_AMOUNTS)
    )
    return is_amount and bool(profile.lower_quartile[at] == profile.upper_quartile[at] == 0 < profile.overall)


def _is_marked(trait: Trait) -> bool:
    """Return whether a mean is above everyone's by half as much again, and by half a standard deviation."""
    profile = trait.profile
    mean = float(profile.mean[trait.position])
    return trait.effect >= MARKED_EFFECT and mean >= HALF_AGAIN * profile.overall


def _of_purchases(trait: Trait, background: Background) -> Message | None:
    """Return words for a column that segdesk makes of purchases; None where it is none, or has no better words."""
    name, is_high = trait.profile.variable, trait.effect > 0
    if name == "recency_days" and background.is_of_purchases:
        return _of_recency(trait, background)
    if name == "frequency":
        return _of_orders(trait, background)
    if name == "monetary":
        return _of_spend(trait)
    if not background.is_of_purchases and name not in _NAMED_BY_EVERYONE:
        return None
    if name in _PURCHASE_WORDS:
        return _PURCHASE_WORDS[name][0 if is_high else 1]
    if name.startswith("share_"):
        category = Level("", name.removeprefix("share_"))
        return (
            finding("names.much_of", category=category)
            if is_high
            else finding("names.little_of", category=category)
        )
    return None


def _of_recency(trait: Trait, background: Background) -> Message:
    silence = background.silence
    if trait.effect > 0:
        is_lapsed = silence is not None and silence.is_lapsed[trait.position]
        return finding("names.lapsed") if is_lapsed else finding("names.earlier_order")
    if silence is not None and silence.shares[trait.position] <= FEW_SILENT:
        return finding("names.recently_active")
    return finding("names.later_order")


def _of_orders(trait: Trait, background: Background) -> Message:
    if trait.effect < 0:
        once = background.is_of_purchases and trait.profile.upper_quartile[trait.position] == 1
        return finding("names.one_time") if once else finding("names.few_orders")
    silence = background.silence
    if silence is not None and trait.effect >= MARKED_EFFECT and silence.shares[trait.position] <= FEW_SILENT:
        return finding("names.loyal")
    return finding("names.many_orders")


# Words for further columns that segdesk makes of purchases: above average, below average.
_PURCHASE_WORDS = {
    "purchase_lines": (finding("names.many_purchases"), finding("names.few_purchases")),
    "average_order": (finding("names.big_baskets"), finding("names.small_baskets")),
    "tenure_days": (finding("names.customers_for_long"), finding("names.newer_customers")),
    "return_share": (finding("names.returns_much"), finding("names.returns_little")),
    "trend": (finding("names.spending_more"), finding("names.spending_less")),
    "distinct_products": (finding("names.many_products"), finding("names.few_products")),
    "probability_active": (finding("names.likely_active"), finding("names.likely_lost")),
    "orders_per_month": (finding("names.frequent_orders"), finding("names.rare_orders")),
    "days_between_orders": (finding("names.long_gaps"), finding("names.short_gaps")),
    "weekend_share": (finding("names.weekend"), finding("names.weekdays")),
}
# Columns of purchases that say how often, in one word and another.
HOW_OFTEN = frozenset({"frequency", "orders_per_month", "purchase_lines", "days_between_orders"})
# Of these names customers tables have columns too, and mean the same.
_NAMED_BY_EVERYONE = frozenset({"purchase_lines", "average_order", "tenure_days"})
