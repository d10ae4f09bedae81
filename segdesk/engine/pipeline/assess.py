"""The stability of each segment and the verdict."""

from dataclasses import replace

from segdesk.engine.clustering.methods.registry import Method
from segdesk.engine.clustering.partition import Partition
from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.finding import finding
from segdesk.engine.preparation.training_data import TrainingData
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.recipe.size_limits import limits_of
from segdesk.engine.validation.k_selection import NO_STRUCTURE
from segdesk.engine.validation.nonconvex_groups import density_gaps_around
from segdesk.engine.validation.stability import segment_stability
from segdesk.engine.validation.structure import NATURAL, Verdict, assess_rule_structure, assess_structure
from segdesk.progress import Progress


def assess(
    training: TrainingData, recipe: Recipe, method: Method, partition: Partition, progress: Progress
) -> tuple[Floats | None, Verdict]:
    """Return the stability of each segment and the verdict, nothing where the recipe wants no repetitions.

    Rules need none: segments that follow them have no stability to speak of.
    """
    draws, labels, seed = recipe.scan.draws, partition.assignment.labels, recipe.method.seed
    stability = None
    if recipe.method.by_rules:
        assessed = assess_rule_structure(training.matrix, labels, seed)
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
        assessed = assess_structure(training.matrix, labels, stability, seed, around)
    else:
        return None, Verdict()
    first, second = assessed.text
    text = finding("result.verdict_text", first=first, second=second)
    return stability, Verdict(assessed.structure, text, assessed.evidence)


def explain_low_silhouette(verdict: Verdict, silhouette: float | None) -> Verdict:
    """Return the verdict; a low silhouette of natural segments, which reads like a contradiction, is explained."""
    if verdict.structure != NATURAL or silhouette is None or silhouette > NO_STRUCTURE:
        return verdict
    explained = finding("result.low_fit_of_natural_segments", fit=silhouette)
    return replace(verdict, evidence=(*verdict.evidence, explained))
