"""What days, orders and money make each RFM score, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, inf

from segdesk.engine.data.finding import finding
from segdesk.engine.transactions.rfm.scores import Cuts, Thresholds
from segdesk.messages import Figure, Message


@dataclass(frozen=True)
class ScoreRanges:
    """The ranges of one measure, for everyone or for the customers with certain scores before it.

    Attributes
    ----------
    measure : str
        `recency`, `frequency` or `monetary`.
    within : str
        Scores of recency, or of recency and frequency, such as 5 or 54; '' for everyone.
    ranges : tuple of Message or None
        By score from 1 up; None for a score that nobody can get.
    """

    measure: str
    within: str
    ranges: tuple[Message | None, ...]


def score_ranges(thresholds: Thresholds) -> tuple[ScoreRanges, ...]:
    """Return the ranges of every measure, groups with the best scores first."""
    days = [_of_days(low, high, thresholds.counts_lines) for low, high in _bounds(thresholds.recency)]
    found = [ScoreRanges("recency", "", tuple(reversed(days)))]
    for measure, groups, in_words in (
        ("frequency", thresholds.frequency, _of_orders),
        ("monetary", thresholds.monetary, _of_money),
    ):
        for within in sorted(groups, reverse=True):
            words = [in_words(low, high, thresholds.counts_lines) for low, high in _bounds(groups[within])]
            found.append(ScoreRanges(measure, within, tuple(words)))
    return tuple(found)


def _bounds(cuts: Cuts) -> Iterable[tuple[float, float]]:
    return pairwise((-inf, *cuts, inf))


def _whole(low: float, high: float, closed_below: bool) -> tuple[float, float]:
    """Return the first and the last whole number of an interval."""
    if closed_below:
        return (low if low == -inf else ceil(low)), (high if high == inf else ceil(high) - 1)
    return (low if low == -inf else floor(low) + 1), (high if high == inf else floor(high))


def _of_days(low: float, high: float, closed_below: bool) -> Message | None:
    first, last = _whole(low, high, closed_below)
    if first > last:
        return None
    if first == -inf:
        return finding("rfm.up_to", high=last)
    return _from_to(first, last)


def _of_orders(low: float, high: float, closed_below: bool) -> Message | None:
    first, last = _whole(low, high, closed_below)
    # Every customer has an order.
    return None if max(first, 1) > last else _from_to(max(first, 1), last)


def _from_to(first: float, last: float) -> Message:
    if last == inf:
        return finding("rfm.from_on", low=first)
    return finding("rfm.exactly", n=first) if first == last else finding("rfm.from_to", low=first, high=last)


def _of_money(low: float, high: float, closed_below: bool) -> Message | None:
    if low >= high:
        return None
    values = {"low": Figure(low, 2), "high": Figure(high, 2)}
    if closed_below:
        if low == -inf:
            return finding("rfm.money_under", **values)
        return (
            finding("rfm.money_from_on", **values)
            if high == inf
            else finding("rfm.money_from_to_under", **values)
        )
    if low == -inf:
        return finding("rfm.money_up_to", **values)
    return finding("rfm.money_over", **values) if high == inf else finding("rfm.money_over_up_to", **values)
