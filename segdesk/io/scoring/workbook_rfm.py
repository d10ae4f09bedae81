"""The rules of RFM as formulas: thresholds make scores, scores a cell, and a cell belongs to a segment."""

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np

from segdesk.engine.assigners.rfm_rules import RfmAssigner
from segdesk.engine.transactions.rfm.scores import Cuts, cell_of, nearest_group
from segdesk.io.scoring.workbook_parts import FormulaSheet, ModelSheet
from segdesk.messages import Message, say

Placed = tuple[str, str, str]
"""Where the segment, the confidence and the runner-up are."""


def placed_by_rules(
    assigner: RfmAssigner, values: Sequence[str], sheet: FormulaSheet, numbers: ModelSheet
) -> Placed:
    """Add the scores and the segment of their cell; whoever lacks a value is in none.

    Parameters
    ----------
    assigner : RfmAssigner
    values : sequence of str
        Where recency, frequency and, where there is money, money are.
    sheet : FormulaSheet
    numbers : ModelSheet
    """
    thresholds = assigner.thresholds
    bins = thresholds.bins
    sign = ">=" if thresholds.counts_lines else ">"
    recency, *others = values
    if not np.isinf(assigner.as_of):
        as_of = numbers.add(say("Day that recency counts back from, since 1970"), [[assigner.as_of]]).all
        recency = f"({as_of}-INT({recency}))"
    known = f"COUNT({','.join(values)})={len(values)}"
    cuts = numbers.add(say("Bounds of recency"), [thresholds.recency]).all
    score = f"{bins}-SUMPRODUCT(--({recency}{sign}{cuts}))"
    scores = [sheet.add(say("Recency score"), f"IF({known},{score},0)")]
    within: list[tuple[Message, Message, Mapping[str, Cuts]]] = [
        (say("Bounds of frequency"), say("Frequency score"), thresholds.frequency)
    ]
    if len(others) > 1 and thresholds.monetary:
        within.append((say("Bounds of money"), say("Monetary score"), thresholds.monetary))
    for (title, head, groups), value in zip(within, others, strict=False):
        if thresholds.nested:
            keys = _cells(bins, len(scores))
            own = numbers.add(title, [groups[nearest_group(groups, key)] for key in keys], labels=keys).all
            own = f"INDEX({own},{_place(scores, bins)},0)"
        else:
            own = numbers.add(title, [groups[""]]).all
        scores.append(sheet.add(head, f"IF({known},1+SUMPRODUCT(--({value}{sign}{own})),0)"))
    segments = numbers.add(
        say("Segments of the scores"),
        [[_segment(assigner, key)] for key in product(range(1, bins + 1), repeat=len(scores))],
        labels=_cells(bins, len(scores)),
    ).all
    segment = sheet.add(say("Segment"), f"IF({known},INDEX({segments},{_place(scores, bins)}),0)")
    return segment, "1", "0"


def _segment(assigner: RfmAssigner, scores: Sequence[int]) -> float:
    """Return the segment of a customer with these scores."""
    recency, frequency, *money = (np.array([score]) for score in scores)
    cell = cell_of((recency, frequency, money[0] if money else None), assigner.thresholds)
    return float(assigner.cells[cell][0])


def _cells(bins: int, n: int) -> list[str]:
    """Return the scores of each cell one after the other, the last of them varying first."""
    return ["".join(map(str, each)) for each in product(range(1, bins + 1), repeat=n)]


def _place(scores: Sequence[str], bins: int) -> str:
    """Return the place of a customer's cell among those of `_cells`, from 1."""
    place = "0"
    for score in scores:
        place = f"({place})*{bins}+{score}-1"
    return f"({place})+1"
