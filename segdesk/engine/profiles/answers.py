"""What yes and no to a heading say of a segment: with credit card, no credit card, senior citizen, not active."""

from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType
from segdesk.engine.profiles.spoken_headings import (
    Subject,
    Variable,
    describes_person,
    is_no,
    is_verb,
    is_yes,
)
from segdesk.engine.profiles.variable_profile import VariableProfile
from segdesk.engine.schema.headings import is_kind
from segdesk.messages import Message


def is_plain_answer(profile: VariableProfile) -> bool:
    """Whether a column answers with yes and no; of a kind, such as a marital status, 1 and 0 are codes."""
    if profile.type is not ColumnType.YES_NO or not (is_yes(profile.level) and is_no(profile.opposite)):
        return False
    return not (is_kind(profile.heading) and (profile.level or "").isdigit())


def answer(profile: VariableProfile, is_yes: bool) -> Message:
    """Return what a plain answer says.

    Parameters
    ----------
    profile : VariableProfile
        Of a plain answer.
    is_yes : bool
        Which of the two it is.
    """
    heading = profile.heading
    subject = Subject(heading)
    if is_verb(heading) and not is_yes:
        return finding("names.yes_no", variable=Variable(heading), word=profile.opposite or "")
    if describes_person(heading) or is_verb(heading):
        return finding("names.is_so" if is_yes else "names.is_not_so", subject=subject)
    return finding("names.has" if is_yes else "names.without", subject=subject)
