"""What is known of segments as soon as they are settled: who is in them, and what they are like.

How good they are takes longest and comes behind (`explain`), so a window can show these meanwhile.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.clustering.partition import Partition
from segdesk.engine.data.arrays import UNASSIGNED, Labels
from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.pipeline.audit_trail import rows_left_out
from segdesk.engine.pipeline.category_balance import Scanned
from segdesk.engine.pipeline.describe_segments import describe_segments
from segdesk.engine.pipeline.resolve_recipe import resolve_recipe
from segdesk.engine.pipeline.shape_by_hand import shape_by_hand
from segdesk.engine.prediction.model import fit_model, with_reference
from segdesk.engine.preparation.apply import as_number
from segdesk.engine.preparation.training_data import TrainingData
from segdesk.engine.profiles.correlations import correlations
from segdesk.engine.profiles.customer_map import customer_map
from segdesk.engine.profiles.profiling import compare_descriptors, profile_variables
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.parts import Description, FittedSegments, Provenance, SegmentedTable, Validation
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.result.segmented_source import segmented_source
from segdesk.engine.schema.column_choice import ColumnChoice
from segdesk.engine.shaping.shape import ShapedSegments
from segdesk.engine.validation.internal_indices import Scores
from segdesk.engine.validation.k_scan import ScanResult
from segdesk.engine.validation.parents import parents
from segdesk.engine.validation.silhouette import Silhouettes, SilhouetteSample, silhouettes
from segdesk.engine.validation.stability import jaccard_across_k
from segdesk.engine.validation.structure import Verdict
from segdesk.messages import say
from segdesk.progress import Progress, part
from segdesk.threads import in_background, in_parallel


@dataclass(frozen=True, eq=False)
class Described:
    """Segments as they will be in the result, with nothing of how good they are.

    Attributes
    ----------
    found : Scanned
        What they were found by.
    recipe : Recipe
        With every automatic choice filled in.
    partition : Partition
        As shaped by hand, where it was.
    shaped : ShapedSegments or None
    compared : Silhouettes
    at : int
        The place of the partition in it.
    alike : mapping
        How segmentation variables go together.
    source : SegmentedTable
    fit : FittedSegments
    description : Description
        Without stability and rules.
    """

    found: Scanned
    recipe: Recipe
    partition: Partition
    shaped: ShapedSegments | None
    compared: Silhouettes
    at: int
    alike: dict[tuple[str, str], float]
    source: SegmentedTable
    fit: FittedSegments
    description: Description

    @property
    def silhouette_sample(self) -> SilhouetteSample:
        """Silhouettes of the customers that have one."""
        values, order = self.compared.values[self.at], self.found.training.order
        known = ~np.isnan(values)
        return SilhouetteSample(order[self.compared.positions[known]], values[known])

    def unchecked(self) -> Segmentation:
        """Return a result that says of itself that it is not checked yet."""
        silhouette, error = self.compared.mean(self.at), self.compared.standard_error(self.at)
        return Segmentation(
            source=self.source,
            fit=self.fit,
            validation=Validation(
                scan=self.found.result.scan,
                scores=Scores(silhouette, error, None, None, None),
                silhouettes=self.silhouette_sample,
                verdict=Verdict(),
            ),
            description=self.description,
            provenance=Provenance(self.recipe, rows_left_out(self.found.training), (), (), {}),
            is_checked=False,
        )


class FirstSegments:
    """Describes segments as soon as they are settled, once, and hands them out.

    Parameters
    ----------
    recipe : Recipe
        As it was asked for.
    tell : callable, optional
        Called with the result that is not checked yet.
    """

    def __init__(self, recipe: Recipe, tell: Callable[[Segmentation], None] | None = None) -> None:
        self._recipe, self._tell = recipe, tell
        self._described: Described | None = None

    @property
    def are_wanted(self) -> bool:
        """Whether anybody wants to see segments before the result is there."""
        return self._tell is not None

    def of(self, found: Scanned, progress: Progress) -> Described:
        """Return the segments that are taken, described; the first call for them hands them out.

        Parameters
        ----------
        found : Scanned
            With at least one segment.
        progress : Progress
        """
        # What decides nothing about the numbers of segments may have changed since they were compared.
        found = replace(found, recipe=replace(self._recipe, method=found.recipe.method))
        own, known = found.result.partitions[found.result.at_taken], self._described
        if known is not None and own is known.found.result.partitions[known.found.result.at_taken]:
            self._described = replace(known, found=found)
        else:
            self._described = describe(found, progress)
            if self._tell is not None:
                self._tell(self._described.unchecked())
        return self._described

    def hand_out(self, found: Scanned, progress: Progress) -> None:
        """Hand out segments that are settled before their comparison with others ends."""
        if found.result.partitions[found.result.at_taken].k:
            self.of(found, progress)


def describe(found: Scanned, progress: Progress) -> Described:
    """Describe the segments that are taken, shaped by hand where the recipe wants that."""
    training, result = found.training, found.result
    at, compared = result.at_taken, result.silhouettes
    partition = result.partitions[at]
    chosen = resolve_recipe(training, found.method, found.recipe, result.taken, partition)
    limited = partition.unlimited is not None
    # Confidence is looked for where that can be stopped, and kept for whoever asks for it.
    in_parallel(
        lambda each: each.assignment, (partition,), say("Describing the segments"), part(progress, 0, 0.5)
    )
    shaped = shape_by_hand(found, chosen, partition, part(progress, 0.5, 1))
    if shaped is not None:
        partition, chosen = shaped.partition, replace(chosen, by_hand=shaped.spec)
    across_k = jaccard_across_k(_labels(result, at, partition), at)
    if shaped is not None:
        compared, at = silhouettes(training.matrix, [partition.labels], found.recipe.method.seed), 0
    source = segmented_source(training.inspection, training.purchases, training.fitted.preparation.names)
    alike = _correlations(source)
    description = in_background(
        lambda: _description(training, source, partition, alike, across_k),
        say("Describing the segments"),
        part(progress, 1, 1),
    )
    segments = _with_parents(description.segments, result, partition.labels)
    if shaped is not None:
        segments = tuple(replace(segment, by_hand=segment.number in shaped.by_hand) for segment in segments)
    return Described(
        found,
        chosen,
        partition,
        shaped,
        compared,
        at,
        alike,
        source,
        _fit(training, partition, segments, chosen, limited=limited),
        replace(description, segments=segments),
    )


def _labels(result: ScanResult, at: int, partition: Partition) -> list[Labels]:
    """Return the labels of every number that was tried, those of the segments as they are now in their place."""
    partitions = [*result.partitions[:at], partition, *result.partitions[at + 1 :]]
    return [each.labels for each in partitions]


def _in_table(training: TrainingData, values: np.ndarray, otherwise: float) -> np.ndarray:
    """Return values of the training rows with one entry per row of the table."""
    every = np.full(training.inspection.table.n_rows, otherwise, dtype=values.dtype)
    every[training.positions] = values
    return every


def _correlations(source: SegmentedTable) -> dict[tuple[str, str], float]:
    """Return how segmentation variables go together, categories left aside."""
    return correlations(
        {
            column.name: as_number(column)
            for column, choice in zip(source.columns, source.choices, strict=True)
            if choice.role is Role.SEGMENTATION and column.type is not ColumnType.CATEGORY
        }
    )


def _fit(
    training: TrainingData,
    partition: Partition,
    segments: tuple[Segment, ...],
    recipe: Recipe,
    *,
    limited: bool,
) -> FittedSegments:
    assignment, inspection = partition.assignment, training.inspection
    model = fit_model(
        inspection.columns,
        training.fitted.preparation,
        partition.fit.assigner,
        [str(segment.name) for segment in segments if segment.number != UNASSIGNED],
        training.matrix,
        assignment.labels,
        limited=limited,
        computation=None if inspection.made is None else inspection.made.computed.computation,
        moved=recipe.by_hand.moves_customers,
    )
    model = with_reference(model, inspection.columns_of_participants, assignment.labels)
    return FittedSegments(
        model=model,
        rows=training.rows,
        ordered_matrix=training.matrix,
        order=training.order,
        features=training.fitted.preparation.features,
        labels=_in_table(training, assignment.labels, 0),
        confidence=_in_table(training, assignment.confidence, np.nan),
        second=_in_table(training, assignment.second, 0),
    )


def _with_parents(segments: tuple[Segment, ...], result: ScanResult, labels: Labels) -> tuple[Segment, ...]:
    """Return the segments with the group between gaps that each lies in, where they are finer than those."""
    groups = result.scan.separated
    if groups is None or groups >= int(labels.max(initial=0)):
        return segments
    at = [c.k for c in result.scan.candidates].index(groups)
    found = parents(labels, result.partitions[at].labels)
    return tuple(
        segment if segment.number == UNASSIGNED else replace(segment, parent=found[segment.number - 1])
        for segment in segments
    )


def _description(
    training: TrainingData,
    source: SegmentedTable,
    partition: Partition,
    alike: dict[tuple[str, str], float],
    across_k: list[dict[int, float]],
) -> Description:
    """Return what the segments are like; their stability and rules come later."""
    labels, positions = partition.labels, training.positions
    profiles = profile_variables(source.columns, source.choices, positions, labels, partition.k)
    picture = customer_map(training.matrix, labels)
    points = np.empty_like(picture.points)
    points[training.order] = picture.points
    return Description(
        segments=describe_segments(training, partition, profiles, alike, source.value_column, across_k),
        profiles=profiles,
        tests=compare_descriptors(source.columns, _independent(source.choices, training), positions, labels),
        customer_map=replace(picture, points=points),
    )


def _independent(choices: tuple[ColumnChoice, ...], training: TrainingData) -> tuple[ColumnChoice, ...]:
    """Return the choices without descriptors that were computed from the same dates and money as the segments."""
    derived = () if training.purchases is None else training.purchases.derived_columns
    return tuple(replace(c, role=Role.IGNORED) if c.name in derived else c for c in choices)
