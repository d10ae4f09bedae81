"""From a partition to the finished result: segments with names and profiles, scores, warnings and the audit trail."""

from dataclasses import replace

import numpy as np

from segdesk.engine.clustering.methods.registry import Method
from segdesk.engine.clustering.partition import Partition
from segdesk.engine.data.arrays import UNASSIGNED, Floats, Labels, Positions
from segdesk.engine.data.distances import to_centres
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.pipeline.resolve_recipe import resolve_recipe
from segdesk.engine.prediction.model import fit_model
from segdesk.engine.preparation.apply import as_number
from segdesk.engine.preparation.training_data import FEW_CUSTOMERS, TrainingData
from segdesk.engine.profiles.actions import suggest_actions
from segdesk.engine.profiles.customer_map import customer_map
from segdesk.engine.profiles.naming import Trait, correlations, describe, strongest_traits, suggest_names
from segdesk.engine.profiles.profiling import compare_descriptors, profile_variables
from segdesk.engine.profiles.variable_profile import VariableProfile
from segdesk.engine.recipe.method import parse_k
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.recipe.size_limits import limits_of
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.rules.find_rules import find_rules
from segdesk.engine.schema.column_choice import ColumnChoice
from segdesk.engine.schema.roles import near_duplicates
from segdesk.engine.transactions.lifetime.lifetime_value import ACTIVE
from segdesk.engine.validation import imputation_sensitivity as imputation
from segdesk.engine.validation.category_effect import idle_categories
from segdesk.engine.validation.importance import importance
from segdesk.engine.validation.imputation_sensitivity import ImputationSensitivity, imputation_sensitivity
from segdesk.engine.validation.internal_indices import Scores, calinski_harabasz, davies_bouldin, inertia
from segdesk.engine.validation.k_scan import Scan
from segdesk.engine.validation.k_selection import NO_FIT, ScanResult
from segdesk.engine.validation.nonconvex_groups import density_gaps_around
from segdesk.engine.validation.silhouette import SilhouetteSample
from segdesk.engine.validation.size_limit_cost import size_limit_cost
from segdesk.engine.validation.stability import jaccard_across_k, segment_stability
from segdesk.engine.validation.structure import (
    NATURAL,
    NONE,
    Verdict,
    assess_rule_structure,
    assess_structure,
)
from segdesk.errors import InputError, Where
from segdesk.messages import Message, say
from segdesk.progress import Progress, part

TYPICAL = 3
# Rules are looked for in so many columns, the most telling.
MOST_COLUMNS = 20
# More of the lines than this left out is worth a warning.
MANY_LINES = 0.1


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
    stability, verdict = _judged(training, recipe, method, partition, part(progress, 0.1, 0.7))
    verdict = _beside_the_fit(verdict, fit)
    others = jaccard_across_k([p.assignment.labels for p in result.partitions], at)
    segments = _segments(training, partition, profiles, alike, value_column, stability, others)
    segments = _with_rules(segments, training, recipe, profiles, labels, part(progress, 0.7, 0.85))
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
        *_warnings_of(training, partition, recipe, fit, verdict),
        *([imputation.told(filled)] if filled is not None and imputation.hangs_on_guesses(filled) else []),
        *_idle_categories(training, partition, recipe, method),
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
        steps=_steps(training, why, partition, result.scan, left_out, filled),
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


def _judged(
    training: TrainingData, recipe: Recipe, method: Method, partition: Partition, progress: Progress
) -> tuple[Floats | None, Verdict]:
    """Return the stability of each segment and the verdict, nothing where the recipe wants no repetitions.

    Rules need none: segments that follow them have no stability to speak of.
    """
    draws, labels, seed = recipe.scan.draws, partition.assignment.labels, recipe.method.seed
    stability = None
    if recipe.method.by_rules:
        judged = assess_rule_structure(training.matrix, labels, seed)
    elif draws:
        limits = limits_of(recipe.method, training.inspection.table.n_rows, len(training.matrix))
        stability = segment_stability(
            training.matrix,
            labels,
            method,
            recipe.method,
            partition.k,
            draws,
            progress,
            training.feature_groups,
            limits,
        )
        by_shape = method.follows_shapes(recipe.method)
        around = density_gaps_around(training.matrix, labels, seed) if by_shape else None
        judged = assess_structure(training.matrix, labels, stability, seed, around)
    else:
        return None, Verdict()
    first, second = judged.text
    text = finding("result.verdict_text", first=first, second=second)
    return stability, Verdict(judged.structure, text, judged.evidence)


def _beside_the_fit(verdict: Verdict, fit: float | None) -> Verdict:
    """Explain a low fit of natural segments, which reads like a contradiction."""
    if verdict.structure != NATURAL or fit is None or fit > NO_FIT:
        return verdict
    told = finding("result.low_fit_of_natural_segments", fit=fit)
    return replace(verdict, evidence=(*verdict.evidence, told))


def _independent(choices: tuple[ColumnChoice, ...], training: TrainingData) -> tuple[ColumnChoice, ...]:
    """Return the choices without descriptors that were computed from the same dates and money as the segments."""
    made = () if training.purchases is None else training.purchases.made
    return tuple(replace(c, role=Role.IGNORED) if c.name in made else c for c in choices)


def _segments(
    training: TrainingData,
    partition: Partition,
    profiles: tuple[VariableProfile, ...],
    alike: dict[tuple[str, str], float],
    value_column: str | None,
    stability: Floats | None,
    others: list[dict[int, float]],
) -> tuple[Segment, ...]:
    labels, matrix = partition.assignment.labels, training.matrix
    positions = training.rows[training.order]
    telling = _telling(profiles, training)
    traits: list[list[Trait]] = [strongest_traits(telling, s, alike) for s in range(partition.k)]
    names = partition.fit.names or suggest_names(traits)
    # Whoever counts in the labeled file must get these sizes and shares: every row of it takes part.
    everyone = np.zeros(training.inspection.table.n_rows, dtype=np.int32)
    everyone[positions] = labels
    values = None
    if value_column is not None:
        column = next(c for c in training.inspection.columns if c.name == value_column)
        values = np.nan_to_num(column.values.astype(np.float64))
    total = float(values.sum()) if values is not None else 0.0

    segments = []
    for number in range(partition.k + 1):
        inside = everyone == number
        size = int(inside.sum())
        if not size:
            continue
        share = size / len(everyone)
        value_share = float(values[inside].sum()) / total if values is not None and total > 0 else None
        if number == UNASSIGNED:
            segments.append(
                Segment(
                    UNASSIGNED,
                    finding("segments.unassigned"),
                    size,
                    share,
                    value_share,
                    finding("segments.unassigned_description"),
                )
            )
            continue
        own = traits[number - 1]
        segments.append(
            Segment(
                number,
                names[number - 1],
                size,
                share,
                value_share,
                describe(own),
                tuple(t.phrase() for t in own[:5]),
                _typical(matrix, labels == number, positions),
                None if stability is None else float(stability[number - 1]),
                jaccard_across_k=others[number - 1],
            )
        )
    named = [segment for segment in segments if segment.number != UNASSIGNED]
    actions = suggest_actions(
        profiles, training.inspection.columns, positions, value_column, [s.value_share for s in named]
    )
    return (
        *(segment for segment in segments if segment.number == UNASSIGNED),
        *(replace(segment, action=action) for segment, action in zip(named, actions, strict=True)),
    )


def _with_rules(
    segments: tuple[Segment, ...],
    training: TrainingData,
    recipe: Recipe,
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
    by_name = {column.name: column for column in training.inspection.columns}
    speaking = [by_name[name] for name in strongest if not by_name[name].personal]
    rules = find_rules(
        training.inspection.table, speaking[:MOST_COLUMNS], labels, recipe.method.seed, progress
    )
    return tuple(replace(segment, rule=rules.get(segment.number)) for segment in segments)


def _telling(profiles: tuple[VariableProfile, ...], training: TrainingData) -> list[VariableProfile]:
    """Return the profiles that may say what a segment is like.

    The probability of being active reads 1 for who bought once: it would call the lost likely active, and the loyal
    likely lost. The RFM segment is a name itself, of other segments. Where they formed the segments they have to be
    told all the same.
    """
    if training.purchases is None:
        return list(profiles)
    silent = (ACTIVE, training.purchases.rfm_column)
    return [p for p in profiles if p.variable not in silent or p.role is Role.SEGMENTATION]


def _typical(matrix: Floats, inside: np.ndarray, positions: Positions) -> tuple[int, ...]:
    """Return the rows of the table nearest the centre of a segment; of equal ones the first."""
    members = np.flatnonzero(inside)
    distance = to_centres(matrix[members], matrix[members].mean(axis=0)[None, :])[:, 0]
    nearest = np.lexsort((positions[members], distance))[:TYPICAL]
    return tuple(int(p) for p in positions[members[nearest]])


def rows_left_out(training: TrainingData) -> tuple[tuple[Message, int], ...]:
    """Return how many rows of the customers table take no part, by reason."""
    prepared = training.prepared
    reasons = (
        (finding("result.no_value_in_variables"), prepared.empty),
        (finding("result.empty_cell_dropped"), prepared.dropped),
        (
            finding("result.extreme_value_set_aside"),
            prepared.set_aside & ~prepared.dropped & ~prepared.empty,
        ),
    )
    return tuple((reason, int(mask.sum())) for reason, mask in reasons if mask.any())


def _idle_categories(
    training: TrainingData, partition: Partition, recipe: Recipe, method: Method
) -> list[Message]:
    """Return a warning where categories take part and change nothing."""
    if recipe.method.by_rules:
        return []
    idle = idle_categories(training.matrix, partition, method, recipe.method, training.feature_groups)
    if not idle:
        return []
    return [finding("result.idle_categories", names=list(idle))]


def _many_lines_left_out(training: TrainingData) -> list[Message]:
    """Return a warning where a large part of a purchases table does not count."""
    if training.purchases is None:
        return []
    reconciled = training.purchases.reconciled
    lines, kept = reconciled.all_in.lines, reconciled.all_kept.lines
    if lines - kept <= MANY_LINES * lines:
        return []
    most = max(reconciled.left_out, key=lambda each: each.lines)
    return [finding("result.many_lines_left_out", n=lines - kept, total=lines, reason=most.label)]


def _warnings_of(
    training: TrainingData, partition: Partition, recipe: Recipe, fit: float | None, verdict: Verdict
) -> list[Message]:
    told: list[Message] = []
    n = len(training.matrix)
    describing = training.inspection.schema.names(Role.DESCRIPTOR)
    promoted = [name for name in training.fitted.preparation.names if name in describing]
    if promoted:
        told.append(finding("result.nothing_but_descriptors", names=promoted))
    if training.n_distinct == 1:
        told.append(finding("result.all_customers_alike"))
    out = sum(count for _, count in rows_left_out(training))
    if out:
        told.append(finding("result.taking_no_part", n=out, total=training.inspection.table.n_rows))
    told.extend(_many_lines_left_out(training))
    if verdict.structure is None and fit is not None and fit <= NO_FIT:
        told.append(finding("result.low_fit", fit=fit))
    wanted = parse_k(recipe.method.k)
    if wanted is not None and recipe.method.by_rules:
        told.append(finding("result.rules_give_the_number", k=recipe.method.k))
    elif wanted is not None and len(wanted) > 1 and wanted[-1] > training.n_distinct:
        told.append(finding("result.few_different_customers", n=training.n_distinct))
    if n < FEW_CUSTOMERS:
        told.append(finding("result.few_customers", n=n))
    for number, size in enumerate(np.bincount(partition.assignment.labels, minlength=partition.k + 1)):
        if number and size < max(5, 0.01 * n) and n >= FEW_CUSTOMERS:
            told.append(finding("result.tiny_segment", n=int(size), number=number))
    return told


def _steps(
    training: TrainingData,
    why: Message,
    partition: Partition,
    scan: Scan,
    left_out: tuple[tuple[Message, int], ...],
    filled: ImputationSensitivity | None,
) -> tuple[Message, ...]:
    """Return the audit trail in the order of the flow."""
    inspection = training.inspection
    schema = inspection.schema
    source = inspection.table if training.purchases is None else training.purchases.table
    steps = [
        *source.steps,
        finding(
            "result.table_read", rows=source.n_rows, columns=len(source.columns), reason=schema.kind_reason
        ),
        # What was made of purchases comes behind what was read.
        *inspection.table.steps[len(source.steps) :],
    ]
    used = training.fitted.preparation.names
    steps.append(finding("result.forming_columns", n=len(used), names=", ".join(used)))
    describing = [name for name in schema.names(Role.DESCRIPTOR) if name not in used]
    if describing:
        steps.append(finding("result.describing_columns", n=len(describing), names=", ".join(describing)))
    ignored = [name for name in schema.names(Role.IGNORED) if name not in used]
    if ignored:
        steps.append(finding("result.ignored_columns", n=len(ignored), names=", ".join(ignored)))
    if schema.value_column is not None:
        steps.append(finding("result.value_column", column=schema.value_column))
    steps.extend(training.fitted.steps)
    for reason, count in left_out:
        steps.append(finding("result.rows_left_out", n=count, reason=reason))
    if filled is not None:
        steps.append(imputation.told(filled))
    steps.append(why)
    steps.extend(partition.fit.notes)
    steps.extend(scan.reason)
    steps.append(finding("result.segments_found", n=partition.k, customers=len(training.matrix)))
    return tuple(steps)
