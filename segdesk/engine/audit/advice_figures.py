"""Whether advice agrees with the rest of the result: with RFM names, lists and the rhythm of the purchases."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from segdesk.engine.data.finding import Finding
from segdesk.engine.result.advice import CONTRARY_LISTS, CONTRARY_NAMES
from segdesk.engine.result.customer_lists import customer_lists
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Sentence

# A name for the message, the number as reported, and the number found again.
CheckedFigure = tuple[str, float | None, float | None]


def advice_figures(segmentation: Segmentation) -> Iterator[CheckedFigure]:
    """Yield what each advice says of its exceptions and of the rhythm, beside what the customers' rows give.

    Every customer whose RFM name or list says the contrary of the advice has to be among its exceptions.

    Parameters
    ----------
    segmentation : Segmentation
    """
    for segment in segmentation.named:
        if isinstance(segment.action, Finding) and isinstance(segment.action.figures.get("head"), Finding):
            yield from _exceptions(segmentation, segment, segment.action)
            yield from _rhythm(segmentation, segment, segment.action)


def _exceptions(segmentation: Segmentation, segment: Segment, advice: Finding) -> Iterator[CheckedFigure]:
    word = _word(advice)
    told = _told(advice)
    inside = pd.Series(segmentation.fit.labels) == segment.number
    purchases = segmentation.source.purchases
    if purchases is not None and word in CONTRARY_NAMES:
        names = pd.Series(np.array(purchases.rfm.segments, dtype=object)[purchases.rfm.segment])
        counts = names[inside].value_counts()
        for name in sorted(CONTRARY_NAMES[word]):
            yield (
                f"exceptions {name} in segment {segment.number}",
                told.get(name, 0),
                int(counts.get(name, 0)),
            )
    for listed in customer_lists(segmentation):
        if listed.name == CONTRARY_LISTS.get(word):
            found = int(inside[listed.rows].sum())
            name = f"exceptions {listed.name} in segment {segment.number}"
            yield name, told.get(f"lists.{listed.name}", 0), found


def _told(advice: Finding) -> dict[str, int]:
    """Return how many exceptions the advice tells of, by RFM name or code of the list, in no language."""
    told: dict[str, int] = {}
    exceptions = advice.figures.get("exceptions", ())
    assert isinstance(exceptions, Sequence)
    for each in exceptions:
        assert isinstance(each, Finding)
        whose, n = each.figures.get("name", each.figures.get("title")), each.figures["n"]
        assert isinstance(n, int)
        told[whose.template if isinstance(whose, Sentence) else getattr(whose, "code", "")] = n
    return told


def _rhythm(segmentation: Segmentation, segment: Segment, advice: Finding) -> Iterator[CheckedFigure]:
    silence = advice.figures["silence"]
    if not isinstance(silence, Finding) or "silent" not in silence.figures:
        return
    columns = {column.name: column for column in segmentation.source.columns}
    table = pd.DataFrame(
        {name: columns[name].values.astype(float) for name in ("recency_days", "days_between_orders")}
    )
    usual = table["days_between_orders"].median()
    gap = table["days_between_orders"].fillna(usual)
    silent = (table["recency_days"] > 3 * gap) & (table["recency_days"] > usual)
    share = float(silent[segmentation.fit.labels == segment.number].mean())
    told = silence.figures["silent"]
    assert isinstance(told, float)
    yield f"silent customers of segment {segment.number}", told, share
    if _word(advice) in ("win_back", "low_priority"):
        yield f"most of segment {segment.number} are silent", 1.0, float(share > 0.5)


def _word(advice: Finding) -> str:
    head = advice.figures["head"]
    assert isinstance(head, Finding)
    return head.code.partition(".")[2]
