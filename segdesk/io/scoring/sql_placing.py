"""What a method fitted as SQL: from the columns of the matrix to a segment, a confidence and a runner-up."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from segdesk.engine.assigners.assigner import Assigner
from segdesk.engine.assigners.centres import CentreAssigner
from segdesk.engine.assigners.mixture import MixtureAssigner
from segdesk.engine.assigners.prototypes import SAME, PrototypeAssigner
from segdesk.engine.assigners.representatives import RepresentativeAssigner
from segdesk.engine.assigners.rfm_rules import RfmAssigner
from segdesk.engine.assigners.tree import TreeAssigner
from segdesk.engine.data.arrays import Floats
from segdesk.io.scoring.sql_dialects import SqlDialect
from segdesk.io.scoring.sql_rfm import rfm_layers
from segdesk.io.scoring.sql_terms import (
    Layer,
    case,
    first_equal,
    greatest,
    least,
    minus,
    number,
    squared_distance,
    times,
)

LEAST_EXPONENT = "-700e0"
SEGMENT, CONFIDENCE, SECOND = "segment", "confidence", "second"


def placing_layers(
    assigner: Assigner, values: Sequence[str], features: Sequence[str], dialect: SqlDialect
) -> list[Layer]:
    """Return layers of which the last two have the segment, and its confidence and runner-up; all of rows that count.

    Parameters
    ----------
    assigner : Assigner
    values : sequence of str
        The variables as they are in the table.
    features : sequence of str
        The columns of the matrix.
    dialect : SqlDialect
    """
    if isinstance(assigner, RfmAssigner):
        return rfm_layers(assigner, values)
    if isinstance(assigner, RepresentativeAssigner):
        return _of_representatives(assigner, features, dialect)
    return _LAYERS[type(assigner)](assigner, features)


def distance_layer(name: str, column: str, centres: Floats, features: Sequence[str]) -> Layer:
    """Return the distances to several points."""
    return Layer(
        name,
        [
            (f"{column}{i}", f"SQRT({squared_distance(features, centre)})")
            for i, centre in enumerate(centres.tolist(), start=1)
        ],
    )


def _of_centres(assigner: CentreAssigner, features: Sequence[str]) -> list[Layer]:
    distances = distance_layer("distances", "d", assigner.centres, features)
    numbers = range(1, assigner.n_segments + 1)
    placed = Layer("placed", [(SEGMENT, first_equal(least(distances.names), distances.names, numbers))])
    return [distances, placed, margins(placed, distances.names)]


def _of_tree(assigner: TreeAssigner, features: Sequence[str]) -> list[Layer]:
    distances = distance_layer("distances", "d", assigner.centres, features)
    forks = Layer(
        "forks",
        [
            (f"b{i}_{side}", squared_distance(features, centre))
            for i, pair in enumerate(assigner.forks.tolist())
            for side, centre in enumerate(pair)
        ],
    )

    def below(fork: int) -> str:
        """Return where customers end that come to a fork."""
        ends = [below(to) if to >= 0 else str(-to) for to in assigner.branches[fork].tolist()]
        return case([(f"{forks.of(f'b{fork}_0')} <= {forks.of(f'b{fork}_1')}", ends[0])], ends[1])

    placed = Layer("placed", [(SEGMENT, below(0) if len(assigner.forks) else "1")])
    return [distances, *([forks] if forks.columns else []), placed, margins(placed, distances.names)]


def _of_prototypes(assigner: PrototypeAssigner, features: Sequence[str]) -> list[Layer]:
    weighed = Layer(
        "weighed",
        [
            (f"w{j}", times(f, w))
            for j, (f, w) in enumerate(zip(features, assigner.factors.tolist(), strict=True))
        ],
    )
    prototypes = assigner.prototypes * assigner.factors
    if assigner.power == 2:
        distances = distance_layer("distances", "d", prototypes, weighed.names)
    else:
        distances = Layer(
            "distances",
            [
                (
                    f"d{i}",
                    " + ".join(f"ABS({minus(w, v)})" for w, v in zip(weighed.names, point, strict=True)),
                )
                for i, point in enumerate(prototypes.tolist(), start=1)
            ],
        )
    nearest = Layer("nearest", [("d", least(distances.names))])
    limit = f"{nearest.of('d')} * {number(1 + SAME)}"
    *most, last = zip(distances.names, assigner.numbers.tolist(), strict=True)
    placed = Layer("placed", [(SEGMENT, case([(f"{d} <= {limit}", str(n)) for d, n in most], str(last[1])))])
    by_number = [distances.names[i] for i in np.argsort(assigner.numbers)]
    return [weighed, distances, nearest, placed, margins(placed, by_number)]


def _of_representatives(
    assigner: RepresentativeAssigner, features: Sequence[str], dialect: SqlDialect
) -> list[Layer]:
    columns = ["segment", "reach", *(f"v{j}" for j in range(1, len(features) + 1))]
    rows = np.column_stack([assigner.reaches, assigner.points]).tolist()
    written = [
        # The first row decides what type the columns have.
        ", ".join([str(n), *(dialect.number(number(v)) if i == 0 else number(v) for v in row)])
        for i, (n, row) in enumerate(zip(assigner.numbers.tolist(), rows, strict=True))
    ]
    known = f"(VALUES {', '.join(f'({row})' for row in written)}) AS v({', '.join(columns)})"
    differences = [f"{f} - v.v{j}" for j, f in enumerate(features, start=1)]
    distance = f"SQRT({' + '.join(f'({each}) * ({each})' for each in differences)})"
    segments = range(1, assigner.n_segments + 1)
    points = Layer(
        "points",
        [
            *((f"d{s}", f"MIN(CASE WHEN q.segment = {s} THEN q.distance END)") for s in segments),
            ("reached", "MIN(CASE WHEN q.distance <= q.reach THEN q.distance END)"),
        ],
        f"(SELECT v.segment, v.reach, {distance} AS distance FROM {known}) AS q",
    )
    *distances, reached = points.names
    nearest = least(distances)
    placed = Layer(
        "placed",
        [(SEGMENT, case([(f"{reached} = {nearest}", first_equal(nearest, distances, segments))], "0"))],
    )
    return [points, placed, margins(placed, distances)]


def _of_mixture(assigner: MixtureAssigner, features: Sequence[str]) -> list[Layer]:
    densities = Layer(
        "densities", [(f"l{s + 1}", _log_density(assigner, s, features)) for s in range(assigner.n_segments)]
    )
    names, numbers = densities.names, range(1, assigner.n_segments + 1)
    placed = Layer("placed", [(SEGMENT, first_equal(greatest(names), names, numbers))])
    # Some servers refuse an exponential that is too small for a number.
    shares = [f"EXP(GREATEST({each} - {greatest(names)}, {LEAST_EXPONENT}))" for each in names]
    total = " + ".join(shares)
    runner_up = _of_others(placed, names, greatest)
    margin = Layer("margin", [(CONFIDENCE, f"1e0 / ({total})"), (SECOND, runner_up)])
    return [densities, placed, margin]


def _log_density(assigner: MixtureAssigner, segment: int, features: Sequence[str]) -> str:
    """Return log(weight * density) of a component."""
    factor, mean = assigner.precision_factors[segment], assigner.means[segment]
    squares = []
    for j in range(len(factor)):
        rows = [j, *np.flatnonzero(factor[:j, j]).tolist()]
        standard = " + ".join(times(f"({minus(features[i], mean[i])})", factor[i, j]) for i in rows)
        squares.append(f"({standard}) * ({standard})")
    constant = np.log(assigner.weights[segment]) + np.log(np.diagonal(factor)).sum()
    whole = len(factor) * np.log(2 * np.pi)
    return f"{number(constant)} - 5e-1 * ({number(whole)} + {' + '.join(squares)})"


def margins(placed: Layer, distances: Sequence[str]) -> Layer:
    """Return how much farther the next segment is, of its distance, and which one it is."""
    own = placed.of(SEGMENT)
    if len(distances) == 1:
        return Layer("margin", [(CONFIDENCE, f"CASE WHEN {own} > 0 THEN 1e0 END"), (SECOND, "0")])
    branches = []
    for s, distance in enumerate(distances, start=1):
        other = least([each for each in distances if each != distance])
        branches.append(
            (
                f"{own} = {s}",
                f"CASE WHEN {other} > 0 THEN GREATEST(({other} - {distance}) / {other}, 0e0) ELSE 0e0 END",
            )
        )
    return Layer(
        "margin", [(CONFIDENCE, case(branches, "NULL")), (SECOND, _of_others(placed, distances, least))]
    )


def _of_others(placed: Layer, figures: Sequence[str], best: Callable[[Sequence[str]], str]) -> str:
    """Return the segment that is best but for the own one; 0 for nobody's."""
    branches = []
    for s in range(1, len(figures) + 1):
        numbers = [n for n in range(1, len(figures) + 1) if n != s]
        others = [figures[n - 1] for n in numbers]
        if others:
            branches.append((f"{placed.of(SEGMENT)} = {s}", first_equal(best(others), others, numbers)))
    return case(branches, "0")


_LAYERS: dict[type, Callable[[Any, Sequence[str]], list[Layer]]] = {
    CentreAssigner: _of_centres,
    MixtureAssigner: _of_mixture,
    PrototypeAssigner: _of_prototypes,
    TreeAssigner: _of_tree,
}
