"""From a partition to the finished result: segments with names and profiles, scores, warnings and the audit trail."""

from dataclasses import replace

import numpy as np

from segdesk.engine.clustering.methods.registry import Method
from segdesk.engine.data.arrays import UNASSIGNED, Floats, Positions
from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.pipeline.assess import assess, beside_the_fit
from segdesk.engine.pipeline.audit_trail import idle_category_warnings, rows_left_out, steps_of, warnings_of
from segdesk.engine.pipeline.describe_segments import describe_segments, with_rules
from segdesk.engine.pipeline.resolve_recipe import resolve_recipe
from segdesk.engine.prediction.model import fit_model
from segdesk.engine.preparation.apply import as_number
from segdesk.engine.preparation.training_data import TrainingData
from segdesk.engine.profiles.customer_map import customer_map
from segdesk.engine.profiles.naming import correlations
from segdesk.engine.profiles.profiling import compare_descriptors, profile_variables
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.schema.column_choice import ColumnChoice
from segdesk.engine.schema.roles import near_duplicates
from segdesk.engine.validation import imputation_sensitivity as imputation
from segdesk.engine.validation.importance import importance
from segdesk.engine.validation.imputation_sensitivity import imputation_sensitivity
from segdesk.engine.validation.internal_indices import Scores, calinski_harabasz, davies_bouldin, inertia
from segdesk.engine.validation.k_selection import ScanResult
from segdesk.engine.validation.silhouette import SilhouetteSample
from segdesk.engine.validation.size_limit_cost import size_limit_cost
from segdesk.engine.validation.stability import jaccard_across_k
from segdesk.engine.validation.structure import (
    NONE,
)
from segdesk.errors import InputError, Where
from segdesk.messages import Message, say
from segdesk.progress import Progress, part


def explain(
    training: TrainingData,
    recipe: Recipe,
    method: Method,
    why: Message,
    result: ScanResult,
    progress: Progress,
) -> Segmentation:
    """Turn the chosen partition into the finished result; its `seconds` are empty yet.

    Parameters
    ----------
    basis : TrainingData
    recipe : Recipe
        As the user gave it.
    method : Method
    why : Message
        Why this method.
    result : ScanResult
    progress : Progress

    Raises
    ------
    InputError
        If the method found no segment at all.
    """
    progress(say("Describing the segments"), 0.0)
    at = 0 if method.determines_k else [c.k for c in result.scan.candidates].index(result.scan.pick or 0)
    partition = result.partitions[at]
    inspection, matrix = training.inspection, training.matrix
    n_rows = inspection.table.n_rows

    in_order = partition.assignment
    positions = training.rows[training.order]
    labels = np.zeros(n_rows, dtype=np.int32)
    second = np.zeros(n_rows, dtype=np.int32)
    confidence = np.full(n_rows, np.nan)
    labels[positions] = in_order.labels
    second[positions] = in_order.second
    confidence[positions] = in_order.confidence
    if not partition.k:
        raise InputError(
            say("{method} found no dense group: every customer would be unassigned.", method=method.label),
            where=Where(file=inspection.table.source.path.name),
            mend=say("Choose another method, or a larger neighbourhood radius."),
        )

    choices = _final_choices(training)
    profiles = profile_variables(inspection.columns, choices, positions, in_order.labels, partition.k)
    progress(say("Describing the segments"), 0.5)
    alike = correlations(
        {
            column.name: as_number(column)
            for column, choice in zip(inspection.columns, choices, strict=True)
            if choice.role is Role.SEGMENTATION and column.type is not ColumnType.CATEGORY
        }
    )
    value_column = inspection.schema.value_column
    fit = result.silhouettes.mean(at)
    stability, verdict = assess(training, recipe, method, partition, part(progress, 0.1, 0.7))
    verdict = beside_the_fit(verdict, fit)
    others = jaccard_across_k([p.assignment.labels for p in result.partitions], at)
    segments = describe_segments(training, partition, profiles, alike, value_column, stability, others)
    segments = with_rules(segments, training, recipe, profiles, labels, part(progress, 0.7, 0.85))
    preparation = training.fitted.preparation
    chosen = resolve_recipe(training, method, recipe, result.scan.pick, partition)
    important = importance(
        matrix, in_order.labels, training.feature_groups, method, chosen.method, part(progress, 0.85, 1)
    )
    by_name = {column.name: column for column in inspection.columns}
    filled = (
        None
        if recipe.method.by_rules
        else imputation_sensitivity(
            by_name, preparation, partition.fit.assigner, positions, matrix, recipe.method.seed
        )
    )
    kept = size_limit_cost(training, recipe, partition, fit)
    model = fit_model(
        inspection.columns,
        preparation,
        partition.fit.assigner,
        [str(s.name) for s in segments if s.number != UNASSIGNED],
        matrix,
        in_order.labels,
        limited=kept is not None,
    )
    unsorted = np.empty_like(training.order)
    unsorted[training.order] = np.arange(len(training.order))
    picture = customer_map(matrix, in_order.labels)
    compared = result.silhouettes
    left_out = rows_left_out(training)
    warnings = (
        *([verdict.text] if verdict.structure == NONE and verdict.text is not None else []),
        *inspection.table.warnings,
        *(w for column in inspection.columns for w in column.warnings),
        *inspection.schema.warnings,
        *near_duplicates(alike),
        *([kept.text] if kept is not None else []),
        *warnings_of(training, partition, recipe, fit, verdict),
        *([imputation.told(filled)] if filled is not None and imputation.hangs_on_guesses(filled) else []),
        *idle_category_warnings(training, partition, recipe, method),
    )
    return Segmentation(
        table=inspection.table,
        columns=inspection.columns,
        choices=choices,
        kind=inspection.schema.kind,
        recipe=chosen,
        model=model,
        rows=training.rows,
        matrix=matrix[unsorted],
        features=preparation.features,
        labels=labels,
        confidence=confidence,
        second=second,
        segments=segments,
        profiles=profiles,
        tests=compare_descriptors(
            inspection.columns, _independent(choices, training), positions, in_order.labels
        ),
        scan=result.scan,
        scores=Scores(
            silhouette=fit,
            silhouette_se=compared.standard_error(at),
            calinski_harabasz=calinski_harabasz(matrix, in_order.labels),
            davies_bouldin=davies_bouldin(matrix, in_order.labels),
            inertia=inertia(matrix, in_order.labels),
        ),
        silhouettes=_silhouette_sample(training, compared.positions, compared.values[at]),
        customer_map=replace(picture, points=picture.points[unsorted]),
        verdict=verdict,
        left_out=left_out,
        value_column=value_column,
        steps=steps_of(training, why, partition, result.scan, left_out, filled),
        warnings=warnings,
        seconds={},
        purchases=training.purchases,
        importance=important,
        filled=filled,
        size_limit_cost=kept,
    )


def _silhouette_sample(training: TrainingData, positions: Positions, values: Floats) -> SilhouetteSample:
    known = ~np.isnan(values)
    return SilhouetteSample(training.order[positions[known]], values[known])


def _final_choices(training: TrainingData) -> tuple[ColumnChoice, ...]:
    """Return the choices as they were used: constant columns form the segments where nothing else is there."""
    used = set(training.fitted.preparation.names)
    return tuple(
        replace(choice, role=Role.SEGMENTATION) if choice.name in used else choice
        for choice in training.inspection.schema.choices
    )


def _independent(choices: tuple[ColumnChoice, ...], training: TrainingData) -> tuple[ColumnChoice, ...]:
    """Return the choices without descriptors that were computed from the same dates and money as the segments."""
    made = () if training.purchases is None else training.purchases.made
    return tuple(replace(c, role=Role.IGNORED) if c.name in made else c for c in choices)
