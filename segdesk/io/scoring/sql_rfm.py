"""The rules of RFM as SQL: thresholds make scores, scores a cell, and a cell belongs to a segment."""

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np

from segdesk.engine.assigners.rfm_rules import RfmAssigner
from segdesk.engine.transactions.rfm.scores import Thresholds, cell_of, nearest_group
from segdesk.io.scoring.sql_terms import Layer, case, number


def rfm_layers(assigner: RfmAssigner, values: Sequence[str]) -> list[Layer]:
    """Return the scores, the segment of each cell, and a confidence of 1; whoever lacks a value is in none.

    Parameters
    ----------
    assigner : RfmAssigner
    values : sequence of str
        Recency, frequency and, where there is money, money, as they are in the table.
    """
    thresholds = assigner.thresholds
    recency, *others = values
    if not np.isinf(assigner.as_of):
        recency = f"({number(assigner.as_of)} - FLOOR({recency}))"
    has_money = len(others) > 1 and bool(thresholds.monetary)
    scores = [Layer("recency_score", [("r", _level(recency, thresholds.recency, thresholds, reverse=True))])]
    scores.append(_within("frequency_score", "f", others[0], thresholds.frequency, thresholds, scores))
    if has_money:
        scores.append(_within("monetary_score", "m", others[1], thresholds.monetary, thresholds, scores))
    names = [name for layer in scores for name in layer.names]
    known = " AND ".join(f"{value} IS NOT NULL" for value in values)
    placed = Layer("placed", [("segment", case([(known, _segment(assigner, names))], "0"))])
    confidence = f"CASE WHEN {placed.of('segment')} > 0 THEN 1e0 END"
    return [*scores, placed, Layer("margin", [("confidence", confidence), ("second", "0")])]


def _within(
    layer: str,
    column: str,
    value: str,
    cuts: Mapping[str, tuple[float, ...]],
    thresholds: Thresholds,
    before: Sequence[Layer],
) -> Layer:
    """Return a score that is divided by itself, or within the scores before."""
    if not thresholds.nested:
        return Layer(layer, [(column, _level(value, cuts[""], thresholds))])
    names = [name for each in before for name in each.names]
    branches = []
    for scores in product(range(1, thresholds.bins + 1), repeat=len(names)):
        group = "".join(map(str, scores))
        condition = " AND ".join(f"{name} = {score}" for name, score in zip(names, scores, strict=True))
        branches.append((condition, _level(value, cuts[nearest_group(cuts, group)], thresholds)))
    return Layer(layer, [(column, case(branches, "NULL"))])


def _level(value: str, cuts: Sequence[float], thresholds: Thresholds, *, reverse: bool = False) -> str:
    """Return the level of a value, from 1; with `reverse` the lowest values have the highest."""
    sign = "<" if thresholds.counts_lines else "<="
    levels = range(len(cuts) + 1)
    numbers = [thresholds.bins - i if reverse else i + 1 for i in levels]
    return case(
        [(f"{value} {sign} {number(cut)}", str(n)) for cut, n in zip(cuts, numbers, strict=False)],
        str(numbers[-1]),
    )


def _segment(assigner: RfmAssigner, names: Sequence[str]) -> str:
    """Return the segment of the cell that the scores make."""
    thresholds = assigner.thresholds
    by_segment: dict[int, list[str]] = {}
    for scores in product(range(1, thresholds.bins + 1), repeat=len(names)):
        columns = [np.array([score]) for score in scores]
        recency, frequency, *money = columns
        cell = cell_of((recency, frequency, money[0] if money else None), thresholds)
        condition = " AND ".join(f"{name} = {score}" for name, score in zip(names, scores, strict=True))
        by_segment.setdefault(int(assigner.cells[cell][0]), []).append(f"({condition})")
    return case(
        [
            (" OR ".join(conditions), str(segment))
            for segment, conditions in sorted(by_segment.items())
            if segment
        ],
        "0",
    )
