"""What types and roles of columns are called where a person reads them, and how numbers stand beside their unit.

Programs read the enums' own values.
"""

from segdesk.engine.data.table import ColumnType, Role
from segdesk.messages import current_language, say

TYPE_WORDS = {
    ColumnType.NUMBER: say("number"),
    ColumnType.CATEGORY: say("category"),
    ColumnType.DATE: say("date"),
    ColumnType.YES_NO: say("yes/no"),
    ColumnType.TEXT: say("text"),
    ColumnType.IDENTIFIER: say("identifier"),
}

ROLE_WORDS = {
    Role.IDENTIFIER: say("identifier"),
    Role.SEGMENTATION: say("segmentation variable"),
    Role.DESCRIPTOR: say("descriptor variable"),
    Role.OUTCOME: say("outcome"),
    Role.IGNORED: say("ignored"),
}

# Signs that stand before the amount in English.
_SIGNS = frozenset("€$£¥₹₩₽₺₴฿₫₪")


def beside_unit(text: str, unit: str | None) -> str:
    """Return a number that is written out with its currency or percent sign, placed as the language does."""
    if unit is None:
        return text
    if current_language() == "en" and unit in _SIGNS:
        return f"{unit}{text}"
    if current_language() == "en" and unit == "%":
        return f"{text}%"
    return f"{text}\u00a0{unit}"
