"""What yes and no to a heading say of a segment: with credit card, no credit card, senior citizen, not active."""

from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType
from segdesk.engine.profiles.spoken_headings import (
    Capitalised,
    Subject,
    Variable,
    describes_person,
    is_no,
    is_verb,
    is_yes,
)
from segdesk.engine.profiles.variable_profile import VariableProfile
from segdesk.messages import Message, Spoken


def statement(profile: VariableProfile) -> Spoken | str:
    """Return what a share is the share of: no internet service, rather than internet service: no."""
    said = holding(profile)
    if said is not None:
        return Capitalised(said)
    return profile.level or "" if profile.level_says_all else profile.label


def holding(profile: VariableProfile) -> Message | None:
    """Return what holds for a share of the customers where a column, or a level of it, answers; None for any other."""
    level = profile.level or ""
    if profile.is_plain_answer:
        return answer(profile.heading, True, level)
    if profile.type is ColumnType.CATEGORY and is_worded_answer(level):
        return answer(profile.heading, is_yes(level), level)
    return None


def is_worded_answer(level: str) -> bool:
    """Whether a level is yes or no in words; of a letter or a digit beside other levels nobody knows."""
    return len(level.strip()) > 1 and (is_yes(level) or is_no(level))


def answer(heading: str, says_yes: bool, word: str) -> Message:
    """Return what yes or no to a heading says.

    Parameters
    ----------
    heading : str
    says_yes : bool
    word : str
        What stands in the cells.
    """
    subject = Subject(heading)
    if is_verb(heading) and not says_yes:
        return finding("names.yes_no", variable=Variable(heading), word=word or finding("names.plain_no"))
    if describes_person(heading) or is_verb(heading):
        return (
            finding("names.is_so", subject=subject)
            if says_yes
            else finding("names.is_not_so", subject=subject)
        )
    return finding("names.has", subject=subject) if says_yes else finding("names.without", subject=subject)
