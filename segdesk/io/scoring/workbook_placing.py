"""What a method fitted as formulas: from the cells of the matrix to a segment, a confidence and a runner-up."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from segdesk.engine.assigners.assigner import Assigner
from segdesk.engine.assigners.centres import CentreAssigner
from segdesk.engine.assigners.mixture import MixtureAssigner
from segdesk.engine.assigners.prototypes import SAME, PrototypeAssigner
from segdesk.engine.assigners.representatives import WITHOUT_END, RepresentativeAssigner
from segdesk.engine.assigners.rfm_rules import RfmAssigner
from segdesk.engine.assigners.tree import TreeAssigner
from segdesk.engine.data.arrays import Floats
from segdesk.io.scoring.workbook_parts import FormulaSheet, ModelSheet
from segdesk.io.scoring.workbook_preparation import PreparedCells
from segdesk.io.scoring.workbook_rfm import Placed, placed_by_rules
from segdesk.messages import say

# Beyond any distance or density.
FAR = "1E+300"


def placed_cells(
    assigner: Assigner, prepared: PreparedCells, sheet: FormulaSheet, numbers: ModelSheet
) -> Placed:
    """Add the columns of a method, and return where segment, confidence and runner-up are, of rows that count.

    A formula without braces takes whole rows of numbers only inside functions that ask for them: SUMPRODUCT stands
    around what would else be looked at one cell at a time.
    """
    if isinstance(assigner, RfmAssigner):
        return placed_by_rules(assigner, prepared.values, sheet, numbers)
    return _PLACED[type(assigner)](assigner, prepared.matrix, sheet, numbers)


def _of_centres(assigner: CentreAssigner, matrix: str, sheet: FormulaSheet, numbers: ModelSheet) -> Placed:
    distances = _distances(assigner.centres, matrix, sheet, numbers)
    segment = sheet.add(say("Nearest segment"), f"MATCH(MIN({distances}),{distances},0)")
    return segment, *_margins(segment, distances, assigner.n_segments, sheet, numbers)


def _of_tree(assigner: TreeAssigner, matrix: str, sheet: FormulaSheet, numbers: ModelSheet) -> Placed:
    distances = _distances(assigner.centres, matrix, sheet, numbers)

    def below(fork: int) -> str:
        """Add where customers end that come to a fork, after the same of the forks below it."""
        left, right = (below(to) if to >= 0 else str(-to) for to in assigner.branches[fork].tolist())
        title = say("Fork {n}", n=fork + 1)
        centres = numbers.add(title, assigner.forks[fork].tolist())
        to_left, to_right = (f"SUMXMY2({matrix},{centres.row(side)})" for side in (0, 1))
        return sheet.add(title, f"IF({to_left}<={to_right},{left},{right})")

    segment = below(0) if len(assigner.forks) else "1"
    return segment, *_margins(segment, distances, assigner.n_segments, sheet, numbers)


def _of_prototypes(
    assigner: PrototypeAssigner, matrix: str, sheet: FormulaSheet, numbers: ModelSheet
) -> Placed:
    k = assigner.n_segments
    prototypes = numbers.add(say("Prototypes"), assigner.prototypes.tolist())
    factors = numbers.add(say("Factors of the columns"), [assigner.factors.tolist()]).all
    segments = numbers.add(say("Segments of the prototypes"), [assigner.numbers.tolist()]).all
    places = numbers.add(say("Numbers of the prototypes"), [_count(k)]).all
    apart = [f"ABS({matrix}-{prototypes.row(i)})*{factors}" for i in range(k)]
    far = [f"SUMPRODUCT({a})" if assigner.power == 1 else f"SQRT(SUMPRODUCT(({a})^2))" for a in apart]
    first = len(sheet.heads)
    every = sheet.add_all([say("Distance to prototype {n}", n=i + 1) for i in range(k)], far)
    nearest = sheet.add(
        say("Nearest prototype"), f"SUMPRODUCT(MIN({places}+({every}>MIN({every})*(1+{SAME!r}))*{k}))"
    )
    segment = sheet.add(say("Nearest segment"), f"INDEX({segments},1,{nearest})")
    by_segment = np.argsort(assigner.numbers).tolist()
    distances = sheet.add_all(_distance_heads(k), [sheet.range(first + i, first + i) for i in by_segment])
    return segment, *_margins(segment, distances, k, sheet, numbers)


def _of_representatives(
    assigner: RepresentativeAssigner, matrix: str, sheet: FormulaSheet, numbers: ModelSheet
) -> Placed:
    k = assigner.n_segments
    # Those of a segment one below the other: each distance looks at its own alone.
    order = np.argsort(assigner.numbers, kind="stable")
    counts = np.bincount(assigner.numbers, minlength=k + 1)[1:].tolist()
    points = numbers.add(
        say("Points that stand for customers"),
        assigner.points[order].tolist(),
        labels=[say("Segment {number}", number=n) for n in assigner.numbers[order].tolist()],
    )
    ones = numbers.add(say("Ones, to add up columns"), [[1.0]] * assigner.points.shape[1]).all
    firsts = np.cumsum([0, *counts]).tolist()
    squared = [
        f"MMULT(({points.rows(first, n).all}-{matrix})^2,{ones})"
        for first, n in zip(firsts, counts, strict=False)
    ]
    distances = sheet.add_all(_distance_heads(k), [f"SQRT(SUMPRODUCT(MIN({each})))" for each in squared])
    segment = f"MATCH(MIN({distances}),{distances},0)"
    if np.any(assigner.reaches < WITHOUT_END):
        reaches = numbers.add(
            say("How far each point reaches, squared"),
            [[reach**2] for reach in assigner.reaches[order].tolist()],
        ).all
        away = f"MMULT(({points.all}-{matrix})^2,{ones})"
        reached = sheet.add(
            say("Distance to the nearest that reaches so far"),
            f"SQRT(SUMPRODUCT(MIN({away}+({away}>{reaches})*{FAR})))",
        )
        segment = f"IF({reached}=MIN({distances}),{segment},0)"
    placed = sheet.add(say("Nearest segment"), segment)
    return placed, *_margins(placed, distances, k, sheet, numbers)


def _of_mixture(assigner: MixtureAssigner, matrix: str, sheet: FormulaSheet, numbers: ModelSheet) -> Placed:
    k, n = assigner.means.shape
    means = numbers.add(say("Means"), assigner.means.tolist())
    factors = numbers.add(
        say("Precision factors, below each other"), assigner.precision_factors.reshape(k * n, n).tolist()
    )
    diagonals = np.diagonal(assigner.precision_factors, axis1=1, axis2=2)
    heights = np.log(assigner.weights) + np.log(diagonals).sum(axis=1) - 0.5 * n * np.log(2 * np.pi)
    height = numbers.add(say("Logarithm of the highest density"), [heights.tolist()])
    away = [f"MMULT({matrix}-{means.row(s)},{factors.rows(s * n, n).all})" for s in range(k)]
    densities = sheet.add_all(
        [say("Logarithm of the density of segment {n}", n=s + 1) for s in range(k)],
        [f"{height.cell(0, s)}-SUMPRODUCT({each}^2)/2" for s, each in enumerate(away)],
    )
    segment = sheet.add(say("Likeliest segment"), f"MATCH(MAX({densities}),{densities},0)")
    confidence = sheet.add(say("Confidence"), f"1/SUMPRODUCT(EXP({densities}-MAX({densities})))")
    if k == 1:
        return segment, confidence, "0"
    own = numbers.add(say("Numbers of the segments"), [_count(k)]).all
    others = f"({densities}-({own}={segment})*{FAR})"
    best = sheet.add(say("Next density"), f"SUMPRODUCT(MAX({others}))")
    second = sheet.add(say("Runner-up"), f"SUMPRODUCT(MIN({own}+({others}<{best})*{k}))")
    return segment, confidence, second


def _distances(centres: Floats, matrix: str, sheet: FormulaSheet, numbers: ModelSheet) -> str:
    block = numbers.add(say("Centres"), centres.tolist())
    k = len(centres)
    return sheet.add_all(_distance_heads(k), [f"SQRT(SUMXMY2({matrix},{block.row(i)}))" for i in range(k)])


def _distance_heads(k: int) -> list[object]:
    return [say("Distance to segment {n}", n=s) for s in range(1, k + 1)]


def _margins(
    segment: str, distances: str, k: int, sheet: FormulaSheet, numbers: ModelSheet
) -> tuple[str, str]:
    """Return how much farther the next segment is, of its distance, and which one it is."""
    if k == 1:
        return "1", "0"
    every = numbers.add(say("Numbers of the segments"), [_count(k)]).all
    others = f"({distances}+({every}={segment})*{FAR})"
    beyond = sheet.add(say("Distance to the next segment"), f"SUMPRODUCT(MIN({others}))")
    own = f"SUMPRODUCT({distances}*({every}={segment}))"
    confidence = sheet.add(say("Confidence"), f"IF({beyond}>0,MAX(({beyond}-{own})/{beyond},0),0)")
    return confidence, sheet.add(say("Runner-up"), f"SUMPRODUCT(MIN({every}+({others}>{beyond})*{k}))")


def _count(k: int) -> Sequence[float]:
    return [float(i) for i in range(1, k + 1)]


_PLACED: dict[type, Callable[[Any, str, FormulaSheet, ModelSheet], Placed]] = {
    CentreAssigner: _of_centres,
    MixtureAssigner: _of_mixture,
    PrototypeAssigner: _of_prototypes,
    RepresentativeAssigner: _of_representatives,
    TreeAssigner: _of_tree,
}
