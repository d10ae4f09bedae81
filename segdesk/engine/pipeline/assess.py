"""The stability of each segment and the verdict."""

from collections.abc import Collection
from dataclasses import replace

from segdesk.engine.assigners.assigner import BORDERLINE
from segdesk.engine.clustering.methods.registry import Method
from segdesk.engine.clustering.partition import Partition
from segdesk.engine.data.finding import Finding, finding
from segdesk.engine.preparation.training_data import TrainingData
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.recipe.size_limits import limits_of
from segdesk.engine.validation.importance import Importance
from segdesk.engine.validation.k_scan import Scan
from segdesk.engine.validation.k_selection import NO_STRUCTURE
from segdesk.engine.validation.nonconvex_groups import density_gaps_around
from segdesk.engine.validation.stability import SegmentStability, segment_stability
from segdesk.engine.validation.structure import NATURAL, Verdict, assess_rule_structure, assess_structure
from segdesk.messages import say
from segdesk.progress import Progress, part
from segdesk.threads import in_background


def assess(
    training: TrainingData,
    recipe: Recipe,
    method: Method,
    partition: Partition,
    importance: tuple[Importance, ...],
    progress: Progress,
) -> tuple[SegmentStability | None, Verdict]:
    """Return the stability of each segment and the verdict, nothing where the recipe wants no repetitions.

    Rules need none: segments that follow them have no stability to speak of.
    """
    draws, labels, seed = recipe.scan.draws, partition.labels, recipe.method.seed
    stability = None
    if recipe.method.by_rules:
        assessed = assess_rule_structure(training.matrix, labels, seed)
    elif draws:
        limits = limits_of(recipe.method, training.n_participants, len(training.matrix))
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
        titles = {column.name: column.title for column in training.inspection.columns}
        by_shape = method.follows_shapes(recipe.method)
        comes_back = stability.mean
        assessed = in_background(
            lambda: assess_structure(
                training.matrix,
                labels,
                comes_back,
                seed,
                density_gaps_around(training.matrix, labels, seed) if by_shape else None,
                _on_border(partition),
                # The verdict speaks of variables as they are called.
                tuple(replace(each, variable=titles[each.variable]) for each in importance),
            ),
            say("Comparing segments"),
            part(progress, 1, 1),
        )
    else:
        return None, Verdict()
    first, second, *cautions = assessed.text
    text = (
        finding("result.verdict_text_with_caution", first=first, second=second, caution=cautions[0])
        if cautions
        else finding("result.verdict_text", first=first, second=second)
    )
    return stability, Verdict(assessed.structure, text, assessed.evidence)


def _on_border(partition: Partition) -> float:
    """Return which part of the customers in segments is about as near to another one."""
    confidence = partition.assignment.confidence[partition.labels > 0]
    return float((confidence < BORDERLINE).mean()) if len(confidence) else 0.0


def with_edge(verdict: Verdict, scan: Scan, k: int) -> Verdict:
    """Return the verdict; of natural segments in the largest number that was tried it says that there may be more."""
    if verdict.structure != NATURAL or not scan.candidates or k < scan.candidates[-1].k:
        return verdict
    more = finding("structure.at_least", k=k)
    text = finding("result.verdict_and_more", text=verdict.text, more=more)
    return replace(verdict, text=text, at_least=True)


def made_by_hand(verdict: Verdict, numbers: Collection[int], by_rules: bool) -> Verdict:
    """Return the verdict, which speaks of the segments as they are now, with which of them were made by hand."""
    if verdict.text is None or not numbers:
        return verdict
    text, code = verdict.text, "by_hand.of_rules_verdict" if by_rules else "by_hand.of_verdict"
    told = finding(code, n=len(numbers), numbers=sorted(numbers))
    if isinstance(text, Finding):
        means = text.figures.get("second")
        if isinstance(means, Finding) and means.code == "structure.useful_slices":
            means = finding("structure.useful_slices_partly_by_hand")
            text = finding(text.code, **{**text.figures, "second": means})
    return replace(verdict, text=finding("result.verdict_and_more", text=text, more=told))


def explain_low_silhouette(verdict: Verdict, silhouette: float | None) -> Verdict:
    """Return the verdict; a low silhouette of natural segments, which reads like a contradiction, is explained."""
    if verdict.structure != NATURAL or silhouette is None or silhouette > NO_STRUCTURE:
        return verdict
    explained = finding("result.low_fit_of_natural_segments", fit=silhouette)
    return replace(verdict, evidence=(*verdict.evidence, explained))
