"""From a partition to the finished result: segments with names and profiles, scores, warnings and the audit trail."""

from dataclasses import replace

import numpy as np

from segdesk.engine.clustering.partition import Partition
from segdesk.engine.data.arrays import UNASSIGNED, Labels
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.pipeline.assess import assess, explain_low_silhouette, made_by_hand, with_edge
from segdesk.engine.pipeline.audit_trail import (
    audit_steps,
    idle_category_warnings,
    rows_left_out,
    titles_of,
    verdict_first,
    warnings_of_data,
    warnings_of_result,
)
from segdesk.engine.pipeline.category_balance import Scanned
from segdesk.engine.pipeline.describe_segments import describe_segments, with_rules
from segdesk.engine.pipeline.resolve_recipe import resolve_recipe
from segdesk.engine.pipeline.shape_by_hand import shape_by_hand
from segdesk.engine.prediction.model import fit_model, with_reference
from segdesk.engine.preparation.apply import as_number
from segdesk.engine.preparation.training_data import TrainingData
from segdesk.engine.profiles.correlations import correlations
from segdesk.engine.profiles.customer_map import customer_map
from segdesk.engine.profiles.profiling import compare_descriptors, profile_variables
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.advice import advise
from segdesk.engine.result.alternative import Alternative
from segdesk.engine.result.parts import Description, FittedSegments, Provenance, SegmentedTable, Validation
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation, with_segments
from segdesk.engine.result.segmented_source import segmented_source
from segdesk.engine.schema.column_choice import ColumnChoice
from segdesk.engine.schema.near_duplicates import near_duplicates
from segdesk.engine.shaping.shape import ShapedSegments
from segdesk.engine.validation.importance import importance
from segdesk.engine.validation.imputation_sensitivity import ImputationSensitivity, imputation_sensitivity
from segdesk.engine.validation.internal_indices import Scores, calinski_harabasz, davies_bouldin, inertia
from segdesk.engine.validation.k_scan import ScanResult
from segdesk.engine.validation.parents import parents
from segdesk.engine.validation.silhouette import SilhouetteSample, silhouettes
from segdesk.engine.validation.size_limit_cost import size_limit_cost
from segdesk.engine.validation.stability import SegmentStability, jaccard_across_k
from segdesk.errors import InputError, Where
from segdesk.messages import say
from segdesk.progress import Progress, part
from segdesk.threads import in_parallel


def explain(found: Scanned, progress: Progress) -> Segmentation:
    """Turn the chosen partition into the finished result; its `seconds` are empty yet.

    Parameters
    ----------
    found : Scanned
    progress : Progress

    Raises
    ------
    InputError
        If the method found no segment at all.
    """
    progress(say("Describing the segments"), 0.0)
    training, recipe, method, result = found.training, found.recipe, found.method, found.result
    at = result.at_taken
    partition = result.partitions[at]
    if not partition.k:
        raise InputError(
            say("{method} found no dense group: every customer would be unassigned.", method=method.label),
            where=Where(file=training.inspection.table.source.path.name),
            mend=say("Choose another method, or a larger neighbourhood radius."),
        )
    chosen = resolve_recipe(training, method, recipe, result.taken, partition)
    # Confidence is looked for where that can be stopped, and kept for whoever asks for it.
    in_parallel(
        lambda each: each.assignment, (partition,), say("Describing the segments"), part(progress, 0, 0.05)
    )
    shaped = shape_by_hand(found, chosen, partition, part(progress, 0.05, 0.1))
    if shaped is not None:
        partition, chosen = shaped.partition, replace(chosen, by_hand=shaped.spec)
    source = segmented_source(training.inspection, training.purchases, training.fitted.preparation.names)
    alike = _correlations(source)
    stability, validation = _validation(found, chosen, at, shaped, part(progress, 0.1, 0.7))
    description = _description(
        training, source, partition, alike, stability, jaccard_across_k(_labels(result, at, partition), at)
    )
    segments = with_rules(
        description.segments,
        training,
        recipe.method.seed,
        description.profiles,
        _in_table(training, partition.labels, 0),
        part(progress, 0.7, 0.95),
    )
    segments = _with_parents(segments, result, partition.labels)
    if shaped is not None:
        segments = tuple(replace(segment, by_hand=segment.number in shaped.by_hand) for segment in segments)
    progress(say("Describing the segments"), 1.0)
    return _advised(
        Segmentation(
            source=source,
            fit=_fit(training, partition, segments, chosen, limited=validation.size_limit_cost is not None),
            validation=validation,
            description=replace(description, segments=segments),
            provenance=_provenance(found, chosen, at, shaped, validation, alike),
        )
    )


def _advised(segmentation: Segmentation) -> Segmentation:
    """Return the result with what to do next: advice looks at all of it, lists and RFM names too."""
    advice = dict(zip((segment.number for segment in segmentation.named), advise(segmentation), strict=True))
    return with_segments(
        segmentation,
        tuple(
            replace(segment, action=advice.get(segment.number))
            for segment in segmentation.description.segments
        ),
    )


def _provenance(
    found: Scanned,
    chosen: Recipe,
    at: int,
    shaped: ShapedSegments | None,
    validation: Validation,
    alike: dict[tuple[str, str], float],
) -> Provenance:
    """Return how the result came about."""
    training, spec, method = found.training, found.recipe.method, found.method
    partition, left_out = found.result.partitions[at], rows_left_out(training)
    return Provenance(
        recipe=chosen,
        left_out=left_out,
        steps=(
            *audit_steps(training, found.why, partition, validation.scan, left_out, validation.imputation),
            *(() if shaped is None else shaped.steps),
        ),
        warnings=(
            *verdict_first(validation.verdict),
            *(() if shaped is None else shaped.warnings),
            *warnings_of_data(training, near_duplicates(alike, titles=titles_of(training))),
            *warnings_of_result(
                training, partition if shaped is None else shaped.partition, spec, validation
            ),
            *idle_category_warnings(training, partition, spec, method),
            *(() if found.balance is None else (found.balance.words,)),
        ),
        seconds={},
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


def _validation(
    found: Scanned, chosen: Recipe, at: int, shaped: ShapedSegments | None, progress: Progress
) -> tuple[SegmentStability | None, Validation]:
    """Return the stability of each segment, and how good the segments are."""
    training, recipe, method, result = found.training, found.recipe, found.method, found.result
    partition, compared, matrix = result.partitions[at], result.silhouettes, training.matrix
    limited = size_limit_cost(training, recipe, partition, compared.mean(at))
    if shaped is not None:
        partition, at = shaped.partition, 0
        compared = silhouettes(matrix, [partition.labels], recipe.method.seed)
    labels, silhouette = partition.labels, compared.mean(at)
    important = importance(
        matrix,
        labels,
        training.feature_groups,
        method,
        chosen.method,
        part(progress, 0, 0.2),
        is_found=shaped is None,
    )
    stability, verdict = assess(training, recipe, method, partition, important, part(progress, 0.2, 1))
    # At the edge of what was tried stands what was tried.
    verdict = (
        with_edge(verdict, result.scan, partition.k)
        if shaped is None
        else made_by_hand(verdict, shaped.by_hand, recipe.method.by_rules)
    )
    known = ~np.isnan(compared.values[at])
    within = inertia(matrix, labels)
    return stability, Validation(
        scan=result.scan,
        scores=Scores(
            silhouette=silhouette,
            silhouette_se=compared.standard_error(at),
            calinski_harabasz=calinski_harabasz(matrix, labels, within),
            davies_bouldin=davies_bouldin(matrix, labels),
            inertia=within,
        ),
        silhouettes=SilhouetteSample(training.order[compared.positions[known]], compared.values[at][known]),
        verdict=explain_low_silhouette(verdict, silhouette),
        importance=important,
        imputation=None if recipe.method.by_rules else _imputation(training, partition, recipe.method.seed),
        size_limit_cost=limited,
        # Another number of segments would not be those that were shaped.
        alternatives=_alternatives(found, partition.k) if shaped is None else (),
    )


def _alternatives(found: Scanned, k: int) -> tuple[Alternative, ...]:
    """Return the groups between gaps where finer segments were taken, and the other weight of categories."""
    groups, own = found.result.scan.separated, found.result.scan.pick
    alternatives = [] if found.balance is None else [found.balance.alternative]
    if own is not None and own != k:
        words = finding("k_selection.take_those_of_the_table", k=own)
        alternatives.insert(0, Alternative(words, {"k": str(own)}))
    if groups is not None and groups < k and groups != own:
        words = finding("k_selection.keep_to_the_groups", n=groups)
        alternatives.insert(0, Alternative(words, {"k": str(groups)}))
    return tuple(alternatives)


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


def _imputation(training: TrainingData, partition: Partition, seed: int) -> ImputationSensitivity | None:
    return imputation_sensitivity(
        {column.name: column for column in training.inspection.columns},
        training.fitted.preparation,
        partition.fit.assigner,
        training.positions,
        training.matrix,
        seed,
    )


def _description(
    training: TrainingData,
    source: SegmentedTable,
    partition: Partition,
    alike: dict[tuple[str, str], float],
    stability: SegmentStability | None,
    across_k: list[dict[int, float]],
) -> Description:
    """Return what the segments are like; their rules come later."""
    labels, positions = partition.labels, training.positions
    profiles = profile_variables(source.columns, source.choices, positions, labels, partition.k)
    picture = customer_map(training.matrix, labels)
    points = np.empty_like(picture.points)
    points[training.order] = picture.points
    return Description(
        segments=describe_segments(
            training, partition, profiles, alike, source.value_column, stability, across_k
        ),
        profiles=profiles,
        tests=compare_descriptors(source.columns, _independent(source.choices, training), positions, labels),
        customer_map=replace(picture, points=points),
    )


def _independent(choices: tuple[ColumnChoice, ...], training: TrainingData) -> tuple[ColumnChoice, ...]:
    """Return the choices without descriptors that were computed from the same dates and money as the segments."""
    derived = () if training.purchases is None else training.purchases.derived_columns
    return tuple(replace(c, role=Role.IGNORED) if c.name in derived else c for c in choices)
