"""What the segments are really about: how much each variable separates them, and what leaving it out would change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.clustering.methods.registry import FitTask, Method
from segdesk.engine.data.agreement import adjusted_rand
from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.data.centres import centres_of
from segdesk.engine.data.finding import finding
from segdesk.engine.data.row_order import canonical_order, even_sample, n_distinct
from segdesk.engine.preparation.feature_groups import FeatureGroup, without_variable
from segdesk.engine.recipe.method import MethodSpec
from segdesk.messages import Message, Value, say
from segdesk.progress import Progress, silent
from segdesk.threads import in_parallel

# Leaving out is tried on so many customers, and for so many variables, those that separate the segments most.
MOST_ROWS, MOST_VARIABLES = 2_000, 20
# Of k-means in one try: what is told should be of the column, not of the search.
STARTS = 10
# A variable that carries so much of the difference between segments is what they are mostly about.
MOSTLY = 0.5
# Segments that agree so well are the same but for a few customers.
THE_SAME = 0.95
# Of so many columns that could be left out, the names are told.
_MOST_NAMED = 6


@dataclass(frozen=True)
class Importance:
    """What one variable does for the segments.

    Attributes
    ----------
    variable : str
    share : float
        Of the sum of squares between the segments, 0 to 1; over all variables they add up to 1.
    without : float or None
        Adjusted Rand index of the segments with those found without it; None where that was not tried.
    """

    variable: str
    share: float
    without: float | None


def importance(
    matrix: Floats,
    labels: Labels,
    feature_groups: Sequence[FeatureGroup],
    method: Method,
    spec: MethodSpec,
    progress: Progress = silent,
    *,
    is_found: bool = True,
) -> tuple[Importance, ...]:
    """Return what each variable does for the segments, the strongest first.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order.
    labels : int32 array of shape (n_rows,)
        1..k, 0 for unassigned rows, which take no part.
    feature_groups : sequence of FeatureGroup
        Which of the matrix's columns belong to which variable.
    method : Method
    spec : MethodSpec
        With the choices that were made for these segments.
    progress : Progress
    is_found : bool, default True
        Whether the method made all of the segments; what was made by hand is not what it would find with a column less.

    Notes
    -----
    The share of a variable is its part of the sum of squares between the segments: with T = W + B, B_v / B over the
    columns of variable v. Without a variable, the same method finds as many segments in the other columns of at most
    2,000 customers; their adjusted Rand index with the segments as they are is `without`.
    """
    k = int(labels.max(initial=0))
    inside = labels > 0
    rows, found = matrix[inside], labels[inside]
    if k < 2 or len({group.variable for group in feature_groups}) < 2:
        return ()
    shares = shares_between(rows, found, feature_groups)
    ranked = sorted(shares, key=lambda name: -shares[name])
    sample = even_sample(len(rows), MOST_ROWS, spec.seed)

    def without(name: str) -> float | None:
        others, left = without_variable(rows[sample], feature_groups, name)
        order = canonical_order(others)
        others = others[order]
        if n_distinct(others) <= k:
            return None
        task = FitTask(
            others,
            () if method.determines_k else (k,),
            spec,
            quick=True,
            starts=STARTS,
            feature_groups=left,
        )
        labels_without = method.fit(task)[0].assigner.labels(others)
        return adjusted_rand(found[sample][order], labels_without)

    # Rules go by fixed columns, and limits on size move customers whatever the columns: what is left without one would
    # not be told apart from that.
    tried = [] if spec.by_rules or spec.limits_sizes or not is_found else ranked[:MOST_VARIABLES]
    workers = method.workers(len(sample))
    agreement = (
        in_parallel(without, tried, say("Leaving columns out"), progress, workers=workers) if tried else []
    )
    known = dict(zip(tried, agreement, strict=True))
    return tuple(Importance(name, shares[name], known.get(name)) for name in ranked)


def shares_between(rows: Floats, labels: Labels, feature_groups: Sequence[FeatureGroup]) -> dict[str, float]:
    """Return the part of each variable in the sum of squares between the segments.

    Parameters
    ----------
    rows : float64 array of shape (n_rows, n_features)
        Prepared.
    labels : int32 array of shape (n_rows,)
        1..k.
    feature_groups : sequence of FeatureGroup
        Which of the columns belong to which variable.
    """
    sizes = np.bincount(labels)[1:]
    between = (sizes[:, None] * (centres_of(rows, labels) - rows.mean(axis=0)) ** 2).sum(axis=0)
    total = float(between.sum())
    shares = dict.fromkeys((group.variable for group in feature_groups), 0.0)
    for group in feature_groups:
        if total > 0:
            shares[group.variable] += float(between[group.columns].sum()) / total
    return shares


def has_dominant_variable(found: Sequence[Importance]) -> bool:
    """Return whether one variable, the first, is what the segments are mostly about."""
    return bool(found) and found[0].share >= MOSTLY


def importance_findings(
    found: Sequence[Importance], title_of: Callable[[str], str] = str
) -> tuple[Message, ...]:
    """Return what the segments are mostly about, and what could be left out; nothing where neither is so.

    Parameters
    ----------
    found : sequence of Importance
    title_of : callable, optional
        Returns what a column is called where a person reads it.
    """
    if not found:
        return ()
    findings: list[Message] = []
    first = found[0]
    if has_dominant_variable(found):
        findings.append(
            finding("importance.mostly_one_variable", variable=title_of(first.variable), share=first.share)
        )
    idle = [
        title_of(each.variable) for each in found if each.without is not None and each.without >= THE_SAME
    ]
    if idle and len(idle) < len(found):
        shown: list[Value] = list(idle)
        if len(idle) > _MOST_NAMED + 1:
            shown = [*idle[:_MOST_NAMED], finding("importance.more", n=len(idle) - _MOST_NAMED)]
        findings.append(finding("importance.idle_variables", n=len(idle), names=shown))
    return tuple(findings)
