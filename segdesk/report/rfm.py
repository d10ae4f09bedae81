"""The report's part on RFM: what makes each score, and RFM segments against the segments that were found."""

from typing import Any

from segdesk.engine.result.rfm_tables import rfm_crosstab
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.transactions.purchases import Purchases
from segdesk.engine.transactions.rfm.score_ranges import ScoreRanges, score_ranges
from segdesk.messages import Message, Percent, say


def threshold_table(purchases: Purchases) -> dict[str, Any]:
    """Return what days, orders and money make each score: one row per measure and group, one column per score."""
    thresholds = purchases.rfm.thresholds
    return {
        "heads": [say("{n}", n=level) for level in range(1, thresholds.bins + 1)],
        "rows": [
            {
                "label": _measure(each, thresholds.counts_lines),
                "cells": ["–" if words is None else words for words in each.ranges],
            }
            for each in score_ranges(thresholds)
        ],
    }


def _measure(each: ScoreRanges, counts_lines: bool) -> Message:
    if each.measure == "recency":
        return say("Days since the last order")
    if each.measure == "monetary":
        if each.within:
            return say(
                "Money, at recency {r} and frequency {f}", r=int(each.within[0]), f=int(each.within[1])
            )
        return say("Money")
    if each.within:
        if counts_lines:
            return say("Lines, at recency {r}", r=int(each.within))
        return say("Orders, at recency {r}", r=int(each.within))
    return say("Lines") if counts_lines else say("Orders")


def crosstab_table(segmentation: Segmentation) -> dict[str, Any] | None:
    """Return RFM segments down and segments across; None where there is nothing to set against each other."""
    crosstab = rfm_crosstab(segmentation)
    if crosstab is None:
        return None
    return {
        "heads": [(segment.number, segment.name) for segment in crosstab.segments],
        "rows": [
            {
                "label": name,
                "total": say("{n}", n=sum(counts)),
                "cells": [_cell(n, share, max(counts)) for n, share in zip(counts, shares, strict=True)],
            }
            for name, counts, shares in zip(
                crosstab.names, crosstab.customers.tolist(), crosstab.shares.tolist(), strict=True
            )
        ],
    }


def _cell(n: int, share: float, most: int) -> dict[str, Any]:
    """Return count and share of a cell; the largest of its row is marked."""
    return {
        "text": say("{n} ({share})", n=n, share=Percent(share)) if n else "–",
        "most": n == most,
    }
