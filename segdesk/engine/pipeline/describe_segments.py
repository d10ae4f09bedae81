"""Segments with their names, sizes, traits, typical customers and rules."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from segdesk.engine.clustering.partition import Partition
from segdesk.engine.data.arrays import UNASSIGNED, Floats, Labels, Positions
from segdesk.engine.data.distances import to_centres
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import Role
from segdesk.engine.preparation.training_data import TrainingData
from segdesk.engine.profiles.actions import most_are
from segdesk.engine.profiles.naming import suggest_names
from segdesk.engine.profiles.outcomes import SegmentOutcome, outcomes_by_segment
from segdesk.engine.profiles.traits import describe, strongest_traits
from segdesk.engine.profiles.variable_profile import VariableProfile
from segdesk.engine.profiles.vocabulary import Background, Silence, phrase_of
from segdesk.engine.result.segment import Segment
from segdesk.engine.rules.find_rules import find_rules
from segdesk.engine.transactions.lifetime.lifetime_value import ACTIVE
from segdesk.engine.transactions.lifetime.rhythm import rhythm_of
from segdesk.engine.validation.stability import SegmentStability
from segdesk.progress import Progress

TYPICAL = 3
# Rules are looked for in so many columns, the most telling.
MOST_COLUMNS = 20


def describe_segments(
    training: TrainingData,
    partition: Partition,
    profiles: tuple[VariableProfile, ...],
    alike: dict[tuple[str, str], float],
    value_column: str | None,
    others: list[dict[int, float]],
) -> tuple[Segment, ...]:
    """Return the segments with names and figures, the unassigned first where there are any.

    Stability and rules come later.
    """
    labels, positions = partition.labels, training.positions
    distinguishing = _distinguishing(profiles, training)
    traits = [strongest_traits(distinguishing, s, alike) for s in range(partition.k)]
    background = _background(training, labels, partition.k)
    names = partition.fit.names or suggest_names(traits, background)
    sizes, values = _sizes_and_values(training, labels, partition.k, value_column)
    named = []
    for number in range(1, partition.k + 1):
        own = traits[number - 1]
        named.append(
            Segment(
                number,
                names[number - 1],
                int(sizes[number]),
                float(sizes[number] / sizes.sum()),
                values[number],
                describe(own),
                tuple(phrase_of(trait, background) for trait in own[:5] if trait.is_notable),
                _typical(training.matrix, labels == number, positions),
                jaccard_across_k=others[number - 1],
            )
        )
    outcomes = _outcomes(training, labels, partition.k)
    told = [replace(segment, outcomes=outcomes[segment.number]) for segment in named]
    return (*_unassigned(sizes, values, outcomes), *told)


def _background(training: TrainingData, labels: Labels, k: int) -> Background:
    """Return what words for the segments rest on besides their profiles."""
    inspection = training.inspection
    if training.purchases is None:
        return Background(inspection.table.names)
    rhythm = rhythm_of(inspection.columns)
    if rhythm is None:
        return Background(inspection.table.names, is_of_purchases=True)
    silent = [rhythm.is_silent[training.positions][labels == number] for number in range(1, k + 1)]
    silence = Silence(tuple(float(own.mean()) for own in silent), tuple(most_are(own) for own in silent))
    return Background(inspection.table.names, True, silence)


def _sizes_and_values(
    training: TrainingData, labels: Labels, k: int, value_column: str | None
) -> tuple[npt.NDArray[np.int64], list[float | None]]:
    """Return how many customers each segment has from 0 up, and what part of the money they bring.

    Whoever counts in the labeled file must get these sizes and shares: every row of it takes part that has a segment,
    0 or another.
    """
    inspection = training.inspection
    everyone = _of_participants(training, labels)
    sizes = np.bincount(everyone, minlength=k + 1)
    if value_column is None:
        return sizes, [None] * (k + 1)
    column = next(c for c in inspection.columns_of_participants if c.name == value_column)
    values = np.nan_to_num(column.values.astype(np.float64))
    total = float(values.sum())
    if total <= 0:
        return sizes, [None] * (k + 1)
    return sizes, [float(values[everyone == number].sum()) / total for number in range(k + 1)]


def _of_participants(training: TrainingData, labels: Labels) -> Labels:
    """Return the segment of everyone who takes part, 0 for rows that cannot be segmented."""
    everyone = np.zeros(training.inspection.table.n_rows, dtype=np.int32)
    everyone[training.positions] = labels
    return everyone[training.inspection.participants]


def _outcomes(training: TrainingData, labels: Labels, k: int) -> tuple[tuple[SegmentOutcome, ...], ...]:
    """Return what became of the customers of each segment, from 0 up."""
    columns, choices = training.inspection.columns_of_participants, training.inspection.schema.choices
    return outcomes_by_segment(columns, choices, _of_participants(training, labels), k)


def _unassigned(
    sizes: npt.NDArray[np.int64],
    values: Sequence[float | None],
    outcomes: Sequence[tuple[SegmentOutcome, ...]],
) -> Iterator[Segment]:
    """Yield segment 0 where it has customers."""
    if sizes[UNASSIGNED]:
        yield Segment(
            UNASSIGNED,
            finding("segments.unassigned"),
            int(sizes[UNASSIGNED]),
            float(sizes[UNASSIGNED] / sizes.sum()),
            values[UNASSIGNED],
            finding("segments.unassigned_description"),
            outcomes=outcomes[UNASSIGNED],
        )


def with_stability(segments: tuple[Segment, ...], stability: SegmentStability | None) -> tuple[Segment, ...]:
    """Return the segments with how each came back in customers drawn anew, where that was looked at."""
    if stability is None:
        return segments
    return tuple(
        segment
        if segment.number == UNASSIGNED
        else replace(
            segment,
            stability=float(stability.mean[segment.number - 1]),
            recovered=int(stability.recovered[segment.number - 1]),
            dissolved=int(stability.dissolved[segment.number - 1]),
        )
        for segment in segments
    )


def with_rules(
    segments: tuple[Segment, ...],
    training: TrainingData,
    seed: int,
    profiles: tuple[VariableProfile, ...],
    labels: Labels,
    progress: Progress,
) -> tuple[Segment, ...]:
    """Return the segments with a short rule for each that has one, in the columns that tell them apart most."""
    clearest: dict[str, float] = {}
    for profile in profiles:
        if profile.role is Role.SEGMENTATION:
            clearest[profile.variable] = max(profile.strength, clearest.get(profile.variable, 0.0))
    strongest = sorted(clearest, key=lambda name: -clearest[name])
    inspection = training.inspection
    by_name = {column.name: column for column in inspection.columns_of_participants}
    speaking = [by_name[name] for name in strongest if not by_name[name].personal][:MOST_COLUMNS]
    table = inspection.table
    if inspection.takes_part is not None:
        # A rule is for those whom the segments are about.
        table = table.part([column.name for column in speaking], inspection.participants)
        labels = labels[inspection.participants]
    rules = find_rules(table, speaking, labels, seed, progress)
    return tuple(replace(segment, rule=rules.get(segment.number)) for segment in segments)


def _distinguishing(profiles: tuple[VariableProfile, ...], training: TrainingData) -> list[VariableProfile]:
    """Return the profiles that may say what a segment is like.

    The probability of being active is what a model makes of recency and frequency, which say it themselves. The RFM
    segment is a name itself, of other segments. Where they formed the segments they have to be named all the same.
    """
    if training.purchases is None:
        return list(profiles)
    silent = [ACTIVE, training.purchases.rfm_column]
    if rhythm_of(training.inspection.columns) is None:
        # In a few weeks, days since the first order say that somebody came in the first of them, and no more.
        silent.append("tenure_days")
    return [p for p in profiles if p.variable not in silent or p.role is Role.SEGMENTATION]


def _typical(matrix: Floats, inside: np.ndarray, positions: Positions) -> tuple[int, ...]:
    """Return the rows of the table nearest the centre of a segment; of equal ones the first."""
    members = np.flatnonzero(inside)
    distance = to_centres(matrix[members], matrix[members].mean(axis=0)[None, :])[:, 0]
    nearest = np.lexsort((positions[members], distance))[:TYPICAL]
    return tuple(int(p) for p in positions[members[nearest]])
