"""What a column is called where a person reads it: as the user labels it, else its heading with the words apart."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from segdesk.messages import LANGUAGES, Message, Spoken, current_language, say, use_language

# Not behind a single small letter: iPhone is one word.
_BETWEEN_WORDS = re.compile(r"[_.]+|(?<=[a-zà-öø-ÿ0-9]{2})(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-öø-ÿ])")
# Headings that shout hide their abbreviations: in so many letters it may be one.
_SHORT = 3
_SHARE = "share_"
# Abbreviations that programs put into headings, and people don't say.
WRITTEN_OUT = {
    "amt": "amount", "avg": "average", "cnt": "count", "freq": "frequency", "mth": "month", "pct": "percent",
    "prc": "percent", "prods": "products", "qty": "quantity", "trx": "transactions", "txn": "transactions",
}  # fmt: skip

# Columns that segdesk computes from purchases, by names that nobody else uses, or uses for something else.
_COMPUTED = {
    "recency_days": say("Days since the last order"),
    "monetary": say("Money"),
    "average_order": say("Average order"),
    "tenure_days": say("Days since the first order"),
    "orders_per_month": say("Orders per month"),
    "days_between_orders": say("Days between orders"),
    "purchase_lines": say("Lines of orders"),
    "distinct_products": say("Different products"),
    "probability_active": say("Probability of being active"),
    "expected_orders": say("Expected orders"),
    "recency_score": say("Recency score"),
    "frequency_score": say("Frequency score"),
    "monetary_score": say("Money score"),
    "rfm_cell": say("RFM scores together"),
    "rfm_segment": say("RFM segment"),
}
# The same, by names that others use too: of a file that was read, they are headings like any other.
_COMPUTED_BESIDE_OTHERS = {
    "frequency": say("Orders"),
    "trend": say("Trend of purchases"),
    "weekend_share": say("Share of orders at weekends"),
    "return_share": say("Share returned"),
    "first_order": say("Day of the first order"),
    "last_order": say("Day of the last order"),
    "expected_value": say("Expected value"),
}


def column_title(name: str, label: str = "") -> str:
    """Return what to call a column.

    Parameters
    ----------
    name : str
        Its heading.
    label : str, optional
        As the user calls it, or as it has to be called lest it be taken for another (`labels_to_tell_apart`).
    """
    if label:
        return label
    own = computed_title(name)
    return readable(name) if own is None else str(own)


@dataclass(frozen=True)
class ColumnTitle(Spoken):
    """What a column is called inside a message, in the language in force when that is shown."""

    name: str
    label: str = ""

    def __str__(self) -> str:
        """Return the title."""
        return column_title(self.name, self.label)


def as_read(name: str) -> str | ColumnTitle:
    """Return how the account of what was done names a column: letter for letter, but for names of segdesk's alone."""
    return ColumnTitle(name) if name in _COMPUTED else name


def computed_title(name: str) -> Message | None:
    """Return what a column is called that segdesk computes from purchases; None for any other name."""
    if name.startswith(_SHARE) and len(name) > len(_SHARE):
        return say("Share of {category}", category=name.removeprefix(_SHARE))
    return _COMPUTED.get(name) or _COMPUTED_BESIDE_OTHERS.get(name)


def readable(heading: str) -> str:
    """Return a heading with its words apart and a capital in front; abbreviations and blanks stay, nothing is lost.

    In German, where nouns have capitals, those of the heading stay too.
    """
    if " " in heading.strip():
        return _with_capital(heading)
    words = [word for word in _BETWEEN_WORDS.sub(" ", heading).split() if word]
    if not words or (len(words) == 1 and "_" not in heading and not heading.isupper()):
        return _with_capital(heading)
    return _with_capital(" ".join(_cased(words, heading))) or heading


def labels_to_tell_apart(names: Sequence[str], computed: bool) -> dict[str, str]:
    """Return labels for columns that would be taken for others by their titles.

    Columns whose titles are the same in any language keep their headings letter for letter. Of a file that was read,
    a `frequency` is not the number of orders that segdesk counts.

    Parameters
    ----------
    names : sequence of str
        Headings of one table.
    computed : bool
        Whether segdesk summed the table up from purchases.
    """
    labels = {}
    if not computed:
        for name in names:
            if name in _COMPUTED_BESIDE_OTHERS or name.startswith(_SHARE):
                labels[name] = readable(name)
    for language in LANGUAGES:
        with use_language(language):
            titles = {name: column_title(name, labels.get(name, "")) for name in names}
        times = Counter(title.casefold() for title in titles.values())
        labels |= {name: name for name, title in titles.items() if times[title.casefold()] > 1}
    return labels


def _cased(words: list[str], heading: str) -> list[str]:
    words = [WRITTEN_OUT.get(word.casefold(), word) for word in words]
    if heading.isupper():
        return [
            word if word.islower() or (len(word) <= _SHORT and len(words) > 1) else _quiet(word)
            for word in words
        ]
    if current_language() == "de":
        return words
    return [word.lower() if word[1:].islower() or len(word) == 1 else word for word in words]


def _quiet(word: str) -> str:
    return word if len(word) <= _SHORT else word.lower()


def _with_capital(text: str) -> str:
    """Return a text that begins with a capital, unless its first word has its own: iPhone."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    if not first.islower() or len(first[0].upper()) > 1:
        return text
    return text.replace(first, first[0].upper() + first[1:], 1)
