"""What kind of structure the segments have: natural, reproducible, constructive, or none (Dolnicar & Leisch 2010).

References
----------
Dolnicar & Leisch 2010, Marketing Letters 21:83. Hartigan & Hartigan 1985, Annals of Statistics 13:70 (dip test).
"""

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from segdesk.engine.data.arrays import Floats, Labels, Mask
from segdesk.engine.data.centres import centres_of
from segdesk.engine.data.finding import finding
from segdesk.engine.data.row_order import even_sample
from segdesk.engine.preparation.training_data import FEW_CUSTOMERS
from segdesk.engine.validation.dip import dip, dip_p_value
from segdesk.engine.validation.stability import STABLE, UNRELIABLE
from segdesk.messages import Message

NATURAL, REPRODUCIBLE, CONSTRUCTIVE, NONE = "natural", "reproducible", "constructive", "none"
STRUCTURE_WORDS = {
    NATURAL: finding("structure.word_natural"),
    REPRODUCIBLE: finding("structure.word_reproducible"),
    CONSTRUCTIVE: finding("structure.word_constructive"),
    NONE: finding("structure.word_none"),
}
# In very many rows a test finds dents of no consequence; and what it was calibrated on is of this size.
MOST_ROWS = 5_000
# Strict, because the segments were cut where the customers are fewest, and of several numbers of segments.
SIGNIFICANCE_LEVEL = 0.001
MOST_CUSTOMERS = 0.5
# Among hundreds of columns a gap is soon found between any two groups; those come back less than this. Groups that are
# there come back better, also where k-means is led astray by columns of noise.
FOUND_AGAIN = 0.4
# Of segments whose members are all the same; small, but what is divided by it does not overflow.
NO_SPREAD = 1e-100


@dataclass(frozen=True)
class Verdict:
    """What kind of structure the data has, with the evidence; None where it was not judged."""

    structure: str | None = None
    text: Message | None = None
    evidence: tuple[Message, ...] = ()


@dataclass(frozen=True, eq=False)
class StructureAssessment:
    """The verdict on a segmentation.

    Attributes
    ----------
    structure : str
        `natural`, `reproducible`, `constructive` or `none`.
    text : tuple of two Message
        What was found, and what it means for using the segments.
    evidence : tuple of Message
        The figures that it rests on.
    separated : bool array of shape (k,)
        Whether a gap lies between the segment and every other one.
    """

    structure: str
    text: tuple[Message, Message]
    evidence: tuple[Message, ...]
    separated: Mask


def assess_structure(
    matrix: Floats, labels: Labels, stability: Floats, seed: int = 0, density_gaps_around: Mask | None = None
) -> StructureAssessment:
    """Assess the structure of a segmentation.

    Natural: most customers live in segments with a gap to every other segment, and most in segments with a stability of
    0.40 or more. Reproducible: no gaps, but most live in segments of 0.75 or more. Constructive: most live in segments
    of 0.60 or more. Else none. Of fewer than 30 customers neither natural nor reproducible is said: segments of so few
    seem to come back, and seem to have gaps, also where there is but one population.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order.
    labels : int32 array of shape (n_rows,)
        1..k, 0 for unassigned rows, which have no say.
    stability : float64 array of shape (k,)
        As `segment_stability` gives it.
    seed : int, default 0
        Of the recipe; draws the sample above 5,000 rows and spreads repeated values.
    density_gaps_around : bool array of shape (k,), optional
        Segments with a gap around them that no straight line shows, for methods that follow groups of any shape.
    """
    k = int(labels.max(initial=0))
    if k < 2:
        return _assessment(NONE, (finding("structure.one_segment"),), k)
    separated = separated_segments(matrix, labels, seed)
    if density_gaps_around is not None:
        separated = separated | density_gaps_around
    shares = _shares(labels)
    in_separated = float(shares[separated].sum())
    in_stable = float(shares[stability >= STABLE].sum())
    in_usable = float(shares[stability >= UNRELIABLE].sum())
    in_found_again = float(shares[stability >= FOUND_AGAIN].sum())
    n_assigned = int((labels > 0).sum())
    if n_assigned < FEW_CUSTOMERS:
        structure = CONSTRUCTIVE if in_usable > MOST_CUSTOMERS else NONE
    elif in_separated > MOST_CUSTOMERS and in_found_again > MOST_CUSTOMERS:
        structure = NATURAL
    elif in_stable > MOST_CUSTOMERS:
        structure = REPRODUCIBLE
    elif in_usable > MOST_CUSTOMERS:
        structure = CONSTRUCTIVE
    else:
        structure = NONE
    evidence = [
        _gap_finding(labels, separated),
        finding(
            "structure.stability_range",
            low=float(stability.min()),
            high=float(stability.max()),
            share=in_stable,
        ),
    ]
    if n_assigned > MOST_ROWS:
        evidence.append(finding("structure.gaps_in_sample", n=MOST_ROWS))
    found = _assessment(structure, tuple(evidence), k, separated)
    if structure == CONSTRUCTIVE and n_assigned < FEW_CUSTOMERS:
        return replace(found, text=_too_few(n_assigned))
    return found


def assess_rule_structure(matrix: Floats, labels: Labels, seed: int = 0) -> StructureAssessment:
    """Assess segments that follow rules set beforehand: constructive, whatever the customers are like.

    They come back by themselves when customers are drawn anew, which says nothing of the customers; whether gaps lie
    between them is said all the same. Parameters are those of `assess_structure`.
    """
    separated = separated_segments(matrix, labels, seed)
    evidence = (_gap_finding(labels, separated),) if len(separated) > 1 else ()
    text = (
        finding("structure.follows_rules"),
        finding("structure.slices_by_rules"),
    )
    return StructureAssessment(CONSTRUCTIVE, text, evidence, separated)


def separated_segments(matrix: Floats, labels: Labels, seed: int = 0) -> Mask:
    """Return for each segment 1..k whether a gap lies between it and every other one.

    For each pair the members are projected onto the line between the two centres (each column measured in its spread
    inside the segments), and the stretch is kept that holds as many of the larger segment as of the smaller, those
    that face it. There Hartigan's dip test must find more than one peak, at level 0.001 divided by the number of pairs.
    Segments that curve around each other are not seen as separated this way.

    Parameters and samples are those of `assess_structure`.
    """
    k = int(labels.max(initial=0))
    if k < 2:
        return np.zeros(k, dtype=bool)
    inside = np.flatnonzero(labels > 0)
    inside = inside[even_sample(len(inside), MOST_ROWS, seed)]
    rows, found = jittered(matrix[inside], seed), labels[inside]
    centres = centres_of(matrix, labels)
    members = [rows[found == s] for s in range(1, k + 1)]
    # Spread per column inside the segments: a column that does not tell them apart should not blur the way either.
    within = sum(m.var(axis=0) * len(m) for m in members if len(m)) / len(rows)
    within = np.maximum(within, 1e-3 * max(float(within.max()), NO_SPREAD))
    separated = np.ones(k, dtype=bool)
    n_pairs = k * (k - 1) // 2
    for a, b in combinations(range(k), 2):
        # What is lost already needs no further pair.
        if not (separated[a] or separated[b]):
            continue
        if not _gap_between(members[a], members[b], (centres[b] - centres[a]) / within, n_pairs):
            separated[a] = separated[b] = False
    return separated


def _too_few(n_assigned: int) -> tuple[Message, Message]:
    return (
        finding("structure.too_few_customers", n=n_assigned),
        finding("structure.holds_for_these_only"),
    )


def _shares(labels: Labels) -> Floats:
    """Return the share of the assigned customers in each segment."""
    return np.bincount(labels)[1:] / max(int((labels > 0).sum()), 1)


def _gap_finding(labels: Labels, separated: Mask) -> Message:
    return finding(
        "structure.gaps_to_others",
        n=int(separated.sum()),
        k=len(separated),
        share=float(_shares(labels)[separated].sum()),
    )


def jittered(matrix: Floats, seed: int = 0) -> Floats:
    """Return the rows with repeated values spread over the room that each has to itself.

    Answers from 1 to 7 or whole numbers of orders would be gaps upon gaps. Each value of a column is moved by up to
    half the way to its neighbours, but on no side by more than the whole way to the other side's neighbour: a gap
    in the scale stays one. Columns of two values and no others say nothing about gaps and are left out, unless there
    are only such.
    """
    random = np.random.default_rng([seed, len(matrix)])
    result = np.zeros_like(matrix)
    coded = []
    for j in range(matrix.shape[1]):
        values, which = np.unique(matrix[:, j], return_inverse=True)
        coded.append(len(values) == 2)
        if len(values) < 2:
            continue
        steps = np.diff(values)
        left, right = np.r_[steps[0], steps], np.r_[steps, steps[-1]]
        down, up = np.minimum(left, 2 * right)[which], np.minimum(right, 2 * left)[which]
        result[:, j] = matrix[:, j] + random.uniform(-down / 2, up / 2)
    if any(coded) and not all(coded):
        result[:, coded] = 0.0
    return result


def _gap_between(one: Floats, other: Floats, direction: Floats, n_pairs: int) -> bool:
    """Return whether the dip test sees two peaks on the way from `one` to `other`."""
    few = min(len(one), len(other))
    if not few:
        return False
    here, there = np.sort(one @ direction), np.sort(other @ direction)
    # One stretch of the line for both, which leaves one peak one peak.
    way = np.concatenate([here, there])
    way = way[(way >= here[-few]) & (way <= there[few - 1])]
    return bool(len(way)) and dip_p_value(dip(way), len(way)) <= SIGNIFICANCE_LEVEL / n_pairs


def _assessment(
    structure: str, evidence: tuple[Message, ...], k: int, separated: Mask | None = None
) -> StructureAssessment:
    texts = {
        NATURAL: (
            finding("structure.natural"),
            finding("structure.rely_on_them"),
        ),
        REPRODUCIBLE: (
            finding("structure.reproducible"),
            finding("structure.work_with_them"),
        ),
        CONSTRUCTIVE: (
            finding("structure.constructive"),
            finding("structure.useful_slices"),
        ),
        NONE: (
            finding("structure.none"),
            finding("structure.do_not_build_on_them"),
        ),
    }
    return StructureAssessment(
        structure, texts[structure], evidence, np.zeros(k, dtype=bool) if separated is None else separated
    )
