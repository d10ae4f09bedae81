"""What kind of structure the segments have: natural, reproducible, constructive, or none (Dolnicar & Leisch 2010).

References
----------
Dolnicar & Leisch 2010, Marketing Letters 21:83. Hartigan & Hartigan 1985, Annals of Statistics 13:70 (dip test).
"""

from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Floats, Labels, Mask, Positions
from segdesk.engine.data.finding import finding
from segdesk.engine.preparation.training_data import FEW_CUSTOMERS
from segdesk.engine.validation.importance import Importance
from segdesk.engine.validation.separated_segments import MOST_ROWS, separated_segments
from segdesk.engine.validation.stability import STABLE, UNRELIABLE
from segdesk.messages import Message

NATURAL, REPRODUCIBLE, CONSTRUCTIVE, NONE = "natural", "reproducible", "constructive", "none"
STRUCTURE_WORDS = {
    NATURAL: finding("structure.word_natural"),
    REPRODUCIBLE: finding("structure.word_reproducible"),
    CONSTRUCTIVE: finding("structure.word_constructive"),
    NONE: finding("structure.word_none"),
}
MOST_CUSTOMERS = 0.5
# More of them in no segment, or on a border, and groups with gaps between them is not what the customers are like.
FEW_UNASSIGNED, FEW_ON_BORDER = 0.1, 0.25
# Below this the segments that are found without a column are others (adjusted Rand index).
OTHER_SEGMENTS = 0.5
# A column that makes so little of the difference between segments should not decide which ones there are.
LITTLE_SHARE = 0.05
# A share on the border that is worth a sentence.
WORTH_TELLING = 0.1


@dataclass(frozen=True)
class Verdict:
    """What kind of structure the data has, with the evidence; None where it was not judged.

    Attributes
    ----------
    structure : str or None
    text : Message or None
    evidence : tuple of Message
    at_least : bool
        Whether there may be more groups than these: more segments were not tried.
    """

    structure: str | None = None
    text: Message | None = None
    evidence: tuple[Message, ...] = ()
    at_least: bool = False


@dataclass(frozen=True, eq=False)
class StructureAssessment:
    """The verdict on a segmentation.

    Attributes
    ----------
    structure : str
        `natural`, `reproducible`, `constructive` or `none`.
    text : tuple of two or three Message
        What was found, what it means for using the segments, and what to beware of.
    evidence : tuple of Message
        The figures that it rests on.
    separated : bool array of shape (k,)
        Whether a gap lies between the segment and every other one.
    """

    structure: str
    text: tuple[Message, ...]
    evidence: tuple[Message, ...]
    separated: Mask


@dataclass(frozen=True, eq=False)
class Signs:
    """What a verdict follows from.

    Attributes
    ----------
    separated : bool array of shape (k,)
        Whether a gap lies between the segment and every other one.
    sizes : int array of shape (k,)
        Customers of each segment.
    n_rows : int
        All customers, those without a segment included. Shares are quotients of counts: sums of shares that make up
        the whole would miss it by a rounding error, and somebody would seem to be in no segment.
    stability : float64 array of shape (k,)
    on_border : float
        Share of the customers in segments that are about as near to another one.
    importance : tuple of Importance
        The strongest variable first.
    """

    separated: Mask
    sizes: Positions
    n_rows: int
    stability: Floats
    on_border: float
    importance: tuple[Importance, ...]

    @property
    def n_assigned(self) -> int:
        """Customers in segments."""
        return int(self.sizes.sum())

    @property
    def unassigned(self) -> float:
        """Share of all customers in no segment."""
        return (self.n_rows - self.n_assigned) / self.n_rows

    @property
    def in_separated(self) -> float:
        """Share of all customers in segments with a gap to every other one."""
        return int(self.sizes[self.separated].sum()) / self.n_rows

    def in_stable(self, least: float) -> float:
        """Return the share of all customers in segments that come back as surely as `least`."""
        return int(self.sizes[self.stability >= least].sum()) / self.n_rows

    @property
    def weak(self) -> list[int]:
        """Numbers of the segments that come back too seldom to rely on."""
        return [int(i) + 1 for i in np.flatnonzero(self.stability < UNRELIABLE)]

    @property
    def needed(self) -> Importance | None:
        """The variable without which the most different segments are found, if they are others."""
        tried = [(each.without, each) for each in self.importance if each.without is not None]
        least = min(tried, key=lambda one: one[0], default=None)
        return None if least is None or least[0] >= OTHER_SEGMENTS else least[1]

    @property
    def is_fragile(self) -> bool:
        """Whether a variable that hardly sets the segments apart decides which ones there are."""
        return any(
            each.without is not None and each.without < OTHER_SEGMENTS and each.share <= LITTLE_SHARE
            for each in self.importance
        )


def assess_structure(
    matrix: Floats,
    labels: Labels,
    stability: Floats,
    seed: int = 0,
    density_gaps_around: Mask | None = None,
    on_border: float = 0.0,
    importance: tuple[Importance, ...] = (),
) -> StructureAssessment:
    """Assess the structure of a segmentation.

    Natural: most of all customers live in segments with a gap to every other one, every segment has a stability of 0.75
    or more, at most one customer in ten is in no segment and one in four on a border, and no variable that makes up
    to 5% of the difference decides which segments there are. Reproducible: not so, but every segment has 0.60 or more,
    and most customers live in segments of 0.75. Constructive: most live in segments of 0.60. Else none. Of fewer than
    30 customers neither natural nor reproducible is said: segments of so few seem to come back, and seem to have
    gaps, also where there is but one population.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order.
    labels : int32 array of shape (n_rows,)
        1..k, 0 for unassigned rows.
    stability : float64 array of shape (k,)
        As `segment_stability` gives it.
    seed : int, default 0
        Of the recipe; draws the sample above 5,000 rows and spreads repeated values.
    density_gaps_around : bool array of shape (k,), optional
        Segments with a gap around them that no straight line shows, for methods that follow groups of any shape.
    on_border : float, default 0
        Share of the customers in segments that are about as near to another one.
    importance : tuple of Importance, optional
        What each variable does for the segments.
    """
    k = int(labels.max(initial=0))
    if k < 2:
        return StructureAssessment(
            NONE,
            (finding("structure.one_segment"), finding("structure.do_not_build_on_them")),
            (),
            np.zeros(k, dtype=bool),
        )
    separated = separated_segments(matrix, labels, seed)
    if density_gaps_around is not None:
        separated = separated | density_gaps_around
    sizes = np.bincount(labels, minlength=k + 1)[1:]
    signs = Signs(separated, sizes, len(labels), stability, on_border, importance)
    structure = _structure(signs)
    return StructureAssessment(structure, _text(structure, signs), _evidence(signs), separated)


def assess_rule_structure(matrix: Floats, labels: Labels, seed: int = 0) -> StructureAssessment:
    """Assess segments that follow rules set beforehand: constructive, whatever the customers are like.

    They come back by themselves when customers are drawn anew, which says nothing of the customers; whether gaps lie
    between them is said all the same. Parameters are those of `assess_structure`.
    """
    separated = separated_segments(matrix, labels, seed)
    sizes = np.bincount(labels, minlength=len(separated) + 1)[1:]
    share = int(sizes[separated].sum()) / max(int(sizes.sum()), 1)
    evidence = (_gap_finding(separated, share),) if len(separated) > 1 else ()
    text = (
        finding("structure.follows_rules"),
        finding("structure.slices_by_rules"),
    )
    return StructureAssessment(CONSTRUCTIVE, text, evidence, separated)


def _structure(signs: Signs) -> str:
    in_usable = signs.in_stable(UNRELIABLE)
    if signs.n_assigned < FEW_CUSTOMERS:
        return CONSTRUCTIVE if in_usable > MOST_CUSTOMERS else NONE
    if (
        signs.in_separated > MOST_CUSTOMERS
        and (signs.stability >= STABLE).all()
        and signs.unassigned <= FEW_UNASSIGNED
        and signs.on_border <= FEW_ON_BORDER
        and not signs.is_fragile
    ):
        return NATURAL
    if not signs.weak and signs.in_stable(STABLE) > MOST_CUSTOMERS:
        return REPRODUCIBLE
    return CONSTRUCTIVE if in_usable > MOST_CUSTOMERS else NONE


def _text(structure: str, signs: Signs) -> tuple[Message, ...]:
    """Return what was found, what it means for using the segments, and what to beware of where there is something."""
    if signs.n_assigned < FEW_CUSTOMERS and structure == CONSTRUCTIVE:
        first = finding("structure.too_few_customers", n=signs.n_assigned)
        return first, finding("structure.holds_for_these_only"), *_caution(structure, signs)
    if structure == NATURAL:
        found = (
            finding("structure.natural")
            if signs.separated.all()
            else finding("structure.natural_for_most", share=signs.in_separated)
        )
        means = finding("structure.rely_on_them")
    elif structure == REPRODUCIBLE:
        found = finding(
            "structure.reproducible_with_gaps"
            if signs.in_separated > MOST_CUSTOMERS
            else "structure.reproducible"
        )
        means = (
            finding("structure.work_with_them", share=signs.on_border)
            if signs.on_border >= WORTH_TELLING
            else finding("structure.few_near_a_border")
        )
    elif structure == CONSTRUCTIVE:
        found = finding(
            "structure.come_back_in_part_with_gaps"
            if signs.in_separated > MOST_CUSTOMERS
            else "structure.constructive"
        )
        means = finding("structure.useful_slices")
    elif signs.unassigned > MOST_CUSTOMERS:
        return (
            finding("structure.most_in_no_segment", share=signs.unassigned),
            finding("structure.speak_for_the_rest"),
            *_caution(structure, signs),
        )
    else:
        found, means = finding("structure.none"), finding("structure.do_not_build_on_them")
    return found, means, *_caution(structure, signs)


def _caution(structure: str, signs: Signs) -> tuple[Message, ...]:
    """Return the sentence on what the segments are weakest in, where that matters most."""
    if signs.weak and (structure != NONE or signs.unassigned > MOST_CUSTOMERS):
        return (_weak_finding(signs),)
    needed = signs.needed
    # Of few columns each is needed; what counts is one that seems to make little of the difference.
    if (
        needed is not None
        and structure in (NATURAL, REPRODUCIBLE)
        and needed.share < 1 / len(signs.importance)
    ):
        return (_needed_finding(needed),)
    return ()


def _evidence(signs: Signs) -> tuple[Message, ...]:
    evidence = [
        _gap_finding(signs.separated, signs.in_separated),
        finding(
            "structure.stability_range",
            low=float(signs.stability.min()),
            high=float(signs.stability.max()),
            share=signs.in_stable(STABLE),
        ),
    ]
    if signs.weak:
        evidence.append(_weak_finding(signs))
    if signs.unassigned > 0:
        evidence.append(finding("structure.in_no_segment", share=signs.unassigned))
    if signs.on_border >= WORTH_TELLING:
        evidence.append(finding("structure.on_border", share=signs.on_border))
    if signs.needed is not None:
        evidence.append(_needed_finding(signs.needed))
    if signs.n_assigned > MOST_ROWS:
        evidence.append(finding("structure.gaps_in_sample", n=MOST_ROWS))
    return tuple(evidence)


def _weak_finding(signs: Signs) -> Message:
    return finding(
        "structure.weak_segments", n=len(signs.weak), numbers=signs.weak, low=float(signs.stability.min())
    )


def _needed_finding(needed: Importance) -> Message:
    return finding("structure.other_segments_without", variable=needed.variable, agreement=needed.without)


def _gap_finding(separated: Mask, share: float) -> Message:
    return finding(
        "structure.gaps_to_others",
        n=int(separated.sum()),
        k=len(separated),
        share=share,
    )
