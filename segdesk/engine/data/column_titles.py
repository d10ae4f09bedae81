"""What a column is called where a person reads it: as the user labels it, else its heading with the words apart."""

import re

from segdesk.messages import say

_BETWEEN_WORDS = re.compile(r"[_.]+|(?<=[a-zà-öø-ÿ0-9])(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-öø-ÿ])")
_ABBREVIATION = re.compile(r"[A-ZÀ-Þ0-9]{2,}")

# Columns that segdesk computes from purchases, by names that nobody else uses.
_COMPUTED = {
    "recency_days": say("Days since last order"),
    "tenure_days": say("Days since first order"),
    "days_between_orders": say("Days between orders"),
    "average_order": say("Average order"),
    "purchase_lines": say("Lines of orders"),
    "distinct_products": say("Different products"),
    "probability_active": say("Probability of being active"),
    "expected_orders": say("Expected orders"),
    "rfm_segment": say("RFM segment"),
    "recency_score": say("Recency score"),
    "frequency_score": say("Frequency score"),
}


def column_title(name: str, label: str = "") -> str:
    """Return what to call a column.

    Parameters
    ----------
    name : str
        Its heading.
    label : str, optional
        As the user calls it.
    """
    if label:
        return label
    if name in _COMPUTED:
        return str(_COMPUTED[name])
    if " " in name.strip() or (not name.isascii() and "_" not in name):
        return name
    words = [word for word in _BETWEEN_WORDS.sub(" ", name).split() if word]
    if len(words) < 2 and "_" not in name:
        return name
    spoken = [word if _ABBREVIATION.fullmatch(word) else word.lower() for word in words]
    title = " ".join(spoken)
    return title[:1].upper() + title[1:] or name
