"""What was done, step by step, and what to beware of."""

import datetime as dt
from collections.abc import Iterator, Sequence

import numpy as np

from segdesk.engine.assigners.rfm_rules import RfmAssigner
from segdesk.engine.clustering.methods.registry import Method
from segdesk.engine.clustering.partition import Partition
from segdesk.engine.data.arrays import Mask
from segdesk.engine.data.column_codes import EPOCH
from segdesk.engine.data.column_titles import ColumnTitle
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import Role
from segdesk.engine.preparation.training_data import FEW_CUSTOMERS, TrainingData
from segdesk.engine.recipe.method import MethodSpec, parse_k
from segdesk.engine.result.parts import Validation
from segdesk.engine.validation.category_effect import idle_categories
from segdesk.engine.validation.imputation_sensitivity import (
    ImputationSensitivity,
    imputation_finding,
    is_sensitive,
)
from segdesk.engine.validation.k_scan import Scan
from segdesk.engine.validation.k_selection import NO_STRUCTURE
from segdesk.engine.validation.structure import NONE, Verdict
from segdesk.messages import Message

# More of the lines than this left out is worth a warning.
MANY_LINES = 0.1
# A segment smaller than both is worth a warning.
SMALL_SEGMENT, SMALL_SHARE = 5, 0.01


def rows_left_out(training: TrainingData) -> tuple[tuple[Message, int], ...]:
    """Return how many rows of the customers table take no part, by reason."""
    unusable = training.unusable
    reasons = (
        *_condition_not_met(training),
        (finding("result.no_value_in_variables"), unusable.empty),
        (finding("result.empty_cell_dropped"), unusable.dropped),
        (
            finding("result.extreme_value_set_aside"),
            unusable.set_aside & ~unusable.dropped & ~unusable.empty,
        ),
    )
    return tuple((reason, int(mask.sum())) for reason, mask in reasons if mask.any())


def _condition_not_met(training: TrainingData) -> list[tuple[Message, Mask]]:
    """Return the reason of the customers who do not meet the user's condition, and who they are."""
    condition, takes_part = training.inspection.condition, training.inspection.takes_part
    if condition is None or takes_part is None:
        return []
    return [(finding("computed.condition_not_met", condition=condition), ~takes_part)]


def idle_category_warnings(
    training: TrainingData, partition: Partition, spec: MethodSpec, method: Method
) -> list[Message]:
    """Return a warning where categories take part and change nothing."""
    if spec.by_rules:
        return []
    idle = idle_categories(training.matrix, partition, method, spec, training.feature_groups)
    if not idle:
        return []
    return [finding("result.idle_categories", names=[titles_of(training)[name] for name in idle])]


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


def warnings_of_data(training: TrainingData, near_duplicates: Sequence[Message]) -> tuple[Message, ...]:
    """Return what to beware of in the data, whatever the segments."""
    inspection = training.inspection
    return (
        *inspection.table.warnings,
        *(warning for column in inspection.columns for warning in column.warnings),
        *inspection.schema.warnings,
        *near_duplicates,
    )


def warnings_of_result(
    training: TrainingData, partition: Partition, spec: MethodSpec, validation: Validation
) -> tuple[Message, ...]:
    """Return what to beware of in the segments."""
    cost, imputation = validation.size_limit_cost, validation.imputation
    return (
        *([cost.text] if cost is not None else []),
        *_of_rows(training),
        *_of_number(training, spec, validation),
        *_of_sizes(training, partition),
        *([imputation_finding(imputation)] if imputation is not None and is_sensitive(imputation) else []),
    )


def verdict_first(verdict: Verdict) -> tuple[Message, ...]:
    """Return the verdict where it is that there is no structure: nothing matters more."""
    return () if verdict.structure != NONE or verdict.text is None else (verdict.text,)


def _of_rows(training: TrainingData) -> Iterator[Message]:
    describing = training.inspection.schema.names(Role.DESCRIPTOR)
    promoted = [name for name in training.fitted.preparation.names if name in describing]
    if promoted:
        yield finding(
            "result.nothing_but_descriptors", names=[titles_of(training)[name] for name in promoted]
        )
    if training.n_distinct == 1:
        yield finding("result.all_customers_alike")
    # Whom the user left out needs no warning.
    out = int(training.unusable.any.sum())
    if out:
        yield finding("result.taking_no_part", n=out, total=training.n_participants)
    yield from _many_lines_left_out(training)


def _of_number(training: TrainingData, spec: MethodSpec, validation: Validation) -> Iterator[Message]:
    silhouette = validation.scores.silhouette
    if validation.verdict.structure is None and silhouette is not None and silhouette <= NO_STRUCTURE:
        yield finding("result.low_fit", fit=silhouette)
    wanted = parse_k(spec.k)
    if wanted is not None and spec.by_rules:
        yield finding("result.rules_give_the_number", k=spec.k)
    elif wanted is not None and len(wanted) > 1 and wanted[-1] > training.n_distinct:
        yield finding("result.few_different_customers", n=training.n_distinct)


def _of_sizes(training: TrainingData, partition: Partition) -> Iterator[Message]:
    n = len(training.matrix)
    if n < FEW_CUSTOMERS:
        yield finding("result.few_customers", n=n)
        return
    for number, size in enumerate(np.bincount(partition.labels, minlength=partition.k + 1)):
        if number and size < max(SMALL_SEGMENT, SMALL_SHARE * n):
            yield finding("result.tiny_segment", n=int(size), number=number)


def audit_steps(
    training: TrainingData,
    why: Message,
    partition: Partition,
    scan: Scan,
    left_out: tuple[tuple[Message, int], ...],
    imputation: ImputationSensitivity | None,
) -> tuple[Message, ...]:
    """Return the audit trail in the order of the flow."""
    inspection = training.inspection
    schema = inspection.schema
    source = inspection.plain_table if training.purchases is None else training.purchases.table
    steps = [
        *source.steps,
        finding(
            "result.table_read", rows=source.n_rows, columns=len(source.columns), reason=schema.kind_reason
        ),
        # What was made of purchases comes behind what was read.
        *inspection.table.steps[len(source.steps) :],
    ]
    steps.extend(_of_columns(training))
    steps.extend(_of_rules(training, partition))
    if schema.value_column is not None:
        steps.append(finding("result.value_column", column=_as_read(training)[schema.value_column]))
    steps.extend(training.fitted.steps)
    for reason, count in left_out:
        steps.append(finding("result.rows_left_out", n=count, reason=reason))
    if imputation is not None:
        steps.append(imputation_finding(imputation))
    steps.append(why)
    steps.extend(partition.fit.notes)
    steps.extend(scan.reason)
    steps.append(finding("result.segments_found", n=partition.k, customers=len(training.matrix)))
    return tuple(steps)


def _of_columns(training: TrainingData) -> Iterator[Message]:
    """Yield what each column was used for."""
    schema, used, called = training.inspection.schema, training.fitted.preparation.names, _as_read(training)
    yield finding("result.forming_columns", n=len(used), names=[called[name] for name in used])
    for code, role in (
        ("result.describing_columns", Role.DESCRIPTOR),
        ("result.outcome_columns", Role.OUTCOME),
        ("result.ignored_columns", Role.IGNORED),
    ):
        names = [called[name] for name in schema.names(role) if name not in used]
        if names:
            yield finding(code, n=len(names), names=names)


def titles_of(training: TrainingData) -> dict[str, ColumnTitle]:
    """Return what each column is called."""
    return {column.name: column.spoken_title for column in training.inspection.columns}


def _as_read(training: TrainingData) -> dict[str, str | ColumnTitle]:
    """Return how the audit trail names each column."""
    return {column.name: column.as_read for column in training.inspection.columns}


def _of_rules(training: TrainingData, partition: Partition) -> Iterator[Message]:
    """Yield which columns of a customers table RFM rules go by."""
    rfm, assigner = training.inspection.schema.rfm, partition.fit.assigner
    if rfm is None or not isinstance(assigner, RfmAssigner):
        return
    if rfm.money is None:
        yield finding("rfm.columns_found_without_money", recency=rfm.recency, frequency=rfm.frequency)
    else:
        yield finding("rfm.columns_found", recency=rfm.recency, frequency=rfm.frequency, money=rfm.money)
    if np.isfinite(assigner.as_of):
        day = EPOCH + dt.timedelta(days=assigner.as_of)
        yield finding("rfm.counted_back_from", column=rfm.recency, day=day)
