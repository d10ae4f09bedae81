"""Columns that were not understood although they look, or are headed, like amounts, counts or dates."""

import re

import numpy as np

from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType
from segdesk.engine.schema import headings
from segdesk.engine.schema.column_evidence import ColumnEvidence
from segdesk.engine.schema.number_units import CURRENCY
from segdesk.engine.schema.numbers import NumberTexts
from segdesk.messages import Message, shortened

# Beside letters, figures with marks between them, or with a currency or a percent sign, are amounts or dates.
_CODE = re.compile(r"(?=.*[^\W\d_])[\w\-./]+")
_FIGURES = re.compile(
    rf"(?=.*\d[.,:/\-\s']+\d|.*\d\s*(?:%|{CURRENCY})|.*{CURRENCY}\s*\d)[^\d]{{0,6}}\d.*", re.IGNORECASE
)
# So much of what can be seen must be figures.
_DIGITS = 0.4
_MOST_ROWS = 0.5
# Fewer different texts are categories, whatever they look like: 18-24, 25-34.
_FEW = 15
_LOOKED_AT = 2000
_LONGEST_EXAMPLE = 40


def not_understood(each: ColumnEvidence, kind: ColumnType, personal: bool) -> Message | None:
    """Return the note for a column of words that should perhaps be one of numbers or dates; None where all is well.

    Parameters
    ----------
    each : ColumnEvidence
    kind : ColumnType
        What it was taken for.
    personal : bool
    """
    name = each.column.name
    if personal or kind in (ColumnType.NUMBER, ColumnType.DATE, ColumnType.YES_NO):
        return None
    if (
        headings.is_own_key(name)
        or headings.is_code(name)
        or headings.is_postal(name)
        or headings.is_id(name)
    ):
        return None
    there = np.flatnonzero(each.there & (each.counts > 0))
    if len(there) <= _FEW and not (len(there) > 1 and headings.is_amount(name)):
        return None
    looked_at = there[:: max(1, len(there) // _LOOKED_AT)]
    texts = [each.texts[i].strip() for i in looked_at]
    counts = each.counts[looked_at]
    figures = np.array([_has_figures(text) for text in texts], dtype=bool)
    headed = headings.is_amount(name) or headings.is_count(name) or headings.date_sense(name).has_serials
    numbers = NumberTexts(texts)
    others = [text for text, number in zip(texts, numbers.is_number, strict=True) if not number]
    mostly_numbers = counts[numbers.is_number].sum() >= _MOST_ROWS * counts.sum() and 0 < len(
        others
    ) > 2 * sum(_CODE.fullmatch(text) is not None for text in others)
    if mostly_numbers:
        first = next(text for text, number in zip(texts, numbers.is_number, strict=True) if number)
        return finding("schema.not_understood", column=name, first=first, second=_shown(others[0]))
    digits = np.array([any(map(str.isdigit, text)) for text in texts], dtype=bool)
    suspicious = counts[figures].sum() >= _MOST_ROWS * counts.sum()
    if not suspicious and not (headed and counts[digits].sum() >= _MOST_ROWS * counts.sum()):
        return None
    first, second = _examples(texts, figures if suspicious else digits)
    return finding("schema.not_understood", column=name, first=first, second=second)


def _has_figures(text: str) -> bool:
    """Whether a text is mostly figures, with marks, a currency or a percent sign."""
    seen = [sign for sign in text if not sign.isspace()]
    digits = sum(map(str.isdigit, seen))
    return bool(seen) and digits >= _DIGITS * len(seen) and _FIGURES.fullmatch(text) is not None


def _examples(texts: list[str], flags: np.ndarray) -> tuple[str, str]:
    """Return one text that is meant and, if there is one, another that is not: both show what stands in the way."""
    meant = texts[int(np.flatnonzero(flags)[0])]
    others = [text for text, flag in zip(texts, flags, strict=True) if not flag] or [
        text for text in texts if text != meant
    ]
    return _shown(meant), _shown(others[0] if others else meant)


def _shown(text: str) -> str:
    return shortened(" ".join(text.split()), _LONGEST_EXAMPLE)
