"""From a partition to the finished result: segments with names and profiles, scores, warnings and the audit trail."""

from dataclasses import replace

from segdesk.engine.clustering.partition import Partition
from segdesk.engine.data.finding import finding
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
from segdesk.engine.pipeline.describe_segments import with_rules, with_stability
from segdesk.engine.pipeline.described import Described, FirstSegments
from segdesk.engine.preparation.training_data import TrainingData
from segdesk.engine.result.advice import advise
from segdesk.engine.result.alternative import Alternative
from segdesk.engine.result.parts import Provenance, Validation
from segdesk.engine.result.segmentation import Segmentation, with_segments
from segdesk.engine.schema.near_duplicates import near_duplicates
from segdesk.engine.validation.importance import importance
from segdesk.engine.validation.imputation_sensitivity import ImputationSensitivity, imputation_sensitivity
from segdesk.engine.validation.internal_indices import Scores, calinski_harabasz, davies_bouldin, inertia
from segdesk.engine.validation.size_limit_cost import size_limit_cost
from segdesk.engine.validation.stability import SegmentStability
from segdesk.errors import InputError, Where
from segdesk.messages import say
from segdesk.progress import Progress, part


def explain(first: FirstSegments, found: Scanned, progress: Progress) -> Segmentation:
    """Turn the chosen partition into the finished result; its `seconds` are empty yet.

    Parameters
    ----------
    first : FirstSegments
        Hands the segments out before they are checked.
    found : Scanned
    progress : Progress

    Raises
    ------
    InputError
        If the method found no segment at all.
    """
    progress(say("Describing the segments"), 0.0)
    if not found.result.partitions[found.result.at_taken].k:
        raise InputError(
            say(
                "{method} found no dense group: every customer would be unassigned.",
                method=found.method.label,
            ),
            where=Where(file=found.training.inspection.table.source.path.name),
            mend=say("Choose another method, or a larger neighbourhood radius."),
        )
    described = first.of(found, part(progress, 0, 0.1))
    stability, validation = _validation(described, part(progress, 0.1, 0.7))
    segments = with_rules(
        with_stability(described.description.segments, stability),
        described.found.training,
        described.recipe.method.seed,
        described.description.profiles,
        described.fit.labels,
        part(progress, 0.7, 0.95),
    )
    progress(say("Describing the segments"), 1.0)
    return _advised(
        Segmentation(
            source=described.source,
            fit=described.fit,
            validation=validation,
            description=replace(described.description, segments=segments),
            provenance=_provenance(described, validation),
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


def _provenance(described: Described, validation: Validation) -> Provenance:
    """Return how the result came about."""
    found, shaped = described.found, described.shaped
    training, spec = found.training, found.recipe.method
    partition, left_out = found.result.partitions[found.result.at_taken], rows_left_out(training)
    return Provenance(
        recipe=described.recipe,
        left_out=left_out,
        steps=(
            *audit_steps(training, found.why, partition, validation.scan, left_out, validation.imputation),
            *(() if shaped is None else shaped.steps),
        ),
        warnings=(
            *verdict_first(validation.verdict),
            *(() if shaped is None else shaped.warnings),
            *warnings_of_data(training, near_duplicates(described.alike, titles=titles_of(training))),
            *warnings_of_result(training, described.partition, spec, validation),
            *idle_category_warnings(training, partition, spec, found.method),
            *(() if found.balance is None else (found.balance.words,)),
        ),
        seconds={},
    )


def _validation(described: Described, progress: Progress) -> tuple[SegmentStability | None, Validation]:
    """Return the stability of each segment, and how good the segments are."""
    found, shaped, partition = described.found, described.shaped, described.partition
    training, recipe, method, result = found.training, found.recipe, found.method, found.result
    matrix, labels, taken = training.matrix, partition.labels, result.at_taken
    silhouette = described.compared.mean(described.at)
    important = importance(
        matrix,
        labels,
        training.feature_groups,
        method,
        described.recipe.method,
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
    within = inertia(matrix, labels)
    return stability, Validation(
        scan=result.scan,
        scores=Scores(
            silhouette=silhouette,
            silhouette_se=described.compared.standard_error(described.at),
            calinski_harabasz=calinski_harabasz(matrix, labels, within),
            davies_bouldin=davies_bouldin(matrix, labels),
            inertia=within,
        ),
        silhouettes=described.silhouette_sample,
        verdict=explain_low_silhouette(verdict, silhouette),
        importance=important,
        imputation=None if recipe.method.by_rules else _imputation(training, partition, recipe.method.seed),
        size_limit_cost=size_limit_cost(
            training, recipe, result.partitions[taken], result.silhouettes.mean(taken)
        ),
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


def _imputation(training: TrainingData, partition: Partition, seed: int) -> ImputationSensitivity | None:
    return imputation_sensitivity(
        {column.name: column for column in training.inspection.columns},
        training.fitted.preparation,
        partition.fit.assigner,
        training.positions,
        training.matrix,
        seed,
    )
