"""`summary.json`: what a program wants to read."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from segdesk.engine.audit.audit import Audit
from segdesk.engine.pipeline.audit_trail import rows_left_out
from segdesk.engine.prediction.counts import PlacedCounts
from segdesk.engine.preparation.feature_groups import has_categories
from segdesk.engine.preparation.steps import Preparation
from segdesk.engine.preparation.training_data import TrainingData
from segdesk.engine.profiles.outcomes import SegmentOutcome
from segdesk.engine.recipe.by_hand import Edit, Lock, Merge, Move, Order, Split
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.customer_lists import CustomerList, customer_lists
from segdesk.engine.result.rfm_tables import rfm_crosstab
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.rules.rule import Rule
from segdesk.engine.schema.column_choice import ColumnChoice
from segdesk.engine.transactions.purchases import Purchases
from segdesk.engine.transactions.reconciliation.line_counts import LineCounts
from segdesk.engine.validation.k_scan import Candidate, Scan, ScanResult
from segdesk.engine.validation.size_limit_cost import SizeLimitCost
from segdesk.io.source_summary import summarise_source
from segdesk.messages import Message

USES = (
    "customer", "date", "order", "quantity", "price", "amount", "product", "category", "currency", "country",
)  # fmt: skip
CRITERIA = (
    "inertia",
    "silhouette",
    "calinski_harabasz",
    "davies_bouldin",
    "gap",
    "gap_se",
    "stability",
    "weakest",
    "bic",
    "smallest",
)


def summarise(
    segmentation: Segmentation,
    version: str,
    files: list[str],
    audited: Audit,
    notes: tuple[Message, ...] = (),
    everyone: PlacedCounts | None = None,
) -> dict[str, Any]:
    """Return the summary of a run.

    Parameters
    ----------
    segmentation : Segmentation
    version : str
        Of segdesk.
    files : list of str
        What was written, relative to the folder.
    audited : Audit
    notes : tuple of Message
        What the writers had to change, added to the warnings.
    everyone : PlacedCounts, optional
        Of all rows of the files that the table is a sample of, where these were placed.
    """
    source, provenance = segmentation.source, segmentation.provenance
    return {
        "segdesk": version,
        "input": summarise_source(source.source_table),
        "kind": source.kind,
        "customers": len(segmentation.fit.rows),
        "left_out": {str(reason): count for reason, count in provenance.left_out},
        "variables": list(source.variables),
        "columns": _columns(source.choices),
        "method": segmentation.method,
        "category_weight": _category_weight(segmentation.fit.model.preparation, provenance.recipe),
        "k": segmentation.k,
        "by_hand": [_edit(each) for each in provenance.recipe.by_hand.edits],
        **_validation(segmentation),
        "lists": [_list(each) for each in customer_lists(segmentation)],
        "steps": [str(step) for step in provenance.steps],
        "warnings": [str(w) for w in (*provenance.warnings, *notes)],
        **({} if source.purchases is None else _purchases(segmentation, source.purchases)),
        **({} if everyone is None else {"everyone": _everyone(everyone)}),
        "audit": {"checked": audited.checked, "unread": list(audited.unread)},
        "seconds": {name: round(value, 3) for name, value in provenance.seconds.items()},
        "files": files,
    }


def _everyone(counts: PlacedCounts) -> dict[str, Any]:
    """Return how large the segments are among all rows."""
    return {
        "rows": counts.rows,
        "unassigned": counts.sizes[0],
        "sizes": list(counts.sizes[1:]),
        "unlike": counts.unlike,
    }


def _validation(segmentation: Segmentation) -> dict[str, Any]:
    """Return how good the segments are, and the segments themselves, which stand between."""
    validation = segmentation.validation
    scores, verdict = validation.scores, validation.verdict
    cost, imputation = validation.size_limit_cost, validation.imputation
    return {
        "scores": {
            "silhouette": scores.silhouette,
            "calinski_harabasz": scores.calinski_harabasz,
            "davies_bouldin": scores.davies_bouldin,
            "inertia": scores.inertia,
        },
        "size_limits": None if cost is None else size_limits(cost),
        "scan": [_candidate(c) for c in validation.scan.candidates],
        "pick": _pick(validation.scan),
        "verdict": {
            "structure": verdict.structure,
            "text": None if verdict.text is None else str(verdict.text),
            "at_least": verdict.at_least,
        },
        "segments": [_segment(each) for each in segmentation.description.segments],
        "importance": [
            {"variable": each.variable, "share": each.share, "without": each.without}
            for each in validation.importance
        ],
        "alternatives": [
            {"text": str(each.words), "settings": dict(each.settings)} for each in validation.alternatives
        ],
        "filled": None if imputation is None else asdict(imputation),
    }


def summarise_scan(
    training: TrainingData, recipe: Recipe, result: ScanResult, version: str, seconds: dict[str, float]
) -> dict[str, Any]:
    """Return the summary of a scan: that of a run, without segments and what belongs to them."""
    inspection = training.inspection
    source = inspection.plain_table if training.purchases is None else training.purchases.table
    at = next((c for c in result.scan.candidates if c.k == result.scan.pick), None)
    scores = ("silhouette", "calinski_harabasz", "davies_bouldin", "inertia")
    return {
        "segdesk": version,
        "input": summarise_source(source),
        "kind": inspection.schema.kind,
        "customers": len(training.rows),
        "left_out": {str(reason): count for reason, count in rows_left_out(training)},
        "variables": list(recipe.columns.use),
        "columns": _columns(inspection.schema.choices),
        "method": recipe.method.method,
        "category_weight": _category_weight(training.fitted.preparation, recipe),
        "k": result.scan.pick,
        "scores": {name: None if at is None else getattr(at, name) for name in scores},
        "scan": [_candidate(c) for c in result.scan.candidates],
        "pick": _pick(result.scan),
        "verdict": {"structure": None, "text": None, "at_least": False},
        "steps": [str(s) for s in (*inspection.table.steps, *training.fitted.steps, *result.scan.reason)],
        "warnings": [
            str(w)
            for w in (
                *inspection.table.warnings,
                *(w for column in inspection.columns for w in column.warnings),
                *inspection.schema.warnings,
            )
        ],
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
        "files": [],
    }


def _category_weight(preparation: Preparation, recipe: Recipe) -> float | None:
    """Return how much categories count against numbers, None where there are none."""
    return recipe.prepare.category_weight if has_categories(preparation) else None


def size_limits(kept: SizeLimitCost) -> dict[str, Any]:
    """Return what limits on the size of segments cost."""
    return {
        "min": kept.least,
        "max": kept.most,
        "moved": kept.moved,
        "inertia": kept.inertia,
        "inertia_without": kept.inertia_without,
        "silhouette": kept.silhouette,
        "silhouette_without": kept.silhouette_without,
        "text": str(kept.text),
    }


def _columns(choices: Sequence[ColumnChoice]) -> list[dict[str, str]]:
    return [
        {"name": c.name, "type": str(c.type), "role": str(c.role), "reason": str(c.reason)} for c in choices
    ]


def to_json(summary: dict[str, Any]) -> str:
    """Return the summary as JSON text, the same on every machine."""
    return json.dumps(summary, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _purchases(segmentation: Segmentation, purchases: Purchases) -> dict[str, Any]:
    """Return what became of the lines and their money, and the lifetime model."""
    reconciled, found = purchases.reconciled, purchases.columns
    return {
        "transactions": {
            "columns": {use: getattr(found, use) for use in USES if getattr(found, use) is not None},
            "as_of": reconciled.as_of.isoformat(),
            "lines_in": _counted(reconciled.all_in),
            "lines_kept": _counted(reconciled.all_kept),
            "lines_left_out": [_counted(each) for each in reconciled.left_out],
            "lines_noted": [_counted(each) for each in reconciled.noted],
            "customers_left_out": {str(reason): n for reason, n in reconciled.customers_left_out},
            "rfm_thresholds": {
                name: list(cuts) for name, cuts in purchases.rfm.thresholds.settings().items()
            },
            "rfm_crosstab": _crosstab(segmentation),
        },
        "lifetime": None if purchases.lifetime is None else dict(purchases.lifetime.summary()),
        "why_no_lifetime": [str(reason) for reason in purchases.why_no_lifetime],
    }


def _list(listed: CustomerList) -> dict[str, Any]:
    return {
        "name": listed.name,
        "title": str(listed.title),
        "definition": str(listed.definition),
        "finding": str(listed.finding),
        "customers": len(listed.rows),
        "value": listed.value,
        "value_share": listed.value_share,
    }


def _crosstab(segmentation: Segmentation) -> list[dict[str, Any]] | None:
    crosstab = rfm_crosstab(segmentation)
    if crosstab is None:
        return None
    numbers = [str(segment.number) for segment in crosstab.segments]
    return [
        {
            "rfm_segment": str(name),
            "customers": sum(row),
            "segments": dict(zip(numbers, row, strict=True)),
        }
        for name, row in zip(crosstab.names, crosstab.customers.tolist(), strict=True)
    ]


def _counted(counted: LineCounts) -> dict[str, Any]:
    return {
        "kind": counted.key,
        "lines": counted.lines,
        "customers": counted.customers,
        # Money as text: the cents are exact, which a binary number's are not.
        "money": None if counted.money is None else str(counted.money.decimal),
    }


def _edit(edit: Edit) -> dict[str, Any]:
    """Return a step by hand: what it is, the segments that it names, and itself in words; rows stand in the recipe."""
    kind = type(edit).__name__.lower()
    named = {Merge: "merge", Split: "split", Move: "to", Lock: "lock", Order: "order"}[type(edit)]
    segments = getattr(edit, named)
    return {
        "kind": kind,
        "segments": [] if segments is None else [segments] if isinstance(segments, int) else list(segments),
        "parts": edit.parts if isinstance(edit, Split) else edit.rest if isinstance(edit, Lock) else None,
        "customers": edit.n_rows if isinstance(edit, Move) else None,
        "text": str(edit.words),
    }


def _segment(segment: Segment) -> dict[str, Any]:
    return {
        "segment": segment.number,
        "name": str(segment.name),
        "size": segment.size,
        "share": segment.share,
        "value_share": segment.value_share,
        "description": str(segment.description),
        "stability": segment.stability,
        "recovered": segment.recovered,
        "dissolved": segment.dissolved,
        "parent": segment.parent,
        "by_hand": segment.by_hand,
        "persistence": {str(k): similarity for k, similarity in sorted(segment.jaccard_across_k.items())},
        "action": None if segment.action is None else str(segment.action),
        "outcomes": [_outcome(each) for each in segment.outcomes],
        **_rule(segment.rule),
    }


def _outcome(outcome: SegmentOutcome) -> dict[str, Any]:
    low, high = outcome.own.interval or (None, None)
    return {
        "variable": outcome.variable,
        "case": outcome.case,
        "known": outcome.own.known,
        "cases": outcome.own.cases,
        "rate": outcome.own.rate,
        "rate_low": low,
        "rate_high": high,
        "rate_everyone": outcome.everyone.rate,
        "lift": outcome.lift,
        "share_of_cases": outcome.share_of_cases,
        "text": str(outcome.in_words),
    }


def _rule(rule: Rule | None) -> dict[str, Any]:
    """Return a segment's rule in words with its figures, nulls where it has none."""
    return {
        "rule": None if rule is None else str(rule.words),
        "rule_matching": None if rule is None else rule.matching,
        "rule_precision": None if rule is None else rule.precision,
        "rule_coverage": None if rule is None else rule.coverage,
        "rule_held_out": None if rule is None else rule.held_out,
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {"k": candidate.k, **{name: getattr(candidate, name) for name in CRITERIA}}


def _pick(scan: Scan) -> dict[str, Any]:
    return {
        "k": scan.pick,
        "elbow": scan.elbow,
        "gap": scan.gap_pick,
        "separated": scan.separated,
        "reason": [str(sentence) for sentence in scan.reason],
        "silhouette_rows": scan.n_silhouette,
    }
